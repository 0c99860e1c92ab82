"""From a pattern's tree to an RE2 expression over shapes, with the tokens that a sentence must have for it to match."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Set
from functools import cached_property
from typing import NamedTuple, Protocol

import re2

from aicheck.rules.text import syntax
from aicheck.rules.text.classes import DIGITS_CLASS, WordClasses
from aicheck.rules.text.clues import expanded
from aicheck.rules.text.shape import DIGITS, QUANTITIES, TYPES, Vocabulary, type_codes

_CLAUSE_ENDS = ";()"
_LIST_GAP = 14
_MOST_MEMORY = 256 << 20
_PERIODS = "[" + "".join(sorted(type_codes("duration") | type_codes("duration-range"))) + "]"
"""Durations, which gaps pass as one word: for the nine months ended in June, three-year notes."""
_ASIDE = r"\([^()]*\)"
"""A bracketed remark, figures and all: a gap passes over it as over one word."""


class Match(Protocol):
    """What the expression engine gives for one match."""

    def start(self, group: int | str = ...) -> int: ...
    def end(self, group: int | str = ...) -> int: ...


class Matcher(Protocol):
    """A compiled expression."""

    def finditer(self, text: str) -> Iterable[Match]: ...
    def search(self, text: str) -> Match | None: ...


class Piece:
    """A piece of a pattern with the slots that it binds, in order.

    `rest` tells that the piece is a list alone, which takes all that is left in the sentence; `later` that the piece stands
    after all those before it.
    """

    def __init__(self, written: str, slots: tuple[syntax.Slot, ...], *, rest: bool, later: bool) -> None:
        self.slots, self.rest, self.later, self._written = slots, rest, later, written

    @property
    def length(self) -> int:
        """How much the piece asks for, roughly."""
        return len(self._written)

    @cached_property
    def expression(self) -> Matcher:
        """With a capturing group for each of the slots, in order.

        Compiled when first asked for: most patterns never meet a sentence that has the words that they need.
        """
        options = re2.Options()
        options.log_errors = False
        options.max_mem = _MOST_MEMORY
        compiled: Matcher = re2.compile(self._written, options)
        return compiled


class Compiled(NamedTuple):
    """A pattern ready to run, piece by piece (most have one), and the sets of characters of which a matching shape has one
    each. `hardest_first` has the places of the pieces that are searched for, those that ask for most at first."""

    pieces: tuple[Piece, ...]
    required: tuple[frozenset[str], ...]
    hardest_first: tuple[int, ...]

    def fits(self, present: Set[str]) -> bool:
        """Whether a shape of these characters has all that the pattern needs."""
        for need in self.required:  # noqa: SIM110 -- a generator costs twice as much, and every pattern in reach asks this
            if need.isdisjoint(present):
                return False
        return True

    def within(self, codes: str) -> bool:
        """Whether a pattern of one piece occurs in a shape's characters."""
        return self.fits(frozenset(codes)) and self.pieces[0].expression.search(codes) is not None


def check(pattern: syntax.Pattern, words: WordClasses) -> None:
    """Raises: syntax.PatternError where the pattern names an unknown class, slot type or clue."""
    for node in syntax.walk(pattern.tree):
        if isinstance(node, syntax.Slot) and node.type not in TYPES:
            raise syntax.PatternError(f"no slot type '{node.type}'", node.offset, node.type, _nearest(node.type, TYPES))
        if isinstance(node, syntax.Slot) and node.clue and node.clue not in words.clues:
            raise syntax.PatternError(f"no clue '{node.clue}'", node.offset, node.clue, _nearest(node.clue, words.clues))
        if isinstance(node, syntax.Class):
            known = (*words.classes, *TYPES, DIGITS_CLASS)
            if node.name not in known:
                raise syntax.PatternError(f"no class '{node.name}'", node.offset, node.name, _nearest(node.name, known))


class Compiler:
    """Compiles the patterns of one language over one vocabulary."""

    def __init__(self, lexicon: WordClasses, vocabulary: Vocabulary) -> None:
        self._lexicon, self._vocabulary = lexicon, vocabulary
        self._phrases = {
            name: tuple(dict.fromkeys(vocabulary.phrase(phrase) for phrase in phrases))
            for name, phrases in lexicon.classes.items()
        }
        breaks = "".join(phrase for phrase in self._phrases.get("break", ()) if len(phrase) == 1)
        joins = "".join(phrase for phrase in self._phrases.get("join", ()) if len(phrase) == 1)
        self._gaps: Mapping[syntax.Width, str] = {
            "short": f"(?:[^{QUANTITIES}{_CLAUSE_ENDS}{breaks},:{joins}]|{_PERIODS})",
            "long": f"(?:[^{QUANTITIES}{_CLAUSE_ENDS}{breaks}]|{_ASIDE}|{_PERIODS})",
            "wide": f"(?:[^{QUANTITIES}{_CLAUSE_ENDS}]|{_ASIDE}|{_PERIODS})",
        }

    def phrases(self, name: str) -> tuple[str, ...]:
        """The phrases of a word class, in characters; empty for an unknown class."""
        return self._phrases.get(name, ())

    def compile(self, pattern: syntax.Pattern) -> Compiled:
        """A pattern whose classes and types are known (see `check`), ready to run."""
        tree = expanded(pattern.tree, self._lexicon)
        pieces, later = tree if isinstance(tree, syntax.Scattered) else ((tree,), (False,))
        required = (need for piece in pieces for need in self._required(piece))
        ready = tuple(map(self._piece, pieces, later))
        searched = [place for place, piece in enumerate(ready) if not piece.rest]
        hardest_first = tuple(sorted(searched, key=lambda place: -ready[place].length))
        return Compiled(ready, tuple(dict.fromkeys(required)), hardest_first)

    def _piece(self, tree: syntax.Node, later: bool) -> Piece:
        slots = tuple(each for each in syntax.walk(tree) if isinstance(each, syntax.Slot))
        rest = isinstance(tree, syntax.Slot) and tree.many
        return Piece(self._expression(tree), slots, rest=rest, later=later)

    def _expression(self, node: syntax.Node) -> str:
        written = ""
        match node:
            case syntax.Word(text):
                written = _literal(self._vocabulary.phrase(text))
            case syntax.Class(name):
                written = _choice(self._alternatives(name))
            case syntax.Slot():
                written = self._slot(node)
            case syntax.Gap(length, width):
                written = f"{self._gaps[width]}{{0,{length}}}?"
            case syntax.Optional(item):
                written = f"(?:{self._expression(item)})?"
            case syntax.Choice(items):
                written = "(?:" + "|".join(self._expression(item) for item in items) + ")"
            case syntax.Sequence(items):
                written = "".join(self._expression(item) for item in items)
        return written

    def _slot(self, slot: syntax.Slot) -> str:
        one = _set(type_codes(slot.type))
        if not slot.many:
            return f"({one})"
        return f"({one}(?:{self._gaps['wide']}{{0,{_LIST_GAP}}}?{one})+)"

    def _alternatives(self, name: str) -> tuple[str, ...]:
        if name == DIGITS_CLASS:
            return (DIGITS,)
        return tuple(sorted(type_codes(name))) if name in TYPES else self._phrases[name]

    def _required(self, node: syntax.Node) -> list[frozenset[str]]:
        match node:
            case syntax.Word(text):
                return [frozenset(code) for code in self._vocabulary.phrase(text)]
            case syntax.Class(name):
                return [frozenset(phrase[0] for phrase in self._alternatives(name))]
            case syntax.Slot(_, kind):
                return [type_codes(kind)]
            case syntax.Choice(items):
                firsts = [self._required(item) for item in items]
                return [frozenset().union(*(needs[0] for needs in firsts))] if all(firsts) else []
            case syntax.Sequence(items):
                return [need for item in items for need in self._required(item)]
            case _:
                return []


def _literal(codes: str) -> str:
    return "".join(re2.escape(code) if code.isascii() else code for code in codes)


def _set(codes: Iterable[str]) -> str:
    return "[" + "".join(f"\\{code}" if code in "^-]\\[" else code for code in sorted(codes)) + "]"


def _choice(phrases: tuple[str, ...]) -> str:
    """One expression for many phrases, longest first: single characters become one set."""
    singles = [phrase for phrase in phrases if len(phrase) == 1]
    longer = sorted((phrase for phrase in phrases if len(phrase) > 1), key=lambda phrase: (-len(phrase), phrase))
    parts = [_literal(phrase) for phrase in longer] + ([_set(singles)] if singles else [])
    return "(?:" + "|".join(parts) + ")"


def _nearest(name: str, known: Iterable[str]) -> str:
    names = sorted(known)
    close = difflib.get_close_matches(name, names, 1)
    return f"did you mean '{close[0]}'?" if close else "known: " + ", ".join(names)
