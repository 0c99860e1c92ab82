"""One column of a page as what it holds, from top to bottom: paragraphs, headings and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median_low
from typing import Literal, NamedTuple

from aicheck.documents.columns import Field, Line, is_number, line_of, table_ranges, without_paragraphs
from aicheck.documents.pdf.lines import Printed
from aicheck.documents.pdf.paragraphs import paragraphs
from aicheck.documents.tables import Row
from aicheck.model import Table

UNIT = 0.5
"""Share of the size that counts as one display column."""
APART = 1.45
"""How much wider than the pitches beside it a pitch is that parts two groups of rows."""
FAR = 2.8
"""The same for two tables."""
LARGER = 1.12
"""A line in this multiple of the size of its column is a heading and no row."""
WIDEST_LABEL = 0.7
"""Share of its column from which a line of words is no label."""
PADDED = 60
"""Blanks between two fields of a row, at most."""
_FIELDS = re.compile(r" {2,}")
_BLANK = Line(Row(0, 0, ""), "blank", ())


class Block(NamedTuple):
    """Lines that belong together: running text, a table, or a running head or foot of the page.

    A row's text and the places of its fields are those of a text of its own, from 0. `edge` is where full lines end.
    """

    kind: Literal["words", "table", "head", "foot"]
    lines: tuple[Printed, ...]
    rows: tuple[tuple[Line, tuple[Printed, ...]], ...] = ()
    edge: float = 0.0


def parted(lines: Sequence[Printed]) -> list[Block]:
    """The blocks of one column."""
    if not lines:
        return []
    unit = UNIT * median_low([line.size for line in lines])
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    rows, sources = _rows(lines, left, unit)
    rows = without_paragraphs(_with_prose(rows, sources, right - left))
    found: list[Block] = []
    at = 0
    for first, last in table_ranges(rows):
        found += _words(sources[at:first], right)
        found.append(_table(rows[first:last], sources[first:last], right))
        at = last
    found += _words(sources[at:], right)
    return found


def _words(sources: Sequence[tuple[Printed, ...]], edge: float) -> Iterator[Block]:
    for lines in paragraphs([line for source in sources for line in source]):
        yield Block("words", tuple(lines), edge=edge)


def _table(rows: Sequence[Line], sources: Sequence[tuple[Printed, ...]], edge: float) -> Block:
    kept = tuple((row, source) for row, source in zip(rows, sources, strict=True) if row.kind != "rule")
    return Block("table", tuple(line for source in sources for line in source), kept, edge)


def _rows(lines: Sequence[Printed], left: float, unit: float) -> tuple[list[Line], list[tuple[Printed, ...]]]:
    """The lines as rows with display columns, blank ones where the page leaves room; wrapped labels are made whole."""
    rows: list[Line] = []
    sources: list[tuple[Printed, ...]] = []
    for at, line in enumerate(lines):
        for _ in range(_blanks(lines, at)):
            rows.append(_BLANK)
            sources.append(())
        whole: tuple[Printed, ...] = (line,)
        if rows and rows[-1].kind in ("label", "row") and _is_wrapped(sources[-1][-1], line, lines, at):
            whole = (*sources.pop(), line)
            rows.pop()
        rows.append(_row(whole, left, unit))
        sources.append(whole)
    return rows, sources


def _blanks(lines: Sequence[Printed], at: int) -> int:
    """How many blank lines stand for the room above a line."""
    if at == 0:
        return 0
    pitch = lines[at].baseline - lines[at - 1].baseline
    beside = [b.baseline - a.baseline for a, b in pairwise(lines[max(at - 2, 0) : at + 2])]
    usual = min((other for other in beside if other > 0), default=pitch)
    size = lines[at].size
    if pitch <= 0 or (pitch > FAR * usual and pitch > 2.5 * size):
        return 2
    return int(pitch > APART * usual and pitch > 1.25 * size)


def _is_wrapped(before: Printed, line: Printed, lines: Sequence[Printed], at: int) -> bool:
    """Whether the label of a row runs over two lines: one of them has words alone, and the second goes on in lower case."""
    short, other = (before, line) if len(before.pieces) == 1 else (line, before)
    if len(short.pieces) != 1 or len(other.pieces) < 2 or is_number(short.pieces[0].text):
        return False
    if is_number(other.pieces[0].text) or not any(is_number(piece.number) for piece in other.pieces[1:]):
        return False
    first = min(piece.left for piece in other.pieces if is_number(piece.number))
    if short.right > first or abs(before.size - line.size) > 0.08 * line.size:
        return False
    pitches = [b.baseline - a.baseline for a, b in pairwise(lines[max(at - 2, 0) : at + 3])]
    if line.baseline - before.baseline > 1.1 * min((pitch for pitch in pitches if pitch > 0), default=0):
        return False
    return line.pieces[0].text[:1].islower() and line.left >= before.left - 1


def _row(source: tuple[Printed, ...], left: float, unit: float) -> Line:
    """One row out of its printed lines, its fields set apart with as many blanks as the page has room between them."""
    pieces = list(source[0].pieces)
    for line in source[1:]:
        label, rest = line.pieces[0], line.pieces[1:]
        right = max(pieces[0].right, label.right)
        whole = pieces[0]._replace(text=f"{pieces[0].text} {label.text}", right=right)
        pieces = [whole, *(pieces[1:] if len(pieces) > 1 else rest)]
    text = ""
    fields: list[Field] = []
    for piece in pieces:
        column = round((piece.left - left) / unit)
        text += " " * max(2 if fields else 0, min(column - len(text), PADDED))
        start = len(text)
        text += piece.text
        columns = column, round((piece.right - left) / unit)
        fields.append(Field(piece.number, start, start + len(piece.number), *columns, is_number(piece.number)))
    return line_of(Row(0, len(text), text), tuple(fields))


def _with_prose(rows: Sequence[Line], sources: Sequence[Sequence[Printed]], width: float) -> list[Line]:
    """The rows, those that are headings in larger type or lines of a wide paragraph marked as running text."""
    lines = [line for source in sources for line in source]
    sizes = median_low([line.size for line in lines])
    wide = {
        id(line)
        for paragraph in paragraphs(lines)
        if len(paragraph) > 1 and max(line.right - line.left for line in paragraph) >= WIDEST_LABEL * width
        for line in paragraph
        if len(line.pieces) == 1
    }
    found: list[Line] = []
    for row, source in zip(rows, sources, strict=True):
        larger = bool(source) and row.kind != "row" and source[0].size > LARGER * sizes
        prose = larger or (len(source) == 1 and id(source[0]) in wide)
        found.append(row._replace(kind="prose") if prose else row)
    return found


def is_certain(table: Table) -> bool:
    """Whether each number has a cell of its own: a table whose columns ran together would be checked for what it never said.

    A number may lead a label (`1.  Fares`), none may follow one in its cell.
    """
    for row in table.rows:
        for column, cell in enumerate(row):
            fields = _FIELDS.split(cell.text)
            numbers = sum(map(is_number, fields))
            if numbers > 1 or (column == 0 and numbers > is_number(fields[0])):
                return False
    return True


def moved(row: Line, by: int) -> Line:
    """A row whose places are those of a longer text."""
    fields = tuple(field._replace(start=field.start + by, end=field.end + by) for field in row.fields)
    return Line(Row(row.row.start + by, row.row.end + by, row.row.words), row.kind, fields)
