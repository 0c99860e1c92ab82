"""What a number is about, in languages that write spaces: the content words around it and of its sentence's subject."""

from __future__ import annotations

from typing import Final

from aicheck.lexicons import Lexicon
from aicheck.quantities.atoms import Atom
from aicheck.quantities.memory import Memory

TRIM: Final = "(\"'“”‘’[)]*.,;:!?"
"""What may touch a word and is no part of it."""
_ENDS_OPENING: Final = frozenset(",;:)")
_ENDS_CLAUSE: Final = frozenset(",;:)!?")
_ENDS_PHRASE: Final = frozenset(".,;:)!?")
_TIME: Final = " "
"""Stands for the name of a day or month among content words."""


class Concepts:
    """Gathers content words; remembers the subject of the sentence at hand, which `begin` forgets."""

    def __init__(self, lexicon: Lexicon) -> None:
        raw = lexicon.raw
        self._stop = lexicon.stop
        self._before = Memory(self._learn_before)
        self._following = Memory(self._learn_following)
        self._opening = Memory(self._learn_opening)
        self._skip = lexicon.stop | lexicon.verbs | frozenset(lexicon.change) | frozenset(raw.get("not_concepts", ()))
        self._links = frozenset(raw.get("concept_links", ()))
        self._times = frozenset(map(str.lower, [*raw.get("dates", {}).get("weekdays", ()), *lexicon.months]))
        self.begin()

    def begin(self) -> None:
        """Forgets the sentence before."""
        self._subject: list[str] | None = None
        self._carried: list[str] = []

    def around(self, s: str, words: list[str], statement: Atom) -> tuple[str, ...]:
        """The content words before the number, after it, and of the sentence's subject; none of their own carries on."""
        before = self._words_before(words)
        if before:
            self._carried = before
        if self._subject is None:
            self._subject = self._about(s, statement.start)
        found = [*self._words_after(s, statement.reach or statement.end), *self._carried, *self._subject]
        return tuple(dict.fromkeys(found)) if found else ()

    def _words_before(self, words: list[str]) -> list[str]:
        """The nearest content words of a number's own clause, or of the one before where it has none."""
        found: list[str] = []
        for content, ends in filter(None, map(self._before.__getitem__, words[:-15:-1])):
            if ends and found:
                break
            if content:
                found.append(content)
        del found[6:]
        found.reverse()
        return found

    def _learn_before(self, word: str) -> tuple[str, bool] | None:
        """The content word that a word before a number is, or "" for none, and whether a clause ends with it."""
        if word.isalpha():
            return None if word.lower() in self._skip else (word, False)
        ends = word[-1] in _ENDS_CLAUSE
        plain = word[:-1] if ends else word
        content = "" if plain.lower() in self._skip else self._content(plain.strip(TRIM))
        return (content, ends) if content or ends else None

    def _words_after(self, s: str, position: int) -> list[str]:
        """What the number qualifies (a 5 percent penalty), or is a share of (30 percent of the fleet)."""
        found: list[str] = []
        if position >= len(s) or s[position] not in " -":
            return found
        linked = False
        for part, content in map(self._following.__getitem__, s[position + 1 : position + 64].split(None, 6)[:6]):
            if content:
                found.append(content)
                if part == "last" or len(found) == 3:
                    break
            elif not found and (part == "link" or (linked and part == "stop")):
                linked = True
            else:
                break
        return found

    def _learn_following(self, word: str) -> tuple[str, str]:
        """What a word after a number is: a link, another function word, no content, content, or content and the last."""
        plain = word.strip(TRIM)
        folded = plain.lower()
        if folded in self._stop:
            return "link" if folded in self._links else "stop", ""
        return "last" if word[-1] in _ENDS_PHRASE else "content", self._content(plain)

    def _about(self, s: str, limit: int) -> list[str]:
        """The words that the sentence opens with, up to its first verb or function word."""
        found: list[str] = []
        for content, ends in map(self._opening.__getitem__, s[: min(limit, 80)].split(None, 8)[:8]):
            if not content:
                if found:
                    break
            elif content != _TIME:
                found.append(content)
                if ends or len(found) == 4:
                    break
        return found

    def _learn_opening(self, word: str) -> tuple[str, bool]:
        """The content word that a word of an opening is, "" for none, and whether it is the last; a date is passed over."""
        content = self._content(word.strip(TRIM))
        return _TIME if content.lower() in self._times else content, word[-1] in _ENDS_OPENING

    def _content(self, plain: str) -> str:
        """The word, where it is one of content."""
        return plain if plain[:1].isalpha() and plain.lower() not in self._skip else ""
