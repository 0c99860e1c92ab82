"""Of the matches that explain the same numbers of one sentence, which stand."""

from __future__ import annotations

from typing import Any, cast

from aicheck.model import Outcome, Place, Quantity
from aicheck.rules.competition import Judged, settled
from aicheck.rules.expectations import Assessment
from aicheck.rules.matching import Item, Match, Matcher
from aicheck.rules.rule import Rule


class _Rule:
    """As much of a rule as competing needs."""

    def __init__(self, id: str, tentative: bool) -> None:
        self.id = id
        self.matcher = Matcher({}, None, tentative="always" if tentative else "never")


def judged(id: str, outcome: Outcome, starts: tuple[int, ...], *, tentative: bool = False, group: str = "s") -> Judged:
    quantity = Quantity(0, 1, "5", None, None, None, None)
    items = tuple(Item(quantity, Place("x", 1, 1, 1, 1, start, start + 1, "5")) for start in starts)
    match = Match({"all": items}, Place("x", 1, 1, 1, 1, 0, 9, ""), group)
    return Judged(cast(Rule, cast(Any, _Rule(id, tentative))), match, Assessment(outcome))


def outcomes(*given: Judged) -> list[tuple[str, str]]:
    found = []
    for each in settled(given):
        assert each.assessment is not None
        found.append((each.assessment.outcome, each.assessment.reason))
    return found


def test_a_tentative_rule_yields_to_numbers_that_agree() -> None:
    assert outcomes(judged("A", "contradictory", (1, 2, 3), tentative=True), judged("B", "consistent", (2, 3, 4))) == [
        ("unchecked", "B explains the same numbers"), ("consistent", ""),
    ]  # fmt: skip


def test_a_rule_that_is_sure_does_not_yield() -> None:
    assert outcomes(judged("A", "contradictory", (1, 2, 3)), judged("B", "consistent", (2, 3, 4)))[0] == ("contradictory", "")


def test_one_shared_number_explains_nothing() -> None:
    assert (
        outcomes(judged("A", "contradictory", (1, 2), tentative=True), judged("B", "consistent", (2, 3)))[0][0] == "contradictory"
    )


def test_one_contradiction_is_told_once_by_the_surer_rule() -> None:
    assert outcomes(judged("A", "contradictory", (1, 2), tentative=True), judged("B", "contradictory", (1, 2, 3))) == [
        ("unchecked", "B tells it of the same numbers"), ("contradictory", ""),
    ]  # fmt: skip


def test_sentences_do_not_compete_with_each_other() -> None:
    first = judged("A", "contradictory", (1, 2), tentative=True, group="one")
    assert outcomes(first, judged("B", "consistent", (1, 2), group="two"))[0][0] == "contradictory"
