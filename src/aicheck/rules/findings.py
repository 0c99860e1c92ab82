"""Matches and their verdicts as findings: message, place, arithmetic, and what else the finding rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import overload

from aicheck.model import (
    DEFAULT_WIDTHS,
    NOTHING,
    Bar,
    Finding,
    Fix,
    HedgeWidths,
    Place,
    Related,
    Severity,
    Verdict,
)
from aicheck.rules.expectations import Judgement, Measure, Mode, UnitFault, measure_of
from aicheck.rules.expectations.measures import PERCENT
from aicheck.rules.expectations.rendering import interval_text, measure_text, plain_text
from aicheck.rules.matching import Item, Match
from aicheck.rules.rule import Judged, Rule

_MOST_RELATED = 20
_MOST_SHOWN = 8


class _Others(Sequence[Place]):
    """The places of a match beside the blamed one, gathered when somebody reads them."""

    __slots__ = ("_blamed", "_match")

    def __init__(self, match: Match, blamed: Place) -> None:
        self._match, self._blamed = match, blamed

    def _places(self) -> tuple[Place, ...]:
        return tuple(dict.fromkeys(item.place for _, item in self._match.items() if item.place != self._blamed))

    @overload
    def __getitem__(self, at: int) -> Place: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Place]: ...
    def __getitem__(self, at: int | slice) -> Place | Sequence[Place]:
        return self._places()[at]

    def __iter__(self) -> Iterator[Place]:
        return iter(self._places())

    def __len__(self) -> int:
        return len(self._places())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._places() == tuple(other)

    def __hash__(self) -> int:
        return hash(self._places())

    def __reduce__(self) -> tuple[type[tuple[Place, ...]], tuple[tuple[Place, ...]]]:
        return tuple, (self._places(),)


class _Ledger(Mapping[str, str]):
    """The values of a verdict, written out when somebody reads them: of a million verdicts few are."""

    __slots__ = ("_judged", "_widths", "_written")

    def __init__(self, judged: Judged, widths: HedgeWidths) -> None:
        self._judged: Judged | None = judged
        self._widths = widths
        self._written: Mapping[str, str] = NOTHING

    def _values(self) -> Mapping[str, str]:
        if self._judged is not None:
            rule, match, assessment = self._judged
            if rule.expect is not None and assessment is not None and assessment.brief:
                assessment = rule.expect.assess(match.bindings, self._widths)
            judgement = assessment.judgement if assessment is not None else None
            written = dict(_written(match))
            if judgement is not None and judgement.expected is not None:
                written["expected"] = measure_text(judgement.expected, judgement.relation)
            self._written = {**written, **(assessment.remarks if assessment is not None else {})}
            self._judged = None
        return self._written

    def __getitem__(self, name: str) -> str:
        return self._values()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values())

    def __len__(self) -> int:
        return len(self._values())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Mapping) and dict(self._values()) == dict(other)

    def __hash__(self) -> int:
        return hash(tuple(self._values().items()))

    def __repr__(self) -> str:
        return repr(dict(self._values()))

    def __reduce__(self) -> tuple[type[dict[str, str]], tuple[dict[str, str]]]:
        return dict, (dict(self._values()),)


def verdict(judged: Judged, widths: HedgeWidths = DEFAULT_WIDTHS) -> Verdict:
    """The ledger's entry of one match."""
    rule, match, assessment = judged
    place = blamed_place(judged)
    if assessment is None:
        return Verdict(rule.id, "contradictory", place, rule.what, _Ledger(judged, widths), _Others(match, place))
    return Verdict(rule.id, assessment.outcome, place, assessment.reason, _Ledger(judged, widths), _Others(match, place))


def of_contradiction(judged: Judged, fix: Fix | None, widths: HedgeWidths = DEFAULT_WIDTHS) -> Finding:
    """The finding of a match that cannot hold."""
    rule, match, assessment = judged
    judgement = assessment.judgement if assessment is not None else None
    by_reach = assessment is not None and assessment.by_reach
    severity: Severity = "warning" if by_reach and rule.severity == "error" else rule.severity
    place = blamed_place(judged)
    values = _arithmetic(match, judgement, widths)
    if assessment is not None:
        values.update(assessment.remarks)
    if match.untold:
        values["more"] = f"{match.untold:,} like it in this document, which are not told one by one"
    return Finding(
        rule.id, rule.name, severity, rule.message.fill(match.bindings, _results(judgement)), place,
        related=_related(match, place), values=values, fix=fix, help=rule.fix, bars=_bars(judgement),
    )  # fmt: skip


def of_fault(rule: Rule, judged: Judged, fault: UnitFault) -> Finding:
    """The finding of units that do not fit, met by another rule."""
    other, match = judged.rule, judged.match
    left, right = (
        measure.item.words if measure.item is not None else measure_text(measure) for measure in (fault.left, fault.right)
    )
    item = fault.right.item or fault.left.item
    place = match.place if item is None else item.place
    message = rule.message.fill({"left": left, "right": right, "rule": other.id, "reason": str(fault)}, {})
    values = {"left": left, "right": right, "rule": f"{other.id} {other.name}"}
    return Finding(
        rule.id, rule.name, rule.severity, message, place, related=_related(match, place), values=values, help=rule.fix
    )


def without_repeats(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings in the order of path, place and rule; of equal ones the first."""
    kept: dict[tuple[str, Place, str], Finding] = {}
    for finding in findings:
        kept.setdefault((finding.rule, finding.place, finding.message), finding)
    return tuple(sorted(kept.values(), key=lambda each: (each.place.path, each.place.start, each.place.end, each.rule)))


def blamed_place(judged: Judged) -> Place:
    """Where a finding stands: at the rule's own choice, the statement to blame, or the last one in the text."""
    rule, match, assessment = judged
    name = rule.at
    if not name and assessment is not None:
        if not assessment.brief:
            culprit = None if assessment.judgement is None else assessment.judgement.culprit
            return match.place if culprit is None else culprit.place
        name = rule.expect.blamed if rule.expect is not None else ""
    chosen = match.bindings.get(name) if name else None
    if isinstance(chosen, Item):
        return chosen.place
    return chosen[-1].place if chosen and not isinstance(chosen, str) else match.place


# -- arithmetic -------------------------------------------------------------------------------------------------------


def _written(match: Match) -> Iterator[tuple[str, str]]:
    """Each name with what is written."""
    for name, bound in match.bindings.items():
        if isinstance(bound, Item):
            yield name, bound.words
        elif isinstance(bound, str):
            yield name, bound
        elif bound:
            shown = [item.words for item in bound[:_MOST_SHOWN]]
            yield name, "; ".join(shown) + (f"; and {len(bound) - _MOST_SHOWN} more" if len(bound) > _MOST_SHOWN else "")


def _arithmetic(match: Match, judgement: Judgement | None, widths: HedgeWidths) -> dict[str, str]:
    """Each statement with what it allows, then the two sides that clash."""
    values: dict[str, str] = {}
    for name, bound in match.bindings.items():
        if isinstance(bound, Item):
            values[name] = _explained(bound, widths)
        elif bound is not None and not isinstance(bound, str):
            for number, item in enumerate(bound[:_MOST_SHOWN], 1):
                values[f"{name} {number}" if len(bound) > 1 else name] = _explained(item, widths)
            if len(bound) > _MOST_SHOWN:
                values[f"{name} …"] = f"{len(bound) - _MOST_SHOWN} more"
    sides = None if judgement is None else judgement.sides
    if judgement is None or sides is None:
        return values
    stated, expected = sides
    if stated.item is None or stated.item is expected.item:
        values["one side"] = measure_text(stated, like=expected)
        values["other side"] = measure_text(expected, judgement.relation, like=stated)
    else:
        values["expected"] = measure_text(expected, judgement.relation)
    return values


def _explained(item: Item, widths: HedgeWidths) -> str:
    """A statement as written, with the interval that it allows."""
    measure = measure_of(item, Mode.ALLOWED, widths)
    if item.quantity.kind == "multiple" and measure.interval != item.quantity.allowed(widths):
        return f"{item.words} = growth of {interval_text(measure.interval, PERCENT)}"
    return f"{item.words} = {interval_text(measure.interval, measure.dimension)}"


def _results(judgement: Judgement | None) -> Mapping[str, str]:
    sides = None if judgement is None else judgement.sides
    if judgement is None or sides is None:
        return {}
    stated, expected = sides
    allowed = plain_text(stated, like=expected)
    return {
        "expected": plain_text(expected, judgement.relation, like=stated),
        "stated": stated.item.words if stated.item is not None else allowed,
        "allowed": allowed,
    }


def _bars(judgement: Judgement | None) -> tuple[Bar, ...]:
    """The clashing sides as intervals, where they share a unit."""
    sides = None if judgement is None else judgement.sides
    if sides is None:
        return ()
    stated, expected = sides
    if stated.dimension != expected.dimension:
        return ()
    return _bar("stated", stated, stated.item is None), _bar("expected", expected, expected.item is None)


def _bar(name: str, measure: Measure, implied: bool) -> Bar:
    if measure.dimension.kind in ("percent", "point"):
        unit = "percent" if measure.dimension.kind == "percent" else "percentage point"
        return Bar(name, measure.interval.weighted(100), unit, implied)
    return Bar(name, measure.interval, measure.dimension.name, implied)


def _related(match: Match, place: Place) -> tuple[Related, ...]:
    """Every other statement of the match."""
    related = {item.place: Related(item.place, f"{name}: {item.words}") for name, item in match.items() if item.place != place}
    return tuple(related.values())[:_MOST_RELATED]
