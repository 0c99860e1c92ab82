"""Date and time formats of spreadsheets: what a cell shows for a serial number of days.

Day 1 is 1 January 1900, and 1900 has a 29 February (day 60), as spreadsheets have it since Lotus 1-2-3; workbooks with the
date system of 1904 count from 1 January 1904, which is day 0. Source: ECMA-376 part 1, 18.8.31 and 18.17.4.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from functools import lru_cache
from locale import windows_locale
from typing import Literal, NamedTuple

LAST = 2_958_465
"""31 December 9999, the last day that a spreadsheet knows."""
_LEAP_BUG = 60
_BUDDHIST = 543
_SKIPPED = re.compile(r'"[^"]*"?|\\.|[_*].|\[(?!h+\]|m+\]|s+\])[^\]]*\]?', re.IGNORECASE | re.DOTALL)
_GENERAL = re.compile("General|Standard", re.IGNORECASE)
_FIELDS = re.compile(r"[ymdhsgb]|e(?![+-])|aaa", re.IGNORECASE)
_TOKEN = re.compile(
    r"""
      "(?P<quoted>[^"]*)"? | \\(?P<escaped>.) | _(?P<blank>.) | \*(?P<fill>.)
    | \[(?P<elapsed>h+|m+|s+)\] | \[(?P<bracket>[^\]]*)\]?
    | (?P<noon>AM/PM|A/P|上午/下午) | (?P<fraction>\.0+)
    | (?P<field>y+|m+|d+|h+|s+|e+|b+|g+|a{3,4}) | (?P<other>.)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_LOCALE = re.compile(r"\[\$[^\]-]*-([0-9A-F]+)\]", re.IGNORECASE)


@lru_cache(maxsize=1024)
def is_date(code: str) -> bool:
    """Whether a section of a number format shows dates or times.

    >>> is_date('yyyy-mm-dd'), is_date('0.0 "days"'), is_date("[h]:mm")
    (True, False, True)
    """
    return bool(_FIELDS.search(_GENERAL.sub("", _SKIPPED.sub("", code))))


def shown_date(serial: Decimal, code: str, date1904: bool = False) -> str:
    """A serial number as a date or time in the manner of a format's section; number signs where it is no date.

    >>> shown_date(Decimal("45292.75"), "yyyy-mm-dd h:mm AM/PM")
    '2024-01-01 6:45 PM'
    """
    if not 0 <= serial <= LAST:
        return "#####"
    pieces = _pieces(code)
    places = max((len(piece.words) - 1 for piece in pieces if piece.kind == "fraction"), default=0)
    seconds = (serial * 86_400).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    moment = _moment(seconds, date1904)
    half_day = any(piece.kind == "noon" for piece in pieces)
    locale = _locale(code)
    return "".join(_shown(piece, moment, half_day, locale) for piece in pieces).strip()


class _Piece(NamedTuple):
    """A part of a format: `words`, a `fraction` of a second, an `elapsed` time, or the letter of a field."""

    kind: str
    words: str


class _Moment(NamedTuple):
    """A day as shown, and the seconds since its midnight and since day 0."""

    year: int
    month: int
    day: int
    weekday: int
    seconds: Decimal
    elapsed: Decimal


def _moment(seconds: Decimal, date1904: bool) -> _Moment:
    days = int((seconds / 86_400).to_integral_value(ROUND_FLOOR))
    within = seconds - days * 86_400
    if date1904:
        found = date(1904, 1, 1) + timedelta(days)
    elif days == _LEAP_BUG:
        return _Moment(1900, 2, 29, 2, within, seconds)
    elif days == 0:
        return _Moment(1900, 1, 0, 5, within, seconds)
    else:
        found = date(1899, 12, 31 if days < _LEAP_BUG else 30) + timedelta(days)
    return _Moment(found.year, found.month, found.day, found.weekday(), within, seconds)


@lru_cache(maxsize=256)
def _pieces(code: str) -> tuple[_Piece, ...]:
    """The parts of a section; months beside hours or seconds are minutes (of the kind `n`)."""
    found: list[_Piece] = []
    for match in _TOKEN.finditer(code):
        written = match.group()
        if match["field"]:
            found.append(_Piece(written[0].lower(), written.lower()))
        elif match["elapsed"]:
            found.append(_Piece("elapsed", match["elapsed"].lower()))
        elif match["noon"] or match["fraction"]:
            found.append(_Piece("noon" if match["noon"] else "fraction", written))
        elif match["bracket"] is None:
            literal = next((words for name in ("quoted", "escaped") if (words := match[name]) is not None), written)
            found.append(_Piece("words", " " if match["blank"] or match["fill"] else literal))
    fields = [at for at, piece in enumerate(found) if len(piece.kind) == 1 or piece.kind == "elapsed"]
    for number, at in enumerate(fields):
        before = found[fields[number - 1]].words[0] if number else ""
        behind = found[fields[number + 1]].words[0] if number + 1 < len(fields) else ""
        if found[at].kind == "m" and len(found[at].words) < 3 and (before == "h" or behind == "s"):
            found[at] = _Piece("n", found[at].words)
    return tuple(found)


def _shown(piece: _Piece, moment: _Moment, half_day: bool, locale: str) -> str:
    kind, width = piece.kind, len(piece.words)
    if kind == "words":
        return piece.words
    if kind in ("m", "d", "a") and width > 2:
        return _name(kind, width, moment, locale)
    if kind in ("y", "e", "b"):
        year = moment.year + (_BUDDHIST if kind == "b" else 0)
        return str(year % 100).zfill(2) if width <= 2 and kind != "e" else str(year)
    if kind in ("m", "d"):
        return str(moment.month if kind == "m" else moment.day).zfill(min(width, 2))
    return _time(piece, moment, half_day)


def _time(piece: _Piece, moment: _Moment, half_day: bool) -> str:
    """A part of the time of day, or of the time since day 0; nothing for what spreadsheets show of eras."""
    kind, width = piece.kind, len(piece.words)
    hours, minutes = divmod(int(moment.seconds) // 60, 60)
    if kind == "fraction":
        return "." + format(moment.seconds % 1, "f").partition(".")[2].ljust(width - 1, "0")
    if kind == "noon":
        morning, _, evening = piece.words.partition("/")
        return evening if hours >= 12 else morning
    if kind == "elapsed":
        return str(int(moment.elapsed) // {"h": 3600, "m": 60, "s": 1}[piece.words[0]]).zfill(width)
    clock = (hours + 11) % 12 + 1 if half_day else hours
    numbers = {"h": clock, "n": minutes, "s": int(moment.seconds) % 60}
    return str(numbers[kind]).zfill(min(width, 2)) if kind in numbers else ""


def _name(kind: str, width: int, moment: _Moment, locale: str) -> str:
    """The name of the month or of the day of the week, in the language that the format names."""
    from babel.dates import get_day_names, get_month_names  # only where a date is shown in words

    style: Literal["abbreviated", "narrow", "wide"] = "abbreviated" if width == 3 else "narrow" if width == 5 else "wide"
    if kind == "m":
        return str(get_month_names(style, locale=locale)[moment.month])
    return str(get_day_names(style, locale=locale)[moment.weekday])


@lru_cache(maxsize=64)
def _locale(code: str) -> str:
    """The locale that a format names by its Windows number; English where it names none that is known."""
    from babel import Locale, UnknownLocaleError

    named = _LOCALE.search(code)
    name = windows_locale.get(int(named.group(1), 16) & 0xFFFF, "en") if named else "en"
    try:
        return str(Locale.parse(name))
    except (UnknownLocaleError, ValueError):
        return "en"
