"""Running rules: every match gives a verdict, every contradiction a finding."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from aicheck.model import DEFAULT_WIDTHS, Claim, Finding, HedgeWidths, Place, Reading, Verdict
from aicheck.rules import findings
from aicheck.rules.competition import settled, told_once
from aicheck.rules.expectations import Assessment, UnitFault
from aicheck.rules.matching import NO_READINGS, Facts, Match, Scope
from aicheck.rules.repair import Repairs
from aicheck.rules.rule import Judged, Rule, RuleSet
from aicheck.rules.slips import meant

_MANY = 20_000
MOST_TOLD = 2_000
"""Contradictions of one rule in one document that are told one by one, where each is one of a list: a column, malformed cells."""
EVERYWHERE: tuple[Scope, ...] = ("document", "claims", "corpus")


class Outcome(NamedTuple):
    """What a run of rules gives: findings and verdicts in the order of rules and matches, and which rules matched nothing."""

    findings: tuple[Finding, ...]
    verdicts: tuple[Verdict, ...]
    unmatched: tuple[str, ...]

    @property
    def places(self) -> Iterator[Place]:
        """Every place that a finding or a verdict rests on."""
        for finding in self.findings:
            yield finding.place
            yield from (related.place for related in finding.related)
        for verdict in self.verdicts:
            yield verdict.place
            yield from verdict.others


def run(
    ruleset: RuleSet,
    readings: Sequence[Reading] = (),
    claims: Sequence[Claim] = (),
    widths: HedgeWidths = DEFAULT_WIDTHS,
    *,
    scopes: Iterable[Scope] = EVERYWHERE,
    originals: Mapping[str, Reading] = NO_READINGS,
) -> Outcome:
    """The rules over documents and claims.

    `originals` are the readings of documents that others are translations of, by the paths of the translations.

    `scopes` limits the run to rules over single documents, over claims, or over all documents together, so that documents
    can be run one by one; `merge` puts the outcomes together.
    """
    chosen = tuple(rule for rule in ruleset.rules if rule.source.scope in tuple(scopes))
    with _uncollected(len(claims) + sum(len(reading.quantities) for reading in readings)):
        return _run(ruleset, chosen, Facts(readings, claims, widths, originals))


def _run(ruleset: RuleSet, chosen: Sequence[Rule], facts: Facts) -> Outcome:
    judged = told_once(judge(chosen, facts))
    repairs = Repairs(judged, facts.widths)
    found: list[Finding] = []
    seen = {each.rule.id for each in judged}
    for each in judged:
        if each.contradictory:
            fix = each.match.fix if each.rule.source.mends else repairs.fix(each)
            found.append(findings.of_contradiction(each, fix, facts.widths))
        elif each.assessment is not None and each.assessment.fault is not None and each.rule.source.strict_units:
            for rule in _faulted(ruleset, each.assessment.fault):
                seen.add(rule.id)
                found.append(findings.of_fault(rule, each, each.assessment.fault))
    unmatched = tuple(rule.id for rule in chosen if rule.id not in seen and rule.source.name != "fault")
    return Outcome(findings.without_repeats(found), tuple([findings.verdict(each, facts.widths) for each in judged]), unmatched)


@contextmanager
def _uncollected(statements: int) -> Iterator[None]:
    """Leaves the garbage collector out of large runs: they make millions of small tuples and no cycles to collect."""
    if statements < _MANY or not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        if not gc.get_freeze_count():  # what the run made counts as old, so that no collection goes through it at once
            gc.freeze()
            gc.unfreeze()
        gc.enable()


def _faulted(ruleset: RuleSet, fault: UnitFault) -> Iterator[Rule]:
    """The rules that tell of a clash of units."""
    return (rule for rule in ruleset.rules if rule.source.name == "fault" and rule.matcher.pattern == fault.kind)


def judge(rules: Sequence[Rule], facts: Facts) -> Iterator[Judged]:
    """Every match of every rule with its verdict; the rules of one source are matched together."""
    return settled(_each(rules, facts))


def _each(rules: Sequence[Rule], facts: Facts) -> Iterator[Judged]:
    for source in dict.fromkeys(rule.source.name for rule in rules):
        own = [rule for rule in rules if rule.source.name == source]
        settle = own[0].source.settle
        judged = _of_source(own, facts)
        yield from judged if settle is None else settle(list(judged))


def _of_source(own: Sequence[Rule], facts: Facts) -> Iterator[Judged]:
    """The judged matches; of too many that are wrong by themselves in one document the last told says how many more there are."""
    told: Counter[tuple[str, str]] = Counter()
    last: dict[tuple[str, str], Judged] = {}
    for judged in _matched(own, facts):
        if not judged.contradictory or judged.match.group or judged.rule.source.scope != "document":
            yield judged
            continue
        key = judged.rule.id, judged.match.place.path
        told[key] += 1
        if told[key] == MOST_TOLD:
            last[key] = judged
        elif told[key] < MOST_TOLD:
            yield judged
    for key, judged in last.items():
        yield judged._replace(match=judged.match._replace(untold=told[key] - MOST_TOLD))


def _matched(own: Sequence[Rule], facts: Facts) -> Iterator[Judged]:
    for index, match in own[0].source.find([rule.matcher for rule in own], facts):
        rule = own[index]
        if rule.when is not None and not rule.when.may_hold(match.bindings, facts.widths):
            continue
        yield Judged(rule, match, _assessed(rule, match, facts.widths))


def _assessed(rule: Rule, match: Match, widths: HedgeWidths) -> Assessment | None:
    if rule.expect is None:
        return None
    assessment = rule.expect.verdict(match.bindings, widths)
    if assessment.outcome == "contradictory" and not meant(rule.matcher, assessment, match, rule.expect, widths):
        return Assessment("unchecked", reason="the numbers stand near each other, but nothing shows that they belong together")
    return assessment


def merge(outcomes: Iterable[Outcome]) -> Outcome:
    """The outcomes of separate runs of the same rules as one: unmatched is what matched nowhere."""
    every = tuple(outcomes)
    if not every:
        return Outcome((), (), ())
    common = set.intersection(*(set(outcome.unmatched) for outcome in every))
    return Outcome(
        findings.without_repeats(finding for outcome in every for finding in outcome.findings),
        tuple(verdict for outcome in every for verdict in outcome.verdicts),
        tuple(id for id in dict.fromkeys(id for outcome in every for id in outcome.unmatched) if id in common),
    )
