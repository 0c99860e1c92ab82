"""The `value:` of a claim: every form that is read, every one that is refused, and what it says."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aicheck.claims.values import BadValue, Value, decimals_of, read_value, same_number, show_value

READ = [
    ("3.1e9 USD", Decimal("3.1e9"), Decimal("3.1e9"), "USD"),
    ("1151 deals", Decimal(1151), Decimal(1151), "deals"),
    ("46 percent", Decimal(46), Decimal(46), "percent"),
    ("46%", Decimal(46), Decimal(46), "percent"),
    ("26.47..39.84 percent", Decimal("26.47"), Decimal("39.84"), "percent"),
    ("6.45e9..0.73e9 CNY", Decimal("6.45e9"), Decimal("0.73e9"), "CNY"),
    ("2e12.. USD", Decimal("2e12"), None, "USD"),
    ("..5 year", None, Decimal(5), "year"),
    ("1/3", Fraction(1, 3), Fraction(1, 3), ""),
    ("-5 percent", Decimal(-5), Decimal(-5), "percent"),
    ("2_000_000 metric tons", Decimal(2_000_000), Decimal(2_000_000), "metric tons"),
]


@pytest.mark.parametrize(("text", "low", "high", "unit"), READ)
def test_reads_numbers_ranges_and_units(text: str, low: object, high: object, unit: str) -> None:
    assert read_value(text) == Value(low, high, unit)


REFUSED = [
    ("0,73", 0, 4, "0.73"),
    ("1,151 deals", 0, 5, "1151"),
    ("5..1,200 USD", 3, 8, "1200"),
    ("O.73e9 CNY", 0, 6, "0.73e9"),
    ("about 5 USD", 0, 5, ""),
    ("1e99 USD", 0, 4, ""),
    ("1/0", 0, 3, ""),
    ("..", 0, 2, ""),
    ("NaN", 0, 3, ""),
    ("1__0", 0, 4, ""),
]


@pytest.mark.parametrize(("text", "start", "end", "suggestion"), REFUSED)
def test_refuses_what_is_no_plain_number_and_points_at_it(text: str, start: int, end: int, suggestion: str) -> None:
    refused = read_value(text)
    assert isinstance(refused, BadValue)
    assert (refused.start, refused.end, refused.suggestion) == (start, end, suggestion)


def test_a_reversed_range_is_the_same_number_as_the_ordered_one() -> None:
    assert same_number(Value(Decimal(6), Decimal(2)), Value(Decimal(2), Decimal(6)))
    assert not same_number(Value(Decimal(6), Decimal(2)), Value(Decimal(6), Decimal(6)))


def test_decimals_and_fractions_are_compared_exactly() -> None:
    assert same_number(Value(Fraction(1, 2), Fraction(1, 3)), Value(Fraction(1, 3), Decimal("0.5")))
    assert not same_number(Value(Fraction(1, 3), Fraction(1, 3)), Value(Decimal("0.333"), Decimal("0.333")))


@pytest.mark.parametrize(("text", "decimals"), [("3.1e9", -8), ("0.73", 2), ("6.8e8..7.25e8", -7), ("1/3", None), ("5..", 0)])
def test_the_last_written_digit_tells_the_precision(text: str, decimals: int | None) -> None:
    value = read_value(text)
    assert isinstance(value, Value)
    assert decimals_of(value) == decimals


numbers = st.decimals(allow_nan=False, allow_infinity=False, min_value=Decimal("-1e15"), max_value=Decimal("1e15"), places=4)


@given(low=st.none() | numbers, high=st.none() | numbers, unit=st.sampled_from(["", "USD", "percent", "deals"]))
def test_what_is_shown_reads_back(low: Decimal | None, high: Decimal | None, unit: str) -> None:
    if low is None and high is None:
        return
    value = Value(low, high, unit)
    assert read_value(show_value(value)) == value
