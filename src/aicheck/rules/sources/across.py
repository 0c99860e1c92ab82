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

from aicheck.quantities.languages import may_be_bilingual
from aicheck.rules.expectations import Assessment
from aicheck.rules.matching import Facts, Match, Matcher, NameType, Source
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
        original = facts.originals.get(reading.document.path)
        if original is None and not may_be_bilingual(reading.document.text):
            continue
        from aicheck.rules.across import matches  # only documents in two languages need it

        yield from matches.within(matchers, reading, facts)
        if original is not None:
            yield from matches.between(matchers, original, reading, facts)


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
