"""Tables in text files: Markdown's pipe tables, and columns set with spaces or tabs.

A cell is the words between its marks without the blanks around them, with the place where they stand. An empty cell has
the place where its words would stand. Rows are padded to one width.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from aicheck.documents.parsed import Refused
from aicheck.model import Cell, Table

Spans = tuple[tuple[int, int], ...]

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_DELIMITERS = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*\Z")
_PIPE = re.compile(r"(?<!\\)\|")
_FENCE = re.compile(r" {0,3}(```|~~~)")
MOST_CELLS = 5_000_000
"""Cells of one table, with those that fill short rows up."""
FEW = 2_000
"""Rows of a table that is kept as it is; those of a longer one are made when they are looked at."""
LEAVE_OUT = "split the table, or leave the file out"
_SENTENCE = re.compile(r"(?:\S+\s+){3,}\S.*[.!?]\s*\Z|.{8,}[。！？]\s*\Z", re.DOTALL)
LABEL = 60
"""Code points of a cell that may be a label; longer words are running text."""
CAPTION_LINES = 3
CAPTION_REACH = 300
"""Code points of a caption: a longer paragraph above a table is no caption."""


class Row(NamedTuple):
    """One line of the text: its code points without the break."""

    start: int
    end: int
    words: str


def lines_of(text: str) -> list[Row]:
    """The lines of a text with their places; the break belongs to none of them."""
    found: list[Row] = []
    for match in _LINE.finditer(text):
        words = match.group().rstrip("\r\n")
        if match.group() or not found:
            found.append(Row(match.start(), match.start() + len(words), words))
    return found


def markdown_tables(text: str) -> tuple[Table, ...]:
    """The pipe tables of a Markdown text, in order; what stands inside fenced code is left out.

    Source: GitHub Flavored Markdown, "Tables": a header row, a delimiter row of as many cells, rows up to a blank line.
    """
    lines = lines_of(text)
    found: list[Table] = []
    at, free, fence = 0, 0, ""
    while at < len(lines):
        mark = _FENCE.match(lines[at].words)
        if mark and (not fence or mark.group(1) == fence):
            fence = "" if fence else mark.group(1)
        elif not fence and _opens_table(lines, at):
            last = at + 2
            while last < len(lines) and "|" in lines[last].words:
                last += 1
            rows = [_pipe_cells(lines[row]) for row in (at, *range(at + 2, last))]
            caption = caption_above(lines, free, at)
            found.append(Table(rectangle(rows), lines[at].start, lines[last - 1].end, caption))
            at = free = last
            continue
        at += 1
    return tuple(found)


def _opens_table(lines: list[Row], at: int) -> bool:
    """Whether a header row with its delimiter row stands here."""
    if at + 1 >= len(lines) or "|" not in lines[at].words or "-" not in lines[at + 1].words:
        return False
    if not _DELIMITERS.match(lines[at + 1].words):
        return False
    return len(_pipe_cells(lines[at])) == len(_pipe_cells(lines[at + 1]))


def _pipe_cells(line: Row) -> list[Cell]:
    bars = [match.start() for match in _PIPE.finditer(line.words)]
    edges = [-1, *bars, len(line.words)]
    if bars and not line.words[: bars[0]].strip():
        edges = edges[1:]
    if len(edges) > 2 and not line.words[edges[-2] + 1 :].strip():
        edges = edges[:-1]
    return [_cell(line, a + 1, b) for a, b in pairwise(edges)]


def _cell(line: Row, start: int, end: int) -> Cell:
    """The cell between two columns of a line, without the blanks around its words."""
    raw = line.words[start:end]
    words = raw.strip()
    lead = len(raw) - len(raw.lstrip()) if words else 0
    return Cell(words, line.start + start + lead, line.start + start + lead + len(words))


def rectangle(rows: list[list[Cell]]) -> tuple[tuple[Cell, ...], ...]:
    """Rows of one width: short ones are filled with empty cells at their end.

    Raises: Refused where they would be too many.
    """
    width = max((len(row) for row in rows), default=0)
    limited(width, len(rows))
    return tuple(tuple(row + [Cell("", row[-1].end, row[-1].end)] * (width - len(row))) for row in rows if row)


def limited(width: int, rows: int) -> None:
    """Nothing, for a table of so many columns and rows.

    Raises: Refused where its cells would be too many.
    """
    if width * rows > MOST_CELLS:
        raise Refused(f"has a table that covers more than the limit of {MOST_CELLS:,} cells", LEAVE_OUT)


def is_prose(words: str) -> bool:
    """Whether the words of a cell are running text rather than a label: a sentence, or longer than labels are."""
    return len(words) > LABEL or (words[-1:] in ".!?。！？" and _SENTENCE.match(words) is not None)


def caption_above(lines: list[Row], free: int, first: int) -> str:
    """The words directly above line `first`, from line `free` on: at most three lines, across at most one blank line."""
    kept: list[str] = []
    at, blanks = first - 1, 0
    while at >= free and len(kept) < CAPTION_LINES and blanks < 2:
        words = lines[at].words.strip()
        if words:
            kept.insert(0, words)
        else:
            blanks += 1
        at -= 1
    caption = "\n".join(kept)
    return caption if len(caption) <= CAPTION_REACH else kept[-1][-CAPTION_REACH:]
