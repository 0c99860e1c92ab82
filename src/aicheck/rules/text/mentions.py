"""What the numbers of a document are about, so that two that state one fact are found: a thing, and a period.

A thing is the content words of a number's concept, without those that only tell that it is stated (the class `telling`); a
period is the years, months and quarters (the class `period`) of its clause, or else of its sentence. Of a cell, the label of
its row is the thing, and that of its column the period.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from aicheck.documents import running_text
from aicheck.lexicons import load
from aicheck.model import Change, Quantity, Reading
from aicheck.quantities import Sentence, sentences_of
from aicheck.quantities.memory import Memory
from aicheck.quantities.singulars import singulars
from aicheck.rules.text.classes import word_classes
from aicheck.rules.text.dates import YEAR

_KINDS = frozenset({"money", "percent", "percentage-point", "physical", "count", "multiple"})
"""What is measured or counted in something: bare numbers name versions and sections."""
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+")
_POSSESSIVE = re.compile(r"['’]s?\Z")
_BREAK = re.compile(r"[;:()，；：（）、。]|,(?! ?(?:1[5-9]|20)\d\d)")
_LEAST_DENSE, _LEAST_STEMS, _STEM, _LABELS = 2, 2, 4, 2
_HAN = re.compile(r"[\u3400-\u9fff]+")


class Thing(NamedTuple):
    """What a number is a number of: its words in lower case, and how it is counted."""

    language: str
    kind: str
    unit: str
    change: Change
    words: frozenset[str]


class Cell(NamedTuple):
    """A number in a table with a label for its row and one for its column."""

    quantity: Quantity
    language: str

    @property
    def period(self) -> frozenset[str]:
        """The years and the words for periods of its column."""
        return frozenset(_periods(self.quantity.concept[1], self.language))


class Mention(NamedTuple):
    """A number in its sentence; `text` is the running text of its document."""

    quantity: Quantity
    sentence: Sentence
    text: str

    @property
    def period(self) -> frozenset[str]:
        """The years and the words for periods of its clause, else those before it in its sentence, else those after it."""
        before, after = self._around()
        clause = f"{_BREAK.split(before)[-1]} {_BREAK.split(after)[0]}"
        whole = self.text[self.sentence.start : self.quantity.start], self.text[self.quantity.end : self.sentence.end]
        found = (frozenset(_periods(passage, self.sentence.language)) for passage in (clause, *whole))
        return next(filter(None, found), frozenset())

    @property
    def names(self) -> frozenset[str]:
        """The words of its sentence that begin with a capital; of the first one that says nothing."""
        words = _WORD.findall(self.text[self.sentence.start : self.sentence.end])[1:]
        return frozenset(word.lower() for word in words if word[0].isupper())

    @property
    def earlier(self) -> bool:
        """Whether the words before it in its clause tell that it is what another number is compared with."""
        before, _ = self._around()
        return bool(_of_class("earlier-level", _BREAK.split(before)[-1], self.sentence.language))

    def retells(self, other: Mention) -> bool:
        """Whether its sentence has the words of that of another: all their stems, or without spaces half of what stands beside
        each other."""
        if other.sentence.language != self.sentence.language:
            return False
        own, theirs = self._stems, other._stems
        needed = len(theirs) if load(self.sentence.language).spaced else len(theirs) / 2
        return len(theirs) >= _LEAST_STEMS and len(own & theirs) >= needed

    @property
    def _stems(self) -> frozenset[str]:
        """The first letters of its sentence's words outside of numbers; without spaces, what stands beside what."""
        ends = (self.sentence.start, *(each.end for each in self.sentence.quantities))
        starts = (*(each.start for each in self.sentence.quantities), self.sentence.end)
        text = " ".join(self.text[end:start] for end, start in zip(ends, starts, strict=True))
        lexicon = load(self.sentence.language)
        if not lexicon.spaced:
            return frozenset(run[at : at + 2] for run in _HAN.findall(text) for at in range(len(run) - 1))
        return frozenset(word[:_STEM] for word in _words(text) if word not in lexicon.stop)

    def _around(self) -> tuple[str, str]:
        """The text of its sentence before it and after it, as far as the next numbers."""
        quantities = self.sentence.quantities
        start = max((each.end for each in quantities if each.end <= self.quantity.start), default=self.sentence.start)
        end = min((each.start for each in quantities if each.start >= self.quantity.end), default=self.sentence.end)
        return self.text[start : self.quantity.start], self.text[self.quantity.end : end]


def mentions(reading: Reading) -> Iterator[tuple[Thing, Mention]]:
    """The exact numbers of a document's prose with what they are about, in the order of the text; not those that are about
    nothing that is told."""
    text = running_text(reading.document)
    for sentence in sentences_of(reading):
        for quantity in sentence.quantities:
            if not _exact(quantity):
                continue
            words = frozenset(word for part in quantity.concept for word in _plain(part, sentence.language))
            if words:
                thing = Thing(sentence.language, quantity.kind, quantity.unit, quantity.change, words)
                yield thing, Mention(quantity, sentence, text)


def cells(reading: Reading) -> Iterator[tuple[Thing, Cell]]:
    """The same of the cells of short tables; what a column's label says beside its period belongs to the thing."""
    language = reading.document.language
    for quantity in reading.worded:
        if len(quantity.concept) == _LABELS and _exact(quantity) and _periods(quantity.concept[1], language):
            words = frozenset(word for label in quantity.concept for word in _plain(label, language))
            if words:
                yield Thing(language, quantity.kind, quantity.unit, quantity.change, words), Cell(quantity, language)


def _exact(quantity: Quantity) -> bool:
    """Whether a number is one exact amount of something, and cannot be a year."""
    year = quantity.kind != "money" and YEAR.match(quantity.text) is not None
    return quantity.kind in _KINDS and quantity.value is not None and quantity.relation == "=" and not quantity.notes and not year


def _plain(text: str, language: str) -> list[str]:
    """The words of a text that say of what it tells, in the singular; a text without spaces is one word."""
    lexicon = load(language)
    if not lexicon.spaced:
        rest = _pattern("telling", language).sub("", _pattern("period", language).sub("", text))
        return [rest] if len(rest) >= _LEAST_DENSE else []
    empty = _empty(language)
    return [_singular(language)[word] for word in _words(text) if word not in empty and not word.isdigit()]


def _periods(text: str, language: str) -> list[str]:
    years = [word for word in _words(text) if YEAR.fullmatch(word)] if load(language).spaced else []
    return _of_class("period", text, language) + years


def _of_class(name: str, text: str, language: str) -> list[str]:
    """The words of a class that stand in a text, in a language without spaces each with the number before it."""
    if not load(language).spaced:
        return _pattern(name, language).findall(text)
    known = _known(name, language)
    return [word for word in _words(text) if word in known]


def _words(text: str) -> list[str]:
    """The words of a text in a language with spaces, in lower case, and its numbers."""
    return [_POSSESSIVE.sub("", word.lower()) for word in _WORD.findall(text)]


@cache
def _empty(language: str) -> frozenset[str]:
    """The words that say nothing of a thing."""
    return load(language).stop | _known("telling", language) | _known("period", language)


@cache
def _known(name: str, language: str) -> frozenset[str]:
    classes = word_classes(language)
    return frozenset() if classes is None else frozenset(classes.classes.get(name, ()))


@cache
def _pattern(name: str, language: str) -> re.Pattern[str]:
    """The words of a class in a language without spaces, the longest first, each with the number or range before it."""
    words = sorted(map(re.escape, _known(name, language)), key=len, reverse=True)
    return re.compile(rf"(?:\d+[-–—~～至到])?\d*(?:{'|'.join(words)})" if words else r"(?!)")


@lru_cache
def _singular(language: str) -> Memory[str, str]:
    return singulars(load(language))
