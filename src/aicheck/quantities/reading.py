"""A document becomes a reading: the quantities of its prose and of its tables, in the order of the text."""

from __future__ import annotations

from aicheck.model import Document, Reading
from aicheck.quantities.extraction import read as read_prose
from aicheck.quantities.tabular import tabulated


def read(document: Document, *, dollar: str = "USD", decimal_comma: bool | None = None) -> Reading:
    """The quantities of a document's prose and tables; spans index the document's text.

    `dollar` is the currency that a bare `$` means, `decimal_comma` overrides the language's way of writing decimals.
    """
    reading = read_prose(document, dollar=dollar, decimal_comma=decimal_comma)
    cells = tabulated(document)
    if not cells:
        return reading
    every = sorted((*reading.quantities, *cells), key=lambda quantity: (quantity.start, quantity.end))
    return reading._replace(quantities=tuple(every))
