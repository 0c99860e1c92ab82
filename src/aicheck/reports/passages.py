"""Passages of documents for the page: words in their line, and repairs as differences."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from aicheck.model import Fix, Place, Reading, Result
from aicheck.reports.screen import clean

_AROUND = 140
"""Code points of the line that are shown at either side of a passage."""
_LONGEST = 600
"""Code points of a passage that are shown; the rest is in the document."""
_MORE = "\u2026"
_TOKEN = re.compile(r"\d[\d.,]*\d|\w+|\s+|.", re.ASCII)
_GRAVITY = ("contradictory", "rounding", "consistent", "unchecked", "seen")


class Piece(NamedTuple):
    """A part of a text: `kind` is empty for what stays, else what marks it."""

    kind: str
    text: str
    target: str = ""


class Difference(NamedTuple):
    """A repair as two lines: what stands, and what should stand, each in its line."""

    old: tuple[Piece, ...]
    new: tuple[Piece, ...]


def passage(place: Place, others: Sequence[Place] = ()) -> tuple[Piece, ...]:
    """The words of a place in their line, cut at both sides, as pieces of the kinds `main` and `also`.

    `others` stand on the same line; one that overlaps a passage already marked is left unmarked.
    """
    if not place.source:
        return _filled([Piece("main", clean(_cut(place.text)))])
    marks = _apart(_columns(place), [_columns(other) for other in others])
    pieces: list[Piece] = []
    done = max(0, marks[0][0] - _AROUND)
    if done:
        pieces.append(Piece("", _MORE))
    for start, end, kind in marks:
        pieces.append(Piece("", _middle(place.source[done:start])))
        pieces.append(Piece(kind, _cut(place.source[start:end])))
        done = end
    pieces.append(Piece("", _after(place.source[done:])))
    return _filled([piece._replace(text=clean(piece.text)) for piece in pieces])


def difference(fix: Fix) -> Difference:
    """A repair with the changed words marked on both sides, in kinds `old` and `new`."""
    old, new = _tokens(clean(_cut(fix.place.text))), _tokens(clean(_cut(fix.replacement)))
    around = passage(fix.place)
    main = next((number for number, piece in enumerate(around) if piece.kind == "main"), len(around))
    before, after = around[:main], around[main + 1 :]
    removed: list[Piece] = []
    added: list[Piece] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        removed.append(Piece("same" if kind == "equal" else "old", "".join(old[a:b])))
        added.append(Piece("same" if kind == "equal" else "new", "".join(new[c:d])))
    return Difference((*before, *_filled(removed), *after), (*before, *_filled(added), *after))


def _columns(place: Place) -> tuple[int, int]:
    """Where a place lies on the line that it starts on; a passage that runs on ends with the line."""
    end = place.end_column - 1 if place.end_line == place.line else len(place.source)
    return place.column - 1, max(place.column - 1, end)


def _apart(main: tuple[int, int], others: Sequence[tuple[int, int]]) -> list[tuple[int, int, str]]:
    taken = [(*main, "main")]
    for start, end in others:
        if all(end <= first or last <= start for first, last, _ in taken):
            taken.append((start, end, "also"))
    return sorted(taken)


def lines(reading: Reading, result: Result) -> Iterator[list[Piece]]:
    """The lines of a document in pieces, each read quantity marked by the gravest verdict on it.

    A quantity with a finding carries the finding's fingerprint as its target.
    """
    marks = _Marks(reading, result)
    document = reading.document
    pieces: list[Piece] = []
    for piece in marks.pieces(document.text[:]):
        parts = re.split(r"\r\n|\r|\n", piece.text)
        for number, part in enumerate(parts):
            if number:
                yield pieces
                pieces = []
            if part:
                pieces.append(piece._replace(text=clean(part)))
    yield pieces


class _Marks:
    """Verdicts and findings of one document, by where they stand."""

    def __init__(self, reading: Reading, result: Result) -> None:
        path = reading.document.path
        self.quantities = reading.quantities
        self.verdicts = _Spans(
            (verdict.place.start, verdict.place.end, verdict.outcome) for verdict in result.verdicts if verdict.place.path == path
        )
        self.findings = _Spans(
            (place.start, place.end, finding.fingerprint)
            for finding in result.findings
            for place in (finding.place, *(related.place for related in finding.related))
            if place.path == path
        )

    def pieces(self, text: str) -> Iterator[Piece]:
        done = 0
        for quantity in self.quantities:
            if quantity.start < done:  # quantities do not overlap; were one to, the first is shown
                continue
            yield Piece("", text[done : quantity.start])
            yield self._marked(quantity.start, quantity.end, text[quantity.start : quantity.end])
            done = quantity.end
        yield Piece("", text[done:])

    def _marked(self, start: int, end: int, words: str) -> Piece:
        found = next(self.findings.over(start, end), None)
        if found is not None:
            return Piece("contradictory", words, found)
        said = set(self.verdicts.over(start, end))
        return Piece(next((outcome for outcome in _GRAVITY if outcome in said), "seen"), words)


class _Spans:
    """Values by the passage that they cover, found by overlap."""

    def __init__(self, spans: Iterable[tuple[int, int, str]]) -> None:
        self.spans = sorted(spans)
        self.longest = max((end - start for start, end, _ in self.spans), default=0)

    def over(self, start: int, end: int) -> Iterator[str]:
        first = bisect_left(self.spans, (start - self.longest,))
        last = bisect_left(self.spans, (end,))
        return (value for _, until, value in self.spans[first:last] if start < until)


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(text)


def _filled(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    return tuple(piece for piece in pieces if piece.text)


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST] + _MORE


def _middle(text: str) -> str:
    return text if len(text) <= 2 * _AROUND else f"{text[:_AROUND]} {_MORE} {text[-_AROUND:]}"


def _after(text: str) -> str:
    return text.rstrip() if len(text) <= _AROUND else text[:_AROUND] + _MORE
