"""Runs of number words, alone or mixed with digits, and words that are multiples by themselves (doubled, 翻番)."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from aicheck.lexicons import Lexicon
from aicheck.quantities.atoms import Atom, exact
from aicheck.quantities.exclusions import Exclusions
from aicheck.quantities.spelled import LONGEST, Spelled, spelled
from aicheck.quantities.terms import Terms

_LONGEST_MULTIPLE: Final = 5


class Runs:
    """Reads the number words of one language; scale, unit and sign are left to others."""

    def __init__(self, lexicon: Lexicon, terms: Terms, exclusions: Exclusions) -> None:
        self._lexicon = lexicon
        self._terms = terms
        self._before_scales = frozenset(lexicon.raw["numbers"].get("before_scales", ()))
        self._exclusions = exclusions
        self._after_products = tuple(lexicon.raw.get("scale_products_before", ()))
        self._multiples = {**lexicon.multiple_words, **lexicon.multiple_weak, **lexicon.fixed_percent}
        self._multiple_starts = frozenset(word[0] for word in filter(None, self._multiples))

    def multiple(self, s: str, start: int, end: int) -> Atom | None:
        """A word that is a multiple or a share by itself: doubled, twice, 翻番."""
        if self._lexicon.spaced:
            word = s[start:end].lower()
            factor = self._multiples.get(word)
            if factor is None or (word in self._lexicon.multiple_weak and not self._exclusions.compared(s, end)):
                return None
            return _as_multiple(factor, start, end, False)
        if s[start] not in self._multiple_starts:
            return None
        for length in range(_LONGEST_MULTIPLE, 1, -1):
            word = s[start : start + length]
            factor = self._multiples.get(word)
            if factor is not None:
                return _as_multiple(factor, start, start + length, word in self._lexicon.fixed_percent)
        return None

    def in_words(self, s: str, start: int) -> Atom | None:
        """The number that begins with the word at a place, an article before it included (a hundred)."""
        lexicon = self._lexicon
        left = self._exclusions.article(s, start)
        run = lexicon.run.match(s, left, start + LONGEST)
        if left < start and (run is None or spelled(lexicon, run.group()) is None):
            left, run = start, lexicon.run.match(s, start, start + LONGEST)
        found = None if run is None else spelled(lexicon, run.group())
        if found is None:
            self._exclusions.skipped = start + 1
            return None
        return self._atom(s, left, found)

    def in_characters(self, s: str, start: int) -> tuple[Atom | None, int]:
        """The number in a language without spaces, or None and where digits that are no part of it end (0 for none)."""
        lexicon, exclusions = self._lexicon, self._exclusions
        if exclusions.never(s, start):
            return None, 0
        run = lexicon.run.match(s, start, start + LONGEST)
        if run is None:
            return None, 0
        surface = run.group()
        if self._ends_in_unit(s, run.end(), surface):
            surface = surface[:-1]
        digits = lexicon.token.match(s, start) if "0" <= surface[0] <= "9" else None
        if digits is not None:
            end = digits.end()
            if end == run.end() or (run.end() - start > 1 and self._unit_begins(s, end, run.end())):
                return None, end
        found = spelled(lexicon, surface)
        if found is not None:
            found = self._trimmed(s, start, surface, found)
        if found is None or self._no_number(s, start, surface, found):
            exclusions.skipped = start + 1
            return None, 0 if digits is None else digits.end()
        atom = self._atom(s, start, found)
        if atom is not None and digits is not None:
            atom.spelled = False
        return atom, 0

    def _ends_in_unit(self, s: str, end: int, surface: str) -> bool:
        """Whether the last character after a digit word is a unit (二两), and no digit: nothing is counted after it (一两个)."""
        if len(surface) < 2 or surface[-1] not in self._lexicon.never_last or self._terms.measured(s, end):
            return False
        return self._lexicon.tokens.get(surface[-2], ("", 0))[0] == "units" and (len(surface) > 2 or surface[0] != surface[1])

    def _no_number(self, s: str, start: int, surface: str, found: Spelled) -> bool:
        """A scale word alone, but for what a word before makes of it (上万); nought that only links numbers (三年零六个月)."""
        if found.length != 1:
            return False
        role, value = self._lexicon.tokens.get(surface[0], ("", 1))
        if role == "scales":
            return s[max(0, start - 1) : start] not in self._before_scales
        return role == "units" and value == 0 and (len(surface) > 1 or s[start + 1 : start + 2].isdigit())

    def _atom(self, s: str, start: int, found: Spelled) -> Atom | None:
        end = start + found.length
        # The scale of a number that is none: 3.2.1 million.
        left_over = found.bare and start > 1 and s[start - 1] == " " and s[start - 2].isdigit()
        if left_over or self._exclusions.not_number(s, start, end, found):
            self._exclusions.skipped = end
            return None
        atom = Atom(start, end, found.low, found.decimals)
        atom.high = found.high
        notes = () if found.notes == ("doubled-scale",) and s.startswith(self._after_products, end) else found.notes
        atom.notes, atom.scaled, atom.more, atom.spelled = notes, found.scaled, found.more, True
        atom.power, atom.tail = found.power, found.tail
        if isinstance(found.low, Fraction) or found.decimals is None:
            atom.kind = "fraction"
        if found.percent:
            atom.unit, atom.kind, atom.prefixed = "percent", "percent", True
            atom.unit_start, atom.unit_end = start, end
        return atom

    def _unit_begins(self, s: str, start: int, end: int) -> bool:
        """Whether a unit that begins with a multiplier follows digits (5千米)."""
        return start < end and s[start] in self._lexicon.multiplying and self._terms.by_prefix(s, start)[1] > start + 1

    def _trimmed(self, s: str, start: int, surface: str, found: Spelled) -> Spelled | None:
        """Without a last character that begins a unit (千米), or that cannot end a number."""
        end = start + found.length
        for word, longer in self._lexicon.before_unit:
            ends = surface.endswith(word, 0, found.length) and not surface.endswith(longer, 0, found.length)
            if ends and not self._terms.measured(s, end):
                return spelled(self._lexicon, surface[: found.length - len(word)])
        if found.length < 2:
            return found
        last = s[end - 1]
        multiplying = self._lexicon.multiplying
        begins_unit = last in multiplying and self._terms.by_prefix(s, end - 1)[1] > end
        if not begins_unit and not (last in self._lexicon.never_last and s[end - 2] in multiplying):
            return found
        return spelled(self._lexicon, surface[: found.length - 1])


def _as_multiple(factor: Fraction, start: int, end: int, percent: bool) -> Atom:
    atom = Atom(start, end, exact(factor), None)
    atom.unit, atom.kind = ("percent", "percent") if percent else ("x", "multiple")
    atom.unit_start, atom.unit_end = start, end
    return atom
