"""GitHub annotations: workflow commands that put each finding beside its line in a pull request.

Source: GitHub Actions, workflow commands (`::error file=...::message`).
"""

from __future__ import annotations

from aicheck.model import Finding, Result
from aicheck.reports.registry import Options
from aicheck.reports.screen import clean, within

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}
_LINE = "\n"


def render(result: Result, options: Options) -> str:
    """One command a finding; no findings give an empty text."""
    return "".join(_command(finding) for finding in result.findings)


def _command(finding: Finding) -> str:
    place = finding.place
    properties = {"file": place.path, "line": str(max(1, place.line)), "endLine": str(max(1, place.end_line))}
    if place.line == place.end_line:  # GitHub drops columns that span lines
        properties |= {"col": str(max(1, place.column)), "endColumn": str(max(1, place.end_column))}
    properties["title"] = f"{finding.rule} {finding.name}"
    written = ",".join(f"{name}={_property(clean(value))}" for name, value in properties.items())
    return f"::{_COMMANDS[finding.severity]} {written}::{_data(_message(finding))}\n"


def _message(finding: Finding) -> str:
    lines = [within(finding.place, finding.message), *(f"{name}: {value}" for name, value in finding.values.items())]
    if finding.fix is not None:
        lines.append(f'write "{finding.fix.replacement}" instead of "{finding.fix.place.text}": {finding.fix.reason}')
    if finding.help:
        lines.append(finding.help)
    return _LINE.join(clean(line) for line in lines)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
