"""What the numbers of two aligned passages show: which agree, and which cannot both be right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Literal, NamedTuple

from aicheck.model import HedgeWidths, Quantity
from aicheck.rules.across.alignment import Pair
from aicheck.rules.across.evidence import Counterparts, Couple
from aicheck.rules.across.statements import BARE, SHARES, alike, is_small, stated, weight

Shown = Literal["agreeing", "scale", "doubtful", "digits", "apart", "unproven"]
SURE = 250
"""The strength from which a slip of scale is certain."""
LIKELY = 400
"""The strength from which a slip of digits counts."""
CERTAIN = 600
"""The strength from which the only numbers left over must be one statement."""
ALONE = 900
"""The same, where no other number agrees."""
_APART = 80
"""How far from each other two numbers may stand, in characters of a language without spaces."""
_HEAVY = 200
_LARGE = 1000
"""A number without a unit may be anything, unless it is large."""


class Shape(NamedTuple):
    """A couple of numbers with what it shows."""

    couple: Couple
    shown: Shown


def shown(pair: Pair, widths: HedgeWidths) -> Iterator[Shape]:
    """The couples of a pair of passages, with what each shows, in the order of the first passage."""
    found = pair.counterparts
    agreeing = [Shape(couple, "agreeing") for couple in found.agreeing if alike(*couple[:2]) and _comparable(couple)]
    yield from sorted((*agreeing, *_slips(pair, widths)), key=lambda each: each.couple.one.start)


def _comparable(couple: Couple) -> bool:
    return couple.one.kind not in SHARES or couple.one.kind == couple.other.kind


def _slips(pair: Pair, widths: HedgeWidths) -> Iterator[Shape]:
    found = pair.counterparts
    single = [couple for couple in found.slips if _only(couple, found.slips)]
    seen: set[int] = set()
    for couple in single:
        if id(couple.one) in seen or id(couple.other) in seen:
            continue
        seen |= {id(couple.one), id(couple.other)}
        yield Shape(couple, _of_slip(couple, pair, widths))
    left = [[each for each in side if id(each) not in seen and not is_small(each)] for side in found.left]
    if len(left[0]) == len(left[1]) == 1 and not found.slips:
        one, other = left[0][0], left[1][0]
        if _one_statement(one, other):
            needed = CERTAIN if _attested(found) else ALONE
            certain = pair.strength >= needed and found.apart(one, other) * found.length <= _APART
            yield Shape(Couple(one, other), "apart" if certain else "unproven")


def _only(couple: Couple, every: Sequence[Couple]) -> bool:
    """Whether neither number has a slip to another value too."""
    return all(
        (each.one.value, each.other.value) == (couple.one.value, couple.other.value)
        for each in every
        if each.one is couple.one or each.other is couple.other
    )


def _of_slip(couple: Couple, pair: Pair, widths: HedgeWidths) -> Shown:
    found = pair.counterparts
    one, other, slip = couple
    assert slip is not None
    if found.apart(one, other) * found.length > _APART or _trivial(couple, pair.strength) or _explained(couple, found):
        return "unproven"
    if slip.kind == "digits":
        return "digits" if pair.strength >= LIKELY and min(weight(one), weight(other)) >= _HEAVY else "unproven"
    repeated = any(stated(each).meets(stated(own)) for each, own in _others(couple, found))
    a, b = limits(one, other)
    sure = pair.strength >= SURE and not repeated and not a.allowed(widths).meets(b.allowed(widths))
    return "scale" if sure and _nothing_else_left(couple, found) else "doubtful"


def _trivial(couple: Couple, strength: int) -> bool:
    """Whether a number is so small that it may be anything; with a unit it may not, between passages that are surely one."""
    if not (is_small(couple.one) or is_small(couple.other)):
        return False
    return couple.one.kind in BARE or couple.other.kind in BARE or strength < CERTAIN


def _explained(couple: Couple, found: Counterparts) -> bool:
    """Whether another number is what parts them: 3,000 for each of 100 makes 300,000."""
    assert couple.slip is not None
    factor = 10 ** abs(couple.slip.power)
    return couple.slip.kind == "scale" and any(
        each.value == factor and each.kind not in SHARES for passage in (found.one, found.other) for each in passage.quantities
    )


def _others(couple: Couple, found: Counterparts) -> Iterator[tuple[Quantity, Quantity]]:
    """The numbers of each passage with the one of the couple that stands in the other."""
    yield from ((each, couple.other) for each in found.one.quantities)
    yield from ((each, couple.one) for each in found.other.quantities)


def _nothing_else_left(couple: Couple, found: Counterparts) -> bool:
    """Whether no other number that might be meant is left over on either side."""
    by_slip = {id(each) for other in found.slips for each in other[:2]}
    return not any(
        alike(each, couple.other if side == 0 else couple.one) and id(each) not in by_slip and not is_small(each)
        for side, left in enumerate(found.left)
        for each in left
    )


def _attested(found: Counterparts) -> bool:
    """Whether another number of more than one digit agrees."""
    return any(weight(couple.one) >= _HEAVY for couple in found.agreeing)


def _one_statement(one: Quantity, other: Quantity) -> bool:
    """Whether two numbers that differ are so alike that each must render the other: one kind and unit, or large amounts."""
    if one.value is None or other.value is None or not alike(one, other):
        return False
    if one.kind == other.kind != "number":
        return True
    return min(abs(Fraction(one.value)), abs(Fraction(other.value))) >= _LARGE


def limits(one: Quantity, other: Quantity) -> tuple[Quantity, Quantity]:
    """Two limits of one direction as the numbers that they name: `over 30,000` is rendered by `over 30,000` alone."""
    sides = {one.relation.rstrip("="), other.relation.rstrip("=")}
    if len(sides) == 1 and sides & {"<", ">"} and one.value is not None and other.value is not None:
        return (_pointed(one), _pointed(other))
    return one, other


def _pointed(quantity: Quantity) -> Quantity:
    return quantity._replace(relation="=", low=quantity.value, high=quantity.value)
