"""Where a scale, unit or currency of the lexicon stands in a text: word by word, or by the longest prefix."""

from __future__ import annotations

import re
from collections.abc import Callable

from aicheck.lexicons import Lexicon
from aicheck.lexicons.lexicon import Node, Term

WORD = re.compile(r"[^\s,;:!?()\[\]{}<>“”—–…\"'’]+|\"")
LETTERS = re.compile(r"[^\W\d_]+")
_SECOND_END = re.compile(r"-[0-9][0-9.,]*([^\W\d_]+)")
_SYMBOLS = re.compile(r"[^\w\s]+")
_JOINTS = frozenset(" -\u00a0\n")
_MEMORY = 20_000

Finder = Callable[[str, int], tuple[Node | None, int]]


class Terms:
    """Finds the terms of one language. `node` gives the node whose term the words at a place make, and where it ends."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._tree = lexicon.terms
        self._found = lexicon.found
        self._later: dict[tuple[int, str], tuple[Node | None, int]] = {}
        lengths: dict[str, set[int]] = {}
        for form in filter(None, lexicon.terms):
            lengths.setdefault(form[0], set()).add(len(form))
        self._lengths = {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}
        self.node: Finder = self._by_words if lexicon.spaced else self.by_prefix

    def term(self, s: str, position: int) -> tuple[Term | None, int]:
        """The term that the words at a place make, and where it ends."""
        node, end = self.node(s, position)
        return (None, position) if node is None else (node.term, end)

    def measured(self, s: str, end: int) -> bool:
        """Whether a term follows what ends here, in a language without spaces."""
        return self.by_prefix(s, past_blanks(s, end))[0] is not None

    def _by_words(self, s: str, position: int) -> tuple[Node | None, int]:
        match = WORD.match(s, position)
        if match is None:
            return None, position
        word = match.group()
        known = self._found.get(word)
        if known is None:
            known = self._learn(word)
        node = best = known[0]
        if node is None:
            return None, position
        end = stop = position + known[1]
        while node.more is not None and end < len(s) and s[end] in _JOINTS:
            match = WORD.match(s, end + 1)
            following, length = (None, 0) if match is None else self._next(node.more, match.group())
            if following is None:
                break
            node, end = following, end + 1 + length
            if node.term is not None:
                best, stop = node, end
        return best, stop

    def _next(self, level: dict[str, Node], word: str) -> tuple[Node | None, int]:
        """A later word of a term; remembered by its level, which lives as long as the lexicon."""
        known = self._later.get((id(level), word))
        if known is None:
            if len(self._later) > _MEMORY:
                self._later.clear()
            known = self._later[id(level), word] = _find(level, word, True)
        return known

    def _learn(self, word: str) -> tuple[Node | None, int]:
        if len(self._found) > _MEMORY:
            self._found.clear()
        known = self._found[word] = _find(self._tree, word)
        return known

    def by_prefix(self, s: str, position: int) -> tuple[Node | None, int]:
        """`node` for languages without spaces: the longest term that begins here."""
        lengths = self._lengths.get(s[position]) if position < len(s) else None
        if lengths is None:
            return None, position
        for length in lengths:
            end = position + length
            node = self._tree.get(s[position:end])
            if node is not None and end <= len(s):
                if s[end - 1].isascii() and s[end - 1].isalpha() and end < len(s) and s[end].isascii() and s[end].isalpha():
                    continue
                return node, end
        return None, position


def past_blanks(s: str, end: int) -> int:
    """Past up to three spaces; a line break ends."""
    stop = end
    while stop - end < 3 and stop < len(s) and s[stop] in " \u00a0":
        stop += 1
    return stop


def _find(level: dict[str, Node], word: str, inner: bool = False) -> tuple[Node | None, int]:
    """A word in one level of the tree of terms: as written, folded, without its full stop, or its first part."""
    for form in (word, word.rstrip(".")):
        node = level.get(form)
        if node is None:
            node = level.get(form.lower())
            if node is not None and len(form) < 3 and node.term is not None and not inner:
                continue
        if node is not None:
            return node, len(form)
    part = LETTERS.match(word) or _SYMBOLS.match(word)
    form = part.group() if part is not None else ""
    if form == word and not form.isalpha():
        form = form[0]
    if form in ("", word):
        return None, 0
    rest = word[len(form) :]
    if rest[0].isdigit() or rest[0] == "_":
        return None, 0
    if rest[0] == "-" and rest[1:2].isdigit() and len(form) < 3 and not _again(rest, form):
        return None, 0
    node = level.get(form) or (level.get(form.lower()) if len(form) > 3 else None)
    return node, len(form)


def _again(rest: str, form: str) -> bool:
    """Whether what follows a short form is a number with the same form: the second end of 2m-3m."""
    match = _SECOND_END.match(rest)
    return match is not None and match[1].lower() == form.lower()
