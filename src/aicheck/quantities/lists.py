"""Lists of numbers that name their unit once: 5, 6 and 7 percent; 12- and 13-year-olds; 10 x 12 feet."""

from __future__ import annotations

from typing import Final

from aicheck.lexicons import Lexicon
from aicheck.quantities.atoms import Atom

_LONGEST_LINK: Final = 7
_CLOSE: Final = 3
_ALL: Final = 100
_KINDS: Final = frozenset(("percent", "percentage-point", "physical", "temperature", "duration", "age", "money"))


class Lists:
    """Gives the members of a list the unit of its last, in one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        ranges = lexicon.raw["ranges"]
        self._links = frozenset(ranges.get("list_links", ()))
        self._choices = frozenset(ranges.get("alternatives", ()))
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
            listed = at > 0 and s[atoms[at - 1].end : a.start] == ", "
            within = self._linked(a, b, _gap(s, a, b), listed, within)
            if within and a.kind == "number":
                a.unit, a.kind = b.unit, b.kind
                a.unit_start, a.unit_end = b.unit_start, b.unit_end

    def _linked(self, a: Atom, b: Atom, gap: str, listed: bool, within: bool) -> bool:
        """Whether what stands between makes both members of one list; "540, or 36 percent" says one thing twice."""
        if gap == ",":
            return within
        last = gap.removeprefix(", ")
        if last != gap and not listed:
            return False
        if last in self._links:
            return b.kind != "percent" or a.value <= max(b.value * _CLOSE, _ALL)
        if last in self._choices:
            return 0 < a.value < b.value <= a.value * _CLOSE
        return last in self._sides and b.kind == "physical"


def _gap(s: str, a: Atom, b: Atom) -> str:
    return s[a.end : b.start].strip("- ") if b.start - a.end <= _LONGEST_LINK else ""
