"""SARIF 2.1.0: for code scanning, and for every viewer that reads the format.

Columns count code points. Message, repair, related places, rule help and fingerprints have their own fields; the place
inside a page, paragraph or cell is a logical location, since the line is then that of the text read from the file.

Source: OASIS Static Analysis Results Interchange Format 2.1.0, errata 01.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from urllib.parse import quote

from aicheck import __version__
from aicheck.model import Finding, Fix, Place, Related, Result, RuleInfo, Suppressed
from aicheck.reports.json import encode
from aicheck.reports.registry import Options
from aicheck.reports.rules import named
from aicheck.reports.screen import clean

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "aicheck/v1"
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_LINK = re.compile(r"\[(?=[^\[\]]*\]\()")
_DRIVE = re.compile(r"[A-Za-z]:/")
_Object = dict[str, object]


def render(result: Result, options: Options) -> str:
    """A log with one run."""
    rules = named(result)
    numbers = {rule.id: number for number, rule in enumerate(rules)}
    run = {
        "tool": {"driver": {"name": "aicheck", "version": __version__, "rules": [_rule(rule) for rule in rules]}},
        "automationDetails": {"id": "aicheck/"},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": not result.faulty}],
        "results": [
            *(_result(finding, numbers[finding.rule]) for finding in result.findings),
            *(_suppressed(suppressed, numbers[suppressed.finding.rule]) for suppressed in result.suppressed),
        ],
        "properties": {"coverage": result.coverage._asdict()},
    }
    return encode({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def uri(path: str) -> str:
    """A path as a URI reference: relative as it stands, absolute with its scheme."""
    path = path.replace("\\", "/").encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    if _DRIVE.match(path):
        return f"file:///{path[0]}:{quote(path[2:])}"
    if path.startswith("/"):
        return f"file://{quote(path)}"
    return quote(str(PurePosixPath(path)), safe="/")


def _rule(rule: RuleInfo) -> _Object:
    told: _Object = {"id": rule.id, "defaultConfiguration": {"level": _LEVELS[rule.severity]}}
    if rule.name:
        told["name"] = rule.name
    if rule.what:
        told |= {"shortDescription": {"text": rule.what}, "fullDescription": {"text": f"{rule.what} {rule.why}".strip()}}
    paragraphs = [text for text in (rule.what, rule.why, rule.help) if text]
    if paragraphs:
        told["help"] = {"text": "\n\n".join([*paragraphs, *rule.references]), "markdown": _markdown(rule)}
    web = [reference for reference in rule.references if reference.startswith(("https://", "http://"))]
    if web:
        told["helpUri"] = web[0]
    return told


def _markdown(rule: RuleInfo) -> str:
    parts = [
        rule.what,
        f"**Why:** {rule.why}" if rule.why else "",
        f"**Repair:** {rule.help}" if rule.help else "",
        "\n".join(f"- {reference}" for reference in rule.references),
    ]
    return "\n\n".join(filter(None, parts))


def _result(finding: Finding, number: int) -> _Object:
    told: _Object = {
        "ruleId": finding.rule,
        "ruleIndex": number,
        "level": _LEVELS[finding.severity],
        "message": {"text": _message(finding)},
        "locations": [_location(finding.place)],
        "partialFingerprints": {FINGERPRINT: finding.fingerprint},
    }
    if finding.related:
        told["relatedLocations"] = [_related(related, id) for id, related in enumerate(finding.related, 1)]
    if finding.fix is not None:
        told["fixes"] = [_fix(finding.fix)]
    if finding.values:
        told["properties"] = {"values": dict(finding.values)}
    return told


def _suppressed(suppressed: Suppressed, number: int) -> _Object:
    """A finding that is set aside, so that a viewer shows it as such and does not take it for mended."""
    kind = "inSource" if suppressed.where == "document" else "external"
    suppression = {"kind": kind, "justification": clean(suppressed.reason)}
    return {**_result(suppressed.finding, number), "suppressions": [suppression]}


def _message(finding: Finding) -> str:
    """The message with its arithmetic, since viewers show nothing else; brackets that would read as a link are escaped."""
    lines = [finding.message, *(f"{name}: {value}" for name, value in finding.values.items()), finding.help]
    return _LINK.sub(r"\\[", "\n".join(clean(line) for line in lines if line))


def _location(place: Place) -> _Object:
    physical: _Object = {"artifactLocation": {"uri": uri(place.path)}, "region": _region(place)}
    if place.source and place.line == place.end_line:  # a context must hold its region, and `source` is one line
        physical["contextRegion"] = {"startLine": max(1, place.line), "snippet": {"text": place.source}}
    told: _Object = {"physicalLocation": physical}
    if place.origin:
        told["logicalLocations"] = [{"name": place.origin, "fullyQualifiedName": f"{place.path}#{place.origin}"}]
    if place.page:
        told["properties"] = {"page": place.page, "box": place.box}
    return told


def _region(place: Place) -> Mapping[str, object]:
    line = max(1, place.line)
    region: _Object = {
        "startLine": line,
        "startColumn": max(1, place.column),
        "endLine": max(line, place.end_line),
        "endColumn": max(1, place.end_column),
    }
    return region | {"snippet": {"text": place.text}} if place.text else region


def _related(related: Related, id: int) -> _Object:
    told = {"id": id, **_location(related.place)}
    return told | {"message": {"text": clean(related.message)}} if related.message else told


def _fix(fix: Fix) -> _Object:
    region = {key: value for key, value in _region(fix.place).items() if key != "snippet"}
    replacement = {"deletedRegion": region, "insertedContent": {"text": fix.replacement}}
    change = {"artifactLocation": {"uri": uri(fix.place.path)}, "replacements": [replacement]}
    told: _Object = {"artifactChanges": [change]}
    return told | {"description": {"text": clean(fix.reason)}} if fix.reason else told
