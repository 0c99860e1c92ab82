"""Statistics: how many findings each rule has, the most first, for those who face many of them."""

from __future__ import annotations

from collections import Counter

from tabulate import tabulate

from aicheck.model import Result
from aicheck.reports.registry import Options
from aicheck.reports.screen import clean
from aicheck.reports.summary import headline


def render(result: Result, options: Options) -> str:
    """A table with a line for each rule and severity, and the headline."""
    counted = Counter((finding.rule, finding.name, finding.severity) for finding in result.findings)
    ordered = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    rows = [(number, severity, clean(rule), clean(name)) for (rule, name, severity), number in ordered]
    table = f"{tabulate(rows, tablefmt='plain', disable_numparse=True, colalign=('right',))}\n\n" if rows else ""
    return f"{table}{headline(result)}\n"
