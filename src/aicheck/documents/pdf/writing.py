"""The pages of a document become one text, page after page, with origins: only what is told grows with the document.

A paragraph that a page or column breaks is made whole, so a page is told when the next one has been seen. Running heads and
feet stay in the text as lines of their own; they are no running text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from aicheck.documents.columns import Line, table_of
from aicheck.documents.pdf.blocks import Block, is_certain, moved, parted
from aicheck.documents.pdf.frames import Part
from aicheck.documents.pdf.layout import blocks
from aicheck.documents.pdf.lines import Printed
from aicheck.documents.pdf.origins import PageLine
from aicheck.documents.pdf.paragraphs import ENDED, Vocabulary, goes_on, joined
from aicheck.documents.tables import CAPTION_LINES, CAPTION_REACH
from aicheck.model import Box, Table

ABOVE, BELOW = 0.8, 0.2
"""Shares of the size that letters reach above and below their baseline."""


class Page(NamedTuple):
    """A page of lines from top to bottom; `margins` are the indexes of its running heads and feet."""

    number: int
    lines: Sequence[Printed]
    margins: frozenset[int]
    height: float
    shown: bool


class Writer:
    """Takes pages in their order and tells the text in parts; places in a part count from its start."""

    def __init__(self) -> None:
        self._waiting: list[Block] = []
        self._words = Vocabulary()
        self._captions: list[str] = []
        self._begun = False

    def page(self, page: Page) -> Part:
        """Take one page; what it completes is told."""
        found = _in_order(page)
        for block in found:
            self._words.add(block.lines)
        _join(self._waiting, found)
        waiting, self._waiting = self._waiting, found
        return self._tell(waiting)

    def end(self) -> Part:
        """What is left when all pages are taken."""
        waiting, self._waiting = self._waiting, []
        return self._tell(waiting)

    def _tell(self, found: Iterable[Block]) -> Part:
        part = _Sheet(self._begun)
        for block in found:
            if block.kind == "table":
                part.table(block, "\n".join(self._captions[-CAPTION_LINES:])[-CAPTION_REACH:])
                self._captions = []
                continue
            text = part.words(block, self._words)
            if block.kind != "foot":
                self._captions = _captions(self._captions, text, len(block.lines))
        self._begun = self._begun or bool(part.length)
        return part.told()


def _captions(before: Sequence[str], text: str, lines: int) -> list[str]:
    """The words that may head a table: the last ones, and the short lines above them that are no sentences."""
    kept = [each for each in before if not ENDED.search(each)]
    if len(text) > CAPTION_REACH:
        return []
    return [*kept[-CAPTION_LINES:], text] if lines == 1 else [text]


class _Sheet:
    """A part of the text that is being written."""

    def __init__(self, begun: bool) -> None:
        self.length = 0
        self._begun = begun
        self._texts: list[str] = []
        self._prose: list[tuple[int, int]] = []
        self._tables: list[Table] = []
        self._lines: list[PageLine] = []

    def told(self) -> Part:
        return Part("".join(self._texts), tuple(self._prose), tuple(self._tables), tuple(self._lines))

    def words(self, block: Block, known: Vocabulary) -> str:
        """Write a paragraph or a line of a margin, and give its text."""
        self._open()
        start = self.length
        text, parts = joined(block.lines, known)
        self._add(text)
        self._lines += [_line(start + part.start, start + part.end, (part.line,)) for part in parts]
        if block.kind == "words":
            self._prose.append((start, self.length))
        return text

    def table(self, block: Block, caption: str) -> None:
        """Write a table, row by row; where its columns are not certain, its rows are text that nothing is read from."""
        self._open()
        rows: list[Line] = []
        for at, (row, source) in enumerate(block.rows):
            self._add("\n" if at else "")
            rows.append(moved(row, self.length))
            self._add(row.row.words)
            if source:
                self._lines.append(_line(rows[-1].row.start, self.length, source))
        table = table_of(rows, caption)
        if is_certain(table):
            self._tables.append(table)

    def _open(self) -> None:
        """A blank line parts two blocks."""
        if self.length or self._begun:
            self._add("\n\n")

    def _add(self, text: str) -> None:
        self._texts.append(text)
        self.length += len(text)


def _in_order(page: Page) -> list[Block]:
    """The blocks of a page in reading order, its lines numbered in that order."""
    heads = [page.lines[at] for at in sorted(page.margins) if page.lines[at].baseline < page.height / 2]
    feet = [page.lines[at] for at in sorted(page.margins) if page.lines[at].baseline >= page.height / 2]
    columns = blocks([line for at, line in enumerate(page.lines) if at not in page.margins])
    number = 0
    numbered: list[list[Printed]] = []
    for column in (heads, *columns, feet):
        told_lines = [line._replace(page=page.number, number=number + at, shown=page.shown) for at, line in enumerate(column, 1)]
        number += len(column)
        numbered.append(told_lines)
    found: list[Block] = [Block("head", (line,)) for line in numbered[0]]
    for column in numbered[1:-1]:
        more = parted(column)
        _join(found, more)
        found += more
    return found + [Block("foot", (line,)) for line in numbered[-1]]


def _join(before: list[Block], after: list[Block]) -> None:
    """Make whole a paragraph that is broken between two columns or pages: its rest moves to where it began."""
    last = next((at for at in range(len(before) - 1, -1, -1) if before[at].kind in ("words", "table")), None)
    first = next((at for at in range(len(after)) if after[at].kind in ("words", "table")), None)
    if last is None or first is None:
        return
    one, two = before[last], after[first]
    if one.kind == two.kind == "words" and goes_on(one.lines[-1], two.lines[0], one.edge):
        before[last] = one._replace(lines=one.lines + two.lines, edge=two.edge)
        del after[first]


def _line(start: int, end: int, source: Sequence[Printed]) -> PageLine:
    first = source[0]
    return PageLine(start, end, first.page, first.number, _box(source) if first.shown else None)


def _box(source: Sequence[Printed]) -> Box:
    top, bottom = source[0].baseline - ABOVE * source[0].size, source[-1].baseline + BELOW * source[-1].size
    return round(min(line.left for line in source)), round(top), round(max(line.right for line in source)), round(bottom)
