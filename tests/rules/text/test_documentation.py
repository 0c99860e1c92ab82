"""The page about patterns names every type, and its rule works."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from aicheck.rules import parse_rules, selftest
from aicheck.rules.text.shape import TYPES

PAGE = (Path(__file__).parents[3] / "docs" / "patterns.md").read_text("utf-8")


@pytest.mark.parametrize("name", TYPES)
def test_every_type_is_explained(name: str) -> None:
    table = PAGE.partition("## Types of quantities")[2].partition("## Classes")[0]
    assert f"`{name}`" in table


def test_the_example_is_a_rule_that_passes_its_tests() -> None:
    example = re.search(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    assert example is not None
    rules = parse_rules(example[1], "docs/patterns.md")
    assert rules.findings == ()
    assert [result.message for result in selftest(rules)] == ["", ""]
