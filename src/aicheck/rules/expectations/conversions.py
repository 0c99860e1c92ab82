"""Units of measures: the one place where the expectation language asks `units`.

`units` is imported when a unit has to be converted: most rules never do.
"""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction

from aicheck.intervals import Interval
from aicheck.rules.expectations.measures import PERCENT, POINT, RATIO, Dimension, Measure, Unchecked, UnitFault
from aicheck.rules.expectations.rendering import number_text

FIRST_YEAR = 1999
_NEAR, _DATED, _UNDATED = Fraction(20, 19), Fraction(5, 4), Fraction(2)
_STEADY = 10
"""A rate that has varied by more tells nothing of an undated amount; such a currency was often replaced by a namesake, too."""
_PLAIN = {"percent": PERCENT, "percentage point": POINT, "basis point": POINT, "x": RATIO}


def same_unit(a: Measure, b: Measure, deed: str) -> Interval:
    """The second interval in the unit of the first; both have a unit of their own.

    Raises: UnitFault, Unchecked.
    """
    from aicheck import units

    found = units.conversion(b.dimension.name, a.dimension.name)
    if isinstance(found, units.Conversion):
        return found.interval(b.interval)
    raise _clash(found.reason, str(found), a, b, deed)


def product(a: Measure, b: Measure, *, divide: bool = False) -> Measure:
    """The product (or quotient) of two measures with units of their own.

    Raises: UnitFault, Unchecked.
    """
    from aicheck import units

    one, other = a.dimension.name, b.dimension.name
    found = units.divide(one, other) if divide else units.multiply(one, other)
    if isinstance(found, units.Misfit):
        raise _clash(found.reason, str(found), a, b, "divide" if divide else "multiply")
    interval = a.interval.over(b.interval) if divide else a.interval.times(b.interval)
    return Measure(interval.weighted(found.factor), dimension_of_code(found.code))


def convert(value: Measure, unit: str, date: str, remarks: dict[str, str]) -> Measure:
    """The measure in another unit; money needs a date. `remarks` gets the rate that was used, with its source.

    Raises: UnitFault, Unchecked.
    """
    from aicheck import units

    have = value.dimension
    if have.name == unit:
        return value
    if have.kind in ("literal", "bare"):
        raise Unchecked("a number has no unit to convert from")
    if have.kind in ("ratio", "percent", "point"):
        if unit in _PLAIN or not unit:
            return value._replace(dimension=_PLAIN.get(unit, RATIO))
        raise UnitFault("unit-mismatch", value, Measure(value.interval, dimension_of_code(unit)), "convert")
    from_, to = units.currency_of(have.name), units.currency_of(unit)
    if from_ is not None and to is not None and from_ != to:
        value, have = _exchanged(value, from_, to, date, remarks), Dimension(have.kind, units.in_currency(have.name, to))
        value = value._replace(dimension=have)
    target = Measure(value.interval, dimension_of_code(unit), value.item)
    return target if have.name == unit else target._replace(interval=same_unit(target, value, "convert"))


def _exchanged(value: Measure, from_: str, to: str, date: str, remarks: dict[str, str]) -> Measure:
    from aicheck import units

    if not date:
        raise Unchecked(f"no date for the rate of {from_} to {to}")
    rate = units.rate(from_, to, date)
    if rate is None:
        raise Unchecked(f"no rate of {from_} to {to} is known for {date}")
    low, high = rate.interval.low, rate.interval.high
    assert low is not None and high is not None, "rates are bounded"
    shown = number_text(low) if low == high else f"{number_text(low)} to {number_text(high)}"
    remarks[f"1 {from_}"] = f"{shown} {to} ({rate.source})"
    return value._replace(interval=value.interval.times(rate.interval))


def exchanged(value: Measure, unit: str, years: str, remarks: dict[str, str]) -> Measure:
    """Money in another currency, at any rate of the years `first/last` or of the year before or after them, give or take a
    fifth: writers take the rate of another day, or one that they have hedged.

    In a month (`2024-02`) at any rate of it and of the months before and after it, give or take a twentieth.
    Without years (`any`), or with some before the first known rate, at anything from half the lowest known rate to twice the
    highest.
    Raises: Unchecked.
    """
    from aicheck import units

    from_, to = units.currency_of(value.dimension.name), units.currency_of(unit)
    if from_ is None or to is None or from_ == to or value.dimension.name != from_:
        raise Unchecked("these are not two currencies")
    periods, reach, about = _window(years)
    rates = [rate for period in periods if (rate := units.rate(from_, to, period)) is not None]
    if not rates:
        raise Unchecked(f"no rate of {from_} to {to} is known")
    low, high = min(rate.interval.low or 0 for rate in rates), max(rate.interval.high or 0 for rate in rates)
    if high > low * _STEADY:
        raise Unchecked(f"the rate of {from_} to {to} has varied more than tenfold")
    source = f"{units.RATES_SOURCE}, {rates[0].first} to {rates[-1].last}"
    remarks[f"1 {from_}"] = f"{number_text(Fraction(low))} to {number_text(Fraction(high))} {to} ({source}){about}"
    return Measure(value.interval.times(Interval.of(low / reach, high * reach)), dimension_of_code(unit))


def _window(when: str) -> tuple[list[str], Fraction, str]:
    """The periods whose rates may have been taken for `2024-02`, `2023/2024` or `any`, by what factor more or less, and that
    in words."""
    from aicheck import units

    newest = units.last_day().year
    year, _, month = when.partition("-")
    if month and (middle := units.period_days(when)) is not None and int(year) >= FIRST_YEAR:
        around = (middle.first - timedelta(days=1), middle.first, middle.last + timedelta(days=1))
        return [f"{day:%Y-%m}" for day in around], _NEAR, ", give or take a twentieth"
    first, _, last = when.partition("/")
    if first.isdecimal() and last.isdecimal() and int(first) > FIRST_YEAR and int(last) <= newest + 1:
        return [str(each) for each in range(int(first) - 1, int(last) + 2)], _DATED, ", give or take a fifth"
    every = [str(each) for each in range(FIRST_YEAR, newest + 1)]
    return every, _UNDATED, ", and from half to twice of that, because no year with a rate is named"


def is_unit(code: str) -> bool:
    """Whether a text is a unit that something can be converted to."""
    from aicheck import units

    return units.known(code)


def dimension_of_code(code: str) -> Dimension:
    """The dimension of a unit code.

    Raises: Unchecked where it is no unit.
    """
    from aicheck import units

    if code in _PLAIN or not code:
        return _PLAIN.get(code, RATIO)
    unit = units.resolve(code)
    if unit is None:
        raise Unchecked(f"'{code}' is no known unit")
    return Dimension("money" if unit.kind == "money" else "count" if unit.kind == "count" else "physical", unit.code)


def _clash(reason: str, told: str, a: Measure, b: Measure, deed: str) -> Unchecked | UnitFault:
    if reason == "currency":
        return UnitFault("currency-mismatch", a, b, deed)
    return UnitFault("unit-mismatch", a, b, deed) if reason == "dimension" else Unchecked(told)
