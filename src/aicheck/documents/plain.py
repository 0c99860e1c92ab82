"""Plain text: all of it is running text."""

from __future__ import annotations

Spans = tuple[tuple[int, int], ...]


def prose(text: str) -> Spans:
    """The whole text as one span; none for an empty text."""
    return ((0, len(text)),) if text else ()
