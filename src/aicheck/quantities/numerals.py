"""Numbers in digits: any grouping, exactly, with what is malformed about them. Results are remembered by surface form."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise
from typing import Final, NamedTuple

from aicheck.quantities.memory import Memory

MOST_DIGITS: Final = 60
_WELL_GROUPED: Final = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(\.[0-9]+)?|([0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}(\.[0-9]+)?)")
_DECIMAL: Final = re.compile(r"[0-9]+\.([0-9]+)")
_OTHER_WAY: Final = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+(?:,([0-9]+))|[0-9]{1,3}(?:\.[0-9]{3}){2,}")
_SHORT_COMMA: Final = re.compile(r"[0-9]{1,3},([0-9])")
_PARTS: Final = re.compile(r"[0-9]{1,3}(?:,[0-9]{2,})+|[0-9]{4,},[0-9]{3}")
_MYRIADS: Final = re.compile(r"[0-9]{1,4}(?:,[0-9]{4}){2,}")
_SPAN: Final = re.compile(r"([0-9]+(?:\.[0-9]+)?)\.\.([0-9]+(?:\.[0-9]+)?)")
_POINTS_AFTER_GROUPS: Final = re.compile(r"([0-9]{1,3}(?:,[0-9]{3})+)\.\.?([0-9]+)(?:\.[0-9]+)*")
_DATE: Final = re.compile(r"(?:[1-9]|[12][0-9]|3[01]),(?:1[5-9]|20)[0-9]{2}")
_LIST: Final = re.compile(r"[0-9]{1,2}(?:,[0-9]{1,2})+|(?:1[5-9]|20)[0-9]{2}(?:,(?:1[5-9]|20)[0-9]{2})+")
SWAP: Final = str.maketrans(",.", ".,")


class Numeral(NamedTuple):
    """A number in digits: its exact value, the place of its last digit, and notes on its form.

    `doubtful` marks a form that is a number only where a unit says so (0.0.39: otherwise a version or a section), `unlike`
    every form that its place may make something else: these, 5,6 and what some countries group so (12,34,567; 1.234.567).
    """

    value: Decimal
    decimals: int
    notes: tuple[str, ...] = ()
    doubtful: bool = False
    unlike: bool = False


def numeral(surface: str, decimal_comma: bool = False) -> Numeral | None:
    """The number that digits with separators stand for, or None where they are a date, a list or too long.

    `decimal_comma` reads 1.234,56 as the language's own convention.
    """
    return NUMERALS[surface.translate(SWAP) if decimal_comma else surface]


def _read(surface: str) -> Numeral | None:
    if len(surface) > MOST_DIGITS:
        return None
    if surface.isdigit():
        return Numeral(Decimal(surface), 0)
    if "·" in surface:
        found = _read(surface.replace("·", "."))
        return found and found._replace(doubtful=True, unlike=True)
    if "。" in surface:
        found = _read(surface.replace("。", "."))
        return found and found._replace(notes=("broken-decimal",))
    if match := _DECIMAL.fullmatch(surface):
        return Numeral(Decimal(surface), len(match[1]))
    return _grouped(surface) or _irregular(surface)


NUMERALS: Final = Memory(_read)
"""`numeral` for digits with a decimal point."""


def _grouped(surface: str) -> Numeral | None:
    """A number grouped as some convention allows."""
    if surface.startswith("0,"):
        if surface.isascii() and surface[2:].isdigit():
            return Numeral(Decimal(surface.replace(",", ".")), len(surface) - 2)
        digits = surface.replace(",", "")
        return Numeral(Decimal(digits), 0, ("broken-grouping",), True, True) if digits.isdigit() else None
    if match := _WELL_GROUPED.fullmatch(surface):
        places = len(match[1] or match[3] or ".") - 1
        return Numeral(Decimal(surface.replace(",", "")), places, unlike=match[2] is not None)
    if match := _OTHER_WAY.fullmatch(surface):
        return Numeral(Decimal(surface.replace(".", "").replace(",", ".")), len(match[1] or ""), unlike=not match[1])
    if match := _SHORT_COMMA.fullmatch(surface):
        return Numeral(Decimal(surface.replace(",", ".")), 1, unlike=True)
    return None


_PROPER: Final = re.compile(r"(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")


def _irregular(surface: str) -> Numeral | None:
    if (ends := _SPAN.fullmatch(surface)) and Decimal(ends[1]) < Decimal(ends[2]):
        return None  # 10..20: a range
    if _DATE.fullmatch(surface) or (_LIST.fullmatch(surface) and not surface.endswith(",00")):
        return None
    return _malformed(surface)


def _malformed(surface: str) -> Numeral | None:
    """The literal reading of a form that no convention allows."""
    if match := _POINTS_AFTER_GROUPS.fullmatch(surface):
        text = match[1].replace(",", "") + "." + match[2]
        return Numeral(Decimal(text), len(match[2]), ("broken-decimal",), True, True)
    joined = surface.replace(",.", ",").replace(".,", ",") if re.search(r"(?:,\.|\.,)[0-9]{3}$", surface) else surface
    if joined == surface and (",." in surface or ".," in surface):
        joined = surface.replace(",.", ".").replace(".,", ".")
    if joined.count(".") > 1:
        return _many_points(joined)
    whole, _, rest = joined.partition(".")
    first, *groups = whole.split(",")
    short = len(groups) > 1 and max(map(len, (first, *groups))) < 3
    text = whole.replace(",", "") + ("." + rest if rest else "")
    if short or (groups and len(first) > 3) or not (text.isdigit() or _DECIMAL.fullmatch(text)):
        return None  # 2018,2019 or 12345,678: two numbers side by side
    doubtful_comma = (len(groups) == 1 and not rest) or _MYRIADS.fullmatch(surface) is not None
    note = "doubtful-comma" if doubtful_comma else "broken-grouping"
    return Numeral(Decimal(text), len(rest), (note,), joined == surface and _may_be_a_list(first, *groups), True)


def no_list(surface: str) -> Numeral | None:
    """The literal reading of digits with commas that might be a list or a date, where the words around show one number."""
    if ".." in surface and _SPAN.fullmatch(surface):
        found = _malformed(surface)
        return found and found._replace(doubtful=False)
    if not _PARTS.fullmatch(surface) or len(surface) > MOST_DIGITS:
        return None
    note = "doubtful-comma" if surface.count(",") == 1 else "broken-grouping"
    return Numeral(Decimal(surface.replace(",", "")), 0, (note,))


def _many_points(surface: str) -> Numeral | None:
    """0.0.39, 3.5.2, 12..5, and points and commas in turns (1.234,567.89): the first point, or the last mark, is meant."""
    if "," in surface:
        first, *groups, rest = re.split("[.,]", surface)
        if len(first) > 3 or not rest or any(len(group) != 3 for group in groups):
            return None
        if all(map(_PROPER.fullmatch, surface.split(","))):
            return None  # 1.234,567.89: two numbers side by side
        pieces = (first, *groups)
        text = "".join(pieces) + ("" if len(rest) == 3 else ".") + rest
        return Numeral(Decimal(text), 0 if len(rest) == 3 else len(rest), ("broken-grouping",), True, True)
    whole, _, rest = surface.partition(".")
    if surface.count(".") > 2 and whole != "0" and not rest.startswith("0."):
        return None  # an address, a section
    text = whole + "." + rest.replace(".", "")
    if not _DECIMAL.fullmatch(text):
        return None
    return Numeral(Decimal(text), len(text.partition(".")[2]), ("broken-decimal",), True, True)


def _may_be_a_list(first: str, *groups: str) -> bool:
    """101,29 and 234,2143 and 74,81,116,405: nothing in them is a group of three, or they only rise."""
    pieces = [first, *groups]
    rising = len(pieces) > 2 and all(pieces) and all(int(one) < int(next_) for one, next_ in pairwise(pieces))
    return bool(groups) and (rising or all(len(group) != 3 for group in groups))
