"""Judged matches, and which of those that explain the same numbers of one sentence stand.

A sentence of many figures can be read in more ways than one. Numbers that one rule has found to agree are explained: a
tentative rule that holds two of them against a third has read them wrongly. And of several contradictions over the same
numbers one is told, that of the rule that is not tentative where there is one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from aicheck.rules.expectations import Assessment
from aicheck.rules.rule import Judged, Numbers, Rule

_EXPLAINED = 2
_RELATED = 3
"""Two numbers alone agree too easily: that one is above the other says nothing of what else holds of them."""


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
    """The judged matches without what tables show of a cell that a rule over labelled rows blames: it knows the line."""
    every = list(judged)
    blamed = {
        (each.match.place.path, each.match.place.start): each.rule.id
        for each in every
        if each.rule.source.name == "rows" and each.contradictory
    }
    if not blamed:
        return every
    return [_yielding(each, blamed) if each.rule.source.name == "table" and each.contradictory else each for each in every]


def _yielding(judged: Judged, blamed: Mapping[tuple[str, int], str]) -> Judged:
    rule = next((blamed[number] for number in sorted(judged.numbers) if number in blamed), None)
    return judged if rule is None else _unchecked(judged, f"{rule} tells it of the same numbers")


def _settle(together: list[Judged]) -> list[Judged]:
    agreed = [
        (each.numbers, each.rule)
        for each in together
        if each.assessment is not None and each.assessment.outcome in ("consistent", "rounding")
        if len(each.numbers) >= _RELATED
    ]
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
        else:
            told.append((numbers, each.rule))
    return [verdicts[index] for index in range(len(together))]


def _unchecked(judged: Judged, reason: str) -> Judged:
    return judged._replace(assessment=Assessment("unchecked", reason=reason))


def _tentative(judged: Judged) -> bool:
    return judged.rule.matcher.tentative == "always"
