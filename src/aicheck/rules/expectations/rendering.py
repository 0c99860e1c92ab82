"""Intervals and measures in words, for messages and for the arithmetic of a finding."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction

from aicheck.intervals import Interval
from aicheck.lexicons.plurals import plural
from aicheck.rules.expectations.measures import Dimension, Measure

_SCALES = ((12, "trillion"), (9, "billion"), (6, "million"))
_CLOSE = 5
"""Ends that differ by less than a fifth of their middle are told as one number."""
_DIGITS = 5
"""Significant digits of a computed end."""
_EXACT = 12
"""Those of an end that is shown exactly, where so many do."""
_SIGNS = ("money", "percent")
"""Kinds whose unit is a code or a sign, and has no plural."""
_RELATIONS = {"==": "", "!=": "not ", "<=": "at most ", ">=": "at least ", "<": "below ", ">": "above "}


def measure_text(measure: Measure, relation: str = "==", *, like: Measure | None = None) -> str:
    """A measure as a reader wants it: `[118.9, 121.1] million USD`, `0.46`, `at most 100%`; in a scale that suits both with
    another of the same dimension (`like`)."""
    interval, dimension = measure.interval, measure.dimension
    if relation in ("<=", "<") and interval.high is not None:
        interval = Interval.point(interval.high)
    elif relation in (">=", ">") and interval.low is not None:
        interval = Interval.point(interval.low)
    return _RELATIONS[relation] + interval_text(interval, dimension, _beside(measure, like))


def _beside(measure: Measure, like: Measure | None) -> Interval | None:
    return like.interval if like is not None and like.dimension == measure.dimension else None


def plain_text(measure: Measure, relation: str = "==", *, like: Measure | None = None) -> str:
    """A measure as an editor would say it: `about 120 million USD` where the ends lie close together, to as many digits as
    both have in common; otherwise `between 15.8 and 25.6 million CNY`, or `at least 3 million CNY` where it has one end."""
    low, high = measure.interval.low, measure.interval.high
    if relation not in ("==", "!=") or (low is None and high is None) or low == high:
        return measure_text(measure, relation, like=like)
    told = _RELATIONS[relation]
    if low is None or high is None:
        return told + _one_sided(measure, like)
    middle, width = (low + high) / 2, high - low
    place = Decimal(width.numerator) / Decimal(width.denominator)
    unit = Fraction(10) ** place.adjusted()
    if abs(middle) >= width * _CLOSE:
        point = Interval.point(round(middle / unit) * unit)
        return f"{told}about {measure_text(measure._replace(interval=point), like=like)}"
    fine = unit / 10
    ends = Interval(round(low / fine) * fine, round(high / fine) * fine)
    first, last, named = _numbers(ends, measure.dimension, _beside(measure, like))
    return f"{told}between {first}{'%' if named == '%' else ''} and {last}{named}"


def _one_sided(measure: Measure, like: Measure | None) -> str:
    interval = measure.interval
    if interval.low is None:
        relation, end = ("<=" if interval.high_closed else "<"), interval.high
    else:
        relation, end = (">=" if interval.low_closed else ">"), interval.low
    assert end is not None
    return _RELATIONS[relation] + measure_text(measure._replace(interval=Interval.point(end)), like=like)


def interval_text(interval: Interval, dimension: Dimension, beside: Interval | None = None) -> str:
    """An interval with its unit, both ends in one scale."""
    first, last, unit = _numbers(interval, dimension, beside)
    low, high = interval.low, interval.high
    if low is None and high is None:
        return f"any number{unit}"
    if low is None or high is None:
        sign, closed = ("<", interval.high_closed) if low is None else (">", interval.low_closed)
        return f"{sign}{'=' if closed else ''} {last if low is None else first}{unit}"
    if first == last:
        return f"{first}{unit}"
    opening, closing = "[" if interval.low_closed else "(", "]" if interval.high_closed else ")"
    return f"{opening}{first}, {last}{closing}{unit}"


def _numbers(interval: Interval, dimension: Dimension, beside: Interval | None) -> tuple[str, str, str]:
    """The two ends and the unit behind them, with the scale that suits both; an infinite end is a zero."""
    shown, suffix, scaled = _shown(interval, dimension)
    power, word = _scale(shown, beside) if scaled else (0, "")
    first, last = (number_text(_down(end, power)) for end in (shown.low, shown.high))
    one = not word and {end for end in (shown.low, shown.high) if end is not None} == {Fraction(1)}
    unit = suffix if one or dimension.kind in _SIGNS else plural(suffix)
    return first, last, f"{f' {word}' if word else ''}{unit}"


def number_text(value: Fraction) -> str:
    """A number in full with grouped thousands; exact where twelve digits do, else rounded to five."""
    context = Context(prec=_DIGITS, rounding=ROUND_HALF_EVEN)
    exact = Context(prec=30).divide(Decimal(value.numerator), Decimal(value.denominator))
    rounded = context.plus(exact)
    if Fraction(exact) == value and len(exact.normalize().as_tuple().digits) <= _EXACT:
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
        return interval.weighted(100), " percentage point", False
    return interval, f" {dimension.name}" if dimension.name else "", dimension.kind != "ratio"


def _scale(interval: Interval, beside: Interval | None) -> tuple[int, str]:
    """The scale word by which the largest end is at least one."""
    ends = [interval.low, interval.high, *((beside.low, beside.high) if beside is not None else ())]
    largest = max((abs(end) for end in ends if end is not None), default=Fraction(0))
    return next(((power, word) for power, word in _SCALES if largest >= 10**power), (0, ""))
