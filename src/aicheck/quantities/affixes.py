"""Signs that stand in cells of their own beside a number: `$`, `(`, `)`, `%`. Pages that are set in columns write so.

A column of such signs is no column of labels; its signs belong to the numbers beside them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from aicheck.model import Cell, Table
from aicheck.quantities.cells import CellNumber, read_cell
from aicheck.quantities.numbers import NUMBER, WORDS, YEAR, Numbers

_BEFORE: Final = re.compile(r"[-−–+(]?\s*(?:(?:[A-Z]{1,3}|Rs\.?)?[$£€¥￥₹₩]|RMB|Rs\.?|[A-Z]{3})?\s*[-−–+(]?\Z")
_AFTER: Final = re.compile(r"\)?\s*(?:%|％|pts?\.?|pps?\.?|x)?\s*\)?\Z")
LONGEST: Final = 6
"""Code points of a cell that may hold signs alone."""
DEEPEST: Final = 200
"""Rows of words after which a column has no signs."""


def sign_columns(table: Table, codes: Sequence[bytearray]) -> tuple[frozenset[int], frozenset[int]]:
    """The columns that hold signs of the numbers to their right, and those that hold signs of the numbers to their left.

    `codes` are the bytes of its cells, see `numbers`. Headers may stand above the first sign of such a column, words or
    numbers below it may not.
    """
    width = len(codes)
    before = frozenset(c for c in range(1, width - 1) if _holds(table, codes[c], c, _BEFORE, c + 1))
    after = frozenset(c for c in range(2, width) if c not in before and _holds(table, codes[c], c, _AFTER, c - 1))
    return before, after


def _holds(table: Table, codes: Sequence[int], column: int, signs: re.Pattern[str], beside: int) -> bool:
    """Whether a column holds signs and nothing else below the first of them, each beside a number."""
    told = set(codes)
    if WORDS not in told or any(code & NUMBER and not code & YEAR for code in told):
        return False
    found = 0
    for r, code in enumerate(codes):
        if not code:
            continue
        text = table.rows[r][column].text
        if code == WORDS and len(text) <= LONGEST and signs.match(text):
            found += 1
            if not table.rows[r][beside].text:
                return False
        elif found or r >= DEEPEST:
            return False
    return found > 0


def signed(cells: Sequence[Cell], row: Numbers, before: frozenset[int], after: frozenset[int]) -> list[CellNumber | None]:
    """The numbers of a row, read together with the signs in the cells beside them."""
    found = list(row)
    for c, cell in enumerate(cells):
        lead = cells[c - 1].text if c - 1 in before and not row[c - 1] else ""
        trail = cells[c + 1].text if c + 1 in after and not row[c + 1] else ""
        if (lead or trail) and cell.text and c not in before and c not in after:
            joined = read_cell(f"{lead}{cell.text}{trail}")
            if joined:
                found[c] = joined._replace(start=max(joined.start - len(lead), 0), end=joined.end - len(lead))
    return found
