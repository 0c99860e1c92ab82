"""Where a scale, unit or currency of the lexicon stands in a text: word by word, or by the longest prefix."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from aicheck.lexicons import Lexicon
from aicheck.lexicons.lexicon import Node, Term
from aicheck.quantities.forms import by_beginning
from aicheck.quantities.memory import Memory

WORD: Final = re.compile(r"[^\s,;:!?()\[\]{}<>“”—–…\"'’]+|\"")
_GAP_AND_WORD: Final = re.compile(rf"((?: [ \n]?|[\u00a0\u2009\u202f\n-])?)({WORD.pattern})")
LETTERS: Final = re.compile(r"[^\W\d_]+")
_SECOND_END: Final = re.compile(r"-[0-9][0-9.,]*([^\W\d_]+)")
_SYMBOLS: Final = re.compile(r"[^\w\s]+")
_JOINTS: Final = frozenset(" -\u00a0\n")

Finder = Callable[[str, int], tuple[Node | None, int]]
Follower = Callable[[str, int], tuple[Node | None, str, int, int]]


class Terms:
    """Finds the terms of one language.

    `node` gives the node whose term the words at a place make, and where it ends; `following` the same past a gap: the node,
    the gap (empty in languages without spaces), where the term begins and where it ends.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._tree = lexicon.terms
        self._first = Memory(self._find_first)
        self._later = Memory(self._find_later)
        self._lengths = by_beginning(lexicon.terms)
        self.node: Finder = self._by_words if lexicon.spaced else self.by_prefix
        self.following: Follower = self._next_words if lexicon.spaced else self._next_prefix

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
        node, length = self._first[match.group()]
        if node is None or node.more is None:
            return node, position + length
        return self._go_on(s, node, position + length)

    def _next_words(self, s: str, position: int) -> tuple[Node | None, str, int, int]:
        match = _GAP_AND_WORD.match(s, position)
        if match is None:
            return None, "", position, position
        gap, word = match.groups()
        node, length = self._first[word]
        start = match.start(2)
        if gap == "-" and not word[0].isalpha():
            node = None
        if node is None or node.more is None:
            return node, gap, start, start + length
        node, end = self._go_on(s, node, start + length)
        return node, gap, start, end

    def _next_prefix(self, s: str, position: int) -> tuple[Node | None, str, int, int]:
        start = past_blanks(s, position)
        node, end = self.by_prefix(s, start)
        return node, "", start, end

    def _go_on(self, s: str, node: Node, end: int) -> tuple[Node, int]:
        """The longest term whose first words end in a node at `end`."""
        best, stop = node, end
        while node.more is not None and end < len(s) and s[end] in _JOINTS:
            match = WORD.match(s, end + 1)
            following, length = (None, 0) if match is None else self._later[node, match.group()]
            if following is None:
                break
            node, end = following, end + 1 + length
            if node.term is not None:
                best, stop = node, end
        return best, stop

    def _find_first(self, word: str) -> tuple[Node | None, int]:
        return _find(self._tree, word)

    def _find_later(self, step: tuple[Node, str]) -> tuple[Node | None, int]:
        """A later word of a term, after the words of a node."""
        node, word = step
        return _find(node.more or {}, word, True)

    def by_prefix(self, s: str, position: int) -> tuple[Node | None, int]:
        """`node` for languages without spaces: the longest term that begins here."""
        lengths = self._lengths.get(s[position : position + 2]) or self._lengths.get(s[position : position + 1])
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
    """A word in one level of the tree of terms: as written, folded, without its full stop, or its first part; with its length."""
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
    if not form.isalpha() and (form == word or len(form) > 1):
        form = form[:1]
    if form in ("", word):
        return None, 0
    rest = word[len(form) :]
    if rest[0].isdigit() or rest[0] == "_":
        return None, 0
    if rest[0] == "-" and rest[1:2].isdigit() and len(form) < 3 and form.isalpha() and not _again(rest, form):
        return None, 0
    node = level.get(form) or (level.get(form.lower()) if len(form) > 3 else None)
    return node, 0 if node is None else len(form)


def _again(rest: str, form: str) -> bool:
    """Whether what follows a short form is a number with the same form: the second end of 2m-3m."""
    match = _SECOND_END.match(rest)
    return match is not None and match[1].lower() == form.lower()
