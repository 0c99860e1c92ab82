"""What a reader makes of the text of one file."""

from __future__ import annotations

from typing import NamedTuple

from aicheck.model import Segment, Table


class Parsed(NamedTuple):
    """The text that spans index, the (start, end) of its running text, its tables in order, and origins where they differ."""

    text: str
    prose: tuple[tuple[int, int], ...]
    tables: tuple[Table, ...] = ()
    segments: tuple[Segment, ...] = ()
