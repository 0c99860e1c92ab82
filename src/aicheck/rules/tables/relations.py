"""The relations of a table: which cells must be the sum, the difference or the change of which, and whether they are.

A relation is stated only where the table itself shows it: it foots in other columns or rows beyond chance, and where it does
not, a single slip explains it (`consensus`) or nothing does (`unexplained`); or a label claims it, one lane alone can tell,
and a single slip explains why it does not foot (`label`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import chain
from typing import Literal, NamedTuple

from aicheck.model import Table
from aicheck.quantities.grid import Grid, grid_of
from aicheck.rules.tables.changes import Shift, shifts, slipped, unmarked_percent
from aicheck.rules.tables.evidence import claims_sum, is_roll, label_bits, repairs, sum_of
from aicheck.rules.tables.footings import footings
from aicheck.rules.tables.repeats import repeats
from aicheck.rules.tables.shares import shares
from aicheck.rules.tables.shares import slipped as shares_slipped
from aicheck.rules.tables.slips import Slip
from aicheck.rules.tables.sums import LOOKBACK, Sum, sums
from aicheck.rules.tables.view import Axis, View, view

RelationKind = Literal["total", "net", "roll-forward", "change", "percent-change", "share", "carried-forward", "repeated-line"]
Evidence = Literal["consensus", "unexplained", "label"]
Position = tuple[int, int]

ENOUGH = 9
"""Bits from which a sum is a relation, whatever its other lanes say."""
ENOUGH_WITH_SLIP = 11
"""Bits from which it is one together with what a single slip in the failing lane proves."""
LEAST = 4
"""Bits below which no slip makes a sum a relation."""
ENOUGH_LABEL = 9
"""Bits from which a label and a slip carry a sum that foots nowhere."""
TELLING_SLIP = 3
"""Bits of a slip that tells by itself; a lesser one counts only in a lane that looks like those that foot."""
ENOUGH_BARE = 18
"""Bits from which a lesser one counts although no label claims the sum."""
ENOUGH_UNEXPLAINED = 14
"""Bits from which a lane that no slip explains is called wrong, if it looks like those that foot."""
MOST_NEAR = 5
"""Bits that a total at most gives that lies close to what its lines add up to."""
ENOUGH_NEARLY = 11
"""Bits from which it is called wrong with their help, though many slips would explain so small a difference."""
NAMED = 3
"""Bits that the labels must give for that."""
ALIKE = 5
"""How many times larger the numbers of a lane may be that no slip explains."""
AKIN: Mapping[Axis, int] = {"column": 20, "row": 1000}
"""How many times larger they may be where one does; the rows beside a total column differ most."""
SERIES = 3
"""Sums that no label claims, each an addend of another, from which a law of numbers explains them."""
FEWEST_ADDENDS = 2
"""Numbers other than zero that a lane adds up at least; of one alone, others are left out."""
MOST_TOLD = 2_000
"""Relations of one kind that hold of which each is told; of a long table's rows the first ones stand for all."""
MANY, USUAL = 4, 5
"""Broken relations of one kind from which they are told only if at least so many times as many hold."""
_MISREAD = "labels of this table hold what looks like cells: its columns may be misread"
_CELLS = re.compile(r"\d\S*\s{2,}[-–—(]?\d?")
"""Numbers in a label, set apart like cells."""
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
ENOUGH_CHANGE = 9
ENOUGH_ONE_CHANGE = 10
ENOUGH_SHARE = 12
"""Bits from which a share that does not hold is called wrong."""


class Relation(NamedTuple):
    """One relation between cells, given as (row, column) of the table.

    `total`, `net` and `roll-forward`: the target is the sum of the parts times their signs; the first part of a
    roll-forward is the opening balance. `change` and `percent-change`: the target leads from the second part to the first.
    `share`: the target is the first part in percent of the second. `carried-forward` and `repeated-line`: the target states
    its one part again. `unsure` says why the table may not mean a relation that does not hold, and stands for all of its kind.
    """

    kind: RelationKind
    axis: Axis
    target: Position
    parts: tuple[Position, ...]
    signs: tuple[int, ...]
    evidence: Evidence
    holds: bool
    together: Together | None = None
    unsure: str = ""


class Together(NamedTuple):
    """What the many addends of a total give together, exactly: their sum, half of what their rounding allows, and how many.

    The `parts` of such a relation are the first and the last of them. `slip` in the total would explain why it does not hold.
    """

    value: Fraction
    half: Fraction
    numbers: int
    slip: Slip | None


class Reconciled(NamedTuple):
    """A table's grid with its relations, those of columns first, each in the order of their targets."""

    grid: Grid
    relations: tuple[Relation, ...]


def reconcile(table: Table) -> Reconciled:
    """Find the relations of a table."""
    grid = _in_percent(grid_of(table))
    found: dict[tuple[Position, frozenset[Position]], Relation] = {}
    holds: Counter[tuple[str, Axis]] = Counter()
    for axis in _AXES:
        for relation in _along(view(grid, axis)):
            place = relation.target, frozenset(relation.parts)
            if place in found:
                continue
            holds[relation.kind, axis] += relation.holds
            if not relation.holds or holds[relation.kind, axis] <= MOST_TOLD:
                found[place] = relation
    return Reconciled(grid, tuple(_meant(grid, list(found.values()), holds)))


def _in_percent(grid: Grid) -> Grid:
    """The grid with the columns read as percentages that state changes in percent without a sign; long tables stay."""
    if grid.numbers.packed is not None or not any("change" in grid.column_labels[c].classes for c in grid.columns):
        return grid
    seen = view(grid, "row")
    columns = {seen.lines[line] for line in unmarked_percent(seen)}
    return grid._replace(numbers=grid.numbers.with_percent(columns)) if columns else grid


def _along(seen: View) -> Iterator[Relation]:
    """The relations of one direction. In a long table, single rows are related along themselves only, not to one another."""
    single = seen.axis == "row" or seen.grid.numbers.packed is None
    if single:
        yield from _changes(seen)
    yield from _sums(seen)
    if single:
        yield from _shares(seen)
        yield from _repeats(seen)


def _meant(grid: Grid, found: list[Relation], holds: Counter[tuple[str, Axis]]) -> Iterator[Relation]:
    """The relations without broken ones that the table does not mean.

    A relation that is broken in many lines is none; and where labels hold what looks like cells, the columns are misread.
    `holds` counts those that hold, told or not.
    """
    broken: Counter[tuple[str, Axis]] = Counter((one.kind, one.axis) for one in found if not (one.holds or one.unsure))
    misread = bool(broken) and _misread(grid)
    told: set[tuple[str, Axis]] = set()
    for one in found:
        kind = one.kind, one.axis
        if one.holds or one.unsure or not (misread or (broken[kind] >= MANY and broken[kind] * USUAL > holds[kind])):
            yield one
        elif kind not in told:
            told.add(kind)
            yield one._replace(unsure=_MISREAD if misread else _outvoted(broken[kind], holds[kind]))


def _outvoted(broken: int, holds: int) -> str:
    return f"it holds {holds:,} times in this table and {broken:,} times not: too often for slips, so that it may not be meant"


def _misread(grid: Grid) -> bool:
    """Whether labels hold what looks like cells."""
    return sum(bool(_CELLS.search(label.text)) for label in chain(grid.row_labels, grid.column_labels)) > 1


_AXES: tuple[Axis, ...] = ("column", "row")


def _sums(seen: View) -> Iterator[Relation]:
    every = sums(seen)
    meant = [one for one in every if one.meant]
    yield from _footings(seen, meant)
    for found in every:
        if not found.meant and claims_sum(seen, found.target, found.items, found.policy):
            first = _relation(seen, found, _kind(seen, found), found.fails[0], "consensus", False)
            yield first._replace(unsure=_outvoted(len(found.fails), len(found.holds)))
    for found in _without_series(seen, meant):
        kind = _kind(seen, found)
        alone: Evidence = "consensus" if len(found.holds) + len(found.fails) > 1 and found.holds else "label"
        if found.bits >= ENOUGH:
            for lane in found.holds:
                yield _relation(seen, found, kind, lane, alone, True)
        for lane in found.fails:
            evidence = _against(seen, found, lane)
            if evidence:
                yield _relation(seen, found, kind, lane, evidence, False)


def _footings(seen: View, known: Sequence[Sum]) -> Iterator[Relation]:
    """The totals of long columns; where no rounding explains one and a slip does, it is wrong for sure."""
    shown = {one.target: one.items[0] for one in known if one.bits >= ENOUGH}
    for one in footings(seen, LOOKBACK, shown):
        sure: Evidence = "label" if one.labelled else "consensus"
        evidence: Evidence = sure if one.outcome == "holds" or (one.outcome == "wrong" and one.slip) else "unexplained"
        together = Together(Fraction(one.value, seen.scale), Fraction(one.half, seen.scale), one.numbers, one.slip)
        parts = seen.cell(one.first, one.lane), seen.cell(one.last, one.lane)
        target, holds = seen.cell(one.target, one.lane), one.outcome == "holds"
        yield Relation("total", seen.axis, target, parts, (1, 1), evidence, holds, together)


def _without_series(seen: View, found: list[Sum]) -> list[Sum]:
    """The sums without those of a series, whose lines follow a law: no label claims them, and one is an addend of the next."""
    bare = {one.target: one for one in found if not claims_sum(seen, one.target, one.items, one.policy)}
    linked = {line for one in bare.values() for line in one.items if line in bare}
    return found if len(linked) < SERIES else [one for one in found if one.target not in bare]


def _kind(seen: View, found: Sum) -> RelationKind:
    if is_roll(seen, found.target, found.items[0]):
        return "roll-forward"
    return "total" if min(found.signs) > 0 else "net"


def _against(seen: View, found: Sum, lane: int) -> Evidence | None:
    """What is enough to call a lane in which a sum does not foot wrong; None where nothing is."""
    if found.holds and found.bits < LEAST:
        return None
    entries = [seen.entries[line][lane] for line in found.items]
    total = seen.entries[found.target][lane]
    if total is None or sum(entry is not None and entry.value != 0 for entry in entries) < FEWEST_ADDENDS:
        return None
    residual = total.value - sum_of(list(zip(entries, found.signs, strict=True)))
    slack = total.half + sum(entry.half for entry in entries if entry)
    if _uncounted(seen, found, lane, residual, slack):
        return None
    parts = [*zip(found.items, found.signs, strict=True), (found.target, -1)]
    slips, bits = repairs(seen, lane, parts, residual, slack)
    claimed = claims_sum(seen, found.target, found.items, found.policy)
    near = min((abs(total.value) // max(abs(residual), 1)).bit_length(), MOST_NEAR) if slips and claimed else 0
    if not found.holds:
        return "label" if slips and claimed and found.bits + bits >= ENOUGH_LABEL else None
    if slips:
        return _explained(seen, found, lane, bits, near)
    return "unexplained" if _looks_alike(seen, found, lane, residual, slack) else None


def _uncounted(seen: View, found: Sum, lane: int, residual: int, slack: int) -> bool:
    """Whether a lane foots without one of its lines, of which no lane that foots has a number."""
    return bool(found.holds) and any(
        entry is not None
        and entry.value
        and abs(abs(residual) - abs(entry.value)) <= slack
        and not any((other := seen.entries[line][held]) is not None and other.value for held in found.holds)
        for line in found.items
        for entry in (seen.entries[line][lane],)
    )


def _explained(seen: View, found: Sum, lane: int, bits: int, near: int) -> Evidence | None:
    """What is enough where slips that prove so many bits explain a lane; `near` are those of a small difference."""
    telling = bits >= TELLING_SLIP or (
        (claims_sum(seen, found.target, found.items, found.policy) or found.bits >= ENOUGH_BARE) and _akin(seen, found, lane)
    )
    if not telling or (min(found.signs) < 0 and _sparse(seen, found, lane)):
        return None  # sparse: a deduction that is not shown
    if found.bits >= ENOUGH or found.bits + bits >= ENOUGH_WITH_SLIP:
        return "consensus"
    return "unexplained" if found.bits + bits + near >= ENOUGH_NEARLY else None


def _looks_alike(seen: View, found: Sum, lane: int, residual: int, slack: int) -> bool:
    """Whether a lane that no slip explains is of one kind with the lanes that foot, and lacks no figures.

    The total is named; the numbers have the size of those in a lane that foots; no dash stands where they have numbers; and
    what is missing is no number of another line, which the total might cover.
    """
    total = seen.entries[found.target][lane]
    if total is None or found.bits < ENOUGH_UNEXPLAINED or label_bits(seen, found.target, found.items, found.policy) < NAMED:
        return False
    if _sparse(seen, found, lane) or not _like(seen, found, lane, ALIKE):
        return False
    others = (line[lane] for at, line in enumerate(seen.entries) if at != found.target and at not in found.items)
    return not any(entry and abs(abs(entry.value) - abs(residual)) <= slack for entry in others)


def _akin(seen: View, found: Sum, lane: int) -> bool:
    """Whether a lane may hold the same kind of numbers as one that foots: both are of a year, or of like size."""
    dated = _YEAR.search(seen.lane_labels[lane].text)
    if dated and any(_YEAR.search(seen.lane_labels[held].text) for held in found.holds):
        return True
    return _like(seen, found, lane, AKIN[seen.axis])


def _like(seen: View, found: Sum, lane: int, ratio: int) -> bool:
    """Whether total and addends of a lane are at most so many times larger or smaller than those in a lane that foots."""
    own = _sizes(seen, found, lane)
    return any(
        all(a <= ratio * b and b <= ratio * a for a, b in zip(own, _sizes(seen, found, held), strict=True))
        for held in found.holds
    )


def _sizes(seen: View, found: Sum, lane: int) -> tuple[int, int]:
    """The size of the total, and of the addends together."""
    total = seen.entries[found.target][lane]
    return abs(total.value) if total else 0, sum(abs(entry.value) for line in found.items if (entry := seen.entries[line][lane]))


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


def _shares(seen: View) -> Iterator[Relation]:
    changing = {shift.target for shift in shifts(seen) if shift.kind == "percent-change" and shift.bits >= ENOUGH_CHANGE}
    for found in shares(seen):
        if found.bits < ENOUGH_CHANGE or found.target in changing:
            continue
        fails = found.fails if found.bits >= ENOUGH_SHARE else ()
        broken = ((lane, False) for lane in fails if shares_slipped(seen, found, lane))
        for lane, holds in chain(((lane, True) for lane in found.holds), broken):
            whole = seen.cell(found.part, found.base) if found.base is not None else seen.cell(found.whole or 0, lane)
            parts = seen.cell(found.part, lane), whole
            yield Relation("share", seen.axis, seen.cell(found.target, lane), parts, (1, 1), "consensus", holds)


def _repeats(seen: View) -> Iterator[Relation]:
    for found in repeats(seen) if seen.axis == "column" else ():
        target, part = seen.cell(*found.again), seen.cell(*found.first)
        yield Relation(found.kind, seen.axis, target, (part,), (1,), "consensus", found.holds)


def _shift(seen: View, shift: Shift, lane: int, holds: bool) -> Relation:
    parts = seen.cell(shift.after, lane), seen.cell(shift.before, lane)
    return Relation(shift.kind, seen.axis, seen.cell(shift.target, lane), parts, (1, -1), "consensus", holds)
