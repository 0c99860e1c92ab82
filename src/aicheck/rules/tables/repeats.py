"""Numbers that a table states twice: a balance carried from one year's column to the next, or a line printed again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from aicheck.rules.tables.slips import slips
from aicheck.rules.tables.view import Entry, View

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
FEWEST_DIGITS = 3
"""Digits of a number whose repetition tells anything."""
ENOUGH_DIGITS = 4
"""Digits of all the numbers that agree, from which two lines of one label state the same."""
SHORTEST = 12
"""Letters of a label that can name one thing only; `Total` or `Other` can come again with other numbers."""
RepeatKind = Literal["carried-forward", "repeated-line"]


class Repeat(NamedTuple):
    """Two cells, each (line, lane), that state one number, and whether they do."""

    kind: RepeatKind
    first: tuple[int, int]
    again: tuple[int, int]
    holds: bool


def repeats(view: View) -> list[Repeat]:
    """The repetitions that a table read down its columns shows."""
    return [*_carried(view), *_printed_again(view)]


def _carried(view: View) -> Iterator[Repeat]:
    """The closing balance of a year and the opening balance of the next, where most years agree."""
    years = [int(match[1]) if (match := _YEAR.search(label.text)) else None for label in view.lane_labels]
    place = {year: lane for lane, year in enumerate(years) if year is not None}
    if len(place) != sum(year is not None for year in years):
        return
    for opening, closing in _balances(view):
        pairs = [
            Repeat("carried-forward", (closing, place[year]), (opening, place[year + 1]), True)
            for year in sorted(place)
            if year + 1 in place
        ]
        yield from _agreed(view, pairs)


def _balances(view: View) -> Iterator[tuple[int, int]]:
    """(opening line, closing line) of each roll-forward."""
    opening: int | None = None
    for line, label in enumerate(view.labels):
        if "opening" in label.classes:
            opening = line
        elif "closing" in label.classes and opening is not None:
            yield opening, line
            opening = None


def _printed_again(view: View) -> Iterator[Repeat]:
    """Lines of one long label whose numbers agree in most lanes."""
    seen: dict[str, int] = {}
    for line, label in enumerate(view.labels):
        folded = " ".join(label.text.lower().split())
        if len(folded) < SHORTEST:
            continue
        if folded in seen:
            first = seen[folded]
            pairs = [Repeat("repeated-line", (first, lane), (line, lane), True) for lane in range(len(view.lanes))]
            yield from _agreed(view, pairs, ENOUGH_DIGITS)
        seen[folded] = line


def _agreed(view: View, pairs: list[Repeat], enough: int = 1) -> Iterator[Repeat]:
    """The pairs, where more agree than not, and those that do not differ by one slip."""
    judged = []
    for pair in pairs:
        a, b = (view.entries[line][lane] for line, lane in (pair.first, pair.again))
        if a and b and not a.nil and not b.nil and a.kind == b.kind and min(_digits(a), _digits(b)) >= FEWEST_DIGITS:
            judged.append(pair._replace(holds=abs(a.value - b.value) <= a.half + b.half))
    agreeing = sum(pair.holds for pair in judged)
    disagreeing = len(judged) - agreeing
    shown = sum(_digits(entry) for pair in judged if pair.holds and (entry := view.entries[pair.first[0]][pair.first[1]]))
    if shown < enough:
        return
    if agreeing and disagreeing <= max(1, agreeing // 3) and agreeing >= disagreeing:
        yield from (pair for pair in judged if pair.holds or _slip_apart(view, pair))


def _digits(entry: Entry) -> int:
    return sum(c.isdigit() for c in str(abs(entry.written)).strip("0."))


def _slip_apart(view: View, pair: Repeat) -> bool:
    a, b = (view.entries[line][lane] for line, lane in (pair.first, pair.again))
    return (
        a is not None and b is not None and any(slip.value == b.written for slip in slips(a.written, a.places))
    )
