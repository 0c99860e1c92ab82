"""How surely two passages render each other, and which of their numbers do. What speaks for it is counted in points."""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from aicheck.lexicons import load
from aicheck.lexicons.glossaries import glossary
from aicheck.model import DEFAULT_WIDTHS, HedgeWidths, Quantity
from aicheck.rules.across.passages import Passage
from aicheck.rules.across.statements import Slip, alike, converted, is_small, same, slip

WORDS_A_CHARACTER = 60
"""How many words of a language with spaces render a hundred characters of one without."""
NUMBER = 80
"""The share of a number's weight that counts where both passages have it, in percent."""
LEFT = 50
"""What a number without counterpart speaks against it."""
NAME, MOST_NAMES = 100, 3
RENDERED, NOT_RENDERED = 70, 40
"""What a word speaks for it where the glossary's rendering is found, and against it where not."""
FITTING, LONGEST, WORST = 150, 200, 600
"""How long one passage may be, in percent of the other's rendering, to fit it or be one; and what a misfit costs at most."""
MOST_SLIPS = 300


class Couple(NamedTuple):
    """A number of each passage that may state one thing; `slip` is what parts them, None where they say the same."""

    one: Quantity
    other: Quantity
    slip: Slip | None = None


class Counterparts:
    """The numbers of two passages of different languages, paired as far as they say the same; and what is left over.

    Nothing is reckoned before it is asked for: of most passages `promise` tells that they have nothing in common.
    """

    def __init__(self, one: Passage, other: Passage, widths: HedgeWidths = DEFAULT_WIDTHS) -> None:
        self.one, self.other, self._widths = one, other, widths

    @cached_property
    def promise(self) -> int:
        """About the most that may speak for the passages: as if all numbers that look alike were the same. Takes no intervals."""
        shared = self.one.rough & self.other.rough
        alike = sum(each.weight for each in self.one.statements if each.rough in shared)
        unlike = sum(each.plain and each.rough not in shared for side in (self.one, self.other) for each in side.statements)
        return self._around + alike * NUMBER // 100 - LEFT * unlike

    @cached_property
    def strength(self) -> int:
        """How much speaks for it that the passages render each other; below zero, more speaks against it."""
        numbers = sum(weight for weight, _ in self._paired)
        slips = min(sum(self._weights[id(couple.one)] - 100 for couple in self._slips), MOST_SLIPS)
        left = sum(not is_small(each) for side in self._over for each in side)
        return self._around + (numbers + slips) * NUMBER // 100 - LEFT * left

    @cached_property
    def agreeing(self) -> list[Couple]:
        """Each number with the likeliest that says the same: of the same kind and unit, standing at the same part."""
        return [couple for _, couple in self._paired]

    @cached_property
    def left(self) -> tuple[list[Quantity], list[Quantity]]:
        """The numbers of either passage without a counterpart, not even in another unit."""
        ours, theirs = self._over
        return (
            [each for each in ours if not any(converted(each, other) for other in theirs)],
            [each for each in theirs if not any(converted(other, each) for other in ours)],
        )

    @cached_property
    def slips(self) -> list[Couple]:
        """The numbers left over that one slip turns into each other."""
        left = {id(each) for side in self.left for each in side}
        return [each for each in self._slips if id(each.one) in left and id(each.other) in left]

    @cached_property
    def _slips(self) -> list[Couple]:
        return [
            Couple(a, b, found)
            for a in self._over[0]
            for b in self._over[1]
            if alike(a, b) and (found := slip(a, b)) is not None
        ]

    def apart(self, a: Quantity, b: Quantity) -> Fraction:
        """How far from each other the two stand, as a part of their passages."""
        return abs(_position(a, self.one) - _position(b, self.other))

    @property
    def length(self) -> int:
        """How long the passages are, in characters of the language without spaces."""
        return next((each.size for each in (self.one, self.other) if not load(each.language).spaced), self.one.size)

    @cached_property
    def words(self) -> int:
        """What names in Latin letters, and words whose rendering is known, speak for it."""
        dense, spaced = sorted((self.one, self.other), key=lambda each: load(each.language).spaced)
        found = NAME * min(len(dense.names & spaced.names), MOST_NAMES)
        known = glossary(self.one.language, self.other.language)
        if known is None:
            return found
        source, target = (self.one, self.other) if known.source == self.one.language else (self.other, self.one)
        said, begun = source.said(known), target.beginnings
        rendered = sum(not begun.isdisjoint(beginnings) for beginnings in said)
        return found + RENDERED * rendered - NOT_RENDERED * (len(said) - rendered)

    @cached_property
    def _around(self) -> int:
        """What everything but the quantities speaks for it."""
        ours, theirs = self.one.digits, self.other.digits
        shared = set(ours).intersection(theirs) if ours and theirs else ()
        plain = sum(33 * min(len(digits), 4) * min(ours.count(digits), theirs.count(digits), 2) for digits in shared)
        return self.words + plain + _lengths(self.one, self.other)

    @cached_property
    def _weights(self) -> dict[int, int]:
        return {id(each.quantity): each.weight for each in self.one.statements}

    @cached_property
    def _over(self) -> tuple[list[Quantity], list[Quantity]]:
        """The numbers that no other says in the same unit; those that the other passage has as plain digits are said."""
        taken = {id(each) for _, couple in self._paired for each in couple[:2]}
        return _left(self.one, self.other, taken), _left(self.other, self.one, taken)

    @cached_property
    def _paired(self) -> list[tuple[int, Couple]]:
        found = []
        for at, a in enumerate(self.one.statements):
            for to, b in enumerate(self.other.statements):
                if same(a, b, self._widths):
                    one, other = a.quantity, b.quantity
                    unlike = -int(one.kind == other.kind) - int(one.unit == other.unit and one.unit != "")
                    found.append((unlike, self.apart(one, other), at, to))
        first: dict[int, int] = {}
        for _, _, at, to in sorted(found):
            if at not in first and to not in first.values():
                first[at] = to
        return [
            (self.one.statements[at].weight, Couple(self.one.quantities[at], self.other.quantities[first[at]]))
            for at in sorted(first)
        ]


def _left(own: Passage, other: Passage, taken: set[int]) -> list[Quantity]:
    plain = set(other.digits)
    return [each for each in own.quantities if id(each) not in taken and _plain(each) not in plain]


def _plain(quantity: Quantity) -> str:
    value = quantity.value
    return str(int(value)) if value is not None and value == int(value) else ""


def _position(quantity: Quantity, passage: Passage) -> Fraction:
    return Fraction(quantity.start - passage.start, max(passage.end - passage.start, 1))


def _lengths(one: Passage, other: Passage) -> int:
    """Whether the one is as long as a rendering of the other."""
    dense, spaced = sorted((one, other), key=lambda each: load(each.language).spaced)
    expected, words = dense.size * WORDS_A_CHARACTER, spaced.size * 100
    if not expected or not words:
        return -WORST
    apart = 100 * max(expected, words) // min(expected, words)
    if apart <= FITTING:
        return 100
    return 0 if apart <= LONGEST else max((LONGEST - apart) * 2, -WORST)
