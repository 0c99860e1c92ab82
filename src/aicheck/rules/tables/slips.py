"""The slips that people make when they copy a number: a digit, two digits swapped, a shifted point, a lost sign.

One more takes the number of another period, which only the table tells.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Literal, NamedTuple

SlipKind = Literal["digit", "transposition", "scale", "sign", "period", "exchange", "copy"]


class Slip(NamedTuple):
    """A value that a slip may have replaced, and the kind of the slip."""

    kind: SlipKind
    value: Decimal
    places: int


def slips(value: Decimal, places: int) -> Iterator[Slip]:
    """The values that one slip turns into `value`, written to `places` digits after the point (negative: left of it).

    >>> [slip.value for slip in slips(Decimal("12"), 0) if slip.kind == "transposition"]
    [Decimal('21')]
    """
    sign = -1 if value < 0 else 1
    digits = str(int(abs(value).scaleb(places)))
    digits = digits.rjust(places + 1, "0")

    def number(text: str, shown: int = places) -> Decimal:
        return sign * Decimal(int(text)).scaleb(-shown)

    if value:
        yield Slip("sign", -value, places)
    for at, digit in enumerate(digits):
        for other in "0123456789":
            if other != digit and not (at == 0 and other == "0" and len(digits) > places + 1):
                yield Slip("digit", number(digits[:at] + other + digits[at + 1 :]), places)
    for at, (a, b) in enumerate(pairwise(digits)):
        if a != b and not (at == 0 and b == "0"):
            yield Slip("transposition", number(digits[:at] + b + a + digits[at + 2 :]), places)
    if value:
        yield Slip("scale", number(digits, places - 1), places - 1 if places else 0)
        yield Slip("scale", number(digits, places + 1), places + 1 if places or digits[-1] != "0" else 0)
        if places <= 0 and digits.endswith("000"):
            yield Slip("scale", value / 1000, places)  # thousands written as millions
        if not places:
            yield Slip("scale", number(digits, 2), 2)  # the point before two digits lost
            for last in "123456789":
                yield Slip("scale", value * 10 + sign * int(last), 0)
            if digits[-1] != "0" and len(digits) > 1:
                yield Slip("scale", number(digits[:-1]), 0)
