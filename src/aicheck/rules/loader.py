"""Rule files to compiled rules: every mistake is a finding with its place, and hides no other rule."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import cast

from aicheck.model import SEVERITIES, Finding, Related, Severity
from aicheck.rules import kept
from aicheck.rules.expectations import Expectation, ExpectationError, compile_expectation
from aicheck.rules.matching import Matcher, Source
from aicheck.rules.messages import Template, TemplateError, read_template
from aicheck.rules.rule import (
    BAD_EXPECTATION,
    BAD_ID,
    BAD_MATCH,
    BAD_MESSAGE,
    DUPLICATE_RULE,
    NO_TESTS,
    UNKNOWN_PACK,
    UNUSED_NAME,
    Rule,
    RuleSet,
    Sample,
)
from aicheck.rules.sources import SOURCES
from aicheck.text import LineIndex
from aicheck.yamlio import (
    UNREADABLE,
    WRONG_TYPE,
    Fault,
    Fields,
    Mapping,
    Node,
    Scalar,
    Sequence,
    did_you_mean,
    fault_finding,
    parse,
    quoted,
)
from aicheck.yamlio import load as load_yaml

PACKS_FOLDER = Path(__file__).parent.parent / "packs"
SUFFIXES = (".yaml", ".yml")
_ID = re.compile(r"[A-Z]{2,}\d{3,4}", re.ASCII)
_TESTS = re.compile(r"^  tests:[^\n]*\n(?:(?:    [^\n]*)?\n)*", re.MULTILINE)
"""The tests of a rule as packs are laid out: a key of the rule, and all that is indented below it."""
_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*", re.ASCII)


def pack_names() -> tuple[str, ...]:
    """The names of the packs that ship with aicheck, sorted."""
    return tuple(sorted({file.relative_to(PACKS_FOLDER).parts[0].removesuffix(".yaml") for file in PACKS_FOLDER.rglob("*.yaml")}))


def pack_files(name: str) -> tuple[Path, ...]:
    """The files of a pack, sorted: one of its name, or all in a folder of its name; none where it is no pack."""
    return tuple(sorted([*PACKS_FOLDER.glob(f"{name}.yaml"), *PACKS_FOLDER.glob(f"{name}/*.yaml")]))


def load(
    paths: Iterable[str | os.PathLike[str]] = (),
    packs: Iterable[str] | None = None,
    *,
    strict: bool = False,
    pack_tests: bool = True,
) -> RuleSet:
    """The rules of files and folders (their .yaml and .yml files, sorted, with subfolders) and of packs.

    `packs` of None takes all that ship. A rule with a fault is left out, and the fault is a finding; all the others are
    kept. With `strict`, a rule without an ok or a bad test is a fault too, else a warning. `pack_tests` of False leaves out
    the tests of packs, which are half of their text: a check needs none.
    """
    loader = _Loader(strict, pack_tests)
    for name in pack_names() if packs is None else packs:
        loader.pack(name)
    for path in paths:
        loader.path(path)
    return loader.result()


def parse_rules(text: str, path: str, *, strict: bool = False) -> RuleSet:
    """The rules of one text, as `load` would read it from a file of that path."""
    loader = _Loader(strict)
    loader.add(loader.read(*parse(text, path)))
    return loader.result()


class _Loader:
    """Collects rules from any number of files."""

    def __init__(self, strict: bool, pack_tests: bool = True) -> None:
        self.strict, self.pack_tests = strict, pack_tests
        self.findings: list[Finding] = []
        self.rules: dict[str, Rule] = {}

    def result(self) -> RuleSet:
        rules = tuple(self.rules[id] for id in sorted(self.rules))
        return RuleSet(rules, tuple(self.findings), any(finding.severity == "error" for finding in self.findings))

    def pack(self, name: str) -> None:
        if name not in pack_names():
            place = LineIndex("").place(name, 0, 0)
            message = f"no pack {quoted(name)} ships with aicheck{did_you_mean(name, pack_names())}"
            self.findings.append(fault_finding(UNKNOWN_PACK, message, place, help=f"the packs are {', '.join(pack_names())}"))
            return
        for file in pack_files(name):
            self.add(self.read(*parse(file.read_text("utf-8"), _shipped(file))) if self.pack_tests else self.untested(file))

    def untested(self, file: Path) -> tuple[Rule, ...]:
        """The rules of a file of a pack without their tests."""
        rules = kept.load(file)
        if rules is None:
            before = len(self.findings)
            text = _TESTS.sub(_blank, file.read_text("utf-8"))
            rules = tuple(self.read(*parse(text, _shipped(file)), tested=False))
            if len(self.findings) == before:
                kept.keep(file, rules)
        return rules

    def path(self, path: str | os.PathLike[str]) -> None:
        for file in _files(path, self.findings):
            loaded = load_yaml(file)
            self.add(self.read(loaded.root, loaded.findings))

    def add(self, rules: Iterable[Rule]) -> None:
        """Adds rules; of two with one id the first is kept."""
        for rule in rules:
            first = self.rules.setdefault(rule.id, rule)
            if first is not rule:
                related = (Related(first.place, f"{rule.id} is here already"),)
                message = f"two rules have the id {quoted(rule.id)}; the first is kept"
                help = "give one of the two another id"
                if first.place.path.startswith(f"{PACKS_FOLDER.name}/"):
                    help = "it is the id of a rule that ships with aicheck: begin your own with other letters, such as ACME001"
                self.findings.append(fault_finding(DUPLICATE_RULE, message, rule.place, help=help, related=related))

    def read(self, root: Node | None, findings: list[Finding], *, tested: bool = True) -> Iterator[Rule]:
        """The rules of one file; `tested` where their tests are in it."""
        self.findings += findings
        if root is None:
            return
        if not isinstance(root, Sequence):
            message = f"a rule file is a list of rules, not {_shown(root)}"
            help = "start each rule with '- id: ...'"
            if any(finding.place.line == root.place.line for finding in findings):
                return  # the line that is no YAML says nothing of what its author meant
            if isinstance(root, Mapping) and "rules" in root:
                help = "remove the line rules: and start each rule with '- id: ...'"
            self.findings.append(fault_finding(WRONG_TYPE, message, root.place, help=help))
            return
        for node in root.items:
            rule = _RuleReader(node, self.findings, self.strict, tested).rule()
            if rule is not None:
                yield rule


def _shipped(file: Path) -> str:
    """What findings call a file of a pack."""
    return file.relative_to(PACKS_FOLDER.parent).as_posix()


def _blank(tests: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", tests[0])  # every rule keeps its place


def _files(path: str | os.PathLike[str], findings: list[Finding]) -> Iterator[str]:
    given = Path(path)
    if not given.is_dir() or given.suffix in SUFFIXES:
        yield os.fspath(path)
        return
    files = sorted(file.as_posix() for suffix in SUFFIXES for file in given.rglob(f"*{suffix}"))
    if not files:
        place = LineIndex("").place(given.as_posix(), 0, 0)
        findings.append(fault_finding(UNREADABLE, "no rule files in this folder", place, help="they end in .yaml or .yml"))
    yield from files


class _RuleReader:
    """Reads one rule."""

    def __init__(self, node: Node, findings: list[Finding], strict: bool, tested: bool) -> None:
        self.node = node
        self.findings = findings
        self.strict, self.tested = strict, tested
        self.fields = Fields(node, findings, "rule")

    def rule(self) -> Rule | None:
        """The compiled rule, or None where anything is wrong with it."""
        if self.fields.mapping is None:
            return None
        before = self.faults()
        fields = self.fields
        id, name = self.id(), self.name()
        severity = cast(Severity, fields.choice("severity", SEVERITIES, "error", required=True))
        source, matcher = self.match()
        when = self.expectation("when", matcher)
        expect = self.expectation("expect", matcher, required=matcher is not None and not matcher.implied)
        at = self.at(matcher)
        message = self.message(matcher)
        what, why, fix = fields.text("what", required=True), fields.text("why", required=True), fields.text("fix")
        known_problems, since = fields.text("known-problems"), fields.text("since")
        references, tags = fields.texts("references"), fields.texts("tags")
        tests = self.tests() if self.tested else ()
        fields.close()
        if self.faults() > before or source is None or matcher is None or message is None:
            return None
        if self.tested:
            self.tested_both_ways(tests)
        place = (self.fields.mapping.key("id") or self.node).place
        rule = Rule(
            id, name, severity, source, matcher, when, expect, at, message, _prose(what), _prose(why), _prose(fix),
            _prose(known_problems), references, since, tags, tests, place,
        )  # fmt: skip
        self.unused(rule)
        return rule

    def faults(self) -> int:
        return sum(finding.severity == "error" for finding in self.findings)

    def id(self) -> str:
        scalar = self.fields.scalar("id", required=True)
        if scalar is None or _ID.fullmatch(scalar.text):
            return "" if scalar is None else scalar.text
        close = re.sub(r"[^A-Z0-9]", "", scalar.text.upper())
        hint = f"; did you mean {close}?" if _ID.fullmatch(close) else ""
        self.fields.fault(
            BAD_ID, f"id: {quoted(scalar.text)} is not a rule id{hint}", scalar,
            "write two or more capital letters and three or four digits, such as ACME001",
        )  # fmt: skip
        return ""

    def name(self) -> str:
        scalar = self.fields.scalar("name", required=True)
        if scalar is not None and not _NAME.fullmatch(scalar.text):
            close = "-".join(re.findall(r"[a-z0-9]+", scalar.text.lower()))
            hint = f"; did you mean {close}?" if _NAME.fullmatch(close) else ""
            self.fields.fault(WRONG_TYPE, f"name: {quoted(scalar.text)} is not lower case with hyphens{hint}", scalar)
        return "" if scalar is None else scalar.text

    def match(self) -> tuple[Source | None, Matcher | None]:
        """The one source that `match` names, and what it made of its part."""
        node = self.fields.node("match", required=True)
        if not isinstance(node, Mapping):
            if node is not None:
                help = f"such as match: {{note: doubled-scale}}; the sources are {', '.join(SOURCES)}"
                self.fields.fault(BAD_MATCH, f"match: a mapping with one source is expected, not {_shown(node)}", node, help)
            return None, None
        fields = Fields(node, self.findings, "match")
        chosen = [name for name in SOURCES if name in node]
        if len(chosen) != 1:
            self.no_source(node, fields, chosen)
            return None, None
        source = SOURCES[chosen[0]]
        value = fields.node(source.name, required=True)
        matcher = None if value is None else source.compile(value, fields)
        for key in source.beside:
            fields.node(key)
        fields.close()
        return source, matcher

    def no_source(self, node: Mapping, fields: Fields, chosen: list[str]) -> None:
        if chosen:
            key = node.key(chosen[1]) or node
            fields.fault(BAD_MATCH, f"match has two sources, {chosen[0]} and {chosen[1]}", key, "make two rules of it")
            return
        key = node.entries[0][0] if node.entries else node
        shown = f"{quoted(key.text)} is not a source of match" if isinstance(key, Scalar) else "match is empty"
        hint = did_you_mean(key.text, SOURCES) if isinstance(key, Scalar) else ""
        fields.fault(BAD_MATCH, f"{shown}{hint}", key, f"the sources are {', '.join(SOURCES)}")

    def expectation(self, key: str, matcher: Matcher | None, *, required: bool = False) -> Expectation | None:
        scalar = self.fields.scalar(key, required=required)
        if scalar is None or matcher is None:
            return None
        try:
            return compile_expectation(scalar.text, matcher.names, matcher.optional)
        except ExpectationError as error:
            self.passage(BAD_EXPECTATION, f"{key}: {error.message}", scalar, error.start, error.end, error.advice)
            return None

    def message(self, matcher: Matcher | None) -> Template | None:
        scalar = self.fields.scalar("message", required=True)
        if scalar is None or matcher is None:
            return None
        try:
            return read_template(" ".join(scalar.text.split()), matcher.names)
        except TemplateError as error:
            self.passage(BAD_MESSAGE, f"message: {error.message}", scalar, error.start, error.end, error.advice)
            return None

    def passage(self, fault: Fault, message: str, scalar: Scalar, start: int, end: int, advice: str) -> None:
        finding = fault_finding(fault, message, scalar.passage(start, end), help=advice)
        self.findings.append(finding)

    def at(self, matcher: Matcher | None) -> str:
        scalar = self.fields.scalar("at")
        if scalar is None or matcher is None:
            return ""
        statements = [name for name, kind in matcher.names.items() if kind != "text"]
        if scalar.text not in statements:
            hint = did_you_mean(scalar.text, statements)
            help = f"match binds {', '.join(statements)}"
            self.fields.fault(WRONG_TYPE, f"at: {quoted(scalar.text)} is not a name of a statement{hint}", scalar, help)
        return scalar.text

    def tests(self) -> tuple[Sample, ...]:
        fields = self.fields.fields("tests")
        samples: list[Sample] = []
        if fields is not None:
            for key in ("ok", "bad"):
                samples += (Sample(node, key == "bad") for node in fields.sequence(key))
            fields.close()
        return tuple(samples)

    def tested_both_ways(self, samples: tuple[Sample, ...]) -> None:
        """A rule that is right but for its tests is told so; one that is not has something else to mend first."""
        missing = [kind for kind, bad in (("ok", False), ("bad", True)) if all(sample.bad != bad for sample in samples)]
        if not missing:
            return
        assert self.fields.mapping is not None
        key = self.fields.mapping.key("tests") or self.fields.mapping.key("id") or self.fields.mapping
        finding = fault_finding(
            NO_TESTS, f"the rule has no {' and no '.join(missing)} test", key.place,
            help="add tests: with an ok: sample that gives no finding and a bad: one that does",
        )  # fmt: skip
        self.findings.append(finding if self.strict else finding._replace(severity="warning"))

    def unused(self, rule: Rule) -> None:
        """A claims match takes any key as a name: one that nothing uses is probably a misspelled key."""
        if rule.source.name != "claims":
            return
        used = set(rule.message.names) | {rule.at}
        for expectation in (rule.expect, rule.when):
            used |= expectation.names if expectation is not None else frozenset()
        match = self.fields.mapping.get("match") if self.fields.mapping is not None else None
        claims = match.get("claims") if isinstance(match, Mapping) else None
        for name, kind in rule.matcher.names.items():
            key = claims.key(name) if isinstance(claims, Mapping) else None
            if kind != "text" and name not in used and key is not None:
                finding = fault_finding(UNUSED_NAME, f"nothing uses the name {quoted(name)}", key.place, help="use it in expect")
                self.findings.append(finding._replace(severity="warning"))


def _prose(text: str) -> str:
    return " ".join(text.split())


def _shown(node: Node) -> str:
    return f"the single value {quoted(node.text)}" if isinstance(node, Scalar) else node.kind
