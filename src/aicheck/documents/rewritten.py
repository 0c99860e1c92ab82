"""A text in which some passages are replaced by what they stand for (entities, escapes), and where each place has gone."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable


class Rewritten:
    """A text with passages replaced.

    >>> after = Rewritten("a &lt; b", [(2, 6, "<")])
    >>> after.text, after.moved(7)
    ('a < b', 4)
    """

    def __init__(self, source: str, replacements: Iterable[tuple[int, int, str]]) -> None:
        """`replacements` are (start, end, what stands there instead), in the order of the text, apart from each other."""
        parts: list[str] = []
        self._ends, self._shifts = [0], [0]
        at = 0
        for start, end, words in replacements:
            parts += (source[at:start], words)
            at = end
            self._ends.append(end)
            self._shifts.append(self._shifts[-1] + len(words) - (end - start))
        self.text = "".join((*parts, source[at:])) if parts else source

    def moved(self, place: int) -> int:
        """Where a place of the source stands, unless it lies inside a passage that was replaced."""
        return place + self._shifts[bisect_right(self._ends, place) - 1]
