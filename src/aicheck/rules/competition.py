"""Judged matches, and which of those that explain the same numbers of one sentence stand.

A sentence of many figures can be read in more ways than one. Numbers that one rule has found to agree are explained: a
tentative rule that holds two of them against a third has read them wrongly. And of several contradictions over the same
numbers one is told, that of the rule that is not tentative where there is one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from aicheck.rules.expectations import Assessment
from aicheck.rules.matching import Binding, Item
from aicheck.rules.rule import Judged, Numbers, Rule

_EXPLAINED = 2
_RELATED = 3
"""Two numbers alone agree too easily: that one is above the other says nothing of what else holds of them."""
_SLIGHT = 50
"""A gap is slight where it is at most one part in so many of the total."""
_AGREED = ("consistent", "rounding")


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
    has. Where a row rule knows all the lines of a sum and leaves it unchecked, a small gap may be a line that is left out.
    What is taken from what in a statement is not guessed from the numbers of other columns.
    """
    every = list(judged)
    rows = [each for each in every if each.rule.source.name == "rows"]
    blamed = {(each.match.place.path, each.match.place.start): each.rule.id for each in rows if each.contradictory}
    explained: dict[tuple[str, int], list[tuple[Numbers, str]]] = {}
    for each in rows:
        if each.assessment is not None and each.assessment.outcome in _AGREED:
            for number in each.numbers:
                explained.setdefault(number, []).append((each.numbers, each.rule.id))
    if not rows:
        return every
    known = frozenset(number for each in rows for number in each.numbers)
    open_: dict[tuple[str, int], list[tuple[Numbers, str]]] = {}
    for each in rows:
        if each.assessment is not None and each.assessment.outcome == "unchecked":
            for number in each.numbers:
                open_.setdefault(number, []).append((each.numbers, each.rule.id))
    return [
        _yielding(each, blamed, explained, open_, known) if _of_table(each) and each.contradictory else each for each in every
    ]


def _of_table(judged: Judged) -> bool:
    return judged.rule.source.name == "table"


def _yielding(
    judged: Judged, blamed: Mapping[tuple[str, int], str], explained: Mapping[tuple[str, int], list[tuple[Numbers, str]]],
    open_: Mapping[tuple[str, int], list[tuple[Numbers, str]]], known: Numbers,
) -> Judged:  # fmt: skip
    numbers = judged.numbers
    if judged.match.bindings.get("deductions") and numbers & known:
        return _unchecked(judged, "rules that know the lines of the statement say what is taken from what")
    rule = next((blamed[number] for number in sorted(numbers) if number in blamed), None)
    if rule is not None:
        return _unchecked(judged, f"{rule} tells it of the same numbers")
    total = judged.match.bindings.get("total")
    if isinstance(total, Item):
        own = explained.get((total.place.path, total.place.start), ())
        rule = next((rule for others, rule in own if len(others) > _EXPLAINED and others < numbers), None)
        if rule is None and _slight(total, judged.match.bindings):
            unsure = open_.get((total.place.path, total.place.start), ())
            left = next((rule for others, rule in unsure if numbers <= others), None)
            if left is not None:
                return _unchecked(judged, f"{left} knows the same lines, and that others may be left out")
    return judged if rule is None else _unchecked(judged, f"{rule} finds the total right with fewer lines")


def _slight(total: Item, bindings: Mapping[str, Binding]) -> bool:
    """Whether a total lies close to what its lines add up to."""
    addends = bindings.get("addends", ())
    values = [item.quantity.value for item in addends if isinstance(item, Item)] if isinstance(addends, tuple) else []
    stated = total.quantity.value
    if stated is None or None in values or isinstance(addends, Item):
        return False
    gap = Fraction(stated) - sum(Fraction(value) for value in values if value is not None)
    return abs(gap) * _SLIGHT <= abs(Fraction(stated))


def _settle(together: list[Judged]) -> list[Judged]:
    agreed = [
        (each.numbers, each.rule)
        for each in together
        if each.assessment is not None and each.assessment.outcome in _AGREED
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
