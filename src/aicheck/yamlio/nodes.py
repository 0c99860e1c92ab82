"""The nodes of a YAML text: every scalar as written, every node with its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from aicheck.model import Place
from aicheck.text import LineIndex


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """The text that nodes were read from: the path as given, and its lines."""

    path: str
    lines: LineIndex

    def place(self, start: int, end: int) -> Place:
        """The place of a passage, without the white space at its end."""
        end = min(end, len(self.lines.text))
        start = min(start, end)
        return self.lines.place(self.path, start, start + len(self.lines.text[start:end].rstrip()))


@dataclass(frozen=True, slots=True, eq=False)
class _Positioned:
    start: int
    end: int
    source: Source

    @property
    def line(self) -> int:
        """The line, from 1."""
        return self.source.lines.position(self.start)[0]

    @property
    def column(self) -> int:
        """The column, from 1, in code points."""
        return self.source.lines.position(self.start)[1]

    @property
    def place(self) -> Place:
        """Where the node stands, with its source line."""
        return self.source.place(self.start, self.end)


@dataclass(frozen=True, slots=True, eq=False)
class Scalar(_Positioned):
    """One scalar: `text` is what is written, unescaped and unfolded but never interpreted (`6:45`, `1.10`, `yes`).

    `quoted` tells that it was written in quotes or as a block, so that `"null"` is a word and `null` is nothing.
    """

    text: str
    quoted: bool = False

    kind = "a single value"

    @property
    def is_null(self) -> bool:
        """Whether nothing is written: an empty value, `~` or `null`."""
        return not self.quoted and self.text in ("", "~", "null", "Null", "NULL")

    def passage(self, start: int, end: int) -> Place:
        """The place of the characters `start` to `end` of `text`, for faults inside a value (an expression, a pattern).

        Exact for plain, folded and literal scalars and for quotes without escapes; the whole scalar otherwise.
        """
        written = self.source.lines.text[self.start : self.end]
        shift = 0
        if written[:1] in ('"', "'") and self.quoted:
            written, shift = written[1:-1], 1
        elif written[:1] in ("|", ">") and self.quoted:
            shift = written.find("\n") + 1
            written = written[shift:]
        solid = [index for index, char in enumerate(written) if not char.isspace()]
        if "".join(written[index] for index in solid) != "".join(self.text.split()):
            return self.place
        before = sum(not char.isspace() for char in self.text[:start])
        inside = sum(not char.isspace() for char in self.text[start:end])
        if not inside:  # an empty passage: the gap after what stands before it
            at = self.start + shift + (solid[before - 1] + 1 if before else 0)
            return self.source.place(at, at)
        base = self.start + shift
        return self.source.place(base + solid[before], base + solid[before + inside - 1] + 1)


@dataclass(frozen=True, slots=True, eq=False)
class Sequence(_Positioned):
    """A list of nodes, in order."""

    items: tuple[Node, ...]

    kind = "a list"

    def __iter__(self) -> Iterator[Node]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)


@dataclass(frozen=True, slots=True, eq=False)
class Mapping(_Positioned):
    """Keys with their values, in the order of the file; keys are scalars and stand once."""

    entries: tuple[tuple[Scalar, Node], ...]

    kind = "a mapping"

    def get(self, key: str) -> Node | None:
        """The value of a key, or None."""
        return next((value for name, value in self.entries if name.text == key), None)

    def key(self, key: str) -> Scalar | None:
        """The key's own node, or None."""
        return next((name for name, _ in self.entries if name.text == key), None)

    def keys(self) -> tuple[str, ...]:
        """The keys' texts, in order."""
        return tuple(name.text for name, _ in self.entries)

    def __iter__(self) -> Iterator[tuple[Scalar, Node]]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    def __contains__(self, key: object) -> bool:
        return any(name.text == key for name, _ in self.entries)


Node: TypeAlias = Scalar | Sequence | Mapping
