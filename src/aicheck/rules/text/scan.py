"""What many patterns share while they are looked for in one sentence: what is asked once is not asked again.

The sets of characters that patterns need have a bit each, so that one `&` tells whether a sentence lacks one; expressions
run over the characters as bytes, encoded once; what an expression finds serves every pattern that has it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import Protocol, TypeAlias

import re2

_MOST_MEMORY = 256 << 20
Spans: TypeAlias = tuple[tuple[int, int], ...]
"""The passage of a match and those of its groups, as tokens, the end exclusive; (-1, -1) for a group that takes no part."""


class _Match(Protocol):
    @property
    def re(self) -> _Engine: ...
    def span(self, group: int = ...) -> tuple[int, int]: ...


class _Engine(Protocol):
    @property
    def groups(self) -> int: ...
    def finditer(self, text: bytes) -> Iterable[_Match]: ...
    def search(self, text: bytes) -> _Match | None: ...


class Expression:
    """An RE2 expression over shapes, compiled when first asked for: most never meet a sentence that has what they need."""

    def __init__(self, written: str) -> None:
        self.written = written

    @cached_property
    def engine(self) -> _Engine:
        """It over characters in UTF-8."""
        options = re2.Options()
        options.log_errors = False
        options.max_mem = _MOST_MEMORY
        compiled: _Engine = re2.compile(self.written.encode(), options)
        return compiled


class Needs:
    """Sets of characters, each with a bit. Grows while patterns are compiled, then only reads."""

    def __init__(self) -> None:
        self._bits: dict[frozenset[str], int] = {}
        self._by_code: dict[str, int] = defaultdict(int)

    def bits(self, required: Iterable[frozenset[str]]) -> int:
        """The bits of sets, given one where they are new."""
        together = 0
        for need in required:
            bit = self._bits.get(need)
            if bit is None:
                bit = self._bits[need] = 1 << len(self._bits)
                for code in need:
                    self._by_code[code] |= bit
            together |= bit
        return together

    def missing(self, codes: Iterable[str]) -> int:
        """The bits of the sets of which there is no character among these."""
        present = 0
        for code in codes:
            present |= self._by_code.get(code, 0)
        return ((1 << len(self._bits)) - 1) & ~present


class Scan:
    """A shape's characters while patterns are looked for in them. `missing` has the bits of what they lack."""

    def __init__(self, codes: str, needs: Needs) -> None:
        self.codes, self.present = codes, frozenset(codes)
        self.missing = needs.missing(self.present)
        self._spans: dict[Expression, tuple[Spans, ...]] = {}
        self._has: dict[Expression, bool] = {}

    @cached_property
    def _encoded(self) -> bytes:
        return self.codes.encode()

    def spans(self, expression: Expression) -> tuple[Spans, ...]:
        """Every match of an expression, none inside another, from left to right."""
        found = self._spans.get(expression)
        if found is None:
            found = self._spans[expression] = tuple(map(self._tokens, expression.engine.finditer(self._encoded)))
        return found

    def has(self, expression: Expression) -> bool:
        """Whether an expression matches anywhere."""
        found = self._has.get(expression)
        if found is None:
            found = self._has[expression] = expression.engine.search(self._encoded) is not None
        return found

    def _tokens(self, match: _Match) -> Spans:
        """The spans of a match, from bytes to characters."""
        found = [match.span(), *map(match.span, range(1, match.re.groups + 1))]
        return tuple((self._token(start), self._token(end)) if start >= 0 else (start, end) for start, end in found)

    def _token(self, offset: int) -> int:
        return len(self._encoded[:offset].decode())
