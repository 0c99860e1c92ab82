"""PDF files for tests, made of our own words with the library that makes them for others."""

import io
from collections.abc import Iterable, Sequence

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

CHINESE = "STSong-Light"
WIDTH, HEIGHT = A4


class Paper:
    """A file that is being written: texts at places, in points from the upper left corner of the page."""

    def __init__(self, **options: object) -> None:
        self._file = io.BytesIO()
        pdfmetrics.registerFont(UnicodeCIDFont(CHINESE))
        self.canvas = Canvas(self._file, pagesize=A4, invariant=True, **options)
        self.font("Helvetica", 10)

    def font(self, name: str, size: float) -> None:
        self.name, self.size = name, size

    def text(self, x: float, y: float, words: str, *, right: bool = False) -> None:
        """Words with their baseline `y` points below the top; `right` sets them flush right at `x`."""
        self.canvas.setFont(self.name, self.size)
        draw = self.canvas.drawRightString if right else self.canvas.drawString
        draw(x, HEIGHT - y, words)

    def lines(self, x: float, y: float, lines: Iterable[str], leading: float = 13) -> float:
        """Lines one below the other; the baseline of the line that would follow."""
        for words in lines:
            self.text(x, y, words)
            y += leading
        return y

    def table(self, y: float, rows: Iterable[Sequence[str]], edges: Sequence[float], leading: float = 15) -> float:
        """Rows of a label, flush left at the first edge, and numbers, flush right at the others."""
        for label, *numbers in rows:
            self.text(edges[0], y, label)
            for number, edge in zip(numbers, edges[1:], strict=True):
                self.text(edge, y, number, right=True)
            y += leading
        return y

    def turn(self) -> None:
        """End the page."""
        self.canvas.showPage()

    def bytes(self) -> bytes:
        """The file; the last page is ended."""
        self.canvas.save()
        return self._file.getvalue()
