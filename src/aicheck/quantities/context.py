"""What the words around a number say, in languages that write spaces: hedges, direction of change; noun and concept."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple

from aicheck.lexicons import Lexicon
from aicheck.lexicons.lexicon import Phrase, Term, trie
from aicheck.quantities.atoms import Atom
from aicheck.quantities.concepts import TRIM, Concepts
from aicheck.quantities.memory import Memory
from aicheck.quantities.nouns import Nouns

_REACH: Final = 120
_MILLION: Final = 1_000_000
_OF_YEAR: Final = re.compile(r"\s+\w+ \d{4}\b")
_COMPARING: Final = frozenset("<>≤≥=＜＞~≈∼")
_LEADS: Final = "leads"
_AIMS: Final = "aims"
_PLAIN: Final = "plain"
_TURNED: Final = {">": Phrase("at-most", "<="), "<": Phrase("at-least", ">=")}
"""What a negated bound means."""


class _Sense(NamedTuple):
    """Another meaning of a unit's word, and the words that tell it."""

    unit: str
    kind: str
    forms: frozenset[str]
    before: frozenset[str]
    after: frozenset[str]
    not_after: frozenset[str]

    @classmethod
    def of(cls, entry: Mapping[str, Any]) -> _Sense:
        words = (frozenset(entry.get(key, ())) for key in ("forms", "before", "after", "not_after"))
        return cls(entry["unit"], entry["kind"], *words)


class Context:
    """Reads the surroundings of the statements of one language that writes spaces between words."""

    def __init__(self, lexicon: Lexicon, find: Callable[[str, int], tuple[Term | None, int]]) -> None:
        self.lexicon = lexicon
        self.nouns = Nouns(lexicon, find)
        self.concepts = Concepts(lexicon)
        self.begin = self.concepts.begin
        change = lexicon.raw["change"]
        self._negations = frozenset(lexicon.raw.get("negations", ()))
        self._through = frozenset(lexicon.raw.get("negation_through", ())) | frozenset(lexicon.change)
        self._movers = frozenset((*change.get("movers", ()), *lexicon.change))
        self._with_by = {form: way for way, text in change.get("with_by", {}).items() for form in text.split("|")}
        attached = lexicon.raw["hedges"].get("attached", {})
        relations = lexicon.raw["relations"]
        self._attached = [(form, Phrase(kind, relations[kind])) for kind, text in attached.items() for form in text.split("|")]
        self._senses = {unit: _Sense.of(entry) for unit, entry in lexicon.raw.get("senses", {}).items()}
        self._determiners = frozenset(lexicon.raw.get("determiners", ()))
        changing = (*lexicon.change, *self._with_by)
        self._changing = frozenset(form for word in changing for form in (word, word.capitalize(), word.upper()))
        first = trie(form.split()[0] for form in lexicon.hedges_after) or "(?!)"
        self._may_hedge = re.compile(rf"\s*(?:{first})(?=[.,;:)]*(?:\s|\Z))")
        self._may_attach = re.compile(trie(form for form, _ in self._attached) or "(?!)")
        self._adding = frozenset(lexicon.raw["hedges"].get("adding", ()))
        self._after_not = frozenset(lexicon.raw["hedges"].get("after_not", ()))
        self._particles = frozenset(change.get("particles", ()))
        self._particle_verbs = frozenset(change.get("particle_verbs", ()))
        self._change_nouns = frozenset(change.get("nouns", ()))
        self._of = frozenset(change.get("noun_of", ()))
        self._by = frozenset(change.get("by", ()))
        self._roles = Memory(self._role)

    def describe(self, s: str, statement: Atom, floor: int, previous: Atom | None) -> tuple[str, ...]:
        """Fills in hedge, change and noun; returns the concept. `floor` is where the last statement ended."""
        start, unit = statement.start, statement.unit
        low = start - _REACH
        before = s[low if low > floor else floor : start]
        words = before.split()
        if words:
            role = self._roles[words[-1]]
            if role == _LEADS:
                self._before(words, statement, before)
                if previous is not None and previous.kind == "percent":
                    _unhedge(s, statement, previous)
            elif role == _PLAIN and not self._changing.isdisjoint(words[-9:]):
                self._direction(words, len(words), statement)
            if before[-1] in _COMPARING:
                self._sign_before(before, statement)
        if self._may_attach.match(s, statement.end) is not None:
            self._hedge_attached(s, statement)
        if not unit:
            self.nouns.fill(s, statement, words)
        elif unit in self._senses:
            self._sense(s, statement, words, previous)
        if self._may_hedge.match(s, statement.end) is not None:
            self._hedge_after(s, statement)
        if previous is not None and start - previous.end <= 2 and previous.kind == statement.kind and before.endswith("("):
            _restate(statement, previous)
        return self.concepts.around(s, words, statement)

    def _sense(self, s: str, statement: Atom, words: list[str], previous: Atom | None) -> None:
        """The other sense of a unit's word, where the words around tell (a fine of 40 pounds, turn it 30 degrees), or where the
        same word just before has it: debt was 412 million pounds, 57 million pounds lower."""
        sense = self._senses[statement.unit]
        if s[statement.unit_start : statement.unit_end].lower() not in sense.forms:
            return
        after = s[statement.end : statement.end + 16].split(None, 1)
        following = after[0].strip(TRIM).lower() if after else ""
        near = {word.strip(TRIM).lower() for word in words[-7:]}
        told = not near.isdisjoint(sense.before) or (previous is not None and _has_sense(s, sense, previous, statement.start))
        of_it = following in sense.not_after and _OF_YEAR.match(s, statement.end) is None
        if following in sense.after or (told and not of_it):
            statement.unit, statement.kind = sense.unit, sense.kind

    def _role(self, word: str) -> str:
        """What the word before a number may do: lead to it (a hedge, "from"), aim at it ("to"), or nothing of its own."""
        last = word.lower().lstrip(TRIM)
        if last in self.lexicon.openers or last in self.lexicon.hedge_last:
            return _LEADS
        return _AIMS if last in self.lexicon.target else _PLAIN

    def _before(self, words: list[str], statement: Atom, before: str) -> None:
        """The hedge that leads to the number, and the direction of change before it."""
        last = words[-1].lower().lstrip(TRIM)
        lexicon = self.lexicon
        count = len(words)
        directed = last not in lexicon.target
        if last in lexicon.openers and count > 1:
            words = words[:-1]
            count -= 1
            last = words[-1].lower()
        phrase: Phrase | None = None
        used = 0
        if last in lexicon.hedge_last:
            for size in range(min(lexicon.hedge_words, count), 0, -1):
                phrase = lexicon.hedges_before.get(" ".join(words[-size:]).lower().lstrip(TRIM))
                if phrase is not None:
                    used = size
                    break
        previous = words[-used - 1].lower() if used and used < count else ""
        if statement.ends and previous in lexicon.openers:
            phrase = None
        elif phrase is not None and phrase.hedge == "at-most" and last in lexicon.target and previous in self._movers:
            return
        if phrase is not None:
            statement.hedge, statement.relation = phrase
            statement.hedge_start = statement.start - len(before) + before.rstrip().rfind(words[-used], 0)
            if phrase.relation in _TURNED and self._negated(words[-used - 4 : -used]):
                statement.hedge, statement.relation = _TURNED[phrase.relation]
                return
        if directed and not self._changing.isdisjoint(words[-9:]):
            self._direction(words, count - used, statement)

    def _negated(self, words: list[str]) -> bool:
        """Whether a negation leads to what follows, over verbs of change and auxiliaries only."""
        for word in reversed(words):
            if word.lower() in self._negations:
                return True
            if word.lower() not in self._through:
                return False
        return False

    def _direction(self, words: list[str], at: int, statement: Atom) -> None:
        """The nearest verb of change, if only words that may stand between lead from it to the number."""
        change, between = self.lexicon.change, self.lexicon.change_between
        loose = 0
        first = True
        for index in range(at - 1, max(-1, at - 9), -1):
            word = words[index].lower()
            direction = change.get(word) or (self._with_by.get(word) if loose else None)
            if direction is not None and not (word in between and index and change.get(words[index - 1].lower())):
                if word in self._particles and index and words[index - 1].lower() in self._particle_verbs:
                    return
                noun = word in self._change_nouns and index + 1 < len(words) and words[index + 1].lower() in self._of
                statement.change = "none" if noun else direction
                return
            if first and word not in self._determiners:
                if word in self.lexicon.target:
                    return
                if word in self._by:
                    loose = 5
                first = False
            if word in between:
                continue
            if loose and word[-1] not in ",;:.)":
                loose -= 1
                continue
            return

    def _hedge_after(self, s: str, statement: Atom) -> None:
        tail = s[statement.end : statement.end + 28].split()
        for size in range(min(4, len(tail)), 0, -1):
            phrase = self.lexicon.hedges_after.get(" ".join(tail[:size]).rstrip(".,;:)").lower())
            compares = size < len(tail) and (tail[size].lower() in self._after_not or tail[size][0].isdigit())
            if phrase is not None and not compares and not self._adds(s, statement, " ".join(tail[:size])):
                statement.hedge, statement.relation = phrase
                statement.hedge_end = s.index(tail[size - 1], statement.end) + len(tail[size - 1].rstrip(".,;:)"))
                return

    def _hedge_attached(self, s: str, statement: Atom) -> None:
        """100+ shops, 20-odd guests: the noun comes after the hedge."""
        for form, phrase in self._attached:
            end = statement.end + len(form)
            counts = form[-1].isalpha() and s[end : end + 2].strip()[-1:].isdigit()  # five plus 3
            counts = counts or self._adds(s, statement, form.strip())
            goes_on = counts or s[end : end + 1].isalnum() or s[end : end + 1] in ("-", "+")
            if s.startswith(form, statement.end) and not goes_on:
                statement.hedge, statement.relation = phrase
                statement.hedge_end = end
                return

    def _adds(self, s: str, statement: Atom, word: str) -> bool:
        """Whether a word after an amount adds the next one to it (410 million plus fees of 155 million): more is said of both."""
        if word not in self._adding or not any(map(str.isalpha, s[statement.start : statement.end])):
            return False
        return s[statement.end : statement.end + len(word) + 3].strip()[len(word) :].strip()[:1].isalpha()

    def _sign_before(self, before: str, statement: Atom) -> None:
        """x>=5: a sign that touches the number."""
        for size in (2, 1):
            phrase = self.lexicon.hedges_before.get(before[-size:])
            if phrase is not None:
                statement.hedge, statement.relation = phrase
                return


def _has_sense(s: str, sense: _Sense, previous: Atom, start: int) -> bool:
    """Whether the statement before, of millions and in the same sentence, has a unit in this sense; small ones may mean both."""
    same = previous.unit == sense.unit and s[previous.unit_start : previous.unit_end].lower() in sense.forms
    return same and previous.value >= _MILLION and start - previous.end <= _REACH and ". " not in s[previous.end : start]


def _restate(statement: Atom, previous: Atom) -> None:
    """A direction carries into the brackets that say the same, a bound where they say it in another unit."""
    if statement.relation != "=" or statement.change != "none":
        return
    statement.change = previous.change
    if previous.unit != statement.unit:
        statement.relation, statement.hedge = previous.relation, previous.hedge


def _unhedge(s: str, statement: Atom, percent: Atom) -> None:
    """What stands right behind a percentage tells what it is measured from: 10 percent more than 2 million are 2.2 million."""
    if statement.relation in "<>" and statement.hedge_start >= 0 and s[percent.end : statement.hedge_start] == " ":
        statement.hedge, statement.relation, statement.hedge_start = "", "=", -1
