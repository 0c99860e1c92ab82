"""Judged matches, and which of those that explain the same numbers of one sentence stand.

A sentence of many figures can be read in more ways than one. Numbers that one rule has found to agree are explained: a
tentative rule that holds two of them against a third has read them wrongly. And of several contradictions over the same
numbers one is told, that of the rule that is not tentative where there is one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import NamedTuple

from aicheck.model import HOLDS, Outcome
from aicheck.rules.expectations import Assessment
from aicheck.rules.matching import Item
from aicheck.rules.rule import Judged, Number, Numbers, Rule

_EXPLAINED = 2
_RELATED = 3
"""Two numbers alone agree too easily: that one is above the other says nothing of what else holds of them."""
_SLIGHT = 25
"""A gap is slight where it is at most one part in so many of the total."""


def settled(judged: Iterable[Judged]) -> Iterator[Judged]:
    """The judged matches in the same order; those of a group that do not stand are unchecked, with the reason."""
    group = ""
    together: list[Judged] = []
    for each in judged:
        if each.match.group != group:
            yield from _settle(together)
            group, together = each.match.group, []
        if group:
            together.append(each)
        else:
            yield each
    yield from _settle(together)


def told_once(judged: Iterable[Judged]) -> list[Judged]:
    """The judged matches without what tables show of cells that rules over labelled rows explain: these know the lines.

    A cell that a row rule blames is told of once. A total that a row rule finds right needs no more addends than that rule
    has. Where a row rule knows all the lines of a sum and leaves it unchecked, or finds the total right by other numbers, a small
    gap may be lines that are left out.
    What is taken from what in a statement is not guessed from the numbers of other columns.
    """
    every = list(judged)
    rows = _Rows(each for each in every if each.rule.source.name == "rows")
    reasons = (rows.objection(each) if each.contradictory and each.rule.source.name == "table" else "" for each in every)
    return [_unchecked(each, reason) if reason else each for each, reason in zip(every, reasons, strict=True)]


class _Said(NamedTuple):
    """What one rule over labelled rows says of the numbers that it holds together."""

    rule: str
    outcome: Outcome
    numbers: Numbers


class _Rows:
    """What rules over labelled rows say, by the numbers of which they say it."""

    def __init__(self, judged: Iterable[Judged]) -> None:
        self._blamed: dict[Number, str] = {}
        self._said: dict[Number, list[_Said]] = {}
        for each in judged:
            said = _Said(each.rule.id, each.outcome, each.numbers)
            for number in said.numbers:
                self._said.setdefault(number, []).append(said)
            if each.contradictory:
                self._blamed[each.match.place.path, each.match.place.start] = said.rule

    def objection(self, judged: Judged) -> str:
        """Why what a table shows is not told; empty where nothing speaks against it."""
        numbers, total = judged.numbers, judged.match.bindings.get("total")
        if judged.match.bindings.get("deductions") and any(number in self._said for number in numbers):
            return "rules that know the lines of the statement say what is taken from what"
        for number in sorted(numbers & self._blamed.keys()):
            return f"{self._blamed[number]} tells it of the same numbers"
        if not isinstance(total, Item):
            return ""
        own = self._said.get((total.place.path, total.place.start), ())
        for said in own:
            if said.outcome in HOLDS and len(said.numbers) > _EXPLAINED and said.numbers < numbers:
                return f"{said.rule} finds the total right with fewer lines"
        return next(filter(None, (_left_out(said, numbers) for said in own)), "") if _slight(total, judged) else ""


def _left_out(said: _Said, numbers: Numbers) -> str:
    """Why what a rule over labelled rows says lets other lines make up for a small gap; empty where it does not."""
    if said.outcome == "unchecked" and numbers <= said.numbers:
        return f"{said.rule} knows the same lines, and that others may be left out"
    if said.outcome in HOLDS and not said.numbers <= numbers:
        return f"{said.rule} finds the total right, and other lines may be left out"
    return ""


def _slight(total: Item, judged: Judged) -> bool:
    """Whether a total lies close to what its lines add up to."""
    stated = total.quantity.value
    values = [item.quantity.value for name, item in judged.match.items() if name == "addends"]
    if stated is None or None in values:
        return False
    gap = Fraction(stated) - sum(Fraction(value or 0) for value in values)
    return abs(gap) * _SLIGHT <= abs(Fraction(stated))


def _settle(together: list[Judged]) -> list[Judged]:
    agreed = [
        (each.numbers, each.rule)
        for each in together
        if len(each.numbers) >= _RELATED and _agrees(each)
    ]
    read = _Readings(each for each in together if _agrees(each))
    told: list[tuple[Numbers, Rule]] = []
    verdicts: dict[int, Judged] = {}
    for index in sorted(range(len(together)), key=lambda index: (_tentative(together[index]), index)):
        each = verdicts[index] = together[index]
        if not each.contradictory:
            continue
        numbers = each.numbers
        anchor = each.anchor
        explained = next((rule for others, rule in agreed if len(others & numbers) >= _EXPLAINED or anchor & others), None)
        repeated = next((rule for others, rule in told if others <= numbers or numbers <= others or anchor & others), None)
        if repeated is not None:
            verdicts[index] = _unchecked(each, f"{repeated.id} tells it of the same numbers")
        elif explained is not None and _tentative(each):
            verdicts[index] = _unchecked(each, f"{explained.id} explains the same numbers")
        elif read.otherwise(each):
            verdicts[index] = _unchecked(each, f"{each.rule.id} holds with other numbers")
        else:
            told.append((numbers, each.rule))
    return [verdicts[index] for index in range(len(together))]


def _agrees(judged: Judged) -> bool:
    """Whether it holds, and not only because one of its numbers has no end: what is above 1,800 agrees too easily."""
    open_ended = any(item.quantity.relation not in ("=", "~") for _, item in judged.match.items())
    return judged.outcome == "consistent" or (judged.outcome in HOLDS and not open_ended)


class _Readings:
    """In what parts rules have found numbers to agree."""

    def __init__(self, judged: Iterable[Judged]) -> None:
        self._parts: dict[str, list[frozenset[tuple[str, Number]]]] = {}
        for each in judged:
            self._parts.setdefault(each.rule.id, []).append(_parts(each))

    def otherwise(self, judged: Judged) -> bool:
        """Whether its rule holds for two of its numbers in the same parts: then the others were taken for what they are not."""
        own = _parts(judged)
        return any(len(own & others) >= _EXPLAINED for others in self._parts.get(judged.rule.id, ()))


def _parts(judged: Judged) -> frozenset[tuple[str, Number]]:
    return frozenset((name, (item.place.path, item.place.start)) for name, item in judged.match.items())


def _unchecked(judged: Judged, reason: str) -> Judged:
    return judged._replace(assessment=Assessment("unchecked", reason=reason))


def _tentative(judged: Judged) -> bool:
    return judged.rule.matcher.tentative == "always"
