"""From a pattern's tree to an RE2 expression over shapes, with the tokens that a sentence must have for it to match."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

import re2

from aicheck.rules.text import syntax
from aicheck.rules.text.classes import DIGITS_CLASS, WordClasses
from aicheck.rules.text.clues import expanded
from aicheck.rules.text.scan import Expression, Needs, Scan
from aicheck.rules.text.shape import DIGITS, QUANTITIES, TYPES, Vocabulary, type_codes

CONDITIONS = "@"
"""Begins the name of conditions that a language lists."""
_CLAUSE_ENDS = ";()"
_LIST_GAP, _FEWEST_LISTED = 14, 2
_PERIODS = "[" + "".join(sorted(type_codes("duration") | type_codes("duration-range"))) + "]"
"""Durations, which gaps pass as one word: for the nine months ended in June, three-year notes."""
_ASIDE = r"\([^()]*\)"
"""A bracketed remark, figures and all: a gap passes over it as over one word."""


class Piece:
    """A piece of a pattern with the slots that it binds, in order; patterns share equal ones.

    `rest` tells that the piece is a list alone, which takes all that is left in the sentence; `later` that the piece stands
    after all those before it.
    """

    def __init__(self, expression: Expression, slots: tuple[syntax.Slot, ...], *, rest: bool, later: bool) -> None:
        self.expression, self.slots, self.rest, self.later = expression, slots, rest, later

    @property
    def length(self) -> int:
        """How much the piece asks for, roughly."""
        return len(self.expression.written)


class Compiled:
    """A pattern ready to run: the sets of characters of which a matching shape has one each, with their bits; `figures` is
    how many quantities it has at least, `scattered` tells that it has several pieces. These are made when first asked for:
    most patterns never meet a sentence that has what they need."""

    def __init__(self, compiler: Compiler, trees: Sequence[syntax.Node], later: Sequence[bool]) -> None:
        self._compiler, self._trees, self._later = compiler, trees, later
        self.required, self.needs = compiler.required(trees)
        self.figures = _fewest(trees)
        self.scattered = len(trees) > 1

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """Its pieces in order."""
        return tuple(map(self._compiler.piece, self._trees, self._later))

    @cached_property
    def hardest_first(self) -> tuple[int, ...]:
        """The places of the pieces that are searched for, those that ask for most at first."""
        searched = [place for place, piece in enumerate(self.pieces) if not piece.rest or not self.scattered]
        return tuple(sorted(searched, key=lambda place: -self.pieces[place].length))

    def within(self, scan: Scan) -> bool:
        """Whether a pattern of one piece occurs in a shape's characters."""
        return not self.needs & scan.missing and scan.has(self.pieces[0].expression)


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


def conditions(written: str, words: WordClasses) -> tuple[str, ...]:
    """The patterns that a written condition stands for: those of `@name`, else itself.

    Raises: syntax.PatternError where the language has no conditions of that name.
    """
    if not written.startswith(CONDITIONS):
        return (written,)
    name = written[len(CONDITIONS) :]
    if name not in words.conditions:
        raise syntax.PatternError(f"no conditions '{name}'", 0, written, _nearest(name, words.conditions))
    return words.conditions[name]


class Compiler:
    """Compiles the patterns of one language over one vocabulary."""

    def __init__(self, lexicon: WordClasses, vocabulary: Vocabulary) -> None:
        self._lexicon, self._vocabulary = lexicon, vocabulary
        self._needs = Needs()
        self._expressions: dict[str, Expression] = {}
        self._pieces: dict[tuple[object, ...], Piece] = {}
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
        self._vocabulary.learn(node.text for node in syntax.walk(tree) if isinstance(node, syntax.Word))
        pieces, later = tree if isinstance(tree, syntax.Scattered) else ((tree,), (False,))
        return Compiled(self, pieces, later)

    def required(self, trees: Sequence[syntax.Node]) -> tuple[tuple[frozenset[str], ...], int]:
        """The sets of characters that a shape needs for trees to match in it, and their bits."""
        required = tuple(dict.fromkeys(need for tree in trees for need in self._required(tree)))
        return required, self._needs.bits(required)

    def scan(self, codes: str) -> Scan:
        """A shape's characters, ready for patterns to be looked for in them."""
        return Scan(codes, self._needs)

    def piece(self, tree: syntax.Node, later: bool) -> Piece:
        """A tree as a piece of a pattern; equal ones are one."""
        slots = tuple(each for each in syntax.walk(tree) if isinstance(each, syntax.Slot))
        rest = isinstance(tree, syntax.Slot) and tree.many
        written = self._expression(tree)
        expression = self._expressions.setdefault(written, Expression(written))
        alike = (written, tuple((slot.name, slot.type) for slot in slots), rest, later)
        return self._pieces.setdefault(alike, Piece(expression, slots, rest=rest, later=later))

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


def _fewest(pieces: Sequence[syntax.Node]) -> int:
    """How many quantities a sentence has at least that scattered pieces match. What one binds no other one binds, but it may
    stand where another names a type."""
    return max(sum(_figures(piece, named=0) for piece in pieces), *(_figures(piece, named=1) for piece in pieces))


def _figures(node: syntax.Node, named: int) -> int:
    """How many quantities a passage has at least that matches a tree, a type that it names counted as so many."""
    match node:
        case syntax.Slot():
            return _FEWEST_LISTED if node.many else 1
        case syntax.Class(name):
            return named if name in TYPES else 0
        case syntax.Choice(items):
            return min(_figures(item, named) for item in items)
        case syntax.Sequence(items):
            return sum(_figures(item, named) for item in items)
        case _:
            return 0


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
