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

    `unless` silences a match whose passage holds one of its patterns, `anywhere` one whose sentence does, `needs` one whose
    sentence holds none of its patterns. Quantities of one of `groups` must be in one unit (`kinds` tells what each slot
    takes, `lists` names those that bind many, `clued` those that a clue marks); where `apart` is set those of different
    groups must not. `alone` asks that no other figure of the clause could stand in one of the slots. `tentative` is that of
    the matcher.
    """

    __slots__ = ("alone", "anywhere", "apart", "clued", "groups", "kinds", "lists", "needs", "patterns", "tentative", "unless")

    def __init__(
        self,
        patterns: Patterns,
        unless: Patterns,
        anywhere: Patterns,
        needs: Patterns,
        groups: Groups,
        *,
        kinds: Mapping[str, frozenset[str]],
        clued: frozenset[str],
        lists: frozenset[str],
        apart: bool,
        alone: bool,
        tentative: Tentative,
    ) -> None:
        self.patterns, self.unless, self.anywhere, self.needs = patterns, unless, anywhere, needs
        self.groups, self.kinds, self.lists, self.apart, self.alone = groups, kinds, lists, apart, alone
        self.clued, self.tentative = clued, tentative
