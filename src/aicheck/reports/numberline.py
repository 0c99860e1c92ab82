"""The geometry of a number line: where each interval of a finding lies, and the gap between those that cannot agree.

Places are shares of the width in percent, so that the drawing fits any page. Exact numbers become percentages only here,
where nothing is decided any more.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from aicheck.intervals import Interval, agree, magnitude
from aicheck.model import Bar

_MARGIN = 4.0
"""Free width at both sides, in percent, where the arrows of endless intervals go."""
_LOGARITHMIC_FROM = 200
"""The ratio of the greatest to the least end from which a linear line would show one of them as nothing."""
_STEPS = (1, 2, 5, 10)
_TICKS = 4


class Drawn(NamedTuple):
    """One bar: its ends in percent, and how each ends: `closed`, `open`, or `endless`."""

    bar: Bar
    left: float
    right: float
    left_end: str
    right_end: str

    @property
    def width(self) -> float:
        return round(self.right - self.left, 2)


class Tick(NamedTuple):
    """A mark on the axis."""

    at: float
    value: Fraction


class Gap(NamedTuple):
    """The numbers between two intervals that do not meet."""

    left: float
    right: float
    interval: Interval

    @property
    def width(self) -> float:
        return round(self.right - self.left, 2)


class NumberLine(NamedTuple):
    """A drawing of bars over one axis."""

    bars: tuple[Drawn, ...]
    ticks: tuple[Tick, ...]
    gap: Gap | None
    logarithmic: bool


def draw(bars: Sequence[Bar]) -> NumberLine | None:
    """The number line of some bars, or None where there is nothing to compare: fewer than two, or no finite end."""
    ends = [end for bar in bars for end in (bar.interval.low, bar.interval.high) if end is not None]
    if len(bars) < 2 or not ends:
        return None
    axis = _Axis.around(min(ends), max(ends))
    return NumberLine(tuple(_drawn(bar, axis) for bar in bars), axis.ticks(), _gap(bars, axis), axis.logarithmic)


class _Axis(NamedTuple):
    low: Fraction
    high: Fraction
    logarithmic: bool

    @classmethod
    def around(cls, low: Fraction, high: Fraction) -> _Axis:
        if low > 0 and high / low > _LOGARITHMIC_FROM:
            return cls(low, high, True)
        if low == high:
            slack = abs(low) / 10 or Fraction(1)
            return cls(low - slack, high + slack, False)
        return cls(low, high, False)

    def at(self, value: Fraction) -> float:
        if self.logarithmic:
            share = (_log(value) - _log(self.low)) / (_log(self.high) - _log(self.low))
        else:
            share = float((value - self.low) / (self.high - self.low))
        return round(_MARGIN + share * (100 - 2 * _MARGIN), 2)

    def ticks(self) -> tuple[Tick, ...]:
        values = _powers(self.low, self.high) if self.logarithmic else _steps(self.low, self.high)
        return tuple(Tick(self.at(value), value) for value in values)


def _drawn(bar: Bar, axis: _Axis) -> Drawn:
    interval = bar.interval
    return Drawn(
        bar,
        0.0 if interval.low is None else axis.at(interval.low),
        100.0 if interval.high is None else axis.at(interval.high),
        _end(interval.low, interval.low_closed),
        _end(interval.high, interval.high_closed),
    )


def _end(value: Fraction | None, closed: bool) -> str:
    if value is None:
        return "endless"
    return "closed" if closed else "open"


def _gap(bars: Sequence[Bar], axis: _Axis) -> Gap | None:
    intervals: list[Interval] = [bar.interval for bar in bars]
    if agree(intervals) is not None:
        return None
    low = min((interval.high for interval in intervals if interval.high is not None), default=None)
    high = max((interval.low for interval in intervals if interval.low is not None), default=None)
    if low is None or high is None or low >= high:  # they touch at an open end
        return None
    return Gap(axis.at(low), axis.at(high), Interval.of(low, high))


def _log(value: Fraction) -> float:
    """The decimal logarithm; of integers of any length, which a float could not hold."""
    return math.log10(value.numerator) - math.log10(value.denominator)


def _powers(low: Fraction, high: Fraction) -> list[Fraction]:
    first = magnitude(low) if low == Fraction(10) ** magnitude(low) else magnitude(low) + 1
    powers = range(first, magnitude(high) + 1)
    stride = max(1, -(-len(powers) // _TICKS))
    return [Fraction(10) ** power for power in powers[::stride]]


def _steps(low: Fraction, high: Fraction) -> list[Fraction]:
    """Round numbers between two ends, at most a handful."""
    rough = (high - low) / _TICKS
    unit = Fraction(10) ** magnitude(rough)
    step = next(unit * factor for factor in _STEPS if unit * factor >= rough)
    first = math.ceil(low / step)
    return [step * number for number in range(first, math.floor(high / step) + 1)]
