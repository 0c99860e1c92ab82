"""`match: {text: ...}`: patterns over the sentences of a document, for every language or one list a language.

    text: "{change:change} from {before:amount} to {after:amount}"
    text: {en: ["...", "..."], zh: ["..."]}
    unless: {en: [":like-for-like"]}            silent where this stands inside the passage
    unless-anywhere: {en: [":yen"]}             silent where this stands in the sentence
    needs: {en: [":earlier"]}                   silent where this does not stand in the sentence
    alone: true                                 silent where another figure of the clause could stand in one of the slots
    same-unit: [[before, after], [rate]]        which slots share a unit; by default those of one type
    tentative: true                             the words alone do not prove that the relation is meant; `far`: nor
                                                do they where the numbers are far from it
    digits: 4                                   how long a number must be for a wrong digit in it to prove that; 3
    significant: true                           whether closing zeros count for nothing in that
    chance: 1/20                                how likely numbers that have nothing to do with each other may pass for that

A bound quantity has the key `years`, the first and the last year that its document names, and `month`, that of which its
sentence tells, or the head of its document where it names none (see `dates`). The language of patterns is
described in docs/patterns.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TypeAlias

from aicheck.documents import running_text
from aicheck.model import Quantity, Reading
from aicheck.quantities import Sentence, sentences_of
from aicheck.rules.matching import Binding, Facts, Match, Matcher, Source
from aicheck.rules.text import syntax
from aicheck.rules.text.classes import WordClasses, word_classes
from aicheck.rules.text.compiler import Compiler
from aicheck.rules.text.dates import HEAD, YEAR, month_of
from aicheck.rules.text.levels import separated
from aicheck.rules.text.matcher import CLAUSE_END, Bound, Index
from aicheck.rules.text.prose import is_prose
from aicheck.rules.text.reading import text_matcher
from aicheck.rules.text.rule import TextRule
from aicheck.rules.text.scan import Scan
from aicheck.rules.text.shape import Shape, Vocabulary
from aicheck.rules.text.units import fitting, shared, under

_FEWEST_PARTS = 2
_SCALED = "scaled-elsewhere"
_ATTRIBUTE = re.compile(r"-[^\W\d_]|\s?[×xX*]\s?\d")
"""What stands after a number that tells what a thing is like (a 130-page book, 60×40), and so counts no part of a sum."""
_FACTOR = re.compile(r"\d\s?[×xX*]\s?\Z")
_Read: TypeAlias = tuple[int, Bound, Mapping[str, tuple[Quantity, ...]]]
"""A reading of a sentence: the number of the rule, what its pattern bound, and that in shared units."""


class _Compiled:
    """The patterns of many rules in one language, over one vocabulary."""

    def __init__(self, rules: Sequence[TextRule], words: WordClasses) -> None:
        self.words = words
        self.vocabulary = Vocabulary()
        self.compiler = compiler = Compiler(words, self.vocabulary)
        language = words.language
        self.index = Index(
            compiler,
            [(number, compiler.compile(each)) for number, rule in enumerate(rules) for each in rule.patterns.get(language, ())],
        )
        self.unless = [[compiler.compile(each) for each in rule.unless.get(language, ())] for rule in rules]
        self.anywhere = [[compiler.compile(each) for each in rule.anywhere.get(language, ())] for rule in rules]
        scaled = [_SCALED] if _SCALED in words.classes else []
        self.silent = [compiler.compile(syntax.parse(f":{name}", binds=False)) for name in scaled]
        """What tells that amounts of a sentence stand in another scale, such as (in thousands): nobody knows which of them."""
        self.needs = [[compiler.compile(each) for each in rule.needs.get(language, ())] for rule in rules]

    def shape(self, text: str, sentence: Sentence) -> Shape:
        inside = list(separated(text, sentence.start, sentence.quantities, self.words))
        return self.vocabulary.shape(text, sentence.start, sentence.end, inside)


@lru_cache(maxsize=8)
def _compiled(rules: tuple[TextRule, ...], language: str) -> _Compiled | None:
    words = word_classes(language)
    return None if words is None else _Compiled(rules, words)


def _find(matchers: Sequence[Matcher], facts: Facts) -> Iterator[tuple[int, Match]]:
    rules: tuple[TextRule, ...] = tuple(matcher.pattern for matcher in matchers)
    for reading in facts.readings:
        text = running_text(reading.document)
        for sentence in sentences_of(reading):
            compiled = _compiled(rules, sentence.language)
            if compiled is None:
                continue
            shape = compiled.shape(text, sentence)
            prose, keys = True, None
            for number, bound, quantities in _read(rules, compiled, shape, text, sentence.language):
                if keys is None:
                    own = text[sentence.start : sentence.end]
                    prose, keys = is_prose(own), {"years": _years(text), "month": month_of(own, text[:HEAD], sentence.language)}
                group = f"{reading.document.path}:{shape.starts[0]}"
                yield number, _match(matchers[number], quantities, bound, reading, facts, group, keys)._replace(prose=prose)


def _read(
    rules: Sequence[TextRule], compiled: _Compiled, shape: Shape, text: str, language: str
) -> Iterator[_Read]:
    """The readings of a sentence that no rule silences, in the order of the patterns."""
    lone: list[_Read] = []
    silenced: dict[int, bool] = {}

    def silent(number: int, scan: Scan) -> bool:
        if number not in silenced:
            silenced[number] = _silenced(scan, compiled, number)
        return silenced[number]

    for number, bound in compiled.index.matches(shape, silent):
        if not _excepted(shape.codes[slice(*bound.tokens)], compiled, number):
            quantities = _in_units(rules[number], bound, text, language)
            if quantities is None:
                continue
            if not rules[number].alone:
                yield number, bound, quantities
            elif not _rivalled(rules[number], shape, bound, quantities, language):
                lone.append((number, bound, quantities))
    yield from (each for each in lone if not any(_otherwise(rules[each[0]], each, other) for other in lone))


def _otherwise(rule: TextRule, one: _Read, other: _Read) -> bool:
    """Whether another reading of the same figures by a rule marks another of them by its last clue."""
    figures, others = ({each.start for listed in read[2].values() for each in listed} for read in (one, other))
    last = one[1].anchor & rule.clued
    marked, others_marked = ({each.start for name in last for each in read[2].get(name, ())} for read in (one, other))
    return one[0] == other[0] and figures == others and marked != others_marked


def _silenced(scan: Scan, compiled: _Compiled, number: int) -> bool:
    """Whether a rule says nothing about a whole sentence."""
    if any(each.within(scan) for each in compiled.silent):
        return True
    needs = compiled.needs[number]
    if needs and not any(each.within(scan) for each in needs):
        return True
    return any(each.within(scan) for each in compiled.anywhere[number])


def _excepted(passage: str, compiled: _Compiled, number: int) -> bool:
    """Whether a rule says nothing about a passage that it matches."""
    unless = compiled.unless[number]
    if not unless:
        return False
    scan = compiled.compiler.scan(passage)
    return any(each.within(scan) for each in unless)


def _in_units(rule: TextRule, bound: Bound, text: str, language: str) -> Mapping[str, tuple[Quantity, ...]] | None:
    """The bound quantities in shared units and with the direction of the passage; None where they do not fit together."""
    found: dict[str, tuple[Quantity, ...]] = dict(bound.quantities)
    for name in rule.lists & found.keys():
        found[name] = tuple(part for part in found[name] if not _is_attribute(text, part))
    units: list[str] = []
    for group in rule.groups:
        names = [name for name in group if name in found]
        _take_parts(names, found, rule.lists, language)
        together = shared([quantity for name in names for quantity in found[name]], language)
        if together is None or any(not found[name] for name in names):
            return None
        if rule.apart and together:
            units.append(together[0].unit)
        rest = iter(together)
        for name in names:
            found[name] = tuple(next(rest) for _ in found[name])
    return None if len(set(units)) < len(units) else found


def _rivalled(
    rule: TextRule, shape: Shape, bound: Bound, quantities: Mapping[str, tuple[Quantity, ...]], language: str
) -> bool:
    """Whether another figure of the clause, one that says something else, could stand in one of the slots, or one of those
    bound is a bare number that may be a year."""
    if any(_may_be_year(quantity) for listed in bound.quantities.values() for quantity in listed):
        return True
    first, last = bound.tokens
    end = shape.codes.find(CLAUSE_END, last)
    clause = range(shape.codes.rfind(CLAUSE_END, 0, first) + 1, len(shape.codes) if end < 0 else end)
    taken = [quantity for listed in quantities.values() for quantity in listed]
    starts = {quantity.start for quantity in taken}
    said = {(quantity.value, quantity.unit) for quantity in taken}
    others = [
        quantity
        for token, quantity in shape.quantities.items()
        if token in clause and quantity.start not in starts and (quantity.value, quantity.unit) not in said
    ]
    groups = [(rule.kinds[name], quantities[name]) for group in rule.groups for name in group if name in quantities]
    return any(
        other.kind in kinds and shared([other, *beside], language) is not None for other in others for kinds, beside in groups
    )


def _may_be_year(quantity: Quantity) -> bool:
    return not quantity.unit and YEAR.fullmatch(quantity.text) is not None


def _is_attribute(text: str, part: Quantity) -> bool:
    return bool(_ATTRIBUTE.match(text, part.end) or _FACTOR.search(text, max(0, part.start - 4), part.start))


def _take_parts(names: Sequence[str], found: dict[str, tuple[Quantity, ...]], lists: frozenset[str], language: str) -> None:
    """Leaves in a list what can be in the unit of the single quantity beside it, under that one's noun."""
    wholes = [found[name][0] for name in names if name not in lists and found[name]]
    if not wholes:
        return
    for name in names:
        if name in lists:
            parts = _unannounced(fitting(found[name], wholes[0], language))
            found[name] = under(parts, wholes[0], language) if len(parts) > 1 else ()


def _unannounced(parts: tuple[Quantity, ...]) -> tuple[Quantity, ...]:
    """A list without the count that announces it: the three of "the three sold 412, 187 and 254" is no part, but that of
    "three goalkeepers, nine defenders, eight midfielders and six forwards" is."""
    if len(parts) <= _FEWEST_PARTS or parts[0].kind != "count" or parts[0].value != len(parts) - 1:
        return parts
    nouns = [part.unit for part in parts if part.kind == "count" and part.unit]
    return parts if len(nouns) == len(parts) == len(set(nouns)) else parts[1:]


def _match(
    matcher: Matcher, quantities: Mapping[str, tuple[Quantity, ...]], bound: Bound, reading: Reading, facts: Facts, group: str,
    keys: Mapping[str, str],
) -> Match:  # fmt: skip
    bindings: dict[str, Binding] = {}
    for name, kind in matcher.names.items():
        items = tuple(facts.item(reading, quantity)._replace(keys=keys) for quantity in quantities.get(name, ()))
        bindings[name] = items if kind == "many" else items[0] if items else None
    return Match(bindings, facts.place(reading, bound.start, bound.end), group, anchor=bound.anchor)


@lru_cache(maxsize=4)
def _years(text: str) -> str:
    """The years that a text names, as `first/last`; `any` where it names none."""
    years = YEAR.findall(text)
    return f"{min(years)}/{max(years)}" if years else "any"


_PATTERNS = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}, "minItems": 1}]}
_BY_LANGUAGE = {"anyOf": [*_PATTERNS["anyOf"], {"type": "object", "additionalProperties": _PATTERNS}]}

SOURCE = Source(
    name="text",
    summary="patterns over the sentences of a document; binds the slots that they name",
    scope="document",
    compile=text_matcher,
    find=_find,
    schema=_BY_LANGUAGE,
    example="""\
severity: error
match:
  text:
    en: ["{change:percent} to {after:amount} from {before:amount}"]
    zh: ["从{before:amount}增长{change:percent}至{after:amount}"]
expect: after == before * (1 + change)
message: "{before} changed by {change} gives {expected}, not {after}"
what: A stated change leads from the first stated level to the second.
why: One of the three numbers was mistyped, mistranslated or updated alone.
tests:
  ok: ["Sales rose 10% to $440 million from $400 million."]
  bad: ["Sales rose 10% to [[$490 million]] from $400 million."]
""",
    beside={
        "unless": _BY_LANGUAGE,
        "unless-anywhere": _BY_LANGUAGE,
        "needs": _BY_LANGUAGE,
        "alone": {"type": "boolean"},
        "same-unit": {"type": "array", "items": {"type": "array", "items": {"type": "string"}}},
        "tentative": {"enum": [True, False, "far"]},
        "digits": {"type": "integer", "minimum": 2, "maximum": 12},
        "significant": {"type": "boolean"},
        "chance": {"type": ["number", "string"]},
    },
)
