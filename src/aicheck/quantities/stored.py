"""The quantities of a document with long tables: where they stand as arrays of numbers, each made when it is looked at."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from heapq import merge
from itertools import accumulate

from aicheck.model import Quantity
from aicheck.quantities.tabular import LongTable
from aicheck.sequences import Made
from aicheck.spilled import Spill, SpilledArray

Placed = tuple[int, int, int]


class StoredQuantities(Made[Quantity]):
    """Quantities in the order of the text.

    `worded` are those that are made: of the prose, of short tables, and malformed ones. The others are the sound numbers of
    `tables`. `starts` and `ends` are their code points.
    """

    def __init__(self, worded: Sequence[Quantity], tables: Sequence[LongTable]) -> None:
        self.worded, self._tables = worded, tables
        spill = Spill()
        self.starts, self.ends = SpilledArray("I", spill), SpilledArray("I", spill)
        self._homes = SpilledArray("i", spill)
        """What a quantity is made of: its place in `worded` as -1, -2 ..., or its home in a table, those before it counted in."""
        cells = [table.cells for table in tables]
        self._first = [0, *accumulate(cells)][:-1]
        for start, end, home in merge(self._of_worded(), *map(self._of_table, range(len(tables)))):
            self.starts.append(start)
            self.ends.append(end)
            self._homes.append(home)

    def _of_worded(self) -> Iterator[Placed]:
        return ((quantity.start, quantity.end, -1 - at) for at, quantity in enumerate(self.worded))

    def _of_table(self, number: int) -> Iterator[Placed]:
        first = self._first[number]
        return ((start, end, first + home) for start, end, home in self._tables[number].places())

    def __len__(self) -> int:
        return len(self._homes)

    def made(self, at: int) -> Quantity:
        """The quantity at a place."""
        home = self._homes[at]
        if home < 0:
            return self.worded[-1 - home]
        number = bisect_right(self._first, home) - 1
        return self._tables[number].made(home - self._first[number])
