"""The passages of a document, each in one language: what translations are made of."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property

from aicheck.documents import blocks, running_text
from aicheck.lexicons import load
from aicheck.lexicons.glossaries import Glossary
from aicheck.model import Cell, Document, Quantity, Reading, Text
from aicheck.quantities import detect, extract, sentences
from aicheck.quantities.languages import han_count, may_be_bilingual
from aicheck.rules.across.statements import Statement

_LATIN_WORD = re.compile(r"[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ'’.-]*[A-Za-zÀ-ɏ]|[A-Za-z]")
_LINE = re.compile(r"[^\n]+")
_BLANK = re.compile(r"\n[ \t\r]*\n")
_CLOSED = re.compile(r"[.!?:;…。！？：；][\"'”’)\]]*\s*\Z")
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_FEWEST_HAN, _FEWEST_WORDS = 3, 3
_SHORTEST_CELL = 6
_LATIN_NAME = re.compile(r"[A-Za-z][\w-]*[A-Za-z]")


class Passage:
    """A run of text in one language: its place, what it says, and the quantities in it.

    `start` and `end` are code points of the document; `order` counts the passages of one document, of every language.
    """

    def __init__(
        self, reading: Reading, text: str, start: int, end: int, language: str, quantities: Sequence[Quantity], order: int
    ) -> None:
        self.reading, self.text = reading, text
        self.start, self.end, self.language = start, end, language
        self.quantities = tuple(quantities)
        self.order = order
        self._said: frozenset[tuple[str, ...]] | None = None

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """The quantities, ready to be compared."""
        return tuple(map(Statement, self.quantities))

    @cached_property
    def keys(self) -> frozenset[str]:
        """What a passage shares with its rendering: the digits of its numbers, whatever their scale, and years and days."""
        own = {each.figures for each in self.statements if not each.small and each.figures}
        return frozenset(own.union(digits for digits in self.digits if len(digits) > 1))

    @cached_property
    def rough(self) -> frozenset[str]:
        """The digits of its numbers, rounded."""
        return frozenset(each.rough for each in self.statements)

    @cached_property
    def size(self) -> int:
        """How much is said: characters of a language without spaces, words of one with them."""
        dense = not load(self.language).spaced
        return han_count(self.text) if dense else len(_LATIN_WORD.findall(self.text))

    @cached_property
    def digits(self) -> tuple[str, ...]:
        """The numbers in digits that are no quantities, such as years and days of months, without marks."""
        own = [(quantity.start - self.start, quantity.end - self.start) for quantity in self.quantities]
        found = (match for match in _DIGITS.finditer(self.text))
        return tuple(
            match[0].replace(",", "") for match in found if not any(a <= match.start() and match.end() <= b for a, b in own)
        )

    @cached_property
    def names(self) -> frozenset[str]:
        """The words in Latin letters, in lower case: in a language of another script they are names."""
        return frozenset(word.lower() for word in _LATIN_NAME.findall(self.text))

    @cached_property
    def beginnings(self) -> frozenset[str]:
        """What the words begin with, in lower case, and what they are."""
        words = {word.lower() for word in _LATIN_WORD.findall(self.text)}
        return frozenset(word[:length] for word in words for length in range(2, len(word) + 1))

    def said(self, glossary: Glossary) -> frozenset[tuple[str, ...]]:
        """What it says in words of a glossary's source language, as what these begin with in the other."""
        if self._said is None:
            self._said = glossary.said(self.text)
        return self._said

    def joined(self, other: Passage) -> Passage:
        """This passage and the one after it as one."""
        gap = "\n" * max(other.start - self.end, 1)
        every = (*self.quantities, *other.quantities)
        return Passage(self.reading, self.text + gap + other.text, self.start, other.end, self.language, every, self.order)


def passages_of(reading: Reading) -> list[Passage]:
    """The passages of a document's prose and of the cells of its tables, in order.

    Lines and cells that are in no language (bare numbers, codes) are left out.
    """
    document = reading.document
    lexicon = load(document.language)
    languages = {
        "spaced": lexicon.language if lexicon.spaced else lexicon.fallback or lexicon.language,
        "dense": lexicon.language if not lexicon.spaced else detect("一二三"),
    }
    text, quantities = running_text(document), reading.worded
    starts = [quantity.start for quantity in quantities]
    found: list[tuple[int, int, str, str, Sequence[Quantity]]] = []
    for start, end, script in _runs(text, blocks(document), document.language):
        own = quantities[bisect_left(starts, start) : bisect_left(starts, end)]
        found.append((start, end, languages[script], text[start:end], own))
    for cell, script in _cells(document):
        language = languages[script]
        own = [_moved(each, cell.start) for each in extract(cell.text, language, document=document.path)]
        found.append((cell.start, cell.end, language, cell.text, own))
    found.sort(key=lambda each: each[:2])
    return [
        Passage(reading, words, start, end, language, own, order)
        for order, (start, end, language, words, own) in enumerate(found)
    ]


def _cells(document: Document) -> Iterator[tuple[Cell, str]]:
    """The cells with words and digits in rows that are in two scripts."""
    for table in document.tables:
        for row in table.rows:
            worded = [(cell, script) for cell in row if len(cell.text) >= _SHORTEST_CELL and (script := script_of(cell.text))]
            if len({script for _, script in worded}) == 2:
                yield from ((cell, script) for cell, script in worded if _stands(cell, document.text))


def _stands(cell: Cell, text: Text) -> bool:
    """Whether a cell's words stand in the document as they are."""
    return text[cell.start : cell.start + len(cell.text)] == cell.text


def _moved(quantity: Quantity, by: int) -> Quantity:
    ends = tuple(end._replace(start=end.start + by, end=end.end + by) for end in quantity.ends)
    return quantity._replace(start=quantity.start + by, end=quantity.end + by, ends=ends)


def _runs(text: str, parts: Sequence[tuple[int, int]], language: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, script) of what stands in one script within a paragraph."""
    for block, block_end in parts:
        at = block
        for start, end in [*((m.start(), m.end()) for m in _BLANK.finditer(text, block, block_end)), (block_end, block_end)]:
            yield from _of_paragraph(text, at, start, language)
            at = end


def _of_paragraph(text: str, start: int, end: int, language: str) -> Iterator[tuple[int, int, str]]:
    """The lines of a paragraph; a line in words with spaces goes on in the next unless a sentence ends with it."""
    held: tuple[int, int, str] | None = None
    for line in _LINE.finditer(text, start, end):
        for first, last in _pieces(text, line.start(), line.end(), language):
            script = script_of(text[first:last])
            if not script:
                continue
            if held is not None and held[2] == script and _goes_on(text, held, first):
                held = held[0], last, script
                continue
            if held is not None:
                yield held
            held = first, last, script
    if held is not None:
        yield held


def _goes_on(text: str, held: tuple[int, int, str], start: int) -> bool:
    """Whether what stands at `start` belongs to the passage before it: in its line, or a line that was broken in it."""
    if "\n" not in text[held[1] : start]:
        return True
    return held[2] == "spaced" and _CLOSED.search(text[held[0] : held[1]]) is None


def _pieces(text: str, start: int, end: int, language: str) -> Iterator[tuple[int, int]]:
    """A line in one piece, or by its sentences where it is in two scripts."""
    line = text[start:end]
    if not may_be_bilingual(line):
        yield start, end
        return
    for first, last in sentences(line, language):
        yield start + first, start + last


def script_of(text: str) -> str:
    """`dense` where more characters are Chinese than there are words in Latin letters, `spaced` where words are; else nothing."""
    han = han_count(text)
    words = sum(len(word) > 1 for word in _LATIN_WORD.findall(text))
    if han >= _FEWEST_HAN and han >= words:
        return "dense"
    return "spaced" if words >= _FEWEST_WORDS and words > han else ""
