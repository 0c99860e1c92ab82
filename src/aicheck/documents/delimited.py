"""Comma- and tab-separated values: the fields of the file where they stand.

The text stays the file's own, so lines and columns are the file's. A cell is the words between two delimiters, without
the blanks and the quotes around them; a doubled quote inside stays doubled. Lines without any delimiter, such as notes
under the rows, are running text. Source: RFC 4180, and what spreadsheets write (other delimiters, a line `sep=;`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from aicheck.documents.parsed import Parsed
from aicheck.documents.tables import CAPTION_LINES, CAPTION_REACH, rectangle
from aicheck.model import Cell, Table

DELIMITERS = ("\t", ";", "|", ",")
"""The strongest first: text and numbers hold commas more often than semicolons, and tabs hardly ever."""
SAMPLE = 100
"""Records that are weighed to find the delimiter."""
STEADY = 0.8
"""The share of records of one width from which a delimiter is believed before a weaker one is tried."""
_DECLARED = re.compile(r"sep=(?P<mark>[^\w\s\"]|\t)[ \t]*(?:\r\n|\r|\n|\Z)", re.IGNORECASE)
_DIRECTIVE = re.compile(r"[ \t]*#+[ \t]*aicheck:")
_QUOTED = re.compile(r'[ ]*"(?P<words>(?:[^"]|"")*)"[ ]*')
_BREAK = re.compile(r"\r\n|\r|\n|\Z")
_LINE = re.compile(r"(?P<words>[^\r\n]*)(?:\r\n|\r|\n|\Z)")


class Record(NamedTuple):
    """One record: its fields, and its place without the line break. A record of one empty field is a blank line."""

    cells: tuple[Cell, ...]
    start: int
    end: int

    @property
    def filled(self) -> int:
        """How many fields hold words."""
        return sum(bool(cell.text) for cell in self.cells)

    @property
    def titles(self) -> bool:
        """Whether nothing but its first field holds words: a title, a note, a heading."""
        return self.filled == 1 and bool(self.cells[0].text)


def parse(text: str) -> Parsed:
    """The tables of the file, and what is words alone.

    Blank lines part tables; titles above a header are its caption. The titles and the notes between tables are running
    text, field by field.
    """
    found: list[Table] = []
    prose: list[tuple[int, int]] = []
    title = ""
    for block in _blocks(text):
        above, rows = _parted(block)
        prose += [(record.cells[0].start, record.cells[0].end) for record in above]
        caption = "\n".join(record.cells[0].text for record in above[-CAPTION_LINES:])[-CAPTION_REACH:]
        if rows:
            cells = rectangle([list(record.cells) for record in rows])
            found.append(Table(cells, rows[0].start, rows[-1].end, caption or title))
        title = "" if rows else caption
    return Parsed(text, tuple(prose), tuple(found))


def delimiter_of(text: str, start: int = 0) -> str:
    """The delimiter of the text from `start` on: the strongest that parts nearly all records alike, else the steadiest."""
    best, most = ",", 0.0
    for mark in DELIMITERS:
        widths = [len(record.cells) for record in islice(_records(text, start, mark), SAMPLE) if record.filled > 0]
        width, times = max(Counter(width for width in widths if width > 1).items(), key=lambda item: item[1], default=(1, 0))
        share = times / len(widths) if width > 1 else 0.0
        if share >= STEADY:
            return mark
        if share > most:
            best, most = mark, share
    return best


def _blocks(text: str) -> Iterator[list[Record]]:
    """The runs of records between blank lines."""
    declared = _DECLARED.match(text)
    start = declared.end() if declared else 0
    mark = declared["mark"] if declared else delimiter_of(text, start)
    block: list[Record] = []
    for record in _records(text, start, mark):
        if _DIRECTIVE.match(text, record.start):
            continue
        if len(record.cells) > 1 or record.filled:
            block.append(record)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _parted(block: list[Record]) -> tuple[list[Record], list[Record]]:
    """The titles above a table, and its rows; a block in which no two fields stand side by side is titles alone."""
    first = next((at for at, record in enumerate(block) if record.filled and not record.titles), len(block))
    return [record for record in block[:first] if record.filled], block[first:]


def _records(text: str, start: int, mark: str) -> Iterator[Record]:
    """The records from `start` on. From a quote on that nothing closes, quotes are words like others."""
    field = re.compile(rf"[^{re.escape(mark)}\r\n]*")
    at, quotes = start, True
    while at < len(text):
        line = _LINE.match(text, at)
        if line and (not quotes or '"' not in line[0]):
            yield _plain_record(line, mark)
            at = line.end()
            continue
        first, cells = at, []
        while True:
            quoted = _QUOTED.match(text, at) if quotes else None
            if quotes and not quoted and text.startswith('"', at):
                quotes = False
            rest = field.match(text, quoted.end() if quoted else at)
            stop = rest.end() if rest else at
            if quoted and quoted.end() == stop:
                cells.append(_trimmed(text[slice(*quoted.span("words"))], quoted.start("words")))
            else:
                cells.append(_trimmed(text[at:stop], at))
            if not text.startswith(mark, stop):
                break
            at = stop + 1
        broken = _BREAK.match(text, stop)
        yield Record(tuple(cells), first, stop)
        at = broken.end() if broken else len(text)


def _plain_record(line: re.Match[str], mark: str) -> Record:
    """The record of a line without quotes."""
    at = start = line.start()
    cells = []
    for raw in line["words"].split(mark):
        cells.append(_trimmed(raw, at))
        at += len(raw) + 1
    return Record(tuple(cells), start, line.end("words"))


def _trimmed(raw: str, start: int) -> Cell:
    """The cell of a field without the blanks around its words."""
    words = raw.strip()
    if words is not raw and words:
        start += len(raw) - len(raw.lstrip())
    return Cell(words, start, start + len(words))
