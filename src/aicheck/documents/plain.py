"""Plain text: all of it is running text, but for its tables."""

from __future__ import annotations

from aicheck.documents.columns import plain_tables as tables

__all__ = ["prose", "tables"]

Spans = tuple[tuple[int, int], ...]


def prose(text: str) -> Spans:
    """The text between its tables; none for an empty text."""
    found: list[tuple[int, int]] = []
    at = 0
    for table in tables(text):
        found.append((at, table.start))
        at = table.end
    found.append((at, len(text)))
    return tuple((start, end) for start, end in found if text[start:end].strip())
