"""Every pack that ships loads without a complaint, and every rule passes its own tests in both languages."""

from __future__ import annotations

import pytest

from aicheck import rules

SHIPPED = rules.load(strict=True)


def test_the_packs_load_without_a_complaint() -> None:
    assert [f"{finding.place.path}:{finding.place.line} {finding.message}" for finding in SHIPPED.findings] == []
    assert not SHIPPED.faulty


@pytest.mark.parametrize("pack", rules.pack_names())
def test_the_rules_of_a_pack_pass_their_tests(pack: str) -> None:
    own = [rule.id for rule in SHIPPED.rules if rule.place.path.removesuffix(".yaml").split("/")[1] == pack]
    assert own
    failed = [result for result in rules.selftest(SHIPPED, own) if not result.passed]
    assert [f"{result.rule} line {result.place.line}: {result.message}" for result in failed] == []


@pytest.mark.parametrize("rule", SHIPPED.rules, ids=lambda rule: rule.id)
def test_a_shipped_rule_documents_itself(rule: rules.Rule) -> None:
    assert rule.what.endswith(".") and rule.why.endswith("."), "what and why are sentences"
    assert rule.since, "the version that first had the rule"
    text = rules.explain(rule)
    assert rule.what in text and "Holds:" in text and "Breaks:" in text
