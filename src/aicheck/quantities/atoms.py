"""One number in the making: as written, with the scale and unit that touch it, then joined, then with what is said of it."""

from __future__ import annotations

from decimal import Context, Decimal
from fractions import Fraction
from functools import cache
from typing import Final

from aicheck.model import End, Exact

# Products of scales stay exact up to here; longer numbers are not read at all.
_DIGITS: Final = 400
EXACT: Final = Context(prec=_DIGITS)
_multiply: Final = EXACT.multiply
_quantize: Final = EXACT.quantize
_ONE: Final = Decimal(1)
_FIELDS: Final = (
    "change", "decimals", "doubtful", "end", "ends", "hedge", "hedge_end", "hedge_start", "high", "kind", "left", "low",
    "more", "notes", "point", "power", "prefixed", "reach", "relation", "right", "scaled", "spelled", "start", "tail",
    "unit", "unit_end", "unit_start", "value",
)  # fmt: skip


class Atom:
    """One number with its scale and unit; the joiner and the context fill in the rest.

    `start` and `end` bound the statement, `left` and `right` the numeral with its scale words. `value` includes the scale;
    `low` and `high` are set for vague words. `power` is the place of the scale (9 for billion), `tail` that
    of all the words that a range may share ("two to three hundred million": 8). `reach` is
    where the words of a rate end ("per share"), which are no part of the statement's own span.

    `point` tells that `value` is stated: not in a range, nor by vague words. `ends` are those of a range. `hedge_start` and
    `hedge_end` bound the words of a hedge before and after, -1 where there are none.
    """

    __slots__ = _FIELDS

    def __init__(self, start: int, end: int, value: Exact, decimals: int | None) -> None:
        self.start = self.left = start
        self.end = self.right = end
        self.value = value
        self.low: Exact = value
        self.high: Exact = value
        self.decimals = decimals
        self.reach = 0
        self.unit = ""
        self.kind = "number"
        self.unit_start = self.unit_end = end
        self.notes: tuple[str, ...] = ()
        self.power = self.tail = 0
        self.scaled = False
        self.spelled = False
        self.prefixed = False
        self.doubtful = False
        self.more = False
        self.point = True
        self.ends: tuple[End, ...] = ()
        self.relation = "="
        self.hedge = ""
        self.hedge_start = self.hedge_end = -1
        self.change = "none"

    def copy(self) -> Atom:
        """Another one with the same of everything."""
        other = Atom(self.start, self.end, self.value, self.decimals)
        for name in _FIELDS:
            setattr(other, name, getattr(self, name))
        return other

    def scale(self, factor: Decimal) -> None:
        """Multiplies by the power of ten (or dozen) that a scale word stands for."""
        place = _places(factor)
        value = self.value
        self.value = product = times(value, factor)
        self.low = product if self.low is value else times(self.low, factor)
        self.high = product if self.high is value else times(self.high, factor)
        if self.decimals is not None:
            self.decimals -= place
        self.power += place
        self.scaled = True

    def negate(self) -> None:
        """Turns the sign."""
        point = self.low is self.value and self.high is self.value
        self.value = negated(self.value)
        self.low, self.high = (self.value, self.value) if point else (negated(self.high), negated(self.low))


def negated(value: Exact) -> Exact:
    """The value with the other sign, all of its digits kept."""
    return value.copy_negate() if isinstance(value, Decimal) and value else -value


def times(value: Exact, factor: Decimal) -> Exact:
    """The exact product, a whole number without trailing decimals."""
    if not isinstance(value, Decimal):  # a fraction: to ask for one is dear
        product = value * Fraction(factor)
        return Decimal(product.numerator) if product.denominator == 1 else product
    result = _multiply(value, factor)
    if result.adjusted() >= _DIGITS:
        return result
    whole = _quantize(result, _ONE)
    return whole if whole == result else result


def exact(value: Fraction) -> Exact:
    """A fraction as a decimal, where that is exact."""
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest != 1:
        return value
    found = EXACT.divide(Decimal(value.numerator), Decimal(value.denominator))
    return found if Fraction(found) == value else value


@cache
def _places(factor: Decimal) -> int:
    """The power of ten that a factor is; 0 for a dozen."""
    place = factor.adjusted()
    return place if factor == Decimal(10) ** place else 0
