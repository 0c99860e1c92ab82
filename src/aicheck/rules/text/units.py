"""Whether the quantities that a relation ties together are in one unit, and which.

Writers leave a unit out where it was just named ("rose 243 mln dlrs to 45.34 billion"), and name the same things by longer
and shorter nouns ("71,300 running bales, 60,200 bales"). So a bare number takes the unit of its partners, and a noun
stands for any longer phrase that ends in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from aicheck.model import Quantity

_SMALL, _FAR = 1000, 20


def shared(quantities: Sequence[Quantity]) -> tuple[Quantity, ...] | None:
    """The quantities in one unit, or None where they are known to be of different ones.

    A bare whole number below a thousand beside amounts twenty times as large is none of them: it is a rank, a model, or
    half of a name.
    """
    named = [quantity for quantity in quantities if quantity.unit]
    if not named:
        return tuple(quantities)
    longest = max((quantity.unit for quantity in named), key=len)
    if any(not _fits(quantity.unit, longest) for quantity in named):
        return None
    kinds = {quantity.kind for quantity in named}
    if len(kinds) > 1:
        return None
    bare = [quantity for quantity in quantities if not quantity.unit]
    if bare and _doubtful(bare, named):
        return None
    kind = kinds.pop()
    return tuple(quantity._replace(unit=longest, kind=kind) for quantity in quantities)


def _fits(unit: str, longest: str) -> bool:
    return unit == longest or longest.endswith((f" {unit}", f"{unit}")) or longest.startswith(f"{unit} ")


def _doubtful(bare: Sequence[Quantity], named: Sequence[Quantity]) -> bool:
    least = min(_size(quantity) for quantity in named)
    return any(quantity.decimals == 0 and _size(quantity) < _SMALL and _size(quantity) * _FAR < least for quantity in bare)


def _size(quantity: Quantity) -> Fraction:
    stated = quantity.value if quantity.value is not None else quantity.high if quantity.high is not None else quantity.low
    return abs(Fraction(stated)) if stated is not None else Fraction(0)
