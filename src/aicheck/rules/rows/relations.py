"""Identities as they stand in one document and period: all the readings of one, and what a changed cell would do to them."""

from __future__ import annotations

from collections.abc import Callable, Container, Hashable, Mapping, Sequence
from functools import cache
from typing import NamedTuple, TypeAlias

from aicheck.quantities.cells import CellNumber
from aicheck.quantities.grid import grid_of
from aicheck.rules.rows.binding import Details, Pattern, Position, Taken
from aicheck.rules.rows.linear import Form, linear
from aicheck.rules.rule import Judged

Way: TypeAlias = tuple[str, int, int]
"""The name that takes a row, the table and the row."""


class Relation(NamedTuple):
    """One identity in one period: all its readings, and the one that holds where one does."""

    key: Hashable
    readings: tuple[Judged, ...]
    held: Judged | None
    cells: frozenset[Position]
    """Every cell that a reading may take."""

    @property
    def first(self) -> Judged:
        return self.held or self.readings[0]

    @property
    def details(self) -> Details:
        details: Details = self.readings[0].match.details
        return details

    @property
    def pattern(self) -> Pattern:
        return self.details.pattern

    @property
    def broken(self) -> bool:
        return self.held is None and any(each.contradictory for each in self.readings)


    def ways(self, judged: Judged) -> int:
        """Among how many readings one of them is found: those that are as plain, and more the less plain they are.

        The weights 1 / ways add up to 1 at most, however many readings there are, so that a statement which shows many lines
        that may count or not is not harder to prove wrong where they are all taken as written.
        """
        turned = sorted({_turned(each) for each in self.readings})
        rank = turned.index(_turned(judged))
        alike = sum(_turned(each) == turned[rank] for each in self.readings)
        return min(alike * (rank + 1) * (rank + 2), len(self.readings))


def relation(key: Hashable, readings: Sequence[Judged]) -> Relation:
    """The readings of one identity; of those that hold, one that needs no rounding is taken first."""
    held = [each for each in readings if each.holds]
    best = next((each for each in held if each.assessment and each.assessment.outcome == "consistent"), held[0] if held else None)
    return Relation(key, tuple(readings), best, frozenset(taken.at for each in readings for taken in cells_of(each)))


def alike(broken: Relation, others: Sequence[Relation]) -> Relation:
    """A broken relation with those of its readings that take the rows as another period does, in which it holds.

    A statement counts a line, and writes its sign, in the same way in every column; a row that is empty or zero there says
    nothing. All the readings where none of them does.
    """
    held = [(other, _ways(each)) for other in others for each in other.readings if each.holds]
    rows = [(_rows(other), ways) for other, ways in held]
    kept = tuple(each for each in broken.readings if any(_within(_ways(each), own) == _within(ways, own) for own, ways in rows))
    return broken._replace(readings=kept) if any(each.contradictory for each in kept) else broken


def _ways(judged: Judged) -> dict[Way, int]:
    """How a reading takes its rows: with their size (a size that is turned is -1), or with a sign."""
    sized = {named.name for named in judged.match.details.pattern.names if named.take == "size"}
    return {
        (taken.name, *taken.at[:2]): taken.sign * (-1 if taken.name in sized and taken.entry.number.value < 0 else 1)
        for taken in cells_of(judged)
    }


def _rows(relation: Relation) -> set[tuple[int, int]]:
    """The rows of a relation that count for something in its period."""
    return {taken.at[:2] for each in relation.readings for taken in cells_of(each) if _counts(taken.entry.number)}


def _within(ways: Mapping[Way, int], rows: Container[tuple[int, int]]) -> dict[Way, int]:
    return {way: sign for way, sign in ways.items() if way[1:] in rows}


def _turned(judged: Judged) -> int:
    details: Details = judged.match.details
    return details.turned


def cells_of(judged: Judged) -> tuple[Taken, ...]:
    """The cells of one reading."""
    details: Details = judged.match.details
    return details.cells


def form_of(judged: Judged) -> Form | None:
    """The linear form of its expectation, where it is one."""
    return None if judged.rule.expect is None else _parsed(judged.rule.expect.text)


@cache
def _parsed(text: str) -> Form | None:
    return linear(text)


def plain(relation: Relation) -> bool:
    """Whether a relation has no line that may count or not."""
    optional = {named.name for named in relation.pattern.names if named.may}
    return not any(taken.name in optional for each in relation.readings for taken in cells_of(each))


def explained(relation: Relation, explains: Callable[[Form, tuple[Taken, ...]], bool]) -> bool:
    """Whether something explains the gap of a reading; nothing can be said of an expectation that is no linear form."""
    forms = ((form_of(judged), cells_of(judged)) for judged in relation.readings)
    return any(form is None or explains(form, cells) for form, cells in forms)


def same_rows(one: Relation, other: Relation) -> bool:
    """Whether two periods of an identity take the same rows of one table, and no other row among them counts in one only."""
    columns = {(table, column) for table, _, column in one.cells}
    others = {(table, column) for table, _, column in other.cells}
    if len(columns) != 1 or len(others) != 1:
        return False
    ((table, column),), ((second, before),) = columns, others
    rows, those = ({row for _, row, _ in each.cells} for each in (one, other))
    if table != second or rows != those:
        return False
    numbers = grid_of(one.details.tables[table]).numbers
    between = range(min(rows), max(rows) + 1)
    return all(_counts(numbers[row][column]) == _counts(numbers[row][before]) for row in between)


def _counts(number: CellNumber | None) -> bool:
    return number is not None and not number.nil and number.value != 0


def trivial(judged: Judged) -> bool:
    """Whether a relation holds because there is next to nothing in it."""
    return sum(not taken.entry.number.nil and taken.entry.number.value != 0 for taken in cells_of(judged)) < 2
