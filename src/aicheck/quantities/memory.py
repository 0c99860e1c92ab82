"""What is reckoned from a short text alone, reckoned once: words, numerals and gaps come again and again."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
_MOST = 20_000


class Memory(dict[K, V]):
    """`memory[key]` is `reckon(key)`, remembered. A full memory forgets everything, so that it does not grow with the text.

    >>> lengths = Memory(len)
    >>> lengths["ounce"], list(lengths)
    (5, ['ounce'])
    """

    __slots__ = ("_reckon",)

    def __init__(self, reckon: Callable[[K], V]) -> None:
        self._reckon = reckon

    def __missing__(self, key: K) -> V:
        if len(self) >= _MOST:
            self.clear()
        found = self[key] = self._reckon(key)
        return found
