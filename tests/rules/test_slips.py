"""What a number may have meant, one slip away, and which slip mends a relation."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from aicheck.model import Place, Quantity
from aicheck.rules.expectations import compile_expectation
from aicheck.rules.matching import Binding, Item, Match, Matcher, Tentative
from aicheck.rules.slips import accident, meant, mended, slips

MODES: tuple[Tentative, ...] = ("never", "far", "always")


def number(text: str, kind: str = "number") -> Quantity:
    value = Decimal(text)
    decimals = len(text.partition(".")[2])
    return Quantity(0, len(text), text, value, value, value, decimals, kind=kind, unit="percent" if kind == "percent" else "")


def item(quantity: Quantity) -> Item:
    return Item(quantity, Place("x", 1, 1, 1, 1, 0, 1, quantity.text))


@pytest.mark.parametrize(
    ("written", "meant"),
    [("482", "432"), ("482", "842"), ("482", "48.2"), ("482", "4820"), ("482", "482000"), ("48.2", "42.8"), ("-482", "-432")],
)
def test_slips_of_a_number(written: str, meant: str) -> None:
    assert Decimal(meant) in {slip.value for slip in slips(number(written))}


@pytest.mark.parametrize(("written", "other"), [("482", "982.5"), ("482", "913"), ("482", "082"), ("48", "43"), ("7", "70")])
def test_what_no_single_slip_explains(written: str, other: str) -> None:
    assert Decimal(other) not in {slip.value for slip in slips(number(written))}


def test_a_moved_point_keeps_the_digits_that_count() -> None:
    assert {(slip.value, slip.decimals) for slip in slips(number("48"))} == {
        (Decimal("480"), -1), (Decimal("4.8"), 1), (Decimal("48000"), -3), (Decimal("0.048"), 3),
    }  # fmt: skip


@pytest.mark.parametrize(("zeros", "meant"), [(4, [8]), (8, [4, 12]), (12, [8]), (0, []), (6, []), (9, [])])
def test_scale_words_of_four_zeros_are_taken_for_their_neighbours(zeros: int, meant: list[int]) -> None:
    written = number("48.27")
    assert written.value is not None
    scaled = written._replace(value=Decimal(written.value).scaleb(zeros), decimals=2 - zeros)
    places = {4, 8, 12} - {zeros, zeros + 1, zeros - 1, zeros + 3, zeros - 3}
    assert sorted(to for to in places if Decimal("48.27").scaleb(to) in {slip.value for slip in slips(scaled)}) == meant


def test_ranges_and_words_have_no_slips() -> None:
    assert list(slips(number("482")._replace(value=None))) == []
    assert list(slips(number("482")._replace(decimals=None))) == []


def test_the_slip_that_mends_a_sum() -> None:
    condition = compile_expectation("sum(parts) == whole", {"parts": "many", "whole": "one"})
    parts = tuple(item(number(each, "count")) for each in ("1240", "2560"))
    bound: dict[str, Binding] = {"parts": parts, "whole": item(number("3300", "count"))}
    assert [(slip.name, slip.item.quantity.text, str(slip.meant.value)) for slip in mended(bound, condition)] == [
        ("parts", "2560", "2060"), ("whole", "3300", "3800"),
    ]  # fmt: skip


def test_what_is_counted_to_the_last_one_is_not_rounded() -> None:
    condition = compile_expectation("whole == a + b", {"whole": "one", "a": "one", "b": "one"})
    given = (("whole", "1640"), ("a", "901"), ("b", "702"))
    votes: dict[str, Binding] = {name: item(number(text, "count")) for name, text in given}
    assert mended(votes, condition) == []  # 1604 is not 901 and 702
    assert mended({**votes, "b": item(number("703", "count"))}, condition) != []


def test_a_slip_by_which_a_part_all_but_vanishes_mends_nothing() -> None:
    condition = compile_expectation("sum(parts) == whole", {"parts": "many", "whole": "one"})
    parts = tuple(item(number(each, "count")) for each in ("612", "1214", "186"))
    assert mended({"parts": parts, "whole": item(number("1826", "count"))}, condition) == []


def test_beside_a_percentage_a_small_slip_explains_nothing() -> None:
    condition = compile_expectation("change == growth(before, after)", {"change": "one", "before": "one", "after": "one"})
    bound: dict[str, Binding] = {
        "change": item(number("16.5", "percent")._replace(change="up")),
        "before": item(number("96058", "count")),
        "after": item(number("111853", "count")),
    }
    assert mended(bound, condition) == []


@pytest.mark.parametrize(
    ("numbers", "least", "most"),
    [
        # 131 for 138: 34 slips of each of three numbers, of 900, and three values of it fit those that are rounded
        (("482", "351", "138"), Fraction(1, 4), Fraction(2, 5)),
        (("4825", "3513", "1382"), Fraction(1, 50), Fraction(1, 20)),
        (("482517", "351342", "131185"), Fraction(1, 5_000), Fraction(1, 1_000)),
    ],
)
def test_how_likely_unrelated_numbers_are_one_slip_from_a_sum(numbers: tuple[str, ...], least: Fraction, most: Fraction) -> None:
    condition = compile_expectation("a == b + c", {"a": "one", "b": "one", "c": "one"})
    bound: dict[str, Binding] = {
        name: item(number(text, "count")._replace(unit="ton")) for name, text in zip("abc", numbers, strict=True)
    }
    found = mended(bound, condition)
    assert found
    assert least < accident(bound, condition, found) < most
    match = Match(bound, Place("x", 1, 1, 1, 1, 0, 1, ""))
    strict, lenient = (Matcher({}, None, tentative="always", chance=chance) for chance in (least, most))
    assert not meant(strict, condition.assess(bound), match, condition)
    assert meant(lenient, condition.assess(bound), match, condition)


@pytest.mark.parametrize(
    ("level", "change", "proven"),
    [
        (("2410.0", "2000.0"), "12.5", False),  # half as much again, and no slip explains it
        (("2640.0", "2000.0"), "23.0", True),  # 32 for 23: two digits swapped
        (("2640.0", "2000.0"), "203", False),
        (("6060.0", "2000.0"), "302", True),  # 203 for 302: the digits around another one swapped
        (("9.0", "4.0"), "25", False),  # so few digits that any slip may do
    ],
)
def test_what_a_tentative_rule_takes_for_proof(level: tuple[str, str], change: str, proven: bool) -> None:
    condition = compile_expectation("change == growth(before, after)", {"change": "one", "before": "one", "after": "one"})
    place = Place("x", 1, 1, 1, 1, 0, 1, "")
    bound: dict[str, Binding] = {
        "change": item(number(change, "percent")._replace(change="up")),
        "after": item(number(level[0], "count")),
        "before": item(number(level[1], "count")),
    }
    assert meant(Matcher({}, None, tentative="always"), condition.assess(bound), Match(bound, place), condition) is proven


def test_a_small_error_needs_no_proof_where_the_words_are_clear() -> None:
    condition = compile_expectation("change == growth(before, after)", {"change": "one", "before": "one", "after": "one"})
    bound: dict[str, Binding] = {
        "change": item(number("9", "percent")._replace(change="up")),
        "after": item(number("54", "count")),
        "before": item(number("50", "count")),
    }
    match = Match(bound, Place("x", 1, 1, 1, 1, 0, 1, ""))
    assessment = condition.assess(bound)
    assert [meant(Matcher({}, None, tentative=tentative), assessment, match, condition) for tentative in MODES] == [
        True,
        True,
        False,
    ]


def test_a_written_zero_has_slips() -> None:
    assert Decimal(0) in {slip.value for slip in slips(number("0.000"))}


@pytest.mark.parametrize(("unit", "prose", "proven"), [("share", True, True), ("", True, False), ("share", False, False)])
def test_bare_numbers_and_code_prove_nothing(unit: str, prose: bool, proven: bool) -> None:
    condition = compile_expectation("sum(parts) == whole", {"parts": "many", "whole": "one"})
    parts = tuple(item(number(each, "count")._replace(unit=unit)) for each in ("1240", "2560"))
    bound: dict[str, Binding] = {"parts": parts, "whole": item(number("3300", "count")._replace(unit=unit))}
    match = Match(bound, Place("x", 1, 1, 1, 1, 0, 1, ""), prose=prose)
    assert meant(Matcher({}, None, tentative="always"), condition.assess(bound), match, condition) is proven
