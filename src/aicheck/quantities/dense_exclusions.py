"""What looks like a quantity and is none, in languages that write no spaces."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

from aicheck.lexicons import Lexicon
from aicheck.quantities import codes
from aicheck.quantities.atoms import Atom
from aicheck.quantities.exclusions import Exclusions
from aicheck.quantities.languages import HAN
from aicheck.quantities.spelled import Spelled

_LATIN_WORD: Final = re.compile(r"([A-Za-z][A-Za-z./+-]*) ?\Z")


class DenseExclusions(Exclusions):
    """The tests of one language without spaces: by the characters that touch the number."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__(lexicon)
        raw = lexicon.raw
        dates = raw.get("dates", {})
        self._date_units = tuple(dates.get("units", ()))
        self._ordinals_before = tuple(dates.get("ordinals_before", ()))
        self._year_unit = tuple(dates.get("year_unit", ()))
        self._clock = tuple(dates.get("clock", ()))
        self._after_year = tuple(dates.get("after_year", ()))
        self._time = _clock_time(dates, lexicon.tokens)
        self._numbering = tuple(raw.get("numbering", ()))
        self._long_labels = tuple(label for label in lexicon.labels if len(label) > 1)
        self._things = tuple(raw.get("labels_of_things", ()))
        self._short_labels = frozenset(label for label in lexicon.labels if len(label) == 1)
        self._before_label = frozenset(raw.get("before_short_label", ()))
        self._clock_before = tuple(dates.get("clock_before", ()))
        self._clock_after = tuple(dates.get("clock_after", ()))
        self._longest_label = max(map(len, lexicon.labels), default=0)
        self._rooms = tuple(raw.get("address_after", ()))
        self._names_after = tuple(raw.get("names_after", ()))
        self._score = tuple(raw.get("score", ()))
        self._latin_measures = frozenset(raw.get("latin_measures", ()))
        self._joints = tuple(word for word, (role, _) in lexicon.tokens.items() if role in ("half", "fraction"))
        marks = [mark for parts in raw.get("compound_marks", {}).values() for mark in parts]
        self._marks = frozenset(mark[0] for mark in marks)
        self._marked = frozenset((*self._marks, *(form[-1] for form in raw.get("generic_currency", ()))))
        goes_on = (*lexicon.stop, *lexicon.connectors, *lexicon.hedges_after, *lexicon.after_opener, *lexicon.change)
        self._after_bare = frozenset(word[0] for word in goes_on if word)

    def never(self, s: str, start: int) -> bool:
        """Whether a number character is part of a word that is no number, or of a clock time."""
        lexicon = self.lexicon
        within = lexicon.never_pairs.get(s[start - 1 : start + 1], ()) if start else ()
        begun = lexicon.never_pairs.get(s[start : start + 2], ())
        for second, pairs in ((start, within), (start + 1, begun)):
            for length, back in pairs:
                at = second - back
                word = s[at : at + length] if at >= 0 else ""
                if word in lexicon.never and not self._goes_on_as_number(s, at + len(word) - 1):
                    self.skipped = at + len(word)
                    return True
        match = self._time.match(s, start)
        if match is not None:
            self.skipped = match.end()
        return match is not None

    def _goes_on_as_number(self, s: str, last: int) -> bool:
        """Whether a word's last character belongs to a number after all: 一点 in 一点五, 十分 in 十分之一, 一个 in 一个半小时."""
        tokens = self.lexicon.tokens
        role, _ = tokens.get(s[last], ("", 0))
        if role == "point":
            return tokens.get(s[last + 1 : last + 2], ("", 0))[0] == "units"
        return s.startswith(self._joints, last)

    def not_number(self, s: str, start: int, end: int, found: Spelled) -> bool:
        """Whether it is a rank."""
        return self._ranked(s, start)

    def _ranked(self, s: str, start: int) -> bool:
        return s[max(0, start - 3) : start].rstrip(" ").endswith(self._ordinals_before)

    def excluded(self, s: str, atom: Atom) -> bool:
        """Whether a bare number is a date, rank, score, label, list number, or a sign of a word."""
        start, end = atom.left, atom.end
        if self._ranked(s, start) or s.startswith(self._names_after, end) or self._scored(s, start, end):
            return True
        if self._after_label(s, start):
            return True
        return self._spelled(s, atom) if atom.spelled else self._in_digits(s, start, end)

    def _spelled(self, s: str, atom: Atom) -> bool:
        start, end = atom.left, atom.end
        if s.startswith(self._date_units, end) or (s.startswith(self._numbering, end) and codes.begins(s, start)):
            return True
        if s[start - 1 : start] in ("(", "（") and s[end : end + 1] in (")", "）"):
            return True
        following = s[end : end + 1]
        if following in self._marks and s[start - 1 : start] in self._marked:
            return False  # 两块八毛: the joiner adds it to the amount before
        return end - start == 1 and following not in self._after_bare and "\u3400" <= following <= "\u9fff"

    def _in_digits(self, s: str, start: int, end: int) -> bool:
        digits = s[start:end].isdigit()
        if self._separated(s, start, end, digits):
            return True
        named = _LATIN_WORD.search(s, max(0, start - 24), start)
        if named is not None and named[1] not in self._latin_measures:
            return True
        if not digits:
            attached = start > 0 and s[start - 1].isalpha() and s[start - 1] not in self.lexicon.stop
            return attached and s[start:end].endswith(".0")
        if s[end : end + 3].lstrip().startswith(self._date_units) or s.startswith(self._rooms, end):
            return True
        if end - start < 3 and s.startswith(self._numbering, end) and codes.begins(s, start):
            return True
        return self._bare_integer(s, start, end, "")

    def _separated(self, s: str, start: int, end: int, digits: bool) -> bool:
        if end < len(s) and s[end] in ":-/." and self._compound(s, start, end, digits):
            return True
        passed = codes.passage(s, start, end) if digits else 0
        self.skipped = max(self.skipped, passed)
        return passed > 0

    def _scored(self, s: str, start: int, end: int) -> bool:
        """Whether a score links the number to another: 3比2."""
        tokens = self.lexicon.tokens
        for mark in self._score:
            if s.startswith(mark, end) and (s[end + len(mark) :][:1].isdigit() or s[end + len(mark) :][:1] in tokens):
                return True
            before = s[start - len(mark) - 1 : start]
            if len(before) > len(mark) and before.endswith(mark) and (before[0].isdigit() or before[0] in tokens):
                return True
        return False

    def misread(self, s: str, atom: Atom) -> bool:
        """Whether a number with a unit is a date (2024年, 5月, 3日), decade, rank, address or numbered thing after all."""
        if atom.kind == "money":
            return False
        if self._ranked(s, atom.left) or s.startswith(self._after_year, atom.right):
            return True
        hour = s[atom.unit_start : atom.unit_end] in self._clock and self._hour(s, atom)
        if hour or (atom.kind == "count" and self._numbered(s, atom)):
            return True
        rest = s[atom.right : atom.right + 3].lstrip()
        if not rest.startswith(self._date_units):
            return False
        if rest[0] in self._year_unit:
            return atom.right - atom.left == 4 and (atom.spelled or 1000 <= Fraction(atom.value) < 2200)
        return rest[0] not in self._clock or Fraction(atom.value) <= 24

    def _hour(self, s: str, atom: Atom) -> bool:
        """Whether a point is an hour: by the words around a whole number up to 24."""
        if atom.decimals != 0 or not 0 <= atom.value <= 24:
            return False
        earlier = s[max(0, atom.start - 3) : atom.start]
        return s.startswith(self._clock_after, atom.unit_end) or earlier.endswith(self._clock_before)

    def _numbered(self, s: str, atom: Atom) -> bool:
        """Whether what looks like a classifier belongs to an address, a score or a label."""
        if s.startswith(self._rooms, atom.right) or self._scored(s, atom.left, atom.right):
            return True
        return self._after_label(s, atom.left) and not s.endswith(self._things, 0, atom.left)

    def _after_label(self, s: str, start: int) -> bool:
        """Whether a label touches the number; one of a single character must be no end of a longer word (表3, but 代表3)."""
        before = s[max(0, start - self._longest_label - 2) : start].rstrip(" :：")
        if before.endswith(self._long_labels):
            return True
        if before[-1:] not in self._short_labels:
            return False
        return HAN.match(before[-2:-1]) is None or before[-2] in self._before_label

    def lettered(self, s: str, atom: Atom) -> bool:
        """No number is a label with a letter here."""
        return False


def _clock_time(dates: dict[str, list[str]], tokens: dict[str, tuple[str, object]]) -> re.Pattern[str]:
    """A clock time: an hour with its word and minutes or a part of the hour, in digits or words."""
    hours, ends = dates.get("hours", ()), dates.get("hour_parts", ())
    if not hours or not ends:
        return re.compile("(?!)")
    words = "".join(sorted(word for word, (role, value) in tokens.items() if len(word) == 1 and (role == "units" or value == 10)))
    number = f"(?:[0-9]{{1,2}}|[{words}]{{1,3}})"
    minutes = f"{number}(?:{'|'.join(dates.get('minutes', ()))})"
    return re.compile(f"{number}(?:{'|'.join(hours)})(?:{minutes}|{'|'.join(ends)})")
