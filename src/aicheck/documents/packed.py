"""The cells of a workbook in little memory: where they stand in the text and in their sheets, as arrays of numbers.

A cell takes about a dozen bytes beside its words, so that a long sheet is held as its text and not as objects. Rows, and the
segments that name sheet and cell, are made when they are looked at.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from aicheck.model import Cell, Segment, Text
from aicheck.sequences import Made
from aicheck.spilled import Spill, SpilledArray, SpilledText, upto

TEXT, NUMBER, UNKNOWN, PROSE = range(4)
"""What a cell holds: a few words, a number, a formula whose value nobody stored, or running text."""
_KNOWN = 4096
_SIMPLE_NAME = re.compile(r"[^\W\d]\w*\Z")


class Sheet(NamedTuple):
    """A sheet that is being packed: its name, the index of its first row, and what of it is hidden."""

    name: str
    first_row: int
    hidden: bool
    hidden_columns: frozenset[int]


class PackedCells:
    """The filled cells of all sheets, row after row, in the order of the text.

    `starts` and `ends` are code points of the text, `columns` count from 0, `kinds` are TEXT, NUMBER, UNKNOWN or PROSE. Row `r`
    has the cells from `firsts[r]` to `firsts[r + 1]`; `numbers[r]` is its number in the sheet, negative where it is hidden.
    `prose` lists the cells of running text.
    """

    def __init__(self) -> None:
        self.text: Text = ""
        spill = self.spill = Spill()
        self.starts, self.ends = SpilledArray("I", spill), SpilledArray("I", spill)
        self.columns, self.kinds = SpilledArray("H", spill), SpilledArray("B", spill)
        self.firsts, self.numbers = SpilledArray("I", spill, [0]), SpilledArray("i", spill)
        self.prose = array("I")
        self.sheets: list[Sheet] = []

    def __len__(self) -> int:
        return len(self.starts)

    @property
    def rows(self) -> int:
        """How many rows are packed."""
        return len(self.numbers)

    def add(self, start: int, end: int, column: int, kind: int) -> None:
        """One more cell of the row that is being filled."""
        if kind == PROSE:
            self.prose.append(len(self.starts))
        self.starts.append(start)
        self.ends.append(end)
        self.columns.append(column)
        self.kinds.append(kind)

    def end_row(self, number: int, hidden: bool) -> None:
        """The cells added since the last row are those of a row, which counts from 1 in its sheet."""
        self.firsts.append(len(self.starts))
        self.numbers.append(-number if hidden else number)

    def of_row(self, row: int) -> range:
        """The indices of the cells of a row."""
        return range(self.firsts[row], self.firsts[row + 1])

    def words(self, at: int) -> str:
        """What a cell shows."""
        return self.text[self.starts[at] : self.ends[at]]

    def origin(self, at: int) -> str:
        """Sheet and cell in the manner of spreadsheets, and what is peculiar to it: `'Full year'!B7 (hidden row)`."""
        row = upto(self.firsts, at) - 1
        sheet = self.sheets[bisect_right(self.sheets, row, key=lambda sheet: sheet.first_row) - 1]
        number, column = self.numbers[row], self.columns[at]
        told = [
            "hidden sheet" if sheet.hidden else "",
            "hidden row" if number < 0 else "",
            "hidden column" if column in sheet.hidden_columns else "",
            "formula without a stored value" if self.kinds[at] == UNKNOWN else "",
        ]
        shown = ", ".join(filter(None, told))
        return f"{quoted(sheet.name)}!{letters(column)}{abs(number)}" + (f" ({shown})" if shown else "")


class SharedStrings(Made[str]):
    """The texts that cells share, by number: on disk, with those looked at last at hand."""

    def __init__(self) -> None:
        spill = Spill()
        self._text, self._ends = SpilledText(spill), SpilledArray("I", spill, [0])
        self._known: dict[int, str] = {}

    def append(self, words: str) -> None:
        """One more."""
        self._text.append(words)
        self._ends.append(len(self._text))

    def __len__(self) -> int:
        return len(self._ends) - 1

    def made(self, at: int) -> str:
        """The text of a number."""
        known = self._known.get(at)
        if known is None:
            if len(self._known) == _KNOWN:
                self._known.clear()
            known = self._known[at] = self._text[self._ends[at] : self._ends[at + 1]]
        return known


class CellSegments(Made[Segment]):
    """The segments of packed cells, each made when it is asked for."""

    def __init__(self, cells: PackedCells) -> None:
        self._cells = cells

    @property
    def starts(self) -> Sequence[int]:
        """Where the segments begin."""
        return self._cells.starts

    def __len__(self) -> int:
        return len(self._cells)

    def made(self, at: int) -> Segment:
        """The segment of a cell."""
        return Segment(self._cells.starts[at], self._cells.ends[at], "cell", self._cells.origin(at))


class PackedRows(Made[tuple[Cell, ...]]):
    """Some rows of packed cells as those of a table, each made when it is asked for.

    `rows` are indices of packed rows, `columns` the columns of the table. An empty cell stands before the next that is
    filled, or at the end of its row.
    """

    def __init__(self, cells: PackedCells, rows: Sequence[int], columns: Sequence[int]) -> None:
        self._cells = cells
        self._rows = rows
        self._places = {column: place for place, column in enumerate(columns)}
        self._last: tuple[int, tuple[Cell, ...]] = (-1, ())

    def __len__(self) -> int:
        return len(self._rows)

    def part(self, at: slice) -> PackedRows:
        """Several rows, packed as well."""
        return PackedRows(self._cells, self._rows[at], list(self._places))

    def made(self, at: int) -> tuple[Cell, ...]:
        """A row, with its empty cells."""
        row = self._rows[at]
        if self._last[0] != row:
            self._last = row, self._row(row)
        return self._last[1]

    def _row(self, row: int) -> tuple[Cell, ...]:
        cells, places = self._cells, self._places
        width = len(places)
        made: list[Cell] = []
        end = 0
        for at in cells.of_row(row):
            place = places.get(cells.columns[at])
            if place is None:
                continue
            start, end = cells.starts[at], cells.ends[at]
            if len(made) < place:
                made += [Cell("", start, start)] * (place - len(made))
            made.append(Cell(cells.text[start:end], start, end))
        end = end or cells.starts[cells.firsts[row]]
        return tuple(made + [Cell("", end, end)] * (width - len(made)))


def letters(column: int) -> str:
    """The letters of a column that counts from 0.

    >>> letters(0), letters(25), letters(26), letters(16383)
    ('A', 'Z', 'AA', 'XFD')
    """
    found = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(ord("A") + rest) + found
    return found


def quoted(name: str) -> str:
    """A sheet's name as formulas write it: in quotes unless it is one word.

    >>> quoted("Income"), quoted("Full year"), quoted("2024")
    ('Income', "'Full year'", "'2024'")
    """
    return name if _SIMPLE_NAME.match(name) else "'" + name.replace("'", "''") + "'"
