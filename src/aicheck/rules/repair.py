"""Repairs: the one small slip whose mending makes a number agree with the most other checks."""

from __future__ import annotations

from collections.abc import Sequence

from aicheck.model import Fix
from aicheck.rules.expectations import Assessment
from aicheck.rules.matching import Facts, Match
from aicheck.rules.rule import Rule


class Repairs:
    def __init__(self, rules: Sequence[Rule], facts: Facts, found: Sequence[tuple[Rule, Match, Assessment | None]]) -> None:
        self.rules = rules

    def fix(self, rule: Rule, match: Match) -> Fix | None:
        return None
