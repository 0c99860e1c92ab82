"""`match: {listing: ...}`: a counted noun and the enumeration that follows it. Binds `stated` and `listed`.

    listing: {en: [":", "namely"], zh: ["：", "分别是"]}      what opens the enumeration, by language

Only enumerations whose end is sure are read: names joined by commas and a last "and" up to the end of the sentence, or
items between enumeration commas. A bracket or dash that opens one ends it, too. Where a word may join two items or belong
to one, `listed` is a range. Beside `listing`, `nouns: named` asks for a word of that class as the last before the opener.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from aicheck.documents import running_text
from aicheck.model import Quantity, Reading
from aicheck.quantities import sentences_of
from aicheck.rules.matching import Facts, Match, Matcher, Source
from aicheck.rules.text.classes import has_classes, word_classes
from aicheck.yamlio import WRONG_TYPE, Fields, Node, Scalar, quoted
from aicheck.yamlio import Mapping as MappingNode
from aicheck.yamlio import Sequence as SequenceNode

_LONGEST_COUNT = 20
_LEAD, _DENSE_LEAD = (rf"([^,;:.!?()\d，；：。！？（）、]{{0,{length}}}?)" for length in (40, 6))
"""What may stand between the count and the word that opens the enumeration: a noun with what belongs to it."""
_MARKS = re.compile(r"[\d;:()\[\]\"“”‘；：（）《》—–]")
_CLOSERS = {"(": ")", "（": "）", "—": "—", " – ": " – ", "——": "——"}
"""What closes an enumeration that opened with a bracket or dash; a dash may be left open to the end of the sentence."""
_BRACKETS = "(（"
_NAME = re.compile(r"(?:the )?[A-Z][\w'’.-]*(?: (?:of|the|de|for|in|&|[A-Z][\w'’.-]*)){0,4}")
_ITEM = re.compile(r"[\w·]{1,12}")
_SHORTEST = 2
_DENSE_COMMA, _FEWEST = "、", 2


class _Listing(NamedTuple):
    """What opens an enumeration, by language, and the class of nouns that are counted; any noun where it is empty."""

    openers: Mapping[str, tuple[str, ...]]
    nouns: str


class _Counted(NamedTuple):
    """An enumeration: where it begins and ends in the text, and how many items it has at least and at most."""

    start: int
    end: int
    least: int
    most: int


def _compile(node: Node, fields: Fields) -> Matcher | None:
    if not isinstance(node, MappingNode):
        fields.fault(WRONG_TYPE, f"listing: languages are expected, not {node.kind}", node, 'write {en: [":", namely]}')
        return None
    found: dict[str, tuple[str, ...]] = {}
    for language, value in node.entries:
        if not has_classes(language, fields, "listing"):
            return None
        items = value.items if isinstance(value, SequenceNode) else (value,)
        words = tuple(item.text for item in items if isinstance(item, Scalar) and item.text)
        if len(words) < len(items) or not words:
            fields.fault(WRONG_TYPE, "listing: a list of words is expected", value, 'write [":", namely]')
            return None
        found[language.text] = words
    nouns = next((scalar.text for scalar in fields.scalars("nouns")), "")
    if nouns and not any(own is not None and own.single(nouns) for own in map(word_classes, found)):
        fields.fault(WRONG_TYPE, f"nouns: {quoted(nouns)} is no class of words", node, "see docs/patterns.md")
        return None
    return Matcher({"stated": "one", "listed": "one"}, _Listing(found, nouns))


def _find(matchers: Sequence[Matcher], facts: Facts) -> Iterator[tuple[int, Match]]:
    for reading in facts.readings:
        text = running_text(reading.document)
        for sentence in sentences_of(reading):
            language = sentence.language
            wanted = [(index, each.pattern) for index, each in enumerate(matchers) if language in each.pattern.openers]
            for quantity in filter(_is_count, sentence.quantities if wanted else ()):
                for index, listing in wanted:
                    counted = _enumerated(text, quantity, sentence.end, listing, language)
                    if counted is not None:
                        yield index, _match(reading, quantity, counted, facts)


def _is_count(quantity: Quantity) -> bool:
    value = quantity.value
    if quantity.kind != "count" or quantity.relation != "=" or quantity.change != "none" or value is None:
        return False
    return quantity.decimals in (0, None) and value == int(value) and 2 <= value <= _LONGEST_COUNT


def _enumerated(text: str, counted: Quantity, end: int, listing: _Listing, language: str) -> _Counted | None:
    """The enumeration that one of the words opens behind a count; None where its end or its items are not sure."""
    start, openers = counted.end, listing.openers[language]
    written = (rf"\b{re.escape(word)}\b" if word.isascii() and word.isalpha() else re.escape(word) for word in openers)
    dense = _DENSE_COMMA in text[start:end]
    opened = re.compile(rf"{_DENSE_LEAD if dense else _LEAD}({'|'.join(written)})\s*").match(text, start, end)
    words = word_classes(language)
    if opened is None or words is None or any(word in opened[1] for word in words.single("unlisted")):
        return None
    nouns = words.single(listing.nouns)
    if listing.nouns and not _ends_with((counted.text + opened[1]).strip().lower(), nouns, dense):
        return None
    end = _closed(text, opened.end(), end, opened[2])
    joins = sorted(words.single("join"), key=len, reverse=True)
    listed = text[opened.end() : end].rstrip().rstrip(".!?。！？")
    if not listed or _MARKS.search(listed) or any(item in nouns for item in listed.split(_DENSE_COMMA)):
        return None  # of 15 provinces (regions, cities) the bracket says what else counts
    items = _dense(listed, joins) if dense else _spaced(" ".join(listed.split()), joins)
    return None if items is None else _Counted(opened.end(), opened.end() + len(listed), *items)


def _closed(text: str, start: int, end: int, opener: str) -> int:
    """Where an enumeration ends: at the mark that closes its opener, or with the sentence; nowhere where a bracket stays open."""
    closer = _CLOSERS.get(opener)
    at = end if closer is None else text.find(closer, start, end)
    return at if at >= 0 else start if opener in _BRACKETS else end


def _ends_with(lead: str, nouns: frozenset[str], dense: bool) -> bool:
    return lead.endswith(tuple(nouns)) if dense else lead.rpartition(" ")[2] in nouns


def _dense(listed: str, joins: Sequence[str]) -> tuple[int, int] | None:
    """How many items stand between enumeration commas up to the end; nothing where the list says that it is not complete.

    A joining word may be part of an item's name; at the end, between two items of some length, it joins them.
    """
    items = [item.strip() for item in listed.split(_DENSE_COMMA)]
    if len(items) < _FEWEST or not all(map(_ITEM.fullmatch, items)) or len(items[-1]) != len(items[-1].rstrip("等")):
        return None
    joined = sum(item.count(join) for item in items for join in joins)
    pairs = (items[-1].split(join) for join in joins)
    last = any(len(pair) > 1 and min(map(len, pair)) >= _SHORTEST for pair in pairs)
    return len(items) + last, len(items) + max(joined, last)


def _spaced(listed: str, joins: Sequence[str]) -> tuple[int, int] | None:
    """How many names stand between commas, the last of them joined by a word; nothing where an item is no name."""
    join = re.compile(rf"(?:^| )(?:{'|'.join(joins)}) ")
    items = [item.strip() for item in listed.split(",")]
    led = bool(join.match(items[-1]))
    items[-1] = join.sub("", items[-1], count=1) if led else items[-1]
    parts = [join.split(item) for item in items]
    if not all(_NAME.fullmatch(part) for item in parts for part in item) or not (led or len(parts[-1]) > 1):
        return None
    inner = sum(len(item) - 1 for item in parts)
    return len(items) + (0 if led else 1), len(items) + inner


def _match(reading: Reading, quantity: Quantity, counted: _Counted, facts: Facts) -> Match:
    text = reading.document.text[counted.start : counted.end]
    least, most = Decimal(counted.least), Decimal(counted.most)
    listed = Quantity(counted.start, counted.end, text, least, most, least if least == most else None, None, kind="count")
    stated = facts.item(reading, quantity)
    return Match({"stated": stated, "listed": facts.item(reading, listed)}, stated.place)


_WORDS = {
    "description": "each key is a language, with the words that open an enumeration in it",
    "anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}, "minItems": 1}],
}

SOURCE = Source(
    name="listing",
    summary="a counted noun and the enumeration that follows it; binds `stated` and `listed`",
    scope="document",
    compile=_compile,
    find=_find,
    schema={"type": "object", "additionalProperties": _WORDS, "minProperties": 1},
    example="""\
severity: warning
match: {listing: {en: [":"]}}
expect: stated == listed
at: stated
message: "{stated} are announced, but the list has {expected}"
what: A list has as many items as are announced.
why: An item was added or dropped without the count.
tests:
  ok: ["Ferries call at three ports: Hull, Bergen and Esbjerg."]
  bad: ["Ferries call at [[two]] ports: Hull, Bergen and Esbjerg."]
""",
    beside={"nouns": {"type": "string", "description": "the class of words that may be counted; any where it is left out"}},
)
