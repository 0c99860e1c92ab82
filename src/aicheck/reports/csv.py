"""CSV: for people who sort and filter findings in a spreadsheet.

It opens with a byte order mark, since spreadsheets otherwise read Chinese text in a local code page. No cell can become a
formula: one that starts like a formula is led by an apostrophe.

Source: OWASP, CSV Injection.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from aicheck.model import Finding, Result
from aicheck.reports.registry import Options
from aicheck.reports.screen import clean, where

COLUMNS = (
    "severity", "rule", "name", "path", "line", "column", "end_line", "end_column", "origin", "stated", "message",
    "arithmetic", "related", "repair", "reason", "advice", "fingerprint",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_MARK = "\ufeff"


def render(result: Result, options: Options) -> str:
    """A header and one record a finding; lines end in CR LF, as RFC 4180 asks."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for finding in result.findings:
        writer.writerow([cell(value) for value in _record(finding)])
    return _MARK + out.getvalue()


def cell(text: str) -> str:
    """Text on one line that no spreadsheet takes for a formula.

    >>> cell("=1+1")
    "'=1+1"
    """
    shown = clean(text).strip()
    return f"'{shown}" if shown.startswith(_FORMULA) else shown


def _record(finding: Finding) -> Iterator[str]:
    place, fix = finding.place, finding.fix
    yield from (finding.severity, finding.rule, finding.name, place.path)
    yield from map(str, (place.line, place.column, place.end_line, place.end_column))
    yield from (place.origin, place.text, finding.message)
    yield "; ".join(f"{name}: {value}" for name, value in finding.values.items())
    yield "; ".join(f"{where(related.place)} {related.message}".strip() for related in finding.related)
    yield from ("", "") if fix is None else (fix.replacement, fix.reason)
    yield from (finding.help, finding.fingerprint)
