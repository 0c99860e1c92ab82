"""JUnit XML: each rule that said something of a document is a case, so that a CI shows what was checked and what failed.

A suite is a document, a case a rule; a case fails where the rule has a finding at or above `options.fail_on` there, and
carries lesser findings as output. A case that could not be checked is skipped, with the reasons.

Source: the form that Jenkins and GitLab read (suites, cases, failure, skipped, system-out).
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from aicheck.model import SEVERITIES, Finding, Result, Severity, Verdict
from aicheck.reports.registry import Options
from aicheck.reports.rules import named
from aicheck.reports.screen import clean, where

_Key = tuple[str, str]


class _Case(NamedTuple):
    path: str
    rule: str
    name: str
    findings: Sequence[Finding]
    verdicts: Sequence[Verdict]


def render(result: Result, options: Options) -> str:
    """One `testsuites` element; times are nought, so that the same result gives the same bytes."""
    suites: dict[str, list[_Case]] = defaultdict(list)
    for case in _cases(result):
        suites[case.path].append(case)
    root = ET.Element("testsuites", name="aicheck")
    for path, cases in suites.items():
        suite = ET.SubElement(root, "testsuite", name=clean(path))
        for case in cases:
            suite.append(_testcase(case, options.fail_on))
        _count(suite, suite)
    _count(root, root)
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _cases(result: Result) -> Iterator[_Case]:
    findings: dict[_Key, list[Finding]] = defaultdict(list)
    verdicts: dict[_Key, list[Verdict]] = defaultdict(list)
    names = {rule.id: rule.name for rule in named(result)}
    for finding in result.findings:
        findings[finding.place.path, finding.rule].append(finding)
    for verdict in result.verdicts:
        verdicts[verdict.place.path, verdict.rule].append(verdict)
    for path, rule in sorted({*findings, *verdicts}):
        yield _Case(path, rule, names.get(rule, ""), findings[path, rule], verdicts[path, rule])


def _testcase(case: _Case, fail_on: Severity) -> ET.Element:
    label = clean(f"{case.rule} {case.name}").strip()
    element = ET.Element("testcase", name=label, classname=clean(case.path), time="0")
    graver = SEVERITIES[SEVERITIES.index(fail_on) :]
    failed = [finding for finding in case.findings if finding.severity in graver]
    lesser = [finding for finding in case.findings if finding.severity not in graver]
    if failed:
        more = f" (and {len(failed) - 1} more)" if len(failed) > 1 else ""
        failure = ET.SubElement(element, "failure", message=clean(failed[0].message) + more, type=failed[0].severity)
        failure.text = _told(failed)
    elif not case.findings and all(verdict.outcome == "unchecked" for verdict in case.verdicts):
        reasons = dict.fromkeys(clean(verdict.reason) or "unchecked" for verdict in case.verdicts)
        ET.SubElement(element, "skipped", message="; ".join(reasons))
    if lesser:
        ET.SubElement(element, "system-out").text = _told(lesser)
    return element


def _told(findings: Sequence[Finding]) -> str:
    return "\n\n".join("\n".join(_lines(finding)) for finding in findings)


def _lines(finding: Finding) -> Iterator[str]:
    yield f"{where(finding.place)}: {finding.severity}: {clean(finding.message)}"
    for name, value in finding.values.items():
        yield f"  {clean(name)}: {clean(value)}"
    for related in finding.related:
        yield f"  see {where(related.place)} {clean(related.message)}".rstrip()
    if finding.fix is not None:
        yield f'  write "{clean(finding.fix.replacement)}" instead of "{clean(finding.fix.place.text)}"'


def _count(element: ET.Element, cases: ET.Element) -> None:
    """Set the counts that readers of the form ask for."""
    counts = {"tests": "testcase", "failures": "failure", "skipped": "skipped"}
    for name, tag in counts.items():
        element.set(name, str(sum(1 for _ in cases.iter(tag))))
    element.set("errors", "0")
    element.set("time", "0")
