"""The numbers of a table's cells, with one byte a cell that tells what a pass over columns asks for.

What is asked of whole columns (are these headers, labels, percentages, where are numbers at all) is answered from the bytes.
The numbers of a table that holds its rows are kept; those of a long one are read again when they are looked at, and their
values are spilled as arrays of integers.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Collection, Iterator, Sequence
from copy import copy
from typing import get_args

from aicheck.model import Cell, Table
from aicheck.quantities.cells import CellKind, CellNumber, read_cell
from aicheck.quantities.labels import may_sum
from aicheck.sequences import Made
from aicheck.spilled import Spill, SpilledArray

NUMBER, YEAR, NIL, BROAD, NOTED, WORDS = 1, 2, 4, 8, 16, 32
"""What a byte tells: a number; one that may be a year; a dash; one of 1,000 or more, or with signs; a malformed one; words."""
KINDS: tuple[CellKind, ...] = get_args(CellKind)
KIND = 6
"""The bits from this one on are the place of a number's kind in KINDS."""
NUMBERLIKE = re.compile(r"\W*\d")
"""How words begin that may be a number written wrong."""
UNKEPT = 127
"""Stands in place of a number's places where its value is not held."""
_LARGEST = 1 << 63
FEWEST_ROUND = 8
"""Amounts of a table that must be round before its numbers count as rounded to thousands or millions."""
FEWEST_TENTHS = 4
"""Amounts of a table that must have one decimal, a zero, before it says nothing."""
ROUND_TO = (3, 6, 9)
Numbers = Sequence[CellNumber | None]
Signing = Callable[[Sequence[Cell], Numbers], list[CellNumber | None]]


class TableNumbers(Made[Numbers]):
    """The numbers of a table, row by row: None for words and blanks, and for what `leave_out` was told.

    `codes[column][row]` is the byte of a cell. `signed` reads the signs that stand in cells of their own.
    """

    def __init__(self, table: Table, signed: Signing | None = None) -> None:
        self.table = table
        self._signed = signed
        self._headers: Collection[int] = ()
        self._excluded: Collection[int] = ()
        self._percent: Collection[int] = ()
        self._zeros: int | None = None
        self._last: tuple[int, Numbers] = (-1, ())
        self.packed = None if isinstance(table.rows, tuple) else PackedValues(_width(table))
        self._kept: list[Numbers] = []
        self.codes = [bytearray() for _ in range(_width(table))]
        for row in table.rows:
            self._add(row)

    def _add(self, row: Sequence[Cell]) -> None:
        numbers, packed = self._read(row), self.packed
        for codes, number, cell in zip(self.codes, numbers, row, strict=True):
            codes.append(_code(number) if number else WORDS if cell.text else 0)
        if packed is None:
            self._kept.append(numbers)
        else:
            packed.add(row, numbers)

    def _read(self, row: Sequence[Cell]) -> Numbers:
        numbers = [read_cell(cell.text) if cell.text else None for cell in row]
        return numbers if self._signed is None else self._signed(row, numbers)

    def leave_out(self, headers: Collection[int], columns: Collection[int]) -> None:
        """No number of these rows and columns counts any more."""
        self._headers, self._excluded = headers, columns
        for c, codes in enumerate(self.codes):
            if c in columns:
                self.codes[c] = codes.translate(_AS_WORDS)
            else:
                for r in headers:
                    codes[r] = _AS_WORDS[codes[r]]
        self._settle()

    def in_percent(self, columns: Collection[int]) -> None:
        """The amounts of these columns are percentages."""
        self._percent = columns
        for c in columns:
            self.codes[c] = self.codes[c].translate(_AS_PERCENT)
        if columns:
            self._settle()

    def in_round_units(self) -> None:
        """Amounts written in full of which all but one in ten end in so many zeros are rounded there: `391,035,000,000`.

        So are amounts whose decimals are all zeros: `391,035.0` is how programs write a whole number, `391,035.00` how forms
        print one.
        """
        if self.packed is None and self._with_idle_decimals():
            self._zeros = 0
            self._settle()
        whole, unit = 0, 0
        round_to = dict.fromkeys(ROUND_TO, 0)
        for value in self._whole_amounts():
            whole += 1
            for zeros in ROUND_TO:
                if value % 10**zeros:
                    break
                round_to[zeros] += 1
        for zeros in ROUND_TO if whole >= FEWEST_ROUND else ():
            if 10 * round_to[zeros] < 9 * whole:
                break
            unit = zeros
        if unit:
            self._zeros = unit
            self._settle()
            if self.packed is not None:
                self.packed.round_off(unit, self.codes)

    def _with_idle_decimals(self) -> bool:
        """Whether the decimals of all amounts are zeros: one of each, or two where many amounts are large."""
        amounts = [n for row in self._kept for n in row if n and n.kind == "amount" and not n.nil]
        places = {n.places for n in amounts}
        if any(n.value != n.value.to_integral_value() for n in amounts):
            return False
        large = sum(abs(n.value) >= 1000 for n in amounts)
        return (places == {1} and len(amounts) >= FEWEST_TENTHS) or (places == {2} and large >= FEWEST_ROUND)

    def _whole_amounts(self) -> Iterator[int]:
        if self.packed is not None:
            return self.packed.whole_amounts(self.codes)
        every = (n for row in self._kept for n in row if n and n.kind == "amount" and not n.places)
        return (int(n.value) for n in every if abs(n.value) >= 1000)

    def with_percent(self, columns: Collection[int]) -> TableNumbers:
        """A copy in which the amounts of these columns are percentages too."""
        other = copy(self)
        other.codes = list(self.codes)
        other.in_percent({*self._percent, *columns})
        return other

    def _settle(self) -> None:
        self._last = (-1, ())
        if self.packed is None:
            self._kept = [tuple(self._counted(r, row)) for r, row in enumerate(self._kept)]

    def _counted(self, r: int, row: Numbers) -> Iterator[CellNumber | None]:
        header = r in self._headers
        for c, number in enumerate(row):
            if number is None or header or c in self._excluded:
                yield None
            else:
                read = number._replace(kind="percent") if c in self._percent and number.kind == "amount" else number
                yield read if self._zeros is None else _rounded(read, self._zeros)

    def __len__(self) -> int:
        return len(self.table.rows)

    def made(self, at: int) -> Numbers:
        """The numbers of a row."""
        if self.packed is None:
            return self._kept[at]
        if self._last[0] != at:
            self._last = at, tuple(self._counted(at, self._read(self.table.rows[at])))
        return self._last[1]


class PackedValues:
    """The numbers of a long table by column: `values[c][r]` in units of the last of `places[c][r]` places, and where they stand.

    A number with more digits than 64 bits hold has UNKEPT places. `telling` lists the rows with words that may name a sum,
    `doubtful` the cells (row by row, counted through) with malformed or scaled numbers or words that begin like one.
    """

    def __init__(self, width: int) -> None:
        spill = Spill()
        self.values, self.places, self.starts, self.ends = ([SpilledArray(code, spill) for _ in range(width)] for code in "qbII")
        self.telling, self.doubtful = array("I"), array("I")

    def add(self, row: Sequence[Cell], numbers: Numbers) -> None:
        """One more row."""
        for c, number in enumerate(numbers):
            if (number.notes or number.scaled) if number else NUMBERLIKE.match(row[c].text):
                self.doubtful.append(len(self.values[0]) * len(row) + c)
        if may_sum("\n".join([cell.text for number, cell in zip(numbers, row, strict=True) if not number])):
            self.telling.append(len(self.values[0]))
        for c, number in enumerate(numbers):
            value, places, cell = 0, 0, row[c]
            if number is not None:
                places = number.places
                value = int(number.value.scaleb(places)) if places else int(number.value)
                if abs(places) >= UNKEPT or not -_LARGEST <= value < _LARGEST:
                    value, places = 0, UNKEPT
            self.values[c].append(value)
            self.places[c].append(places)
            self.starts[c].append(cell.start)
            self.ends[c].append(cell.end)

    def whole_amounts(self, codes: Sequence[bytearray]) -> Iterator[int]:
        """The amounts of a thousand or more that are written to the unit; `codes` are the bytes of the cells."""
        for _, _, values, _, whole in self._whole(codes):
            yield from (values[at] for at in whole)

    def round_off(self, zeros: int, codes: Sequence[bytearray]) -> None:
        """Amounts written to the unit that end in so many zeros have none of these places."""
        for c, start, values, places, whole in self._whole(codes):
            if round_ones := [at for at in whole if not values[at] % 10**zeros]:
                values, places = values[:], places[:]
                for at in round_ones:
                    values[at] //= 10**zeros
                    places[at] = -zeros
                self.values[c].replace(start, values)
                self.places[c].replace(start, places)

    def _whole(self, codes: Sequence[bytearray]) -> Iterator[tuple[int, int, array[int], array[int], list[int]]]:
        """Batches of a column's values and places from a row on, and where in them such amounts stand."""
        for c, column in enumerate(self.values):
            amounts = frozenset(code for code in set(codes[c]) if code & NUMBER and not code & NIL and kind_of(code) == "amount")
            start = 0
            for values, places in zip(column.batches(), self.places[c].batches(), strict=True) if amounts else ():
                told = zip(codes[c][start : start + len(values)], values, places, strict=True)
                whole = (code in amounts and not place and abs(value) >= 1000 for code, value, place in told)
                yield c, start, values, places, [at for at, such in enumerate(whole) if such]
                start += len(values)


def _rounded(number: CellNumber, zeros: int) -> CellNumber:
    """An amount without its last places, where these are zeros: so many before the point, or (0) all behind it."""
    if number.kind != "amount" or (number.places if zeros else number.places < 1) or not number.value or number.value % 10**zeros:
        return number
    return number._replace(places=-zeros)


def _width(table: Table) -> int:
    return len(table.rows[0]) if table.rows else 0


def _code(number: CellNumber) -> int:
    code = NUMBER | KINDS.index(number.kind) << KIND
    if number.nil:
        code |= NIL
    elif abs(number.value) >= 1000 or not (number.plain or number.bracketed):
        code |= BROAD
    if number.is_year:
        code |= YEAR
    return code | NOTED if number.notes else code


def kind_of(code: int) -> CellKind:
    """The kind of the number that a byte speaks of."""
    return KINDS[code >> KIND]


_AS_WORDS = bytes(WORDS if code & NUMBER else code for code in range(256))
_AS_PERCENT = bytes(
    code | KINDS.index("percent") << KIND if code & NUMBER and kind_of(code) == "amount" else code for code in range(256)
)
