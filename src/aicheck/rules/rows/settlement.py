"""What broken identities prove, all those of one document together.

Real statements leave lines out, so an identity that does not hold is no error by itself. It becomes one where

- nothing can be left out of it, or what is left out cannot be that much (`left-out`);
- one other value of one cell makes it and another, independent identity hold;
- one slip of the pen in one cell explains it, too exactly to be chance;
- and in each case the cell is not held in place by identities that do hold.

Everything else is left unchecked, with the reason.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import NamedTuple, TypeAlias

from aicheck.model import Fix
from aicheck.quantities.grid import grid_of
from aicheck.rules.expectations import Assessment
from aicheck.rules.matching import Binding, Item
from aicheck.rules.rows.binding import Details, Left, Position, Taken
from aicheck.rules.rows.linear import Form, linear
from aicheck.rules.rule import Judged
from aicheck.rules.tables.slips import Slip, slips
from aicheck.rules.tables.suspects import SLIP_WORDS, Style, rewritten

ODDS = Fraction(1, 1000)
"""Chance of a slip below which it proves an error in an identity that may lack lines."""
ODDS_WITH_SISTER = Fraction(1, 100)
"""The same where the identity holds in another period."""
ODDS_TOGETHER = Fraction(1, 200)
"""Chance below which two identities that ask for the same number in one cell prove that it is wrong."""
NARROWER = Fraction(1, 4)
"""What remains of the room for lines that are left out, where another period shows that none are."""
NARROW = Fraction(1, 10)
"""Room that is left as it is: what moves it, such as exchange rates, is nothing in one period and something in the next."""
SISTERS = 2
"""Other periods in which an identity holds that prove it without a slip."""
_AGREED = ("consistent", "rounding")


class Relation(NamedTuple):
    """One identity in one period: all its readings, and the one that holds where one does."""

    key: Hashable
    readings: tuple[Judged, ...]
    held: Judged | None

    @property
    def first(self) -> Judged:
        return self.held or self.readings[0]

    @property
    def details(self) -> Details:
        details: Details = self.readings[0].match.details
        return details

    @property
    def broken(self) -> bool:
        return self.held is None and any(each.contradictory for each in self.readings)

    @property
    def cells(self) -> frozenset[Position]:
        """Every cell that a reading takes."""
        return frozenset(taken.at for each in self.readings for taken in each.match.details.cells)


class Candidate(NamedTuple):
    """One cell that, with another value, makes a broken relation hold.

    `chance` is the odds that a slip explains the difference by accident, None where no slip does, `together` the odds that
    another relation asks for the same number by accident. `mends` lists the matches of the other relations that hold then,
    `keeps` counts those that still do, `breaks` those that no longer do.
    """

    relation: Relation
    judged: Judged
    taken: Taken
    slip: Slip | None
    value: Decimal
    chance: Fraction | None
    together: Fraction
    mends: tuple[tuple[Relation, Judged], ...]
    keeps: int
    breaks: int

    @property
    def rank(self) -> tuple[int, bool, int]:
        return len(self.mends), self.slip is not None, self.keeps


Proof: TypeAlias = tuple[list[Candidate], Candidate]
"""The cells that may be to blame, and the likeliest of them."""


def settle(judged: Sequence[Judged]) -> Iterator[Judged]:
    """One verdict for each identity and period; contradictory only where an error is proven."""
    by_document: dict[str, dict[Hashable, list[Judged]]] = {}
    for each in judged:
        details: Details = each.match.details
        by_document.setdefault(details.path, {}).setdefault(details.key, []).append(each)
    for clusters in by_document.values():
        yield from _Document([_relation(key, readings) for key, readings in clusters.items()]).verdicts()


def _relation(key: Hashable, readings: Sequence[Judged]) -> Relation:
    held = [each for each in readings if each.assessment is not None and each.assessment.outcome in _AGREED]
    best = next((each for each in held if each.assessment and each.assessment.outcome == "consistent"), held[0] if held else None)
    return Relation(key, tuple(readings), best)


class _Document:
    """The relations of one document."""

    def __init__(self, relations: Sequence[Relation]) -> None:
        self.relations = relations
        self.by_cell: dict[Position, list[Relation]] = {}
        self.sisters: dict[Hashable, int] = {}
        for relation in relations:
            for cell in relation.cells:
                self.by_cell.setdefault(cell, []).append(relation)
            if relation.held is not None and not _trivial(relation.held):
                complete = relation.details.pattern.because if _plain(relation.held) else ()
                for name in (relation.details.relation, *complete):
                    self.sisters[name] = self.sisters.get(name, 0) + 1

    def verdicts(self) -> Iterator[Judged]:
        proven: dict[Hashable, Proof] = {}
        for relation in self.relations:
            if relation.broken:
                candidates = [each for each in self.candidates(relation) if not each.breaks]
                if candidates and self.proves(relation, candidates):
                    proven[relation.key] = candidates, _best(candidates)
        told = self.told(proven)
        for relation in self.relations:
            if not relation.broken:
                yield relation.first
            elif relation.key in told:
                yield _finding(*told[relation.key])
            else:
                yield _unchecked(relation, "it is told of a relation nearby" if relation.key in proven else
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

    # -- evidence -----------------------------------------------------------------------------------------------------

    def proves(self, relation: Relation, candidates: Sequence[Candidate]) -> bool:
        """Whether a broken relation is an error."""
        sisters = self.sisters.get(relation.details.relation, 0)
        left = relation.details.pattern.left
        room = NARROWER if sisters and left and max(-left.low, left.high) > NARROW else Fraction(1)
        if sisters >= SISTERS or _beyond(relation, room):
            return True
        alone = Fraction(0) if relation.details.pattern.often else ODDS
        odds = ODDS_WITH_SISTER if sisters or self.shown(relation) else alone
        return any(
            (each.chance is not None and each.chance <= odds)
            or (each.together <= ODDS_TOGETHER and any(self.confirms(each, *mended) for mended in each.mends))
            for each in candidates
        )

    def confirms(self, candidate: Candidate, other: Relation, holds: Judged) -> bool:
        """Whether another relation that a candidate mends shows that it is right."""
        usual = not other.details.pattern.often or self.sisters.get(other.details.relation, 0) > 0
        return usual and _independent(candidate, other, holds)

    def shown(self, relation: Relation) -> bool:
        """Whether other identities show that all the lines that this one may lack are not left out."""
        because = relation.details.pattern.because
        return bool(because) and all(self.sisters.get(name) for name in because)

    def candidates(self, relation: Relation) -> Iterator[Candidate]:
        """The cells that may be wrong, with what should stand there."""
        seen: set[tuple[Position, Decimal]] = set()
        for judged in relation.readings:
            form = _linear(judged)
            if form is None or not judged.contradictory:
                continue
            cells: tuple[Taken, ...] = judged.match.details.cells
            gap, slack = _gap(form, cells)
            near = _near(form, cells, gap)
            for taken in cells:
                for slip, value, rest in _values(form, taken, gap, slack):
                    if (taken.at, value) in seen:
                        continue
                    seen.add((taken.at, value))
                    chance = None if slip is None else _chance(near, gap, rest, cells)
                    yield self.tested(relation, judged, taken, slip, value, (chance, _chance(1, gap, slack, cells)))

    def tested(
        self, relation: Relation, judged: Judged, taken: Taken, slip: Slip | None, value: Decimal,
        odds: tuple[Fraction | None, Fraction],
    ) -> Candidate:  # fmt: skip
        mends, keeps, breaks = [], 0, 0
        for other in self.by_cell[taken.at]:
            if other.key == relation.key:
                continue
            holds = next((each for each in other.readings if _holds_with(each, taken.at, value)), None)
            if holds and other.broken:
                mends.append((other, holds))
            keeps += holds is not None and other.held is not None
            breaks += holds is None and other.held is not None
        return Candidate(relation, judged, taken, slip, value, *odds, tuple(mends), keeps, breaks)


def _independent(candidate: Candidate, other: Relation, holds: Judged) -> bool:
    """Whether nothing that both may lack explains them both: they meet in the one cell only, for different reasons."""
    own, others = ({taken.at for taken in each.match.details.cells} for each in (candidate.judged, holds))
    if own & others != {candidate.taken.at}:
        return False
    form, cells = _linear(candidate.judged), candidate.judged.match.details.cells
    shared = candidate.relation.details.pattern.because.keys() & other.details.pattern.because.keys()
    return form is not None and not any(
        _explained(form, cells, candidate.relation.details.pattern.because[name], Fraction(1)) for name in shared
    )


def _best(candidates: Sequence[Candidate]) -> Candidate:
    return max(candidates, key=lambda each: each.rank)


def _plain(judged: Judged) -> bool:
    """Whether a relation holds without the lines that may count or not."""
    details: Details = judged.match.details
    optional = {named.name for named in details.pattern.names if named.may}
    return not any(taken.name in optional for taken in details.cells)


def _trivial(judged: Judged) -> bool:
    """Whether a relation holds because there is next to nothing in it."""
    details: Details = judged.match.details
    return sum(not taken.entry.number.nil and taken.entry.number.value != 0 for taken in details.cells) < 2


def _beyond(relation: Relation, room: Fraction) -> bool:
    """Whether no reading is explained by what may be left out, with so much of the room for it."""
    left = relation.details.pattern.left
    if left is None:
        return False
    forms = [(_linear(judged), judged.match.details.cells) for judged in relation.readings]
    return not any(form is None or _explained(form, cells, left, room) for form, cells in forms)


def _explained(form: Form, cells: Sequence[Taken], left: Left | None, room: Fraction) -> bool:
    if left is None:
        return True
    gap, slack = _gap(form, cells)
    if cells[0].sign * cells[0].entry.number.value < 0:  # a loss is shared, too: what is left out has the other sign
        gap = -gap
    largest = room * max((abs(Fraction(taken.entry.number.value)) for taken in cells), default=Fraction(0))
    return left.low * largest - slack <= gap <= left.high * largest + slack


# -- arithmetic -------------------------------------------------------------------------------------------------------


@cache
def _parsed(text: str) -> Form | None:
    return linear(text)


def _linear(judged: Judged) -> Form | None:
    return None if judged.rule.expect is None else _parsed(judged.rule.expect.text)



def _weight(form: Form, taken: Taken) -> Fraction:
    return form.weights.get(taken.name, Fraction(0)) * taken.sign


def _gap(form: Form, cells: Iterable[Taken]) -> tuple[Fraction, Fraction]:
    """(left side less right side as written, how much rounding allows)."""
    gap = slack = Fraction(0)
    for taken in cells:
        weight = _weight(form, taken)
        gap += weight * Fraction(taken.entry.number.value)
        if not taken.entry.number.nil:
            slack += abs(weight) * Fraction(10) ** -taken.entry.number.places / 2
    return gap, slack


def _values(form: Form, taken: Taken, gap: Fraction, slack: Fraction) -> Iterator[tuple[Slip | None, Decimal, Fraction]]:
    """What a cell should say instead: the values that a slip explains, else the one value that closes the gap."""
    weight, number = _weight(form, taken), taken.entry.number
    if not weight or number.nil or number.scaled:
        return
    found = []
    for slip in slips(number.value, number.places):
        rest = abs(gap + weight * (Fraction(slip.value) - Fraction(number.value)))
        if rest <= slack and (form.operator == "==" or slip.kind == "scale"):
            found.append((slip, slip.value, rest))
    if found:
        yield from (each for each in found if each[2] == min(rest for _, _, rest in found))
        return
    needed = Fraction(number.value) - gap / weight
    unit = Fraction(10) ** -number.places
    yield None, Decimal(round(needed / unit)).scaleb(-number.places), Fraction(0)


def _near(form: Form, cells: Iterable[Taken], gap: Fraction) -> int:
    """How many different steps of about the gap's size slips could make in any of the cells."""
    steps = set()
    for taken in cells:
        number = taken.entry.number
        if number.nil or number.scaled:
            continue
        for slip in slips(number.value, number.places):
            step = _weight(form, taken) * (Fraction(slip.value) - Fraction(number.value))
            if abs(gap) <= 2 * abs(step) <= 4 * abs(gap) and step * gap < 0:
                steps.add(step)
    return max(len(steps), 1)


def _chance(near: int, gap: Fraction, rest: Fraction, cells: Iterable[Taken]) -> Fraction:
    """The odds that one of so many steps meets the gap so closely by accident."""
    unit = min(_grain(taken) for taken in cells if not taken.entry.number.nil)
    return near * (2 * rest + unit) / (Fraction(3, 2) * abs(gap)) if gap else Fraction(1)


def _grain(taken: Taken) -> Fraction:
    """The power of ten to which a number is round."""
    number = taken.entry.number
    digits = str(abs(int(number.value.scaleb(number.places))))
    zeros = len(digits) - len(digits.rstrip("0")) if digits.strip("0") else 0
    return Fraction(10) ** (zeros - number.places)


def _holds_with(judged: Judged, at: Position, value: Decimal) -> bool:
    """Whether a reading holds with another value in one cell."""
    expect = judged.rule.expect
    if expect is None:
        return False
    cells: tuple[Taken, ...] = judged.match.details.cells
    changed: dict[int, Item] = {}
    for taken in cells:
        if taken.at == at:
            sized = next(named.take for named in judged.match.details.pattern.names if named.name == taken.name) == "size"
            bound = abs(value) if sized else taken.sign * value
            quantity = taken.item.quantity._replace(value=bound, low=bound, high=bound)
            changed[id(taken.item)] = taken.item._replace(quantity=quantity)
    if not changed:  # a reading that leaves the cell out
        return bool(judged.assessment is not None and judged.assessment.outcome in _AGREED)
    bindings: dict[str, Binding] = {}
    for name, bound_to in judged.match.bindings.items():
        if isinstance(bound_to, Item):
            bindings[name] = changed.get(id(bound_to), bound_to)
        elif bound_to is None or isinstance(bound_to, str):
            bindings[name] = bound_to
        else:
            bindings[name] = tuple([changed.get(id(item), item) for item in bound_to])
    return expect.may_hold(bindings)


# -- telling ----------------------------------------------------------------------------------------------------------


def _unchecked(relation: Relation, reason: str) -> Judged:
    return relation.first._replace(assessment=Assessment("unchecked", reason=reason))


def _finding(candidates: Sequence[Candidate], best: Candidate) -> Judged:
    """The reading of the best candidate as a finding at its cell; at the rule's first name where two do equally well."""
    rivals = {each.taken.at for each in candidates if each.rank == best.rank}
    judged = best.judged
    details: Details = judged.match.details
    alone = len(rivals) == 1
    suspect = best.taken.item if alone else _largest(judged) or details.cells[0].item
    values = {each.value for each in candidates if each.taken.at == best.taken.at and each.rank == best.rank}
    fix = _fix(best) if alone and len(values) == 1 and (best.slip or best.mends) else None
    told = f"; {suspect.text_of('row')}: {SLIP_WORDS[best.slip.kind]}" if alone and best.slip else ""
    bindings = {**judged.match.bindings, "suspect": suspect, "computed": _computed(judged), "slip": told}
    match = judged.match._replace(bindings=bindings, place=suspect.place, fix=fix)
    assessment = judged.assessment
    if assessment is not None and assessment.judgement is not None:
        assessment = assessment._replace(judgement=assessment.judgement._replace(culprit=suspect))
    return judged._replace(match=match, assessment=assessment)


def _largest(judged: Judged) -> Item | None:
    """Of an upper bound that is exceeded, the line that adds most; nothing of an identity."""
    form = _linear(judged)
    if form is None or form.operator != "<=":
        return None
    cells: tuple[Taken, ...] = judged.match.details.cells
    return max(cells, key=lambda taken: _weight(form, taken) * Fraction(taken.entry.number.value)).item


def _fix(best: Candidate) -> Fix | None:
    number, details = best.taken.entry.number, best.judged.match.details
    slip = best.slip or Slip("digit", best.value, number.places)
    if not best.slip and (best.value < 0) != (number.value < 0):
        return None
    words = rewritten(best.taken.item.quantity.text, number, slip, _style(details, best.taken))
    if not words:
        return None
    reason = SLIP_WORDS[best.slip.kind] if best.slip else "a wrong number"
    mended = 1 + len(best.mends)
    held = "the identity holds" if mended == 1 else f"all {mended} identities that it broke hold"
    kept = f", and {best.keeps} more still hold" if best.keeps else ""
    return Fix(best.taken.item.place, words, f"{reason}: then {held}{kept}")


def _style(details: Details, taken: Taken) -> Style:
    table = details.tables[taken.entry.table]
    grid = grid_of(table)
    numbers = [
        (cell.text, number)
        for row, read in zip(table.rows, grid.numbers, strict=True)
        for cell, number in zip(row, read, strict=True)
        if number
    ]
    return Style(any(n.bracketed for _, n in numbers), False, any("," in text for text, _ in numbers), taken.entry.number.places)


def _computed(judged: Judged) -> str:
    """What the other lines give for the rule's first name, as it would be written."""
    form = _linear(judged)
    cells: tuple[Taken, ...] = judged.match.details.cells
    first = cells[0]
    if form is None or not _weight(form, first):
        return "…"
    gap, _ = _gap(form, cells)
    value = Fraction(first.entry.number.value) - gap / _weight(form, first)
    places = max((taken.entry.number.places for taken in cells if not taken.entry.number.nil), default=0)
    return f"{Decimal(round(value * 10**places)).scaleb(-places):,}" if places >= 0 else f"{Decimal(round(value)):,}"

