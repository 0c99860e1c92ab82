"""A cell's words as a number."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aicheck.intervals import Interval
from aicheck.quantities.cells import read_cell

CASES = [
    ("4,207", "4207", 0, "amount"),
    ("$ 4,207.50", "4207.50", 2, "amount"),
    ("(318)", "-318", 0, "amount"),
    ("(318 )", "-318", 0, "amount"),
    ("$(2,044.1)", "-2044.1", 1, "amount"),
    ("($2,044.1)", "-2044.1", 1, "amount"),
    ("-£63", "-63", 0, "amount"),
    ("£-63", "-63", 0, "amount"),
    ("−63", "-63", 0, "amount"),
    ("63-", "-63", 0, "amount"),
    ("△1,630", "-1630", 0, "amount"),
    ("（1，630）", "-1630", 0, "amount"),
    ("１，６３０．５", "1630.5", 1, "amount"),
    ("US$ 77", "77", 0, "amount"),
    ("RMB 77", "77", 0, "amount"),
    ("¥1,20,500", "120500", 0, "amount"),
    ("1 630 200", "1630200", 0, "amount"),
    ("1'630'200", "1630200", 0, "amount"),
    (".75", "0.75", 2, "amount"),
    ("12.50%", "12.50", 2, "percent"),
    ("(8.1%)", "-8.1", 1, "percent"),
    ("(8)%", "-8", 0, "percent"),
    ("+8.1 %", "8.1", 1, "percent"),
    ("0.3 pts", "0.3", 1, "points"),
    ("15 bps", "15", 0, "points"),
    ("1.2个百分点", "1.2", 1, "points"),
    ("3.4x", "3.4", 1, "times"),
    ("2,118(3)", "2118", 0, "amount"),
    ("2,118 (a)", "2118", 0, "amount"),
    ("2,118*", "2118", 0, "amount"),
    ("2,118†", "2118", 0, "amount"),
    ("(17", "-17", 0, "amount"),
    ("$3.20M", "3200000.00", -4, "amount"),
    ("-$321M", "-321000000", -6, "amount"),
    ("(45.5万元)", "-455000.0", -3, "amount"),
    ("5.2倍", "5.2", 1, "times"),
    ("**4,207**", "4207", 0, "amount"),
    ("__(38)__", "-38", 0, "amount"),
    ("*6.5%*", "6.5", 1, "percent"),
]


@pytest.mark.parametrize(("words", "value", "places", "kind"), CASES, ids=[case[0] for case in CASES])
def test_numbers(words, value, places, kind):
    number = read_cell(words)
    assert number is not None
    assert (number.value, number.places, number.kind) == (Decimal(value), places, kind)
    assert not number.nil


@pytest.mark.parametrize("words", ["-", "–", "—", "$ —", "—%", "$-", "--", "__", "（—）"])
def test_a_dash_is_exactly_nothing(words):
    number = read_cell(words)
    assert number is not None and number.nil
    assert number.interval == Interval.point(0)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "n/a",
        "None",
        "March 3, 2031",
        "Level 2",
        "12 to 15",
        "4.5.6",
        "GPT-5",
        "~$109M",
        "35%–40%",
        "3 months",
        "2031年",
        "March 2031",
        "318)",
        "94th",
        "9" * 25,
        "A1",
    ],
)
def test_words_are_no_number(words):
    assert read_cell(words) is None


def test_marks_of_a_cell():
    assert read_cell("(17").notes == ("unclosed-bracket",) and not read_cell("(17)").notes
    assert read_cell("1,2345").notes == ("doubtful-comma",)
    assert read_cell("2,118(3)").marked
    assert read_cell("2031").is_year and not read_cell("2,031").is_year and not read_cell("$2031").is_year


def test_the_digits_place_inside_the_cell():
    words = "US$ (4,207.5) *"
    number = read_cell(words)
    assert words[number.start : number.end] == "4,207.5"


def test_the_digits_place_inside_bold_type():
    words = "**$ 4,207**"
    number = read_cell(words)
    assert words[number.start : number.end] == "4,207"


def test_a_cell_allows_half_a_unit():
    assert read_cell("2.5").interval == Interval.of(Decimal("2.45"), Decimal("2.55"))


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2))
def test_what_is_written_is_read(value):
    assert read_cell(f"{value:,}").value == value
    assert read_cell(f"({abs(value):,})").value == -abs(value)


@given(st.text(max_size=30))
def test_no_text_is_too_strange(words):
    number = read_cell(words)
    assert number is None or 0 <= number.start <= number.end <= len(words)
