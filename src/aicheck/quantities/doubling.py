"""A unit or currency that a number has twice, and two currencies for one number: misprints, by what stands around them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from aicheck.lexicons import Lexicon
from aicheck.lexicons.lexicon import Term
from aicheck.quantities.atoms import Atom
from aicheck.quantities.terms import LETTERS
from aicheck.units.currencies import ambiguous_symbols

DOUBLED: Final = "doubled-unit"
CONFLICT: Final = "two-currencies"
_CLOSED: Final = re.compile(r"\s*(?:[.,;:!?)\]}\"”’。，、；：！？）】》」]|\Z)")
_NO_POWER: Final = re.compile(r"(?![\w^/²³⁻-]|[−–]|\s?[0-9(])")
"""Behind a unit's own symbol: neither a power (kg kg-1) nor the next number."""
_NEXT_NUMBER: Final = re.compile(r"\s?[0-9]")
_SIGNS: Final = frozenset("$€£¥￥")
_LONGEST_ECHO: Final = 4
_SHORT: Final = 3
"""Letters up to which a unit is a symbol, and the same in singular and plural."""


class Doubling:
    """Tells for one language whether a further unit beside a number is one too many."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        raw = lexicon.raw
        self._spaced = lexicon.spaced
        self._stop = lexicon.stop
        self._verbs = frozenset(raw.get("units_as_verbs", ()))
        self._senses: dict[str, tuple[str, frozenset[str]]] = {
            unit: (sense["unit"], frozenset(sense["forms"])) for unit, sense in raw.get("senses", {}).items()
        }
        self._dollars = frozenset(str(code) for code, text in raw.get("currencies", {}).items() if "$" in text)
        self._shared: Mapping[str, tuple[str, ...]] | None = None

    def again(self, s: str, atom: Atom, term: Term, start: int, end: int, gap: str) -> bool:
        """Whether a unit that is no money stands twice: 35 km km, 12 tonnes tonnes, 350平方米平方米."""
        if term.unit != atom.unit or start - atom.unit_end > 1 or gap == "-" or atom.kind == "multiple":
            return False
        form = s[start:end]
        if not self._spaced:
            return len(form) > 1 and _CLOSED.match(s, end) is not None
        if len(form) < 2 or form.lower() in self._stop or form.lower() in self._verbs or _NO_POWER.match(s, end) is None:
            return False
        if not form.isalpha():
            return form == s[atom.unit_start : atom.unit_end]  # km/h km/h
        plural = form[-1] == "s" or len(form) < _SHORT
        return plural or (len(form) == _SHORT and form.lower() + "s" not in self._lexicon.terms)  # but a 16 bit bit depth

    def echoed(self, s: str, atom: Atom) -> None:
        """Notes a scale with its unit that stands there once more: 5亿元亿元."""
        end = atom.end
        for length in range(2, min(_LONGEST_ECHO, end - atom.start) + 1):
            words = s[end - length : end]
            if not words.isascii() and s.startswith(words, end) and _CLOSED.match(s, end + length) is not None:
                atom.notes += (DOUBLED,)
                atom.end = end + length
                return

    def second_currency(self, s: str, atom: Atom, term: Term, start: int, end: int) -> str:
        """The note on a second currency: the same once more, another one, or none where it only says which one is meant."""
        form, first = s[start:end], s[atom.unit_start : atom.unit_end]
        if _NEXT_NUMBER.match(s, end) is not None:
            return ""
        if term.unit == atom.unit:
            return DOUBLED if self._repeats(s, atom, form, first, end) else ""
        if not atom.prefixed or form.isupper() or not form.replace(" ", "").isalpha() or (not self._spaced and first == "$"):
            return ""
        if first == "$" and term.unit in self._dollars:
            return ""
        singular = self._spaced and form.lower() + "s" in self._lexicon.terms  # above the $300 mark
        if singular or not self._plural(s, form, end) or self._may_mean_the_same(first, form, term.unit):
            return ""
        return CONFLICT

    def in_another_sense(self, s: str, atom: Atom, term: Term, start: int, end: int) -> bool:
        """Whether a unit is in another sense the currency in front: £5 pounds."""
        sense = self._senses.get(term.unit)
        if sense is None or not atom.prefixed or sense[0] != atom.unit:
            return False
        form = s[start:end].lower()
        return form in sense[1] and form[-1] == "s" and self._plural(s, form, end)

    def before(self, s: str, atom: Atom, at: int, floor: int) -> None:
        """Notes a further currency straight before the one that begins at `at`: $$5, €€5, US$¥5."""
        first, prefixes = s[at : atom.unit_end], self._lexicon.prefixes
        for length in range(min(_SHORT, at - floor), 0, -1):
            begin = at - length
            form, previous = s[begin:at], s[max(0, begin - 1) : begin]
            term = prefixes.get(form)
            if term is None or previous in _SIGNS or (previous.isalnum() and previous.isascii()):
                continue
            if (form != first and self._may_mean_the_same(form, first, atom.unit)) or not self._no_markup(s, atom, first):
                return
            atom.notes += (DOUBLED if form == first else CONFLICT,)
            atom.start = begin
            return

    def _no_markup(self, s: str, atom: Atom, sign: str) -> bool:
        """Whether a sign before a number belongs to no formula and no variable: a dollar has a scale, a point or commas."""
        if sign != "$":
            return True
        if s.count("$") > 2:
            return False
        term, following = self._lexicon.terms, LETTERS.match(s, atom.end + (s[atom.end : atom.end + 1] == " "))
        node = term.get(following.group().lower()) if following is not None else None
        scaled = node is not None and node.term is not None and node.term.role == "scale"
        return scaled or not s[atom.left : atom.end].isdigit()

    def _repeats(self, s: str, atom: Atom, form: str, first: str, end: int) -> bool:
        if not form.replace(" ", "").isalpha():
            return False
        if self._spaced:
            return form == first or (not form.isupper() and (" " not in form or first != "$"))
        if atom.prefixed:
            return not first.isalnum()
        return _CLOSED.match(s, end) is not None and not first.isascii()

    def _plural(self, s: str, form: str, end: int) -> bool:
        """Whether a currency's name ends a statement, and does not begin another noun: dollars, but a dollar bond."""
        if _CLOSED.match(s, end) is not None:
            return True
        if not self._spaced:
            return False
        following = LETTERS.match(s, end + 1) if s[end : end + 1] == " " else None
        return following is not None and following.group().lower() in self._stop

    def _may_mean_the_same(self, sign: str, form: str, unit: str) -> bool:
        """Whether a sign and a name, or its last word, have a currency in common."""
        if self._shared is None:
            self._shared = ambiguous_symbols(self._lexicon.language)
        shared = self._shared
        one, other = self._lexicon.prefixes[sign].unit if sign in self._lexicon.prefixes else "", form.lower()
        names = {unit, *shared.get(form, ()), *shared.get(other, ()), *shared.get(other.rpartition(" ")[2], ())}
        return not names.isdisjoint((one, *shared.get(sign, ()), *shared.get(sign.lower(), ())))
