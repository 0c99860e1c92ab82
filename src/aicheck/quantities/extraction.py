"""Text in, quantities out: sentences, numbers, joins, context."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from aicheck.documents import blocks, running_text
from aicheck.lexicons import Lexicon, load
from aicheck.model import Document, Exact, Quantity, Reading, Text
from aicheck.quantities.atoms import Atom
from aicheck.quantities.context import Context
from aicheck.quantities.dense_context import DenseContext
from aicheck.quantities.joining import Joiner, bound
from aicheck.quantities.languages import HAN, detect, spoken, western
from aicheck.quantities.scanner import Places, Scanner
from aicheck.quantities.sentences import spans

_BLOCK: Final = 1 << 16
"""Code points that are read at once; longer where a sentence is longer."""
_MARGIN: Final = 64
"""Code points before the end of a block in which it is not known yet whether a sentence ends."""
_FULL_WIDTH: Final = {0xFF01 + offset: 0x21 + offset for offset in range(94)} | {0x3000: 0x20}
_KEEP: Final = {ord(sign) for sign in "，：；？！（）～￥"}
_NARROW: Final = {wide: chr(narrow) for wide, narrow in _FULL_WIDTH.items() if wide not in _KEEP}
_WIDE: Final = re.compile(f"[{''.join(map(chr, _NARROW))}]")
_WIDE_COMMA: Final = re.compile(r"(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")
_WIDE_CHAIN: Final = re.compile("，[0-9]{3}，[0-9]{3}")
# 1，234，567: a first group of three may begin a list (100，200，300).
_WIDE_GROUPS: Final = re.compile(r"(?<![0-9，.])[0-9]{1,2}(?:，[0-9]{3}){2,}(?![0-9，])")
_BOUNDS: Final = frozenset(("<", ">", "<=", ">="))
_new: Final = tuple.__new__


class Reader:
    """Everything that reads one language, built once."""

    def __init__(self, lexicon: Lexicon, dollar: str, decimal_comma: bool | None, habit: bool) -> None:
        self.lexicon = lexicon
        self._settings = dollar, decimal_comma, habit
        self.scanner = Scanner(lexicon, dollar, decimal_comma, habit)
        self.joiner = Joiner(lexicon)
        self.context = Context(lexicon, self.scanner.terms.term) if lexicon.spaced else DenseContext(lexicon)

    def read_sentences(
        self, text: str, sentences: Sequence[tuple[int, int]], offset: int, found: list[Quantity], document: str
    ) -> None:
        """Appends the quantities of sentences of a text that begins at `offset`; those in another language by its reader."""
        places = self.scanner.places(text[: sentences[-1][1]])
        begins = [begin for begin, _ in places]
        at = 0
        mixed = self.lexicon.fallback is not None or (not western(text) and HAN.search(text) is not None)
        for start, end in sentences:
            first = at
            at = bisect_left(begins, end, at)
            other = self._other(text[start:end]) if mixed else None
            if other is not None:
                sentence = text[start:end]
                count_before = len(found)
                other.read(sentence, other.scanner.places(sentence), 0, start + offset, found, document)
                found[count_before:] = map(self._signed, found[count_before:])
            elif at > first:
                self.read(text[start:end], places[first:at], start, start + offset, found, document)

    def _signed(self, quantity: Quantity) -> Quantity:
        """A sign that several currencies share means what it means in the document's own language: ¥ in Chinese."""
        term = self.lexicon.prefixes.get(quantity.unit_text) if quantity.kind == "money" else None
        if term is None or term.unit == quantity.unit or quantity.unit_text.isalpha() or quantity.unit_text == "$":
            return quantity
        return quantity._replace(unit=term.unit)

    def _other(self, sentence: str) -> Reader | None:
        """The reader of a sentence in another language than its document's."""
        language = spoken(sentence, self.lexicon)
        return None if language == self.lexicon.language else reader(language, *self._settings)

    def read(self, sentence: str, places: Places, base: int, offset: int, found: list[Quantity], document: str) -> None:
        """Appends the quantities of one sentence, which begins at `offset` of its document.

        `places` are the scanner's; they count from `base` code points before the sentence.
        """
        atoms = self.scanner.scan(sentence, places, base)
        if not atoms:
            return
        context, links = self.context, self.lexicon.bound_links
        context.begin()
        floor = 0
        previous: Atom | None = None
        about: tuple[str, ...] = ()
        for statement in self.joiner.join(sentence, atoms):
            concept = context.describe(sentence, statement, floor, previous)
            floor = statement.reach or statement.end
            if previous is not None:
                if statement.relation in _BOUNDS and previous.relation in _BOUNDS and bound(sentence, previous, statement, links):
                    continue
                found.append(_quantity(sentence, previous, about, offset, document))
            previous, about = statement, concept
        if previous is not None:
            found.append(_quantity(sentence, previous, about, offset, document))


def _quantity(s: str, statement: Atom, concept: tuple[str, ...], offset: int, document: str) -> Quantity:
    low: Exact | None = statement.low
    high: Exact | None = statement.high
    value, relation = statement.value if statement.point else None, statement.relation
    start, end, kind, change, notes = statement.start, statement.end, statement.kind, statement.change, statement.notes
    if relation != "=" and relation != "~" and value is not None:
        if relation[0] == ">":
            high = None
        else:
            low = None
    if change == "none":
        if kind == "percent" and s[start] in "+-−－" and value is not None:
            change = "down" if value < 0 else "up"
    elif change == "down" and value is not None and value < 0 and s[start] not in "($":
        # dropped below -40: a level, not a fall of a negative amount
        notes = notes if kind == "temperature" or relation[0] == "<" else (*notes, "sign-conflict")
    ends = statement.ends
    if offset and ends:
        ends = tuple(end._replace(start=end.start + offset, end=end.end + offset) for end in ends)
    return _new(Quantity, (
        start + offset, end + offset, s[start:end], low, high, value, statement.decimals, relation, statement.hedge,
        change, statement.unit, s[statement.unit_start : statement.unit_end], kind, concept, notes, ends, document,
    ))  # fmt: skip


@cache
def reader(language: str, dollar: str = "USD", decimal_comma: bool | None = None, habit: bool = False) -> Reader:
    """The reader of a language with its settings, built on first use; see `habits` for the habit."""
    return Reader(load(language), dollar, decimal_comma, habit)


def extract(
    text: str, language: str | None = None, *, dollar: str = "USD", decimal_comma: bool | None = None, document: str = ""
) -> list[Quantity]:
    """Every quantity of a text, in its order; spans are code points of the text, end exclusive.

    `language` is an ISO 639-1 code with a lexicon; None tells by the script. `dollar` is the currency that a bare `$`
    means, `decimal_comma` overrides the language's way of writing decimals. Malformed numbers are kept, with notes.

    Raises: ValueError for a language without lexicon.
    """
    found: list[Quantity] = []
    for block in _read_blocks(text, 0, detect(text) if language is None else language, dollar, decimal_comma, document):
        found += block
    return found


def stream(
    text: str, language: str | None = None, *, dollar: str = "USD", decimal_comma: bool | None = None, document: str = ""
) -> Iterator[Quantity]:
    """`extract`, one quantity after the other: beside the text it takes no memory that grows with it."""
    for block in _read_blocks(text, 0, detect(text) if language is None else language, dollar, decimal_comma, document):
        yield from block


def _read_blocks(
    text: str, offset: int, language: str, dollar: str, decimal_comma: bool | None, document: str, habit: bool = False,
    most: int = _BLOCK,
) -> Iterator[list[Quantity]]:  # fmt: skip
    """The quantities of a text that begins at `offset` of its document, block by block.

    A block ends with a sentence, and has at most so many code points unless one sentence is longer.
    """
    main = reader(language, dollar, decimal_comma, habit)
    at, size = 0, most
    while at < len(text):
        block = text[at : at + size]
        narrow = _narrowed(block)
        sentences = spans(narrow, main.lexicon)
        if at + size < len(text):
            while sentences and sentences[-1][1] > size - _MARGIN:
                sentences.pop()
            if not sentences:
                size *= 2
                continue
        found: list[Quantity] = []
        main.read_sentences(narrow, sentences, offset + at, found, document)
        yield found if narrow is block else [_as_written(quantity, text, offset) for quantity in found]
        at, size = at + sentences[-1][1], most


def _narrowed(text: str) -> str:
    """The text with full-width characters as their plain forms and line ends as line feeds, at the same length."""
    if "\r" in text:
        text = text.replace("\r\n", " \n").replace("\r", "\n")
    if western(text):
        return text
    if _WIDE_CHAIN.search(text) is not None:
        text = _WIDE_GROUPS.sub(lambda number: number[0].replace("，", ","), text)
    if not _WIDE.search(text):
        return text
    return _WIDE.sub(lambda wide: _NARROW[ord(wide[0])], _WIDE_COMMA.sub(",", text))


def _as_written(quantity: Quantity, text: Text, offset: int) -> Quantity:
    """The quantity with the words of the text itself, which begins at `offset`."""
    written = text[quantity.start - offset : quantity.end - offset]
    ends = tuple(end._replace(text=text[end.start - offset : end.end - offset]) for end in quantity.ends)
    if written == quantity.text and ends == quantity.ends:
        return quantity
    return quantity._replace(text=written, ends=ends)


def read(document: Document, *, dollar: str = "USD", decimal_comma: bool | None = None, habit: bool = False) -> Reading:
    """The quantities of a document's prose; spans index the document's text.

    `habit` tells that a comma before other than three digits is a decimal comma, whatever the language does elsewhere.
    Markup inside a sentence is blank to the reader; a quantity's words are the document's, with the markup.
    """
    found: list[Quantity] = []
    text = running_text(document)
    for start, end in blocks(document):
        for block in _read_blocks(text[start:end], start, document.language, dollar, decimal_comma, document.path, habit):
            found += block
    if text is not document.text:
        found = [_as_written(quantity, document.text, 0) for quantity in found]
    return Reading(document, tuple(found))
