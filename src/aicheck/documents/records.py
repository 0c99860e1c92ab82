"""The records of delimited values where they stand in the text, and the rows of long tables without holding them.

A long table is held as the place where each of its records begins; a row is read again when it is looked at.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from aicheck.model import Cell
from aicheck.sequences import Made

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


class Read(NamedTuple):
    """A record as read: where the next one begins, and whether quotes still part fields there."""

    record: Record
    next: int
    quotes: bool


def records(text: str, start: int, mark: str) -> Iterator[Read]:
    """The records from `start` on. From a quote on that nothing closes, quotes are words like others."""
    at, quotes = start, True
    while at < len(text):
        read = record_at(text, at, mark, quotes)
        yield read
        at, quotes = read.next, read.quotes


def record_at(text: str, start: int, mark: str, quotes: bool = True) -> Read:
    """The record that begins at `start`."""
    line = _LINE.match(text, start)
    if line and (not quotes or '"' not in line[0]):
        return Read(_plain_record(line, mark), line.end(), quotes)
    at, cells, field = start, [], _field(mark)
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
    return Read(Record(tuple(cells), start, stop), broken.end() if broken else len(text), quotes)


@cache
def _field(mark: str) -> re.Pattern[str]:
    return re.compile(rf"[^{re.escape(mark)}\r\n]*")


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


class RecordRows(Made[tuple[Cell, ...]]):
    """Some records as the rows of a table of `width` columns, each read again when it is looked at.

    `starts` are the code points at which they begin. From the record number `unquoted` on, quotes are words like others.
    """

    def __init__(self, text: str, starts: Sequence[int], mark: str, width: int, unquoted: int) -> None:
        self._text, self._starts, self._mark = text, starts, mark
        self._width, self._unquoted = width, unquoted
        self._last: tuple[int, tuple[Cell, ...]] = (-1, ())

    def __len__(self) -> int:
        return len(self._starts)

    def made(self, at: int) -> tuple[Cell, ...]:
        """A row, read again."""
        if self._last[0] != at:
            cells = record_at(self._text, self._starts[at], self._mark, at < self._unquoted).record.cells
            missing = self._width - len(cells)
            self._last = at, cells + (Cell("", cells[-1].end, cells[-1].end),) * missing if missing else cells
        return self._last[1]


class Starts:
    """The records of a table that is being read, as where they begin."""

    def __init__(self) -> None:
        self.starts = array("I")
        self.width = self.end = 0
        self.unquoted: int | None = None

    def add(self, read: Read) -> None:
        """One more record."""
        record = read.record
        self.starts.append(record.start)
        self.width = max(self.width, len(record.cells))
        self.end = record.end
        if not read.quotes and self.unquoted is None:
            self.unquoted = len(self.starts)

    def rows(self, text: str, mark: str) -> RecordRows:
        """The records as rows."""
        unquoted = len(self.starts) if self.unquoted is None else self.unquoted
        return RecordRows(text, self.starts, mark, self.width, unquoted)
