"""What the characters around a number say, in languages without spaces: hedges, direction of change, what it is about."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from aicheck.lexicons import Lexicon
from aicheck.lexicons.lexicon import Phrase, trie
from aicheck.quantities.atoms import Atom
from aicheck.quantities.forms import by_beginning

_COUNTED: Final = frozenset(("physical", "duration", "count"))
_LIMITS: Final = ("at-least", "at-most")


def _by_last(words: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The words by their last character, longest first."""
    found: dict[str, tuple[str, ...]] = {}
    for word in sorted(filter(None, words), key=len, reverse=True):
        found[word[-1]] = (*found.get(word[-1], ()), word)
    return found


def _ending(text: str, words: dict[str, tuple[str, ...]]) -> str:
    """The longest of the words that the text ends with; empty where none does."""
    for word in words.get(text[-1:], ()):
        if text.endswith(word):
            return word
    return ""


class DenseContext:
    """The same for languages that write no spaces: hedges, direction and concept by the characters that touch."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._verbs = _by_last(lexicon.change)
        self._between = _by_last(lexicon.change_between)
        self._split = re.compile(rf"[，,。；;：:、（）()“”\"《》#*\s]|{trie(sorted(lexicon.stop))}")
        self._longest_after = max(map(len, lexicon.hedges_after), default=0)
        self._lengths_after = by_beginning(lexicon.hedges_after)
        raw = lexicon.raw
        self._not_before = _by_last(raw["hedges"].get("not_before", ()))
        self._not_after = tuple(raw["hedges"].get("not_after", ()))
        rate = raw.get("rate", {})
        self._each = tuple(word for word in rate.get("per", ()) if word.isalpha())
        self._rate_words: dict[str, str] = rate.get("before", {})
        self._rate_ends = _by_last(self._rate_words)
        self._clause = re.compile(r"[，,。；;：:、（）()]|" + "|".join(map(re.escape, self._each or ("(?!)",))))
        self._through = _by_last(raw["hedges"].get("through", ()))
        limits = (form for form, phrase in lexicon.hedges_before.items() if len(form) > 1 and phrase.hedge in _LIMITS)
        self._limits = _by_last(limits)
        self._least = tuple(filter(None, raw["hedges"].get("least", ())))
        self._more = frozenset(raw["numbers"].get("more", ()))
        self._more_or_less = tuple(raw["numbers"].get("more_or_less", ()))
        self._adverb = raw.get("after_adverb", "")
        self._compared = {
            **dict.fromkeys(raw.get("after_more", ()), lexicon.hedges_before.get(self._adverb)),
            **dict.fromkeys(raw.get("after_less", ()), Phrase("under", "<")),
        }

    def begin(self) -> None:
        """Forgets the sentence before: nothing is carried on here."""

    def describe(self, s: str, statement: Atom, floor: int, previous: Atom | None) -> tuple[str, ...]:
        """Fills in hedge and change; returns the concept."""
        before = s[max(floor, statement.start - 40) : statement.start]
        rest = before.rstrip(" ")
        more = statement.more or self._some_more(s[statement.unit_start : statement.unit_end])
        if more and statement.relation == "=":
            about = s.startswith(self._more_or_less, statement.right - 1)
            statement.hedge, statement.relation = ("about", "~") if about else ("over", ">")
        phrase, rest = self._hedge_before(s, rest, statement.end)
        if phrase is None and before[-1:] in self._least and s[statement.start] in self.lexicon.multiplying:
            phrase = Phrase("at-least", ">=")
        if phrase is not None:
            statement.hedge, statement.relation = phrase
            statement.hedge_start = statement.start - len(before) + len(rest)
        else:
            self._hedge_after(s, statement)
        if statement.kind == "money" or statement.kind == "physical":
            self._rate(s, rest, statement, previous)
        self._direction(rest, statement)
        return self._concept(rest)

    def _some_more(self, unit: str) -> bool:
        """Whether a unit begins with a word for more than what is said: 余万, 个多月."""
        return unit[:1] in self._more or (unit[1:2] in self._more and unit[:1] in self.lexicon.classifiers)

    def _hedge_before(self, s: str, text: str, end: int) -> tuple[Phrase | None, str]:
        through = text
        while word := _ending(through, self._through):
            through = through[: len(through) - len(word)]
        if through != text and (word := _ending(through, self._limits)):
            return self.lexicon.hedges_before[word], through[: len(through) - len(word)]
        hedges = self.lexicon.hedges_before
        if text and text[-1] in self.lexicon.hedge_last and not _ending(text, self._not_before):
            for size in range(min(self.lexicon.hedge_words, len(text)), 0, -1):
                phrase = hedges.get(text[-size:])
                if phrase is not None:
                    return (self._comparison(s, end) if text[-size:] == self._adverb else phrase), text[:-size]
        return None, text

    def _comparison(self, s: str, end: int) -> Phrase | None:
        """What "than" means, told by the word after the number: 比三十大."""
        for size in (3, 2, 1):
            if s[end : end + size] in self._compared:
                return self._compared[s[end : end + size]]
        return None

    def _rate(self, s: str, text: str, statement: Atom, previous: Atom | None) -> None:
        """What an amount is counted over, where that stands before it: 每桶65美元, 时速60公里; and in 每桶65美元涨至70美元."""
        if " per " in statement.unit:
            return
        goes_on = previous is not None and statement.unit and previous.unit.startswith(statement.unit + " per ")
        if previous is not None and goes_on and not self._clause.search(s, previous.end, statement.start):
            statement.unit = previous.unit
            return
        for _ in range(4):
            word = _ending(text, self._between) or _ending(text, self._verbs)
            if not word:
                break
            text = text[: len(text) - len(word)].rstrip(" ")
        at = max((text.rfind(word) + len(word) for word in self._each if word in text), default=0)
        name = self._rate_words.get(_ending(text, self._rate_ends), "")
        if not name and at and (node := self.lexicon.terms.get(text[at:])) is not None and node.term is not None:
            name = node.term.unit if node.term.role == "unit" and node.term.kind in _COUNTED else ""
        if name and not name.startswith(statement.unit + " "):
            statement.unit += " per " + name

    def _hedge_after(self, s: str, statement: Atom) -> None:
        tail = s[statement.end : statement.end + self._longest_after + 1]
        text = tail.lstrip(" ")
        if text.startswith(self._not_after):
            return
        for size in self._lengths_after.get(text[:2]) or self._lengths_after.get(text[:1], ()):
            phrase = self.lexicon.hedges_after.get(text[:size])
            if phrase is not None and size <= len(text):
                statement.hedge, statement.relation = phrase
                statement.hedge_end = statement.end + len(tail) - len(text) + size
                return

    def _direction(self, text: str, statement: Atom) -> None:
        first = True
        for _ in range(6):
            verb = _ending(text, self._verbs)
            if verb:
                statement.change = self.lexicon.change[verb]
                return
            word = _ending(text, self._between)
            if not word:
                return
            if first and word in self.lexicon.target:
                return
            first = False
            text = text[: len(text) - len(word)].rstrip(" ")

    def _concept(self, text: str) -> tuple[str, ...]:
        for piece in reversed(self._split.split(text)):
            piece = piece[: len(piece) - len(_ending(piece, self._verbs))]
            if len(piece) > 1:
                return (piece[-12:],)
        return ()
