"""Running the tests that rules carry: no documents needed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from aicheck.model import HOLDS, Finding, Place, Verdict
from aicheck.rules.engine import run
from aicheck.rules.rule import Rule, RuleSet, Sample
from aicheck.rules.samples import Mark, Prepared, prepare


class TestResult(NamedTuple):
    """One sample of one rule: whether the rule did what the sample says, and if not, what it did instead.

    `place` is the sample's place in the rule file. `findings` are the rule's findings on the sample.
    """

    rule: str
    bad: bool
    passed: bool
    place: Place
    message: str = ""
    findings: tuple[Finding, ...] = ()


def selftest(ruleset: RuleSet, only: Iterable[str] = ()) -> list[TestResult]:
    """Every test of every rule (or of the rules named in `only`), in order.

    An `ok` sample passes where the rule finds nothing; a `bad` one where its findings stand exactly at its marks, or, without
    marks, where there is a finding. At least one `ok` sample of a rule with an expectation has to be matched by it: else the
    samples would say nothing of what the rule allows.
    """
    wanted = frozenset(only)
    results: list[TestResult] = []
    for rule in ruleset.rules:
        if not wanted or rule.id in wanted:
            results += _of_rule(rule, ruleset)
    return results


def _of_rule(rule: Rule, ruleset: RuleSet) -> list[TestResult]:
    results: list[TestResult] = []
    held = False
    for sample in rule.tests:
        findings: list[Finding] = []
        prepared = prepare(sample.node, findings)
        if prepared is None:
            told = "; ".join(f"{each.message} ({each.help})" if each.help else each.message for each in findings)
            results.append(TestResult(rule.id, sample.bad, False, sample.node.place, f"the sample cannot be read: {told}"))
            continue
        found, verdicts = _run(rule, ruleset, prepared)
        held = held or (not sample.bad and any(verdict.outcome in HOLDS for verdict in verdicts))
        message = _complaint(sample, prepared, found)
        results.append(TestResult(rule.id, sample.bad, not message, sample.node.place, message, found))
    if rule.expect is not None and not held and any(not sample.bad for sample in rule.tests):
        first = next(sample for sample in rule.tests if not sample.bad)
        message = "no ok sample is matched by the rule and holds: add one that it checks and finds right"
        results.append(TestResult(rule.id, False, False, first.node.place, message))
    return results


def _run(rule: Rule, ruleset: RuleSet, prepared: Prepared) -> tuple[tuple[Finding, ...], tuple[Verdict, ...]]:
    """The rule's findings and verdicts; other rules take part where they matter: for repairs, and for clashes of units."""
    alone = prepared.fix is None and rule.source.name != "fault"
    outcome = run(RuleSet((rule,)) if alone else ruleset, prepared.facts.readings, prepared.facts.claims)
    found = tuple(finding for finding in outcome.findings if finding.rule == rule.id)
    return found, tuple(verdict for verdict in outcome.verdicts if verdict.rule == rule.id)


def _complaint(sample: Sample, prepared: Prepared, found: tuple[Finding, ...]) -> str:
    """What is wrong with what the rule found; empty where nothing is."""
    if not sample.bad:
        return "" if not found else f"expected no finding, but {_shown(found)}"
    if not found:
        return "expected a finding, but there is none"
    if prepared.marks:
        stand = {Mark(each.place.path, each.place.start, each.place.end) for each in found}
        if stand != {mark._replace(path=_path(mark, prepared)) for mark in prepared.marks}:
            expected = ", ".join(f'"{_passage(mark, prepared)}"' for mark in prepared.marks)
            return f"expected a finding at {expected}, but {_shown(found)}"
    if prepared.fix is not None:
        fixes = {each.fix.replacement for each in found if each.fix is not None}
        if fixes != {prepared.fix}:
            proposed = ", ".join(f'"{fix}"' for fix in sorted(fixes)) or "nothing"
            return f'expected the repair "{prepared.fix}", but {proposed} is proposed'
    return ""


def _path(mark: Mark, prepared: Prepared) -> str:
    """The path under which findings at a mark stand: a claim may name a document of its own."""
    claim = next(
        (each for each in prepared.facts.claims if each.place.path == mark.path and each.place.start == mark.start), None
    )
    return mark.path if claim is None else claim.source.path


def _passage(mark: Mark, prepared: Prepared) -> str:
    for claim in prepared.facts.claims:
        if claim.place.path == mark.path and claim.place.start == mark.start:
            return claim.place.text
    return next(each.document.text[mark.start : mark.end] for each in prepared.facts.readings if each.document.path == mark.path)


def _shown(found: tuple[Finding, ...]) -> str:
    told = "; ".join(f'"{finding.place.text}": {finding.message}' for finding in found)
    return f"found {told}"
