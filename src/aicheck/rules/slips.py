"""The slips of one number that people make when they type or copy it: a digit, two digits swapped, a decimal point moved.

A relation that fails, but that one such slip would make hold exactly, was almost certainly meant: that is what tells a
false statement from numbers that merely stand near each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple, Protocol

from aicheck.model import DEFAULT_WIDTHS, HedgeWidths, Quantity
from aicheck.rules.matching import Binding, Item

FEWEST_DIGITS = 3
"""A wrong digit of a shorter number can make almost anything agree, so it proves nothing."""
LEAST_EFFECT = Fraction(2, 100)
"""Beside a percentage, a slip that changes a number by less than this is no better explanation than another basis."""
_LONGEST = 15
_SHIFTS = (1, -1, 3, -3)


class Condition(Protocol):
    """What must hold of bound names."""

    def may_hold(self, bindings: Mapping[str, Binding], widths: HedgeWidths = ...) -> bool: ...


class Mended(NamedTuple):
    """One slip that explains a failed condition: the name, the statement as written, and what it may have meant."""

    name: str
    item: Item
    meant: Quantity


def slips(quantity: Quantity) -> Iterator[Quantity]:
    """What a stated point may have meant, one slip away; nothing for ranges and words."""
    if quantity.value is None or quantity.decimals is None:
        return
    digits = str(abs(int(Fraction(quantity.value) * Fraction(10) ** quantity.decimals)))
    if len(digits) > _LONGEST:
        return
    if len(digits) >= FEWEST_DIGITS:
        for at, digit in enumerate(digits):
            for other in "0123456789":
                if other != digit and (at or other != "0"):
                    yield _meaning(quantity, digits[:at] + other + digits[at + 1 :], quantity.decimals)
        for at in range(len(digits) - 1):
            if digits[at] != digits[at + 1] and (at or digits[1] != "0"):
                yield _meaning(quantity, digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :], quantity.decimals)
    if len(digits) > 1:
        for shift in _SHIFTS:
            yield _meaning(quantity, digits, quantity.decimals - shift)


def _meaning(quantity: Quantity, digits: str, decimals: int) -> Quantity:
    value = Decimal(digits).scaleb(-decimals).copy_sign(Decimal(1) if Fraction(quantity.value or 0) >= 0 else Decimal(-1))
    low, high = (None if end is None else value for end in (quantity.low, quantity.high))
    return quantity._replace(value=value, low=low, high=high, decimals=decimals)


def mended(bindings: Mapping[str, Binding], condition: Condition, widths: HedgeWidths = DEFAULT_WIDTHS) -> list[Mended]:
    """The slips of one bound statement under which the condition holds, in the order of the names."""
    lists = {name: listed for name, bound in bindings.items() if (listed := _listed(bound))}
    rough = any(item.quantity.kind in ("percent", "multiple") for listed in lists.values() for item in listed)
    found: list[Mended] = []
    for name, listed in lists.items():
        for place, item in enumerate(listed):
            for meant in slips(item.quantity):
                if rough and _effect(item.quantity, meant) < LEAST_EFFECT:
                    continue
                instead = item._replace(quantity=meant)
                many = (*listed[:place], instead, *listed[place + 1 :])
                trial: Binding = instead if isinstance(bindings[name], Item) else many
                if condition.may_hold({**bindings, name: trial}, widths):
                    found.append(Mended(name, item, meant))
    return found


def _listed(bound: Binding) -> tuple[Item, ...]:
    if isinstance(bound, Item):  # itself a tuple, so asked first
        return (bound,)
    return () if bound is None or isinstance(bound, str) else bound


def _effect(stated: Quantity, meant: Quantity) -> Fraction:
    """The relative change that a slip makes."""
    one, other = Fraction(stated.value or 0), Fraction(meant.value or 0)
    largest = max(abs(one), abs(other))
    return abs(one - other) / largest if largest else Fraction(0)
