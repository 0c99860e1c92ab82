"""Two numbers of two languages: whether they say the same, and what slip of a translator explains that they do not."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Literal, NamedTuple

from aicheck import units
from aicheck.intervals import Interval, magnitude
from aicheck.model import DEFAULT_WIDTHS, Exact, HedgeWidths, Quantity

SHARES = ("percent", "percentage-point", "fraction", "multiple")
BARE = ("number", "count", "ratio")
_MEASURED = ("physical", "duration", "age", "temperature")
_ROUGH = Fraction(5, 100)
"""A translator who converts a unit rounds the outcome; within one part in twenty it says the same."""
_CLOSE = Fraction(11, 10)
"""Two hedged statements of one fact lie no further apart than this."""
_POWERS = frozenset(("square", "cubic"))
_PLACES = 12
_SHIFTS = frozenset((1, 2, 3, 4, 5, 6, 8))
"""Powers of ten by which translators err: between 10^4 or 10^8 and thousands, with a zero more or less, or without the word."""
SMALL = 12
"""Whole numbers up to this are put into words, or left out, as the other language likes it."""


class Slip(NamedTuple):
    """Why two numbers differ: `scale` by `power` powers of ten alone, or `digits` by one digit or two swapped ones."""

    kind: Literal["scale", "digits"]
    power: int = 0


# -- what is stated ---------------------------------------------------------------------------------------------------


class Statement:
    """A quantity with what it is asked for again and again, reckoned once."""

    def __init__(self, quantity: Quantity) -> None:
        self.quantity = quantity
        self.share, self.unit = quantity.kind in SHARES, quantity.unit
        self.figures = figures(quantity)
        self.small = is_small(quantity)
        self.weight = weight(quantity)
        self.plain = not self.small and quantity.kind in (*BARE, "money")

    @cached_property
    def interval(self) -> Interval:
        """The numbers that round to what is written, hedges aside: of a range from end to end."""
        return stated(self.quantity)

    @cached_property
    def shares(self) -> tuple[Interval, ...]:
        """What a share may be in percent."""
        return tuple(_shares(self.quantity))

    @cached_property
    def rough(self) -> str:
        """The digits rounded to two: what renders it has mostly the same, and a slip of scale too. Empty for words."""
        digits = self.figures.partition("/")[0]
        return digits if len(digits) < 2 else str((int(digits[:3].ljust(3, "0")) + 5) // 10).rstrip("0")


def stated(quantity: Quantity) -> Interval:
    """The numbers that round to what is written, hedges aside: of a range from end to end."""
    ends = [end for end in (quantity.low, quantity.high) if end is not None]
    if quantity.value is not None:
        ends = [quantity.value]
    rounded = [Interval.rounded(end, quantity.decimals) for end in ends]
    return rounded[0].hull(rounded[-1]) if rounded else Interval.everything()


def figures(quantity: Quantity) -> str:
    """The digits of a stated point without zeros at either end; of a range those of both ends. Empty for words such as a half."""
    if quantity.decimals is None and quantity.kind in SHARES:
        return ""
    ends = (quantity.value,) if quantity.value is not None else (quantity.low, quantity.high)
    return "/".join(_digits(end) for end in ends if end is not None)


def _digits(value: Exact) -> str:
    if isinstance(value, Fraction):
        value = Decimal(value.numerator * 10**_PLACES // value.denominator)
    return f"{abs(value):f}".replace(".", "").strip("0")


def weight(quantity: Quantity) -> int:
    """How much it tells that a number is found in both languages, in points: a hundred a digit, little for small counts."""
    if is_small(quantity):
        return 50
    digits = len(figures(quantity).replace("/", "")) + (quantity.kind not in BARE)
    return 100 * min(max(digits, 1), 4)


def is_small(quantity: Quantity) -> bool:
    """Whether it is a small whole number of things, which a translation may say with a word or not at all."""
    value = quantity.value
    if quantity.kind not in (*BARE, "duration") or value is None:
        return False
    return value == int(value) and -SMALL <= value <= SMALL


# -- the same in both -------------------------------------------------------------------------------------------------


def same(one: Statement, other: Statement, widths: HedgeWidths = DEFAULT_WIDTHS) -> bool:
    """Whether two statements in one unit may render each other: rounded, hedged, a share in words."""
    if one.share or other.share:
        return one.share == other.share and any(a.meets(b) for a in one.shares for b in other.shares)
    if one.interval.meets(other.interval):
        return True
    return _hedged_alike(one.quantity, other.quantity, widths)


def _hedged_alike(one: Quantity, other: Quantity, widths: HedgeWidths) -> bool:
    """Whether two statements that are hedged in different ways allow one value: nearly 12 and over 11.9."""
    if (one.relation, one.hedge) == (other.relation, other.hedge) or one.value is None or other.value is None:
        return False
    a, b = abs(Fraction(one.value)), abs(Fraction(other.value))
    return a <= b * _CLOSE and b <= a * _CLOSE and one.allowed(widths).meets(other.allowed(widths))


def _shares(quantity: Quantity) -> Iterator[Interval]:
    """What a share may be in percent: a multiple is the level, or what was added."""
    interval = stated(quantity)
    if quantity.kind == "fraction":
        yield interval.weighted(100)
    elif quantity.kind == "multiple":
        yield interval.weighted(100)
        yield interval.weighted(100).minus(Interval.point(100))
        yield interval.weighted(100).plus(Interval.point(100))
    else:
        way = units.conversion(quantity.unit, "percent") if quantity.unit == "per mille" else None
        factor = way.factor if isinstance(way, units.Conversion) else Fraction(1, 100 if quantity.unit == "basis point" else 1)
        yield interval.weighted(factor)


def converted(one: Quantity, other: Quantity) -> bool:
    """Whether two statements in different units are one, converted. May load pint."""
    if one.unit == other.unit or one.kind not in _MEASURED or other.kind not in _MEASURED:
        return False
    way = units.conversion(one.unit, other.unit)
    if isinstance(way, units.Misfit):
        return False
    interval = way.interval(stated(one))
    slack = [interval.weighted(1 - _ROUGH), interval.weighted(1 + _ROUGH)]
    return slack[0].hull(slack[1]).meets(stated(other))


# -- one statement, two values ----------------------------------------------------------------------------------------


def alike(one: Quantity, other: Quantity) -> bool:
    """Whether two numbers may state one thing: the same unit, or one of them without any."""
    a, b = one.unit.partition(" per ")[0], other.unit.partition(" per ")[0]
    if one.kind in BARE and other.kind in BARE:
        return True
    if one.kind == "number" or other.kind == "number":
        return (one if other.kind == "number" else other).kind in ("money", "physical")
    return one.kind == other.kind and (a == b or (one.kind in _MEASURED and _one_unit(a, b)))


def _one_unit(a: str, b: str) -> bool:
    """Whether translators take two units for each other: a ton, of whatever kind, and a metric ton."""
    apart = set(a.split()) ^ set(b.split())
    return len(apart) == 1 and apart.isdisjoint(_POWERS)


def slip(one: Quantity, other: Quantity) -> Slip | None:
    """The slip that makes one number out of the other; None where more than one would be needed."""
    a, b = _point(one), _point(other)
    if not a or not b or (a < 0) != (b < 0):
        return None
    first, second = figures(one), figures(other)
    power = _power(one, other, first, second)
    if power:
        return Slip("scale", power) if abs(power) in _SHIFTS else None
    if power is None and Fraction(1, 12) < a / b < 12 and _one_digit(first, second):
        return Slip("digits")
    return None


def _point(quantity: Quantity) -> Fraction | None:
    """The stated point, or the upper end of a range that has two."""
    if quantity.value is not None:
        return Fraction(quantity.value)
    return None if quantity.low is None or quantity.high is None else Fraction(quantity.high)


def _power(one: Quantity, other: Quantity, first: str, second: str) -> int | None:
    """The powers of ten between two numbers of the same digits, as far as both are written out; None for other digits."""
    if not first or not second or first.count("/") != second.count("/"):
        return None
    a, b = _point(one), _point(other)
    assert a is not None and b is not None
    power = magnitude(b) - magnitude(a)
    if first != second:
        shorter, longer = sorted((first, second), key=len)
        if "/" in shorter or len(shorter) < 2 or not power:
            return None
        rounded = str((int(longer) * 2 + 10 ** (len(longer) - len(shorter))) // (2 * 10 ** (len(longer) - len(shorter))))
        return power if rounded == shorter else None
    return power


def _one_digit(first: str, second: str) -> bool:
    """Whether one digit, or two neighbours swapped, part two strings of at least three digits."""
    longest = max(len(first), len(second))
    if min(len(first), len(second)) < 2 or longest < 3 or abs(len(first) - len(second)) > 1 or "/" in first + second:
        return False
    if len(first) != len(second):
        shorter, longer = sorted((first, second), key=len)
        return any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))
    differing = [at for at in range(longest) if first[at] != second[at]]
    if len(differing) == 1:
        return True
    swapped = len(differing) == 2 and differing[1] - differing[0] <= 2
    return swapped and first[differing[0]] == second[differing[1]] and first[differing[1]] == second[differing[0]]
