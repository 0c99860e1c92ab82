"""Tables laid out at random, as reports do: the clean ones raise no finding, and most slips are found in their lines."""

import random

import pytest

from aicheck import rules
from aicheck.rules.rule import RuleSet
from tests.rules.tables.layouts import LAYOUTS, found, made, slipped

ROUNDS = 3
WEAK = {"shares_roll", "tax_rates", "percentages_of_a_whole", "cumulative"}
"""One column, or small percentages: hardly anything but the label tells what must foot."""


@pytest.fixture(scope="module")
def shipped() -> RuleSet:
    return rules.load(packs=["tables", "accounting", "malformed"])


@pytest.mark.parametrize("layout", sorted(LAYOUTS))
def test_clean_tables_are_silent(layout: str, shipped: RuleSet) -> None:
    for seed in range(ROUNDS):
        text = made(seed, layout)[1].text()
        assert [finding.message for finding in found(text, shipped)] == [], text


def test_nine_of_ten_slips_are_found_in_a_line_of_the_sum_that_they_break(shipped: RuleSet) -> None:
    hits = tried = 0
    for number, layout in enumerate(sorted(set(LAYOUTS) - WEAK)):
        for seed in range(100 * number, 100 * number + 2):
            sheet = made(seed, layout)[1]
            slip = slipped(sheet, random.Random(seed))
            if slip is None:
                continue
            (row, column), sheet.cells[slip[0][0]][slip[0][1]], rows = slip
            assert sheet.cells[row][column] == slip[1]
            told = {finding.place.line for finding in found(sheet.text(), shipped)}
            tried += 1
            hits += bool(told & {sheet.line(row) for row in rows})
    assert tried > 60
    assert 10 * hits >= 9 * tried, f"{hits} of {tried}"
