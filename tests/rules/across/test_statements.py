"""When numbers of two languages say the same, and what slip parts those that do not."""

from __future__ import annotations

import pytest

from aicheck.model import Quantity
from aicheck.quantities import detect, extract
from aicheck.rules.across.statements import Statement, alike, converted, figures, same, slip


def pair(one: str, other: str) -> tuple[Quantity, Quantity]:
    (a,), (b,) = (extract(text, detect(text)) for text in (one, other))
    return a, b


SAME = [
    ("31亿元", "3.1 billion yuan"), ("1.72万人", "17,200 people"), ("近50家", "nearly 50 companies"),
    ("11.96亿元", "1.2 billion yuan"),
    ("两成", "20 percent"), ("三分之一", "a third"), ("翻了一番", "doubled"), ("一半", "50%"), ("几十个", "dozens"),
    ("6500余吨", "more than 6,500 tonnes"), ("50个基点", "0.5 percentage points"), ("十年", "10 years"),
    ("300万元", "HK$3 million"), ("5.3万亿元", "5.3 trillion yuan"), ("零下5度", "-5 degrees"),
]  # fmt: skip
CONVERTED = [("300亩", "20 hectares"), ("两周", "14 days"), ("36里", "18 kilometers"), ("华氏95度", "35 degrees Celsius")]
SLIPS = [
    ("31亿元", "31 billion yuan", ("scale", 1)), ("31亿元", "310 million yuan", ("scale", -1)),
    ("6万", "6 million", ("scale", 2)),
    ("1.05亿吨", "105 billion tons", ("scale", 3)), ("超过3万例", "more than 300,000 cases", ("scale", 1)),
    ("35.96亿元", "36 billion yuan", ("scale", 1)), ("37%", "73%", None), ("4120人", "4,210 people", ("digits", 0)),
    ("18.35%", "18.53%", ("digits", 0)), ("18.35%", "1.835%", ("scale", -1)), ("42万人", "570,000 people", None),
]  # fmt: skip
UNLIKE = [
    ("31亿元", "31 billion dollars"), ("31亿元", "31%"), ("300人", "300 yuan"), ("3年", "30 meters"), ("31亩", "310 hectares"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_same_in_both_languages(one: str, other: str) -> None:
    assert same(*map(Statement, pair(one, other))) and same(*map(Statement, reversed(pair(one, other))))


@pytest.mark.parametrize(("one", "other", "expected"), SLIPS)
def test_a_slip_parts_them(one: str, other: str, expected: tuple[str, int] | None) -> None:
    a, b = pair(one, other)
    assert not same(Statement(a), Statement(b)) and alike(a, b)
    found, back = slip(a, b), slip(b, a)
    assert found == expected
    assert back == (expected if expected is None else (expected[0], -expected[1]))


@pytest.mark.parametrize(("one", "other"), UNLIKE)
def test_what_has_another_unit_is_another_thing(one: str, other: str) -> None:
    assert not alike(*pair(one, other))


@pytest.mark.parametrize(("one", "other"), CONVERTED)
def test_a_translator_converts_and_rounds(one: str, other: str) -> None:
    assert converted(*pair(one, other)) and converted(*reversed(pair(one, other)))


def test_another_amount_or_measure_is_no_conversion() -> None:
    assert not converted(*pair("300亩", "200 hectares")) and not converted(*pair("300亩", "20 kilometers"))


def test_figures_are_the_digits_without_zeros_at_either_end() -> None:
    written = ("2,030,000 tons", "0.0450 tons", "3 to 40 tons", "a half")
    assert [figures(extract(text)[0]) for text in written] == ["203", "45", "3/4", ""]
