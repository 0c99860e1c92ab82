"""The stories of a Word document (its body, its notes): the paragraphs and tables of one part, as a reader sees them.

Tracked changes are taken as accepted: insertions count, deletions do not, and a paragraph whose mark is deleted runs on into
the next. Of a field its result counts, of an equation that there is one. Hidden text is left out. Raised and lowered digits
become the characters that Unicode has for them, so that `10` with a raised 6 is not 106.
Source: ECMA-376 part 1, 17 (WordprocessingML).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from aicheck.documents.package import number, switched_on
from aicheck.documents.parsed import Refused

MOST_PARAGRAPHS = 1_000_000
MOST_SPANNED = 100
"""Columns that one cell may cover; more is a fault of the document."""
OBJECT = "\ufffc"
"""Stands for an equation or a symbol that has no character of its own."""
_SKIPPED = frozenset(
    {
        "moveFrom", "instrText", "delText", "delInstrText", "rt", "sdtPr", "numPr", "tabs", "rPrChange", "pPrChange",
        "tblPrChange", "tblGridChange", "trPrChange", "tcPrChange", "sectPrChange", "tblPrExChange", "numberingChange",
    }
)  # fmt: skip
"""What is deleted, moved away or no text: old properties, instructions of fields, phonetic guides."""
_CHARACTERS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_RAISED = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_MARK = re.compile(r"\s*[\[(]?[a-z*†‡§#][\])]?\s*\Z")
_SPACE = re.compile(r"[\t\r\n]")
_OF_CONTENTS = frozenset({"TOC", "INDEX", "TOA"})


class Paragraph:
    """A paragraph: its words, and whether it is an entry of a table of contents.

    `number` counts the body's paragraphs from 1, empty ones too; it is 0 in tables and notes, and that of the paragraph that
    it hangs on for one in a text box (`boxed`).
    """

    def __init__(self, number: int, boxed: bool, pieces: list[str]) -> None:
        self.number = number
        self.boxed = boxed
        self.pieces = pieces
        self.entry = False
        self.runs_on = False
        self.boxes: Blocks = []

    @property
    def words(self) -> str:
        """The words without blanks at their ends."""
        return "".join(self.pieces).strip()


class Field(NamedTuple):
    """A cell of a table: what stands in it, and how many columns it covers. One that goes on the cell above is empty."""

    blocks: Blocks
    across: int


class Row(NamedTuple):
    """A row of a table: its cells, after some columns that it leaves free."""

    fields: list[Field]
    before: int


class Grid(NamedTuple):
    """A table."""

    rows: list[Row]


Blocks = list["Paragraph | Grid"]


class _Open:
    """A table, row and cell that are being read."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.begin_row()
        self.begin_cell()

    def begin_row(self) -> None:
        self.cells: list[Field] = []
        self.before, self.deleted = 0, False

    def begin_cell(self) -> None:
        self.across, self.goes_on = 1, False


class _Instruction:
    """A field that is computed: its instruction, and whether its result is being read."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.result = False

    @property
    def kind(self) -> str:
        return "".join(self.words).strip().partition(" ")[0].upper()


class Story:
    """The events of a part: `blocks` of its body, or of each note in `notes`; `cited` are the notes in their order.

    Keys of notes are their kind (`footnote`, `endnote`) and identifier.
    """

    def __init__(self) -> None:
        self.blocks: Blocks = []
        self.notes: dict[tuple[str, str], Blocks] = {}
        self.cited: list[tuple[str, str]] = []
        self._into = self.blocks
        self._numbered = 0
        self._count = 0
        self._skipped = 0
        self._drawn, self._boxes = False, 0
        self._properties: list[str] = []
        self._paragraph: Paragraph | None = None
        self._carried: list[str] = []
        self._tables: list[_Open] = []
        self._saved: list[tuple[Blocks, Paragraph | None, bool, list[_Open], list[str]]] = []
        self._fields: list[_Instruction] = []
        self._collecting: list[str] | None = None
        self._words: list[str] = []
        self._hidden, self._position = False, ""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        if self._skipped:
            self._skipped += 1
        elif name == "txbxContent":
            self._saved.append((self._into, self._paragraph, self._drawn, self._tables, self._carried))
            self._into, self._paragraph, self._drawn, self._tables, self._carried = [], None, False, [], []
            self._boxes += 1
        elif self._drawn:
            return
        elif name == "instrText" and self._fields and not self._fields[-1].result:
            self._collecting = self._fields[-1].words
        elif name in _SKIPPED or name in ("del", "oMath", "oMathPara"):
            self._skip(name)
        elif name[-2:] == "Pr":
            self._properties.append(name)
        elif self._properties:
            self._property(self._properties[-1], name, attributes)
        else:
            self._element(name, attributes)

    def words(self, data: str) -> None:
        """Words between elements."""
        if self._collecting is not None:
            self._collecting.append(data)

    def end(self, name: str) -> None:
        """An element ends."""
        if self._skipped:
            self._skipped -= 1
        elif name == "txbxContent":
            boxed = self._finished()
            self._into, self._paragraph, self._drawn, self._tables, self._carried = self._saved.pop()
            self._boxes -= 1
            (self._paragraph.boxes if self._paragraph else self._into).extend(boxed)
        elif name == "drawing":
            self._drawn = False
        elif self._drawn:
            return
        elif self._properties:
            if name == self._properties[-1]:
                self._properties.pop()
        elif name in ("t", "instrText"):
            self._end_words(name)
        elif name == "p":
            self._end_paragraph()
        elif name in ("tbl", "tr", "tc"):
            self._end_of_table(name)
        elif name in ("footnote", "endnote"):
            self._into = self.blocks

    def _skip(self, name: str) -> None:
        """Leaves an element out with all that it holds; a deletion among properties says what is deleted."""
        self._skipped = 1
        within = self._properties[-1] if self._properties else ""
        if name == "del" and within == "rPr" and "pPr" in self._properties and self._paragraph:
            self._paragraph.runs_on = True
        elif name == "del" and within == "trPr" and self._tables:
            self._tables[-1].deleted = True
        elif name in ("oMath", "oMathPara") and self._paragraph:
            self._paragraph.pieces.append(OBJECT)

    def _property(self, of: str, name: str, attributes: Mapping[str, str]) -> None:
        if of == "rPr" and "pPr" not in self._properties:
            if name in ("vanish", "specVanish"):
                self._hidden = switched_on(attributes, "val", True)
            elif name == "vertAlign":
                self._position = attributes.get("val", "")
        elif of == "tcPr" and self._tables:
            if name == "gridSpan":
                self._tables[-1].across = min(max(number(attributes, "val", 1), 1), MOST_SPANNED)
            elif name == "vMerge":
                self._tables[-1].goes_on = attributes.get("val", "continue") == "continue"
        elif of == "trPr" and name == "gridBefore" and self._tables:
            self._tables[-1].before = min(number(attributes, "val"), MOST_SPANNED)

    def _element(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "t":
            self._words.clear()
            self._collecting = self._words
        elif name == "r":
            self._hidden, self._position = False, ""
        elif name == "p":
            self._begin_paragraph()
        elif name in ("tbl", "tr", "tc"):
            self._begin_of_table(name)
        elif name == "drawing":
            self._drawn = True
        elif name == "fldChar":
            self._field(attributes.get("fldCharType", ""))
        elif name in ("footnoteReference", "endnoteReference"):
            self.cited.append((name.removesuffix("Reference"), attributes.get("id", "")))
        elif name in ("footnote", "endnote"):
            usual = attributes.get("type", "normal") == "normal"
            self._into = self.notes.setdefault((name, attributes.get("id", "")), []) if usual else []
        elif name == "sym":
            self._symbol(attributes.get("char", ""))
        elif name in _CHARACTERS and self._paragraph and not self._hidden:
            self._paragraph.pieces.append(_CHARACTERS[name])

    def _begin_paragraph(self) -> None:
        self._count += 1
        if self._count > MOST_PARAGRAPHS:
            raise Refused(f"has more paragraphs than the limit of {MOST_PARAGRAPHS:,}", "split it, or leave it out")
        in_body = self._into is self.blocks
        self._numbered += in_body
        boxed = self._boxes > 0
        self._paragraph = Paragraph(self._numbered if in_body or boxed else 0, boxed, self._carried)
        self._carried = []
        self._hidden, self._position = False, ""

    def _end_paragraph(self) -> None:
        paragraph, self._paragraph = self._paragraph, None
        if paragraph is None:
            return
        for field in self._fields:
            field.result = True  # an instruction does not go on in the next paragraph, unless its end is missing
        if paragraph.runs_on:
            self._carried = paragraph.pieces
        else:
            self._into.append(paragraph)
        self._into.extend(paragraph.boxes)

    def _finished(self) -> Blocks:
        """What was read into the innermost cell or text box; a paragraph that runs on into nothing ends there."""
        if self._carried:
            self._into.append(Paragraph(0, False, self._carried))
        return self._into

    def _begin_of_table(self, name: str) -> None:
        if name == "tbl":
            self._tables.append(_Open())
        elif self._tables and name == "tr":
            self._tables[-1].begin_row()
        elif self._tables:
            self._tables[-1].begin_cell()
            self._saved.append((self._into, None, False, [], self._carried))
            self._into, self._carried = [], []

    def _end_of_table(self, name: str) -> None:
        if not self._tables:
            return
        table = self._tables[-1]
        if name == "tc":
            blocks = self._finished()
            self._into, _, _, _, self._carried = self._saved.pop()
            table.cells.append(Field([] if table.goes_on else blocks, table.across))
        elif name == "tr" and not table.deleted:
            table.rows.append(Row(table.cells, table.before))
        elif name == "tbl":
            self._tables.pop()
            self._into.append(Grid(table.rows))

    def _end_words(self, name: str) -> None:
        self._collecting = None
        paragraph = self._paragraph
        if name != "t" or paragraph is None or self._hidden or any(not field.result for field in self._fields):
            return
        words = _SPACE.sub(" ", "".join(self._words))
        if self._position == "superscript":
            words = "" if self._tables and _MARK.match(words) else words.translate(_RAISED)
        elif self._position == "subscript":
            words = words.translate(_LOWERED)
        paragraph.pieces.append(words)
        paragraph.entry = paragraph.entry or self._of_contents()

    def _symbol(self, code: str) -> None:
        """A character of a symbol font; what has no meaning outside of the font is an object."""
        if self._paragraph is None or self._hidden or not re.fullmatch("[0-9A-Fa-f]{4}", code):
            return
        character = chr(int(code, 16))
        self._paragraph.pieces.append(character if character.isprintable() else OBJECT)

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(_Instruction())
        elif self._fields and kind == "separate":
            self._fields[-1].result = True
        elif self._fields and kind == "end":
            self._fields.pop()

    def _of_contents(self) -> bool:
        return any(field.result and field.kind in _OF_CONTENTS for field in self._fields)
