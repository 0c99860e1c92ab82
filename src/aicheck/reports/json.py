"""JSON: the contract for programs.

`{"version", "findings": [{"rule", "name", "severity", "message", "path", "line", "column", "end_line", "end_column",
"text", "related", "values", "fix", "fingerprint"}], "summary"}`, where verdicts are asked for with `"verdicts": [{"rule",
"outcome", "reason", "path", "line", ..., "others"}]`. Lines and columns count from 1, in code points, the end
exclusive. Every number inside `values` is text, since it is exact. Where the document is not a text file, lines and columns are
those of the text read from it, and a place has `origin` (where it stands in words), in documents with pages also `page` (from
1) and `box` (left, top, right, bottom of its line in points from the upper left corner of the page).
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from aicheck import __version__
from aicheck.model import Finding, Fix, Place, Related, Result, Segment, Verdict
from aicheck.reports.registry import Options
from aicheck.reports.summary import aside, severities

_UNSAFE = re.compile(r"[\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_ON_ONE_LINE = json.JSONEncoder(ensure_ascii=False)


def render(result: Result, options: Options) -> str:
    """One JSON object, indented; what a terminal could take for a command is escaped."""
    report: dict[str, object] = {
        "version": __version__,
        "findings": [fields(finding) for finding in result.findings],
    }
    if options.show:
        report["verdicts"] = [_verdict(verdict) for verdict in result.verdicts if verdict.outcome in options.show]
    report["summary"] = {
        **severities(result.findings),
        **result.coverage._asdict(),
        "faulty": result.faulty,
        "unmatched": list(result.unmatched),
        "set_aside": aside(result),
    }
    return encode(report, indent=2) + "\n"


def encode(value: object, indent: int | None = None) -> str:
    """JSON text that keeps Unicode readable but escapes control and direction characters."""
    text = _ON_ONE_LINE.encode(value) if indent is None else json.dumps(value, ensure_ascii=False, indent=indent)
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def fields(finding: Finding) -> Mapping[str, object]:
    """The keys of one finding, as the contract names them."""
    return {
        "rule": finding.rule,
        "name": finding.name,
        "severity": finding.severity,
        "message": finding.message,
        **_place(finding.place),
        "related": [_related(related) for related in finding.related],
        "values": dict(finding.values),
        "fix": _fix(finding.fix),
        "fingerprint": finding.fingerprint,
    }


def _verdict(verdict: Verdict) -> dict[str, object]:
    """What a rule said of a set of statements: `others` are the places of the rest of the set."""
    return {
        "rule": verdict.rule,
        "outcome": verdict.outcome,
        "reason": verdict.reason,
        **_place(verdict.place),
        "others": [_place(place) for place in verdict.others],
    }


def _place(place: Place) -> dict[str, object]:
    return {
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
        "text": place.text,
        **origin(place),
    }


def origin(place: Place | Segment | None) -> dict[str, object]:
    """The keys that tell where in its file a place stands; none where the text is the file's own."""
    if place is None or not place.origin:
        return {}
    page: dict[str, object] = {"page": place.page, "box": place.box} if place.page else {}
    return {"origin": place.origin, **page}


def _related(related: Related) -> dict[str, object]:
    return {**_place(related.place), "message": related.message}


def _fix(fix: Fix | None) -> dict[str, object] | None:
    return None if fix is None else {**_place(fix.place), "replacement": fix.replacement, "reason": fix.reason}
