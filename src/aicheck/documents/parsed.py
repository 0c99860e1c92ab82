"""What a reader makes of one file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from aicheck.model import Segment, Table, Text


class Parsed(NamedTuple):
    """The text that spans index, the (start, end) of its running text, its tables in order, and origins where they differ.

    Segments stand in the order of the text and do not overlap.
    """

    text: Text
    prose: tuple[tuple[int, int], ...]
    tables: tuple[Table, ...] = ()
    segments: Sequence[Segment] = ()


class Refusal(NamedTuple):
    """Why a file gives no text, as the end of a sentence ("is encrypted"), and what its owner can do."""

    reason: str
    advice: str


class Refused(Exception):
    """A file that cannot or must not be read, with the reason and advice of a `Refusal`."""

    def __init__(self, reason: str, advice: str) -> None:
        super().__init__(reason)
        self.refusal = Refusal(reason, advice)
