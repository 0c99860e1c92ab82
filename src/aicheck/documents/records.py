"""The records of delimited values where they stand in the text, and the rows of long tables without holding them.

A long table is held as the place where each of its records begins; a row is read again when it is looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from aicheck.model import Cell, Text
from aicheck.sequences import Made
from aicheck.spilled import Spill, SpilledArray

_QUOTED = re.compile(r'[ ]*"(?P<words>(?:[^"]|"")*)"[ ]*')
_OPENED = re.compile(r"[ ]*\"")
_BREAK = re.compile(r"\r\n|\r|\n|\Z")
WINDOW = 65_536
"""Code points of a long text in which records are looked for at once."""
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
    sure: bool = True
    """Whether no words behind the next record's beginning can make another record of it."""


def records(text: Text, start: int, mark: str) -> Iterator[Read]:
    """The records from `start` on. From a quote on that nothing closes, quotes are words like others."""
    at, quotes, size = start, True, WINDOW
    while at < len(text):
        window, base = (text, 0) if isinstance(text, str) else (text[at : at + size], at)
        whole = base + len(window) == len(text)
        for read in _within(window, base, at, mark, quotes, whole):
            yield read
            at, quotes, size = read.next, read.quotes, 0
        size = 2 * size or WINDOW


def _within(window: str, base: int, start: int, mark: str, quotes: bool, whole: bool) -> Iterator[Read]:
    """The records of a part of the text that begins at `base`; if it is not the `whole` rest, those that surely end in it."""
    at = start - base
    while at < len(window):
        read = record_at(window, at, mark, quotes, base)
        at = read.next - base
        if not whole and (at == len(window) or not read.sure):
            return
        yield read
        quotes = read.quotes


def record_at(text: str, start: int, mark: str, quotes: bool = True, base: int = 0) -> Read:
    """The record that begins at `start` of a text that stands at `base` of its document, to which places are counted."""
    line = _LINE.match(text, start)
    if line and (not quotes or '"' not in line[0]):
        return Read(_plain_record(line, mark, base), line.end() + base, quotes)
    at, cells, field, sure = start, [], _field(mark), True
    while True:
        quoted = _QUOTED.match(text, at) if quotes else None
        sure = sure and not (text.startswith('"', quoted.end()) if quoted else quotes and _OPENED.match(text, at))
        if quotes and not quoted and text.startswith('"', at):
            quotes = False
        rest = field.match(text, quoted.end() if quoted else at)
        stop = rest.end() if rest else at
        if quoted and quoted.end() == stop:
            cells.append(_trimmed(text[slice(*quoted.span("words"))], quoted.start("words") + base))
        else:
            cells.append(_trimmed(text[at:stop], at + base))
        if not text.startswith(mark, stop):
            break
        at = stop + 1
    broken = _BREAK.match(text, stop)
    end = broken.end() if broken else len(text)
    return Read(Record(tuple(cells), start + base, stop + base), end + base, quotes, sure)


@cache
def _field(mark: str) -> re.Pattern[str]:
    return re.compile(rf"[^{re.escape(mark)}\r\n]*")


def _plain_record(line: re.Match[str], mark: str, base: int) -> Record:
    """The record of a line without quotes."""
    at = start = line.start() + base
    cells = []
    for raw in line["words"].split(mark):
        cells.append(_trimmed(raw, at))
        at += len(raw) + 1
    return Record(tuple(cells), start, line.end("words") + base)


def _trimmed(raw: str, start: int) -> Cell:
    """The cell of a field without the blanks around its words."""
    words = raw.strip()
    if words is not raw and words:
        start += len(raw) - len(raw.lstrip())
    return Cell(words, start, start + len(words))


class RecordRows(Made[tuple[Cell, ...]]):
    """Some records as the rows of a table of `width` columns, each read again when it is looked at.

    `starts` are the code points at which they begin, `end` is where the last one ends. From the record number
    `unquoted` on, quotes are words like others.
    """

    def __init__(self, text: Text, starts: Sequence[int], end: int, mark: str, width: int, unquoted: int) -> None:
        self._text, self._starts, self._end, self._mark = text, starts, end, mark
        self._width, self._unquoted, self._count = width, unquoted, len(starts)
        self._last: tuple[int, tuple[Cell, ...]] = (-1, ())

    def __len__(self) -> int:
        return self._count

    def made(self, at: int) -> tuple[Cell, ...]:
        """A row, read again."""
        if self._last[0] != at:
            start = self._starts[at]
            words = self._text[start : self._starts[at + 1] if at + 1 < self._count else self._end]
            cells = record_at(words, 0, self._mark, at < self._unquoted, start).record.cells
            missing = self._width - len(cells)
            self._last = at, cells + (Cell("", cells[-1].end, cells[-1].end),) * missing if missing else cells
        return self._last[1]


class Starts:
    """The records of a table that is being read, as where they begin."""

    def __init__(self) -> None:
        self.starts = SpilledArray("I", Spill())
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

    def rows(self, text: Text, mark: str) -> RecordRows:
        """The records as rows."""
        unquoted = len(self.starts) if self.unquoted is None else self.unquoted
        return RecordRows(text, self.starts, self.end, mark, self.width, unquoted)
