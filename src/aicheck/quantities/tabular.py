"""The numbers of a document's tables as quantities: with the scale and currency of captions and headers, and their labels."""

from __future__ import annotations

import re
from collections.abc import Iterator

from aicheck.model import Document, Quantity, Table
from aicheck.quantities.cells import read_cell, statement
from aicheck.quantities.extraction import extract
from aicheck.quantities.grid import Grid, grid_of
from aicheck.quantities.scales import NO_SCALE, Scale, scale_of

_NUMBERLIKE = re.compile(r"\W*\d")
_DECIMAL_COMMA = re.compile(r"[^\d\s]{0,3}\s?(?:\d{1,3}(?:\.\d{3})*|\d+),(?:\d{1,2}|\d{4,})\D{0,3}\Z")
MOST_SLIPS = 3
"""Cells with a comma before other than three digits from which a table writes its decimals so, and none of them is a slip."""
LONGEST = 60
"""Code points of a cell of words in which a malformed number is looked for."""
NEAR = 200
"""Code points between two tables that may still share a caption."""
SYMBOLS = 40
"""Numbers of a table whose words are looked at for a currency sign."""


def tabulated(document: Document) -> list[Quantity]:
    """The quantities of a document's tables, in the order of the text.

    A scale or currency that one table states holds for the next ones until another is stated, as under one heading, where
    no long text stands between them.
    """
    found: list[Quantity] = []
    inherited, end = NO_SCALE, 0
    for table in document.tables:
        grid = grid_of(table)
        near = table.start - end <= NEAR
        inherited, columns = table_scales(grid, document.language, inherited if near else NO_SCALE)
        end = table.end
        found += _of_table(document, grid, columns)
    return sorted(found, key=lambda quantity: (quantity.start, quantity.end))


def table_scales(grid: Grid, language: str = "en", inherited: Scale = NO_SCALE) -> tuple[Scale, tuple[Scale, ...]]:
    """The scale of a whole table, from its caption and spanning headers, and that of each column, from its own header."""
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
    if not whole.currency:
        whole = whole.or_else(NO_SCALE)._replace(currency=_sign(grid, language), stated=whole.stated)
    whole = whole.or_else(inherited)
    return whole, tuple(scale.or_else(whole) for scale in own)


def _sign(grid: Grid, language: str) -> str:
    """The currency whose sign stands in the first cells that have one."""
    looked = 0
    for r in grid.body:
        for c in grid.columns:
            number = grid.numbers[r][c]
            if number and number.kind == "amount" and not number.plain and looked < SYMBOLS:
                looked += 1
                currency = scale_of(grid.lead(r, c), language).currency
                if currency:
                    return currency
    return ""


def _of_table(document: Document, grid: Grid, scales: tuple[Scale, ...]) -> Iterator[Quantity]:
    table: Table = grid.table
    commas = sum(bool(_DECIMAL_COMMA.match(cell.text)) for row in table.rows for cell in row) >= MOST_SLIPS
    for r, row in enumerate(table.rows):
        for c, cell in enumerate(row):
            number = grid.numbers[r][c]
            if commas and (number is None or number.notes) and _DECIMAL_COMMA.match(cell.text):
                continue
            if number is None:
                yield from _malformed(document, cell.text, cell.start) if cell.text and not read_cell(cell.text) else ()
                continue
            row_label, column_label = grid.row_labels[r], grid.column_labels[c]
            scale = scales[c]
            if scale.excepting and "mean" in row_label.classes | column_label.classes:
                scale = scale._replace(power=0)
            concept = tuple(label.text for label in (row_label, column_label) if label.text)
            yield statement(cell, number, document.path, scale, concept)


def _malformed(document: Document, words: str, start: int) -> Iterator[Quantity]:
    """The malformed numbers of a cell that does not read as one number."""
    if len(words) > LONGEST or not _NUMBERLIKE.match(words):
        return
    for quantity in extract(words, document.language, document=document.path):
        if quantity.notes:
            yield quantity._replace(start=quantity.start + start, end=quantity.end + start)
