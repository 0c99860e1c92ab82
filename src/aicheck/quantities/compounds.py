"""Amounts written in two units (6 ft 2 in, 三块五, 1小时30分), and with a half after the unit (two years and a half)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from aicheck.lexicons import Lexicon
from aicheck.quantities.atoms import Atom, exact, times

_HUNDREDTHS: Final = frozenset(map(Decimal, range(10, 100)))
_TENTH: Final = Decimal("0.1")
_LONGEST_UNIT: Final = 24
Parts = Mapping[str, Fraction]
_NO_PARTS: Final[Parts] = {}
_NO_WORDS: Final[frozenset[str]] = frozenset()


class Compounds:
    """Adds up the parts of one amount, in one language; its unit is that of the first part."""

    def __init__(self, lexicon: Lexicon) -> None:
        raw = lexicon.raw
        self._lexicon = lexicon
        self._parts = _shares(raw.get("compounds", {}))
        self._marks = _shares(raw.get("compound_marks", {}))
        self._symbols = _shares(raw.get("compound_symbols", {}))
        self._heads: Mapping[str, str] = raw.get("compound_heads", {})
        self._bare = {unit: Fraction(share) for unit, share in raw.get("compound_bare", {}).items()}
        self._links = frozenset(raw.get("compound_links", ()))
        self._articles = tuple(raw["numbers"].get("articles", ()))
        self._counted_once = frozenset((*self._articles, *raw.get("one", {}).get("word", ())))
        self._and = tuple(f" {word} " for word in self._links if word.isalpha() and lexicon.spaced)

    def whole(self, s: str, a: Atom, b: Atom, gap: str) -> Atom | None:
        """The first number with the second added as its part, where `gap` is all that stands between them; else None."""
        if gap == "" and s[b.unit_start : b.unit_end] in self._lexicon.tenths:
            return _two_digits(s, a, b)
        if a.unit_start < a.left or not a.unit or not (gap == "" or gap in self._links):
            return None
        if gap and b.kind == "fraction" and not b.unit and self._may_add(s, a, b):
            return _add(a, b, Fraction(1))
        share = self._share(s, a, b, gap)
        listed = gap != "" and b.kind == "duration" and self._lexicon.spaced  # 24 hours, 39 minutes and 35 seconds
        return None if share is None or listed or not (gap == "" or self._may_add(s, a, b)) else _add(a, b, share)

    def after_one(self, s: str, atom: Atom) -> None:
        """A year and a half: makes one number of a fraction and the single unit before it."""
        before = s[max(0, atom.start - _LONGEST_UNIT) : atom.start].lower()
        if not atom.spelled or not before.endswith(self._and) or not s[atom.start : atom.end].lower().startswith(self._articles):
            return
        words = before.split()
        node = self._lexicon.terms.get(words[-2]) if len(words) > 2 else None
        term = None if node is None else node.term
        if term is None or term.role != "unit" or not term.measure or words[-3] not in self._counted_once:
            return
        name = s.lower().rindex(words[-2], 0, atom.start)
        atom.value = atom.low = atom.high = exact(Fraction(atom.value) + 1)
        atom.unit, atom.kind = term.unit, term.kind
        atom.unit_start, atom.unit_end = name, name + len(words[-2])
        atom.start = atom.left = s.lower().rindex(words[-3], 0, name)

    def _may_add(self, s: str, a: Atom, b: Atom) -> bool:
        """Whether a word between may add: not after "between", nor a fraction of something else."""
        before = s[max(0, a.start - 12) : a.start].split()
        if before and before[-1].lower() in self._lexicon.openers:
            return False
        if b.unit:
            return True
        first = s[b.start : b.end].lower().partition(" ")[0]
        return first in self._articles and not noun_follows(s, b, _NO_WORDS)

    def _share(self, s: str, a: Atom, b: Atom, gap: str) -> Fraction | None:
        """What one of the second number's unit is of the first's; None where it is no part."""
        head = self._heads.get(s[a.unit_start : a.unit_end])
        if head is not None and b.unit in self._parts.get(head, _NO_PARTS):
            a.unit, a.kind = head, b.kind
        share = self._parts.get(a.unit, _NO_PARTS).get(b.unit)
        if share is None and b.unit:
            share = self._symbols.get(a.unit, _NO_PARTS).get(s[b.unit_start : b.unit_end])
        if share is None and not b.unit:
            share = self._marked(s, a, b)
            if share is None and gap == "" and b.decimals == 0:
                share = self._bare_share(s, a, b)
        return share

    def _marked(self, s: str, a: Atom, b: Atom) -> Fraction | None:
        """A mark that names the part only here: 12块5毛."""
        for mark, worth in self._marks.get(a.unit, _NO_PARTS).items():
            alone = not self._lexicon.spaced or not s[b.end + len(mark) : b.end + len(mark) + 1].isalnum()
            if s.startswith(mark, b.end) and alone:
                b.end += len(mark)
                return worth
        return None

    def _bare_share(self, s: str, a: Atom, b: Atom) -> Fraction | None:
        """What a number right after a unit counts: cents (15 dollars 50), or tenths and hundredths (三块五, 1米78)."""
        if not self._lexicon.spaced:
            known = self._bare.get(s[a.unit_start : a.unit_end])
            digits = b.right - b.left if known is not None and not b.scaled else 0
            if digits == 1:
                for mark, worth in self._marks.get(a.unit, _NO_PARTS).items():
                    if s.endswith(mark, 0, a.end):
                        return worth / 10  # 两块八毛五
            if digits == 2 and b.spelled:
                return self._two_words(s, b)
            return Fraction(1, 10**digits) if digits in (1, 2) and b.value else None
        known = self._bare.get(a.unit) if b.value in _HUNDREDTHS else None
        return None if known is None or noun_follows(s, b, self._lexicon.stop) else known


    def _two_words(self, s: str, b: Atom) -> Fraction | None:
        """一米七八: two digit words are tenths and hundredths."""
        tens, ones = (self._lexicon.tokens.get(letter, ("", 0)) for letter in s[b.left : b.right])
        if tens[0] != "units" or ones[0] != "units":
            return None
        b.value = b.low = b.high = Decimal(tens[1] * 10 + ones[1])
        return Fraction(1, 100)


def noun_follows(s: str, b: Atom, stop: frozenset[str]) -> bool:
    """Whether a word that is no function word stands after a number."""
    rest = s[b.end : b.end + 24].split(" ")
    if len(rest) < 2 or rest[0] or not rest[1]:
        return False
    word = rest[1].strip(".,;:)").lower()
    return word.isalpha() and word not in stop


def _shares(raw: Mapping[str, Any]) -> dict[str, Parts]:
    return {unit: {part: Fraction(share) for part, share in parts.items()} for unit, parts in raw.items()}


def _add(a: Atom, b: Atom, share: Fraction) -> Atom:
    value = Fraction(a.value) + Fraction(b.value) * share
    a.value = a.low = a.high = exact(value)
    a.decimals = 2 if share.denominator == 100 else None
    a.end = b.end
    return a


def _two_digits(s: str, a: Atom, b: Atom) -> Atom | None:
    """7 2 折: the two digits of a discount, set apart."""
    bare = not (a.unit or a.scaled) and a.right - a.left == 1 == b.right - b.left
    if not bare or s[a.end : b.start] != " ":
        return None
    b.value = b.low = b.high = a.value * 10 + times(b.value, _TENTH)  # type: ignore[operator]
    b.start, b.decimals = a.start, 0
    return b
