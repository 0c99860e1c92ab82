"""Repairs: the one small edit under which a contradicted check and the most other checks on the same number hold.

Every number of a contradicted match is tried with every edit (`edits`); an edit counts where the check holds with it and
no other check on that number breaks. The best one has the most checks on its number; among edits of one number the
likelier slip decides. Where two do equally well, none is proposed; nor where no equality speaks for an edit (a limit is kept
by many numbers), unless it only drops what stands twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from aicheck.model import HOLDS, Fix, HedgeWidths
from aicheck.rules.edits import Edit, edits
from aicheck.rules.expectations import Assessment
from aicheck.rules.expectations.rendering import measure_text
from aicheck.rules.matching import Binding, Item
from aicheck.rules.rule import Judged

Number = tuple[str, int, int]
"""A number in a document: path, start, end."""
MOST_REPAIRED = 500
"""Findings that a repair is sought for; a run with more of them has another problem than slips."""


class _Trial(NamedTuple):
    """An edit of a number under which the contradicted check holds; `holding` are the other checks that then hold."""

    number: Number
    item: Item
    edit: Edit
    assessment: Assessment | None
    holding: tuple[tuple[str, Assessment], ...]

    @property
    def checks(self) -> tuple[Assessment, ...]:
        """The check that was contradicted, then the others that hold."""
        own = () if self.assessment is None else (self.assessment,)
        return (*own, *(assessment for _, assessment in self.holding))


class Repairs:
    """Finds repairs among the judged matches of one run."""

    def __init__(self, judged: Sequence[Judged], widths: HedgeWidths) -> None:
        self.widths = widths
        self.left = MOST_REPAIRED
        wanted = {number_of(item) for each in judged if each.contradictory for _, item in each.match.items()}
        starts = frozenset(start for _, start, _ in wanted)
        self.checks: dict[Number, list[Judged]] = {}
        for each in judged if wanted else ():
            if _doubtful(each):
                continue
            for number in _numbers_at(each, starts):
                if number in wanted:
                    self.checks.setdefault(number, []).append(each)

    def fix(self, contradicted: Judged) -> Fix | None:
        """The repair of a contradiction, None where there is no single best one."""
        self.left -= 1
        if self.left < 0:
            return None
        trials = list(self._trials(contradicted))
        best = max((len(trial.holding) for trial in trials), default=0)
        leading = [trial for trial in trials if len(trial.holding) == best]
        if not leading or len({trial.number for trial in leading}) > 1:
            return None
        nearest = [trial for trial in leading if trial.edit.rank == leading[0].edit.rank]
        supported = nearest[0].edit.rank == 0 or any(map(_equates, nearest[0].checks))
        return _fix(nearest[0]) if len(nearest) == 1 and supported else None

    def _trials(self, contradicted: Judged) -> Iterator[_Trial]:
        seen: set[Number] = set()
        for _, item in _suspects(contradicted):
            number = number_of(item)
            if number in seen:
                continue
            seen.add(number)
            others = [each for each in self.checks.get(number, ()) if each is not contradicted]
            for edit in edits(item.quantity, _language(item)):
                assessment = self._with(contradicted, number, edit)
                if assessment is None or assessment.outcome not in HOLDS:
                    continue
                after = [(each, self._with(each, number, edit)) for each in others]
                if all(then is None or then.outcome != "contradictory" or each.contradictory for each, then in after):
                    holding = tuple((each.rule.id, then) for each, then in after if then is not None and then.outcome in HOLDS)
                    yield _Trial(number, item, edit, assessment, holding)

    def _with(self, judged: Judged, number: Number, edit: Edit) -> Assessment | None:
        """The verdict of a check with the edited number; None where the check no longer applies."""
        rule, match = judged.rule, judged.match
        bindings = {name: _edited(bound, number, edit) for name, bound in match.bindings.items()}
        if rule.when is not None and not rule.when.may_hold(bindings, self.widths):
            return None
        if rule.expect is not None:
            return rule.expect.assess(bindings, self.widths)
        return Assessment("contradictory" if edit.meant.notes else "consistent")


def _doubtful(judged: Judged) -> bool:
    """Whether a match never proved that its relation is meant: one that an edit makes hold supports nothing."""
    unchecked = judged.outcome == "unchecked"
    return unchecked and judged.rule.matcher.tentative == "always"


def number_of(item: Item) -> Number:
    """Where the digits of a statement stand: the same for a document's quantity and for a claim that cites it."""
    place, quantity = item.place, item.quantity
    if place.start <= quantity.start and quantity.end <= place.end:
        return place.path, quantity.start, quantity.end
    return place.path, place.start + quantity.start, place.start + quantity.end


def _numbers_at(judged: Judged, starts: frozenset[int]) -> Iterable[Number]:
    """The numbers of a match that begin at one of the offsets, each once: few of a large run, so the rest is cheap."""
    found: dict[Number, None] = {}
    for bound in judged.match.bindings.values():
        if bound is None or isinstance(bound, str):
            continue
        for item in (bound,) if isinstance(bound, Item) else bound:
            start = item.quantity.start
            if start in starts or item.place.start + start in starts:
                found[number_of(item)] = None
    return found


def _suspects(judged: Judged) -> list[tuple[str, Item]]:
    """The statements that a repair may change: the culprit where the others agree with each other, else all."""
    items = list(judged.match.items())
    judgement = judged.assessment.judgement if judged.assessment is not None else None
    if judgement is not None and judgement.culprit is not None and len(judgement.witnesses) > 1:
        return [(name, item) for name, item in items if item is judgement.culprit]
    return items


def _edited(bound: Binding, number: Number, edit: Edit) -> Binding:
    if isinstance(bound, Item):
        return bound._replace(quantity=edit.meant) if number_of(bound) == number else bound
    if bound is None or isinstance(bound, str):
        return bound
    return tuple(item._replace(quantity=edit.meant) if number_of(item) == number else item for item in bound)


def _language(item: Item) -> str:
    from aicheck import quantities

    return quantities.detect(item.place.source or item.quantity.text)


def _fix(trial: _Trial) -> Fix:
    """The edit at the place of the statement, with the arithmetic that supports it."""
    item, edit = trial.item, trial.edit
    place, old = item.place, item.quantity.text
    words = place.text.replace(old, edit.words, 1) if old in place.text else edit.words
    reasons = [edit.slip]
    reasons += [_arithmetic(check) for check in trial.checks if _equates(check)][:1]
    if trial.holding:
        rules = dict.fromkeys(id for id, _ in trial.holding)
        reasons.append(f"{', '.join(rules)} {'hold' if len(rules) > 1 else 'holds'} with it too")
    return Fix(place, words, "; ".join(reasons))


def _equates(assessment: Assessment) -> bool:
    """Whether a check that holds says much: an equality of two bounded sides, not a limit that any small number keeps."""
    judgement = assessment.judgement
    if judgement is None or judgement.relation != "==" or judgement.stated is None or judgement.expected is None:
        return False
    sides = judgement.stated, judgement.expected
    one_sided = any(side.item is not None and side.item.quantity.relation not in ("=", "~") for side in sides)
    return not one_sided and None not in (*sides[0].interval[:2], *sides[1].interval[:2])


def _arithmetic(assessment: Assessment) -> str:
    """What agrees with what in a check that holds."""
    sides = assessment.judgement.sides if assessment.judgement is not None else None
    assert sides is not None, "an equality has two sides"
    stated, expected = measure_text(sides[0], like=sides[1]), measure_text(sides[1], like=sides[0])
    return f"then {stated} agrees with {expected}{' within rounding' if assessment.outcome == 'rounding' else ''}"
