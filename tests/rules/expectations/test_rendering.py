"""Intervals as readers see them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from aicheck.intervals import Interval
from aicheck.rules.expectations.measures import BARE, PERCENT, POINT, RATIO, Dimension, Measure
from aicheck.rules.expectations.rendering import interval_text, measure_text, plain_text

USD, CARS = Dimension("money", "USD"), Dimension("count", "cars")


def between(low: str | None, high: str | None, *closed: bool) -> Interval:
    return Interval.of(None if low is None else Decimal(low), None if high is None else Decimal(high), *closed)


@pytest.mark.parametrize(
    ("interval", "dimension", "text"),
    [
        (between("118902500", "121102500"), USD, "[118.9025, 121.1025] million USD"),
        (between("30.5e9", "31.5e9"), USD, "[30.5, 31.5] billion USD"),
        (between("0.95e9", "1.05e9"), USD, "[0.95, 1.05] billion USD"),
        (between("31e9", "31e9"), USD, "31 billion USD"),
        (between("50e9", None), USD, ">= 50 billion USD"),
        (between(None, "50e9", True, False), USD, "< 50 billion USD"),
        (between(None, None), USD, "any number USD"),
        (between("1150.5", "1151.5"), CARS, "[1,150.5, 1,151.5] cars"),
        (between("0.455", "0.465"), PERCENT, "[45.5, 46.5]%"),
        (between("0.03", "0.03"), POINT, "3 percentage points"),
        (Interval.point(1).over(Interval.point(3)), RATIO, "0.33333"),
        (between("2", "3", True, False), BARE, "[2, 3)"),
        (between("547184.995", "547185.005"), BARE, "[547,184.995, 547,185.005]"),
        (between("-5e6", "5e6"), USD, "[-5, 5] million USD"),
        (between("0", "0"), USD, "0 USD"),
    ],
)
def test_an_interval(interval: Interval, dimension: Dimension, text: str) -> None:
    assert interval_text(interval, dimension) == text


def test_a_relation_names_the_end_that_counts() -> None:
    measure = Measure(between("30.5e9", "31.5e9"), USD)
    assert measure_text(measure, "<=") == "at most 31.5 billion USD"
    assert measure_text(measure, ">") == "above 30.5 billion USD"


def test_two_sides_share_a_scale() -> None:
    small, large = Measure(between("627e6", "642e6"), USD), Measure(between("4.9e9", "5e9"), USD)
    assert measure_text(small, like=large) == "[0.627, 0.642] billion USD"
    assert measure_text(small) == "[627, 642] million USD"


@pytest.mark.parametrize(
    ("low", "high", "told"),
    [
        ("0.23989", "0.24011", "about 24%"),
        ("0.487", "0.512", "about 50%"),
        ("0.24", "0.24", "24%"),
        ("0.1", "0.5", "between 10% and 50%"),
        ("0.1234", "0.5678", "between 12% and 57%"),
        ("-0.0225", "-0.0215", "about -2.2%"),
    ],
)
def test_an_editor_is_told_one_number_where_the_ends_lie_close(low: str, high: str, told: str) -> None:
    growth = Measure(Interval.of(Decimal(low), Decimal(high)), PERCENT)
    assert plain_text(growth) == told


def test_what_has_one_end_is_told_by_that_end() -> None:
    assert plain_text(Measure(Interval.of(Decimal("0.9"), Decimal("1")), RATIO), "<=") == "at most 1"


@pytest.mark.parametrize(
    ("interval", "dimension", "told"),
    [
        (Interval.of(3_000_000, None), Dimension("money", "CNY"), "at least 3 million CNY"),
        (Interval.of(None, 7, high_closed=False), Dimension("physical", "metric ton"), "below 7 metric tons"),
        (Interval.point(1), Dimension("physical", "day"), "1 day"),
        (Interval.point(12), Dimension("count", "company"), "12 companies"),
        (Interval.point(3), Dimension("physical", "mile per hour"), "3 miles per hour"),
        (Interval.point(2_000_000), Dimension("count", "person"), "2 million persons"),
        (Interval.point(5), Dimension("count", "家公司"), "5 家公司"),
        (Interval.of(Decimal("15.776"), Decimal("25.611")), Dimension("money", "CNY"), "between 15.8 and 25.6 CNY"),
        (Interval.of(Decimal("0.01"), Decimal("0.01")), POINT, "1 percentage point"),
        (Interval.of(Decimal("0.03"), Decimal("0.03")), POINT, "3 percentage points"),
    ],
)
def test_a_message_says_it_in_words(interval: Interval, dimension: Dimension, told: str) -> None:
    assert plain_text(Measure(interval, dimension)) == told
