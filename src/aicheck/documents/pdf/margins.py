"""Running heads, running feet and page numbers: lines at the edge of a page that come again on the pages beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from aicheck.documents.columns import is_number
from aicheck.documents.pdf.lines import Printed

ZONE = 0.13
"""Share of the height at the top and at the bottom in which running heads and feet stand."""
DEEPEST = 3
"""Lines at either edge that may be a running head or foot."""
APART = 4.0
"""Points by which its height may differ between pages."""
_DIGITS = re.compile(r"\d+")
_LONE = re.compile(r"\W{0,3}(?P<number>\d{1,4})\W{0,3}\Z")
_ROMAN = re.compile(r"[ivxlc]{1,7}\Z", re.IGNORECASE)


class Edge(NamedTuple):
    """A line at the edge of a page: its words with digits masked, its height, its index, and its number if it is one alone."""

    masked: str
    baseline: float
    at: int
    number: int | None


def edges(lines: Sequence[Printed], height: float) -> tuple[Edge, ...]:
    """The lines of a page that may be a running head or foot."""
    top = [at for at in range(len(lines)) if lines[at].baseline < ZONE * height][:DEEPEST]
    bottom = [at for at in range(len(lines)) if lines[at].baseline > (1 - ZONE) * height][-DEEPEST:]
    return tuple(_edge(lines[at], at) for at in dict.fromkeys((*top, *bottom)) if not _is_row(lines[at]))


def running(own: Iterable[Edge], others: Sequence[Sequence[Edge]]) -> frozenset[int]:
    """The indexes of the lines that come again on one of the other pages, each given with its distance in the sequence.

    A lone number has to count on with the pages. A page without others has no running head, but its lone number is its own.
    """
    return frozenset(edge.at for edge in own if _comes_again(edge, others))


def _comes_again(edge: Edge, others: Sequence[Sequence[Edge]]) -> bool:
    if not others:
        return edge.number is not None or bool(_ROMAN.match(edge.masked))
    near = [other for page in others for other in page if abs(other.baseline - edge.baseline) <= APART]
    if edge.number is not None:
        return any(other.number is not None and 0 < abs(other.number - edge.number) <= 2 for other in near)
    return any(other.masked == edge.masked or (_ROMAN.match(edge.masked) and _ROMAN.match(other.masked)) for other in near)


def _edge(line: Printed, at: int) -> Edge:
    text = " ".join(piece.text for piece in line.pieces)
    lone = _LONE.match(text)
    return Edge(_DIGITS.sub("#", text), line.baseline, at, int(lone["number"]) if lone else None)


def _is_row(line: Printed) -> bool:
    """Whether the line looks like a row of a table, such as years that head a table carried over."""
    return sum(is_number(piece.text) for piece in line.pieces) > 1
