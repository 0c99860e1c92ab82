"""Finding the sentences where patterns match, and binding their slots.

A pattern is looked at only where a sentence has the rarest word that it needs, so rules that cannot match cost nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Generic, NamedTuple, TypeVar

from aicheck.model import Change, Quantity
from aicheck.rules.text.compiler import Compiled, Compiler, Match
from aicheck.rules.text.shape import DIRECTED, TYPES, Shape, type_codes

Key = TypeVar("Key")
_FEWEST = 1
_MOST_FIGURES = 80
"""A sentence with more figures is a table without a frame, which sentence patterns do not read."""


class Bound(NamedTuple):
    """What one match binds: slot names to quantities, and the passage as offsets in the text and as tokens of the shape.

    A quantity in a slot of type `change` has the direction of the passage, any other has none.
    """

    quantities: Mapping[str, tuple[Quantity, ...]]
    start: int
    end: int
    tokens: tuple[int, int]


class Index(Generic[Key]):
    """Patterns, each with the caller's key, found by what they need."""

    def __init__(self, compiler: Compiler, patterns: Sequence[tuple[Key, Compiled]]) -> None:
        self._up, self._down = (frozenset("".join(p for p in compiler.phrases(name) if len(p) == 1)) for name in ("up", "down"))
        self._by_code: dict[str, list[int]] = defaultdict(list)
        self._patterns = tuple(patterns)
        figures = type_codes("figure")
        for number, (_, pattern) in enumerate(self._patterns):
            words = [need for need in pattern.required if not need & figures]
            rarest = min(words or pattern.required, key=len)
            for code in sorted(rarest):
                self._by_code[code].append(number)

    def matches(self, shape: Shape) -> Iterator[tuple[Key, Bound]]:
        """Every match in a sentence, in the order of the patterns."""
        if not _FEWEST <= len(shape.quantities) <= _MOST_FIGURES:
            return
        present = frozenset(shape.codes)
        numbers = {number for code in present if code in self._by_code for number in self._by_code[code]}
        for number in sorted(numbers):
            key, pattern = self._patterns[number]
            if not pattern.fits(present):
                continue
            for match in pattern.expression.finditer(shape.codes):
                bound = self._bind(pattern, match, shape)
                if bound is not None:
                    yield key, bound

    def _bind(self, pattern: Compiled, match: Match, shape: Shape) -> Bound | None:
        """The slots of a match; None where a change has no direction, or two."""
        first, last = match.start(), match.end() - 1
        direction = self._direction(shape.codes[first : last + 1])
        bound: dict[str, tuple[Quantity, ...]] = {}
        for group, slot in enumerate(pattern.pattern.slots, 1):
            start, end = match.start(group), match.end(group)
            if start < 0:
                continue
            if slot.type in DIRECTED and direction == "none":
                return None
            change: Change = direction if slot.type in DIRECTED else "none"
            inside = (shape.quantities[token] for token in range(start, end) if token in shape.quantities)
            bound[slot.name] = tuple(each._replace(change=change) for each in inside if each.kind in TYPES[slot.type])
        ending = shape.quantities[last].end if last in shape.quantities else shape.starts[last] + 1
        return Bound(bound, shape.starts[first], ending, (first, last + 1))

    def _direction(self, codes: str) -> Change:
        rises, falls = not self._up.isdisjoint(codes), not self._down.isdisjoint(codes)
        return "none" if rises == falls else "up" if rises else "down"
