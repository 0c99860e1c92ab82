"""One reading direction over a grid: down the columns, or along the rows.

A relation joins lines (rows, when reading down) and is tested in every lane (column). The numbers are scaled to integers
so that sums are exact and fast: `value` and `half` are in the same unit, `half` being half a unit of the last place.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import partial
from typing import Literal, NamedTuple, TypeVar

from aicheck.quantities.cells import CellKind, CellNumber
from aicheck.quantities.grid import Grid, Label
from aicheck.quantities.numbers import NIL, NUMBER, PackedValues, kind_of
from aicheck.sequences import Made

T = TypeVar("T")
Axis = Literal["column", "row"]
SAMPLE = 1_000
"""Lines from which on not all are looked at to tell whether most have words."""
MOST_PLACES = 12
"""Digits after the point that are kept; a number with more is not compared."""


class Entry(NamedTuple):
    """One number of a view, scaled: `written` to so many `places`."""

    value: int
    half: int
    kind: CellKind
    nil: bool
    written: Decimal
    places: int


Entries = Sequence[Entry | None]


class View(NamedTuple):
    """Lines and lanes of one direction; every field below is indexed by line and lane from 0.

    `lines` and `lanes` give the table's rows and columns. `entries[line][lane]` is None for words and blanks, and
    `blanks` tells the blanks. `opens[line]` is the words of the headings between this line and the one before, None
    where the two stand together; it is an empty text after a blank row. `named` tells that most lines have words.
    The fields of a long table make what they hold when it is looked at.
    """

    axis: Axis
    grid: Grid
    scale: int
    lines: Sequence[int]
    lanes: Sequence[int]
    labels: Sequence[Label]
    lane_labels: Sequence[Label]
    opens: Sequence[str | None]
    entries: Sequence[Entries]
    blanks: Sequence[Sequence[bool]]
    named: bool = True
    sampled: bool = False
    """Whether it has some of its lanes only."""

    def unnamed(self, line: int) -> bool:
        """Whether a row has no words where most rows have: totals are often left without."""
        return self.axis == "column" and self.named and not self.labels[line].text

    def cell(self, line: int, lane: int) -> tuple[int, int]:
        """(row, column) of the table."""
        if self.axis == "column":
            return self.lines[line], self.lanes[lane]
        return self.lanes[lane], self.lines[line]


def view(grid: Grid, axis: Axis) -> View:
    """The grid seen down its columns or along its rows."""
    down = axis == "column"
    lines, lanes = (grid.body, grid.columns) if down else (grid.columns, grid.body)
    labels, others = (grid.row_labels, grid.column_labels) if down else (grid.column_labels, grid.row_labels)
    scale = _scale(grid)
    packed, codes = grid.numbers.packed, grid.numbers.codes

    def entry(line: int, lane: int) -> Entry | None:
        r, c = (lines[line], lanes[lane]) if down else (lanes[lane], lines[line])
        if not codes[c][r] & NUMBER:
            return None
        return _entry(grid.numbers[r][c], scale) if packed is None else packed_entry(packed, codes[c][r], r, c, scale)

    def blank(line: int, lane: int) -> bool:
        return not (codes[lanes[lane]][lines[line]] if down else codes[lines[line]][lanes[lane]])

    made: Callable[[int, Callable[[int], T]], Sequence[T]] = MadeBy if packed else _at_once
    count = len(lanes)
    shown = lines[:: len(lines) // SAMPLE + 1]
    return View(
        axis, grid, scale, lines, lanes,
        made(len(lines), lambda at: labels[lines[at]]), made(count, lambda at: others[lanes[at]]),
        made(len(lines), lambda at: grid.opens.get(lines[at]) if down else None),
        made(len(lines), lambda line: made(count, partial(entry, line))),
        made(len(lines), lambda line: made(count, partial(blank, line))),
        2 * sum(not labels[i].text for i in shown) <= len(shown),
    )  # fmt: skip


class MadeBy(Made[T]):
    """So many items, each made by a function."""

    def __init__(self, count: int, make: Callable[[int], T]) -> None:
        self._count, self._make = count, make

    def __len__(self) -> int:
        return self._count

    def made(self, at: int) -> T:
        """What the function gives for a place."""
        return self._make(at)


def _at_once(count: int, make: Callable[[int], T]) -> Sequence[T]:
    return tuple([make(at) for at in range(count)])


def thinned(seen: View, most: int) -> View:
    """The view with at most `most` of its lanes, evenly spread: enough to tell which relations hold."""
    count = len(seen.lanes)
    if count <= most:
        return seen
    return among(seen, [at * count // most for at in range(most)])


def among(seen: View, kept: Sequence[int]) -> View:
    """The view with some of its lanes."""
    return seen._replace(
        lanes=tuple(seen.lanes[at] for at in kept),
        lane_labels=tuple(seen.lane_labels[at] for at in kept),
        entries=tuple(tuple(line[at] for at in kept) for line in seen.entries),
        blanks=tuple(tuple(line[at] for at in kept) for line in seen.blanks),
        sampled=True,
    )


def half_unit(places: int, scale: int) -> int:
    """Half a unit of the last of `places` digits, in a view's units."""
    return scale // 2 // 10**places if places >= 0 else scale // 2 * int("1" + "0" * -places)


def _scale(grid: Grid) -> int:
    packed = grid.numbers.packed
    if packed is not None:
        told = {places for column in packed.places for batch in column.batches() for places in set(batch)}
    else:
        told = {number.places for r in grid.body for number in grid.numbers[r] if number}
    return 2 * int("1" + "0" * max((places for places in told if places <= MOST_PLACES), default=0))


def _entry(number: CellNumber | None, scale: int) -> Entry | None:
    if number is None or number.places > MOST_PLACES:
        return None
    half = 0 if number.nil else half_unit(number.places, scale)
    return Entry(int(number.value * scale), half, number.kind, number.nil, number.value, number.places)


def packed_entry(packed: PackedValues, code: int, row: int, column: int, scale: int) -> Entry | None:
    """The entry of a cell whose value is held as an integer."""
    value, places = packed.values[column][row], packed.places[column][row]
    if places > MOST_PLACES:
        return None
    unit = half_unit(places, scale)
    nil = bool(code & NIL)
    return Entry(value * 2 * unit, 0 if nil else unit, kind_of(code), nil, Decimal(value).scaleb(-places), places)
