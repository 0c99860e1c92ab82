"""What one check of the project knows: findings, verdicts and claims, found by where they stand."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from aicheck import claims, config, pipeline
from aicheck.config import Settings
from aicheck.model import Claim, Finding, Place, Quantity, Reading, Result, Verdict

_RULE = re.compile(r"^[ \t]*-[ \t]*\{?[ \t]*id:[ \t]*[\"']?([A-Z]{2,}\d{3})\b", re.MULTILINE)
_CODE = re.compile(r"\b[A-Z]{2,}\d{3}\b")


class Snapshot(NamedTuple):
    """One check: its settings, its result, the documents that were read, and the claims as they are bound in them."""

    settings: Settings
    result: Result
    readings: Mapping[str, Reading]
    claims: tuple[Claim, ...]

    @classmethod
    def of(cls, path: str, texts: Mapping[str, str]) -> Snapshot:
        """Check one document, or the whole project where the path is empty, with what the editor has not saved."""
        settings = config.discover(Path(path).parent if path else None)
        result = pipeline.check([path] if path else (), settings=settings, texts=texts, keep_readings=True, jobs=1)
        stated, _ = claims.bind(claims.load(settings.claims).claims, result.readings)
        return cls(settings, result, {reading.document.path: reading for reading in result.readings}, stated)

    def findings(self) -> Mapping[str, list[Finding]]:
        """The findings of each file."""
        found: dict[str, list[Finding]] = {}
        for finding in self.result.findings:
            found.setdefault(finding.place.path, []).append(finding)
        return found

    def quantity_at(self, path: str, offset: int) -> Quantity | None:
        """The quantity of a document at an offset, the innermost of several."""
        reading = self.readings.get(path)
        found = [each for each in reading.quantities if each.start <= offset <= each.end] if reading else []
        return min(found, key=lambda quantity: quantity.end - quantity.start, default=None)

    def findings_at(self, path: str, offset: int) -> list[Finding]:
        """The findings that stand at an offset."""
        return [each for each in self.result.findings if _holds(each.place, path, offset)]

    def verdicts_at(self, path: str, start: int, end: int) -> list[Verdict]:
        """The verdicts that rest on a passage, also those that found nothing wrong."""
        return [each for each in self.result.verdicts if any(_meets(place, path, start, end) for place in _places(each))]

    def claims_at(self, path: str, start: int, end: int) -> list[Claim]:
        """The claims whose stated words are a passage of a document."""
        return [each for each in self.claims if each.bound and _meets(each.source, path, start, end)]

    def claim_in(self, path: str, line: int) -> Claim | None:
        """The claim of a claims file that a line (from 1) belongs to: the last one that begins there or before."""
        own = [each for each in self.claims if same_file(each.place.path, path) and each.place.line <= line]
        return max(own, key=lambda claim: claim.place.line, default=None)

    def matches(self, rule: str) -> list[Place]:
        """Every place that a rule has come to a verdict on, in the order of the documents."""
        places = (verdict.place for verdict in self.result.verdicts if verdict.rule == rule)
        return sorted(dict.fromkeys(places), key=lambda place: (place.path, place.start))

    def beside(self, verdicts: Iterable[Verdict], path: str, start: int, end: int) -> list[Place]:
        """What else those verdicts rest on, beside a passage."""
        places = (place for verdict in verdicts for place in _places(verdict))
        return list(dict.fromkeys(place for place in places if not _meets(place, path, start, end)))


def rule_at(text: str, offset: int) -> str:
    """The id under the cursor, else of the rule of a rule file whose lines the cursor is in; empty where there is none."""
    for match in _CODE.finditer(text):
        if match.start() <= offset <= match.end():
            return match[0]
    before = [match[1] for match in _RULE.finditer(text, 0, len(text)) if match.start() <= offset]
    return before[-1] if before else ""


def same_file(one: str, other: str) -> bool:
    """Whether two paths are one file."""
    return one == other or os.path.normpath(one) == os.path.normpath(other)


def _places(verdict: Verdict) -> Iterator[Place]:
    yield verdict.place
    yield from verdict.others


def _holds(place: Place, path: str, offset: int) -> bool:
    return place.path == path and place.start <= offset <= place.end


def _meets(place: Place, path: str, start: int, end: int) -> bool:
    return place.path == path and place.start < end and start < place.end
