"""What the characters around a number say, in languages without spaces: hedges, direction of change, what it is about."""

from __future__ import annotations

import re
from collections.abc import Iterable

from aicheck.lexicons import Lexicon
from aicheck.lexicons.lexicon import Phrase, trie
from aicheck.quantities.atoms import Atom
from aicheck.quantities.forms import by_beginning


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
        more = statement.more or not self._more.isdisjoint(s[statement.unit_start : statement.unit_end][:2])
        if more and statement.relation == "=":
            about = s.startswith(self._more_or_less, statement.right - 1)
            statement.hedge, statement.relation = ("about", "~") if about else ("over", ">")
        phrase, rest = self._hedge_before(s, rest, statement.end)
        if phrase is not None:
            statement.hedge, statement.relation = phrase
            statement.hedge_start = statement.start - len(before) + len(rest)
        else:
            self._hedge_after(s, statement)
        self._direction(rest, statement)
        return self._concept(rest)

    def _hedge_before(self, s: str, text: str, end: int) -> tuple[Phrase | None, str]:
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
