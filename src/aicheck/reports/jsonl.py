"""JSON Lines: one finding a line, with the keys that a finding has in the JSON report; nothing else, so that it streams."""

from __future__ import annotations

from aicheck.model import Result
from aicheck.reports.json import encode, fields
from aicheck.reports.registry import Options


def render(result: Result, options: Options) -> str:
    """One line a finding; no findings give an empty text."""
    return "".join(f"{encode(fields(finding))}\n" for finding in result.findings)
