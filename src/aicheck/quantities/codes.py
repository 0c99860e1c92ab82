"""Forms of digits that are no quantity in any language: telephone numbers, citations, coordinates, scores, list numbers."""

from __future__ import annotations

import re
from typing import Final

_PHONE: Final = re.compile(
    r"\+[0-9]{1,3}(?:[ .-]?\([0-9]{1,4}\))?(?:[ .-][0-9]{2,5}){2,}"
    r"|\(?[0-9]{3}\)?[ .-][0-9]{3}-[0-9]{4}(?![0-9])"
    r"|[0-9]{3}-0[0-9]{3}(?![0-9])"
    r"|0[0-9]{1,4}(?:[ -][0-9]{3,8})+(?![0-9])"
    r"|[0-9]{11,}(?![0-9.,])"
)
_CITED: Final = re.compile(r"(?: ?[,–-] ?[0-9]{1,3})*\]")
_AFTER: Final = re.compile(
    r"[:∶：][0-9]+(?:[-–:：][0-9]+)*(?![0-9.]*[%％])"  # 3:1, 2:14-16
    r"| ?°? ?[NSEW](?=[,.;)\s]|$)|°[0-9]{1,2}['′’]"  # 40 N, 51°30'N
    r"|-[A-Za-z]{1,4}-0[0-9]+|-[A-Z]{1,4}-?[0-9][\w-]*|(?:-[0-9]+)?/[A-Z][\w/]*"  # 23-cv-1234, 95/EC
)
_EAST_WEST: Final = re.compile(r"[,;]? +-?[0-9]+(?:\.[0-9]+)?°? ?[EW](?!\w)")
_NORTH_SOUTH: Final = re.compile(r"[0-9]°? ?[NS][,;]? +-?[0-9.]*\Z")
_PAIR: Final = re.compile(r"[/⁄]([0-9]+)(?:(?=/)[/\w]*)?")
_MARKS: Final = " \t\n#*>-•·([（【“\"'"
_BEFORE_ITEM: Final = frozenset(",;:.，；：。、")
_YEARS: Final = range(1900, 2100)


def passage(s: str, start: int, end: int) -> int:
    """The end of the code that the digits at `start` to `end` of a sentence are part of; 0 where they are in none."""
    before = s[start - 1] if start else " "
    first = start - 1 if before in "+(" else start
    match = _PHONE.match(s, first)
    if match is None or match.end() <= end:
        match = _AFTER.match(s, end) or (_CITED.match(s, end) if before == "[" else None)
    if match is not None:
        return match.end()
    if before in "(（" and _in_brackets(s, start, end):
        return end + 1
    return _listed(s, start, end)


def telephone(s: str, start: int) -> int:
    """The end of a telephone number that begins with its plus sign; 0 where there is none."""
    match = _PHONE.match(s, start)
    return match.end() if match is not None else 0


def pair(s: str, start: int, bar: int) -> int:
    """The end of two numbers with a bar that are no fraction: 24/7, 120/80, 2016/679, 95/46/EC; 0 for a fraction."""
    match = _PAIR.match(s, bar)
    if match is None:
        return 0
    first, second = int(s[start:bar]), int(match[1] or 1)
    improper = first >= second and second > 1 and (bar - start > 1 or match.end(1) - bar > 2)
    return match.end() if improper or first in _YEARS or match.end() > match.end(1) else 0


def coordinate(s: str, start: int, end: int) -> bool:
    """Whether a letter at the end of digits is a point of the compass: another such number is beside it."""
    if s[end - 1] in "NS":
        return _EAST_WEST.match(s, end) is not None
    return _NORTH_SOUTH.search(s, max(0, start - 24), start) is not None


def begins(s: str, position: int) -> bool:
    """Whether nothing but marks of lists and quotes stands before a place of a sentence."""
    return not s[:position].strip(_MARKS)


def _in_brackets(s: str, start: int, end: int) -> bool:
    """Whether digits in brackets number something: a clause (Article 50(2)), or an item of a list ("(1) first")."""
    if s[end : end + 1] not in (")", "）"):
        return False
    if start > 1 and (s[start - 2].isdigit() or s[start - 2] == ")"):
        return True
    if end - start > 2 or not s[end + 1 : end + 4].strip()[:1].isalpha():
        return False
    return begins(s, start - 1) or s[: start - 1].rstrip()[-1:] in _BEFORE_ITEM


def _listed(s: str, start: int, end: int) -> int:
    """The end of a list number: "3." alone, "2) second"."""
    if end - start > 2 or s[end : end + 1] not in (".", ")", "）") or not begins(s, start):
        return 0
    alone = s[end] == "." and not s[end + 1 :].strip()
    bracket = s[end] != "." and "(" not in s[:start] and "（" not in s[:start] and bool(s[end + 1 :].strip())
    return end + 1 if alone or bracket else 0
