"""What one rule says about sentences: its patterns in each language, and when it keeps silent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from aicheck.rules.matching import Tentative
from aicheck.rules.text.syntax import Pattern

Patterns: TypeAlias = Mapping[str, tuple[Pattern, ...]]
"""Language to patterns, in the order of the file."""
Groups: TypeAlias = tuple[tuple[str, ...], ...]
"""Names of slots that share a unit, group by group."""


class TextRule:
    """The compiled `match: {text: ...}` of one rule; compared by identity, so that work on many rules can be remembered.

    `unless` silences a match whose passage holds one of its patterns, `anywhere` one whose sentence does. Quantities of one
    of `groups` must be in one unit (`lists` names the slots that bind many); where `apart` is set those of different groups
    must not. `tentative` is that of the matcher.
    """

    __slots__ = ("anywhere", "apart", "groups", "lists", "patterns", "tentative", "unless")

    def __init__(
        self,
        patterns: Patterns,
        unless: Patterns,
        anywhere: Patterns,
        groups: Groups,
        *,
        lists: frozenset[str],
        apart: bool,
        tentative: Tentative,
    ) -> None:
        self.patterns, self.unless, self.anywhere = patterns, unless, anywhere
        self.groups, self.lists, self.apart, self.tentative = groups, lists, apart, tentative
