"""A sentence as a short string with one character per token, over which patterns run.

Each word that some pattern or lexicon class mentions has a character of its own, any other word is WORD; each quantity is
one character that tells its kind, whether it is a range, and its direction. So a class is a set of characters, a gap is a
bounded repetition, and matching is a scan of a few dozen characters, however long the numbers are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from aicheck.model import KINDS, Quantity

WORD, DIGITS = "w", "n"
_FIRST_WORD = 0xE000
_FIRST_QUANTITY = 0xF0000
QUANTITIES = f"{chr(_FIRST_QUANTITY)}-{chr(_FIRST_QUANTITY + 0xFFF)}"
"""All quantity characters, as a range inside a character class."""
_MARKS = {"--": "-", **dict(zip("，、；：（）[]【】–—", ",,;:()()()--", strict=True))}
"""Punctuation to the mark that stands for it in shapes and patterns."""
_SKIPPED = frozenset(".'\"’‘“”`*_<>/|。！？!?·《》「」")

_AMOUNTS = frozenset({"money", "physical", "count", "number"})
_ALL = frozenset(KINDS)
TYPES: Mapping[str, frozenset[str]] = {
    "amount": _AMOUNTS,
    "change": frozenset({"percent", "multiple"}),
    "percent-change": frozenset({"percent"}),
    "share": frozenset({"percent", "fraction"}),
    "percent": frozenset({"percent"}),
    "points": frozenset({"percentage-point"}),
    "multiple": frozenset({"multiple"}),
    "fraction": frozenset({"fraction"}),
    "money": frozenset({"money"}),
    "count": frozenset({"count", "number"}),
    "noun": frozenset({"count"}),
    "number": frozenset({"number"}),
    "physical": frozenset({"physical", "temperature"}),
    "duration": frozenset({"duration", "age"}),
    "ratio": frozenset({"ratio"}),
    "level": _ALL - {"percentage-point", "multiple", "ratio"},
    "rough-amount": _AMOUNTS,
    "rough-multiple": frozenset({"multiple"}),
    "rough-share": frozenset({"percent", "fraction"}),
    "firm-amount": _AMOUNTS,
    "duration-range": frozenset({"duration", "age"}),
    "range": _ALL,
    "amount-range": _AMOUNTS,
    "percent-range": frozenset({"percent"}),
    "change-range": frozenset({"percent"}),
    "figure": _ALL,
}
"""The slot types: which kinds each takes. A name that ends in `range` takes true ranges only, `figure` takes ranges and
points, the others take points; a name that begins with `rough-` takes hedged quantities only, one with `firm-` none."""

DIRECTED = frozenset({"change", "percent-change", "change-range"})
"""The slot types whose quantity takes the direction that the words of the passage give."""


def quantity_code(kind: str, is_range: bool, hedged: bool) -> str:
    """The character of a quantity with these features."""
    return chr(_FIRST_QUANTITY + KINDS.index(kind) * 4 + is_range * 2 + hedged)


def type_codes(name: str) -> frozenset[str]:
    """The characters of all quantities that a slot type takes.

    Raises: KeyError for an unknown type.
    """
    ranges = (True,) if name.endswith("range") else (False, True) if name == "figure" else (False,)
    hedges = (True,) if name.startswith("rough-") else (False,) if name.startswith("firm-") else (False, True)
    return frozenset(quantity_code(kind, is_range, hedged) for kind in TYPES[name] for is_range in ranges for hedged in hedges)


def code_of(quantity: Quantity) -> str:
    """The character that stands for a quantity."""
    return quantity_code(quantity.kind, quantity.value is None, quantity.relation != "=")


class Shape(NamedTuple):
    """A sentence in characters: `codes[i]` is token i, `starts[i]` its offset in the text; `quantities` by token."""

    codes: str
    starts: tuple[int, ...]
    quantities: Mapping[int, Quantity]


_TOKEN = re.compile(
    r"[^\W\d_\u3400-\u9fff]+(?:[-’'.][^\W\d_\u3400-\u9fff]+)*|[\u3400-\u9fff]+"
    r"|\d{1,2}, (?:1\d|20)\d\d\b|\d+(?:[,.:/-]\d+)*|--|\S"
)
"""A day with its year (31, 2018) is one token: its comma parts nothing."""


class Vocabulary:
    """The words that patterns know, each with its character. Grows while patterns are compiled, then only reads."""

    def __init__(self) -> None:
        self._codes: dict[str, str] = {}
        self._phrases: dict[str, str] = {}
        self._longest: dict[str, int] = {}

    def code(self, word: str) -> str:
        """The character of one word (one punctuation mark stands for itself), given one where it is new."""
        word = _MARKS.get(word, word)
        if len(word) == 1 and not word.isalnum():
            return word
        found = self._codes.get(word)
        if found is None:
            number = _FIRST_WORD + len(self._codes)
            if number > 0xF8FF:
                number += 0x100000 - 0xF900
            found = self._codes[word] = chr(number)
            if _is_han(word):
                self._longest[word[0]] = max(len(word), self._longest.get(word[0], 0))
        return found

    def learn(self, words: Iterable[str]) -> None:
        """Gives each word its character: where Chinese words end depends on all that are known."""
        for word in words:
            self.phrase(word)

    def phrase(self, text: str) -> str:
        """The characters of a word or phrase of a pattern or class; a run of Chinese characters is one word."""
        phrase = self._phrases.get(text)
        if phrase is None:
            phrase = self._phrases[text] = "".join(self.code(piece) for piece in _pieces(text))
        return phrase

    def shape(self, text: str, start: int, end: int, quantities: Sequence[Quantity]) -> Shape:
        """The shape of the sentence text[start:end], whose quantities are given in order."""
        codes: list[str] = []
        starts: list[int] = []
        found: dict[int, Quantity] = {}
        at = start
        for quantity in quantities:
            self._words(text, at, quantity.start, codes, starts)
            found[len(codes)] = quantity
            codes.append(code_of(quantity))
            starts.append(quantity.start)
            at = quantity.end
        self._words(text, at, end, codes, starts)
        return Shape("".join(codes), tuple(starts), found)

    def _words(self, text: str, start: int, end: int, codes: list[str], starts: list[int]) -> None:
        for match in _TOKEN.finditer(text, start, end):
            word = match.group()
            first = word[0]
            if first.isdigit():
                codes.append(DIGITS)
                starts.append(match.start())
            elif "\u3400" <= first <= "\u9fff":
                self._chinese(word, match.start(), codes, starts)
            elif first.isalpha():
                for offset, piece in _english(word):
                    codes.append(self._codes.get(piece, WORD))
                    starts.append(match.start() + offset)
            elif first not in _SKIPPED:
                codes.append(_MARKS.get(word, first))
                starts.append(match.start())

    def _chinese(self, run: str, offset: int, codes: list[str], starts: list[int]) -> None:
        """The longest known word at each place; characters between known words are one WORD each."""
        at = 0
        while at < len(run):
            length, code = 1, WORD
            for size in range(min(self._longest.get(run[at], 0), len(run) - at), 0, -1):
                known = self._codes.get(run[at : at + size])
                if known is not None:
                    length, code = size, known
                    break
            codes.append(code)
            starts.append(offset + at)
            at += length


def _english(word: str) -> Iterable[tuple[int, str]]:
    """A word without its possessive, lower case."""
    lower = word.lower().replace("’", "'")
    if lower.endswith("'s"):
        lower = lower[:-2]
    yield 0, lower


def _pieces(text: str) -> Iterable[str]:
    for match in _TOKEN.finditer(text):
        word = match.group()
        if word[0].isalpha() and not _is_han(word):
            for _, piece in _english(word):
                yield piece
        elif word not in _SKIPPED:
            yield word


def _is_han(word: str) -> bool:
    return "\u3400" <= word[0] <= "\u9fff"
