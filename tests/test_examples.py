"""The two examples: every slip that was put into them is found at its place, and what holds is checked and silent."""

from __future__ import annotations

from pathlib import Path

import pytest

from aicheck.config import load
from aicheck.model import Result
from aicheck.pipeline import check

ROOT = Path(__file__).parents[1]
HARBOR, LANHAI = "harbor-energy.md", "gangwan-nengyuan.md"

SLIPS = {
    # document, line, column, rule -> severity, offending words, repair
    (HARBOR, 12, 19, "AIC101"): ("error", "0.3 billion billion dollars", "0.3 billion dollars"),
    (HARBOR, 12, 19, "EXA302"): ("warning", "0.3 billion billion dollars", "0.3 billion dollars"),
    (HARBOR, 12, 98, "AIC104"): ("warning", "70 million - 0.09 billion\ndollars", "0.07- 0.09 billion\ndollars"),
    (HARBOR, 16, 1, "AIC242"): ("error", "1,050 MWh", None),
    (HARBOR, 20, 1, "AIC301"): ("error", "About 2,400 people", None),
    (HARBOR, 20, 96, "AIC201"): ("error", "20%", None),  # AIC306, on the same numbers, is told with it
    (HARBOR, 25, 41, "AIC103"): ("warning", "7.50-0.84 billion dollars", "0.750-0.84 billion dollars"),
    (HARBOR, 25, 41, "AIC308"): ("error", "7.50-0.84 billion dollars", "0.750-0.84 billion dollars"),
    (HARBOR, 26, 43, "AIC305"): ("warning", "65 percent", None),
    (LANHAI, 10, 13, "AIC101"): ("error", "12亿亿元", "12亿元"),
    (LANHAI, 10, 32, "AIC306"): ("error", "2.4亿元", None),
    (LANHAI, 11, 23, "AIC103"): ("warning", "33亿-3.6亿元", "3.3亿-3.6亿元"),
    (LANHAI, 11, 23, "AIC308"): ("error", "33亿-3.6亿元", "3.3亿-3.6亿元"),
    (LANHAI, 13, 24, "AIC305"): ("warning", "22%", None),
}

HELD = [
    ("AIC303", HARBOR, 6),  # revenue by segment
    ("AIC306", HARBOR, 6),  # revenue up a quarter
    ("AIC301", HARBOR, 11),  # the order book, said twice
    ("AIC301", HARBOR, 16),  # nearly half, 46 %
    ("AIC301", HARBOR, 6),  # revenue in both languages
    ("AIC303", LANHAI, 5),  # revenue by segment
    ("AIC306", LANHAI, 5),  # revenue up a fifth
    ("AIC503", LANHAI, 8),  # dollars and yuan
    ("EXA301", LANHAI, 8),  # engineers among the staff
]


@pytest.fixture(scope="module")
def result() -> Result:
    return check([str(ROOT / "examples")], settings=load(ROOT / "pyproject.toml"))


def test_every_slip_is_found_at_its_place(result: Result) -> None:
    found = {
        (Path(finding.place.path).name, finding.place.line, finding.place.column, finding.rule): (
            finding.severity, finding.place.text, finding.fix.replacement if finding.fix is not None else None,
        )
        for finding in result.findings
    }  # fmt: skip
    assert {key: found.get(key) for key in SLIPS} == SLIPS
    assert not result.faulty


def test_nothing_is_found_where_nothing_is_wrong(result: Result) -> None:
    slips = {(document, line) for document, line, _, _ in SLIPS}
    others = [finding for finding in result.findings if (Path(finding.place.path).name, finding.place.line) not in slips]
    assert [(finding.rule, finding.message) for finding in others] == []


@pytest.mark.parametrize(("rule", "document", "line"), HELD)
def test_what_holds_was_checked(result: Result, rule: str, document: str, line: int) -> None:
    verdicts = [verdict for verdict in result.verdicts if verdict.rule == rule and verdict.place.line == line]
    held = [each for each in verdicts if Path(each.place.path).name == document and each.outcome in ("consistent", "rounding")]
    assert held


def test_every_claim_of_the_examples_is_bound(result: Result) -> None:
    assert (result.coverage.claims, result.coverage.bound) == (45, 45)
