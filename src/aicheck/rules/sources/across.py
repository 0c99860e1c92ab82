"""`match: {across: [agreeing, scale]}`: a number of a passage, and the one that renders it in another language.

Binds `source` (the number of the first passage of the two), `translation` (that of the second), and `slip`, what explains
that they differ. Passages render each other where enough of what they say stands in both: numbers, years, names, words
whose rendering is known; each number has one counterpart at most. The words after `across` choose by what a couple shows:

- `agreeing`: the two say the same, or nothing shows that they are one statement (which leaves them unchecked);
- `scale`: a power of ten lies between them, and nothing else could be meant;
- `doubtful`: a power of ten lies between them, but other numbers are left over, or one of them is said elsewhere too;
- `digits`: one wrong digit, or two swapped ones, lie between them;
- `apart`: they are the only numbers of the passages that differ.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, get_args

from aicheck.lexicons import load
from aicheck.model import Fix, Quantity, Reading
from aicheck.rules.across.alignment import aligned
from aicheck.rules.across.passages import Passage, may_be_bilingual, passages_of
from aicheck.rules.across.telling import instead, told
from aicheck.rules.across.verdicts import Shape, limits, shown
from aicheck.rules.expectations import Assessment
from aicheck.rules.matching import Binding, Facts, Item, Match, Matcher, NameType, Source
from aicheck.rules.rule import Judged
from aicheck.rules.sources.choices import choices, chosen
from aicheck.yamlio import Fields, Node

Chosen = Literal["agreeing", "scale", "doubtful", "digits", "apart"]
NAMES: dict[str, NameType] = {"source": "one", "translation": "one", "slip": "text"}
_UNPROVEN = "the passages render each other, but nothing shows that these two numbers are one statement"
_HEDGED = "the two are hedged in ways that do not fit, though their numbers do"


def _compile(node: Node, fields: Fields) -> Matcher | None:
    wanted = chosen(node, fields, "across", get_args(Chosen))
    return Matcher(NAMES, wanted, implied="agreeing" not in wanted) if wanted else None


def _find(matchers: Sequence[Matcher], facts: Facts) -> Iterator[tuple[int, Match]]:
    for reading in facts.readings:
        if may_be_bilingual(reading.document.text):
            passages = passages_of(reading)
            spoken = dict.fromkeys(passage.language for passage in passages)
            if len(spoken) == 2:
                ones, others = ([each for each in passages if each.language == language] for language in spoken)
                yield from _between(matchers, ones, others, facts)
        original = facts.originals.get(reading.document.path)
        if original is not None and original.document.language != reading.document.language:
            yield from _between(matchers, _main(original), _main(reading), facts)


def _main(reading: Reading) -> list[Passage]:
    """The passages in the language that the document is in."""
    return [each for each in passages_of(reading) if each.language == reading.document.language]


def _between(
    matchers: Sequence[Matcher], ones: Sequence[Passage], others: Sequence[Passage], facts: Facts
) -> Iterator[tuple[int, Match]]:
    """The matches of passages in one language with those in another."""
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


def _settle(judged: Sequence[Judged]) -> Iterator[Judged]:
    """Couples that nothing shows to be one statement are unchecked, and so are equal numbers whose hedges do not fit."""
    for each in judged:
        if each.match.details == "unproven":
            yield each._replace(assessment=Assessment("unchecked", reason=_UNPROVEN))
        elif each.match.details == "agreeing" and each.contradictory:
            yield each._replace(assessment=Assessment("unchecked", reason=_HEDGED))
        else:
            yield each


SOURCE = Source(
    name="across",
    summary="a number of a passage, and the one that renders it in the other language of the document",
    scope="document",
    compile=_compile,
    find=_find,
    schema=choices(get_args(Chosen)),
    example="""\
severity: error
match: {across: [agreeing, scale]}
expect: translation == source
at: translation
message: "{translation} is written where the other language has {source}{slip}"
what: A translation states the amounts of its source.
why: The scale words of two languages are easily taken for each other.
fix: Compare both with the source.
tests:
  ok:
    - |
      市政府今年投入资金4.6亿元改造码头。

      This year the city government has invested 460 million yuan in the renovation of the pier.
  bad:
    - |
      市政府今年投入资金4.6亿元改造码头。

      This year the city government has invested [[46 million yuan]] in the renovation of the pier.
""",
    mends=True,
    settle=_settle,
)
