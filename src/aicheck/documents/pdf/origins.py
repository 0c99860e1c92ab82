"""Where the lines of a document stand on its pages, in little memory: a line's segment is made when it is looked at."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from aicheck.model import Box, Segment
from aicheck.sequences import Made
from aicheck.spilled import Spill, SpilledArray

_NOWHERE = -(1 << 31)
"""Stands for the sides of a box that is not known."""


class PageLine(NamedTuple):
    """A line of a page in the text from `start` to `end`; `page` and its `number` on it count from 1."""

    start: int
    end: int
    page: int
    number: int
    box: Box | None = None

    @property
    def segment(self) -> Segment:
        """The same as any reader says it."""
        return Segment(self.start, self.end, "page", f"page {self.page}, line {self.number}", self.page, self.box)


class PageLines(Made[Segment]):
    """The segments of lines, in the order of the text."""

    def __init__(self) -> None:
        spill = Spill()
        self.starts, self._ends = SpilledArray("I", spill), SpilledArray("I", spill)
        self._pages, self._numbers = SpilledArray("I", spill), SpilledArray("I", spill)
        self._boxes = SpilledArray("i", spill)

    def add(self, lines: Iterable[PageLine], by: int) -> None:
        """More of them, `by` code points further on in the text than they say."""
        for start, end, page, number, box in lines:
            self.starts.append(start + by)
            self._ends.append(end + by)
            self._pages.append(page)
            self._numbers.append(number)
            self._boxes.extend(box or (_NOWHERE,) * 4)

    def __len__(self) -> int:
        return len(self.starts)

    def made(self, at: int) -> Segment:
        """The segment of a line."""
        left, top, right, bottom = self._boxes[4 * at : 4 * at + 4]
        box: Box | None = None if left == _NOWHERE else (left, top, right, bottom)
        return PageLine(self.starts[at], self._ends[at], self._pages[at], self._numbers[at], box).segment
