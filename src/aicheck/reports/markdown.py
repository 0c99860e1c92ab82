"""Markdown: a report to commit beside the documents, or to send to their author.

It quotes the words of each number and never the sentence around it, so the report may be kept where the documents may not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from tabulate import tabulate

from aicheck.model import Finding, Place, Related, Result
from aicheck.reports.registry import Options
from aicheck.reports.screen import clean
from aicheck.reports.summary import coverage_rows, headline, severities, unchecked_reasons

_SPECIAL = re.compile(r"([\\`*\[\]|~])")


def render(result: Result, options: Options) -> str:
    """Summary, table of findings, one section a document, coverage."""
    sections = [*_summary(result), *_documents(result), *_verdicts(result, options), *_coverage(result)]
    return "\n\n".join(sections) + "\n"


def escaped(text: str) -> str:
    """Text that Markdown shows as it is, on one line; it holds no markup and no HTML."""
    return _SPECIAL.sub(r"\\\1", clean(text)).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _summary(result: Result) -> Iterator[str]:
    yield "# Discrepancies"
    yield headline(result).capitalize() + "."
    if result.faulty:
        yield "**The run was faulty: what could not be read was not checked.**"
    if result.findings:
        rows = [
            (number, found.severity, escaped(found.rule), escaped(found.name), _where(found.place), _words(found.place.text))
            for number, found in enumerate(result.findings, 1)
        ]
        yield _table(("#", "severity", "rule", "name", "place", "stated"), rows)


def _documents(result: Result) -> Iterator[str]:
    numbered = list(enumerate(result.findings, 1))
    for path, group in groupby(numbered, key=lambda item: item[1].place.path):
        findings = list(group)
        yield f"## {escaped(path)}"
        for number, finding in findings:
            yield f"### {number}. {_words(finding.place.text) or escaped(finding.name)}"
            yield from _finding(finding)


def _finding(finding: Finding) -> Iterator[str]:
    yield f"{_where(finding.place)}: **{finding.severity}** {escaped(finding.rule)} {escaped(finding.name)}"
    yield escaped(finding.message)
    if finding.values:
        yield _values(finding.values)
    if finding.related:
        yield "\n".join(
            f"- {_where(related.place)}: {_related(related)}" for related in finding.related
        )
    if finding.fix is not None:
        reason = f": {escaped(finding.fix.reason)}" if finding.fix.reason else ""
        instead = f" instead of {_words(finding.fix.place.text)}" if finding.fix.place.text else ""
        yield f"Repair: write {_words(finding.fix.replacement)}{instead}{reason}"
    elif finding.help:
        yield f"Advice: {escaped(finding.help)}"


def _related(related: Related) -> str:
    """What the other place says; its words only where the message does not have them."""
    words = "" if related.place.text and related.place.text in related.message else _words(related.place.text)
    return " ".join(filter(None, [words, escaped(related.message)]))


def _verdicts(result: Result, options: Options) -> Iterator[str]:
    rows = [
        (verdict.outcome, escaped(verdict.rule), _where(verdict.place), _words(verdict.place.text), escaped(verdict.reason))
        for verdict in result.verdicts
        if verdict.outcome in options.show
    ]
    if rows:
        yield "## Verdicts"
        yield _table(("verdict", "rule", "place", "stated", "why"), rows)


def _coverage(result: Result) -> Iterator[str]:
    yield "## Coverage"
    found = [(f"findings: {name}", number) for name, number in severities(result.findings).items()]
    yield _table(("", "number"), [*coverage_rows(result.coverage), *found])
    reasons = unchecked_reasons(result.verdicts)
    if reasons:
        yield "Unchecked, and why:"
        yield _table(("reason", "number"), [(escaped(reason), number) for reason, number in reasons])
    if result.unmatched:
        yield f"Rules that matched nothing: {escaped(', '.join(result.unmatched))}."


def _where(place: Place) -> str:
    origin = f" ({escaped(place.origin)})" if place.origin else ""
    return f"{escaped(place.path)}:{place.line}:{place.column}{origin}"


def _words(text: str) -> str:
    """A short passage as a code span: shown letter by letter, whatever it holds."""
    shown = clean(text).strip()
    if not shown:
        return ""
    fence = "`" * (max((len(ticks) for ticks in re.findall("`+", shown)), default=0) + 1)
    pad = " " if "`" in shown else ""
    return f"{fence}{pad}{shown}{pad}{fence}".replace("|", "\\|")


def _values(values: Mapping[str, str]) -> str:
    return _table(("arithmetic", ""), [(escaped(name), escaped(value)) for name, value in values.items()])


def _table(headers: tuple[str, ...], rows: Sequence[tuple[object, ...]]) -> str:
    return tabulate(rows, headers, tablefmt="pipe", disable_numparse=True)
