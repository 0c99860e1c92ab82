"""Where sentences begin and end: one linear pass, stable under cutting at a boundary."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from aicheck.documents import blocks, running_text
from aicheck.lexicons import Lexicon, load
from aicheck.model import Quantity, Reading
from aicheck.quantities.languages import spoken

# A full stop ends a sentence before white space; a blank line and the CJK stops end one by themselves. Languages without
# spaces are not broken into lines inside a sentence: there a line break ends one, but for lines of Latin words.
_CLOSE: Final = "[\"'”’）】」』]*"
_MARK: Final = re.compile(
    r"[.!?…。！？；\n](?:(?<=[.!?…])[.!?…]*[\"'”’)\]]*(?=\s)"
    rf"|(?<=[！？；]){_CLOSE}|(?<=。)(?<![0-9]。){_CLOSE}|(?<=。)(?![0-9]{{1,2}}[%％]){_CLOSE}"
    r"|(?<=\n)(?:[ \t]*\n\s*|(?=[ \t]*(?:[-*•·▪◦]|[0-9]{1,2}[.)])[ \t])|(?=#{1,6} )))"
)
_LONGEST: Final = 24
"""Code points before a full stop that may be an abbreviation."""
_INITIALS: Final = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]")
_MARK_OR_LINE: Final = re.compile(_MARK.pattern + r"|\n(?<![A-Za-z,]\n)|\n(?![A-Za-z])")


class Sentence(NamedTuple):
    """A sentence of a document's prose: its place in the running text, end exclusive, its language, its quantities, and where
    its paragraph begins."""

    start: int
    end: int
    language: str
    quantities: Sequence[Quantity]
    block: int


def sentences(text: str, language: str) -> list[tuple[int, int]]:
    """The (start, end) of every sentence of the text, in order, together covering it.

    Abbreviations of the language, initials and decimal points end none.
    """
    return spans(text, load(language))


def sentences_of(reading: Reading) -> Iterator[Sentence]:
    """The sentences of a document's prose that hold a quantity, in order; each in the language that it is written in."""
    document, quantities = reading.document, reading.worded
    text, lexicon = running_text(document), load(document.language)
    starts = [quantity.start for quantity in quantities]
    for block, block_end in blocks(document):
        if bisect_left(starts, block) == bisect_left(starts, block_end):
            continue
        for start, end in spans(text[block:block_end], lexicon):
            first, last = bisect_left(starts, block + start), bisect_left(starts, block + end)
            if first < last:
                language = spoken(text[block + start : block + end], lexicon)
                yield Sentence(block + start, block + end, language, quantities[first:last], block)


def spans(text: str, lexicon: Lexicon) -> list[tuple[int, int]]:
    """`sentences`, with the lexicon at hand."""
    found = []
    start = 0
    for match in (_MARK if lexicon.spaced else _MARK_OR_LINE).finditer(text):
        end = match.end()
        if text[match.start()] == "." and not _ends(text, start, match.start(), end, lexicon):
            continue
        found.append((start, end))
        start = end
    if start < len(text):
        found.append((start, len(text)))
    return found


def _ends(text: str, start: int, stop: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a full stop at `stop` ends the sentence."""
    following = text[end : end + 12].lstrip()
    if following and (following[0].islower() or following[0] in ",;:)"):
        return False
    words = text[max(start, stop - _LONGEST) : stop]
    word = words[max(words.rfind(" "), words.rfind("\n")) + 1 :].lstrip("(\"'“‘[")
    if word in lexicon.abbreviations or (len(word) == 1 and word.isalpha() and word.isupper()):
        return False
    return not (following[:1].isdigit() and (word.lower() + "." in lexicon.labels or _INITIALS.fullmatch(word)))
