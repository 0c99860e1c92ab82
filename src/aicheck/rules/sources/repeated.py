"""`match: {repeated: {by: lead, words: 5}}`: two numbers of one document that state one fact. Binds `first` and `second`.

By its `lead`: sentences that say the same words before their first numbers, a year among them; `words` is how many there
have to be at least (in a language without spaces, characters by twos). By its `thing`: numbers of one thing in one
period, in whatever words or in a table (see `rules/text/mentions`), where the document has no third one. By the `title`:
a number of the title, and the only one of its kind and unit in the text whose sentence has all the words of the title.

Two sections may still mean two things by the same words, so the rule is tentative: the two numbers have to be one slip
apart, but for a title where they lie within a factor of two.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple, TypeAlias

from aicheck.documents import running_text
from aicheck.lexicons import load
from aicheck.model import Quantity, Reading
from aicheck.quantities import sentences_of
from aicheck.rules.matching import Facts, Match, Matcher, Source, Tentative
from aicheck.rules.text.mentions import Cell, Mention, Thing, cells, mentions
from aicheck.yamlio import WRONG_TYPE, Fields, Node
from aicheck.yamlio import Mapping as MappingNode

Lead: TypeAlias = tuple[str, str, str]
"""The words before a number, in lower case, with its kind and unit."""
Pair: TypeAlias = tuple[Quantity, Quantity]
Told: TypeAlias = tuple[Thing, Mention]

_BY = ("lead", "thing", "title")
_FEWEST = 5
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
_WORD = re.compile(r"\w+")
_DENSE_WORD = 2
_LONGEST_TITLE = 200
_LEAST_WORDS, _MOST_VALUES = 2, 2
"""A thing of one word needs a period; one with more values in one period is several things."""
_ENDS_SENTENCE = ".!?。！？…"


class Pattern(NamedTuple):
    """By what two numbers state one fact, and how many words a lead has at least."""

    by: str
    words: int


def _compile(node: Node, fields: Fields) -> Matcher | None:
    if not isinstance(node, MappingNode):
        fields.fault(WRONG_TYPE, f"repeated: settings are expected, not {node.kind}", node, "write {by: thing}")
        return None
    own = Fields(node, fields.findings, "repeated")
    by = own.choice("by", _BY, "lead")
    words = own.integer("words", _FEWEST, low=3, high=40)
    if not own.close():
        return None
    tentative: Tentative = "far" if by == "title" else "always"
    return Matcher({"first": "one", "second": "one"}, Pattern(by, words or _FEWEST), tentative=tentative)


def _find(matchers: Sequence[Matcher], facts: Facts) -> Iterator[tuple[int, Match]]:
    asked = {matcher.pattern.by for matcher in matchers}
    for reading in facts.readings:
        told = list(mentions(reading)) if asked != {"lead"} else []
        pairs = {by: list(_PAIRS[by](reading, told)) for by in asked}
        for index, matcher in enumerate(matchers):
            for words, (first, second) in pairs[matcher.pattern.by]:
                if words >= matcher.pattern.words:
                    bound = {"first": facts.item(reading, first), "second": facts.item(reading, second)}
                    yield index, Match(bound, bound["second"].place)


def _of_leads(reading: Reading, _told: Sequence[Told]) -> Iterator[tuple[int, Pair]]:
    """The first numbers of sentences that begin alike, each with the first of them, and how many words these have."""
    leads: dict[Lead, Quantity] = {}
    text = running_text(reading.document)
    for start, _, language, quantities, _ in sentences_of(reading):
        quantity = quantities[0]
        if quantity.value is None:
            continue
        words = _WORD.findall(text[start : quantity.start].lower())
        said = len(words) if load(language).spaced else sum(map(len, words)) // _DENSE_WORD
        if any(map(_YEAR.search, words)):
            first = leads.setdefault((" ".join(words), quantity.kind, quantity.unit), quantity)
            if first is not quantity:
                yield said, (first, quantity)


def _of_things(reading: Reading, mentioned: Sequence[Told]) -> Iterator[tuple[int, Pair]]:
    """The numbers that a document gives one thing in one period with the first of them, where they have two values at most;
    and this one with that of a table."""
    told: dict[Thing, list[Mention]] = {}
    tabled: dict[Thing, list[Cell]] = {}
    for thing, mention in mentioned:
        told.setdefault(thing, []).append(mention)
    for thing, cell in cells(reading):
        if thing in told:
            tabled.setdefault(thing, []).append(cell)
    for thing, listed in told.items():
        if len(listed) > 1 or thing in tabled:
            yield from ((_FEWEST, pair) for pair in _of_periods(thing, listed, tabled.get(thing, ())))


def _of_periods(thing: Thing, told: Sequence[Mention], tabled: Sequence[Cell]) -> Iterator[Pair]:
    periods: dict[frozenset[str], list[Mention]] = {}
    for each in told:
        if not each.earlier:
            periods.setdefault(each.period, []).append(each)
    for period, listed in periods.items():
        same = [cell.quantity for cell in tabled if cell.period == period]
        first = listed[0]
        others = [each.quantity for each in listed[1:] if each.sentence.start != first.sentence.start and _alike(first, each)]
        if not period and len(thing.words) < _LEAST_WORDS:
            continue
        if len(_values(same)) > 1:  # of rows that have one label alike, none is known to be meant
            same = []
        if len(_values([first.quantity, *others, *same])) <= _MOST_VALUES:
            yield from ((first.quantity, other) for other in others)
            yield from ((cell, first.quantity) for cell in same[:1])


def _alike(first: Mention, other: Mention) -> bool:
    """Whether the names in the sentence of one are all in that of the other."""
    return first.names <= other.names or other.names <= first.names


def _values(quantities: Iterable[Quantity]) -> list[Quantity]:
    """One quantity for each value, those counted once that may be the same."""
    found: list[Quantity] = []
    for quantity in quantities:
        if not any(quantity.interval.meets(other.interval) for other in found):
            found.append(quantity)
    return found


def _of_title(reading: Reading, mentioned: Sequence[Told]) -> Iterator[tuple[int, Pair]]:
    """Each number of the title with the only one in the text that may be it, where they differ by more than a title rounds."""
    text = running_text(reading.document)
    first = text.lstrip().partition("\n")[0].rstrip()
    end = text.find(first) + len(first)
    if not first or len(first) > _LONGEST_TITLE or first[-1] in _ENDS_SENTENCE:
        return
    body = [each for _, each in mentioned if each.quantity.start >= end]
    for _, mention in mentioned:
        if mention.quantity.end > end:
            return
        said = [each for each in reading.worded if each.start >= end and _may_be(mention.quantity, each)]
        same = next((each for each in said if abs(each.value or 0) == abs(mention.quantity.value or 0)), None)
        alike = [each.quantity for each in body if _may_be(mention.quantity, each.quantity) and each.retells(mention)]
        if same is not None and same.value == mention.quantity.value:
            yield _FEWEST, (mention.quantity, same)
        elif same is None and len({each.value for each in alike}) == 1 and not _shortened(mention.quantity, alike[0]):
            yield _FEWEST, (mention.quantity, alike[0])


def _may_be(titled: Quantity, other: Quantity) -> bool:
    return (titled.kind, titled.unit) == (other.kind, other.unit)


def _shortened(titled: Quantity, full: Quantity) -> bool:
    """Whether a title may write a number so: rounded to the digits that it shows, or cut off after them."""
    value, exact = Fraction(titled.value or 0), Fraction(full.value or 0)
    shown = Fraction(10) ** -(titled.decimals or 0)
    rounded = shown
    while value and value % (rounded * 10) == 0:
        rounded *= 10
    return abs(exact - value) <= rounded / 2 or 0 <= exact - value < shown


_PAIRS: Mapping[str, Callable[[Reading, Sequence[Told]], Iterator[tuple[int, Pair]]]] = {
    "lead": _of_leads, "thing": _of_things, "title": _of_title,
}  # fmt: skip

SOURCE = Source(
    name="repeated",
    summary="two numbers of one document that state one fact; binds `first` and `second`",
    scope="document",
    compile=_compile,
    find=_find,
    schema={
        "type": "object",
        "properties": {
            "by": {"enum": list(_BY), "description": "the words before them, their thing and period, or the title"},
            "words": {"type": "integer", "minimum": 3, "maximum": 40, "description": "how many words a lead has at least"},
        },
        "additionalProperties": False,
    },
    example="""\
severity: warning
match: {repeated: {words: 5}}
expect: first == second
at: second
message: "{second} here, but {first} where the same was said before"
what: A document that says a thing twice says the same.
why: One of the two places was updated or mistyped alone.
tests:
  ok: ["Freight income in 2017 was $412 million. Nothing else changed. Freight income in 2017 was $412 million."]
  bad: ["Freight income in 2017 was $412 million. Nothing else changed. Freight income in 2017 was [[$421 million]]."]
""",
)
