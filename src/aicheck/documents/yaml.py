"""YAML: the values of a file, as they are written (`1.10` stays 1.10, `6:45` is no number)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from aicheck.documents import json, plain, structured
from aicheck.documents.parsed import Parsed
from aicheck.yamlio import Limits
from aicheck.yamlio import parse as read

LIMITS = Limits(file_bytes=64 * 1024 * 1024, scalar_characters=1_000_000, depth=100, nodes=2_000_000)
_QUOTE = re.compile("''")


def parse(text: str) -> Parsed:
    """What the values of a YAML text hold; one that cannot be read at all is plain text."""
    root, _ = read(text, "", LIMITS)
    if root is None:
        return Parsed(text, plain.prose(text), plain.tables(text))
    return structured.parsed(text, root, _escapes)


def _escapes(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """What the escapes of a quoted scalar stand for. Source: YAML 1.2.2, sections 5.7 and 7.3."""
    if text.startswith("'", start):
        yield from ((match.start(), match.end(), "'") for match in _QUOTE.finditer(text, start + 1, end - 1))
    else:
        yield from json.escapes(text, start, end)
