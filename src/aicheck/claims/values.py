"""The `value:` of a claim: one exact number or two ends, and a unit."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from aicheck.model import Exact, Quantity
from aicheck.yamlio import NotANumber, read_fraction, read_number

_ENDS = re.compile(r"(?P<low>\S*?)\.\.(?P<high>\S*)")


class Value(NamedTuple):
    """What a claim says its words mean: `low` and `high` in `unit`, equal for a point, None for an open end.

    The ends are in the order of the words, so that a reversed range (6.45-0.73 billion) stays visible.
    """

    low: Exact | None
    high: Exact | None
    unit: str = ""

    @property
    def is_point(self) -> bool:
        """Whether it is one number."""
        return self.low is not None and self.low == self.high

    def ordered(self) -> tuple[Exact | None, Exact | None]:
        """The ends with the lower one first."""
        if self.low is not None and self.high is not None and self.low > self.high:
            return self.high, self.low
        return self.low, self.high


class BadValue(NamedTuple):
    """Why a text is no value: the passage of the text that is wrong, and what to do."""

    start: int
    end: int
    reason: str
    suggestion: str = ""


def read_value(text: str) -> Value | BadValue:
    """The value that a text such as `3.1e9 USD`, `6.8e8..7.2e8 CNY`, `2e12.. USD`, `1/3` or `46 percent` stands for.

    The unit is returned as written. Numbers are plain: no grouping, a point before decimals, an exponent for scale.
    """
    number, _, unit = text.strip().partition(" ")
    offset = len(text) - len(text.lstrip())
    if number.endswith("%"):
        number, unit = number[:-1], f"percent {unit}".strip()
    ends = _ENDS.fullmatch(number)
    if ends is None:
        point = _number(number, offset)
        return point if isinstance(point, BadValue) else Value(point, point, unit.strip())
    low = _number(ends["low"], offset + ends.start("low")) if ends["low"] else None
    if isinstance(low, BadValue):
        return low
    high = _number(ends["high"], offset + ends.start("high")) if ends["high"] else None
    if isinstance(high, BadValue):
        return high
    if low is None and high is None:
        return BadValue(offset, offset + len(number), "has no end")
    return Value(low, high, unit.strip())


def of_quantity(quantity: Quantity) -> Value:
    """What words read as, in the form of a claim's value: the stated point, or the ends of a range."""
    if quantity.value is not None:
        return Value(quantity.value, quantity.value, quantity.unit)
    return Value(quantity.low, quantity.high, quantity.unit)


def same_number(claimed: Value, read: Value) -> bool:
    """Whether two values have the same ends, whatever their order and unit."""
    return claimed.ordered() == read.ordered()


def decimals_of(value: Value) -> int | None:
    """The place of the last written digit, the coarser of two ends; None for fractions and open ends."""
    written = [end for end in (value.low, value.high) if isinstance(end, Decimal)]
    if not written or len(written) < sum(end is not None for end in (value.low, value.high)):
        return None
    return min(-int(end.as_tuple().exponent) for end in written)


def show_value(value: Value) -> str:
    """A value as a claims file writes it."""
    if value.is_point:
        number = show_number(value.low)
    else:
        number = f"{show_number(value.low)}..{show_number(value.high)}"
    return f"{number} {value.unit}".strip()


def show_number(number: Exact | None) -> str:
    """An exact number in the shortest form that a claims file reads back: 645000000 as 6.45e8, a third as 1/3."""
    if number is None:
        return ""
    exact = Fraction(number)
    if exact.denominator == 1:
        digits = str(abs(exact.numerator))
        mantissa = digits.rstrip("0") or "0"
        sign = "-" if exact < 0 else ""
        exponent = len(digits) - 1
        if exponent < 6:
            return sign + digits
        fraction = f".{mantissa[1:]}" if len(mantissa) > 1 else ""
        return f"{sign}{mantissa[0]}{fraction}e{exponent}"
    if isinstance(number, Decimal):
        return format(number, "f")
    return f"{exact.numerator}/{exact.denominator}"


def _number(text: str, offset: int) -> Exact | BadValue:
    plain = text.replace("_", "") if re.fullmatch(r"[+-]?\d{1,3}(_\d{3})+(\.\d+)?", text) else text
    read = read_fraction(plain) if "/" in plain else read_number(plain)
    if isinstance(read, NotANumber):
        return BadValue(offset, offset + len(text), read.reason, read.suggestion)
    return read
