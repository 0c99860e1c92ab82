"""Every registered source documents itself by a rule that loads and whose tests pass."""

from __future__ import annotations

import pytest

from aicheck import rules
from aicheck.rules.sources import SOURCES


@pytest.mark.parametrize("name", SOURCES)
def test_the_example_of_a_source_is_a_working_rule(name: str) -> None:
    ruleset = rules.parse_rules(rules.new_rule("ACME001", "example", name), "new.yaml", strict=True)
    assert ruleset.findings == ()
    if name == "fault":  # it needs another rule that meets the fault
        ruleset = ruleset._replace(rules=(*ruleset.rules, *rules.load(packs=["claims"]).rules))
    results = rules.selftest(ruleset, only=["ACME001"])
    assert [result.message for result in results if not result.passed] == []
    assert {result.bad for result in results} == {True, False}
