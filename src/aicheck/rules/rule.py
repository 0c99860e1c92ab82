"""A compiled rule, a set of rules, and the keys of a rule file with their meaning."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from aicheck.model import HOLDS, Finding, Outcome, Place, RuleInfo, Severity
from aicheck.rules.expectations import Assessment, Expectation
from aicheck.rules.matching import Match, Matcher, Source
from aicheck.rules.messages import Template
from aicheck.yamlio import Fault, Node

BAD_ID = Fault("AIC030", "bad-rule-id", "a rule id that is not two or more capital letters and three or four digits")
DUPLICATE_RULE = Fault("AIC031", "duplicate-rule", "two rules with one id; the first is kept")
BAD_EXPECTATION = Fault("AIC032", "bad-expectation", "an expect or when that cannot be compiled")
BAD_MATCH = Fault("AIC033", "bad-match", "a match without exactly one source, or with an unknown one")
BAD_MESSAGE = Fault("AIC034", "bad-message", "a message that names what match does not bind, or with a lone brace")
UNUSED_NAME = Fault("AIC035", "unused-name", "a name that match binds and nothing uses")
NO_TESTS = Fault("AIC036", "missing-tests", "a rule without an ok test or without a bad one")
BAD_TEST = Fault("AIC037", "bad-test", "a test of a rule that cannot be read")
FAILED_TEST = Fault("AIC038", "failed-test", "a rule that does not do what its own test says")
UNKNOWN_PACK = Fault("AIC039", "unknown-pack", "a pack that does not ship with aicheck")

FAULTS: tuple[Fault, ...] = (
    BAD_ID, DUPLICATE_RULE, BAD_EXPECTATION, BAD_MATCH, BAD_MESSAGE, UNUSED_NAME, NO_TESTS, BAD_TEST, FAILED_TEST, UNKNOWN_PACK,
)  # fmt: skip

KEYS: Mapping[str, str] = MappingProxyType(
    {
        "id": "two or more capital letters and three or four digits, such as ACME001; never used again for another rule",
        "name": "short name in lower case with hyphens",
        "severity": "error, warning or info; error only for what no reading of the text allows",
        "match": "what the rule looks at: one source, such as claims or text, with what belongs to it",
        "when": "a condition under which the rule applies at all, in the language of expect",
        "expect": "what must hold of the bound names",
        "at": "the bound name at which a finding stands; without it, the statement that is to blame",
        "message": "what a finding says; {name} is a bound statement, {expected} what the others lead to",
        "what": "what the rule demands, in one sentence",
        "why": "why a break matters, or how it comes about",
        "fix": "how to mend it",
        "known-problems": "where the rule may be wrong",
        "references": "standards, papers or pages, one or a list",
        "since": "the version that first had the rule",
        "tags": "words to choose rules by",
        "tests": "ok: samples that give no finding; bad: samples that give one, at the passage in [[...]]",
    }
)


class Sample(NamedTuple):
    """One test of a rule: a text or claims, still as written, with its place."""

    node: Node
    bad: bool


class Rule(NamedTuple):
    """One compiled rule. `origin` is the file that it comes from, `place` its place there."""

    id: str
    name: str
    severity: Severity
    source: Source
    matcher: Matcher
    when: Expectation | None
    expect: Expectation | None
    at: str
    message: Template
    what: str
    why: str
    fix: str
    known_problems: str
    references: tuple[str, ...]
    since: str
    tags: tuple[str, ...]
    tests: tuple[Sample, ...]
    place: Place

    @property
    def info(self) -> RuleInfo:
        """What a report says of the rule."""
        return RuleInfo(self.id, self.name, self.severity, self.what, self.why, self.fix, self.references)


class RuleSet(NamedTuple):
    """The rules of packs and files, in the order of their ids, and what is wrong with the files.

    `faulty` tells that a rule could not be loaded: a run with these rules cannot be trusted to be complete.
    """

    rules: tuple[Rule, ...]
    findings: tuple[Finding, ...] = ()
    faulty: bool = False

    def get(self, id: str) -> Rule | None:
        """The rule of an id."""
        return next((rule for rule in self.rules if rule.id == id), None)


Number = tuple[str, int]
"""Where a statement stands: path and offset."""
Numbers = frozenset[Number]


class Judged(NamedTuple):
    """One match of one rule, with the verdict of its expectation (None where the match is wrong by itself)."""

    rule: Rule
    match: Match
    assessment: Assessment | None

    @property
    def outcome(self) -> Outcome:
        """The verdict; a match that is wrong by itself contradicts."""
        return "contradictory" if self.assessment is None else self.assessment.outcome

    @property
    def holds(self) -> bool:
        """Whether its expectation is met, by rounding or without."""
        return self.outcome in HOLDS

    @property
    def contradictory(self) -> bool:
        """Whether it becomes a finding."""
        return self.outcome == "contradictory"

    @property
    def numbers(self) -> Numbers:
        """Where the bound statements stand."""
        return frozenset((item.place.path, item.place.start) for _, item in self.match.items())

    @property
    def anchor(self) -> Numbers:
        """Where the statements of its anchor stand; nowhere, where a match has none."""
        names = self.match.anchor
        return frozenset((item.place.path, item.place.start) for name, item in self.match.items() if name in names)
