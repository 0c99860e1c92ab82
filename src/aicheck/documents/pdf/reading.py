"""A PDF document to the parts of its text, a page at a time, within limits."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from aicheck.documents.parsed import Refusal
from aicheck.documents.pdf.frames import Part
from aicheck.documents.pdf.glyphs import Missing, TooMany, sheet
from aicheck.documents.pdf.lines import Printed, printed
from aicheck.documents.pdf.margins import Edge, edges, running
from aicheck.documents.pdf.writing import Page, Writer

MOST_PAGES = 5_000
MOST_CHARACTERS = 100_000
"""Characters of one page; a dense one has some 10,000."""
MOST_IN_ALL = 40_000_000
"""Characters of one document."""
SAMPLE, MOST_OBJECTS = 20, 1_000
"""Pages of a document without text, and objects of each, in which a picture is looked for."""
BESIDE = 2
"""Pages before and after one in which its running heads and feet are looked for: even and odd ones may differ."""

_FAULTS = {
    pdfium.FPDF_ERR_PASSWORD: Refusal("is encrypted: it opens with a password only", "remove its password, or leave it out"),
    pdfium.FPDF_ERR_SECURITY: Refusal("is encrypted in a way that is unknown", "save it without encryption, or leave it out"),
}
_DAMAGED = Refusal("is a damaged PDF file: its pages cannot be found", "save or print it to PDF again, or leave it out")


_NOTHING_YET = Part("")


class _Seen(NamedTuple):
    """A page that waits for the pages after it."""

    number: int
    lines: list[Printed]
    edges: tuple[Edge, ...]
    height: float
    shown: bool


def parts(source: str | bytes) -> Iterator[Part | Refusal]:
    """The text of a file at a path, or of its bytes, in parts; a refusal ends it.

    Memory grows with a page, not with the file: parts are given as soon as they are complete.
    """
    pdfium.FPDF_InitLibrary()
    if isinstance(source, bytes):
        document = pdfium.FPDF_LoadMemDocument64(source, len(source), None)
    else:
        document = pdfium.FPDF_LoadDocument(os.fsencode(source), None)
    if not document:
        yield _FAULTS.get(pdfium.FPDF_GetLastError(), _DAMAGED)
        return
    try:
        yield from _pages(document)
    finally:
        pdfium.FPDF_CloseDocument(document)


def _pages(document: Any) -> Iterator[Part | Refusal]:
    count = pdfium.FPDF_GetPageCount(document)
    if count > MOST_PAGES:
        yield Refusal(f"has {count:,} pages, more than the limit of {MOST_PAGES:,}", "split it, or leave it out")
        return
    writer = Writer()
    window: deque[_Seen] = deque(maxlen=2 * BESIDE + 1)
    characters = 0
    try:
        for number in range(count):
            window.append(_seen(document, number))
            characters += sum(len(piece.text) for line in window[-1].lines for piece in line.pieces)
            if characters > MOST_IN_ALL:
                yield Refusal(f"has more than {MOST_IN_ALL:,} characters, which is the limit", "split it, or leave it out")
                return
            yield writer.page(_page(window, len(window) - 1 - BESIDE)) if len(window) > BESIDE else _NOTHING_YET
    except Missing:
        yield _DAMAGED if count == 1 else Refusal(f"is a damaged PDF file: page {number + 1} cannot be found", _DAMAGED.advice)
        return
    except TooMany:
        limit = f"page {number + 1} has more characters than the limit of {MOST_CHARACTERS:,}"
        yield Refusal(f"cannot be read: {limit}", "leave the page out, or the document")
        return
    if not characters:
        yield _without_text(document, count)
        return
    for at in range(max(len(window) - BESIDE, 0), len(window)):
        yield writer.page(_page(window, at))
    yield writer.end()


def _seen(document: Any, number: int) -> _Seen:
    page = sheet(document, number, MOST_CHARACTERS)
    lines = printed(page.runs)
    return _Seen(number + 1, lines, edges(lines, page.height), page.height, not page.turned)


def _page(window: Sequence[_Seen], at: int) -> Page:
    """A page with what the pages beside it tell of its margins."""
    seen = window[at]
    others = [window[k].edges for k in range(max(at - BESIDE, 0), min(at + BESIDE + 1, len(window))) if k != at]
    return Page(seen.number, seen.lines, running(seen.edges, others), seen.height, seen.shown)


def _without_text(document: Any, count: int) -> Refusal:
    """Why a document has no text: it has no pages, they are pictures of pages, or they are blank."""
    if not count:
        return Refusal("has no pages", "leave it out")
    if any(_shows_picture(document, number) for number in range(min(count, SAMPLE))):
        return Refusal("holds no text, only pictures of pages (a scan)", "recognize its text (OCR) first, or leave it out")
    return Refusal("is empty: its pages hold no text", "leave it out")


def _shows_picture(document: Any, number: int) -> bool:
    page = pdfium.FPDF_LoadPage(document, number)
    if not page:
        return False
    try:
        objects = (pdfium.FPDFPage_GetObject(page, at) for at in range(min(pdfium.FPDFPage_CountObjects(page), MOST_OBJECTS)))
        return any(pdfium.FPDFPageObj_GetType(each) != pdfium.FPDF_PAGEOBJ_TEXT for each in objects)
    finally:
        pdfium.FPDF_ClosePage(page)
