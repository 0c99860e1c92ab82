"""Of the matches that explain the same numbers of one sentence, which stand."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, cast

import pytest

from aicheck.model import Outcome, Place, Quantity
from aicheck.rules.competition import Judged, settled, told_once
from aicheck.rules.expectations import Assessment
from aicheck.rules.matching import Item, Match, Matcher, Source
from aicheck.rules.rule import Rule
from aicheck.rules.sources import SOURCES


class _Rule:
    """As much of a rule as competing needs."""

    def __init__(self, id: str, tentative: bool) -> None:
        self.id = id
        self.source: Source = SOURCES["text"]
        self.matcher = Matcher({}, None, tentative="always" if tentative else "never")


def judged(
    id: str, outcome: Outcome, starts: tuple[int, ...], *, tentative: bool = False, group: str = "s", anchor: int | None = None
) -> Judged:
    quantity = Quantity(0, 1, "5", None, None, None, None)
    items = tuple(Item(quantity, Place("x", 1, 1, 1, 1, start, start + 1, "5")) for start in starts)
    anchored = tuple(item for item in items if item.place.start == anchor)
    bindings = {"all": tuple(item for item in items if item not in anchored), "anchor": anchored}
    match = Match(bindings, Place("x", 1, 1, 1, 1, 0, 9, ""), group, anchor=frozenset(["anchor"] if anchored else []))
    return Judged(cast(Rule, cast(Any, _Rule(id, tentative))), match, Assessment(outcome))


def outcomes(*given: Judged) -> list[tuple[str, str]]:
    found = []
    for each in settled(given):
        assert each.assessment is not None
        found.append((each.assessment.outcome, each.assessment.reason))
    return found


def test_of_the_readings_of_one_anchor_the_one_that_holds_stands() -> None:
    assert outcomes(
        judged("A", "contradictory", (1, 2, 9), tentative=True, anchor=9),
        judged("A", "consistent", (3, 4, 9), tentative=True, anchor=9),
        judged("A", "contradictory", (1, 2, 8), tentative=True, anchor=8),
        judged("A", "contradictory", (2, 3, 8), tentative=True, anchor=8),
    ) == [
        ("unchecked", "A explains the same numbers"), ("consistent", ""),
        ("contradictory", ""), ("unchecked", "A tells it of the same numbers"),
    ]  # fmt: skip


def test_a_number_without_an_end_explains_nothing_by_rounding() -> None:
    def over(outcome: Outcome) -> Judged:
        held = judged("A", outcome, (1, 2, 4))
        items = held.match.bindings["all"]
        assert isinstance(items, tuple)
        opened = tuple(item._replace(quantity=item.quantity._replace(relation=">")) for item in items if isinstance(item, Item))
        return held._replace(match=held.match._replace(bindings={**held.match.bindings, "all": opened}))

    failed = judged("A", "contradictory", (1, 2, 3), tentative=True)
    assert outcomes(failed, over("rounding"))[0] == ("contradictory", "")
    assert outcomes(failed, over("consistent"))[0] == ("unchecked", "A explains the same numbers")


def test_a_rule_that_holds_for_two_numbers_in_the_same_parts_has_read_them() -> None:
    other = judged("A", "contradictory", (1, 2, 4))
    assert outcomes(other, judged("A", "consistent", (1, 2, 3))) == [
        ("unchecked", "A holds with other numbers"), ("consistent", ""),
    ]  # fmt: skip
    assert outcomes(other, judged("B", "consistent", (1, 2, 3)))[0] == ("contradictory", "")
    assert outcomes(other, judged("A", "consistent", (1, 5, 6)))[0] == ("contradictory", "")


def test_two_numbers_alone_explain_nothing() -> None:
    assert outcomes(judged("A", "contradictory", (1, 2, 3), tentative=True), judged("B", "consistent", (1, 2))) == [
        ("contradictory", ""), ("consistent", ""),
    ]  # fmt: skip


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


def _stated(value: int, start: int) -> Item:
    quantity = Quantity(0, 1, str(value), Decimal(value), Decimal(value), Decimal(value), 0)
    return Item(quantity, Place("x", 1, 1, 1, 1, start, start + 1, str(value)))


def _of(source: str, id: str, outcome: Outcome, **bindings: Item | tuple[Item, ...]) -> Judged:
    rule = _Rule(id, False)
    rule.source = SOURCES[source]
    return Judged(cast(Rule, cast(Any, rule)), Match(bindings, Place("x", 1, 1, 1, 1, 0, 9, "")), Assessment(outcome))


@pytest.mark.parametrize(
    ("total", "outcome", "reason"),
    [
        (1007, "consistent", "R finds the total right, and other lines may be left out"),
        (1007, "contradictory", ""),
        (1007, "unchecked", ""),
        (1700, "consistent", ""),  # no line that is left out is that large
    ],
)
def test_a_total_that_a_statement_confirms_is_not_doubted_for_a_small_gap(total: int, outcome: Outcome, reason: str) -> None:
    stated, addends = _stated(total, 1), (_stated(600, 2), _stated(400, 3))
    table = _of("table", "T", "contradictory", total=stated, addends=addends)
    rows = _of("rows", "R", outcome, assets=_stated(total, 9), claims=stated)
    judged_table, _ = told_once([table, rows])
    assert judged_table.assessment is not None
    assert (judged_table.contradictory, judged_table.assessment.reason) == (not reason, reason)
