"""Finding the sentences where patterns match, and binding their slots.

A pattern is looked at only where a sentence has the rarest word that it needs, so rules that cannot match cost nothing.
"""

from __future__ import annotations

import itertools
import string
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Generic, NamedTuple, TypeVar

from aicheck.model import Change, Quantity
from aicheck.rules.text.compiler import Compiled, Compiler, Piece
from aicheck.rules.text.scan import Scan, Spans
from aicheck.rules.text.shape import DIRECTED, TYPES, Shape, type_codes
from aicheck.rules.text.syntax import Slot

Key = TypeVar("Key")
_FEWEST = 1
_OFTEN = 40
"""How many words of other classes weigh as much as one that hardly a sentence lacks, in what a pattern is found by."""
CLAUSE_END = ";"
"""The mark that ends a clause, in shapes."""
_FEWEST_LISTED = 2
_MOST_FIGURES = 80
"""A sentence with more figures is a table without a frame, which sentence patterns do not read."""
_MOST_SCATTERED, _MOST_COMBINED = 16, 60
"""The figures of a sentence, and the readings of it, up to which scattered pieces are put together: more prove nothing."""


class Bound(NamedTuple):
    """What one match binds: slot names to quantities, and the passage as offsets in the text and as tokens of the shape.

    A quantity in a slot of type `change` has the direction of the passage, or of its piece of it, or else the one that it was
    read with; any other has none.
    `anchor` names the slots of the last of scattered pieces: its readings exclude each other.
    """

    quantities: Mapping[str, tuple[Quantity, ...]]
    start: int
    end: int
    tokens: tuple[int, int]
    anchor: frozenset[str] = frozenset()


class Index(Generic[Key]):
    """Patterns, each with the caller's key, found by what they need."""

    def __init__(self, compiler: Compiler, patterns: Sequence[tuple[Key, Compiled]]) -> None:
        self._up, self._down = (frozenset("".join(p for p in compiler.phrases(name) if len(p) == 1)) for name in ("up", "down"))
        self._by_code: dict[str, list[int]] = defaultdict(list)
        self._compiler, self._patterns = compiler, tuple(patterns)
        self._limits = [
            (pattern.needs, pattern.figures, _MOST_SCATTERED if pattern.scattered else _MOST_FIGURES)
            for _, pattern in self._patterns
        ]
        figures = type_codes("figure")
        often = frozenset((*compiler.phrases("often"), *string.punctuation))
        for number, (_, pattern) in enumerate(self._patterns):
            words = [need for need in pattern.required if not need & figures]
            rarest = min(words or pattern.required, key=lambda need: sum(_OFTEN if code in often else 1 for code in need))
            for code in sorted(rarest):
                self._by_code[code].append(number)

    def matches(self, shape: Shape, silent: Callable[[Key, Scan], bool] = lambda *_: False) -> Iterator[tuple[Key, Bound]]:
        """Every match in a sentence, in the order of the patterns; `silent` tells whose patterns are not looked for in it."""
        figures = len(shape.quantities)
        if not _FEWEST <= figures <= _MOST_FIGURES:
            return
        scan = self._compiler.scan(shape.codes)
        found: dict[Piece, list[Bound]] = {}
        for number in self._in_reach(scan, figures):
            key, pattern = self._patterns[number]
            if silent(key, scan):
                continue
            for place in pattern.hardest_first:
                piece = pattern.pieces[place]
                if piece not in found:
                    found[piece] = self._found(piece, shape, scan)
                if not found[piece]:
                    break
            else:
                for bound in self._scattered(pattern, shape, found) if pattern.scattered else found[pattern.pieces[0]]:
                    yield key, bound

    def _in_reach(self, scan: Scan, figures: int) -> list[int]:
        """The patterns that a sentence with so many figures has all the words for, in their order."""
        missing, limits, by_code = scan.missing, self._limits, self._by_code
        numbers: set[int] = set()
        for code in scan.present:
            for number in by_code.get(code, ()):
                needs, least, most = limits[number]
                if not needs & missing and least <= figures <= most:
                    numbers.add(number)
        return sorted(numbers)

    def _found(self, piece: Piece, shape: Shape, scan: Scan) -> list[Bound]:
        found = [self._bind(piece, spans, shape) for spans in scan.spans(piece.expression)]
        return [bound for bound in found if bound is not None]

    def _scattered(self, pattern: Compiled, shape: Shape, found: Mapping[Piece, list[Bound]]) -> Iterator[Bound]:
        """The ways to put the pieces of a pattern together without using a quantity twice, the closest together first."""
        pieces = [found[piece] for piece in pattern.pieces if not piece.rest]
        later = [piece.later for piece in pattern.pieces if not piece.rest]
        combined = itertools.islice(itertools.product(*pieces), _MOST_COMBINED)
        joined = [_joined(parts) for parts in combined if _apart(parts) and _ordered(parts, later)]
        for piece in pattern.pieces:
            if piece.rest:
                joined = [more for bound in joined if (more := _with_rest(bound, piece.slots[0], shape)) is not None]
        for bound in sorted(joined, key=lambda bound: bound.tokens[1] - bound.tokens[0]):
            if CLAUSE_END not in shape.codes[slice(*bound.tokens)]:
                yield bound

    def _bind(self, pattern: Piece, spans: Spans, shape: Shape) -> Bound | None:
        """The slots of a match; None where a change has no direction, or two."""
        first, last = spans[0][0], spans[0][1] - 1
        directions = self._directions(shape.codes[first : last + 1])
        bound: dict[str, tuple[Quantity, ...]] = {}
        for slot, (start, end) in zip(pattern.slots, spans[1:], strict=True):
            if start < 0:
                continue
            inside = [shape.quantities[token] for token in range(start, end) if token in shape.quantities]
            directed = [_moving(each, directions, slot) for each in inside if each.kind in TYPES[slot.type]]
            if slot.type in DIRECTED and any(each.change == "none" for each in directed):
                return None
            bound[slot.name] = tuple(directed)
        ending = shape.quantities[last].end if last in shape.quantities else shape.starts[last] + 1
        return Bound(bound, shape.starts[first], ending, (first, last + 1))

    def _directions(self, codes: str) -> tuple[Change, ...]:
        """The directions that the words of a passage tell, at most two."""
        told: tuple[tuple[Change, frozenset[str]], ...] = (("up", self._up), ("down", self._down))
        return tuple(direction for direction, words in told if not words.isdisjoint(codes))


def _moving(quantity: Quantity, told: Sequence[Change], slot: Slot) -> Quantity:
    """A quantity with the direction of its passage where its slot has one; where the passage tells none, that of the words
    before it ("Sales rose | 20% from ... to ...")."""
    if slot.type not in DIRECTED or len(told) > 1:
        return quantity._replace(change="none")
    return quantity._replace(change=told[0]) if told else quantity


def _apart(parts: Sequence[Bound]) -> bool:
    """Whether no quantity is bound twice, nor one that says the same as another."""
    bound = [quantity for part in parts for bound in part.quantities.values() for quantity in bound]
    return len({(each.value, each.unit) for each in bound}) == len({each.start for each in bound}) == len(bound)


def _ordered(parts: Sequence[Bound], later: Sequence[bool]) -> bool:
    """Whether each piece that has to stands after all those before it."""
    return all(
        not after or all(before.tokens[1] <= part.tokens[0] for before in parts[:place])
        for place, (part, after) in enumerate(zip(parts, later, strict=True))
    )


def _joined(parts: Sequence[Bound]) -> Bound:
    quantities = {name: bound for part in parts for name, bound in part.quantities.items()}
    tokens = min(part.tokens[0] for part in parts), max(part.tokens[1] for part in parts)
    start, end = min(part.start for part in parts), max(part.end for part in parts)
    return Bound(quantities, start, end, tokens, frozenset(parts[-1].quantities))


def _with_rest(bound: Bound, slot: Slot, shape: Shape) -> Bound | None:
    """With the other quantities of a type in the sentence as a list; None where there are fewer than two."""
    codes = type_codes(slot.type)
    taken = {(quantity.value, quantity.unit) for quantities in bound.quantities.values() for quantity in quantities}
    left = {
        token: quantity
        for token, quantity in shape.quantities.items()
        if shape.codes[token] in codes and (quantity.value, quantity.unit) not in taken
    }
    if len(left) < _FEWEST_LISTED:
        return None
    rest = Bound(
        {slot.name: tuple(quantity._replace(change="none") for quantity in left.values())},
        shape.starts[min(left)], max(quantity.end for quantity in left.values()), (min(left), max(left) + 1),
    )  # fmt: skip
    return _joined((bound, rest))._replace(anchor=bound.anchor)
