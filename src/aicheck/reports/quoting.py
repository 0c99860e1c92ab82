"""How much of the documents a report quotes: a report may go where the documents may not."""

from __future__ import annotations

from typing import Literal

from aicheck.model import Finding, Place, Result

Quote = Literal["words", "line", "text"]
QUOTES: tuple[Quote, ...] = ("words", "line", "text")
"""The words of numbers only; also the lines that they stand on; also whole documents, in the formats that show them."""


def quoted(result: Result, quote: Quote) -> Result:
    """The result with no more of the documents than is asked for."""
    if quote == "text":
        return result
    result = result._replace(readings=())
    if quote == "line":
        return result
    return result._replace(
        findings=tuple(map(_bare, result.findings)),
        verdicts=tuple(verdict._replace(place=_short(verdict.place)) for verdict in result.verdicts),
        suppressed=tuple(aside._replace(finding=_bare(aside.finding)) for aside in result.suppressed),
    )


def _bare(finding: Finding) -> Finding:
    return finding._replace(
        place=_short(finding.place),
        related=tuple(related._replace(place=_short(related.place)) for related in finding.related),
        fix=None if finding.fix is None else finding.fix._replace(place=_short(finding.fix.place)),
    )


def _short(place: Place) -> Place:
    return place._replace(source="") if place.source else place
