"""Runs of text become printed lines, and lines become fields: words that stand together, parted by wide gaps.

A small run that touches a larger one above or below its baseline is a mark or an index of it: digits set high become
superscript digits, so that a footnote's mark does not lengthen a number and an exponent is none of its digits.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from statistics import median_low
from typing import NamedTuple

from aicheck.documents.columns import is_number
from aicheck.documents.pdf.glyphs import Run

SAME = 0.22
"""Share of the size by which the baselines of one line may differ."""
SMALL = 0.8
"""A run below this share of its neighbour's size may be set high or low beside it."""
BESIDE = 0.65
"""Share of the larger size by which the baseline of a mark may lie above or below."""
TOUCHES = 0.4
"""Share of the larger size between a mark and what it belongs to."""
BLANK = 0.18
"""Share of the size from which a gap is a blank where the file has none."""
WIDE = 0.95
"""Share of the size from which a gap parts two fields."""
WIDE_FOR_NUMBERS = 0.45
"""The same between two numbers: blanks between words are stretched, numbers seldom stand side by side in a sentence."""
SIGN_REACH = 12.0
"""Sizes between a currency sign at the left of its column and the number."""
_RAISED = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
_MARKS = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾,*†‡§]+\Z")
_SIGN = re.compile(r"(?:[A-Z]{1,3})?[$£€¥￥₹₩]\Z")
_TAIL = re.compile(r"[)）%％]+\Z")
_LEADER = re.compile(r"[.·…_‥]{3,}\Z|[.·…]\Z|…{2,}\Z|_{3,}\Z")
_LED = ("....", "……", "····", "____")
"""How words end from which dots lead on to a number."""
_CJK = re.compile(r"[⺀-鿿豈-﫿＀-￯　-〿]")


class Piece(NamedTuple):
    """A field of a printed line. `marks` counts the code points at its end that are marks of footnotes, not of its number."""

    text: str
    left: float
    right: float
    baseline: float
    size: float
    marks: int = 0

    @property
    def number(self) -> str:
        """The text without the marks."""
        return self.text[: len(self.text) - self.marks]


class Printed(NamedTuple):
    """One line as printed: its pieces from left to right, its baseline, and the size of most of its text.

    `page` and `number` count from 1, lines in the order in which the page is read. `shown` tells that the page is read as
    it is shown, so that coordinates are those of the eye.
    """

    pieces: tuple[Piece, ...]
    baseline: float
    size: float
    page: int = 0
    number: int = 0
    shown: bool = True

    @property
    def left(self) -> float:
        return self.pieces[0].left

    @property
    def right(self) -> float:
        return max(piece.right for piece in self.pieces)

    @property
    def text(self) -> str:
        return "  ".join(piece.text for piece in self.pieces)


def printed(runs: Sequence[Run]) -> list[Printed]:
    """The lines of a page from top to bottom; side by side columns share lines until they are parted."""
    return [line for row in _rows(runs) if (line := _line(row)) is not None]


def _rows(runs: Sequence[Run]) -> list[list[Run]]:
    """The runs by baseline, marks with the lines that they belong to."""
    rows: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: (run.baseline, run.left)):
        if rows and run.baseline - rows[-1][0].baseline <= SAME * min(run.size, rows[-1][0].size):
            rows[-1].append(run)
        else:
            rows.append([run])
    usual = median_low([run.size for run in runs]) if runs else 0
    kept: list[list[Run]] = [[] for _ in rows]
    baselines = [row[0].baseline for row in rows]
    largest = max((run.size for run in runs), default=0)
    for at, row in enumerate(rows):
        for run in row:
            home = at
            if run.size < SMALL * max(usual, max(other.size for other in row)) or len(row) == 1:
                home = _home(run, at, rows, baselines, largest)
            kept[home].append(run)
    return [row for row in kept if row]


def _home(run: Run, at: int, rows: Sequence[Sequence[Run]], baselines: Sequence[float], largest: float) -> int:
    """The row that a small run is set high or low in; its own where it touches none."""
    reach = BESIDE * min(largest, run.size * 3)
    first = bisect_left(baselines, run.baseline - reach)
    for other in sorted(range(first, bisect_left(baselines, run.baseline + reach)), key=lambda row: abs(row - at)):
        for near in rows[other] if other != at else ():
            apart = max(run.left - near.right, near.left - run.right)
            if (
                run.size < SMALL * near.size
                and abs(run.baseline - near.baseline) <= BESIDE * near.size
                and apart <= TOUCHES * near.size
                and len(run.text) <= 6
            ):
                return other
    return at


def _line(row: list[Run]) -> Printed | None:
    row.sort(key=lambda run: run.left)
    size = max(row, key=lambda run: (len(run.text), run.size)).size
    main = [run for run in row if run.size >= SMALL * size] or row
    pieces = tuple(_pieces(row, median_low([run.baseline for run in main]), size))
    return line_of(pieces) if pieces else None


def line_of(pieces: tuple[Piece, ...]) -> Printed:
    """The line of some pieces; baseline and size are those of its longest piece."""
    longest = max(pieces, key=lambda piece: len(piece.text))
    return Printed(pieces, longest.baseline, longest.size)


class _Open:
    """A field that is being read."""

    def __init__(self, run: Run, text: str) -> None:
        self.text, self.left, self.right = text, run.left, run.right
        self.baseline, self.size = run.baseline, run.size
        self.marks = 0

    def add(self, run: Run, text: str) -> None:
        """Go on with a run; what is larger tells size and baseline."""
        self.text += text
        self.right = max(self.right, run.right)
        if run.size > self.size:
            self.baseline, self.size = run.baseline, run.size

    def closed(self, led: bool = False) -> Piece:
        text = self.text.rstrip(f"{self.text[-1]} ") if self.text.endswith(_LED) else self.text
        if led:
            text = text.removesuffix(".").rstrip()
        marks = self.marks if is_number(text[: len(text) - self.marks].rstrip()) else 0
        return Piece(text, self.left, self.right, self.baseline, self.size, marks)


def _pieces(row: Sequence[Run], baseline: float, size: float) -> Iterator[Piece]:
    """The fields of a line; dots that lead from one to the next part them."""
    field: _Open | None = None
    led = False
    previous: Run | None = None
    for run in row:
        if previous is not None and run.text == previous.text and abs(run.left - previous.left) < 0.25 * size:
            continue  # printed twice to look bold
        previous = run
        if _LEADER.match(run.text) and run.spaced and (led or len(run.text) > 1 or _is_led(row, run)):
            led = True
            continue
        raised = baseline - run.baseline > 0.15 * size and run.size < 0.9 * size
        text = run.text.translate(_RAISED) if raised else run.text
        if field is not None and not led and not _is_parted(field, run, size):
            gap = run.left - field.right
            if _has_blank(run, field.text, text, gap, size) and not (raised and gap < TOUCHES * size):
                field.text += " "
                field.marks = 0
            field.add(run, text)
            field.marks = field.marks + len(text) if raised and _MARKS.match(text) else 0
            led = run.text.endswith(_LED)
            continue
        if field is not None and (piece := field.closed(led)).text:
            yield piece
        field, led = _Open(run, text), run.text.endswith(_LED)
    if field is not None and (piece := field.closed(led)).text:
        yield piece


def _is_led(row: Sequence[Run], dot: Run) -> bool:
    """Whether a lone dot is one of several that lead to a number."""
    return sum(run.text == dot.text for run in row) >= 3


def _has_blank(run: Run, before: str, after: str, gap: float, size: float) -> bool:
    """Whether a gap is a blank; between Chinese characters it may be no more than how the line is filled."""
    if gap < 0.3 * size and _CJK.match(before[-1:]) and _CJK.match(after[:1]):
        return False
    return gap > BLANK * size or (run.spaced and gap > 0.05 * size)


def _is_parted(field: _Open, run: Run, size: float) -> bool:
    """Whether the gap before a run ends the field."""
    gap = run.left - field.right
    if gap <= WIDE_FOR_NUMBERS * size:
        return False
    last = field.text.rsplit(" ", 1)[-1]
    if _SIGN.match(last) and field.text == last and is_number(run.text):
        return gap > SIGN_REACH * size
    if _TAIL.match(run.text) and is_number(last):
        return gap > 1.5 * size
    if gap > WIDE * size:
        return True
    return is_number(last) and any(c.isdigit() for c in last) and bool(_SIGN.match(run.text) or is_number(run.text))
