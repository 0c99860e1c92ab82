"""Dated rates: exact quotients of the published euro rates, over days and periods."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from aicheck.intervals import Interval
from aicheck.units import period_days, rate
from aicheck.units.rates import RATES_SOURCE, currencies, last_day


def test_a_day_has_one_exact_rate() -> None:
    found = rate("EUR", "USD", "2024-02-16")
    assert found is not None
    assert found == (Interval.point(Fraction("1.0768")), f"{RATES_SOURCE}, 2024-02-16", date(2024, 2, 16), date(2024, 2, 16))


def test_cross_rates_are_quotients_of_euro_rates() -> None:
    dollars, yuan, cross = (rate(a, b, "2024-02-16") for a, b in (("EUR", "USD"), ("EUR", "CNY"), ("USD", "CNY")))
    assert dollars and yuan and cross and dollars.interval.low and yuan.interval.low
    assert cross.interval == Interval.point(yuan.interval.low / dollars.interval.low)
    back = rate("CNY", "USD", "2024-02-16")
    assert back is not None and back.interval.times(cross.interval) == Interval.point(1)


@pytest.mark.parametrize("day", ["2024-02-17", "2024-02-18"])
def test_a_weekend_takes_the_business_day_before(day: str) -> None:
    found = rate("USD", "CNY", day)
    assert found == rate("USD", "CNY", date(2024, 2, 16))
    assert found is not None and found.first == date(2024, 2, 16)


def test_a_period_gives_the_range_of_its_days() -> None:
    year, quarter, month = (rate("USD", "JPY", period) for period in ("2023", "2023-Q1", "2023-02"))
    assert year and quarter and month
    assert (quarter.first, quarter.last) == (date(2023, 1, 2), date(2023, 3, 31))
    assert month.interval.intersection(quarter.interval) == month.interval
    assert quarter.interval.intersection(year.interval) == quarter.interval
    assert year.interval.low is not None and year.interval.high is not None
    assert 128 < year.interval.low < 129 and 151 < year.interval.high < 152
    assert year.source == f"{RATES_SOURCE}, 2023-01-02 to 2023-12-29"


def test_a_currency_against_itself_is_one() -> None:
    for code in ("EUR", "USD"):
        found = rate(code, code, "2020")
        assert found is not None and found.interval == Interval.point(1)


@pytest.mark.parametrize(
    ("from_", "to", "period"),
    [
        ("USD", "DEM", "1998-05-04"),
        ("USD", "CNY", "1998"),
        ("USD", "XYZ", "2024"),
        ("USD", "CNY", "2999-01-01"),
        ("USD", "CNY", "2999"),
        ("USD", "RUB", "2023-05-04"),
        ("USD", "CNY", "last year"),
        ("USD", "CNY", "2024-13"),
        ("USD", "CNY", ""),
    ],
)
def test_where_there_is_no_rate_there_is_none(from_: str, to: str, period: str) -> None:
    assert rate(from_, to, period) is None


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-Q2", "2024-04-01", "2024-06-30"),
        ("2024-H2", "2024-07-01", "2024-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024-02-17", "2024-02-17", "2024-02-17"),
    ],
)
def test_periods(period: str, first: str, last: str) -> None:
    assert period_days(period) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize("period", ["2024-H3", "2024-Q5", "2024-00", "2023-02-29", "FY2024", "2024-1", "0000", "２０２４"])
def test_no_periods(period: str) -> None:
    assert period_days(period) is None


def test_what_is_covered() -> None:
    assert {"EUR", "USD", "CNY", "JPY", "GBP", "HKD", "INR"} <= currencies()
    assert last_day() > date(2024, 12, 31)
