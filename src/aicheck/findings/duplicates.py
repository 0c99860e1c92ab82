"""One contradiction is told once, however many rules see it.

A sentence rule and a claims rule often break on the same numbers. Findings that rest on the same two or more quantities
become one: the gravest, the one with a repair, the one that shows most; it names the others. Findings on a single number
are left alone, since a number can be wrong in several ways.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping

from aicheck.model import SEVERITIES, Finding, Place
from aicheck.passages import Passages

ALSO = "also broken"
"""The name under which a finding's values list the rules that said the same."""


def without_duplicates(findings: Iterable[Finding], passages: Mapping[str, Passages]) -> tuple[Finding, ...]:
    """The findings in their order, each contradiction once. Linear in findings, related places and quantities."""
    quantities = _Quantities(passages)
    groups: dict[object, list[Finding]] = {}
    for number, finding in enumerate(findings):
        places = frozenset(quantities.key(place) for place in (finding.place, *(related.place for related in finding.related)))
        groups.setdefault(places if len(places) > 1 else (number, finding.rule), []).append(finding)
    return tuple(_one(group) for group in groups.values())


def _one(group: list[Finding]) -> Finding:
    kept = max(group, key=_weight)
    others = dict.fromkeys(f"{finding.rule} {finding.name}" for finding in group if finding.rule != kept.rule)
    return kept._replace(values={**kept.values, ALSO: ", ".join(others)}) if others else kept


def _weight(finding: Finding) -> tuple[int, bool, int, int]:
    return SEVERITIES.index(finding.severity), finding.fix is not None, len(finding.related), len(finding.values)


class _Quantities:
    """Which quantity of which document a place lies on: two places on one quantity are the same statement."""

    def __init__(self, passages: Mapping[str, Passages]) -> None:
        self._passages = passages

    def key(self, place: Place) -> object:
        """The first quantity that the place overlaps; the place itself where it overlaps none."""
        passages = self._passages.get(place.path)
        if passages is not None:
            at = bisect_left(passages.ends, place.start + 1)
            if at < len(passages.ends) and passages.starts[at] < max(place.end, place.start + 1):
                return place.path, at
        return place.path, place.line, place.column, place.text
