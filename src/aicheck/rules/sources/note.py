"""`match: {note: doubled-scale}`: a malformed number, by the note that reading left on it. Binds `number`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aicheck.model import KINDS, NOTES
from aicheck.rules.matching import Facts, Item, Match, Matcher, Source
from aicheck.rules.sources.choices import choices, chosen
from aicheck.rules.sources.claims import item_of
from aicheck.yamlio import Fields, Node


def _compile(node: Node, fields: Fields) -> Matcher | None:
    notes = chosen(node, fields, "note", tuple(NOTES))
    kind = fields.node("kind")
    kinds = chosen(kind, fields, "kind", KINDS) if kind is not None else frozenset(KINDS)
    if not notes or not kinds:
        return None
    return Matcher({"number": "one"}, (notes, kinds), implied=True)


def _find(matchers: Sequence[Matcher], facts: Facts) -> Iterator[tuple[int, Match]]:
    wanted = frozenset().union(*(matcher.pattern[0] for matcher in matchers))
    for item in _malformed(wanted, facts):
        for index, matcher in enumerate(matchers):
            notes, kinds = matcher.pattern
            if item.quantity.kind in kinds and notes.intersection(item.quantity.notes):
                yield index, Match({"number": item}, item.place)


def _malformed(wanted: frozenset[str], facts: Facts) -> Iterator[Item]:
    """The quantities that have one of the notes: of the documents, and of the claims whose document was not read."""
    for reading in facts.readings:
        for quantity in reading.worded:
            if wanted.intersection(quantity.notes):
                yield facts.item(reading, quantity)
    for claim in facts.claims:
        if not claim.bound and wanted.intersection(claim.quantity.notes):
            yield item_of(claim)


SOURCE = Source(
    name="note",
    summary="a malformed number, by the note that reading left on it; binds `number`",
    scope="document",
    compile=_compile,
    find=_find,
    schema=choices(tuple(NOTES)),
    example="""\
severity: error
match: {note: doubled-scale}
message: "{number} has two scale words"
what: A number carries one scale word.
why: A doubled scale word is left over from an edit or a translation, and changes the amount a millionfold.
fix: Drop one of the two words.
tests:
  ok: ["The plant cost 12 million dollars."]
  bad: ["The plant cost [[12 million million dollars]]."]
""",
    beside={"kind": choices(KINDS)},
)
