"""Numbers written in words, or in words and digits mixed: their value and how much of the text they take.

Results are remembered by surface form.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from aicheck.lexicons import Lexicon
from aicheck.model import Exact
from aicheck.quantities.memory import Memory
from aicheck.quantities.sums import Sum
from aicheck.quantities.wholes import Token, power_of_ten

LONGEST: Final = 400
"""Code points of a number in words that are read."""


class Spelled(NamedTuple):
    """A number in words: the length of text that it takes, its value, and the place of its last stated digit.

    `low` and `high` differ for a vague number ("several hundred"). `more` tells of a word for "and some". `power` is the
    place of the scale words at its end (6 for "three hundred million"), `tail` the same with the multipliers before them
    (8): a bare number that a range leads from may share either. `bare` marks a scale word without a number before it.
    """

    length: int
    low: Exact
    high: Exact
    decimals: int | None
    more: bool = False
    notes: tuple[str, ...] = ()
    scaled: bool = False
    percent: bool = False
    power: int = 0
    tail: int = 0
    bare: bool = False


def spelled(lexicon: Lexicon, surface: str) -> Spelled | None:
    """The number that the surface begins with, or None where the words make none."""
    return _known[lexicon, surface]


def _evaluate(words: tuple[Lexicon, str]) -> Spelled | None:
    lexicon, surface = words
    tokens: list[Token] = []
    for match in lexicon.token.finditer(surface):
        word = match.group()
        entry = lexicon.tokens.get(word) or lexicon.tokens.get(word.lower())
        if entry is None:
            tokens.append(("digits", word, match.end()))
        elif entry[0] == "pairs" and not lexicon.spaced and not _is_loose(lexicon, surface, match):
            tokens += [(*lexicon.tokens[letter], match.start() + at + 1) for at, letter in enumerate(word)]
        else:
            tokens.append((entry[0], entry[1], match.end()))
    low = Sum(tokens, 0, lexicon)
    if not low.read() or low.ordinal:
        return None
    vague = low.vague or any(role in ("vague", "vague_scales", "several") for role, _, _ in tokens[: low.used])
    high = low
    if vague:
        high = Sum(tokens, 1, lexicon)
        high.read()
    if not lexicon.spaced and _senseless(tokens[: low.used]):
        return None
    ends = low.result(), high.result()
    power, tail = _trailing(tokens[: low.used])
    return Spelled(
        tokens[low.used - 1][2], min(ends), max(ends), low.decimals(), low.more, tuple(low.notes), low.scaled, low.percent,
        power, tail, lexicon.spaced and tokens[0][0] == "scales",
    )  # fmt: skip


_known: Final = Memory(_evaluate)


def _is_loose(lexicon: Lexicon, surface: str, pair: re.Match[str]) -> bool:
    """Whether two digit words are a loose number (三五天), not two digits of one: alone, or before a multiplier."""
    following = surface[pair.end() : pair.end() + 1]
    bound = following != "" and lexicon.tokens.get(following, ("", None))[0] in ("multipliers", "scales")
    return pair.start() == 0 and (following == "" or bound)


def _trailing(tokens: list[Token]) -> tuple[int, int]:
    """The powers of ten of the scales at the end, and of them with the multipliers where one digit word stands before."""
    power = tail = 0
    rest = list(tokens)
    while rest and rest[-1][0] in ("scales", "plural_scales"):
        power += power_of_ten(rest.pop()[1])
    tail = power
    while rest and rest[-1][0] == "multipliers":
        tail += power_of_ten(rest.pop()[1])
    whole = len(rest) == 1 and rest[0][0] == "units"
    return power, tail if whole and (power or tail > 1) else power


def _senseless(tokens: list[Token]) -> bool:
    """One digit word twice."""
    return len(tokens) == 2 and tokens[0][:2] == tokens[1][:2] and tokens[0][0] == "units" and tokens[0][1] == 2
