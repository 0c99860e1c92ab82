"""Exact interval arithmetic: what a written number allows, and when two statements can both be true.

The semantics follow XBRL Calculations 1.1: a rounded value stands for an interval of half a unit of its last place on
either side, both ends closed; sums are closed only where every part is; a negative weight swaps the ends together with
their closedness; duplicates are combined by intersection. Nothing here knows units, text or settings.

Numbers are `int`, `Decimal` or `Fraction`, never `float`: a verdict must not depend on binary rounding.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

Number = int | Decimal | Fraction
_End = tuple[Fraction | None, bool]


class Interval(NamedTuple):
    """A non-empty set of numbers between two ends.

    `low` or `high` of None is an infinite end, which is always open. `low_closed` and `high_closed` tell whether a finite
    end belongs to the set. Ends are exact, in whatever unit the caller keeps beside the interval. Build intervals with
    the constructors below: they check that the ends are in order.

    >>> Interval.rounded(Decimal("2.5"), 1).high
    Fraction(51, 20)
    """

    low: Fraction | None
    high: Fraction | None
    low_closed: bool = True
    high_closed: bool = True

    # -- construction -------------------------------------------------------------------------------------------------

    @classmethod
    def of(cls, low: Number | None, high: Number | None, low_closed: bool = True, high_closed: bool = True) -> Interval:
        """The interval between two ends; None is infinite.

        Raises: ValueError where no number lies between the ends.
        """
        a = None if low is None else Fraction(low)
        b = None if high is None else Fraction(high)
        if a is not None and b is not None and (a > b or (a == b and not (low_closed and high_closed))):
            raise ValueError(f"no number lies between {low} and {high}")
        return cls(a, b, low_closed and a is not None, high_closed and b is not None)

    @classmethod
    def point(cls, value: Number) -> Interval:
        """The one number `value`."""
        exact = Fraction(value)
        return cls(exact, exact)

    @classmethod
    def everything(cls) -> Interval:
        """All numbers: what an unbounded statement allows."""
        return cls(None, None, False, False)

    @classmethod
    def rounded(cls, value: Number, decimals: int | None) -> Interval:
        """The numbers that round to `value` written to `decimals` places (negative left of the point), ends closed.

        `decimals` of None means exact. Excess digits of `value` beyond `decimals` are kept, as reported values are: the
        half unit is laid around the value as it stands.

        Source: XBRL Calculations 1.1, rounding mode.
        """
        if decimals is None:
            return cls.point(value)
        n, d = value.as_integer_ratio()
        if decimals >= 0:  # whole numbers throughout: this runs once or twice for every statement of a run
            scale = 2 * 10**decimals
            return cls(Fraction(n * scale - d, d * scale), Fraction(n * scale + d, d * scale))
        half = 5 * 10 ** (-decimals - 1) * d
        return cls(Fraction(n - half, d), Fraction(n + half, d))

    @classmethod
    def truncated(cls, value: Number, decimals: int | None) -> Interval:
        """The numbers that give `value` when digits beyond `decimals` are dropped: the end away from zero is open.

        Source: XBRL Calculations 1.1, truncation mode.
        """
        if decimals is None:
            return cls.point(value)
        unit = Fraction(10) ** -decimals
        exact = Fraction(value)
        if exact > 0:
            return cls(exact, exact + unit, True, False)
        if exact < 0:
            return cls(exact - unit, exact, False, True)
        return cls(-unit, unit, False, False)

    @classmethod
    def around(cls, value: Fraction, share: Fraction) -> Interval:
        """What lies within a share of a value on either side, closed: about 50, by a tenth, is [45, 55]."""
        slack = abs(value) * share
        return cls(value - slack, value + slack)

    @classmethod
    def short_of(cls, value: Fraction, share: Fraction) -> Interval:
        """A value and what falls short of it by a share at most, closed: nearly 50, by a tenth, is [45, 50]."""
        short = value - value * share
        return cls(min(short, value), max(short, value))

    # -- sets ---------------------------------------------------------------------------------------------------------

    def contains(self, value: Number) -> bool:
        """Whether `value` belongs to the set."""
        return self.meets(Interval.point(value))

    def intersection(self, other: Interval) -> Interval | None:
        """The numbers in both, or None where there are none. Closed ends that touch share that one number."""
        low, low_closed = _tighter((self.low, self.low_closed), (other.low, other.low_closed), low=True)
        high, high_closed = _tighter((self.high, self.high_closed), (other.high, other.high_closed), low=False)
        if low is not None and high is not None and (low > high or (low == high and not (low_closed and high_closed))):
            return None
        return Interval(low, high, low_closed, high_closed)

    def meets(self, other: Interval) -> bool:
        """Whether some number lies in both: `a == b` can hold."""
        return self.intersection(other) is not None

    def hull(self, other: Interval) -> Interval:
        """The smallest interval that covers both."""
        low, low_closed = _looser((self.low, self.low_closed), (other.low, other.low_closed), low=True)
        high, high_closed = _looser((self.high, self.high_closed), (other.high, other.high_closed), low=False)
        return Interval(low, high, low_closed, high_closed)

    def may_be_at_most(self, other: Interval) -> bool:
        """Whether `a <= b` can hold for some a of this set and some b of the other."""
        if self.low is None or other.high is None:
            return True
        return self.low < other.high or (self.low == other.high and self.low_closed and other.high_closed)

    def may_be_below(self, other: Interval) -> bool:
        """Whether `a < b` can hold for some a of this set and some b of the other."""
        return self.low is None or other.high is None or self.low < other.high

    # -- arithmetic ---------------------------------------------------------------------------------------------------

    def __neg__(self) -> Interval:
        return Interval(
            None if self.high is None else -self.high,
            None if self.low is None else -self.low,
            self.high_closed,
            self.low_closed,
        )

    def plus(self, other: Interval) -> Interval:
        """Every sum of a number of this set and one of the other; an end is closed only where both ends are."""
        return Interval(
            None if self.low is None or other.low is None else self.low + other.low,
            None if self.high is None or other.high is None else self.high + other.high,
            self.low_closed and other.low_closed,
            self.high_closed and other.high_closed,
        )

    def minus(self, other: Interval) -> Interval:
        """Every difference of a number of this set and one of the other."""
        return self.plus(-other)

    def weighted(self, weight: Number) -> Interval:
        """Every number of this set times `weight`; a negative weight swaps the ends together with their closedness."""
        factor = weight if isinstance(weight, Fraction) else Fraction(weight)
        if not factor:
            return Interval.point(0)
        if self.low is self.high and self.low is not None:
            point = self.low * factor
            return Interval(point, point, self.low_closed, self.high_closed)
        ends = self if factor > 0 else Interval(self.high, self.low, self.high_closed, self.low_closed)
        return Interval(
            None if ends.low is None else ends.low * factor,
            None if ends.high is None else ends.high * factor,
            ends.low_closed,
            ends.high_closed,
        )

    def times(self, other: Interval) -> Interval:
        """Every product of a number of this set and one of the other: the hull of the four products of ends."""
        for one, many in ((self, other), (other, self)):
            if one.low is not None and one.low is one.high and one.low_closed and one.high_closed:
                return many.weighted(one.low)
        lows: list[tuple[int, Fraction, bool]] = []
        for a, a_closed, a_sign in self._signed_ends():
            for b, b_closed, b_sign in other._signed_ends():
                lows.append(_product(a, a_closed, a_sign, b, b_closed, b_sign))
        low = min(lows, key=lambda end: (end[0], end[1], not end[2]))
        high = max(lows, key=lambda end: (end[0], end[1], end[2]))
        return Interval(None if low[0] else low[1], None if high[0] else high[1], low[2] and not low[0], high[2] and not high[0])

    def over(self, other: Interval) -> Interval:
        """Every quotient of a number of this set and one of the other that is not zero.

        Raises: ZeroDivisionError where the divisor can only be zero.
        """
        if other.low == 0 == other.high:
            raise ZeroDivisionError("the divisor is zero")
        above = other.low is not None and other.low >= 0
        below = other.high is not None and other.high <= 0
        if not (above or below):  # zero lies inside: the quotient has no bound, except that zero over it stays zero
            return Interval.point(0) if self == Interval.point(0) else Interval.everything()
        inverse = Interval(
            _inverse(other.high, infinite_side=below),
            _inverse(other.low, infinite_side=above),
            other.high_closed and other.high != 0,
            other.low_closed and other.low != 0,
        )
        return self.times(inverse)

    def absolute(self) -> Interval:
        """Every absolute value of the set."""
        if self.low is not None and self.low >= 0:
            return self
        if self.high is not None and self.high <= 0:
            return -self
        far = _looser((-self).as_end(high=True), self.as_end(high=True), low=False)
        return Interval(Fraction(0), far[0], True, far[1])

    # -- views --------------------------------------------------------------------------------------------------------

    def __str__(self) -> str:
        return format(self, "")

    def __format__(self, spec: str) -> str:
        """`[2.45, 2.55]`, `(-inf, 3]`, or `5` for a point; the format `,` groups thousands."""
        if self.low is not None and self.low == self.high:
            return written(self.low, grouped="," in spec)
        low = "-inf" if self.low is None else written(self.low, grouped="," in spec)
        high = "inf" if self.high is None else written(self.high, grouped="," in spec)
        return f"{'[' if self.low_closed else '('}{low}, {high}{']' if self.high_closed else ')'}"

    def as_end(self, *, high: bool) -> _End:
        """One end with its closedness."""
        return (self.high, self.high_closed) if high else (self.low, self.low_closed)

    @property
    def is_point(self) -> bool:
        """Whether exactly one number belongs to the set."""
        return self.low is not None and self.low == self.high

    def _signed_ends(self) -> tuple[tuple[Fraction | None, bool, int], tuple[Fraction | None, bool, int]]:
        return (self.low, self.low_closed, -1), (self.high, self.high_closed, 1)


def total(parts: Iterable[Interval]) -> Interval:
    """The sum of intervals; closed at an end only where every part is. The sum of none is zero."""
    result = Interval.point(0)
    for part in parts:
        result = result.plus(part)
    return result


def agree(parts: Iterable[Interval]) -> Interval | None:
    """The numbers that all the intervals share, or None: linear in their count. No parts share everything.

    Source: XBRL Calculations 1.1, duplicate facts: consistent where the intersection is not empty.
    """
    low = high = None
    low_closed = high_closed = False
    for a, b, a_closed, b_closed in parts:
        if a is not None:
            if low is None or a > low:
                low, low_closed = a, a_closed
            elif not a_closed and a == low:
                low_closed = False
        if b is not None:
            if high is None or b < high:
                high, high_closed = b, b_closed
            elif not b_closed and b == high:
                high_closed = False
    if low is not None and high is not None and (low > high or (low == high and not (low_closed and high_closed))):
        return None
    return Interval(low, high, low_closed, high_closed)


def clash(parts: Sequence[Interval]) -> tuple[int, int] | None:
    """The places in `parts` of two intervals that share nothing, or None where all agree: linear in their count.

    The first has the lowest upper end, the second the highest lower end: of all pairs, the one furthest apart. Intervals
    on a line share a point when every two of them do, so where `agree` is None there is such a pair.
    """
    if agree(parts) is not None:
        return None
    lowest = min((i for i, part in enumerate(parts) if part.high is not None), key=lambda i: _by_high(parts[i]))
    highest = max((i for i, part in enumerate(parts) if part.low is not None), key=lambda i: _by_low(parts[i]))
    return lowest, highest


def excess_digits(value: Number, decimals: int | None) -> Fraction:
    """The part of a value beyond its last stated place: 0.004 of 2.504 stated to 2 places; zero where it has none.

    Source: XBRL Calculations 1.1 keeps such digits in the value's interval; a reader may want to report them.
    """
    exact = Fraction(value)
    if decimals is None:
        return Fraction(0)
    unit = Fraction(10) ** -decimals
    beyond = abs(exact) % unit
    return beyond if exact >= 0 else -beyond


def magnitude(value: Fraction) -> int:
    """The power of ten of a number's first digit: 0 for 7, 1 for 12, -2 for 0.03; 0 for nought."""
    n, d = abs(value).as_integer_ratio()
    power = Decimal(n).adjusted() - Decimal(d).adjusted()
    return power if not n or n * 10 ** max(-power, 0) >= d * 10 ** max(power, 0) else power - 1


def written(value: Fraction, *, grouped: bool = False) -> str:
    """An exact number for a reader: all its decimals where they end, else as a fraction (`2.45`, `-1/3`).

    `grouped` puts commas between thousands.
    """
    n, d = value.as_integer_ratio()
    twos = (d & -d).bit_length() - 1
    rest, fives = d >> twos, 0
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    comma = "," if grouped else ""
    if rest != 1:
        return f"{n:{comma}}/{d:{comma}}"
    places = max(twos, fives)
    whole, part = divmod(abs(n) * 10**places // d, 10**places)
    digits = f".{part:0{places}d}" if places else ""
    return f"{'-' if n < 0 else ''}{whole:{comma}}{digits}"


def _by_high(part: Interval) -> tuple[Fraction, bool]:
    return part.high or Fraction(0), part.high_closed


def _by_low(part: Interval) -> tuple[Fraction, bool]:
    return part.low or Fraction(0), not part.low_closed


def _tighter(a: _End, b: _End, *, low: bool) -> _End:
    """The more restrictive of two ends; at equal numbers the open one."""
    if a[0] is None or b[0] is None:
        return b if a[0] is None else a
    if a[0] == b[0]:
        return a[0], a[1] and b[1]
    return a if (a[0] > b[0]) == low else b


def _looser(a: _End, b: _End, *, low: bool) -> _End:
    """The less restrictive of two ends; at equal numbers the closed one."""
    if a[0] is None or b[0] is None:
        return None, False
    if a[0] == b[0]:
        return a[0], a[1] or b[1]
    return a if (a[0] < b[0]) == low else b


def _product(
    a: Fraction | None, a_closed: bool, a_sign: int, b: Fraction | None, b_closed: bool, b_sign: int
) -> tuple[int, Fraction, bool]:
    """The product of two ends as (-1, 0 or 1 for minus infinity, finite, infinity; value; closed)."""
    if (a == 0 and a_closed) or (b == 0 and b_closed):
        return 0, Fraction(0), True
    if a == 0 or b == 0:
        return 0, Fraction(0), False
    if a is not None and b is not None:
        return 0, a * b, a_closed and b_closed
    sign = (a_sign if a is None else (1 if a > 0 else -1)) * (b_sign if b is None else (1 if b > 0 else -1))
    return sign, Fraction(0), False


def _inverse(end: Fraction | None, *, infinite_side: bool) -> Fraction | None:
    """One over an end; zero and infinity change places (`infinite_side`: zero becomes the infinite end)."""
    if end is None:
        return Fraction(0)
    if end == 0:
        return None if infinite_side else Fraction(0)
    return 1 / end
