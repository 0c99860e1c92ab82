"""One reading direction over a grid: down the columns, or along the rows.

A relation joins lines (rows, when reading down) and is tested in every lane (column). The numbers are scaled to integers
so that sums are exact and fast: `value` and `half` are in the same unit, `half` being half a unit of the last place.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from aicheck.quantities.cells import CellKind, CellNumber
from aicheck.quantities.grid import Grid, Label

Axis = Literal["column", "row"]
MOST_PLACES = 12
"""Digits after the point that are kept; a number with more is not compared."""


class Entry(NamedTuple):
    """One number of a view, scaled; `number` is the number as read."""

    value: int
    half: int
    kind: CellKind
    nil: bool
    number: CellNumber


class View(NamedTuple):
    """Lines and lanes of one direction; every field below is indexed by line and lane from 0.

    `lines` and `lanes` give the table's rows and columns. `entries[line][lane]` is None for words and blanks, and
    `blanks` tells the blanks. `opens[line]` is the words of the headings between this line and the one before, None
    where the two stand together; it is an empty text after a blank row. `named` tells that most lines have words.
    """

    axis: Axis
    grid: Grid
    scale: int
    lines: tuple[int, ...]
    lanes: tuple[int, ...]
    labels: tuple[Label, ...]
    lane_labels: tuple[Label, ...]
    opens: tuple[str | None, ...]
    entries: tuple[tuple[Entry | None, ...], ...]
    blanks: tuple[tuple[bool, ...], ...]
    named: bool = True

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
    entries: list[tuple[Entry | None, ...]] = []
    blanks: list[tuple[bool, ...]] = []
    for line in lines:
        cells = [(line, lane) if down else (lane, line) for lane in lanes]
        entries.append(tuple(_entry(grid.numbers[r][c], scale) for r, c in cells))
        blanks.append(tuple(grid.blank(r, c) for r, c in cells))
    return View(
        axis, grid, scale, lines, lanes, tuple(labels[i] for i in lines), tuple(others[i] for i in lanes),
        tuple(grid.opens.get(i) if down else None for i in lines), tuple(entries), tuple(blanks),
        2 * sum(not labels[i].text for i in lines) <= len(lines),
    )  # fmt: skip


def thinned(seen: View, most: int) -> View:
    """The view with at most `most` of its lanes, evenly spread: enough to tell which relations hold."""
    count = len(seen.lanes)
    if count <= most:
        return seen
    kept = [at * count // most for at in range(most)]
    return seen._replace(
        lanes=tuple(seen.lanes[at] for at in kept),
        lane_labels=tuple(seen.lane_labels[at] for at in kept),
        entries=tuple(tuple(line[at] for at in kept) for line in seen.entries),
        blanks=tuple(tuple(line[at] for at in kept) for line in seen.blanks),
    )


def half_unit(places: int, scale: int) -> int:
    """Half a unit of the last of `places` digits, in a view's units."""
    return scale // 2 // 10**places if places >= 0 else scale // 2 * int("1" + "0" * -places)


def _scale(grid: Grid) -> int:
    places = [n.places for r in grid.body for n in grid.numbers[r] if n and n.places <= MOST_PLACES]
    return 2 * int("1" + "0" * max(places, default=0))


def _entry(number: CellNumber | None, scale: int) -> Entry | None:
    if number is None or number.places > MOST_PLACES:
        return None
    half = 0 if number.nil else half_unit(number.places, scale)
    return Entry(int(number.value * scale), half, number.kind, number.nil, number)
