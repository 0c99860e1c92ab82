"""How surely two passages render each other, and which of their numbers do."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from aicheck.lexicons import load
from aicheck.lexicons.glossaries import glossary
from aicheck.model import DEFAULT_WIDTHS, HedgeWidths, Quantity
from aicheck.rules.across.passages import Passage
from aicheck.rules.across.statements import Slip, alike, is_small, same, slip, weight

WORDS_A_CHARACTER = Fraction(3, 5)
"""How many words of a language with spaces render one character of one without."""


class Couple(NamedTuple):
    """A number of each passage that may state one thing; `slip` is what parts them, None where they say the same."""

    one: Quantity
    other: Quantity
    slip: Slip | None = None


class Counterparts:
    """The numbers of two passages of different languages, paired as far as they say the same; and what is left over."""

    def __init__(self, one: Passage, other: Passage, widths: HedgeWidths = DEFAULT_WIDTHS) -> None:
        self.one, self.other = one, other
        self.agreeing = self._agreeing(widths)
        taken = {id(couple.one) for couple in self.agreeing} | {id(couple.other) for couple in self.agreeing}
        self.left = self._left(one, other, taken), self._left(other, one, taken)

    def _agreeing(self, widths: HedgeWidths) -> list[Couple]:
        """Each number with the likeliest that says the same: of the same kind and unit, standing at the same part."""
        found = [
            (-int(a.kind == b.kind) - int(a.unit == b.unit and a.unit != ""), self.apart(a, b), at, to, Couple(a, b))
            for at, a in enumerate(self.one.quantities)
            for to, b in enumerate(self.other.quantities)
            if same(a, b, widths)
        ]
        first: set[int] = set()
        second: set[int] = set()
        chosen: list[Couple] = []
        for _, _, at, to, couple in sorted(found, key=lambda each: each[:4]):
            if at not in first and to not in second:
                first.add(at)
                second.add(to)
                chosen.append(couple)
        return sorted(chosen, key=lambda couple: couple.one.start)

    @staticmethod
    def _left(own: Passage, other: Passage, taken: set[int]) -> list[Quantity]:
        """The numbers without a counterpart; those that stand in the other passage as plain digits have one."""
        plain = set(other.digits)
        return [each for each in own.quantities if id(each) not in taken and _plain(each) not in plain]

    def apart(self, a: Quantity, b: Quantity) -> Fraction:
        """How far from each other the two stand, as a part of their passages."""
        return abs(_position(a, self.one) - _position(b, self.other))

    @property
    def length(self) -> int:
        """How long the passages are, in characters of the language without spaces."""
        return next((each.size for each in (self.one, self.other) if not load(each.language).spaced), self.one.size)

    @cached_property
    def slips(self) -> list[Couple]:
        """The numbers left over that one slip turns into each other."""
        return [
            Couple(a, b, found)
            for a in self.left[0]
            for b in self.left[1]
            if alike(a, b) and (found := slip(a, b)) is not None
        ]

    @cached_property
    def strength(self) -> Fraction:
        """How much speaks for it that the passages render each other; below zero, more speaks against it."""
        found = sum((weight(couple.one) for couple in self.agreeing), Fraction(0)) * Fraction(4, 5)
        found += min(sum((weight(couple.one) - 1 for couple in self.slips), Fraction(0)), Fraction(3)) * Fraction(4, 5)
        left = sum(not is_small(each) for side in self.left for each in side)
        found -= Fraction(left, 2)
        return found + self._digits() + _lengths(self.one, self.other) + self.words

    def _digits(self) -> Fraction:
        """Years and other digits that are no quantities, found in both."""
        shared = Counter(self.one.digits) & Counter(self.other.digits)
        return sum((Fraction(min(len(digits), 4), 3) * min(count, 2) for digits, count in shared.items()), Fraction(0))

    @cached_property
    def words(self) -> Fraction:
        """Names in Latin letters, and words whose rendering is known."""
        dense, spaced = sorted((self.one, self.other), key=lambda each: load(each.language).spaced)
        found = Fraction(min(len({name for name in dense.names if name in spaced.names}), 3))
        known = glossary(self.one.language, self.other.language)
        if known is None:
            return found
        source, target = (self.one, self.other) if known.source == self.one.language else (self.other, self.one)
        said = source.said(known)
        rendered = sum(not target.beginnings.isdisjoint(beginnings) for beginnings in said)
        return found + Fraction(7, 10) * rendered - Fraction(4, 10) * (len(said) - rendered)


def _plain(quantity: Quantity) -> str:
    value = quantity.value
    return str(int(value)) if value is not None and value == int(value) else ""


def _position(quantity: Quantity, passage: Passage) -> Fraction:
    return Fraction(quantity.start - passage.start, max(passage.end - passage.start, 1))


def _lengths(one: Passage, other: Passage) -> Fraction:
    """Whether the one is as long as a rendering of the other."""
    dense, spaced = sorted((one, other), key=lambda each: load(each.language).spaced)
    ratio = Fraction(spaced.size, max(dense.size, 1)) / WORDS_A_CHARACTER
    apart = max(ratio, 1 / ratio) if ratio else Fraction(100)
    if apart <= Fraction(3, 2):
        return Fraction(1)
    return Fraction(0) if apart <= 2 else max(-(apart - 2) * 2, Fraction(-6))
