"""What a number is about, in languages that write spaces: the content words around it and of its sentence's subject."""

from __future__ import annotations

from aicheck.lexicons import Lexicon
from aicheck.quantities.joining import Statement

TRIM = "(\"'“”‘’[)]*.,;:!?"
"""What may touch a word and is no part of it."""
_MEMORY = 20_000
_TIME = " "
"""Stands for the name of a day or month among content words."""


class Concepts:
    """Gathers content words; remembers the subject of the sentence at hand, which `begin` forgets."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        raw = lexicon.raw
        self._content: dict[str, str] = {}
        self._following: dict[str, tuple[str, str]] = {}
        self._opening: dict[str, str] = {}
        self._skip = lexicon.stop | lexicon.verbs | frozenset(lexicon.change) | frozenset(raw.get("not_concepts", ()))
        self._links = frozenset(raw.get("concept_links", ()))
        self._times = frozenset(map(str.lower, [*raw.get("dates", {}).get("weekdays", ()), *lexicon.months]))
        self.begin()

    def begin(self) -> None:
        """Forgets the sentence before."""
        self._subject: list[str] | None = None
        self._carried: list[str] = []

    def around(self, s: str, words: list[str], statement: Statement) -> tuple[str, ...]:
        """The content words before the number, after it, and of the sentence's subject; none of their own carries on."""
        before = self._words_before(words)
        if not before:
            before = self._carried
        else:
            self._carried = before
        found = [*self._words_after(s, statement.atom.reach or statement.end), *before, *self._about(s, statement.start)]
        return tuple(dict.fromkeys(found)) if found else ()

    def _words_before(self, words: list[str]) -> list[str]:
        known = self._content
        found: list[str] = []
        for word in reversed(words[-14:]):
            plain = known.get(word)
            if plain is None:
                plain = self._learn_before(word)
            if found and word[-1] in ",;:)!?":
                break
            if plain:
                found.append(plain)
                if len(found) >= 6:
                    break
        found.reverse()
        return found

    def _learn_before(self, word: str) -> str:
        """The content word that a word before a number is, or "" for none; remembered."""
        if len(self._content) > _MEMORY:
            self._content.clear()
        written, word = word, word[:-1] if word[-1] in ",;:)!?" else word
        plain = "" if word.lower() in self._skip else word.strip(TRIM)
        content = plain if plain and plain[0].isalpha() and plain.lower() not in self._skip else ""
        self._content[written] = content
        return content

    def _words_after(self, s: str, position: int) -> list[str]:
        """What the number qualifies (a 5 percent penalty), or is a share of (30 percent of the fleet)."""
        if position >= len(s) or s[position] not in " -":
            return []
        found: list[str] = []
        known = self._following
        linked = False
        for word in s[position + 1 : position + 64].split(None, 6)[:6]:
            part, plain = known.get(word) or self._learn_after(word)
            if part == "link" or (part == "stop" and linked):
                if found:
                    break
                linked = True
                continue
            if not plain:
                break
            found.append(plain)
            if part == "last" or len(found) == 3:
                break
        return found

    def _learn_after(self, word: str) -> tuple[str, str]:
        """What a word after a number is: a link, another function word, no content, content, or content and the last."""
        if len(self._following) > _MEMORY:
            self._following.clear()
        plain = word.strip(TRIM)
        folded = plain.lower()
        if folded in self.lexicon.stop:
            kind = ("link" if folded in self._links else "stop", "")
        elif not plain or not plain[0].isalpha() or folded in self._skip:
            kind = ("end", "")
        else:
            kind = ("last" if word[-1] in ".,;:)!?" else "content", plain)
        self._following[word] = kind
        return kind

    def _about(self, s: str, limit: int) -> list[str]:
        """The words that the sentence opens with, up to its first verb or function word."""
        if self._subject is None:
            found: list[str] = []
            known = self._opening
            for word in s[: min(limit, 80)].split(None, 8)[:8]:
                plain = known.get(word)
                if plain is None:
                    plain = self._learn_opening(word)
                if not plain:
                    if found:
                        break
                elif plain != _TIME:
                    found.append(plain)
                    if len(found) == 4 or word[-1] in ",;:)":
                        break
            self._subject = found
        return self._subject

    def _learn_opening(self, word: str) -> str:
        """The content word that a word of a sentence's opening is, "" for none; a date is passed over."""
        if len(self._opening) > _MEMORY:
            self._opening.clear()
        plain = word.strip(TRIM)
        folded = plain.lower()
        content = "" if folded in self._skip or not plain or not plain[0].isalpha() else _TIME if folded in self._times else plain
        self._opening[word] = content
        return content
