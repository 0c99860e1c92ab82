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
from aicheck.rules.text.compiler import Compiled, Compiler, Match, Piece
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
        self._patterns = tuple(patterns)
        figures = type_codes("figure")
        often = frozenset((*compiler.phrases("often"), *string.punctuation))
        for number, (_, pattern) in enumerate(self._patterns):
            words = [need for need in pattern.required if not need & figures]
            rarest = min(words or pattern.required, key=lambda need: sum(_OFTEN if code in often else 1 for code in need))
            for code in sorted(rarest):
                self._by_code[code].append(number)

    def matches(self, shape: Shape, silent: Callable[[Key], bool] = lambda _: False) -> Iterator[tuple[Key, Bound]]:
        """Every match in a sentence, in the order of the patterns; `silent` tells whose patterns are not looked for in it."""
        if not _FEWEST <= len(shape.quantities) <= _MOST_FIGURES:
            return
        present = frozenset(shape.codes)
        numbers = {number for code in present if code in self._by_code for number in self._by_code[code]}
        for number in sorted(numbers):
            key, pattern = self._patterns[number]
            if not pattern.fits(present) or silent(key):
                continue
            found = self._scattered(pattern, shape) if len(pattern.pieces) > 1 else self._found(pattern.pieces[0], shape)
            for bound in found:
                yield key, bound

    def _found(self, piece: Piece, shape: Shape) -> Iterator[Bound]:
        for match in piece.expression.finditer(shape.codes):
            bound = self._bind(piece, match, shape)
            if bound is not None:
                yield bound

    def _scattered(self, pattern: Compiled, shape: Shape) -> Iterator[Bound]:
        """The ways to put the pieces of a pattern together without using a quantity twice, the closest together first."""
        if len(shape.quantities) > _MOST_SCATTERED:
            return
        found: dict[int, list[Bound]] = {}
        for place in pattern.hardest_first:
            found[place] = list(self._found(pattern.pieces[place], shape))
            if not found[place]:
                return
        pieces = [found[place] for place in sorted(found)]
        later = [piece.later for piece in pattern.pieces if not piece.rest]
        combined = itertools.islice(itertools.product(*pieces), _MOST_COMBINED)
        joined = [_joined(parts) for parts in combined if _apart(parts) and _ordered(parts, later)]
        for piece in pattern.pieces:
            if piece.rest:
                joined = [more for bound in joined if (more := _with_rest(bound, piece.slots[0], shape)) is not None]
        for bound in sorted(joined, key=lambda bound: bound.tokens[1] - bound.tokens[0]):
            if CLAUSE_END not in shape.codes[slice(*bound.tokens)]:
                yield bound

    def _bind(self, pattern: Piece, match: Match, shape: Shape) -> Bound | None:
        """The slots of a match; None where a change has no direction, or two."""
        first, last = match.start(), match.end() - 1
        directions = self._directions(shape.codes[first : last + 1])
        bound: dict[str, tuple[Quantity, ...]] = {}
        for group, slot in enumerate(pattern.slots, 1):
            start, end = match.start(group), match.end(group)
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
