"""A table as a grid: which rows are headers, what labels a row and a column have, and the number in each cell."""

from __future__ import annotations

import re
from array import array
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache, partial
from itertools import repeat
from typing import NamedTuple

from aicheck.model import Table
from aicheck.quantities.affixes import sign_columns, signed
from aicheck.quantities.cells import CellNumber
from aicheck.quantities.labels import classes_of
from aicheck.quantities.numbers import BROAD, NIL, NUMBER, WORDS, YEAR, TableNumbers, kind_of
from aicheck.sequences import Made

_MARKS = re.compile(r"(?:(?:\(\s*[a-z0-9]{1,2}\s*\)|[*†‡])+|\s\s\S{1,3}、\s?\d{1,3}(?:[(（]\d{1,2}[)）])?)\s*\Z")
"""Marks of notes that close a label: `(a)`, `*`, and far from its words the number of a note with that of its part (`七、25`)."""
_NUMBERS = frozenset(code for code in range(256) if code & NUMBER)
_YEARS = frozenset(code for code in range(256) if code & YEAR)
MOST_HEADERS = 6


class Label(NamedTuple):
    """The words that name a row or a column, and the classes that they belong to."""

    text: str
    classes: frozenset[str]


class Grid(NamedTuple):
    """A table's numbers and labels.

    `numbers[row][column]` is None for words, blanks, headers and labels; `blank[row][column]` tells the blanks.
    `headers` lists the rows of headers, `body` the rows that hold numbers, `columns` the columns that do. `opens` gives
    for rows before which something ends a block (a heading, a blank row, a repeated header) the words of the last heading.
    `signs` lists the columns that hold signs of the numbers to their right (a currency, a bracket).
    """

    table: Table
    headers: tuple[int, ...]
    numbers: TableNumbers
    row_labels: Sequence[Label]
    column_labels: tuple[Label, ...]
    body: Sequence[int]
    columns: tuple[int, ...]
    opens: Mapping[int, str]
    signs: frozenset[int] = frozenset()

    def row_name(self, row: int) -> str:
        """The words that name a row; one without words is told by its number."""
        return self.row_labels[row].text or f"row {row + 1}"

    def column_name(self, column: int) -> str:
        """The words that name a column; one without words is told by its number."""
        return self.column_labels[column].text or f"column {column + 1}"

    def at(self, *cells: tuple[int, int]) -> list[CellNumber]:
        """The numbers of cells, given as (row, column), that are known to hold numbers."""
        found = [self.numbers[row][column] for row, column in cells]
        assert all(number is not None for number in found), "relations join numbers"
        return [number for number in found if number is not None]

    def lead(self, row: int, column: int) -> str:
        """What is written before the digits of a number, signs in a cell of their own included."""
        number, cells = self.numbers[row][column], self.table.rows[row]
        own = cells[column].text[: number.start] if number else ""
        return cells[column - 1].text + own if column - 1 in self.signs else own

    def blank(self, row: int, column: int) -> bool:
        """Whether nothing is written in a cell."""
        return not self.table.rows[row][column].text


@lru_cache(maxsize=2)  # reading and rules look at the same table one after the other
def grid_of(table: Table) -> Grid:
    """The grid of a table. That of a long table makes its rows when they are looked at."""
    numbers = TableNumbers(table)
    before, after = sign_columns(table, numbers.codes)
    if before or after:
        numbers = TableNumbers(table, partial(signed, before=before, after=after))
    headers = _header_rows(table, numbers.codes)
    columns = _column_labels(table, headers, before)
    notes = {c for c, label in enumerate(columns) if c and "note" in label.classes and "total" not in label.classes}
    stub = _stub_columns(numbers.codes, headers) - before - after - notes
    numbers.leave_out(headers, stub | notes)
    numbers.in_percent(_percent_columns(columns, numbers.codes))
    numbers.in_round_units()
    rows: Sequence[Label] = RowLabels(table, sorted(stub))
    if isinstance(table.rows, tuple):
        rows = tuple(rows)
    body = _run(array("I", (r for r, row in enumerate(_patterns(numbers.codes, len(numbers))) if _NUMBERS.intersection(row))))
    used = tuple(c for c, codes in enumerate(numbers.codes) if _NUMBERS.intersection(codes))
    return Grid(table, tuple(sorted(headers)), numbers, rows, tuple(columns), body, used, _openings(body, rows), before)


def _patterns(codes: Sequence[bytearray], rows: int) -> Iterable[tuple[int, ...]]:
    """The bytes of the cells row by row."""
    return zip(*codes, strict=True) if codes else repeat((), rows)


def _run(rows: array[int]) -> Sequence[int]:
    """Rows that follow one on another as a range, which takes no memory."""
    return range(rows[0], rows[-1] + 1) if rows and rows[-1] - rows[0] + 1 == len(rows) else rows


def _openings(body: Sequence[int], labels: Sequence[Label]) -> Mapping[int, str]:
    """The rows before which a row without numbers stands, with its words."""
    found: dict[int, str] = {}
    before = -1
    for r in body:
        if r != before + 1:
            found[r] = labels[r - 1].text
        before = r
    return found


def _header_rows(table: Table, codes: Sequence[bytearray]) -> frozenset[int]:
    """The leading rows without amounts, and later rows that repeat their years."""
    found: set[int] = set()
    years: set[str] = set()
    leading = True
    for r, row in enumerate(_patterns(codes[1:], len(table.rows))):
        numbers = [c for c, code in enumerate(row, 1) if code & NUMBER] if leading or _YEARS.intersection(row) else []
        periods = bool(numbers) and all(row[c - 1] & YEAR for c in numbers)
        if leading and r < MOST_HEADERS and (periods or not numbers):
            if numbers or WORDS in row or r == 0:
                found.add(r)
                years |= {table.rows[r][c].text for c in numbers}
        else:
            leading = False
            if periods and {table.rows[r][c].text for c in numbers} <= years:
                found.add(r)
    return frozenset(found)


def _stub_columns(codes: Sequence[bytearray], headers: Collection[int]) -> set[int]:
    """The first column, and those after it that hold words rather than numbers."""
    found = {0}
    for c, column in enumerate(codes[1:], 1):
        heading = bytes(column[r] for r in headers)
        filled = len(column) - column.count(0) - len(heading) + heading.count(0)
        words = column.count(WORDS) - heading.count(WORDS)
        if filled and words > filled / 2 and words > 1:
            found.add(c)
    return found


def _column_labels(table: Table, headers: frozenset[int], signs: frozenset[int]) -> list[Label]:
    """For each column the words of the leading header rows.

    Those of spanning cells are carried to the right, and those above a column of signs to the numbers that have them.
    """
    width = len(table.rows[0]) if table.rows else 0
    leading = []
    for r in range(len(table.rows)):
        if r not in headers:
            break
        leading.append(r)
    parts: list[list[str]] = [[] for _ in range(width)]
    for r in leading:
        carried = ""
        for c in range(width):
            text = table.rows[r][c].text
            if text and c > 0:
                carried = text
            words = text or (carried if r != leading[-1] or c - 1 in signs else "")
            if words:
                parts[c].append(words)
    return [Label(" ".join(p), classes_of(" ".join(p))) for p in parts]


class RowLabels(Made[Label]):
    """The labels of a table's rows, from the words of the columns `stub`, each made when it is looked at."""

    def __init__(self, table: Table, stub: Sequence[int]) -> None:
        self._table, self._stub = table, stub

    def __len__(self) -> int:
        return len(self._table.rows)

    def made(self, at: int) -> Label:
        """The label of a row."""
        row = self._table.rows[at]
        text = " ".join([words for c in self._stub if (words := row[c].text)])
        text = _MARKS.sub("", text.strip()).rstrip()
        return Label(text, classes_of(text))


def _percent_columns(labels: Sequence[Label], codes: Sequence[bytearray]) -> frozenset[int]:
    """The columns that write a percent sign on their first number only, or in their header: it holds for all of them."""
    found = set()
    for c, column in enumerate(codes):
        told = {code for code in set(column) if code & NUMBER and not code & NIL}
        kinds = {kind_of(code) for code in told}
        if "amount" not in kinds or any(code & BROAD and kind_of(code) == "amount" for code in told):
            continue
        if "%" in labels[c].text or kind_of(next(code for code in column if code in told)) == "percent":
            found.add(c)
    return frozenset(found)
