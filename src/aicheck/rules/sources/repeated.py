"""`match: {repeated: {words: 5}}`: two numbers of one document whose sentences begin alike. Binds `first` and `second`.

Sentences that say the same words before their numbers, a year among them, state one fact; `words` is how many there have
to be at least (in a language without spaces, characters by twos). Two sections may still mean two things by the same
words, so the rule is tentative: the two numbers have to be one slip apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from aicheck.documents import running_text
from aicheck.lexicons import load
from aicheck.model import Quantity, Reading
from aicheck.quantities import sentences_of
from aicheck.rules.matching import Facts, Match, Matcher, Source
from aicheck.yamlio import WRONG_TYPE, Fields, Node
from aicheck.yamlio import Mapping as MappingNode

Lead = tuple[str, str, str]
"""The words before a number, in lower case, with its kind and unit."""

_FEWEST = 5
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
_WORD = re.compile(r"\w+")
_DENSE_WORD = 2


def _compile(node: Node, fields: Fields) -> Matcher | None:
    if not isinstance(node, MappingNode):
        fields.fault(WRONG_TYPE, f"repeated: settings are expected, not {node.kind}", node, "write {words: 5}")
        return None
    own = Fields(node, fields.findings, "repeated")
    words = own.integer("words", _FEWEST, low=3, high=40)
    if not own.close():
        return None
    return Matcher({"first": "one", "second": "one"}, words or _FEWEST, tentative="always")


def _find(matchers: Sequence[Matcher], facts: Facts) -> Iterator[tuple[int, Match]]:
    for reading in facts.readings:
        leads: dict[Lead, Quantity] = {}
        for lead, words, quantity in _leads(reading):
            first = leads.setdefault(lead, quantity)
            if first is quantity:
                continue
            bound = {"first": facts.item(reading, first), "second": facts.item(reading, quantity)}
            for index, matcher in enumerate(matchers):
                if words >= matcher.pattern:
                    yield index, Match(bound, bound["second"].place)


def _leads(reading: Reading) -> Iterator[tuple[Lead, int, Quantity]]:
    """The first number of each sentence that names a year before it: the words up to it, how many, and the number."""
    text = running_text(reading.document)
    for start, _, language, quantities, _ in sentences_of(reading):
        quantity = quantities[0]
        if quantity.value is None:
            continue
        words = _WORD.findall(text[start : quantity.start].lower())
        said = len(words) if load(language).spaced else sum(map(len, words)) // _DENSE_WORD
        if any(map(_YEAR.search, words)):
            yield (" ".join(words), quantity.kind, quantity.unit), said, quantity


SOURCE = Source(
    name="repeated",
    summary="two numbers of one document whose sentences begin alike; binds `first` and `second`",
    scope="document",
    compile=_compile,
    find=_find,
    schema={
        "type": "object",
        "properties": {
            "words": {"type": "integer", "minimum": 3, "maximum": 40, "description": "how many words there are at least"}
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
