"""Signs that stand in cells of their own beside a number: `$`, `(`, `)`, `%`. Pages that are set in columns write so.

A column of such signs is no column of labels; its signs belong to the numbers beside them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from aicheck.model import Table
from aicheck.quantities.cells import CellNumber, read_cell

Read = list[list[CellNumber | None]]

_BEFORE = re.compile(r"[-−–+(]?\s*(?:(?:[A-Z]{1,3}|Rs\.?)?[$£€¥￥₹₩]|RMB|Rs\.?|[A-Z]{3})?\s*[-−–+(]?\Z")
_AFTER = re.compile(r"\)?\s*(?:%|％|pts?\.?|pps?\.?|x)?\s*\)?\Z")
LONGEST = 6
"""Code points of a cell that may hold signs alone."""


def sign_columns(table: Table, read: Read) -> tuple[frozenset[int], frozenset[int]]:
    """The columns that hold signs of the numbers to their right, and those that hold signs of the numbers to their left.

    Headers may stand above the first sign of such a column, words or numbers below it may not.
    """
    width = len(table.rows[0]) if table.rows else 0
    before = frozenset(c for c in range(1, width - 1) if _holds(table, read, c, _BEFORE, c + 1))
    after = frozenset(c for c in range(2, width) if c not in before and _holds(table, read, c, _AFTER, c - 1))
    return before, after


def _holds(table: Table, read: Read, column: int, signs: re.Pattern[str], beside: int) -> bool:
    """Whether a column holds signs and nothing else below the first of them, each beside a number."""
    found = 0
    for r, row in enumerate(table.rows):
        text = row[column].text
        if not text:
            continue
        if len(text) <= LONGEST and signs.match(text) and not read[r][column]:
            found += 1
            if not row[beside].text:
                return False
        elif found or (read[r][column] and not _heads(read[r][column])):
            return False
    return found > 0


def _heads(number: CellNumber | None) -> bool:
    return number is not None and number.is_year


def with_signs(table: Table, read: Read, before: frozenset[int], after: frozenset[int]) -> Read:
    """The numbers of a table read together with the signs in the cells beside them."""
    return [_row(table, r, row, before, after) for r, row in enumerate(read)]


def _row(
    table: Table, r: int, row: Sequence[CellNumber | None], before: frozenset[int], after: frozenset[int]
) -> list[CellNumber | None]:
    cells = table.rows[r]
    found = list(row)
    for c, cell in enumerate(cells):
        lead = cells[c - 1].text if c - 1 in before and not row[c - 1] else ""
        trail = cells[c + 1].text if c + 1 in after and not row[c + 1] else ""
        if (lead or trail) and cell.text and c not in before and c not in after:
            joined = read_cell(f"{lead}{cell.text}{trail}")
            if joined:
                found[c] = joined._replace(start=max(joined.start - len(lead), 0), end=joined.end - len(lead))
    return found
