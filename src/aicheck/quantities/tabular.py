"""The numbers of a document's tables as quantities: with the scale and currency of captions and headers, and their labels."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache, partial
from typing import NamedTuple

from aicheck.model import Cell, Document, Quantity
from aicheck.quantities.cells import CellNumber, read_cell, statement
from aicheck.quantities.extraction import extract
from aicheck.quantities.grid import Grid, Label, grid_of
from aicheck.quantities.memory import Memory
from aicheck.quantities.numbers import NOTED, NUMBER, NUMBERLIKE
from aicheck.quantities.scales import NO_SCALE, Scale, scale_of
from aicheck.spilled import upto
from aicheck.text import Packed

_DECIMAL_COMMA = re.compile(r"[^\d\s]{0,3}\s?(?:\d{1,3}(?:\.\d{3})*|\d+),(?:\d{1,2}|\d{4,})\D{0,3}\Z")
_SWAPPED = str.maketrans(",.", ".,")
LONGEST = 60
"""Code points of a cell of words in which a malformed number is looked for."""
NEAR = 200
"""Code points between two tables that may still share a caption."""
SYMBOLS = 40
"""Numbers of a table whose words are looked at for a currency sign."""
SIGN_ROWS = 2_000
"""Rows of a table in which they are looked for."""


class Tabulated(NamedTuple):
    """The quantities of a document's tables, in the order of the text; those of long tables are not made yet."""

    made: list[Quantity]
    long: list[LongTable]


def tabulated(document: Document, habit: bool = False, dollar: str = "USD") -> Tabulated:
    """The quantities of a document's tables; `habit` reads a comma before other than three digits (861,60) as a decimal one.
    `dollar` is the currency of a bare `$`.

    A scale or currency that one table states holds for the next ones until another is stated, as under one heading, where
    no long text stands between them, and no other sheet begins.
    """
    found = Tabulated([], [])
    inherited, end, sheet = NO_SCALE, 0, ""
    currencies = Memory(partial(_currency, document.language, dollar))
    for table in document.tables:
        grid = grid_of(table)
        before, sheet = sheet, _sheet(document, table.start)
        near = table.start - end <= NEAR and sheet == before
        inherited, columns = table_scales(grid, document.language, inherited if near else NO_SCALE, currencies)
        end = table.end
        own = _Statements(grid, columns, document.path, currencies)
        if grid.numbers.packed is not None:
            found.long.append(LongTable(grid, own))
        found.made.extend(_of_table(document, own, habit))
    found.made.sort(key=lambda quantity: (quantity.start, quantity.end))
    return found


def _sheet(document: Document, start: int) -> str:
    """The name of the sheet that a table stands on; empty in documents without sheets."""
    segments = document.segments
    if not isinstance(segments, Packed):
        return ""
    return segments[max(upto(segments.starts, start) - 1, 0)].origin.rpartition("!")[0]


def table_scales(
    grid: Grid, language: str, inherited: Scale, currencies: Mapping[str, str]
) -> tuple[Scale, tuple[Scale, ...]]:
    """The scale of a whole table, from its caption and spanning headers, and that of each column, from its own header.

    A currency whose sign stands in cells alone is that of the columns; `currencies` gives it for what stands before a number.
    """
    whole = scale_of(grid.table.caption, language)
    width = len(grid.column_labels)
    own = [NO_SCALE] * width
    for r in grid.headers:
        cells = [(c, cell.text) for c, cell in enumerate(grid.table.rows[r]) if cell.text]
        for c, text in cells:
            scale = scale_of(text, language)
            if c == 0 or len(cells) == 1:
                whole = scale.or_else(whole)
            else:
                own[c] = own[c].or_else(scale)
    whole = whole.or_else(inherited)
    signed = whole if whole.currency else whole._replace(currency=_first_sign(grid, currencies), stated=True)
    return whole, tuple(scale.or_else(signed) for scale in own)


def _first_sign(grid: Grid, currencies: Mapping[str, str]) -> str:
    """The currency whose sign stands in the first cells that have one."""
    looked = 0
    for r in grid.body[:SIGN_ROWS]:
        for c in grid.columns:
            number = grid.numbers[r][c]
            if number and number.kind == "amount" and not number.plain:
                looked += 1
                currency = currencies[grid.lead(r, c).strip()]
                if currency or looked == SYMBOLS:
                    return currency
    return ""


def _currency(language: str, dollar: str, sign: str) -> str:
    """The currency that is written before a number; `dollar` is the one of a bare `$`, empty where none is."""
    return dollar if sign == "$" else scale_of(sign, language).currency if sign else ""


class _Statements:
    """The cells of a table as statements, in the scales of their columns."""

    def __init__(self, grid: Grid, scales: tuple[Scale, ...], path: str, currencies: Memory[str, str]) -> None:
        self.grid, self._scales, self._path, self._currencies = grid, scales, path, currencies

    def at(self, r: int, c: int, cell: Cell, number: CellNumber, row: Label) -> Quantity:
        """The statement of one cell with a number, in a row of this label."""
        column, scale = self.grid.column_labels[c], self._scales[c]
        if scale.excepting and "mean" in row.classes | column.classes:
            scale = scale._replace(power=0)
        sign = "" if number.plain or number.kind != "amount" else self._currencies[self.grid.lead(r, c).strip()]
        if sign and sign != scale.currency:
            scale = scale._replace(currency=sign)
        concept = tuple(label.text for label in (row, column) if label.text)
        return statement(cell, number, self._path, scale, concept)


class LongTable:
    """The quantities of a long table's sound numbers, each made when it is looked at; the table has so many `cells`."""

    def __init__(self, grid: Grid, statements: _Statements) -> None:
        self._grid, self._statements = grid, statements
        self._last = -1, grid.row_labels[0]
        self.cells = len(grid.table.rows) * len(grid.column_labels)

    def places(self) -> Iterator[tuple[int, int, int]]:
        """(start, end, home) of each quantity, in the order of the text; `made` takes the home."""
        numbers, width = self._grid.numbers, len(self._grid.column_labels)
        assert numbers.packed is not None, "a long table is packed"
        used = [(c, numbers.codes[c], numbers.packed.starts[c], numbers.packed.ends[c]) for c in self._grid.columns]
        for r in self._grid.body:
            for c, codes, starts, ends in used:
                if codes[r] & NUMBER and not codes[r] & NOTED:
                    yield starts[r], ends[r], r * width + c

    def made(self, home: int) -> Quantity:
        """The quantity of a home."""
        r, c = divmod(home, len(self._grid.column_labels))
        cell, number = self._grid.table.rows[r][c], self._grid.numbers[r][c]
        assert number is not None, "a quantity is a number"
        if self._last[0] != r:
            self._last = r, self._grid.row_labels[r]
        return self._statements.at(r, c, cell, number, self._last[1])


def _of_table(document: Document, statements: _Statements, habit: bool) -> Iterator[Quantity]:
    """The quantities of a table; of a long one those alone whose numbers are not sound."""
    grid = statements.grid
    table, packed = grid.table, grid.numbers.packed
    places = list(_filled(grid)) if packed is None else [divmod(at, len(grid.column_labels)) for at in packed.doubtful]
    for r, c in places:
        cell, number = table.rows[r][c], grid.numbers[r][c]
        swapped = habit and (number is None or number.notes) and _DECIMAL_COMMA.match(cell.text) is not None
        if swapped:
            number = read_cell(cell.text.translate(_SWAPPED))
        if number is not None and (packed is None or number.notes or swapped):
            yield statements.at(r, c, cell, number, grid.row_labels[r])
        elif not read_cell(cell.text):
            yield from _malformed(cell.text, cell.start, document)


def _filled(grid: Grid) -> Iterator[tuple[int, int]]:
    """The cells that are not blank."""
    for r, row in enumerate(grid.table.rows):
        for c, cell in enumerate(row):
            if cell.text:
                yield r, c


def _malformed(words: str, start: int, document: Document) -> Iterator[Quantity]:
    """The malformed numbers of a cell that does not read as one number."""
    if len(words) <= LONGEST and NUMBERLIKE.match(words):
        for quantity in _noted(words, document.language):
            moved = quantity._replace(start=quantity.start + start, end=quantity.end + start)
            yield moved._replace(document=document.path)


@lru_cache(maxsize=4096)
def _noted(words: str, language: str) -> tuple[Quantity, ...]:
    """The malformed numbers of some words; cells of one column often say the same."""
    return tuple(quantity for quantity in extract(words, language) if quantity.notes)
