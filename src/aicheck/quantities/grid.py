"""A table as a grid: which rows are headers, what labels a row and a column have, and the number in each cell."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from aicheck.model import Table
from aicheck.quantities.affixes import sign_columns, with_signs
from aicheck.quantities.cells import CellNumber, read_cell
from aicheck.quantities.labels import classes_of

_MARKS = re.compile(r"(?:\(\s*[a-z0-9]{1,2}\s*\)|[*†‡])+\s*\Z")
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
    numbers: tuple[tuple[CellNumber | None, ...], ...]
    row_labels: tuple[Label, ...]
    column_labels: tuple[Label, ...]
    body: tuple[int, ...]
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
    """The grid of a table."""
    read = [[read_cell(cell.text) for cell in row] for row in table.rows]
    before, after = sign_columns(table, read)
    if before or after:
        read = with_signs(table, read, before, after)
    headers = _header_rows(table, read)
    stub = _stub_columns(table, read, headers) - before - after
    columns = _column_labels(table, headers, before)
    excluded = stub | {c for c, label in enumerate(columns) if "note" in label.classes and "total" not in label.classes}
    numbers = tuple(
        tuple(None if r in headers or c in excluded else number for c, number in enumerate(row)) for r, row in enumerate(read)
    )
    numbers = _inherited_percent(columns, numbers)
    rows = tuple(_row_label(table, r, stub) for r in range(len(table.rows)))
    body = tuple(r for r, row in enumerate(numbers) if any(row))
    used = tuple(c for c in range(len(columns)) if any(numbers[r][c] for r in body))
    return Grid(table, tuple(sorted(headers)), numbers, rows, tuple(columns), body, used, _openings(body, rows), before)


def _openings(body: tuple[int, ...], labels: tuple[Label, ...]) -> Mapping[int, str]:
    """The rows before which a row without numbers stands, with its words."""
    found: dict[int, str] = {}
    before = -1
    for r in body:
        if r != before + 1:
            found[r] = labels[r - 1].text
        before = r
    return found


def _header_rows(table: Table, read: list[list[CellNumber | None]]) -> frozenset[int]:
    """The leading rows without amounts, and later rows that repeat their years."""
    found: set[int] = set()
    years: set[str] = set()
    leading = True
    for r, row in enumerate(read):
        numbers = [(c, n) for c, n in enumerate(row) if n and c > 0]
        texts = [table.rows[r][c].text for c in range(1, len(row)) if not row[c] and table.rows[r][c].text]
        periods = bool(numbers) and all(n.is_year for _, n in numbers)
        if leading and r < MOST_HEADERS and (periods or not numbers):
            if numbers or texts or r == 0:
                found.add(r)
                years |= {table.rows[r][c].text for c, _ in numbers}
        else:
            leading = False
            if periods and {table.rows[r][c].text for c, _ in numbers} <= years:
                found.add(r)
    return frozenset(found)


def _stub_columns(table: Table, read: list[list[CellNumber | None]], headers: frozenset[int]) -> set[int]:
    """The first column, and those after it that hold words rather than numbers."""
    found = {0}
    width = len(table.rows[0]) if table.rows else 0
    for c in range(1, width):
        body = [(table.rows[r][c].text, read[r][c]) for r in range(len(read)) if r not in headers and table.rows[r][c].text]
        words = sum(1 for _, number in body if not number)
        if body and words > len(body) / 2 and words > 1:
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


def _row_label(table: Table, row: int, stub: set[int]) -> Label:
    text = " ".join(table.rows[row][c].text for c in sorted(stub) if c < len(table.rows[row]) and table.rows[row][c].text)
    text = _MARKS.sub("", text.strip())
    return Label(text, classes_of(text))


def _inherited_percent(
    labels: list[Label], numbers: tuple[tuple[CellNumber | None, ...], ...]
) -> tuple[tuple[CellNumber | None, ...], ...]:
    """Percent signs that a column writes on its first number only, or in its header, hold for the numbers below too."""
    rows = [list(row) for row in numbers]
    width = len(rows[0]) if rows else 0
    for c in range(width):
        cells = [(r, rows[r][c]) for r in range(len(rows)) if rows[r][c]]
        stated = [n for _, n in cells if n and not n.nil]
        if not stated or not (stated[0].kind == "percent" or "%" in labels[c].text):
            continue
        if any(n.kind == "amount" and (abs(n.value) >= 1000 or not (n.plain or n.bracketed)) for n in stated):
            continue
        for r, n in cells:
            if n and n.kind == "amount":
                rows[r][c] = n._replace(kind="percent")
    return tuple(tuple(row) for row in rows)
