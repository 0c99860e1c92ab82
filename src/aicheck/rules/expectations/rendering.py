"""Intervals and measures in words, for messages and for the arithmetic of a finding."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction

from aicheck.intervals import Interval
from aicheck.rules.expectations.measures import Dimension, Measure

_SCALES = ((12, "trillion"), (9, "billion"), (6, "million"))
_CLOSE = 5
"""Ends that differ by less than a fifth of their middle are told as one number."""
_DIGITS = 5
"""Significant digits of a computed end; ends that are exact in fewer are shown exactly."""
_RELATIONS = {"==": "", "!=": "not ", "<=": "at most ", ">=": "at least ", "<": "below ", ">": "above "}


def measure_text(measure: Measure, relation: str = "==", *, like: Measure | None = None) -> str:
    """A measure as a reader wants it: `[118.9, 121.1] million USD`, `0.46`, `at most 100%`; in a scale that suits both with
    another of the same dimension (`like`)."""
    interval, dimension = measure.interval, measure.dimension
    if relation in ("<=", "<") and interval.high is not None:
        interval = Interval.point(interval.high)
    elif relation in (">=", ">") and interval.low is not None:
        interval = Interval.point(interval.low)
    beside = like.interval if like is not None and like.dimension == dimension else None
    return _RELATIONS[relation] + interval_text(interval, dimension, beside)


def plain_text(measure: Measure, relation: str = "==", *, like: Measure | None = None) -> str:
    """A measure as an editor would say it: `about 120 million USD` where the ends lie close together, to as many digits as
    both have in common; otherwise as `measure_text`."""
    low, high = measure.interval.low, measure.interval.high
    if relation not in ("==", "!=") or low is None or high is None or low == high:
        return measure_text(measure, relation, like=like)
    middle, width = (low + high) / 2, high - low
    if abs(middle) < width * _CLOSE:
        return measure_text(measure, relation, like=like)
    place = Decimal(width.numerator) / Decimal(width.denominator)
    unit = Fraction(10) ** place.adjusted()
    told = measure_text(measure._replace(interval=Interval.point(round(middle / unit) * unit)), like=like)
    return f"{_RELATIONS[relation]}about {told}"


def interval_text(interval: Interval, dimension: Dimension, beside: Interval | None = None) -> str:
    """An interval with its unit, both ends in one scale."""
    interval, suffix, scaled = _shown(interval, dimension)
    power, word = _scale(interval, beside) if scaled else (0, "")
    unit = f"{f' {word}' if word else ''}{suffix}"
    low, high = interval.low, interval.high
    if low is None and high is None:
        return f"any number{suffix}"
    if low is None or high is None:
        end, sign = (high, "<") if low is None else (low, ">")
        closed = interval.high_closed if low is None else interval.low_closed
        return f"{sign}{'=' if closed else ''} {number_text(_down(end, power))}{unit}"
    shown = [number_text(_down(end, power)) for end in (low, high)]
    if shown[0] == shown[1]:
        return f"{shown[0]}{unit}"
    opening, closing = "[" if interval.low_closed else "(", "]" if interval.high_closed else ")"
    return f"{opening}{shown[0]}, {shown[1]}{closing}{unit}"


def number_text(value: Fraction) -> str:
    """A number in full with grouped thousands; exact where five digits do, else rounded to five."""
    context = Context(prec=_DIGITS, rounding=ROUND_HALF_EVEN)
    exact = Context(prec=30).divide(Decimal(value.numerator), Decimal(value.denominator))
    rounded = context.plus(exact)
    if Fraction(exact) == value and len(exact.normalize().as_tuple().digits) <= _DIGITS + 3:
        rounded = exact
    text = f"{rounded.normalize():,f}"
    return "0" if text in ("-0", "") else text


def _down(end: Fraction | None, power: int) -> Fraction:
    return (end or Fraction(0)) / Fraction(10) ** power


def _shown(interval: Interval, dimension: Dimension) -> tuple[Interval, str, bool]:
    """The interval in the unit that is shown, the unit's words, and whether scale words may be used."""
    if dimension.kind == "percent":
        return interval.weighted(100), "%", False
    if dimension.kind == "point":
        return interval.weighted(100), " percentage points", False
    return interval, f" {dimension.name}" if dimension.name else "", dimension.kind != "ratio"


def _scale(interval: Interval, beside: Interval | None) -> tuple[int, str]:
    """The scale word by which the largest end is at least one."""
    ends = [interval.low, interval.high, *((beside.low, beside.high) if beside is not None else ())]
    largest = max((abs(end) for end in ends if end is not None), default=Fraction(0))
    return next(((power, word) for power, word in _SCALES if largest >= 10**power), (0, ""))
