"""Text for a terminal: nothing in it can command the terminal, and its width in columns is known."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from aicheck.model import Place

_PLAIN = re.compile(r"[\x20-\x7e]*")
_DROPPED = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
_ESCAPED = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_GAP = "..."


def clean(text: str) -> str:
    """The text on one line, control and direction characters shown by their codes; invisible joiners are dropped."""
    return text if _PLAIN.fullmatch(text) else "".join(map(_visible, text))


def columns(text: str) -> int:
    """How many columns cleaned text takes: two for a Chinese character, none for a combining mark."""
    if _PLAIN.fullmatch(text):
        return len(text)
    from wcwidth import wcwidth  # 10 ms: only where there is more than ASCII

    return sum(max(0, wcwidth(char)) for char in text)


def _visible(char: str) -> str:
    if char in "\t\n\r\v\f":
        return " "
    if char in _DROPPED:
        return ""
    if unicodedata.category(char) in _ESCAPED:
        code = ord(char)
        return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
    return char


class Excerpt(NamedTuple):
    """A part of a line around a passage: the text, and the column (from 0) and width of the carets below it."""

    text: str
    column: int
    width: int


def excerpt(line: str, start: int, end: int, room: int) -> Excerpt:
    """The part of `line` around the code points `start` to `end` that fits into `room` columns.

    What is cut off shows as three dots (not the ellipsis character, whose width terminals disagree on). A passage that is
    itself wider than the room is cut at its end.
    """
    indent = len(line) - len(line.lstrip())
    shown = [_visible(char) for char in line.rstrip()]
    start, end = min(start, len(shown)), min(end, len(shown))
    first, last = min(indent, start), len(shown)
    widths = [columns(char) for char in shown]
    if sum(widths[first:]) > room:
        first, last = _window(widths, first, start, end, room - 2 * len(_GAP))
    before = _GAP if first > min(indent, start) else ""
    after = _GAP if last < len(shown) else ""
    text = before + "".join(shown[first:last]) + after
    column = len(before) + sum(widths[first:start])
    return Excerpt(text.rstrip() if not after else text, column, max(1, sum(widths[start : min(end, last)])))


def _window(widths: list[int], floor: int, start: int, end: int, room: int) -> tuple[int, int]:
    """Grow from the passage to both sides, a character at a time, while the room lasts."""
    first = last = start
    free = room
    while last < end and free >= widths[last]:
        free -= widths[last]
        last += 1
    if last < end:
        return first, last
    grows = True
    while grows:
        grows = False
        if last < len(widths) and free >= widths[last]:
            free -= widths[last]
            last += 1
            grows = True
        if first > floor and free >= widths[first - 1]:
            first -= 1
            free -= widths[first]
            grows = True
    return first, last


def where(place: Place) -> str:
    """A place for people: path, line, column, and where in the file that is, where the text is not the file's own."""
    return clean(f"{place.path}:{place.line}:{place.column}{f' ({place.origin})' if place.origin else ''}")


def within(place: Place, message: str) -> str:
    """A message for formats that show a line and nothing else: it ends with the page, paragraph or cell."""
    return f"{message} ({place.origin})" if place.origin else message
