"""Printed lines become paragraphs: what was broken only because the line was full is one text again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from aicheck.documents.pdf.glyphs import HYPHEN
from aicheck.documents.pdf.lines import BLANK, Printed

PITCH = 2.0
"""Sizes between the baselines of two lines of one paragraph, at most."""
LOOSER = 1.35
"""How much wider than the closest pitch beside it a pitch within a paragraph may be."""
INDENT = 0.8
"""Sizes by which the first line of a paragraph is set in, at least."""
SLACK = 1.0
"""Sizes by which a full line may end before the edge and its next word still have fitted."""
MOST_WORDS = 50_000
"""Words that are remembered to tell how a broken word is written."""
_BULLET = re.compile(
    r"[•▪■□●○◦‣▶►◆·*–—-]\s|\(?\d{1,2}[.)]\s|[(（]?[a-zA-Zivx]{1,3}[)）]\s|[（(]?[一二三四五六七八九十]{1,3}[)）、．.]|[（(]\d{1,2}[）)]"
)
_DENSE = re.compile(r"[⺀-鿿豈-﫿＀-￯　-〿]")
_NUMBER_END, _NUMBER_START = re.compile(r"[\d.,]\Z"), re.compile(r"[\d.,%]")
_LONGEST_WORD = 40
"""Code points of a word that may be broken: what is looked at does not grow with a paragraph."""
_NEAR = 20
"""Code points before a broken number in which a Chinese text shows itself."""
_BROKEN = re.compile(rf"(?P<head>\w+)[-‐{HYPHEN}]\Z")
_WORD = re.compile(r"\w+")
_COMPOUND = re.compile(r"\w+(?:[-‐]\w+)+|\w+")
ENDED = re.compile(r"[.!?:;。！？：；…][\"'”’)）」』]*\Z")


def _broken(text: str) -> re.Match[str] | None:
    """The word that is broken at the end of a text."""
    return _BROKEN.search(text[-_LONGEST_WORD:])


class Part(NamedTuple):
    """A paragraph's text from one printed line: where it stands in the paragraph."""

    start: int
    end: int
    line: Printed


def paragraphs(lines: Sequence[Printed]) -> list[list[Printed]]:
    """The lines of one column, those of one paragraph together."""
    found: list[list[Printed]] = []
    for at, line in enumerate(lines):
        if found and _runs_on(lines, at):
            found[-1].append(line)
        else:
            found.append([line])
    return found


def _runs_on(lines: Sequence[Printed], at: int) -> bool:
    """Whether a line goes on with the paragraph of the line before it."""
    before, line = lines[at - 1], lines[at]
    pitch = line.baseline - before.baseline
    if not 0 < pitch <= PITCH * line.size or abs(line.size - before.size) > 0.08 * line.size:
        return False
    beside = [lines[k + 1].baseline - lines[k].baseline for k in (at - 2, at) if 0 <= k < len(lines) - 1]
    if any(0 < other * LOOSER < pitch for other in beside) or _BULLET.match(line.pieces[0].text):
        return False
    marked = bool(_BULLET.match(f"{before.pieces[0].text} "))
    if line.left - before.left > INDENT * line.size and not marked:
        return False
    if line.text[:1].islower() and not ENDED.search(before.text):
        return True
    return bool(_broken(before.text) and line.text[:1].isdigit()) or not _has_room(before, line, _edge(lines, at))


def _edge(lines: Sequence[Printed], at: int) -> float:
    """Where the lines around one end: the right edge of their column."""
    size = lines[at].size
    near = [line for line in lines[max(at - 4, 0) : at + 4] if abs(line.size - size) <= 0.08 * size]
    return max(line.right for line in near)


def _has_room(before: Printed, line: Printed, edge: float) -> bool:
    """Whether the first word of a line would have fitted onto the line before: then the break was meant."""
    text = line.text
    letter = (line.right - line.left) / max(len(text), 1)
    first = 1 if _DENSE.match(text) else len(text.split(" ", 1)[0])
    return before.right + BLANK * line.size + first * letter < edge - SLACK * line.size


def goes_on(before: Printed, line: Printed, edge: float) -> bool:
    """Whether a paragraph that ends a column or page goes on with the first line of the next one."""
    text, last = line.pieces[0].text, before.pieces[-1].text
    if abs(line.size - before.size) > 0.08 * line.size or ENDED.search(last) or _BULLET.match(text):
        return False
    if len(before.pieces) > 1 or len(line.pieces) > 1:
        return False
    full = before.right >= edge - 3 * before.size
    return text[:1].islower() or (full and bool((_DENSE.match(text) and _DENSE.match(last[-1:])) or _broken(last)))


class Vocabulary:
    """The words met so far, to tell a compound broken at its hyphen from a word broken by one."""

    def __init__(self) -> None:
        self._words: set[str] = set()

    def add(self, lines: Sequence[Printed]) -> None:
        """Remember the words of lines and their compounds, as long as there is room; not those that a line's end breaks."""
        broken = False
        for line in lines:
            matches = list(_COMPOUND.finditer(line.text.lower()))[broken:]
            broken = bool(_broken(line.text))
            if len(self._words) < MOST_WORDS:
                for match in matches[: len(matches) - broken]:
                    self._words.add(match[0])
                    self._words.update(re.split("[-‐]", match[0]))

    def keeps(self, head: str, tail: str) -> bool:
        """Whether a word broken after a hyphen keeps it."""
        head, tail = head.lower(), tail.lower()
        if f"{head}{tail}" in self._words:
            return False
        return f"{head}-{tail}" in self._words or (head in self._words and tail in self._words)


def joined(lines: Sequence[Printed], words: Vocabulary) -> tuple[str, list[Part]]:
    """The text of a paragraph on one line, and what of it comes from which printed line."""
    text = ""
    parts: list[Part] = []
    for line in lines:
        new = " ".join(piece.text for piece in line.pieces)
        if parts:
            text = _led_on(text, new, words)
            parts[-1] = parts[-1]._replace(end=min(parts[-1].end, len(text)))
        start = len(text)
        text += _softened(new)
        parts.append(Part(start, len(text), line))
    if text.endswith(HYPHEN):
        text = text[:-1] + "-"
    return text, parts


def _softened(text: str) -> str:
    """The text without hyphens that only mark where a word may be broken, but for one at its end."""
    return text[:-1].replace(HYPHEN, "") + text[-1:]


def _led_on(text: str, new: str, words: Vocabulary) -> str:
    """The text so far, ready for the next line: with a blank, without one in Chinese, a broken word made whole."""
    broken = _broken(text)
    if broken:
        tail = _WORD.match(new)
        if tail is None:
            return f"{text[:-1]}- "
        head = broken["head"]
        whole = head[-1].isalpha() and new[0].islower() and not words.keeps(head, tail[0])
        return text[:-1] if whole else f"{text[:-1]}-"
    if text.endswith(HYPHEN):
        text = text[:-1] + "-"
    if _DENSE.match(text[-1]) or _DENSE.match(new):
        return text
    number = _NUMBER_END.search(text) and _NUMBER_START.match(new) and _DENSE.search(text[-_NEAR:])
    return text if number else f"{text} "
