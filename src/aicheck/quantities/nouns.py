"""The noun that a bare number counts, in languages that write spaces: its unit, in the singular."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Final

from aicheck.lexicons import Lexicon
from aicheck.lexicons.lexicon import Term
from aicheck.quantities.atoms import Atom
from aicheck.quantities.singulars import singulars

_NEXT: Final = re.compile(r"[ \u00a0\n]{0,2}([^\W\d_][\w'’.&-]*)")
_NAME_COMMA: Final = re.compile(r"^[A-Z][\w'’-]+,$")
_COMMA: Final = re.compile(r", (?![0-9])")


class Nouns:
    """Finds the unit of numbers without one. `find` looks up the term that stands at a place of a sentence."""

    def __init__(self, lexicon: Lexicon, find: Callable[[str, int], tuple[Term | None, int]]) -> None:
        self.lexicon = lexicon
        self.find = find
        raw = lexicon.raw
        self._of_spaced = tuple(f" {word} " for word in raw["change"].get("noun_of", ())[:1])
        self._of = frozenset(raw["change"].get("noun_of", ())[:1])
        self._determiners = frozenset(raw.get("determiners", ()))
        self._irregular = frozenset(raw.get("singular", {}).get("irregular", ()))
        self._counted = frozenset(raw.get("counted_singular", ()))
        self._singulars = singulars(lexicon)
        self._participles = tuple(raw.get("participles", ()))
        self._age_before = frozenset(raw.get("age_before", ()))
        self._percent_of = tuple(raw.get("percent_of", ()))
        self._percent_last = frozenset(phrase.split()[-1] for phrase in self._percent_of)

    def fill(self, s: str, statement: Atom, words: list[str]) -> None:
        """The unit of a bare number: an age, what an "of" names, or the noun counted."""
        if words and (words[-1].lower() in self._age_before or self._at_an_age(words)):
            statement.unit, statement.kind = "age", "age"
            return
        if words and words[-1].lower() in self._percent_last and " ".join(words[-3:]).lower().endswith(self._percent_of):
            statement.unit, statement.kind = "percent", "percent"
            return
        if words and _NAME_COMMA.search(words[-1]) and _COMMA.match(s, statement.end) and _is_age(statement):
            statement.unit, statement.kind = "year of age", "age"
            return
        if s.startswith(self._of_spaced, statement.end) and self._parts(s, statement):
            return
        self._noun(s, statement)

    def _at_an_age(self, words: list[str]) -> bool:
        """Whether "the age of" stands before."""
        return len(words) > 2 and words[-1].lower() in self._of and words[-2].lower() in self._age_before

    def _parts(self, s: str, statement: Atom) -> bool:
        """"tens of millions of dollars", "1/16 of a pint", "one of the students": what the "of" names."""
        vague = not statement.point
        if not (vague or statement.kind == "fraction" or statement.value == 1):
            return False
        position = s.index(" ", statement.end + 1)
        words: list[str] = []
        for _ in range(4):
            match = _NEXT.match(s, position)
            if match is None:
                return False
            folded = match[1].lower()
            if folded in self._determiners and not words:
                position = match.end()
                continue
            term, end = self.find(s, match.start(1))
            if term is not None and term.role == "unit" and not words and not term.digits_only:
                statement.unit, statement.kind = term.unit, term.kind
                statement.unit_start, statement.unit_end = match.start(1), end
                statement.end = end if vague else statement.end
                return True
            if folded in self.lexicon.stop or folded in self.lexicon.verbs:
                return False
            single = self._singulars[folded]
            words.append(folded)
            if (single != folded or folded in self._irregular) and (vague or statement.value == 1):
                self._count(s, statement, [*words[:-1], single], match.start(1), match.end())
                return True
            position = match.end()
        return False

    def _noun(self, s: str, statement: Atom) -> None:
        """The noun phrase after a bare number: its unit, with the noun in the singular."""
        position = max(statement.end, statement.hedge_end)
        hyphen = s[position : position + 1] == "-"
        if hyphen:
            position += 1
        elif s[position : position + 1] not in (" ", "\n", "\u00a0"):
            return
        words: list[str] = []
        begin = end = position
        stop, verbs = self.lexicon.stop, self.lexicon.verbs
        for _ in range(5):
            match = _NEXT.match(s, position)
            if match is None:
                break
            word = match[1]
            folded = word.lower().rstrip(".")
            if folded in stop or (folded in verbs) or word in self.lexicon.months:
                break
            if not words:
                begin = match.start(1)
            words.append(folded)
            end = match.end()
            single = word[:-1] if word[-1] == "s" and word[:-1].isupper() else self._singulars[folded]
            if len(words) > 1 and single != folded and (term := self._measure(folded)) is not None:
                statement.unit, statement.kind = term.unit, term.kind
                statement.unit_start, statement.unit_end = match.span(1)
                return
            if single != folded or folded in self._irregular or (hyphen and len(words) == 1) or folded in self._counted:
                self._count(s, statement, [*words[:-1], single], begin, end)
                return
            position = match.end()
            if word[-1] == "." or position - statement.end > 48:
                break
        if words and statement.point and statement.value == 1 and statement.spelled:
            self._count(s, statement, words[:2], begin, end)

    def _measure(self, word: str) -> Term | None:
        node = self.lexicon.terms.get(word)
        return node.term if node is not None and node.term is not None and node.term.measure else None

    def _count(self, s: str, statement: Atom, words: Sequence[str], begin: int, end: int) -> None:
        kept = [word for word in words[:-1] if "-" in word or not word.endswith(self._participles)]
        statement.unit = " ".join([*kept, words[-1]])
        statement.unit_start, statement.unit_end = begin, begin + len(s[begin:end].rstrip("."))
        if statement.kind == "number":
            statement.kind = "count"


def _is_age(statement: Atom) -> bool:
    value = statement.value
    return statement.point and isinstance(value, Decimal) and value.as_tuple().exponent == 0 and 1 <= value <= 115
