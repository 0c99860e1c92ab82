"""Rows that stand one below the other: their numbers exchanged, or the number of one written in both.

No other number in one cell alone tells of these slips: exchanged numbers are both wrong, and of a number that is written
twice nobody knows what stood there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from aicheck.quantities.cells import CellNumber
from aicheck.quantities.grid import grid_of
from aicheck.rules.rows.amounts import Amounts, Remedy, size_of
from aicheck.rules.rows.binding import Position, Taken
from aicheck.rules.rows.relations import Relation, cells_of, form_of
from aicheck.rules.rows.telling import Candidate
from aicheck.rules.rule import Judged
from aicheck.rules.tables.slips import Slip

FEWEST_DIGITS = 4
"""Digits, without closing zeros, of a number that two rows have by no accident."""
LARGE = Fraction(1, 2)
"""Share of a number written twice that the gap has at least: a smaller one may be a line that is left out."""


class Exchange(NamedTuple):
    """A cell that has the number of the next row, as that row has its; and the odds that this explains a gap by accident."""

    candidate: Candidate
    chance: Fraction


def exchanges(relation: Relation, by_cell: Mapping[Position, Sequence[Relation]], amounts: Amounts) -> Iterator[Exchange]:
    """The exchanges of two neighbouring numbers that make a broken relation hold, and break no other.

    Numbers of two periods of one row, too, where their exchange mends another relation as well.
    """
    for judged in relation.readings:
        form, cells = form_of(judged), cells_of(judged)
        if form is None or form.operator != "==" or not judged.contradictory:
            continue
        gap = amounts.gap(form, cells)
        next_to = ((taken, [*_next_to(taken, relation), *_of_other_periods(taken, relation)]) for taken in cells)
        pairs = [(taken, *found) for taken, all_found in next_to for found in all_found]
        steps = {amounts.gap_with(form, judged, _swap(*pair)).value - gap.value: pair for pair in pairs}
        near = sum(size_of(gap.value) <= 2 * size_of(step) <= 4 * size_of(gap.value) and step * gap.value < 0 for step in steps)
        for step, (taken, at, number) in steps.items():
            rest = size_of(gap.value + step)
            if not step or rest > gap.slack:
                continue
            swap = _swap(taken, at, number)
            effects = amounts.effects(relation, swap, by_cell)
            known = at in relation.cells or any(at in other.cells for other, _ in effects.mends)
            across = at[1] == taken.at[1]
            if effects.breaks or not known or (across and not effects.mends):  # the row beside it may be the one that counts
                continue
            remedy = Remedy(Slip("period" if across else "exchange", number.value, taken.entry.number.places), number.value, rest)
            candidate = Candidate(relation, judged, taken, remedy, *effects)
            yield Exchange(candidate, amounts.chance(near * relation.ways(judged), gap, rest, cells))


def repeats(relation: Relation, by_cell: Mapping[Position, Sequence[Relation]], amounts: Amounts) -> list[Candidate]:
    """The cells that have the number of the next row again in every reading, where no line that is left out can be the reason."""
    ways = [{each.taken.at: each for each in _repeats(judged, relation, by_cell, amounts)} for judged in relation.readings]
    return [each for at, each in ways[0].items() if all(at in way for way in ways)]


def _repeats(
    judged: Judged, relation: Relation, by_cell: Mapping[Position, Sequence[Relation]], amounts: Amounts
) -> Iterator[Candidate]:
    """Those of one reading: costs that stand beside their own number, which is no other subtotal, and leave a large gap."""
    form, cells = form_of(judged), cells_of(judged)
    if form is None or form.operator != "==" or not judged.contradictory:
        return
    gap = size_of(amounts.gap(form, cells).value)
    subtotals = {named.name for named in relation.pattern.names if named.take == "written"}
    for taken in cells:
        own = taken.entry.number.value
        beside = {at for at, number in _next_to(taken, relation) if number.value == own}
        again = any(each.at in beside and each.name != taken.name for each in cells)
        large = gap >= LARGE * abs(amounts.written(taken))
        held = any(other.held is not None for other in by_cell.get(taken.at, ()))
        if again and large and not held and taken.name not in subtotals and _telling(taken.entry.number):
            remedy = Remedy(Slip("copy", own, taken.entry.number.places), own, 0)
            yield Candidate(relation, judged, taken, remedy, (), 0, 0)


def _next_to(taken: Taken, relation: Relation) -> Iterator[tuple[Position, CellNumber]]:
    """The numbers right above and below a cell; not of a zero, beside which any line that is left out looks like an exchange."""
    table, row, column = taken.at
    if taken.entry.number.scaled or not taken.entry.number.value:
        return
    numbers = grid_of(relation.details.tables[table]).numbers
    for step in (-1, 1):
        at = row + step
        if 0 <= at < len(numbers) and column < len(numbers[at]):
            number = numbers[at][column]
            if number is not None and number.kind == "amount" and number.value and not (number.scaled or number.is_year):
                yield (table, at, column), number


def _of_other_periods(taken: Taken, relation: Relation) -> Iterator[tuple[Position, CellNumber]]:
    """The other numbers of the row of a cell."""
    table, row, column = taken.at
    if taken.entry.others:
        for at, number in enumerate(grid_of(relation.details.tables[table]).numbers[row]):
            if at != column and number is not None and number.value in taken.entry.others and not number.scaled:
                yield (table, row, at), number


def _swap(taken: Taken, at: Position, number: CellNumber) -> dict[Position, Decimal]:
    return {taken.at: number.value, at: taken.entry.number.value}


def _telling(number: CellNumber) -> bool:
    digits = str(abs(int(number.value.scaleb(max(number.places, 0))))).rstrip("0")
    return len(digits) >= FEWEST_DIGITS
