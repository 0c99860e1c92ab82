"""Where the lines of a document stand on its pages, in little memory: a line's segment is made when it is looked at."""

from __future__ import annotations

import re
from collections.abc import Iterable

from aicheck.model import Box, Segment
from aicheck.sequences import Made
from aicheck.spilled import Spill, SpilledArray

_NUMBER = re.compile(r"[0-9]+\Z")
_NOWHERE = -(1 << 31)
"""Stands for the sides of a box that is not known."""


def origin_of(page: int, number: int) -> str:
    """A line's page and its number on it, both from 1, in words."""
    return f"page {page}, line {number}"


class PageLines(Made[Segment]):
    """The segments of lines, in the order of the text."""

    def __init__(self) -> None:
        spill = Spill()
        self.starts, self._ends = SpilledArray("I", spill), SpilledArray("I", spill)
        self._pages, self._numbers = SpilledArray("I", spill), SpilledArray("I", spill)
        self._boxes = SpilledArray("i", spill)

    def add(self, segments: Iterable[Segment], by: int) -> None:
        """More of them, `by` code points further on in the text than they say."""
        for start, end, _, origin, page, box in segments:
            number = _NUMBER.search(origin)
            assert number is not None, "the origin of a line ends with its number"
            self.starts.append(start + by)
            self._ends.append(end + by)
            self._pages.append(page)
            self._numbers.append(int(number[0]))
            self._boxes.extend(box or (_NOWHERE,) * 4)

    def __len__(self) -> int:
        return len(self.starts)

    def made(self, at: int) -> Segment:
        """The segment of a line."""
        left, top, right, bottom = self._boxes[4 * at : 4 * at + 4]
        box: Box | None = None if left == _NOWHERE else (left, top, right, bottom)
        page = self._pages[at]
        return Segment(self.starts[at], self._ends[at], "page", origin_of(page, self._numbers[at]), page, box)
