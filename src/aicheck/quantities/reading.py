"""A document becomes a reading: the quantities of its prose and of its tables, in the order of the text."""

from __future__ import annotations

from aicheck.model import Document, Reading
from aicheck.quantities.dollars import dollars_of
from aicheck.quantities.extraction import read as read_prose
from aicheck.quantities.habits import decimal_commas
from aicheck.quantities.stored import StoredQuantities
from aicheck.quantities.tabular import tabulated


def read(document: Document, *, dollar: str | None = None, decimal_comma: bool | None = None) -> Reading:
    """The quantities of a document's prose and tables; spans index the document's text.

    `dollar` is the currency that a bare `$` means, None for what the document says of it and else USD; `decimal_comma`
    overrides the language's way of writing decimals, and what the document itself makes a habit of.
    """
    habit = decimal_commas(document) if decimal_comma is None else decimal_comma
    dollar = dollar or dollars_of(document) or "USD"
    reading = read_prose(document, dollar=dollar, decimal_comma=decimal_comma, habit=habit)
    cells = tabulated(document, habit, dollar)
    every = reading.quantities
    if cells.made:
        every = tuple(sorted((*every, *cells.made), key=lambda quantity: (quantity.start, quantity.end)))
    return Reading(document, StoredQuantities(every, cells.long) if cells.long else every)
