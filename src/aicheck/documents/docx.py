"""Word documents (.docx, .docm): body, tables, text boxes, footnotes and endnotes, with tracked changes as accepted.

Paragraphs stand on lines of their own, the cells of a row on one line, notes behind the body in the order in which they are
cited. Headers and footers, comments, numbers of lists and tables of contents are not read. A table with one column, or with
another table inside, is layout: its words are running text.
"""

from __future__ import annotations

from typing import BinaryIO

from aicheck.documents.package import Package
from aicheck.documents.parsed import Parsed, Refusal, Refused
from aicheck.documents.story import Blocks, Field, Grid, Paragraph, Row, Story
from aicheck.documents.tables import CAPTION_LINES, CAPTION_REACH, is_prose, rectangle
from aicheck.model import Cell, Segment, Table

LONGEST_TEXT = 64 * 1024 * 1024
"""Code points of a document's text."""
_NOTES = {"footnotes": "footnote", "endnotes": "endnote"}


def open(file: BinaryIO) -> Parsed | Refusal:
    """What a Word document says, or why it cannot be read."""
    try:
        package = Package(file)
        main = package.main("word/document.xml")
        body, notes = Story(), Story()
        package.parse(main, body.start, body.end, body.words)
        for kind, part in package.related(main).values():
            if kind in _NOTES and part in package:
                package.parse(part, notes.start, notes.end, notes.words)
        text = _Text()
        text.write(body.blocks, "")
        for number, key in enumerate(dict.fromkeys(body.cited), 1):
            text.write(notes.notes.get(key, []), f"{key[0]} {number}")
        return text.parsed()
    except Refused as refused:
        return refused.refusal


class _Text:
    """The text that is being made, with what stands where in it."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.prose: list[tuple[int, int]] = []
        self.segments: list[Segment] = []
        self.tables: list[Table] = []
        self._numbered = 0
        self._above: list[str] = []
        """The paragraphs since the last table, the last of which may be a caption."""

    def parsed(self) -> Parsed:
        return Parsed("".join(self.pieces), tuple(self.prose), tuple(self.tables), tuple(self.segments))

    def write(self, blocks: Blocks, origin: str) -> None:
        """Adds paragraphs and tables. `origin` is theirs where they have none of their own."""
        for block in blocks:
            if isinstance(block, Paragraph):
                self._paragraph(block, origin)
            else:
                self._table(block, origin)

    def _add(self, words: str) -> int:
        """Adds words and gives their place.

        Raises: Refused where the text becomes longer than the limit.
        """
        start = self.length
        self.pieces.append(words)
        self.length += len(words)
        if self.length > LONGEST_TEXT:
            limit = f"{LONGEST_TEXT // 1024 // 1024} million characters"
            raise Refused(f"holds more text than the limit of {limit}", "split it, or leave it out")
        return start

    def _paragraph(self, paragraph: Paragraph, origin: str) -> None:
        words = paragraph.words
        if not words:
            return
        if paragraph.number:
            origin = f"text box at paragraph {paragraph.number}" if paragraph.boxed else f"paragraph {paragraph.number}"
        start = self._add(words)
        self._add("\n")
        self.segments.append(Segment(start, start + len(words), origin.partition(" ")[0], origin))
        if not paragraph.entry:
            self._prose(start, words)
            self._above.append(words)

    def _prose(self, start: int, words: str) -> None:
        """Running text; a line break within a paragraph ends a sentence, as authors set titles and lists with it."""
        for line in words.split("\n"):
            if line.strip():
                self.prose.append((start, start + len(line)))
            start += len(line) + 1

    def _table(self, grid: Grid, origin: str) -> None:
        self._numbered += 1
        number = self._numbered
        name = f"{origin}, table {number}" if origin else f"table {number}"
        if _is_layout(grid):
            for r, row in enumerate(grid.rows, 1):
                for c, field in _placed(row):
                    self.write(field.blocks, f"{name}, row {r}, column {c + 1}")
            return
        caption = self._caption()
        start = self.length
        rows = [self._row(row, f"{name}, row {r}") for r, row in enumerate(grid.rows, 1)]
        cells = rectangle([row for row in rows if row])
        if cells:
            self.tables.append(Table(cells, start, self.length - 1, caption))

    def _caption(self) -> str:
        """The last paragraphs since the last table: one of any kind, and titles before it."""
        above, self._above = self._above[-CAPTION_LINES:], []
        while len(above) > 1 and any(map(is_prose, above[:-1])):
            above.pop(0)
        return "\n".join(above)[-CAPTION_REACH:]

    def _row(self, row: Row, origin: str) -> list[Cell]:
        """The cells of a row, which stand on one line, parted by tabs."""
        cells: list[Cell] = []
        for c, field in _placed(row):
            if cells:
                self._add("\t")
            cells += [Cell("", self.length, self.length)] * (c - len(cells))
            paragraphs = [words for block in field.blocks if isinstance(block, Paragraph) and (words := block.words)]
            words = " ".join(paragraphs)
            running = is_prose(words)
            start = self._add("\n".join(paragraphs) if running else words.replace("\n", " ").replace("\t", " "))
            if words:
                self.segments.append(Segment(start, self.length, "cell", f"{origin}, column {c + 1}"))
            if running:
                self._prose(start, "\n".join(paragraphs))
            cells.append(Cell(" ".join(words.split()), start, self.length))
            cells += [Cell("", self.length, self.length)] * (field.across - 1)
        self._add("\n")
        return cells


def _placed(row: Row) -> list[tuple[int, Field]]:
    """The fields of a row with the columns in which they begin."""
    columns = [row.before]
    for field in row.fields:
        columns.append(columns[-1] + field.across)
    return list(zip(columns, row.fields, strict=False))


def _is_layout(grid: Grid) -> bool:
    """Whether a table only sets text: one with tables inside, or in which no two cells stand side by side."""
    fields = [field for row in grid.rows for field in row.fields]
    nested = any(isinstance(block, Grid) for field in fields for block in field.blocks)
    filled = (
        sum(any(block.words for block in field.blocks if isinstance(block, Paragraph)) for field in row.fields)
        for row in grid.rows
    )
    return nested or max(filled, default=0) < 2
