"""How a document writes decimals, where it does otherwise than its language: judged once, over its whole text."""

from __future__ import annotations

import re
from typing import Final

from aicheck.lexicons import load
from aicheck.model import Document
from aicheck.spilled import lines

FEWEST: Final = 4
"""So many different numbers with a comma before other than three digits are a habit, and none of them is a slip."""
_COMMA: Final = re.compile(r",(?:[0-9]{2}|[0-9]{4,})(?![0-9,\]]|\.[0-9])")
_WHOLE: Final = re.compile(r"(?<![0-9.,\[(])(?:[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+)\Z")
_POINT: Final = re.compile(r"\.[0-9]{1,2}(?![0-9.])")
_DATE: Final = re.compile(r"(?:[12]?[0-9]|3[01]),(?:1[5-9]|20)[0-9]{2}")
_LONGEST: Final = 24
_MOST_POINTS: Final = 4
"""Decimal points, or commas before three digits, to a decimal comma from which the commas are no habit after all."""
_MOST_MILLIONS: Final = 8
"""Decimal commas to a number with two commas before three digits up to which they are no habit."""
_GROUPED: Final = re.compile(r"(?<![0-9.,])[0-9]{1,3}(?:,[0-9]{3})+(?![0-9,])")


def decimal_commas(document: Document) -> bool:
    """Whether what looks like a slip of a comma (861,60) is how the document writes decimals.

    Its language says so, or enough different numbers do: one with points between its thousands (17.233,37) or a nought
    before the comma (0,0160), which can be nothing else, counts for two. Decimal points must not outnumber them by far; nor,
    where there is no such number, commas between thousands.
    """
    if load(document.language).decimal == ",":
        return True
    found: set[str] = set()
    for _, text in lines(document.text):
        for match in _COMMA.finditer(text):
            whole = _WHOLE.search(text, max(0, match.start() - _LONGEST), match.start())
            if whole is not None:
                found.add(whole.group() + match.group())
    found = {number for number in found if not _DATE.fullmatch(number)}
    certain = sum("." in number or number.startswith("0,") for number in found)
    if len(found) + certain < FEWEST:
        return False
    if sum(1 for _, text in lines(document.text) for _ in _POINT.finditer(text)) > _MOST_POINTS * len(found):
        return False
    return certain > 0 or not _groups_thousands(document, len(found))


def _groups_thousands(document: Document, decimal: int) -> bool:
    """Whether so many numbers with commas between thousands stand there that as many as are `decimal` must be slips."""
    grouped = {match.group() for _, text in lines(document.text) for match in _GROUPED.finditer(text)}
    twice = sum(number.count(",") > 1 for number in grouped)
    return twice * _MOST_MILLIONS >= decimal or len(grouped) >= _MOST_POINTS * decimal
