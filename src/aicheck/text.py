"""Code-point offsets to lines and columns, and back.

Offsets count Unicode code points from 0, as Python's strings do; lines and columns count from 1. A line ends at a line
feed, a carriage return, or the pair; no other character ends a line, so that editors agree.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from typing import Protocol, runtime_checkable

from aicheck.model import Place, Segment, Text
from aicheck.spilled import Spill, SpilledArray, lines, upto

_BREAK = re.compile(r"\r\n|\r|\n")


@runtime_checkable
class Packed(Protocol):
    """Segments that are made when they are asked for, and where each begins."""

    @property
    def starts(self) -> Sequence[int]:
        """The code points at which the segments begin, in their order."""


class LineIndex:
    """The line starts of one text, found once, with the origins of its parts.

    `segments` are in the order of their starts; of two that cover one place the later one counts, and the first may cover
    the whole text.

    >>> LineIndex("one\\ntwo").position(4)
    (2, 1)
    """

    __slots__ = ("_origins", "_segments", "_starts", "text")

    def __init__(self, text: Text, segments: Sequence[Segment] = ()) -> None:
        self.text = text
        self._segments = segments
        self._origins: Sequence[int] | None = segments.starts if isinstance(segments, Packed) else None
        starts = (at + match.end() for at, run in lines(text) for match in _BREAK.finditer(run))
        self._starts: array[int] | SpilledArray
        self._starts = array("L", (0,)) if isinstance(text, str) else SpilledArray("I", Spill(), (0,))
        self._starts.extend(starts)

    def position(self, offset: int) -> tuple[int, int]:
        """(line, column) of a code-point offset; the end of the text is a position too.

        Raises: ValueError for an offset outside the text.
        """
        if not 0 <= offset <= len(self.text):
            raise ValueError(f"offset {offset} lies outside a text of {len(self.text)} code points")
        line = upto(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def offset(self, line: int, column: int = 1) -> int:
        """The code-point offset of a line and column.

        Raises: ValueError for a line that the text does not have.
        """
        if not 1 <= line <= len(self._starts):
            raise ValueError(f"line {line} lies outside a text of {len(self._starts)} lines")
        return self._starts[line - 1] + column - 1

    def line_span(self, line: int) -> tuple[int, int]:
        """(start, end) of a line without its break."""
        start = self.offset(line)
        end = self._starts[line] if line < len(self._starts) else len(self.text)
        return start, start + len(self.text[start:end].rstrip("\r\n"))

    def line(self, line: int) -> str:
        """The text of a line without its break."""
        start, end = self.line_span(line)
        return self.text[start:end]

    def origin(self, offset: int) -> Segment | None:
        """The segment that covers an offset; None where the text is its own origin."""
        if self._origins is None:
            self._origins = [segment.start for segment in self._segments]
        at = upto(self._origins, offset) - 1
        for index in (at, 0) if at >= 0 else ():
            segment = self._segments[index]
            if offset < segment.end:
                return segment
        return None

    def place(self, path: str, start: int, end: int, origin: str = "") -> Place:
        """The place of a span of this text, with the line that it starts on and its origin."""
        line, column = self.position(start)
        end_line, end_column = self.position(end)
        segment = self.origin(start)
        page, box = (segment.page, segment.box) if segment else (0, None)
        origin = origin or (segment.origin if segment else "")
        words, source = self.text[start:end], self.line(line)
        return Place(path, line, column, end_line, end_column, start, end, words, source, origin, page, box)
