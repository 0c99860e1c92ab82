"""Code points to the units that an editor counts in, and back.

aicheck counts code points; an editor counts UTF-16 units, unless it agrees on UTF-32 or UTF-8. So a Chinese character is
one unit in all but UTF-8, and an emoji two in UTF-16.
"""

from __future__ import annotations

from lsprotocol import types
from pygls.workspace import PositionCodec

from aicheck.model import Place
from aicheck.text import LineIndex


class Lines:
    """One text, with its positions in an editor's units."""

    def __init__(self, text: str, codec: PositionCodec) -> None:
        self._index, self._codec = LineIndex(text), codec

    def position(self, offset: int) -> types.Position:
        """The editor's position of a code-point offset; one outside the text gives its nearest end."""
        line, column = self._index.position(max(0, min(offset, len(self._index.text))))
        before = self._index.line(line)[: column - 1]
        return types.Position(line - 1, self._codec.client_num_units(before))

    def range(self, start: int, end: int) -> types.Range:
        """The editor's range of a span of code points."""
        return types.Range(self.position(start), self.position(end))

    def range_of(self, place: Place) -> types.Range:
        """The editor's range of a place in this text."""
        return self.range(place.start, place.end)

    def offset(self, position: types.Position) -> int:
        """The code-point offset of an editor's position; beyond a line's end it is the end."""
        line = min(position.line + 1, self._index.position(len(self._index.text))[0])
        words = self._index.line(line)
        units, column = 0, 0
        while column < len(words) and units < position.character:
            units += self._codec.client_num_units(words[column])
            column += 1
        return self._index.offset(line, column + 1)


def bare_range(place: Place) -> types.Range:
    """The range of a place whose text is not at hand: its columns as they are."""
    start = types.Position(place.line - 1, place.column - 1)
    return types.Range(start, types.Position(place.end_line - 1, place.end_column - 1))
