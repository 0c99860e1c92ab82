"""Findings about files that cannot be read: one a file, with the reason and what to do."""

from __future__ import annotations

from aicheck.model import Finding, Place, Severity

UNREADABLE = "AIC002"


def unreadable(path: str, reason: str, advice: str, found: str = "", severity: Severity = "error") -> Finding:
    """The finding for a file that gives no document; an error makes the run faulty (exit status 2)."""
    place = Place(path, 1, 1, 1, 1, 0, 0, found or path)
    return Finding(UNREADABLE, "unreadable-file", severity, f"{path}: {reason}", place, help=advice)
