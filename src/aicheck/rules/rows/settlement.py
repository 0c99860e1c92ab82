"""What broken identities prove, all those of one document together.

Real statements leave lines out, so an identity that does not hold is no error by itself. It becomes one where

- nothing can be left out of it, or what is left out cannot be that much (`left-out`);
- the same rows meet it to the last digit in another period, and a line of one period alone cannot be that much (`once`);
- one other value of one cell makes it and another, independent identity hold;
- one slip of the pen in one cell explains it, too exactly to be chance;
- and in each case the cell is not held in place by identities that do hold.

Everything else is left unchecked, with the reason.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

from aicheck.rules.rows.amounts import Amount, Amounts, Remedy, size_of
from aicheck.rules.rows.binding import Details, Left, Position, Taken
from aicheck.rules.rows.linear import Form
from aicheck.rules.rows.neighbours import exchanges, repeats
from aicheck.rules.rows.relations import (
    Relation,
    alike,
    cells_of,
    explained,
    form_of,
    plain,
    relation,
    same_rows,
    trivial,
)
from aicheck.rules.rows.signs import contrary
from aicheck.rules.rows.telling import Candidate, finding, unchecked
from aicheck.rules.rule import Judged

FALSE_ALARMS = Fraction(1, 500)
"""How often an identity of a right statement may be called wrong: the share of exceptions times the chance of a slip."""
UNUSUAL = Fraction(1, 10_000)
"""The same where lines are left out as often as not."""
SISTER = Fraction(1, 10)
"""What remains of the exceptions where the identity holds in another period, or other identities show that it lacks no line."""
EXACT = Fraction(1, 30)
"""The same where it holds there to the last digit."""
ROUND = Fraction(1, 1000)
"""How often what is left out is as round as the step of a wrong digit: dividends of 50,000."""
ODDS_TOGETHER = Fraction(1, 40)
"""Chance below which two identities that ask for the same number in one cell prove that it is wrong, whatever they are."""
ODDS_EXCHANGED = Fraction(1, 1000)
"""Chance below which the exchanged numbers of two periods mend both by no accident."""
LEAST_TELLING = Fraction(1, 10)
"""Chance above which they never do."""
NARROWER = Fraction(1, 4)
"""What remains of the room for lines that are left out, where another period shows that none are."""
NARROW = Fraction(1, 10)
"""Room that is left as it is: what moves it, such as exchange rates, is nothing in one period and something in the next."""
SISTERS = 2
"""Other periods in which an identity holds that prove it without a slip."""
SEEN = 100
"""So many times the rounding has the room for lines that are left out to be, for an identity that holds to show that none are."""
SEEN_ROUNDED = 1_000
"""The same where it holds by rounding: a small line that is left out looks like that, too."""

FAINT = 2
"""So many times the rounding is lost where programs add rounded numbers."""
MILLIONS = 5_000_000
"""Numbers from so many times the rounding on are that long."""

Proof: TypeAlias = tuple[list[Candidate], Candidate]
"""The cells that may be to blame, and the likeliest of them."""


def settle(judged: Sequence[Judged]) -> Iterator[Judged]:
    """One verdict for each identity and period; contradictory only where an error is proven."""
    by_document: dict[str, dict[Hashable, list[Judged]]] = {}
    for each in judged:
        details: Details = each.match.details
        by_document.setdefault(details.path, {}).setdefault(details.key, []).append(each)
    for clusters in by_document.values():
        yield from _Document([relation(key, readings) for key, readings in clusters.items()]).verdicts()


class _Document:
    """The relations of one document."""

    def __init__(self, relations: Sequence[Relation]) -> None:
        self.amounts = Amounts(taken for each in relations for judged in each.readings for taken in cells_of(judged))
        self.showing = {each.key for each in relations if self.shows(each)}
        """The relations that hold, and by no accident, by their keys; of those, `exact` has what needs no rounding."""
        self.exact = {each.key for each in relations if each.key in self.showing and self.rounded(each) == 0}
        self.relations = self.as_elsewhere(relations)
        self.by_cell: dict[Position, list[Relation]] = {}
        self.periods: dict[Hashable, list[Relation]] = {}
        self.sisters: dict[Hashable, int] = {}
        self.complete: dict[str, set[Position]] = {}
        for each in self.relations:
            self.periods.setdefault(each.details.relation, []).append(each)
            if form_of(each.first) is None:  # nothing can be said of other values of its cells
                continue
            for cell in each.cells:
                self.by_cell.setdefault(cell, []).append(each)
            if each.key in self.showing:
                complete = each.pattern.because if plain(each) else ()
                for name in (each.details.relation, *complete):
                    self.sisters[name] = self.sisters.get(name, 0) + 1
                for name in complete:
                    self.complete.setdefault(name, set()).update(each.cells)

    def as_elsewhere(self, relations: Sequence[Relation]) -> list[Relation]:
        """The relations; of one that is broken, only the readings that take its rows as another period does where it holds."""
        shown: dict[Hashable, list[Relation]] = {}
        for each in relations:
            if each.key in self.showing:
                shown.setdefault(each.details.relation, []).append(each)
        return [alike(each, shown.get(each.details.relation, ())) if each.broken else each for each in relations]

    def shows(self, relation: Relation) -> bool:
        """Whether a relation holds, and by no accident."""
        held = relation.held
        return held is not None and form_of(held) is not None and not trivial(held) and self.telling(relation, held)

    def rounded(self, relation: Relation) -> Amount | None:
        """By how much the sides of a relation that holds differ; None where its expectation is no linear form."""
        form = form_of(relation.first)
        return None if form is None else self.amounts.gap(form, cells_of(relation.first)).value

    def verdicts(self) -> Iterator[Judged]:
        proven: dict[Hashable, Proof] = {}
        for each in self.relations:
            if each.broken and not self.faint(each):
                candidates = [candidate for candidate in self.candidates(each) if not candidate.breaks]
                if candidates and self.proves(each, candidates):
                    proven[each.key] = candidates, max(candidates, key=lambda candidate: candidate.rank)
                elif slipped := self.beside(each):
                    proven[each.key] = slipped, slipped[0]
        told = self.told(proven)
        signs = contrary(self.periods, told, self.amounts)
        for each in self.relations:
            if not each.broken:
                yield signs.get(each.key, each.first)
            elif each.key in told:
                yield finding(*told[each.key], self.amounts)
            else:
                yield unchecked(each, "it is told of a relation nearby" if each.key in proven else
                                "lines may be left out, and nothing shows that a number is wrong")  # fmt: skip

    def told(self, proven: Mapping[Hashable, Proof]) -> dict[Hashable, Proof]:
        """Of the proven relations that one cell explains, the first; the cell that explains most goes first."""
        kept: dict[Hashable, Proof] = {}
        explained: set[Hashable] = set()
        order = {relation.key: number for number, relation in enumerate(self.relations)}
        for key, (candidates, best) in sorted(proven.items(), key=lambda pair: (-len(pair[1][1].mends), order[pair[0]])):
            if key in explained:
                continue
            kept[key] = candidates, best
            explained |= {key, *(other.key for other, _ in best.mends)}
            cells = {candidate.taken.at for candidate in candidates}
            explained |= {other.key for cell in cells for other in self.by_cell[cell]}
        return kept

    def faint(self, relation: Relation) -> bool:
        """Whether a reading is off by no more than programs are that add rounded numbers: a unit or two of millions."""

        def rounded(form: Form, cells: tuple[Taken, ...]) -> bool:
            gap, slack = self.amounts.gap(form, cells)
            return size_of(gap) <= FAINT * slack and MILLIONS * slack <= max(abs(self.amounts.written(taken)) for taken in cells)

        return explained(relation, rounded)

    # -- evidence -----------------------------------------------------------------------------------------------------

    def proves(self, relation: Relation, candidates: Sequence[Candidate]) -> bool:
        """Whether a broken relation is an error."""
        sisters = self.sisters.get(relation.details.relation, 0)
        left = relation.pattern.left
        shown = self.shown(relation)
        room = NARROWER if (sisters or shown) and left and max(-left.low, left.high) > NARROW else Fraction(1)
        enough = 1 if relation.pattern.lasting else SISTERS
        if sisters >= enough or self.beyond(relation, room) or self.refuted(relation) or self.alone(relation):
            return True
        odds = self.odds(relation, bool(sisters or shown))
        return any(
            (each.remedy.slip is not None and (self.chance_of_slip(each) <= odds or self.exchanged(each)))
            or any(
                self.confirms(each, other, holds) and self.chance_of_both(each, other, holds) <= self.odds_of_both(each, other)
                for other, holds in each.mends
            )
            for each in candidates
        )

    def beside(self, relation: Relation) -> list[Candidate]:
        """The cells that a slip between neighbouring rows explains, too exactly to be chance; the likeliest first."""
        odds = self.odds(relation, bool(self.sisters.get(relation.details.relation) or self.shown(relation)))
        found = [
            each.candidate for each in exchanges(relation, self.by_cell, self.amounts)
            if each.chance <= (max(odds, ODDS_TOGETHER) if each.candidate.mends else odds)
        ]
        return sorted(found, key=lambda each: each.rank, reverse=True) or repeats(relation, self.by_cell, self.amounts)

    def odds(self, relation: Relation, supported: bool) -> Fraction:
        """The chance of a slip below which it proves an error."""
        if not supported:
            return UNUSUAL if relation.pattern.often else FALSE_ALARMS / relation.pattern.exceptions
        return FALSE_ALARMS / (self.sister(relation) * relation.pattern.exceptions)

    def sister(self, relation: Relation) -> Fraction:
        """What remains of the exceptions with what other periods show."""
        others = (each.key for each in self.periods[relation.details.relation] if each.key != relation.key)
        return EXACT if not relation.pattern.often and any(key in self.exact for key in others) else SISTER

    def exchanged(self, candidate: Candidate) -> bool:
        """Whether the cell holds the number of another period, and that one its: both periods are broken, and both mended."""
        slip, (table, row, _) = candidate.remedy.slip, candidate.taken.at
        if slip is None or slip.kind != "period":
            return False
        own, cells = candidate.taken.entry.number.value, cells_of(candidate.judged)
        for other in self.periods[candidate.relation.details.relation]:
            if other.key == candidate.relation.key or not other.broken:
                continue
            for taken in cells_of(other.first):
                if taken.at[:2] == (table, row) and taken.entry.number.value == slip.value:
                    holds = self.amounts.holding(other, {taken.at: own})
                    chance = self.chance_of(candidate.judged, candidate.taken.at, slip.value, len(cells))
                    if holds and chance * self.chance_of(holds, taken.at, own, 1) <= ODDS_EXCHANGED:
                        return True
        return False

    def chance_of(self, judged: Judged, at: Position, value: Decimal, near: int) -> Fraction:
        """The odds that one of so many numbers in a cell closes the gap of a reading by accident."""
        form, cells = form_of(judged), cells_of(judged)
        if form is None:
            return Fraction(1)
        rest = self.amounts.gap_with(form, judged, {at: value}).value
        return self.amounts.chance(near, self.amounts.gap(form, cells), size_of(rest), cells)

    def chance_of_slip(self, candidate: Candidate) -> Fraction:
        """The odds that a slip explains the gap of one of the readings by accident."""
        form, cells = form_of(candidate.judged), cells_of(candidate.judged)
        if form is None:
            return Fraction(1)
        gap = self.amounts.gap(form, cells)
        near = self.amounts.near(form, cells, gap) * candidate.relation.ways(candidate.judged)
        chance = self.amounts.chance(near, gap, candidate.remedy.rest, cells)
        slip = candidate.remedy.slip
        return max(chance, ROUND) if slip is not None and slip.kind == "digit" else chance

    def exceptions(self, relation: Relation) -> Fraction:
        """How many right statements break an identity, with what its other periods tell."""
        return relation.pattern.exceptions * (self.sister(relation) if self.sisters.get(relation.details.relation) else 1)

    def odds_of_both(self, candidate: Candidate, other: Relation) -> Fraction:
        """The chance below which two identities that ask for the same number prove an error."""
        both = self.exceptions(candidate.relation) * self.exceptions(other)
        return min(max(ODDS_TOGETHER, FALSE_ALARMS / both), LEAST_TELLING)

    def chance_of_both(self, candidate: Candidate, other: Relation, holds: Judged) -> Fraction:
        """The odds that another relation asks in one of its readings for the same number by accident."""
        form, second, cells = form_of(candidate.judged), form_of(holds), cells_of(candidate.judged)
        if form is None or second is None:
            return Fraction(1)
        rest = self.amounts.gap_with(second, holds, {candidate.taken.at: candidate.remedy.value}).value
        ways = candidate.relation.ways(candidate.judged) * other.ways(holds)
        return self.amounts.chance(ways, self.amounts.gap(form, cells), size_of(rest), cells)

    def beyond(self, relation: Relation, room: Fraction) -> bool:
        """Whether no reading is explained by what may be left out, with so much of the room for it."""
        left, most = relation.pattern.left, relation.pattern.most
        if left is None and most is not None:
            return not explained(relation, lambda form, cells: self.amounts.explained_once(form, cells, most))
        return left is not None and not self.may_lack(relation, left, room)

    def may_lack(self, relation: Relation, left: Left | None, room: Fraction = Fraction(1)) -> bool:
        """Whether lines that are left out explain the gap of a reading, with so much of the room for them."""
        return explained(relation, lambda form, cells: self.amounts.explained(form, cells, left, room))

    def alone(self, relation: Relation) -> bool:
        """Whether the same rows meet it to the last digit in another period, and no line of this one alone explains the gap."""
        once = relation.pattern.once
        if once is None or explained(relation, lambda form, cells: self.amounts.explained_once(form, cells, once)):
            return False
        return any(each.key in self.exact and same_rows(relation, each) for each in self.periods[relation.details.relation])

    def confirms(self, candidate: Candidate, other: Relation, holds: Judged) -> bool:
        """Whether another relation that a candidate mends shows that it is right."""
        usual = not other.pattern.often or self.sisters.get(other.details.relation, 0) > 0
        return usual and self.independent(candidate, other, holds)

    def independent(self, candidate: Candidate, other: Relation, holds: Judged) -> bool:
        """Whether nothing that both may lack explains them both: they meet in the one cell only, for different reasons."""
        own, others = ({taken.at for taken in cells_of(each)} for each in (candidate.judged, holds))
        if own & others != {candidate.taken.at}:
            return False
        because = candidate.relation.pattern.because
        shared = because.keys() & other.pattern.because.keys()
        return not any(self.may_lack(candidate.relation, because[name]) for name in shared)

    def telling(self, relation: Relation, held: Judged) -> bool:
        """Whether that it holds is no accident of round numbers: what may be left out could be seen."""
        left, form, cells = relation.pattern.left, form_of(held), cells_of(held)
        if form is None or (left is not None and left.low == left.high):
            return True
        width = NARROW if left is None else left.high - left.low
        room = width * max(abs(self.amounts.written(taken)) for taken in cells)
        gap, slack = self.amounts.gap(form, cells)
        return room >= (SEEN if 2 * size_of(gap) <= slack else SEEN_ROUNDED) * slack

    def shown(self, relation: Relation) -> bool:
        """Whether other identities show that all the lines that this one may lack are not left out."""
        because = relation.pattern.because
        return bool(because) and all(self.sisters.get(name) for name in because)

    def refuted(self, relation: Relation) -> bool:
        """Whether identities that hold without them show of the same cells that no line of the relation is left out."""
        because = relation.pattern.because
        return bool(because) and all(
            left is not None and relation.cells & self.complete.get(name, set()) for name, left in because.items()
        )

    def candidates(self, relation: Relation) -> Iterator[Candidate]:
        """The cells that may be wrong, with what should stand there."""
        seen: set[tuple[Position, Decimal]] = set()
        for judged in relation.readings:
            form, cells = form_of(judged), cells_of(judged)
            if form is None or not judged.contradictory:
                continue
            gap = self.amounts.gap(form, cells)
            for taken in cells:
                for remedy in self.amounts.remedies(form, taken, gap):
                    if (taken.at, remedy.value) not in seen:
                        seen.add((taken.at, remedy.value))
                        yield self.tested(relation, judged, taken, remedy)

    def tested(self, relation: Relation, judged: Judged, taken: Taken, remedy: Remedy) -> Candidate:
        """A remedy with what it does to the other relations of its cell."""
        return Candidate(relation, judged, taken, remedy, *self.amounts.effects(relation, {taken.at: remedy.value}, self.by_cell))
