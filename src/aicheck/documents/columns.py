"""Tables set with spaces or tabs in plain text, or laid out on a page: rows of a label and numbers that stand in columns.

Columns are found by where the numbers end (or begin, where they are set flush left), in display columns: an East Asian
character counts two. A rule of dashes is no row; a heading underlined with a rule of its own starts a new table, and so does
one below a blank line whose rows have another number of columns.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from aicheck.documents.tables import Row, caption_above, lines_of
from aicheck.model import Cell, Table

_FIELD = re.compile(r"[^\s　](?:[^\S\t\r\n　]?　?[^\s　])*")
_LEADER = re.compile(r"(?:\.{3,}|(?:[ \u00a0]\.){3,}|…{2,}|·{3,}|_{3,})\s*")
_NUMERIC = re.compile(
    r"[\s(（$£€¥￥₹A-Z+\-−–△▲]*(?:\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?:[.,]\d+)?|"
    r"\d[\d,，.．]*|[０-９][０-９，．]*|\.\d+)\s*[%％)）xX*]*(?:\([a-z0-9]\))?\Z|[$£€¥\s]*[-–—]+\s*%?\Z"
)
_RULE = re.compile(r"[\s\-=_—–─═+|]{3,}\Z")
_HEADING_RULE = re.compile(r"\s{0,3}(?:={3,}|-{8,}|─{3,}|═{3,})\s*\Z")
_SENTENCE_END = re.compile(r"[a-z)\u4e00-\u9fff][.;!?。；！？]\Z")
_TAIL = re.compile(r"(?P<label>.*[^\W\d].*) (?P<number>[(\-]?[$£€¥]?\d[\d,]*(?:\.\d+)?\)?%?)\Z")
_SYMBOL = re.compile(r"[$£€¥￥]\Z")
LONGEST_LABEL = 90
"""Display columns of a label or heading; a longer line without numbers is running text."""
WRAPPED = 50
"""Display columns from which a line without numbers, followed by another, is taken for a wrapped paragraph."""
FEWEST_ROWS = 2
INDENTED = 16
"""Display columns from which the first words of a line are no label."""
REACH = 3
"""Display columns by which the ends of one column's numbers may differ (a bracket, a percent sign, a footnote mark)."""


class Field(NamedTuple):
    """Words between gaps: their place in the text, and their display columns."""

    words: str
    start: int
    end: int
    left: int
    right: int
    numeric: bool


class Line(NamedTuple):
    """A line as fields; `kind` is `row`, `label`, `rule`, `blank` or `prose`."""

    row: Row
    kind: str
    fields: tuple[Field, ...]


def plain_tables(text: str) -> tuple[Table, ...]:
    """The tables of a plain text, in order. Blank lines become empty rows, so that blocks stay apart."""
    rows = lines_of(text)
    lines = without_paragraphs([line_of(row, tuple(_fields(row))) for row in rows])
    found: list[Table] = []
    free = 0
    for first, last in table_ranges(lines):
        found.append(table_of(lines[first:last], caption_above(rows, free, first)))
        free = last
    return tuple(found)


def table_ranges(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """(first, after the last) of the lines of each table."""
    for first, last in _chunks(lines):
        first, last = _trimmed(lines, first, last)
        if sum(line.kind == "row" for line in lines[first:last]) >= FEWEST_ROWS:
            yield first, last


def is_number(words: str) -> bool:
    """Whether the words of a field are a number, or a dash that stands for none."""
    return bool(_NUMERIC.match(words))


def line_of(row: Row, fields: tuple[Field, ...]) -> Line:
    """A line of its fields, as what it looks like when it stands alone."""
    if not fields:
        return Line(row, "blank", ())
    if _RULE.match(row.words):
        return Line(row, "rule", ())
    if any(field.numeric for field in fields[1:]) or (fields[0].numeric and fields[0].left >= 8):
        return Line(row, "row", fields)
    if max(field.right - field.left for field in fields) > LONGEST_LABEL:
        return Line(row, "prose", fields)
    return Line(row, "label", fields)


def without_paragraphs(lines: Sequence[Line]) -> list[Line]:
    """The lines, those of sentences and wrapped paragraphs marked as running text."""
    found: list[Line] = []
    for at, line in enumerate(lines):
        single = line.kind == "label" and len(line.fields) == 1
        if single:
            field = line.fields[0]
            follows = bool(found) and found[-1].kind == "prose"
            runs_on = field.right > WRAPPED and at + 1 < len(lines) and _is_single(lines[at + 1])
            if follows or runs_on or _SENTENCE_END.search(field.words):
                line = line._replace(kind="prose")
        found.append(line)
    return found


def _is_single(line: Line) -> bool:
    return line.kind in ("label", "prose") and len(line.fields) == 1


def _fields(row: Row) -> Iterable[Field]:
    """The words of a line between gaps of two blanks, a tab or leading dots; a lone currency symbol joins its number."""
    words = _LEADER.sub(lambda match: " " * len(match.group()), row.words)
    spans = [match.span() for match in _FIELD.finditer(words)]
    edge, at = 0, 0
    held: tuple[int, int] | None = None
    for start, end in spans:
        edge += _width(row.words[at:start])
        left, right = edge, edge + _width(row.words[start:end])
        edge, at = right, end
        if held is not None:
            start, left, held = held[0], held[1], None
        elif _SYMBOL.match(words[start:end]):
            held = start, left
            continue
        shown = row.words[start:end]
        yield Field(shown, row.start + start, row.start + end, left, right, is_number(shown))


def _width(words: str) -> int:
    """Display columns; a tab counts as one gap of eight."""
    if words.isascii():
        return len(words) + 7 * words.count("\t")
    return sum(8 if c == "\t" else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in words)


def _chunks(lines: Sequence[Line]) -> Iterable[tuple[int, int]]:
    """Runs of lines that may form one table: no running text, no two blank lines, no heading of another table inside."""
    first = 0
    opening = _openings(lines)
    for at, line in enumerate(lines):
        blanks = line.kind == "blank" and at > 0 and lines[at - 1].kind == "blank"
        if line.kind == "prose" or blanks:
            yield first, at
            first = at + 1
        elif _HEADING_RULE.match(line.row.words) and line.kind == "rule" and at > first and lines[at - 1].kind == "label":
            yield first, at - 1
            first = at - 1
        elif at in opening and at > first:
            yield first, at
            first = at
    yield first, len(lines)


def _openings(lines: Sequence[Line]) -> frozenset[int]:
    """The headings below a blank line whose rows have not as many numbers as those of the block above."""
    found, above = set(), 0
    for first, last in _blocks(lines):
        counts = [sum(field.numeric for field in line.fields) for line in lines[first:last] if line.kind == "row"]
        usual = max(sorted(set(counts)), key=counts.count) if len(counts) >= FEWEST_ROWS else 0
        if above and usual not in (0, above) and lines[first].kind == "label" and len(lines[first].fields) == 1:
            found.add(first)
        above = usual or above
    return frozenset(found)


def _blocks(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """(first, after the last) of the runs of lines between blank ones."""
    first = 0
    for at, line in enumerate(lines):
        if line.kind == "blank":
            if at > first:
                yield first, at
            first = at + 1
    if first < len(lines):
        yield first, len(lines)


def _trimmed(lines: Sequence[Line], first: int, last: int) -> tuple[int, int]:
    """The chunk from the lines that head its first row to its last row."""
    rows = [at for at in range(first, last) if lines[at].kind == "row"]
    if not rows:
        return first, first
    top = rows[0]
    while top > first and lines[top - 1].kind in ("label", "rule"):
        top -= 1
    return top, rows[-1] + 1


def table_of(lines: Sequence[Line], caption: str) -> Table:
    """The table of the lines of one range, with the place of each cell."""
    columns = _columns([[field for field in line.fields if field.numeric] for line in lines if line.kind == "row"])
    rows = [_cells(line, columns) for line in lines if line.kind != "rule"]
    start = lines[0].row.start
    return Table(tuple(rows), start, lines[-1].row.end, caption)


def _columns(rows: Sequence[Sequence[Field]]) -> list[tuple[int, int]]:
    """(left, right) of each column, by the edges that line up better.

    A long label pushes its numbers out of the columns: such rows count only where they have not the usual number of numbers.
    """
    counts = [len(row) for row in rows]
    usual = max(sorted(set(counts)), key=counts.count)
    columns = _aligned(rows)
    if counts.count(len(columns)) >= FEWEST_ROWS:  # where few rows fill every column, the others leave cells blank
        return columns
    if len(columns) > usual and counts.count(usual) * 2 > len(rows):
        pushed = _pushed([row[-1] for row in rows if len(row) == usual])
        inside = [row for row in rows if len(row) != usual or _edges(row[-1]) not in pushed]
        columns = _aligned(inside) if inside else columns
        if len(columns) > usual:  # labels of several lengths push their numbers to as many places
            settled = _settled([row for row in rows if len(row) == usual])
            columns = _aligned(settled) if len(settled) * 2 > len(rows) else columns
    if len(columns) != usual and counts.count(usual) * 3 > len(rows) * 2:
        columns = _in_order(_settled([row for row in rows if len(row) == usual]))
    return columns


def _in_order(rows: Sequence[Sequence[Field]]) -> list[tuple[int, int]]:
    """The columns of rows with one number in each of them."""
    return [(min(f.left for f in fields), max(f.right for f in fields)) for fields in zip(*rows, strict=True)]


def _settled(rows: Sequence[Sequence[Field]]) -> list[Sequence[Field]]:
    """The rows that end where most do."""
    ends = Counter(row[-1].right for row in rows)
    usual = max(sorted(ends), key=lambda end: ends[end])
    return [row for row in rows if abs(row[-1].right - usual) <= 1]


def _edges(field: Field) -> tuple[int, int]:
    return field.left, field.right


def _pushed(last: Sequence[Field]) -> frozenset[tuple[int, int]]:
    """The edges of those last numbers of rows that most others end to the left of: few, however many the rows."""
    places = Counter(map(_edges, last))
    return frozenset(
        (left, right)
        for left, right in places
        if sum(many for (start, end), many in places.items() if start < left - REACH and end < right - REACH) * 2 > len(last)
    )


def _aligned(rows: Sequence[Sequence[Field]]) -> list[tuple[int, int]]:
    numbers = [field for row in rows for field in row]
    best = min((_clusters(numbers, 1), _clusters(numbers, 0)), key=lambda groups: (_shared(groups, rows), len(groups)))
    return sorted((min(f.left for f in group), max(f.right for f in group)) for group in best)


def _shared(groups: Sequence[Sequence[Field]], rows: Sequence[Sequence[Field]]) -> int:
    """How many numbers of one row fall into one column with another: a column takes one number of a row."""
    homes = {id(field): at for at, group in enumerate(groups) for field in group}
    return sum(len(row) - len({homes[id(field)] for field in row}) for row in rows)


def _clusters(numbers: Sequence[Field], edge: int) -> list[list[Field]]:
    ordered = sorted(numbers, key=lambda field: (field.right, field.left) if edge else (field.left, field.right))
    found: list[list[Field]] = []
    before = None
    for field in ordered:
        at = field.right if edge else field.left
        if before is None or at - before > REACH:
            found.append([])
        found[-1].append(field)
        before = at
    return found


def _cells(line: Line, columns: Sequence[tuple[int, int]]) -> tuple[Cell, ...]:
    """The label and one cell a column; words that stand left of the first column are the label."""
    held: list[list[Field]] = [[] for _ in range(len(columns) + 1)]
    numbers = [field for field in line.fields if field.numeric]
    if len(numbers) == len(columns) and line.fields[-len(numbers) :] == tuple(numbers) and not line.fields[0].numeric:
        return tuple(_joined(fields, line.row) for fields in (line.fields[: -len(numbers)], *([field] for field in numbers)))
    if _heads(line, columns):
        return Cell("", line.row.start, line.row.start), *(_joined([field], line.row) for field in line.fields)
    for number, field in enumerate(line.fields):
        held[_home(field, columns, number == 0)].append(field)
    for at, column in enumerate(columns, 1):
        if line.kind == "row" and not held[at] and len(held[0]) == 1:
            held[0], held[at] = _split(held[0][0], column)
    return tuple(_joined(fields, line.row) for fields in held)


def _heads(line: Line, columns: Sequence[tuple[int, int]]) -> bool:
    """Whether a line has one heading for each of several columns, and none for the labels; they need not line up."""
    return len(columns) > 1 and len(line.fields) == len(columns) and line.fields[0].left >= INDENTED


def _home(field: Field, columns: Sequence[tuple[int, int]], first: bool) -> int:
    """The cell that a field belongs to: 0 for the label."""
    if not columns or (not field.numeric and (field.left < columns[0][0] - REACH and (first or field.right < columns[0][0]))):
        return 0
    distances = [
        (max(left - field.right, field.left - right, 0), abs(right - field.right), at + 1)
        for at, (left, right) in enumerate(columns)
    ]
    return min(distances)[2]


def _split(label: Field, column: tuple[int, int]) -> tuple[list[Field], list[Field]]:
    """A label that runs up to its number with one blank between, as two fields, where the number ends in the column."""
    match = _TAIL.match(label.words)
    if not match or abs(label.right - column[1]) > REACH:
        return [label], []
    cut = match.start("number")
    left = label.right - (len(label.words) - cut)
    name = label._replace(words=match["label"], end=label.start + match.end("label"), right=left - 1)
    return [name], [Field(match["number"], label.start + cut, label.end, left, label.right, True)]


def _joined(fields: Sequence[Field], row: Row) -> Cell:
    if not fields:
        return Cell("", row.end, row.end)
    start, end = fields[0].start, fields[-1].end
    return Cell(row.words[start - row.start : end - row.start], start, end)
