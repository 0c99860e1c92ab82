"""Lists of numbers that name their unit once: 5, 6 and 7 percent; 12- and 13-year-olds; 10 x 12 feet."""

from __future__ import annotations

from aicheck.lexicons import Lexicon
from aicheck.quantities.atoms import Atom

_LONGEST_LINK = 7
_KINDS = frozenset(("percent", "percentage-point", "physical", "temperature", "duration", "age", "money"))


class Lists:
    """Gives the members of a list the unit of its last, in one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        ranges = lexicon.raw["ranges"]
        words = tuple(ranges.get("list_links", ()))
        self._links = frozenset((*words, *(f", {word}" for word in words)))
        self._sides = frozenset(ranges.get("side_links", ()))

    def share(self, s: str, atoms: list[Atom]) -> None:
        """Bare numbers before the last of a list take its unit; scale words are each number's own."""
        if not self._links:
            return
        within = False
        for at in range(len(atoms) - 2, -1, -1):
            a, b = atoms[at], atoms[at + 1]
            if a.unit or a.scaled or not b.unit or b.scaled or b.kind not in _KINDS or b.unit_start < b.left:
                within = False
                continue
            gap = s[a.end : b.start] if b.start - a.end <= _LONGEST_LINK else ""
            gap = gap.strip("- ")
            side = gap in self._sides and b.kind == "physical"
            within = side or gap in self._links or (within and gap == ",")
            if within and a.kind == "number":
                a.unit, a.kind = b.unit, b.kind
                a.unit_start, a.unit_end = b.unit_start, b.unit_end
