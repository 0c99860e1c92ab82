"""The rules that a report names: those that ran, and those of the faults that no rule file holds."""

from __future__ import annotations

from aicheck.model import Result, RuleInfo


def named(result: Result) -> tuple[RuleInfo, ...]:
    """Every rule that ran, or that a finding names, set aside or not, once each, in the order of their ids."""
    known = {rule.id: rule for rule in result.rules}
    for finding in (*result.findings, *(suppressed.finding for suppressed in result.suppressed)):
        known.setdefault(finding.rule, RuleInfo(finding.rule, finding.name, finding.severity))
    return tuple(known[id] for id in sorted(known))
