"""The characters of one page as runs: stretches of text in one size on one baseline, where they stand on the page.

All coordinates are points in the frame of the text: x along the lines, y downwards, from the upper left corner of the page as
it is read. Most pages are read as they are shown; a page whose text runs sideways is turned first. Text that runs otherwise
than most of its page (watermarks, labels of axes) is left out.
"""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

HYPHEN = "\u00ad"
"""A hyphen that only parts a word at the end of a line."""
SAMPLE = 150
"""Characters that are looked at for the direction of a page."""
_BROKEN = 0x02
"""What PDFium gives for a hyphen at the end of a line."""
_JOINED = 0.3
"""Share of the size by which a character may stand away from the one before it in the same run."""
_STEP = 0.06
"""Share of the size by which the lower edges of the characters of one run may differ."""
_COMPATIBLE = frozenset(range(0xFB00, 0xFB07)) | frozenset(range(0x2E80, 0x2FE0))
"""Ligatures, and the radicals that some files have in place of the characters they look like."""

Turned = Callable[[float, float, float, float], tuple[float, float, float]]
"""Left, bottom, right, top of a page to left, right and lower edge in the frame of its text."""


class Run(NamedTuple):
    """Text on one baseline in one size; `spaced` tells that blank space stands before it."""

    text: str
    left: float
    right: float
    baseline: float
    size: float
    spaced: bool


class Sheet(NamedTuple):
    """The runs of one page in the order of the file, and the size of the page; `turned` tells that it is not read as shown."""

    runs: list[Run]
    width: float
    height: float
    turned: bool


class TooMany(Exception):
    """A page has more characters than a page may have."""


class Missing(Exception):
    """A page that the document should have cannot be found in it."""


def sheet(document: Any, number: int, most: int) -> Sheet:
    """The page of a number, from 0. Raises: Missing where there is none; TooMany above `most` characters."""
    page = pdfium.FPDF_LoadPage(document, number)
    if not page:
        raise Missing
    text = pdfium.FPDFText_LoadPage(page)
    try:
        count = max(pdfium.FPDFText_CountChars(text), 0)
        if count > most:
            raise TooMany
        return _sheet(page, text, count)
    finally:
        pdfium.FPDFText_ClosePage(text)
        pdfium.FPDF_ClosePage(page)


def _sheet(page: Any, text: Any, count: int) -> Sheet:
    left, bottom, right, top = _edges(page)
    angle = _direction(text, count)
    width, height = right - left, top - bottom
    frames: dict[int, tuple[Turned, float, float]] = {
        0: (lambda x, y, r, t: (x - left, r - left, top - y), width, height),
        90: (lambda x, y, r, t: (y - bottom, t - bottom, r - left), height, width),
        180: (lambda x, y, r, t: (right - r, right - x, t - bottom), width, height),
        270: (lambda x, y, r, t: (top - t, top - y, right - x), height, width),
    }
    turned, across, down = frames[angle]
    shown = pdfium.FPDFPage_GetRotation(page) * 90
    runs = [run for run in _Reader(text, turned, angle).runs(count) if 0 <= run.baseline <= down and -1 < run.left < across]
    return Sheet(runs, across, down, turned=angle != shown)


def _edges(page: Any) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of what is shown of a page. Source: ISO 32000-2, 14.11.2 (CropBox, else MediaBox)."""
    edges = [ctypes.c_float() for _ in range(4)]
    for box in (pdfium.FPDFPage_GetCropBox, pdfium.FPDFPage_GetMediaBox):
        if box(page, *edges):
            left, bottom, right, top = (edge.value for edge in edges)
            return min(left, right), min(bottom, top), max(left, right), max(bottom, top)
    return 0, 0, pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)


def _direction(text: Any, count: int) -> int:
    """The quarter turn (degrees, counter-clockwise) in which most of the text of a page runs."""
    angles: Counter[int] = Counter()
    matrix = pdfium.FS_MATRIX()
    for at in range(0, count, count // SAMPLE + 1):
        if not pdfium.FPDFText_IsGenerated(text, at) and pdfium.FPDFText_GetMatrix(text, at, matrix):
            angles[_angle(matrix)] += 1
    found = angles.most_common(1)
    return found[0][0] if found and found[0][0] in (0, 90, 180, 270) else 0


def _angle(matrix: Any) -> int:
    """The direction of a text matrix in whole degrees; near a quarter turn, that."""
    degrees = round(math.degrees(math.atan2(matrix.b, matrix.a))) % 360
    quarter = round(degrees / 90) * 90
    return quarter % 360 if abs(degrees - quarter) <= 3 else degrees


class _Reader:
    """Reads the characters of one page in their order."""

    def __init__(self, text: Any, turned: Turned, angle: int) -> None:
        self.text = text
        self.turned = turned
        self.angle = angle
        self._box = pdfium.FS_RECTF()
        self._matrix = pdfium.FS_MATRIX()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()

    def runs(self, count: int) -> Iterator[Run]:
        """The runs of the first `count` characters; one ends at blank space, a jump, or a change of size."""
        box, letters = self._box, [""]
        start, right, low, size = 0.0, 0.0, 0.0, 0.0
        baseline, spaced, blank = 0.0, True, True
        for at in range(count):
            letter = _letter(pdfium.FPDFText_GetUnicode(self.text, at))
            if not letter:
                blank = True
                continue
            pdfium.FPDFText_GetLooseCharBox(self.text, at, box)
            x, end, edge = self.turned(box.left, box.bottom, box.right, box.top)
            if letters and not blank and abs(edge - low) <= _STEP * size and -size < x - right <= _JOINED * size:
                letters.append(letter)
                right = max(right, end)
                continue
            if letters and size:
                yield Run("".join(letters), start, right, baseline, size, spaced)
            start, right, low, letters, spaced, blank = x, end, edge, [letter], blank, False
            size, baseline = self._set(at)
        if letters and size:
            yield Run("".join(letters), start, right, baseline, size, spaced)

    def _set(self, at: int) -> tuple[float, float]:
        """The size and the baseline of a character; size 0 where it runs in another direction than the page."""
        pdfium.FPDFText_GetMatrix(self.text, at, self._matrix)
        if _angle(self._matrix) != self.angle:
            return 0.0, 0.0
        pdfium.FPDFText_GetCharOrigin(self.text, at, self._x, self._y)
        x, y = self._x.value, self._y.value
        size = pdfium.FPDFText_GetFontSize(self.text, at) * math.hypot(self._matrix.c, self._matrix.d)
        return size, self.turned(x, y, x, y)[2]


def _letter(code: int) -> str:
    """The text of a character: ligatures spelled out, nothing for blanks and for what stands for no character."""
    if 0x20 < code < 0x7F:
        return chr(code)
    if code in (_BROKEN, 0xAD):
        return HYPHEN
    if code <= 0x20 or 0x7F <= code <= 0xA0 or 0xD800 <= code <= 0xDFFF or code in (0xFFFE, 0xFFFF, 0xFEFF) or code > 0x10FFFF:
        return ""
    letter = chr(code)
    if code in _COMPATIBLE:
        return unicodedata.normalize("NFKC", letter)
    return "" if letter.isspace() else letter
