"""Which cell is to blame for a relation that does not hold, and what should probably stand there.

A cell is suspected where one slip in it mends the relation and every other one that it takes part in: a total that is
wrong in its column and its row is wrong itself. Of slips that mend as much, one that leaves nothing to rounding comes
first; where two cells still do equally well none is named.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from aicheck.quantities.cells import CellNumber
from aicheck.quantities.grid import Grid
from aicheck.rules.tables.relations import Position, Relation
from aicheck.rules.tables.slips import Slip, SlipKind, slips

RATIOS = ("percent-change", "share")
"""Relations whose parts are divided, so that only the percentage is rounded for sure."""
MOST_CELLS = 80
"""Cells of a relation up to which a slip is looked for."""
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
    by_cell: dict[Position, list[Relation]] = {}
    for relation in relations:
        for cell in () if relation.together else (relation.target, *relation.parts):
            by_cell.setdefault(cell, []).append(relation)
    found: dict[Relation, Suspect] = {}
    for relation in relations:
        if not relation.holds and relation.together is not None:
            if relation.together.slip is not None:
                found[relation] = Suspect(relation.target, relation.together.slip, 1, 0)
        elif not relation.holds and len(relation.parts) < MOST_CELLS:
            suspect = _suspect(grid, relation, by_cell)
            if suspect:
                found[relation] = suspect
    return found


def _suspect(grid: Grid, relation: Relation, by_cell: Mapping[Position, Sequence[Relation]]) -> Suspect | None:
    candidates = list(_candidates(grid, relation, by_cell))
    if candidates:
        top = max(candidates, key=lambda candidate: candidate.rank)
        best = [candidate for candidate in candidates if candidate.rank == top.rank]
        closest = min(candidate.rest for candidate in best)
        exact = [candidate for candidate in best if candidate.rest == closest]
        if len({candidate.cell for candidate in exact}) == 1 and not top.breaks:
            slip = exact[0].slip if len({candidate.slip.value for candidate in exact}) == 1 else None
            return Suspect(exact[0].cell, slip, exact[0].mends, exact[0].keeps)
    return _crossing(relation, by_cell)


def _crossing(relation: Relation, by_cell: Mapping[Position, Sequence[Relation]]) -> Suspect | None:
    """The one cell in which this relation meets other broken ones and no sound one."""
    shared = [
        cell
        for cell in (relation.target, *relation.parts)
        if len(by_cell[cell]) > 1 and not any(other.holds for other in by_cell[cell])
    ]
    return Suspect(shared[0], None, 0, 0) if len(shared) == 1 else None


def _candidates(grid: Grid, relation: Relation, by_cell: Mapping[Position, Sequence[Relation]]) -> Iterator[_Candidate]:
    for cell in (relation.target, *relation.parts):
        number = _number(grid, cell)
        if number.nil:
            continue
        for slip in slips(number.value, number.places):
            changed = number._replace(value=slip.value, places=slip.places)
            gap = _gap(grid, relation, cell, changed)
            if gap is None or gap[0] > gap[1]:
                continue
            others = [other for other in by_cell[cell] if other is not relation]
            held = [(other, _holds(grid, other, cell, changed)) for other in others]
            mends = 1 + sum(now and not other.holds for other, now in held)
            keeps = sum(now and other.holds for other, now in held)
            breaks = sum(not now for _, now in held)
            rest = Fraction(0) if relation.kind in RATIOS else gap[0]
            yield _Candidate(cell, slip, mends, keeps, breaks, rest)


def _number(grid: Grid, cell: Position) -> CellNumber:
    number = grid.numbers[cell[0]][cell[1]]
    assert number is not None, "relations join numbers"
    return number


def _holds(grid: Grid, relation: Relation, cell: Position, changed: CellNumber) -> bool:
    gap = _gap(grid, relation, cell, changed)
    return gap is not None and gap[0] <= gap[1]


def _gap(grid: Grid, relation: Relation, cell: Position, changed: CellNumber) -> tuple[Fraction, Fraction] | None:
    """(by how much the sides differ, how much rounding allows) with one cell changed; None where there is no answer."""
    numbers = [changed if at == cell else _number(grid, at) for at in (relation.target, *relation.parts)]
    target, parts = numbers[0], numbers[1:]
    if relation.kind in RATIOS:
        after, before = parts
        if abs(before.value) <= _half(before):
            return None
        ratio = abs(Fraction(after.value) / Fraction(before.value))
        slack = (_half(after) + _half(before) * ratio) / (abs(Fraction(before.value)) - _half(before)) * 100 + _half(target)
    else:
        slack = sum((_half(number) for number in numbers), Fraction(0))
    return abs(computed(relation, parts) - Fraction(target.value)), slack


def computed(relation: Relation, parts: Sequence[CellNumber]) -> Fraction:
    """What the parts of a relation give as they are written: a sum, a difference, or a percentage."""
    values = [Fraction(part.value) for part in parts]
    if relation.kind in RATIOS:
        return (values[0] / values[1] - (relation.kind == "percent-change")) * 100
    return sum((sign * value for sign, value in zip(relation.signs, values, strict=True)), Fraction(0))


def _half(number: CellNumber) -> Fraction:
    return Fraction(0) if number.nil else Fraction(10) ** -number.places / 2


class Style(NamedTuple):
    """How a table writes its numbers: minus as a bracket, the percent sign inside it, separators, places."""

    brackets: bool
    inside: bool
    grouped: bool
    places: int


def style_of(grid: Grid, relation: Relation) -> Style:
    """The style of a table's first numbers, with the places that most numbers of a relation have."""
    written = [(cell.text, n) for r in grid.body[:MOST_ROWS]
               for cell, n in zip(grid.table.rows[r], grid.numbers[r], strict=True) if n]  # fmt: skip
    places = [_number(grid, cell).places for cell in (relation.target, *relation.parts) if not _number(grid, cell).nil]
    return Style(
        any(n.bracketed for _, n in written),
        any(n.bracketed and "%" in text.partition(")")[0] for text, n in written),
        any("," in text for text, _ in written),
        max(sorted(set(places)), key=places.count, default=0),
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
