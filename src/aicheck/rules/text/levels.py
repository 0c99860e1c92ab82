"""Ranges that are two statements: "rose from 90 to 110" says where a change began and where it led, "rose by 20 to 110 from
90" (or "rose 20 to 110 from 90") by how much and to what, and "passed by 87 to 54" who got how many."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction

from aicheck.model import End, Quantity
from aicheck.rules.text.classes import WordClasses

_WORD = re.compile(r"[^\W\d_]+")
_COUNTS = ("count", "number")
_REACH, _NEAR = 80, 30
_STEP = 4
"""A step is at most a fourth of the level that it leads to, where no other word tells it from the end of a range."""
_CLAUSE = re.compile(r"[.;:!?](?=\s)")


def separated(text: str, start: int, quantities: Iterable[Quantity], words: WordClasses) -> Iterator[Quantity]:
    """The quantities of a sentence that begins at `start`, with such ranges as their two ends, in order."""
    opening, by = words.single("from"), words.single("by")
    moving = words.single("move") | words.single("shift")
    multiple_end = -_REACH
    for quantity in quantities:
        if quantity.value is None and len(quantity.ends) == 2:
            before = _CLAUSE.split(text[max(start, quantity.start - _REACH) : quantity.start])[-1]
            said = [word.lower() for word in _WORD.findall(before)]
            governed = any(word in moving for word in said) or quantity.start - multiple_end < _REACH
            after = [word.lower() for word in _WORD.findall(text[quantity.end : quantity.end + _NEAR])]
            based = not opening.isdisjoint(after)
            apart = said and (
                said[-1] in opening or (based and (said[-1] in by or (said[-1] in moving and _is_step(quantity))))
            )
            if (governed and apart) or (_is_score(quantity) and not (said and said[-1] in opening)):
                yield from (_level(quantity, end) for end in quantity.ends)
                continue
        if quantity.kind == "multiple":
            multiple_end = quantity.end
        yield quantity


def _is_step(quantity: Quantity) -> bool:
    """Whether the ends of what looks like a range are too far apart for one: "fell 40,000 barrels to 1.2 mln from ..."."""
    first, second = (Fraction(end.value) for end in quantity.ends)
    return quantity.kind != "percent" and abs(first) * _STEP <= abs(second)


def _is_score(quantity: Quantity) -> bool:
    """Whether a count's first end is above the second: ranges are written upwards, votes are told winner first."""
    first, second = (end.value for end in quantity.ends)
    return quantity.kind in _COUNTS and first > second


def _level(whole: Quantity, end: End) -> Quantity:
    return whole._replace(
        start=end.start, end=end.end, text=end.text, low=end.value, high=end.value, value=end.value, decimals=end.decimals,
        ends=(),
    )  # fmt: skip
