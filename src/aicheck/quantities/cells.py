"""A table cell's words as a number: value, sign, places, percent, nil dash, footnote mark.

Cells are terser than sentences: brackets mean minus, a dash means nothing, `1,234 (2)` carries a footnote, and `5.2 pts`
or `(38)%` a unit. What is no number alone (a date, a name, `n/a`) gives None.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from aicheck.intervals import Interval
from aicheck.model import Cell, Quantity
from aicheck.quantities.languages import detect
from aicheck.quantities.scales import NO_SCALE, Scale
from aicheck.quantities.stated import read_stated

CellKind = Literal["amount", "percent", "points", "times"]
MOST_DIGITS: Final = 24
"""Digits of a cell's number; a longer run is an identifier, not an amount."""

_FULL_WIDTH: Final = {ord("０") + digit: ord("0") + digit for digit in range(10)} | {
    ord("，"): ord(","), ord("．"): ord("."), ord("（"): ord("("), ord("）"): ord(")"), ord("％"): ord("%"),
    ord("－"): ord("-"), ord("＋"): ord("+"), ord("　"): ord(" "), ord("\u00a0"): ord(" "), ord("\u2009"): ord(" "),
    ord("\u202f"): ord(" "), ord("\u2007"): ord(" "), ord("−"): ord("-"), ord("–"): ord("-"), ord("＄"): ord("$"),
    ord("￥"): ord("¥"), ord("﹪"): ord("%"),
}  # fmt: skip
_NIL: Final = re.compile(r"[\s$£€¥%()]*(?:[-—_‐‑]+)[\s\-—_%)]*\Z")
_NUMBER: Final = re.compile(
    r"""\s*
    (?P<lead>(?:[A-Z]{1,3}(?=\s?[$£€¥])|[A-Z]{3}(?=\s?[\d(])|Rs\.?)?\s*[$£€¥₹₩]?\s*)   # US$, RMB, €
    (?P<sign>[-+△▲]?)\s*
    (?P<open>\(?)\s*
    (?:[A-Z]{0,3}[$£€¥₹₩]\s*)?
    (?P<inner>[-+]?)\s*(?:[$£€¥₹₩]\s*)?
    (?P<digits>\d{1,3}(?:[,'’ ]\d{2,3})*(?:[,'’ ]\d{3})(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)
    \s*(?P<percent>%?)
    \s*(?P<close>\)?)
    \s*(?P<after>%?)
    (?P<trailing>-?)
    \s*(?P<unit>pts?\.?|pps?\.?|p\.p\.|ppts?|bps?|x|times|倍|个百分点)?
    \s*(?P<mark>(?:\(\s*[a-z0-9]{1,2}\s*\)|\[\s*[a-z0-9]{1,2}\s*\]|[*†‡§¹²³⁴⁵⁶⁷⁸⁹]+|\^\d{1,2}\^?)*)
    \s*\Z""",
    re.VERBOSE,
)
_SIGNED: Final = re.compile(r"\s*(?P<sign>[-+]?)(?P<open>\(?)(?P<inner>-?)(?P<core>[^()\s](?:[^()]*[^()\s])?)(?P<close>\)?)\s*\Z")
_SCALED_KINDS: Final[Mapping[str, CellKind]] = {"money": "amount", "number": "amount", "percent": "percent", "multiple": "times"}
_EMPHASIS: Final = re.compile(r"\s*(?P<mark>\*{1,3}|_{1,3})(?P<words>[^\s*_](?:[^*_]*[^\s*_])?)(?P=mark)\s*\Z")
_DIGIT: Final = re.compile(r"\d")
_MAY_BE_SCALED: Final = re.compile(r"\A[^\w]*[$£€¥₹₩]?\d|\d\s?[^\W\d_]")
LONGEST: Final = 40
"""Code points of a cell with words in it that may still be a number with its scale or unit."""
_SEPARATOR: Final = re.compile(r"[,'’ ]")
_YEARS: Final = Decimal(1900), Decimal(2099)


class CellNumber(NamedTuple):
    """What a cell states, exactly.

    `value` is signed and with its scale word (`$3M` is 3000000); `places` is the place of the last written digit, negative
    left of the point (`$3M`: -6). `start` and `end` are the code points of the digits (with
    separators) inside the cell's words. `nil` marks a dash: exactly nothing. `plain` tells that nothing but digits and a
    sign is written (no currency, separator, bracket), as in a year; `scaled` that a scale word is part of the number.
    """

    value: Decimal
    places: int
    kind: CellKind
    start: int
    end: int
    nil: bool = False
    bracketed: bool = False
    notes: tuple[str, ...] = ()
    marked: bool = False
    plain: bool = False
    scaled: bool = False

    @property
    def interval(self) -> Interval:
        """The values that the cell allows: half a unit of the last place either way; a dash is exactly zero."""
        return Interval.point(0) if self.nil else Interval.rounded(self.value, self.places)

    @property
    def is_year(self) -> bool:
        """Whether the number may be a calendar year: four bare digits from 1900 to 2099."""
        return self.plain and not self.places and _YEARS[0] <= self.value <= _YEARS[1]


def read_cell(words: str) -> CellNumber | None:
    """The number that a cell states, or None where it states none.

    >>> read_cell("$(1,234.5)").value
    Decimal('-1234.5')
    """
    if words.isdecimal() and words.isascii() and len(words) <= MOST_DIGITS:  # by far the most, in large tables
        return CellNumber(Decimal(words), 0, "amount", 0, len(words), plain=True)
    text = words if words.isascii() else words.translate(_FULL_WIDTH)
    if not _DIGIT.search(text):
        if _NIL.match(text):
            return CellNumber(Decimal(0), 0, "percent" if "%" in text else "amount", 0, len(words), nil=True)
        return None
    match = _NUMBER.match(text)
    if not match and text.lstrip()[:1] in ("*", "_"):
        return _emphasized(text)
    if not match:
        return _scaled(text) if len(text) <= LONGEST and _MAY_BE_SCALED.search(text) else None
    return _matched(match) if len(match["digits"]) <= MOST_DIGITS else None


def _emphasized(text: str) -> CellNumber | None:
    """A number in Markdown's bold or italic type."""
    match = _EMPHASIS.match(text)
    number = read_cell(match["words"]) if match else None
    if match is None or number is None:
        return None
    return number._replace(start=number.start + match.start("words"), end=number.end + match.start("words"))


def _matched(match: re.Match[str]) -> CellNumber | None:
    opened, closed = bool(match["open"]), bool(match["close"])
    if closed and not opened:
        return None
    digits = _SEPARATOR.sub("", match["digits"])
    negative = opened or "-" in (match["sign"], match["inner"], match["trailing"]) or match["sign"] in ("△", "▲")
    places = len(digits.partition(".")[2])
    value = Decimal(digits if digits[0] != "." else "0" + digits)
    bare = not (match["lead"].strip() or opened or match["percent"] or match["after"] or match["unit"])
    return CellNumber(
        -value if negative else value,
        places,
        _kind(match),
        match.start("digits"),
        match.end("digits"),
        bracketed=opened,
        notes=("unclosed-bracket",) if opened and not closed else (),
        marked=bool(match["mark"]),
        plain=bare and digits == match["digits"],
    )


@lru_cache(maxsize=4096)
def _scaled(text: str) -> CellNumber | None:
    """A number with a scale word or unit, where nothing else stands in the cell: `$3.2M`, `(1.2亿元)`."""
    match = _SIGNED.match(text)
    if not match or bool(match["open"]) != bool(match["close"]):
        return None
    core = match["core"]
    stated = read_stated(core, detect(core))
    if stated is None or stated.text != core or stated.value is None or stated.decimals is None:
        return None
    kind = _SCALED_KINDS.get(stated.kind)
    value = stated.value
    if kind is None or stated.relation != "=" or not isinstance(value, Decimal) or abs(stated.decimals) > MOST_DIGITS:
        return None
    negative = "-" in (match["sign"], match["inner"]) or bool(match["open"])
    start = match.start("core")
    return CellNumber(
        -value if negative else value,
        stated.decimals,
        kind,
        start,
        match.end("core"),
        bracketed=bool(match["open"]),
        notes=stated.notes,
        scaled=True,
    )


def _kind(match: re.Match[str]) -> CellKind:
    unit = match["unit"] or ""
    if unit in ("x", "times", "倍"):
        return "times"
    if unit:
        return "points"
    return "percent" if match["percent"] or match["after"] else "amount"


_STATEMENTS: Final[Mapping[CellKind, tuple[str, str]]] = {
    "amount": ("number", ""), "percent": ("percent", "percent"), "points": ("percentage-point", "percentage point"),
    "times": ("multiple", "x"),
}  # fmt: skip


def statement(
    cell: Cell, number: CellNumber, document: str = "", scale: Scale = NO_SCALE, concept: tuple[str, ...] = ()
) -> Quantity:
    """A cell as a numeric statement, at the cell's place; a dash states exactly nothing.

    Amounts are in the scale and currency of the table's caption or headers, unless the cell has a scale word of its own.
    """
    kind, unit = _STATEMENTS[number.kind]
    value, places = number.value, number.places
    if number.kind == "amount":
        kind, unit = ("money", scale.currency) if scale.currency else (kind, unit)
        if scale.power and not number.scaled:
            value, places = value.scaleb(scale.power), places - scale.power
    return Quantity(
        cell.start, cell.end, cell.text, value, value, value, None if number.nil else places, unit=unit, kind=kind,
        concept=concept, notes=number.notes, document=document,
    )  # fmt: skip
