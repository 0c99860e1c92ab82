"""The matches of rules over two languages: couples of numbers, as what a rule binds, with what a finding says and proposes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aicheck.lexicons import load
from aicheck.model import Fix, Quantity, Reading
from aicheck.quantities.languages import may_be_bilingual
from aicheck.rules.across.alignment import aligned
from aicheck.rules.across.passages import Passage, passages_of
from aicheck.rules.across.telling import instead, told
from aicheck.rules.across.verdicts import Shape, limits, shown
from aicheck.rules.matching import Binding, Facts, Item, Match, Matcher


def within(matchers: Sequence[Matcher], reading: Reading, facts: Facts) -> Iterator[tuple[int, Match]]:
    """The matches of a document's passages in one language with those in another, where it is in two."""
    if not may_be_bilingual(reading.document.text):
        return
    passages = passages_of(reading)
    spoken = dict.fromkeys(passage.language for passage in passages)
    if len(spoken) == 2:
        ones, others = ([each for each in passages if each.language == language] for language in spoken)
        yield from _aligned(matchers, ones, others, facts)


def between(matchers: Sequence[Matcher], original: Reading, reading: Reading, facts: Facts) -> Iterator[tuple[int, Match]]:
    """The matches of a document with its translation into another language."""
    if original.document.language != reading.document.language:
        yield from _aligned(matchers, _main(original), _main(reading), facts)


def _main(reading: Reading) -> list[Passage]:
    """The passages in the language that the document is in."""
    return [each for each in passages_of(reading) if each.language == reading.document.language]


def _aligned(
    matchers: Sequence[Matcher], ones: Sequence[Passage], others: Sequence[Passage], facts: Facts
) -> Iterator[tuple[int, Match]]:
    for pair in aligned(ones, others, facts.widths):
        sides = pair.counterparts.one, pair.counterparts.other
        for shape in shown(pair, facts.widths):
            for index, matcher in enumerate(matchers):
                if ("agreeing" if shape.shown == "unproven" else shape.shown) in matcher.pattern:
                    yield index, _match(shape, sides, facts)


def _match(shape: Shape, sides: tuple[Passage, Passage], facts: Facts) -> Match:
    """A couple as a match. The source is what stands first in the text; of two files the one without spaces between words, whose
    amounts in units of 10^4 and 10^8 are converted more often than the reverse."""
    (one, other), slip = limits(shape.couple.one, shape.couple.other), shape.couple.slip
    first, second = sides
    if other.start < one.start if first.reading is second.reading else load(first.language).spaced:
        one, other, first, second = other, one, second, first
    source, translation = _alike(one, other)
    bound: tuple[Item, Item] = facts.item(first.reading, source), facts.item(second.reading, translation)
    why = told(one, other, first.language, second.language, slip)
    bindings: dict[str, Binding] = {"source": bound[0], "translation": bound[1], "slip": why}
    words = instead(one, other, second.language) if shape.shown in ("scale", "doubtful", "digits", "apart") else ""
    fix = Fix(bound[1].place, words, f"then it is what the other language has, {one.text}") if words else None
    return Match(bindings, bound[1].place, fix=fix, details=shape.shown)


def _alike(one: Quantity, other: Quantity) -> tuple[Quantity, Quantity]:
    """The two in one unit, so that they can be compared: nouns differ by language, and one side may leave its unit out."""
    model = other if other.unit and other.kind != "number" else one
    return tuple(each._replace(unit=model.unit, kind=model.kind) for each in (one, other))  # type: ignore[return-value]
