"""The match sources. A new one is a file here that defines SOURCE, and one line in this registry."""

from __future__ import annotations

from collections.abc import Mapping

from aicheck.rules.matching import Source
from aicheck.rules.sources import across, cell, claims, fault, listing, note, repeated, rows, table, text

SOURCES: Mapping[str, Source] = {
    source.name: source
    for source in (
        note.SOURCE,
        claims.SOURCE,
        text.SOURCE,
        listing.SOURCE,
        repeated.SOURCE,
        table.SOURCE,
        rows.SOURCE,
        cell.SOURCE,
        across.SOURCE,
        fault.SOURCE,
    )
}
"""Key below `match:` to its source, in the order of the documentation."""
