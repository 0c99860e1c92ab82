"""Which cell is to blame for a relation that does not hold, and what should probably stand there.

A cell is suspected where one slip in it mends the relation and every other one that it takes part in: a total that is
wrong in its column and its row is wrong itself. Of slips that mend as much, one that leaves nothing to rounding comes
first; where two cells still do equally well none is named.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache, partial
from typing import NamedTuple

from aicheck.quantities.cells import CellNumber
from aicheck.quantities.grid import Grid
from aicheck.rules.tables.relations import Position, Relation
from aicheck.rules.tables.slips import Slip, SlipKind, slips

RATIOS = ("percent-change", "share")
"""Relations whose parts are divided, so that only the percentage is rounded for sure."""
MOST_CELLS = 80
"""Cells of a relation up to which a slip is looked for."""
_HELD = 512
"""Relations of which the numbers are held."""
MOST_ROWS = 2_000
"""Rows that show how a table writes its numbers."""


class Suspect(NamedTuple):
    """The cell to blame; `slip` is what should stand there, None where only the place is known.

    `mends` counts the broken relations that the slip mends, `keeps` the sound ones that it leaves so.
    """

    cell: Position
    slip: Slip | None
    mends: int
    keeps: int


class _Candidate(NamedTuple):
    cell: Position
    slip: Slip
    mends: int
    keeps: int
    breaks: int
    rest: Fraction

    @property
    def rank(self) -> tuple[int, int]:
        return self.mends - 2 * self.breaks, self.keeps


def suspects(grid: Grid, relations: Sequence[Relation]) -> Mapping[Relation, Suspect]:
    """The suspect of each relation that does not hold, where there is one."""
    search = _Search(grid, relations)
    found: dict[Relation, Suspect] = {}
    for relation in relations:
        if relation.unsure:
            continue
        if not relation.holds and relation.together is not None:
            if relation.together.slip is not None:
                found[relation] = Suspect(relation.target, relation.together.slip, 1, 0)
        elif not relation.holds and len(relation.parts) < MOST_CELLS:
            suspect = search.suspect(relation)
            if suspect:
                found[relation] = suspect
    return found


class _Sides:
    """How far the sides of one relation are apart, and how much rounding allows, with one of its cells changed."""

    def __init__(self, grid: Grid, relation: Relation) -> None:
        self._relation = relation
        self._cells = (relation.target, *relation.parts)
        self._numbers = [_number(grid, cell) for cell in self._cells]
        self._linear = relation.kind not in RATIOS
        target, *parts = self._numbers
        self._rest = computed(relation, parts) - Fraction(target.value) if self._linear else Fraction(0)
        self._slack = sum(map(_half, self._numbers), Fraction(0))

    def number(self, cell: Position) -> CellNumber:
        """What stands in one of the cells."""
        return self._numbers[self._cells.index(cell)]

    def gap(self, cell: Position, changed: CellNumber) -> tuple[Fraction, Fraction] | None:
        """(how far apart, what rounding allows); None where there is no answer."""
        if not self._linear:
            return self._ratio([changed if at == cell else number for at, number in zip(self._cells, self._numbers, strict=True)])
        rest, slack = self._rest, self._slack
        for at, number, sign in zip(self._cells, self._numbers, (-1, *self._relation.signs), strict=True):
            if at == cell:
                rest += sign * (Fraction(changed.value) - Fraction(number.value))
                slack += _half(changed) - _half(number)
        return abs(rest), slack

    def _ratio(self, numbers: Sequence[CellNumber]) -> tuple[Fraction, Fraction] | None:
        target, after, before = numbers
        if abs(before.value) <= _half(before):
            return None
        ratio = abs(Fraction(after.value) / Fraction(before.value))
        slack = (_half(after) + _half(before) * ratio) / (abs(Fraction(before.value)) - _half(before)) * 100 + _half(target)
        return abs(computed(self._relation, (after, before)) - Fraction(target.value)), slack

    def hold(self, cell: Position, changed: CellNumber) -> bool:
        """Whether the relation holds with one cell changed."""
        gap = self.gap(cell, changed)
        return gap is not None and gap[0] <= gap[1]


class _Search:
    """The relations of a table by their cells, and what a slip in a cell would do to them."""

    def __init__(self, grid: Grid, relations: Sequence[Relation]) -> None:
        self._sides = lru_cache(maxsize=_HELD)(partial(_Sides, grid))
        self._by_cell: dict[Position, list[Relation]] = {}
        for relation in relations:
            for cell in () if relation.together else (relation.target, *relation.parts):
                self._by_cell.setdefault(cell, []).append(relation)

    def suspect(self, relation: Relation) -> Suspect | None:
        """The cell to blame for a broken relation."""
        candidates = list(self._candidates(relation))
        if candidates:
            top = max(candidates, key=lambda candidate: candidate.rank)
            best = [candidate for candidate in candidates if candidate.rank == top.rank]
            closest = min(candidate.rest for candidate in best)
            exact = [candidate for candidate in best if candidate.rest == closest]
            if len({candidate.cell for candidate in exact}) == 1 and not top.breaks:
                slip = exact[0].slip if len({candidate.slip.value for candidate in exact}) == 1 else None
                return Suspect(exact[0].cell, slip, exact[0].mends, exact[0].keeps)
        return self._crossing(relation)

    def _crossing(self, relation: Relation) -> Suspect | None:
        """The one cell in which this relation meets other broken ones and no sound one."""
        shared = [
            cell
            for cell in (relation.target, *relation.parts)
            if len(self._by_cell[cell]) > 1 and not any(other.holds for other in self._by_cell[cell])
        ]
        return Suspect(shared[0], None, 0, 0) if len(shared) == 1 else None

    def _candidates(self, relation: Relation) -> Iterator[_Candidate]:
        sides = self._sides(relation)
        for cell in (relation.target, *relation.parts):
            number = sides.number(cell)
            if number.nil:
                continue
            for slip in slips(number.value, number.places):
                changed = number._replace(value=slip.value, places=slip.places)
                gap = sides.gap(cell, changed)
                if gap is None or gap[0] > gap[1]:
                    continue
                others = [other for other in self._by_cell[cell] if other is not relation]
                held = [(other, self._sides(other).hold(cell, changed)) for other in others]
                mends = 1 + sum(now and not other.holds for other, now in held)
                keeps = sum(now and other.holds for other, now in held)
                breaks = sum(not now for _, now in held)
                rest = Fraction(0) if relation.kind in RATIOS else gap[0]
                yield _Candidate(cell, slip, mends, keeps, breaks, rest)


def _number(grid: Grid, cell: Position) -> CellNumber:
    number = grid.numbers[cell[0]][cell[1]]
    assert number is not None, "relations join numbers"
    return number


def computed(relation: Relation, parts: Sequence[CellNumber]) -> Fraction:
    """What the parts of a relation give as they are written: a sum, a difference, or a percentage."""
    values = [Fraction(part.value) for part in parts]
    if relation.kind in RATIOS:
        return (values[0] / values[1] - (relation.kind == "percent-change")) * 100
    return sum((sign * value for sign, value in zip(relation.signs, values, strict=True)), Fraction(0))


def _half(number: CellNumber) -> Fraction:
    return Fraction(0) if number.nil else _half_unit(number.places)


@lru_cache(maxsize=256)
def _half_unit(places: int) -> Fraction:
    return Fraction(10) ** -places / 2


class Style(NamedTuple):
    """How a table writes its numbers: minus as a bracket, the percent sign inside it, separators, places."""

    brackets: bool
    inside: bool
    grouped: bool
    places: int = 0

    def of(self, grid: Grid, relation: Relation) -> Style:
        """The style with the places that most numbers of a relation have."""
        numbers = [_number(grid, cell) for cell in (relation.target, *relation.parts)]
        places = [number.places for number in numbers if not number.nil]
        return self._replace(places=max(sorted(set(places)), key=places.count, default=0))


def style_of(grid: Grid) -> Style:
    """The style of a table's first numbers."""
    written = [(cell.text, n) for r in grid.body[:MOST_ROWS]
               for cell, n in zip(grid.table.rows[r], grid.numbers[r], strict=True) if n]  # fmt: skip
    return Style(
        any(n.bracketed for _, n in written),
        any(n.bracketed and "%" in text.partition(")")[0] for text, n in written),
        any("," in text for text, _ in written),
    )


def rewritten(words: str, number: CellNumber, slip: Slip, style: Style) -> str:
    """A cell's words with the number that the slip replaced, in the table's style; empty for a number with a scale word."""
    if number.scaled:
        return ""
    if slip.kind == "sign":
        return _resigned(words, number, style)
    places = max(slip.places, style.places if slip.kind == "scale" else 0, 0)
    digits = f"{abs(slip.value):,.{places}f}" if style.grouped else f"{abs(slip.value):.{places}f}"
    return words[: number.start] + digits + words[number.end :]


def _resigned(words: str, number: CellNumber, style: Style) -> str:
    before, digits, after = words[: number.start], words[number.start : number.end], words[number.end :]
    if number.value < 0:
        for mark in ("(", "（", "-", "−", "–", "△", "▲"):
            before = before.replace(mark, "")
        for mark in (")", "）"):
            after = after.replace(mark, "", 1)
        return before + digits + after
    if not style.brackets:
        return f"{before}-{digits}{after}"
    if style.inside and after.startswith("%"):
        digits, after = digits + "%", after[1:]
    return f"{before}({digits}){after}"


SLIP_WORDS: Mapping[SlipKind, str] = {
    "digit": "one digit is wrong",
    "transposition": "two digits are swapped",
    "scale": "a digit too many or too few, or a shifted point",
    "sign": "a sign is lost or added",
    "period": "the number of another period",
    "exchange": "its number and that of a row beside it are exchanged",
    "copy": "the number of a row beside it, written again",
}
