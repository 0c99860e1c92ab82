"""What every report says at its end: findings by severity, and how much was checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from aicheck.model import SEVERITIES, Coverage, Finding, Result, Verdict

_NOUNS = {"error": ("error", "errors"), "warning": ("warning", "warnings"), "info": ("note", "notes")}


def severities(findings: Iterable[Finding]) -> dict[str, int]:
    """How many findings there are of each severity, the gravest first: `{"error": 2, "warning": 0, "info": 0}`."""
    counted = Counter(finding.severity for finding in findings)
    return {severity: counted[severity] for severity in reversed(SEVERITIES)}


def headline(result: Result) -> str:
    """One sentence: `3 errors and 1 warning in 2 documents`."""
    counts = [counted(number, *_NOUNS[name]) for name, number in severities(result.findings).items() if number]
    found = " and ".join(filter(None, [", ".join(counts[:-1]), *counts[-1:]])) or "no findings"
    return f"{found} in {counted(result.coverage.documents, 'document', 'documents')}{_aside(result)}"


def aside(result: Result) -> dict[str, int]:
    """How many findings are set aside, by where that is said."""
    found = Counter(suppressed.where for suppressed in result.suppressed)
    return {"document": found["document"], "settings": found["settings"], "baseline": found["baseline"]}


def _aside(result: Result) -> str:
    """`; 3 more set aside, 12 more known to the baseline`, empty where there are none."""
    by = aside(result)
    let_stand = by["document"] + by["settings"]
    parts = [f"{let_stand:,} more set aside"] if let_stand else []
    parts += [f"{by['baseline']:,} more known to the baseline"] if by["baseline"] else []
    return f"; {', '.join(parts)}" if parts else ""


def counted(number: int, one: str, many: str) -> str:
    """A number with its noun: `1 error`, `2,000 errors`."""
    return f"{number:,} {one if number == 1 else many}"


def coverage_rows(coverage: Coverage) -> Sequence[tuple[str, int]]:
    """The coverage as rows of (what, how many), in reading order."""
    return (
        ("documents", coverage.documents),
        ("quantities seen", coverage.quantities),
        ("bound to claims", coverage.bound),
        ("checked by a rule", coverage.checked),
        ("claims", coverage.claims),
        ("rules", coverage.rules),
        ("verdicts: consistent", coverage.consistent),
        ("verdicts: consistent only by rounding", coverage.rounding),
        ("verdicts: contradictory", coverage.contradictory),
        ("verdicts: unchecked", coverage.unchecked),
    )


def coverage_line(coverage: Coverage) -> str:
    """The coverage in one line: `verdicts of 101 rules: 3 contradictory, 2 consistent; 5 of 6 quantities checked`.

    A verdict may rest on several quantities, or on none of a document: on claims, or on numbers in the words of a table.
    """
    outcomes = (
        (coverage.contradictory, "contradictory"),
        (coverage.consistent, "consistent"),
        (coverage.rounding, "consistent only by rounding"),
        (coverage.unchecked, "left unchecked"),
    )
    told = ", ".join(f"{number:,} {outcome}" for number, outcome in outcomes if number) or "nothing to compare"
    parts = [f"verdicts of {counted(coverage.rules, 'rule', 'rules')}: {told}"]
    if coverage.quantities:
        parts.append(f"{coverage.checked:,} of {counted(coverage.quantities, 'quantity', 'quantities')} checked")
    if coverage.claims:
        parts.append(f"{coverage.bound:,} of {counted(coverage.claims, 'claim', 'claims')} bound")
    return "; ".join(parts)


def unchecked_reasons(verdicts: Iterable[Verdict]) -> Sequence[tuple[str, int]]:
    """Why statements went unchecked, the most frequent reason first."""
    reasons = Counter(verdict.reason or "no reason given" for verdict in verdicts if verdict.outcome == "unchecked")
    return sorted(reasons.items(), key=lambda item: (-item[1], item[0]))
