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

from aicheck.documents.parsed import Parsed
from aicheck.documents.records import Read, Record, Starts, records
from aicheck.documents.tables import CAPTION_LINES, CAPTION_REACH, FEW, limited, rectangle
from aicheck.model import Table, Text

DELIMITERS = ("\t", ";", "|", ",")
"""The strongest first: text and numbers hold commas more often than semicolons, and tabs hardly ever."""
SAMPLE = 100
"""Records that are weighed to find the delimiter."""
STEADY = 0.8
"""The share of records of one width from which a delimiter is believed before a weaker one is tried."""
_DECLARED = re.compile(r"sep=(?P<mark>[^\w\s\"]|\t)[ \t]*(?:\r\n|\r|\n|\Z)", re.IGNORECASE)
_LONGEST_DECLARED = 1024
_DIRECTIVE = re.compile(r"[ \t]*#+[ \t]*aicheck:")


def parse(text: Text) -> Parsed:
    """The tables of the file, and what is words alone.

    Blank lines part tables; titles above a header are its caption. The titles and the notes between tables are running
    text, field by field. A table of more than `FEW` rows is held as the places of its records.
    """
    found: list[Table] = []
    prose: list[tuple[int, int]] = []
    title = ""
    for block in _blocks(text):
        prose += [(record.cells[0].start, record.cells[0].end) for record in block.above]
        caption = "\n".join(record.cells[0].text for record in block.above[-CAPTION_LINES:])[-CAPTION_REACH:]
        table = block.table(text, caption or title)
        if table is not None:
            found.append(table)
        title = "" if table else caption
    return Parsed(text, tuple(prose), tuple(found))


def delimiter_of(text: Text, start: int = 0) -> str:
    """The delimiter of the text from `start` on: the strongest that parts nearly all records alike, else the steadiest."""
    best, most = ",", 0.0
    for mark in DELIMITERS:
        widths = [len(read.record.cells) for read in islice(records(text, start, mark), SAMPLE) if read.record.filled > 0]
        width, times = max(Counter(width for width in widths if width > 1).items(), key=lambda item: item[1], default=(1, 0))
        share = times / len(widths) if width > 1 else 0.0
        if share >= STEADY:
            return mark
        if share > most:
            best, most = mark, share
    return best


class _Block:
    """A run of records between blank lines: the titles above a table, and its rows.

    A block in which no two fields stand side by side is titles alone. The records of a long table are not kept.
    """

    def __init__(self, mark: str) -> None:
        self._mark = mark
        self.above: list[Record] = []
        self._rows = Starts()
        self._kept: list[Record] = []

    def __bool__(self) -> bool:
        return bool(self.above or self._rows.starts)

    def add(self, read: Read) -> None:
        record = read.record
        if not self._rows.starts and (record.titles or not record.filled):
            if record.filled:
                self.above.append(record)
            return
        self._rows.add(read)
        if len(self._rows.starts) <= FEW:
            self._kept.append(record)
        else:
            self._kept.clear()

    def table(self, text: Text, caption: str) -> Table | None:
        rows = self._rows
        if not rows.starts:
            return None
        limited(rows.width, len(rows.starts))
        cells = rectangle([list(record.cells) for record in self._kept]) if self._kept else rows.rows(text, self._mark)
        return Table(cells, rows.starts[0], rows.end, caption)


def _blocks(text: Text) -> Iterator[_Block]:
    declared = _DECLARED.match(text[:_LONGEST_DECLARED])
    start = declared.end() if declared else 0
    mark = declared["mark"] if declared else delimiter_of(text, start)
    block = _Block(mark)
    for read in records(text, start, mark):
        record = read.record
        if record.cells[0].text[:1] in ("#", "") and _DIRECTIVE.match(text[record.start : record.end]):
            continue
        if len(record.cells) > 1 or record.filled:
            block.add(read)
        elif block:
            yield block
            block = _Block(mark)
    if block:
        yield block
