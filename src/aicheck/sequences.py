"""Sequences whose items are made when they are looked at, so that what is long need not be held."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from typing import TypeVar, overload

T = TypeVar("T", covariant=True)


class Made(Sequence[T]):
    """Items that are made one by one; a subclass says how many there are, and makes the one at a place."""

    @abstractmethod
    def made(self, at: int) -> T:
        """The item at a place, counted from 0."""

    def part(self, at: slice) -> Sequence[T]:
        """Several of them; made at once, unless a subclass knows better."""
        return [self.made(place) for place in range(len(self))[at]]

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[T]: ...
    def __getitem__(self, at: int | slice) -> T | Sequence[T]:
        return self.part(at) if isinstance(at, slice) else self.made(range(len(self))[at])

    def __iter__(self) -> Iterator[T]:
        return map(self.made, range(len(self)))
