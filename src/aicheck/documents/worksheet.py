"""One worksheet, row by row: what its cells show, as text and as packed cells.

Cells of a row are parted by tabs, rows by line breaks; a gap of empty rows is one empty line. The part is read as it is
unpacked, so that nothing but the shown words and their places is kept.
Source: ECMA-376 part 1, 18.3 (worksheets), 18.4 (shared strings).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from aicheck.documents.numberformat import NumberFormat
from aicheck.documents.package import number, switched_on
from aicheck.documents.packed import NUMBER, PROSE, TEXT, UNKNOWN, PackedCells
from aicheck.documents.parsed import Refused
from aicheck.documents.tables import is_prose
from aicheck.spilled import SpilledText

MOST_CELLS = 5_000_000
LONGEST_TEXT = 64 * 1024 * 1024
"""Code points that all the sheets of a workbook may show."""
MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384
UNSTORED = "=?"
"""What a formula shows whose value is not stored: words, so that nobody takes the cell for empty or nil."""
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,3})?\Z")
_SMALLEST = -30
_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?\d+\Z")
_OVER_VISIBLE = re.compile(r"\b(?:SUBTOTAL|AGGREGATE)\(")
_SPACE = re.compile(r"[\t\r\n\v\f]+")
_BETWEEN_LINES = re.compile(r"\r\n?|[\v\f]")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


class Book:
    """What the sheets of a workbook share, and what is made of them: `cells` and `text`."""

    def __init__(self, strings: Sequence[str], formats: Sequence[NumberFormat], date1904: bool) -> None:
        self.strings = strings
        self.formats = formats
        self.date1904 = date1904
        self.cells = PackedCells()
        self.text = SpilledText(self.cells.spill)

    def write(self, words: str) -> None:
        """Adds to the text.

        Raises: Refused where it becomes longer than the limit.
        """
        self.text.append(words)
        if len(self.text) > LONGEST_TEXT or len(self.cells) > MOST_CELLS:
            limit = f"{MOST_CELLS:,} cells or {LONGEST_TEXT // 1024 // 1024} million characters"
            raise Refused(f"shows more than the limit of {limit}", "split it, or leave it out")


class Worksheet:
    """The events of a worksheet's part; `rows` of the book's cells are its own from `first` on.

    `over_visible` tells that a formula reckons with the visible rows alone (SUBTOTAL).
    """

    def __init__(self, book: Book) -> None:
        self.book = book
        self.hidden_columns: set[int] = set()
        self.over_visible = False
        self._row, self._hidden = 0, False
        self._column = -1
        self._type, self._style, self._formula = "n", 0, False
        self._value: list[str] = []
        self._wanted: list[str] | None = None
        self._formula_words: list[str] = []
        self._phonetic = 0
        self._found: list[tuple[int, str, int]] = []
        self._columns: dict[str, int] = {}

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        if name == "c":
            self._column = self._column_of(attributes.get("r", ""))
            self._type = attributes.get("t", "n")
            self._style = number(attributes, "s")
            self._formula = False
            self._value.clear()
        elif name == "v" or (name == "t" and not self._phonetic):
            self._wanted = self._value
        elif name == "f":
            self._formula = True
            self._wanted = self._formula_words
            self._formula_words.clear()
        elif name == "row":
            self._begin_row(number(attributes, "r", self._row + 1), switched_on(attributes, "hidden"))
        elif name == "rPh":
            self._phonetic += 1
        elif name == "col" and switched_on(attributes, "hidden"):
            first = number(attributes, "min", 1)
            self.hidden_columns.update(range(first - 1, min(number(attributes, "max", first), MOST_COLUMNS)))

    def words(self, data: str) -> None:
        """Words between elements."""
        if self._wanted is not None:
            self._wanted.append(data)

    def end(self, name: str) -> None:
        """An element ends."""
        if name == "v" or name == "t":
            self._wanted = None
        elif name == "f":
            self._wanted = None
            self.over_visible = self.over_visible or bool(_OVER_VISIBLE.search("".join(self._formula_words)))
        elif name == "c":
            self._end_cell()
        elif name == "rPh":
            self._phonetic -= 1
        elif name == "row":
            self._end_row()

    def _column_of(self, reference: str) -> int:
        match = _REFERENCE.match(reference)
        if not match:
            return min(self._column + 1, MOST_COLUMNS - 1)
        name = match.group(1)
        known = self._columns.get(name)
        if known is None:
            known = 0
            for letter in name.upper():
                known = known * 26 + ord(letter) - ord("A") + 1
            known = self._columns[name] = min(known, MOST_COLUMNS) - 1
        return known

    def _begin_row(self, row: int, hidden: bool) -> None:
        self._row, self._hidden = min(row, MOST_ROWS), hidden
        self._column = -1
        self._found.clear()

    def _end_cell(self) -> None:
        written = "".join(self._value)
        kind, shown = TEXT, written
        if not written:
            kind, shown = (UNKNOWN, UNSTORED) if self._formula and self._type != "str" else (TEXT, "")
        elif self._type == "n":
            kind, shown = self._number(written)
        elif self._type == "s":
            at = int(written) if written.isascii() and written.isdigit() else -1
            shown = self._text(self.book.strings[at] if 0 <= at < len(self.book.strings) else "")
        elif self._type == "b":
            shown = "TRUE" if written == "1" else "FALSE"
        elif self._type in ("str", "inlineStr"):
            shown = self._text(unescaped(written))
        shown = shown.strip()
        if not shown:
            return
        if kind == TEXT:
            kind = PROSE if is_prose(shown) else TEXT
            shown = _BETWEEN_LINES.sub("\n", shown).replace("\t", " ") if kind == PROSE else _SPACE.sub(" ", shown)
        self._found.append((self._column, shown, kind))

    def _number(self, written: str) -> tuple[int, str]:
        if not _NUMBER.match(written):
            return TEXT, written
        value = Decimal(written)
        if value and value.adjusted() < _SMALLEST:
            value = Decimal(0)
        form = self._format()
        if form is None:
            return NUMBER, written
        return (TEXT if form.date else NUMBER), form.shown(value, self.book.date1904)

    def _text(self, words: str) -> str:
        form = self._format()
        return words if form is None else form.shown_text(words)

    def _format(self) -> NumberFormat | None:
        formats = self.book.formats
        return formats[self._style] if self._style < len(formats) else formats[0] if formats else None

    def _end_row(self) -> None:
        found = self._found
        if not found:
            return
        if any(a[0] >= b[0] for a, b in pairwise(found)):  # in no order that a spreadsheet writes: the last one counts
            found = sorted({each[0]: each for each in found}.values())
        book, cells = self.book, self.book.cells
        sheet = cells.sheets[-1]
        if cells.rows > sheet.first_row and self._row != abs(cells.numbers[-1]) + 1:
            book.write("\n")
        at = len(book.text)
        for column, shown, kind in found:
            cells.add(at, at + len(shown), column, kind)
            at += len(shown) + 1
        book.write("\t".join([shown for _, shown, _ in found]) + "\n")
        cells.end_row(self._row, self._hidden)


def unescaped(words: str) -> str:
    """Words with the characters that a workbook writes by number (`_x000D_`); a blank for control characters."""
    return _ESCAPED.sub(_character, words) if "_x" in words else words


def _character(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    return chr(code) if code > 31 and not 0xD800 <= code < 0xE000 else " "
