"""How much speaks for a relation, in bits: each bit halves the odds that it is chance.

Footing in a lane by chance has the odds of the slack against the size of the numbers. Labels and headings speak beforehand.
A failing lane speaks for the relation too where a single slip explains it, since chance differences seldom are one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import gcd, isqrt
from typing import NamedTuple

from aicheck.rules.tables.slips import Slip, slips
from aicheck.rules.tables.view import MOST_PLACES, Entry, View, half_unit

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
MOST_BITS = 14
"""One lane proves no more than this: copies of one number foot as well as independent ones."""
TOTAL, BLANK, RESULT, ECHO, ROLL, CHANGE, SECTION = 6, 5, 3, 6, 6, 4, 2


def label_bits(view: View, target: int, items: tuple[int, ...], policy: str) -> int:
    """What the labels say for a sum of these lines (first to last) before any arithmetic."""
    first = items[0]
    return _claim(view, target, items, policy) + (SECTION if first == 0 or view.opens[first] is not None else 0)


def claims_sum(view: View, target: int, items: tuple[int, ...], policy: str) -> bool:
    """Whether the target's label claims that it is such a sum, not only its place in the table."""
    return _claim(view, target, items, policy) > 0


def _claim(view: View, target: int, items: tuple[int, ...], policy: str) -> int:
    label, first = view.labels[target], items[0]
    bits = 0
    if "total" in label.classes:
        bits = TOTAL
    elif is_roll(view, target, first):
        bits = ROLL
    elif view.unnamed(target):
        bits = BLANK
    elif echoes(view, target, first):
        bits = ECHO
    elif view.axis == "row" and "change" in label.classes and len(items) == 2 and policy == "first":
        bits = CHANGE
    elif label.classes & {"result", "closing"}:
        bits = RESULT
    return bits


def is_roll(view: View, target: int, first: int) -> bool:
    """Whether the labels name a balance at the beginning and one at the end."""
    start, end = view.labels[first].classes, view.labels[target].classes
    if "opening" in start and "closing" in end:
        return True
    if start & {"opening", "balance"} and end & {"closing", "balance"} and _same_start(view, target, first):
        return True
    return _later(view, target, first)


def _same_start(view: View, target: int, first: int) -> bool:
    a, b = view.labels[first].text.split()[:1], view.labels[target].text.split()[:1]
    return [word.lower() for word in a] == [word.lower() for word in b]


def _later(view: View, target: int, first: int) -> bool:
    """Whether the labels differ in nothing but the year, the second names the later one, and none between has their words.

    Such is a bridge from the result of one year to that of another.
    """
    earlier, later = (_YEAR.search(view.labels[line].text) for line in (first, target))
    if not (earlier and later and earlier[0] < later[0]):
        return False
    words = _undated(view.labels[target].text)
    alike = [_undated(label.text) == words for label in view.labels[first:target]]
    return bool(words) and alike[0] and sum(alike) == 1


def _undated(label: str) -> str:
    return _folded(_YEAR.sub("", label, 1))


def echoes(view: View, target: int, first: int) -> bool:
    """Whether the label repeats the heading above the first line."""
    heading = view.opens[first]
    return bool(heading) and _folded(heading or "") == _folded(view.labels[target].text)


def _folded(words: str) -> str:
    return " ".join(words.lower().strip(" :").split())


def footing_bits(view: View, target: int, items: tuple[int, ...], signs: tuple[int, ...], lane: int) -> int:
    """What it proves that a lane foots; nothing where addends cancel out, in pairs that leave a mere equality or altogether."""
    entries = [(entry, sign) for line, sign in zip(items, signs, strict=True) if (entry := view.entries[line][lane])]
    total = view.entries[target][lane]
    slack = total.half + sum(entry.half for entry, _ in entries) if total else 0
    if total is None or abs(total.value) <= slack:
        return 0
    values = [sign * entry.value for entry, sign in entries if entry.value]
    left = _unpaired([*values, -total.value])
    rounding = Rounding.of(total.half, *(entry.half for entry, _ in entries))
    rest = abs(sum(values) - total.value)
    return max(lane_bits(left[-2], rounding, gcd(total.value, *values)) - rounding.strain(rest), 0) if len(left) > 1 else 0


def _unpaired(terms: list[int]) -> list[int]:
    """The sizes of what is left, in order, where terms of opposite sign are taken together with the nearest.

    Numbers that lie close to each other, as in a series, differ by little, and it takes little chance that differences agree.
    """
    ups = sorted(term for term in terms if term > 0)
    downs = sorted(-term for term in terms if term < 0)
    few, many = sorted((ups, downs), key=len)
    left: list[int] = []
    for size in reversed(few):
        nearest = min(range(len(many)), key=lambda at: abs(many[at] - size))
        left.append(abs(many.pop(nearest) - size))
    return sorted((*left, *many))


def most_fails(agreeing: int, sampled: bool = False) -> int:
    """How many lanes may be against a relation that so many agree with: one, or one in eight.

    Of a sample of the lanes as many as agree: by chance it may hold far more of those that fail, and all are asked later.
    """
    return agreeing if sampled else max(1, agreeing // 8)


class Rounding(NamedTuple):
    """What rounding leaves of a sum: `squares` adds the squares of half a unit of the last place of each number.

    The rests of many rounded numbers cancel out for the most part: they lie about nought as in a normal distribution
    whose variance is a third of `squares`, far within the greatest rest that could be.
    """

    squares: int

    @classmethod
    def of(cls, *halves: int) -> Rounding:
        """The rounding of a sum of numbers, each given by half a unit of its last place."""
        return cls(sum(half * half for half in halves))

    @property
    def width(self) -> int:
        """How wide a target the sum hits that leaves no rest."""
        return isqrt(2 * self.squares) + 1

    def strain(self, rest: int) -> int:
        """How many bits a rest speaks against the sum."""
        return 13 * rest * rest // (6 * self.squares) if self.squares else 0


def lane_bits(second: int, rounding: Rounding, common: int) -> int:
    """What footing in one lane proves.

    `second` is the second largest addend: without it any equality would do. `common` divides all the numbers: round
    numbers foot by chance more often.
    """
    return min((second // max(rounding.width, roundness(common))).bit_length(), MOST_BITS)


def roundness(common: int) -> int:
    """The power of ten, in a view's units, to which numbers with this common divisor are round."""
    grain = 2
    while common and common % (grain * 10) == 0:
        grain *= 10
    return grain


class Repair(NamedTuple):
    """A slip in one line that would explain a failing lane; `rest` is what remains, within the slack."""

    line: int
    slip: Slip
    rest: int


def repairs(view: View, lane: int, parts: list[tuple[int, int]], residual: int, slack: int) -> tuple[tuple[Repair, ...], int]:
    """The single slips that explain a difference, and how many bits it proves that there are any.

    `parts` are (line, sign): the amount by which a line's value must grow is `residual` times the sign.
    """
    found: list[Repair] = []
    near: set[int] = set()
    size = abs(residual)
    close = _likely(view, lane, [line for line, _ in parts], slack)
    for line, sign in parts:
        entry = view.entries[line][lane]
        if not entry or entry.nil:
            continue
        for slip in slips(entry.written, entry.places):
            step = sign * (int(slip.value * view.scale) - entry.value)
            if size <= 2 * abs(step) <= 4 * size:
                near.add(step)
            if abs(step - residual) <= close:
                found.append(Repair(line, slip, abs(step - residual)))
    if not found:
        return (), 0
    entries = [entry for line, _ in parts if (entry := view.entries[line][lane])]
    rounding = Rounding.of(*(entry.half for entry in entries))
    width = max(len(near), 1) * max(2 * rounding.width, roundness(gcd(*(entry.value for entry in entries))))
    least = min(repair.rest for repair in found)
    return tuple(found), max((3 * size // width).bit_length() - rounding.strain(least), 0)


def _likely(view: View, lane: int, lines: list[int], slack: int) -> int:
    """What rounding leaves of a sum hardly ever: two units of the coarsest line, though all together could leave more."""
    return min(slack, 4 * max((entry.half for line in lines if (entry := view.entries[line][lane])), default=0))


def with_one_slip(view: View, cells: list[Entry | None]) -> Iterator[list[Entry | None]]:
    """The cells again and again, each time with one of them as it may have been before a slip."""
    for at, entry in enumerate(cells):
        if not entry:
            continue
        for slip in slips(entry.written, entry.places):
            half = half_unit(slip.places, view.scale) if slip.places <= MOST_PLACES else entry.half
            mended = entry._replace(value=int(slip.value * view.scale), half=half)
            yield [*cells[:at], mended, *cells[at + 1 :]]


def sum_of(entries: list[tuple[Entry | None, int]]) -> int:
    """The signed sum of entries; words and blanks count nothing."""
    return sum(sign * entry.value for entry, sign in entries if entry)
