"""GitLab code quality: findings in the merge request's widget and diff.

Source: GitLab, Code Quality report format (a subset of Code Climate's issues).
"""

from __future__ import annotations

from aicheck.model import Finding, Result
from aicheck.reports.json import encode
from aicheck.reports.registry import Options
from aicheck.reports.screen import clean, within

_SEVERITIES = {"error": "major", "warning": "minor", "info": "info"}


def render(result: Result, options: Options) -> str:
    """A JSON array with one issue a finding."""
    return encode([_issue(finding) for finding in result.findings], indent=2) + "\n"


def _issue(finding: Finding) -> dict[str, object]:
    place = finding.place
    begin = max(1, place.line)
    return {
        "description": f"{finding.rule} {clean(within(place, finding.message))}",
        "check_name": f"{finding.rule} {finding.name}",
        "fingerprint": finding.fingerprint,
        "severity": _SEVERITIES[finding.severity],
        "location": {
            "path": place.path.removeprefix("./"),  # the widget matches the paths of the diff letter by letter
            "lines": {"begin": begin, "end": max(begin, place.end_line)},
        },
    }
