"""Claims bound to documents: the stated words have to stand where the claim says."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from aicheck.claims.faults import AMBIGUOUS_DOCUMENT, AMBIGUOUS_PLACE, MOVED, NOT_FOUND
from aicheck.claims.meaning import moved
from aicheck.model import Claim, Finding, Place, Quantity, Reading, Related, Severity
from aicheck.passages import Passages
from aicheck.text import LineIndex
from aicheck.yamlio import Fault, quoted

_SHOWN = 5
_DIGITS = re.compile(r"\d+")
_BREAK = 20
"""How much longer than its words a passage may be for the white space at a line break."""
_SEAM = "\0"
# A number or word goes on over the seam: 11|51, 3.|1, 1,|151, 11|,512, doubl|ed.
_GLUED = re.compile(r"(?:\d\.?|\d,(?=\0\d{3}(?!\d)))\0\d|\d\0(?:\.\d|,\d{3}(?!\d))|[A-Za-z]\0[A-Za-z]")


def bind(claims: Iterable[Claim], readings: Sequence[Reading]) -> tuple[tuple[Claim, ...], tuple[Finding, ...]]:
    """The claims, in their order, with the places of their words in the documents that were read.

    A claim names its document by file name or by the end of its path; one whose document was not read stays as it is. A
    bound claim's `source` and `quantity` lie in the document. Words that moved are bound at their new place where there is
    only one, with a warning. Linear in the claims, the quantities and the length of the documents.
    """
    documents = _Documents(readings)
    findings: list[Finding] = []
    return tuple(_bound(claim, documents, findings) for claim in claims), tuple(findings)


class _Text:
    """One document made ready for binding: its lines, its runs of digits, and its quantities by where they start."""

    def __init__(self, reading: Reading) -> None:
        self.path = reading.document.path
        self.text = reading.document.text[:]
        segments = reading.document.segments
        self.lines = LineIndex(self.text, segments[1:] if segments and segments[0].kind == "encoding" else segments)
        self._quantities = reading.quantities
        self._starts = Passages.of(reading).starts
        self._runs: dict[str, list[int]] | None = None
        self._found: dict[str, tuple[tuple[int, int], ...]] = {}

    def at(self, line: int, column: int) -> int | None:
        """The offset of a line and column, None where the text has no such place."""
        try:
            offset = self.lines.offset(line, column)
        except ValueError:
            return None
        return offset if offset <= len(self.text) else None

    def span(self, words: str, at: int) -> tuple[int, int] | None:
        """Start and end of some words that stand at an offset; None where they do not, or only inside a number or word."""
        match = _pattern(words).match(self.text, at)
        if match is None:
            return None
        start, end = match.span()
        before, after = self.text[max(start - 2, 0) : start], self.text[end : end + 5]
        glued = _GLUED.search(before + _SEAM + words[:4]) or _GLUED.search(words[-2:] + _SEAM + after)
        return None if glued else (start, end)

    def occurrences(self, words: str) -> tuple[tuple[int, int], ...]:
        """Every place of some words, found through their longest run of digits, so that many claims share one pass."""
        known = self._found.get(words)
        if known is None:
            spans = (self.span(words, at) for at in self._candidates(words))
            known = self._found[words] = tuple(span for span in spans if span is not None)
        return known

    def _candidates(self, words: str) -> Iterator[int]:
        run = max(_DIGITS.finditer(words), key=lambda match: len(match[0]), default=None)
        if run is None:
            yield from (match.start() for match in _pattern(words).finditer(self.text))
            return
        if self._runs is None:
            self._runs = {}
            for match in _DIGITS.finditer(self.text):
                self._runs.setdefault(match[0], []).append(match.start())
        ahead = _pattern(words[: run.start()], at_end=True)
        for start in self._runs.get(run[0], ()):
            before = ahead.search(self.text, max(start - 2 * run.start() - _BREAK, 0), start)
            if before is not None:
                yield before.start()

    def quantity(self, start: int, end: int) -> Quantity | None:
        """The quantity that was read there: the one that shares most with a passage."""
        best, shared = None, 0
        for index in range(max(bisect_right(self._starts, start) - 1, 0), len(self._starts)):
            quantity = self._quantities[index]
            if quantity.start >= end:
                break
            overlap = min(quantity.end, end) - max(quantity.start, start)
            if overlap > shared:
                best, shared = quantity, overlap
        return best


@lru_cache(maxsize=4096)
def _pattern(words: str, *, at_end: bool = False) -> re.Pattern[str]:
    """Words as they may stand in a document: a space may be any white space, a line break too."""
    written = r"\s+".join(re.escape(word) for word in re.split(r"\s+", words))
    return re.compile(written + (r"\Z" if at_end else ""))


class _Documents:
    """The documents read, by their names."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        self._by_name: dict[str, list[Reading]] = {}
        self._texts: dict[int, _Text] = {}
        for reading in readings:
            self._by_name.setdefault(_parts(reading.document.path)[-1], []).append(reading)

    def named(self, name: str) -> list[Reading]:
        """The readings of the documents whose path is, or ends in, a name."""
        wanted = _parts(name)
        return [each for each in self._by_name.get(wanted[-1], ()) if _parts(each.document.path)[-len(wanted) :] == wanted]

    def text(self, reading: Reading) -> _Text:
        """The document of a reading, made ready once."""
        known = self._texts.get(id(reading))
        if known is None:
            known = self._texts[id(reading)] = _Text(reading)
        return known


def _parts(path: str) -> list[str]:
    return [part for part in path.replace("\\", "/").split("/") if part not in ("", ".")] or [""]


def _bound(claim: Claim, documents: _Documents, findings: list[Finding]) -> Claim:
    if claim.source.path == claim.place.path:  # the claim cites no document: its number stands in the claims file
        return claim
    readings = documents.named(claim.source.path)
    if len(readings) > 1:
        paths = ", ".join(reading.document.path for reading in readings[:_SHOWN])
        message = f"claim {claim.id}: {quoted(claim.source.path)} fits {len(readings)} documents: {paths}"
        findings.append(_finding(AMBIGUOUS_DOCUMENT, "error", message, claim.place, "write more of the document's path"))
    if len(readings) != 1:
        return claim
    document = documents.text(readings[0])
    words = claim.source.text
    at = document.at(claim.source.line, claim.source.column)
    span = None if at is None else document.span(words, at)
    if span is None:
        span = _moved(claim, document, findings)
    return claim if span is None else _placed(claim, document, *span)


def _moved(claim: Claim, document: _Text, findings: list[Finding]) -> tuple[int, int] | None:
    """Where the words stand now, if that is certain; a finding tells in any case."""
    words, stated = claim.source.text, f"{claim.source.line}:{claim.source.column}"
    found = document.occurrences(words)
    places = [document.lines.place(document.path, *span) for span in found[: _SHOWN + 1]]
    shown = [f"{place.line}:{place.column}" for place in places]
    related = tuple(Related(place, f"{quoted(words)} stands here") for place in places[:_SHOWN])
    missing = f"claim {claim.id}: {quoted(words)} does not stand at {stated} of {document.path}"
    if not found:
        help = "has the document changed? Correct stated:, at: and value:, or remove the claim"
        findings.append(_finding(NOT_FOUND, "error", f"{missing}, nor anywhere in it", claim.place, help))
        return None
    if len(found) > 1:
        help = f"it stands at {', '.join(shown[:_SHOWN])}{' and elsewhere' if len(shown) > _SHOWN else ''}: choose one for at:"
        findings.append(_finding(AMBIGUOUS_PLACE, "error", missing, claim.place, help, related))
        return None
    findings.append(_finding(MOVED, "warning", missing, claim.place, f"stands now at {shown[0]}: write at: {shown[0]}", related))
    return found[0]


def _placed(claim: Claim, document: _Text, at: int, end: int) -> Claim:
    """The claim with its words and its quantity at their place in the document."""
    source = document.lines.place(document.path, at, end)
    quantity = moved(claim.quantity, at)._replace(document=document.path)
    read = document.quantity(at, end)
    if read is not None:
        quantity = quantity._replace(start=read.start, end=read.end, text=read.text, concept=read.concept)
    return claim._replace(source=source, quantity=quantity, bound=True)


def _finding(
    fault: Fault, severity: Severity, message: str, place: Place, help: str, related: tuple[Related, ...] = ()
) -> Finding:
    return Finding(fault.code, fault.name, severity, message, place, related=related, help=help)
