"""Words that state one number and nothing else: what a claim quotes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Final, NamedTuple

from aicheck.lexicons import Lexicon, load
from aicheck.model import Quantity
from aicheck.quantities.extraction import extract

_WORD: Final = re.compile(r"[^\s,;:.!?()\[\]\"'“”‘’]+")
_SHARES: Final = ("multiple", "fraction")
_SIGNS: Final = re.compile(r"[\s\W_]*\Z")


class Beside(NamedTuple):
    """A word of a stated text that is no part of its number: code points of the text, and the word."""

    start: int
    end: int
    text: str


def read_stated(text: str, language: str) -> Quantity | None:
    """The one quantity that a claim's stated words make, hedges included; None where they make none or several.

    Other words may stand beside it: `beside` names the first.
    """
    found = extract(text, language)
    return found[0] if len(found) == 1 else None


def beside(text: str, quantity: Quantity, language: str) -> Beside | None:
    """The first word of a text that says nothing about the quantity read from it; None where it states that number only.

    Its own words, its unit, hedges, verbs of change, negations, function words, and what a multiple is of belong to it.

    >>> text = "gates cost about $5 million"
    >>> beside(text, read_stated(text, "en"), "en")
    Beside(start=0, end=5, text='gates')
    """
    lexicon = load(language)
    own = {word.lower() for words in (quantity.unit_text, quantity.unit) for word in _WORD.findall(words)}
    counted = quantity.kind == "count" and not lexicon.spaced  # the noun follows its classifier: 3000名工人
    for begin, end in ((0, quantity.start), (len(text) if counted else quantity.end, len(text))):
        if begin and quantity.kind in _SHARES:  # twice the valuation, half of the votes
            own |= {word.lower() for word in quantity.concept}
        found = (_apart if lexicon.spaced else _attached)(text, begin, end, lexicon, own)
        if found is not None:
            return found
    return None


def _apart(text: str, begin: int, end: int, lexicon: Lexicon, own: set[str]) -> Beside | None:
    known = _known(lexicon)
    for match in _WORD.finditer(text, begin, end):
        word = match.group().lower()
        pieces = {word, *word.split("-"), word.rstrip("s"), word.split("/")[-1]}
        if not (known.isdisjoint(pieces) and own.isdisjoint(pieces)) or _SIGNS.match(word):
            continue
        return Beside(match.start(), match.end(), match.group())
    return None


def _attached(text: str, begin: int, end: int, lexicon: Lexicon, own: set[str]) -> Beside | None:
    free = {at for match in _WORD.finditer(text, begin, end) for at in range(*match.span()) if text[at].isalnum()}
    for phrase in (*_phrases(lexicon), *own):
        at = text.find(phrase, begin, end)
        while at >= 0:
            free.difference_update(range(at, at + len(phrase)))
            at = text.find(phrase, at + 1, end)
    if not free:
        return None
    start = stop = min(free)
    while stop in free:
        stop += 1
    return Beside(start, stop, text[start:stop])


def _phrases_of(lexicon: Lexicon) -> Iterable[str]:
    raw = lexicon.raw
    change, ranges = raw["change"], raw["ranges"]
    yield from (*lexicon.hedges_before, *lexicon.hedges_after, *lexicon.change, *lexicon.change_between, *lexicon.target)
    yield from (*lexicon.stop, *lexicon.connectors, *lexicon.openers, *lexicon.after_opener, *lexicon.bound_links)
    yield from (*change.get("by", ()), *change.get("nouns", ()), *raw.get("negations", ()), *raw.get("negation_through", ()))
    yield from (*ranges.get("closers", ()), *ranges.get("unordered_after", ()), *raw.get("age_before", ()))
    for text in change.get("with_by", {}).values():
        yield from text.split("|")
    for group in ("per", "article", "past"):
        yield from raw.get("rate", {}).get(group, ())
    yield from (raw.get("after_adverb", ""), *raw.get("after_more", ()), *raw.get("after_less", ()))


@cache
def _known(lexicon: Lexicon) -> frozenset[str]:
    """The single words of the phrases, in lower case."""
    return frozenset(word.lower() for phrase in _phrases_of(lexicon) for word in phrase.split())


@cache
def _phrases(lexicon: Lexicon) -> tuple[str, ...]:
    return tuple({phrase for phrase in _phrases_of(lexicon) if phrase})
