"""The slips of one number that people make when they type or copy it: a digit, two digits swapped, a decimal point moved.

A relation that fails, but that one such slip would make hold exactly, was almost certainly meant: that is what tells a
false statement from numbers that merely stand near each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple, Protocol

from aicheck.intervals import Interval
from aicheck.model import DEFAULT_WIDTHS, HedgeWidths, Quantity
from aicheck.rules.expectations import Assessment
from aicheck.rules.matching import Binding, Item, Match, Matcher

FEWEST_DIGITS = 3
"""A wrong digit of a shorter number can make almost anything agree, so it proves nothing."""
LEAST_EFFECT = Fraction(2, 100)
"""Beside a percentage, a slip that changes a number by less than this is no better explanation than another basis."""
FEWEST_WHERE_CUED = 2
"""Where the words leave little doubt, two digits are enough."""
LEAST_TRIED, RAREST = 50, 6
"""A slip proves something where many were possible and at most one in six of them mends the relation: numbers of few digits
have few slips, and any of them may do."""
MOST_ACCIDENTS = Fraction(15)
"""Where amounts of one unit are one slip from agreeing more often than this by accident, their words cannot make up for it."""
NEAR = 2
"""A miscalculation, unlike a wrong pairing of numbers, stays within this factor."""
_VANISHING = 1000
_LONGEST, _WIDEST = 15, 60
_NUMERAL = re.compile(r"[0-9][0-9,]*(?:\.([0-9]+))?")
_SHIFTS = (1, -1, 3, -3)
_MYRIAD, _LARGEST_MYRIAD = 4, 12
"""Scale words of four zeros each (万, 亿, 万亿) are taken one for the next."""
_SWAPPED = (1, 2)
"""Neighbours are swapped, and digits around another one: Verhoeff's transpositions and jump transpositions."""


class Condition(Protocol):
    """What must hold of bound names."""

    def may_hold(self, bindings: Mapping[str, Binding], widths: HedgeWidths = ...) -> bool: ...


class Mended(NamedTuple):
    """One slip that explains a failed condition: the name, the statement as written, and what it may have meant."""

    name: str
    item: Item
    meant: Quantity


def slips(quantity: Quantity, fewest: int = FEWEST_DIGITS, *, significant: bool = False) -> Iterator[Quantity]:
    """What a stated point may have meant, one slip away; nothing for ranges and words.

    A wrong digit explains only a number of at least `fewest` digits; closing zeros are none where they have to be `significant`:
    round numbers make round sums.
    """
    digits, places = _written(quantity)
    if not digits or quantity.decimals is None or len(digits) > _LONGEST:
        return
    small = len(digits) - 1 <= places  # one digit before the point, which may be a zero
    if len(digits.rstrip("0") if significant and not places else digits) >= fewest:  # the zero of 14.0 is written for a reason
        for at, digit in enumerate(digits):
            for other in "0123456789":
                if other != digit and (at or other != "0" or small):
                    yield _meaning(quantity, digits[:at] + other + digits[at + 1 :], quantity.decimals)
        for apart in _SWAPPED:
            for at in range(len(digits) - apart):
                to = at + apart
                if digits[at] != digits[to] and (at or digits[to] != "0" or small):
                    swapped = digits[:at] + digits[to] + digits[at + 1 : to] + digits[at] + digits[to + 1 :]
                    yield _meaning(quantity, swapped, quantity.decimals)
    if len(digits) > 1:
        for shift in (*_SHIFTS, *_between_myriads(places - quantity.decimals)):
            zeros = len(digits) - max(1, len(digits.rstrip("0")))
            lost = min(-shift, zeros) if shift < 0 else 0  # 270 for 27, not for 27.0
            yield _meaning(quantity, digits[: len(digits) - lost], quantity.decimals - shift - lost)


def _between_myriads(scale: int) -> Iterator[int]:
    """The places from a scale word of so many zeros to its neighbours, where it is one of those that count by four."""
    if scale % _MYRIAD == 0 and 0 < scale <= _LARGEST_MYRIAD:
        yield from (to - scale for to in (scale - _MYRIAD, scale + _MYRIAD) if 0 < to <= _LARGEST_MYRIAD)


def _meaning(quantity: Quantity, digits: str, decimals: int) -> Quantity:
    value = Decimal(digits).scaleb(-decimals).copy_sign(Decimal(1) if Fraction(quantity.value or 0) >= 0 else Decimal(-1))
    low, high = (None if end is None else value for end in (quantity.low, quantity.high))
    return quantity._replace(value=value, low=low, high=high, decimals=decimals)


def meant(
    matcher: Matcher, assessment: Assessment, match: Match, condition: Condition, widths: HedgeWidths = DEFAULT_WIDTHS
) -> bool:
    """Whether the failed condition of a match was meant to hold, as far as its rule asks for proof."""
    if matcher.tentative == "never" or (matcher.tentative == "far" and _near(assessment)):
        return True
    if not match.prose or not any(_measured(item.quantity) for _, item in match.items()):
        return False
    fewest = FEWEST_WHERE_CUED if matcher.tentative == "far" else matcher.digits
    exact = matcher.significant
    tried = sum(sum(1 for _ in slips(item.quantity, fewest, significant=exact)) for _, item in match.items())
    found = mended(match.bindings, condition, widths, fewest, significant=exact)
    if tried < LEAST_TRIED or not 0 < len(found) * RAREST <= tried:
        return False
    limit = matcher.chance if matcher.chance < 1 else MOST_ACCIDENTS if _of_one_unit(match) else None
    return limit is None or accident(match.bindings, condition, found, widths, fewest, significant=exact) <= limit


def _of_one_unit(match: Match) -> bool:
    """Whether a match relates three amounts of one thing or more: how often others would agree is known of those alone."""
    units = [(item.quantity.kind, item.quantity.unit) for _, item in match.items()]
    return len(units) > 2 and len(set(units)) == 1


def accident(
    bindings: Mapping[str, Binding], condition: Condition, found: Sequence[Mended], widths: HedgeWidths = DEFAULT_WIDTHS,
    fewest: int = FEWEST_DIGITS, *, significant: bool = False,
) -> Fraction:  # fmt: skip
    """How likely numbers of the same form that have nothing to do with each other are one slip from meeting a condition.

    A number of D digits is one of 9 * 10 ** (D - 1). Around what it may have meant, some values meet the condition; each of them
    is one slip away from as many numbers as there are slips. Other numbers may differ by as much as that one in its unit, and
    by as much in proportion in another.
    """
    return max(_accident(bindings, each, _width(bindings, condition, each, widths), fewest, significant) for each in found)


def _accident(bindings: Mapping[str, Binding], mended: Mended, width: Fraction, fewest: int, significant: bool) -> Fraction:
    total, meant = Fraction(0), abs(Fraction(mended.meant.value or 0)) or Fraction(1)
    for quantity in (item.quantity for bound in bindings.values() for item in _listed(bound)):
        digits, _ = _written(quantity)
        if digits and quantity.decimals is not None:
            alike = quantity.unit == mended.meant.unit
            room = width if alike else width / meant * abs(Fraction(quantity.value or 0))
            ways = sum(1 for _ in slips(quantity, fewest, significant=significant))
            total += ways * room * Fraction(10) ** quantity.decimals / (9 * 10 ** (len(digits) - 1))
    return total


def _width(bindings: Mapping[str, Binding], condition: Condition, mended: Mended, widths: HedgeWidths) -> Fraction:
    """How wide the values are around what a number may have meant that meet the condition; a step of its last digit at least."""
    meant, met = Fraction(mended.meant.value or 0), 1
    step = Fraction(10) ** -(mended.meant.decimals or 0)
    for direction in (step, -step):
        for away in range(1, _WIDEST):
            trial = mended.meant._replace(value=meant + direction * away)
            if not condition.may_hold(_with(bindings, mended.name, mended.item, trial), widths):
                break
            met += 1
    return met * step


def _with(bindings: Mapping[str, Binding], name: str, item: Item, meant: Quantity) -> Mapping[str, Binding]:
    """The bindings with another quantity in place of that of one statement."""
    instead, bound = item._replace(quantity=meant), bindings[name]
    if isinstance(bound, Item):
        return {**bindings, name: instead}
    return {**bindings, name: tuple(instead if each is item else each for each in _listed(bound))}


def _written(quantity: Quantity) -> tuple[str, int]:
    """The digits of a stated point, and how many of them are decimal places; none for ranges and words."""
    if quantity.value is None or quantity.decimals is None:
        return "", 0
    whole = abs(int(Fraction(quantity.value) * Fraction(10) ** quantity.decimals))
    written = _NUMERAL.search(quantity.text)
    places = len(written[1] or "") if written else quantity.decimals  # 0.88 billion has two places, whatever its scale
    return str(whole).zfill(places + 1) if written and written[0][0] == "0" else str(whole), places


def _measured(quantity: Quantity) -> bool:
    """Whether a number is an amount of something, or written with care: a unit or noun, a scale word, grouped digits."""
    return bool(quantity.unit) or "," in quantity.text or (quantity.decimals or 0) < 0


def _near(assessment: Assessment) -> bool:
    judgement = assessment.judgement
    if judgement is None or judgement.stated is None or judgement.expected is None:
        return False
    stated, expected = (_middle(each.interval) for each in (judgement.stated, judgement.expected))
    if stated is None or expected is None or stated * expected <= 0:
        return False
    return Fraction(1, NEAR) <= stated / expected <= NEAR


def _middle(interval: Interval) -> Fraction | None:
    ends = [end for end in (interval.low, interval.high) if end is not None]
    return sum(ends, Fraction(0)) / len(ends) if ends else None


def mended(
    bindings: Mapping[str, Binding], condition: Condition, widths: HedgeWidths = DEFAULT_WIDTHS, fewest: int = FEWEST_DIGITS,
    *, significant: bool = False,
) -> list[Mended]:  # fmt: skip
    """The slips of one bound statement under which the condition holds, in the order of the names.

    Things that are counted to the last one are not rounded: 901 and 702 are not 1,604.
    """
    lists = {name: listed for name, bound in bindings.items() if (listed := _listed(bound))}
    rough = any(item.quantity.kind in ("percent", "multiple") for listed in lists.values() for item in listed)
    counted = {name: _counted(bound) for name, bound in bindings.items()}
    found: list[Mended] = []
    for name, listed in lists.items():
        for item, exact in zip(listed, _listed(counted[name]), strict=True):
            for meant in slips(item.quantity, fewest, significant=significant):
                if rough and _effect(item.quantity, meant) < LEAST_EFFECT:
                    continue
                if condition.may_hold(_with(counted, name, exact, _to_the_last(meant)), widths):
                    if len(listed) > 1 and _shrinks(item.quantity, meant) and _idle(bindings, condition, name, item, widths):
                        continue
                    found.append(Mended(name, item, meant))
    return found


def _counted(bound: Binding) -> Binding:
    """What is bound, with things that are counted to the last one as exact numbers."""
    if isinstance(bound, Item):
        return bound._replace(quantity=_to_the_last(bound.quantity))
    if bound is None or isinstance(bound, str):
        return bound
    return tuple(item._replace(quantity=_to_the_last(item.quantity)) for item in bound)


def _to_the_last(quantity: Quantity) -> Quantity:
    full = quantity.kind == "count" and quantity.decimals == 0 and quantity.value is not None and quantity.value % 10 != 0
    return quantity._replace(decimals=None) if full else quantity


def _shrinks(stated: Quantity, meant: Quantity) -> bool:
    """Whether a slip leaves a thousandth of a number or less."""
    return abs(Fraction(meant.value or 0)) * _VANISHING <= abs(Fraction(stated.value or 0))


def _idle(bindings: Mapping[str, Binding], condition: Condition, name: str, item: Item, widths: HedgeWidths) -> bool:
    """Whether a condition holds without one number of a list: then a slip by which that number all but vanishes mends nothing."""
    nothing = item.quantity._replace(value=Decimal(0), low=Decimal(0), high=Decimal(0))
    return condition.may_hold(_with(bindings, name, item, nothing), widths)


def _listed(bound: Binding) -> tuple[Item, ...]:
    if isinstance(bound, Item):  # itself a tuple, so asked first
        return (bound,)
    return () if bound is None or isinstance(bound, str) else bound


def _effect(stated: Quantity, meant: Quantity) -> Fraction:
    """The relative change that a slip makes."""
    one, other = Fraction(stated.value or 0), Fraction(meant.value or 0)
    largest = max(abs(one), abs(other))
    return abs(one - other) / largest if largest else Fraction(0)
