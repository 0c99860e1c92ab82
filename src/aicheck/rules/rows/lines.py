"""The vocabulary of statement lines: which label names which line of which statement, in all languages at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from aicheck import lexicons
from aicheck.yamlio import load_trusted

WORDED = 9
"""The rank of labels that are known by their wording: after all others."""
_FOLDED = {ord(wide): narrow for wide, narrow in zip("（）：，．－＆／　", "():,.-&/ ", strict=True)}
_NUMBERING = re.compile(r"\s*(?:[(]?[一二三四五六七八九十\d]{1,3}[)、.]|[ivx]{1,4}\.)\s*", re.IGNORECASE)
_ABBREVIATION = re.compile(r"\(\s*[A-Z][A-Z&]{1,6}\s*\)")
_BRACKETS = re.compile(r"/?\s*\(([^()]*)\)")
_MARKS = re.compile(r"(?:\[\w{1,3}\]|[*†‡§¹²³⁴⁵⁶⁷⁸⁹]|\((?:note|附注)?\s*\w{1,2}\))+\s*\Z", re.IGNORECASE)
_JOINTS = re.compile(r"[\s,\-–—/.:_]+")
_DROPPED = re.compile(r"['’`\"“”、;\[\]*]")
_WIDE_GAP = re.compile(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")
_EMPHASIS = re.compile(r"\*\*|__|`")


class Place(NamedTuple):
    """What a label names: a line of a statement, and its rank among the labels of that line (0 is taken first)."""

    line: str
    rank: int


class Wording(NamedTuple):
    """Labels of one kind of statement that are known by how they are worded: `net cash * operating activities`."""

    pattern: re.Pattern[str]
    place: Place


class Vocabulary(NamedTuple):
    """All labels, folded; `lines` maps a statement's kind to its labels, `wordings` to those that have gaps.

    `partial` finds the words of lines that are but a part of what their wording says.

    `dangling` finds the words with which no label ends. `separate`, `shorter`, `aside` and `divided` find the words of
    parent-only accounts, of parts of a year, of columns that are added to others, and of purchases that are divided among
    assets.
    """

    lines: Mapping[str, Mapping[str, Place]]
    wordings: Mapping[str, tuple[Wording, ...]]
    partial: re.Pattern[str]
    dangling: re.Pattern[str]
    titles: Mapping[str, re.Pattern[str]]
    separate: re.Pattern[str]
    shorter: re.Pattern[str]
    aside: re.Pattern[str]
    divided: re.Pattern[str]
    periods: Mapping[str, frozenset[str]]
    neutral: frozenset[str]
    prefixes: re.Pattern[str]

    def place(self, kind: str, folded: str) -> Place | None:
        """The line of a statement of this kind that a folded label names: as it is, else by its wording."""
        known = self.lines.get(kind, {}).get(folded)
        return known or _worded(kind, folded)


@lru_cache(maxsize=8192)
def _worded(kind: str, folded: str) -> Place | None:
    words = vocabulary()
    found = next((each.place for each in words.wordings.get(kind, ()) if each.pattern.fullmatch(folded)), None)
    return None if found is None or words.partial.search(folded) else found


@cache
def _data() -> tuple[Mapping[str, Any], ...]:
    """The files of all languages, as plain data."""
    folder = Path(lexicons.__file__).with_name("lines")
    return tuple(load_trusted(file.read_text(encoding="utf-8")) for file in sorted(folder.glob("*.yaml")))


@cache
def known_lines() -> Mapping[str, str]:
    """Every line that rules may name, with its statement's kind; much quicker than the whole vocabulary."""
    return {line: kind for each in _data() for kind, own in each["lines"].items() for line in own}


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary of every language: statements may mix them."""
    data = _data()
    neutral = frozenset(_plain(word) for each in data for word in each["neutral"].split("|"))
    prefixes = re.compile(rf"(?:{_any(each['prefixes'] for each in data)})(?:\s*:\s*|\s+)")
    lines: dict[str, dict[str, Place]] = {}
    for each in data:
        for kind, own in each["lines"].items():
            for line, written in own.items():
                for rank, labels in enumerate([written] if isinstance(written, str) else written):
                    for label in labels.split("|"):
                        lines.setdefault(kind, {}).setdefault(_folded(label, neutral, prefixes), Place(line, rank))
    wordings: dict[str, list[Wording]] = {}
    for each in data:
        for kind, own in each.get("wordings", {}).items():
            for line, written in own.items():
                for label in written.split("|"):
                    wordings.setdefault(kind, []).append(Wording(_gapped(label), Place(line, WORDED)))
    titles = {kind: _pattern(each["statements"][kind] for each in data) for kind in data[0]["statements"]}
    periods = {
        name: frozenset(_plain(word) for each in data for word in each["periods"][name].split("|")) for name in data[0]["periods"]
    }
    keys = ("separate", "shorter", "aside", "divided", "partial")
    separate, shorter, aside, divided, partial = (_pattern(each[key] for each in data) for key in keys)
    gapped = {kind: tuple(own) for kind, own in wordings.items()}
    dangling = re.compile(rf"(?:{_pattern(each['dangling'] for each in data).pattern})\s*\Z|[,–—&-]\s*\Z")
    return Vocabulary(lines, gapped, partial, dangling, titles, separate, shorter, aside, divided, periods, neutral, prefixes)


def fold(label: str) -> str:
    """A label as it is compared: lower case, no punctuation, numbering, note marks, or brackets that say nothing.

    >>> fold("Less: Provision for income taxes (benefit)")
    'provision for income taxes'
    """
    words = vocabulary()
    return _folded(label, words.neutral, words.prefixes)


@lru_cache(maxsize=8192)
def _folded(label: str, neutral: frozenset[str], prefixes: re.Pattern[str]) -> str:
    text = _EMPHASIS.sub("", label).translate(_FOLDED).strip()
    text = _NUMBERING.sub("", text, count=1) if _NUMBERING.match(text) else text
    text = _MARKS.sub("", _ABBREVIATION.sub("", text))
    text = _BRACKETS.sub(lambda found: " " if _says_nothing(found[1], neutral) else f" {found[1]} ", text).lower()
    for _ in range(2):
        text = prefixes.sub("", text.strip(), count=1) if prefixes.match(text.strip()) else text
    return _plain(text)


def _gapped(label: str) -> re.Pattern[str]:
    """A wording with gaps: `*` stands for any words, a part of one included."""
    return re.compile(".*".join(re.escape(_plain(part) if part.strip() else "").replace("\\ ", " ") for part in label.split("*")))


def _says_nothing(words: str, neutral: frozenset[str]) -> bool:
    plain = _plain(words)
    return not plain or plain in neutral or all(word in neutral for word in plain.split())


def _plain(words: str) -> str:
    text = _DROPPED.sub("", words.translate(_FOLDED).lower()).replace("&", " and ")
    text = _WIDE_GAP.sub("", _JOINTS.sub(" ", text).strip())
    for apart, together in _joined():
        text = text.replace(apart, together)
    return text


@cache
def _joined() -> tuple[tuple[str, str], ...]:
    """Words that are written apart and together."""
    pairs = (pair.split("=") for each in _data() for pair in each.get("joined", "").split("|") if pair)
    return tuple((apart, together) for apart, together in pairs)


def _any(written: Iterable[str]) -> str:
    words = sorted({word for each in written for word in each.split("|")}, key=len, reverse=True)
    return "|".join(re.escape(word) for word in words)


def _pattern(written: Iterable[str]) -> re.Pattern[str]:
    """Any of the words: Latin ones as whole words."""
    words = {word for each in written for word in each.split("|")}
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return re.compile("|".join(_whole(word) if word.isascii() else re.escape(word) for word in ordered))


def _whole(word: str) -> str:
    return rf"(?<![a-z]){re.escape(word)}(?![a-z])"
