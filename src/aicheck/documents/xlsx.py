"""Excel workbooks (.xlsx, .xlsm): the sheets in their order, as their cells show it.

A number is stated as its format shows it (`12.3%` for 0.123), formulas by the value stored with them. Rows, columns and
sheets that are hidden are read too, and the origin says so; only where a sheet reckons with its visible rows alone
(SUBTOTAL) are hidden ones no part of its tables. Empty rows part tables, and so does an empty column before a column of
labels; titles above a table are its caption and are read as text, as are sentences in cells.
Source: ECMA-376 part 1, 18.2 (workbooks), 18.8 (styles).
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from typing import BinaryIO, NamedTuple

from aicheck.documents.numberformat import BUILT_IN, NumberFormat, compiled
from aicheck.documents.package import Package, number, switched_on
from aicheck.documents.packed import NUMBER, PROSE, TEXT, CellSegments, PackedCells, PackedRows, SharedStrings, Sheet
from aicheck.documents.parsed import Parsed, Refusal, Refused
from aicheck.documents.tables import CAPTION_LINES, CAPTION_REACH, FEW
from aicheck.documents.worksheet import LONGEST_TEXT, Book, Worksheet, unescaped
from aicheck.model import Table
from aicheck.spilled import KEPT

MOST_SHEETS = 1_000
SAMPLE = 200
"""Rows that are looked at to tell a column of labels."""
_GENERAL = "General"


def open(file: BinaryIO) -> Parsed | Refusal:
    """What a workbook shows, or why it cannot be read."""
    try:
        return _parsed(_book(Package(file)))
    except Refused as refused:
        return refused.refusal


class _Named(NamedTuple):
    """A sheet as the workbook lists it."""

    name: str
    part: str
    hidden: bool


class _Workbook:
    """The events of a workbook's main part."""

    def __init__(self) -> None:
        self.date1904 = False
        self.sheets: list[tuple[str, str, bool]] = []

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "workbookPr":
            self.date1904 = switched_on(attributes, "date1904")
        elif name == "sheet":
            hidden = attributes.get("state", "visible") != "visible"
            self.sheets.append((attributes.get("name", ""), attributes.get("id", ""), hidden))


class _Styles:
    """The events of the part that holds the number formats of the cells."""

    def __init__(self) -> None:
        self.codes: dict[int, str] = dict(BUILT_IN)
        self.formats: list[NumberFormat] = []
        self._of_cells = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "numFmt":
            self.codes[number(attributes, "numFmtId")] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            self._of_cells = True
        elif name == "xf" and self._of_cells:
            code = self.codes.get(number(attributes, "numFmtId"), _GENERAL)
            self.formats.append(compiled(code or _GENERAL))

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self._of_cells = False


class _Strings:
    """The events of the part that holds the texts of the cells."""

    def __init__(self) -> None:
        self.strings = SharedStrings()
        self._length = 0
        self._words: list[str] = []
        self._phonetic = 0
        self._wanted = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "si":
            self._words.clear()
        elif name == "rPh":
            self._phonetic += 1
        elif name == "t":
            self._wanted = not self._phonetic

    def words(self, data: str) -> None:
        if self._wanted:
            self._words.append(data)

    def end(self, name: str) -> None:
        if name == "t":
            self._wanted = False
        elif name == "rPh":
            self._phonetic -= 1
        elif name == "si":
            words = unescaped("".join(self._words))
            self._length += len(words)
            if self._length > LONGEST_TEXT:
                limit = f"{LONGEST_TEXT // 1024 // 1024} million characters"
                raise Refused(f"holds more text than the limit of {limit}", "split it, or leave it out")
            self.strings.append(words)


def _book(package: Package) -> tuple[Book, list[tuple[range, bool]]]:
    """The cells of all sheets; of each sheet its rows, and whether hidden ones are no part of its tables."""
    main = package.main("xl/workbook.xml")
    workbook, styles, strings = _Workbook(), _Styles(), _Strings()
    package.parse(main, workbook.start, _ignored, _ignored)
    related = package.related(main)
    for kind, part in related.values():
        if kind == "styles":
            package.parse(part, styles.start, styles.end, _ignored)
        elif kind == "sharedStrings":
            package.parse(part, strings.start, strings.end, strings.words)
    if len(workbook.sheets) > MOST_SHEETS:
        raise Refused(f"has more sheets than the limit of {MOST_SHEETS:,}", "split it, or leave it out")
    book = Book(strings.strings, styles.formats or [compiled(_GENERAL)], workbook.date1904)
    sheets: list[tuple[range, bool]] = []
    for name, key, hidden in workbook.sheets:
        kind, part = related.get(key, ("worksheet", f"{name} (its relationship {key} is missing)"))
        if kind == "worksheet":
            sheets.append(_sheet(package, part, book, name, hidden))
    return book, sheets


def _sheet(package: Package, part: str, book: Book, name: str, hidden: bool) -> tuple[range, bool]:
    if len(book.text):
        book.write("\n")
    cells = book.cells
    first = cells.rows
    worksheet = Worksheet(book)
    cells.sheets.append(Sheet(name, first, hidden, frozenset()))
    package.parse(part, worksheet.start, worksheet.end, worksheet.words)
    cells.sheets[-1] = Sheet(name, first, hidden, frozenset(worksheet.hidden_columns))
    return range(first, cells.rows), worksheet.over_visible


def _parsed(read: tuple[Book, list[tuple[range, bool]]]) -> Parsed:
    book, sheets = read
    cells = book.cells
    cells.text = book.text[:] if len(book.text) <= KEPT else book.text
    prose = {(cells.starts[at], cells.ends[at]) for at in cells.prose}
    tables: list[Table] = []
    for rows, over_visible in sheets:
        title = ""
        for block in _blocks(cells, rows):
            for columns in _side_by_side(cells, block):
                above, below = _parted(cells, block, columns)
                prose.update(above)
                caption = "\n".join(cells.text[start:end] for start, end in above[-CAPTION_LINES:])[-CAPTION_REACH:]
                visible = array("I", (row for row in below if cells.numbers[row] > 0)) if over_visible else below
                if visible:
                    tables.append(_table(cells, visible, columns, caption or title))
                title = "" if below else caption
    tables.sort(key=lambda table: (table.start, table.end))
    return Parsed(cells.text, tuple(sorted(prose)), tuple(tables), CellSegments(cells))


def _blocks(cells: PackedCells, rows: range) -> Iterator[range]:
    """The runs of rows between empty ones."""
    first = rows.start
    before = abs(cells.numbers[first]) - 1 if rows else 0
    for row in rows:
        number = abs(cells.numbers[row])
        if number != before + 1:
            yield range(first, row)
            first = row
        before = number
    if first < rows.stop:
        yield range(first, rows.stop)


def _side_by_side(cells: PackedCells, block: range) -> list[list[int]]:
    """The columns of each table of a block: an empty column before one of labels parts two tables that have numbers."""
    first, last = cells.firsts[block.start], cells.firsts[block.stop]
    used = sorted({column for batch in cells.columns.batches(first, last) for column in set(batch)})
    found: list[list[int]] = [[]]
    runs: list[list[int]] = [[]]
    for column in used:
        if runs[-1] and column > runs[-1][-1] + 1:
            runs.append([])
        runs[-1].append(column)
    if len(runs) > 1:
        kinds = _kinds(cells, first, cells.firsts[min(block.stop, block.start + SAMPLE)])
        for run in runs:
            labels = sum(kinds.get((run[0], kind), 0) for kind in (TEXT, PROSE))
            is_table = labels > kinds.get((run[0], NUMBER), 0) and _has_numbers(kinds, run)
            if found[-1] and is_table and _has_numbers(kinds, found[-1]):
                found.append([])
            found[-1] += run
        return found
    return [used]


def _kinds(cells: PackedCells, first: int, last: int) -> dict[tuple[int, int], int]:
    """How many cells of each kind a column has."""
    counted: dict[tuple[int, int], int] = {}
    for at in range(first, last):
        key = cells.columns[at], cells.kinds[at]
        counted[key] = counted.get(key, 0) + 1
    return counted


def _has_numbers(kinds: Mapping[tuple[int, int], int], columns: Sequence[int]) -> bool:
    return any((column, NUMBER) in kinds for column in columns)


def _parted(cells: PackedCells, block: range, columns: Sequence[int]) -> tuple[list[tuple[int, int]], range]:
    """The places of the titles above a table, and its rows; where no two cells stand side by side, all are titles."""
    wanted = frozenset(columns)
    titles: list[tuple[int, int]] = []
    for first in block:
        own = [at for at in cells.of_row(first) if cells.columns[at] in wanted]
        if len(own) > 1 or (own and cells.columns[own[0]] != columns[0]):
            last = block.stop
            while not any(cells.columns[at] in wanted for at in cells.of_row(last - 1)):
                last -= 1
            return titles, range(first, last)
        titles += [(cells.starts[at], cells.ends[at]) for at in own]
    return titles, range(0)


def _table(cells: PackedCells, rows: Sequence[int], columns: Sequence[int], caption: str) -> Table:
    packed = PackedRows(cells, rows, columns)
    own = [at for row in (rows[0], rows[-1]) for at in cells.of_row(row) if cells.columns[at] in columns]
    kept = tuple(packed) if len(rows) <= FEW else packed
    return Table(kept, cells.starts[own[0]], cells.ends[own[-1]], caption)


def _ignored(*_: object) -> None:
    """An event that nobody waits for."""
