"""Identities as they stand in one document and period: all the readings of one, and what a changed cell would do to them."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from functools import cache
from typing import NamedTuple

from aicheck.quantities.cells import CellNumber
from aicheck.quantities.grid import grid_of
from aicheck.rules.rows.binding import Details, Pattern, Position, Taken
from aicheck.rules.rows.linear import Form, linear
from aicheck.rules.rule import Judged

_AGREED = ("consistent", "rounding")


class Relation(NamedTuple):
    """One identity in one period: all its readings, and the one that holds where one does."""

    key: Hashable
    readings: tuple[Judged, ...]
    held: Judged | None

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

    @property
    def cells(self) -> frozenset[Position]:
        """Every cell that a reading takes."""
        return frozenset(taken.at for each in self.readings for taken in each.match.details.cells)


def relation(key: Hashable, readings: Sequence[Judged]) -> Relation:
    """The readings of one identity; of those that hold, one that needs no rounding is taken first."""
    held = [each for each in readings if holds(each)]
    best = next((each for each in held if each.assessment and each.assessment.outcome == "consistent"), held[0] if held else None)
    return Relation(key, tuple(readings), best)


def holds(judged: Judged) -> bool:
    """Whether one reading holds, by rounding or without."""
    return judged.assessment is not None and judged.assessment.outcome in _AGREED


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


def plain(judged: Judged) -> bool:
    """Whether a relation holds without the lines that may count or not."""
    details: Details = judged.match.details
    optional = {named.name for named in details.pattern.names if named.may}
    return not any(taken.name in optional for taken in details.cells)


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
