"""The relations of a table: which cells must be the sum, the difference or the change of which, and whether they are.

A relation is stated only where the table itself shows it: it foots in other columns or rows beyond chance (`consensus`), or
a label claims it, one lane alone can tell, and a single slip explains why it does not foot (`label`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from aicheck.model import Table
from aicheck.rules.tables.changes import Shift, shifts, slipped
from aicheck.rules.tables.evidence import is_roll, repairs, sum_of
from aicheck.rules.tables.grid import Grid, grid_of
from aicheck.rules.tables.sums import Sum, sums
from aicheck.rules.tables.view import Axis, View, view

RelationKind = Literal["total", "net", "roll-forward", "change", "percent-change"]
Evidence = Literal["consensus", "label"]
Position = tuple[int, int]

ENOUGH = 9
"""Bits from which a sum is a relation, whatever its other lanes say."""
ENOUGH_WITH_SLIP = 12
"""Bits from which it is one together with what a single slip in the failing lane proves."""
LEAST = 4
"""Bits below which no slip makes a sum a relation."""
ENOUGH_LABEL = 11
"""Bits from which a label and a slip carry a sum that foots nowhere."""
ENOUGH_CHANGE = 9
ENOUGH_ONE_CHANGE = 10


class Relation(NamedTuple):
    """One relation between cells, given as (row, column) of the table.

    `total`, `net` and `roll-forward`: the target is the sum of the parts times their signs; the first part of a
    roll-forward is the opening balance. `change` and `percent-change`: the target leads from the second part to the first.
    """

    kind: RelationKind
    axis: Axis
    target: Position
    parts: tuple[Position, ...]
    signs: tuple[int, ...]
    evidence: Evidence
    holds: bool


class Reconciled(NamedTuple):
    """A table's grid with its relations, those of columns first, each in the order of their targets."""

    grid: Grid
    relations: tuple[Relation, ...]


def reconcile(table: Table) -> Reconciled:
    """Find the relations of a table."""
    grid = grid_of(table)
    found: dict[tuple[Position, frozenset[Position]], Relation] = {}
    for axis in _AXES:
        seen = view(grid, axis)
        for relation in (*_changes(seen), *_sums(seen)):
            found.setdefault((relation.target, frozenset(relation.parts)), relation)
    return Reconciled(grid, tuple(found.values()))


_AXES: tuple[Axis, ...] = ("column", "row")


def _sums(seen: View) -> Iterator[Relation]:
    for found in sums(seen):
        kind = _kind(seen, found)
        evidence: Evidence = "consensus" if len(found.holds) + len(found.fails) > 1 and found.holds else "label"
        if found.bits >= ENOUGH and found.holds:
            for lane in found.holds:
                yield _relation(seen, found, kind, lane, evidence, True)
        for lane in found.fails:
            if _contradicts(seen, found, lane):
                yield _relation(seen, found, kind, lane, evidence, False)


def _kind(seen: View, found: Sum) -> RelationKind:
    if is_roll(seen, found.target, found.items[0]):
        return "roll-forward"
    return "total" if min(found.signs) > 0 else "net"


def _contradicts(seen: View, found: Sum, lane: int) -> bool:
    """Whether the evidence for a sum is enough to call a lane in which it does not foot wrong."""
    if found.holds and found.bits < LEAST:
        return False
    entries = [seen.entries[line][lane] for line in found.items]
    total = seen.entries[found.target][lane]
    if total is None:
        return False
    residual = total.value - sum_of(list(zip(entries, found.signs, strict=True)))
    slack = total.half + sum(entry.half for entry in entries if entry)
    parts = [*zip(found.items, found.signs, strict=True), (found.target, -1)]
    slips, bits = repairs(seen, lane, parts, residual, slack)
    if found.holds and found.bits >= ENOUGH:
        return bool(slips) or not _sparse(seen, found, lane)
    return bool(slips) and found.bits + bits >= (ENOUGH_WITH_SLIP if found.holds else ENOUGH_LABEL)


def _sparse(seen: View, found: Sum, lane: int) -> bool:
    """Whether a lane has dashes where every lane that foots has numbers: figures may be missing there."""
    return any(
        (entry := seen.entries[line][lane]) is not None
        and entry.nil
        and all((other := seen.entries[line][held]) is not None and not other.nil for held in found.holds)
        for line in found.items
    )


def _relation(seen: View, found: Sum, kind: RelationKind, lane: int, evidence: Evidence, holds: bool) -> Relation:
    kept = [(line, sign) for line, sign in zip(found.items, found.signs, strict=True) if seen.entries[line][lane]]
    parts = tuple(seen.cell(line, lane) for line, _ in kept)
    return Relation(kind, seen.axis, seen.cell(found.target, lane), parts, tuple(sign for _, sign in kept), evidence, holds)


def _changes(seen: View) -> Iterator[Relation]:
    for shift in shifts(seen):
        if shift.bits < ENOUGH_CHANGE:
            continue
        for lane in shift.holds:
            yield _shift(seen, shift, lane, True)
        if len(shift.holds) < 2 and shift.bits < ENOUGH_ONE_CHANGE:
            continue
        for lane in shift.fails:
            if slipped(seen, shift, lane):
                yield _shift(seen, shift, lane, False)


def _shift(seen: View, shift: Shift, lane: int, holds: bool) -> Relation:
    parts = seen.cell(shift.after, lane), seen.cell(shift.before, lane)
    return Relation(shift.kind, seen.axis, seen.cell(shift.target, lane), parts, (1, -1), "consensus", holds)
