"""Where the quantities of a document stand, without the quantities: what is left of a document when it has been checked."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

from aicheck.model import Place, Reading, Stored


class Passages(NamedTuple):
    """Where the quantities of a document stand, in the order of the text: code points, ends exclusive."""

    starts: Sequence[int]
    ends: Sequence[int]

    @classmethod
    def of(cls, reading: Reading) -> Passages:
        """Those of a document's quantities."""
        every = reading.quantities
        if isinstance(every, Stored):
            return cls(every.starts, every.ends)
        return cls(*(array("I", side) for side in ([each.start for each in every], [each.end for each in every])))

    def touched(self, places: Iterable[Place]) -> Passages:
        """Those on which some places lie; one without words lies on what stands there."""
        spans = sorted({(place.start, max(place.end, place.start + 1)) for place in places})
        reach = list(accumulate((end for _, end in spans), max))
        first = [start for start, _ in spans]
        starts, ends = array("I"), array("I")
        for start, end in zip(self.starts, self.ends, strict=True):
            before = bisect_left(first, end)  # the places that begin before the passage ends
            if before and reach[before - 1] > start:
                starts.append(start)
                ends.append(end)
        return Passages(starts, ends)
