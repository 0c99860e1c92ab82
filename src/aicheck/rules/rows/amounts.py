"""The arithmetic of broken identities: how far the sides lie apart, which numbers would close the gap, and by what chance.

Amounts are integers here, twice the value in a tenth of the smallest place that the document writes: half a unit of
rounding and a point shifted to the left stay whole. Only what is multiplied (earnings per share) makes fractions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple, TypeAlias

from aicheck.rules.rows.binding import Left, Position, Taken
from aicheck.rules.rows.linear import Form
from aicheck.rules.rows.relations import Relation, cells_of, form_of
from aicheck.rules.rule import Judged
from aicheck.rules.tables.slips import Slip, slips

Amount: TypeAlias = int | Fraction


def size_of(amount: Amount) -> Amount:
    """An amount without its sign."""
    return amount if amount >= 0 else -amount


class Gap(NamedTuple):
    """Left side less right side as written, and how much of it rounding explains."""

    value: Amount
    slack: Amount


class Remedy(NamedTuple):
    """What a cell should say instead: after a slip, or (None) the one value that closes the gap; `rest` is what remains."""

    slip: Slip | None
    value: Decimal
    rest: Amount


class Effects(NamedTuple):
    """The broken relations that other values mend, each with the reading that holds then; of those that hold, how many still
    do, and how many no longer."""

    mends: tuple[tuple[Relation, Judged], ...]
    keeps: int
    breaks: int


class Amounts:
    """The amounts of one document."""

    def __init__(self, cells: Iterable[Taken]) -> None:
        self.places = 1 + max((*(taken.entry.number.places for taken in cells), 0))
        self._steps: dict[Position, tuple[tuple[Slip, int], ...]] = {}
        self._values: dict[Position, int] = {}

    def of(self, value: Decimal) -> int:
        """A value as an integer."""
        return int(Fraction(value) * 10**self.places * 2)

    def written(self, taken: Taken) -> int:
        """What a cell says."""
        if taken.at not in self._values:
            self._values[taken.at] = self.of(taken.entry.number.value)
        return self._values[taken.at]

    def gap(self, form: Form, cells: Sequence[Taken]) -> Gap:
        """How far the sides of one reading lie apart."""
        value: Amount = 0
        slack: Amount = 0
        for taken in cells:
            weight = weight_of(form, taken)
            value += weight * self.written(taken)
            if not taken.entry.number.nil:
                slack += size_of(weight) * self._unit(taken.entry.number.places)
            if taken.multiple is not None:
                slack += abs(self.written(taken)) * Fraction(taken.multiple.half)
        return Gap(value, slack)

    def effects(
        self, relation: Relation, values: Mapping[Position, Decimal], by_cell: Mapping[Position, Sequence[Relation]]
    ) -> Effects:
        """What other values in some cells of a relation do to the other relations of these cells."""
        others = {other.key: other for at in values for other in by_cell.get(at, ()) if other.key != relation.key}
        held = [(other, self.holding(other, values)) for other in others.values()]
        mends = tuple((other, holds) for other, holds in held if holds is not None and other.broken)
        keeps = sum(holds is not None and other.held is not None for other, holds in held)
        return Effects(mends, keeps, sum(holds is None and other.held is not None for other, holds in held))

    def holding(self, relation: Relation, values: Mapping[Position, Decimal]) -> Judged | None:
        """The first reading of a relation that holds with other values in some cells."""
        return next((each for each in relation.readings if self.holds_with(each, values)), None)

    def holds_with(self, judged: Judged, values: Mapping[Position, Decimal]) -> bool:
        """Whether a reading holds with other values in some cells."""
        form = form_of(judged)
        if form is None:
            return False
        gap, slack = self.gap_with(form, judged, values)
        return {"==": size_of(gap) <= slack, "<=": gap <= slack, ">=": gap >= -slack}[form.operator]

    def gap_with(self, form: Form, judged: Judged, values: Mapping[Position, Decimal]) -> Gap:
        """How far the sides of one reading lie apart with other values in some cells."""
        cells = cells_of(judged)
        gap, slack = self.gap(form, cells)
        for taken in cells:
            value = values.get(taken.at)
            if value is not None:
                sized = next(named.take for named in judged.match.details.pattern.names if named.name == taken.name) == "size"
                sign = (-1 if value < 0 else 1) if sized else taken.sign
                weight = weight_of(form, taken) * taken.sign
                gap += weight * (sign * self.of(value) - taken.sign * self.written(taken))
        return Gap(gap, slack)

    def remedies(self, form: Form, taken: Taken, gap: Gap) -> list[Remedy]:
        """What a cell should say instead: what a slip explains best, else the one value that closes the gap."""
        weight, number = weight_of(form, taken), taken.entry.number
        if not weight or number.nil or number.scaled:
            return []
        found = []
        for slip, step in self._slips(taken):
            rest = size_of(gap.value + weight * step)
            if rest <= gap.slack and (form.operator == "==" or slip.kind == "scale"):
                found.append(Remedy(slip, slip.value, rest))
        if found:
            least = min(each.rest for each in found)
            return [each for each in found if each.rest == least]
        needed = Fraction(self.written(taken)) - Fraction(gap.value, weight)
        units = round(needed / (2 * self._unit(number.places)))
        return [Remedy(None, Decimal(units).scaleb(-number.places), 0)]

    def near(self, form: Form, cells: Iterable[Taken], gap: Gap) -> int:
        """How many different steps of about the gap's size slips could make in any of the cells."""
        size, steps = size_of(gap.value), set[Amount]()
        for taken in cells:
            weight = weight_of(form, taken)
            if taken.entry.number.nil or taken.entry.number.scaled or not weight:
                continue
            for _, step in self._slips(taken):
                if size <= 2 * size_of(weight * step) <= 4 * size and weight * step * gap.value < 0:
                    steps.add(weight * step)
        return max(len(steps), 1)

    def chance(self, near: int, gap: Gap, rest: Amount, cells: Iterable[Taken]) -> Fraction:
        """The odds that one of so many steps meets the gap so closely by accident."""
        unit = min(self._grain(taken) for taken in cells if not taken.entry.number.nil)
        return Fraction(2 * near * (2 * rest + unit), 3 * size_of(gap.value)) if gap.value else Fraction(1)

    def explained(self, form: Form, cells: Sequence[Taken], left: Left | None, room: Fraction) -> bool:
        """Whether lines that are left out can explain the gap, with so much of the room for them."""
        if left is None:
            return True
        gap, slack = self.gap(form, cells)
        if cells[0].sign * cells[0].entry.number.value < 0:  # a loss is shared, too: what is left out has the other sign
            gap = -gap
        return self._within(Gap(gap, slack), cells, left, room)

    def explained_once(self, form: Form, cells: Sequence[Taken], once: Left) -> bool:
        """Whether lines of one period alone can explain the gap; nobody shares them."""
        return self._within(self.gap(form, cells), cells, once, Fraction(1))

    def _within(self, gap: Gap, cells: Sequence[Taken], left: Left, room: Fraction) -> bool:
        largest = room * max((abs(self.written(taken)) for taken in cells), default=0)
        return left.low * largest - gap.slack <= gap.value <= left.high * largest + gap.slack

    def computed(self, judged: Judged) -> str:
        """What the other lines give for the rule's first name, as it would be written."""
        form, cells = form_of(judged), cells_of(judged)
        first = cells[0]
        if form is None or not weight_of(form, first):
            return "…"
        value = Fraction(self.written(first)) - Fraction(self.gap(form, cells).value, weight_of(form, first))
        places = max((taken.entry.number.places for taken in cells if not taken.entry.number.nil), default=0)
        shown = Decimal(round(value / (2 * self._unit(max(places, 0)))))
        return f"{shown.scaleb(-max(places, 0)):,}"

    def _slips(self, taken: Taken) -> Iterator[tuple[Slip, int]]:
        """The slips that may have made a cell, with what they change."""
        if taken.at not in self._steps:
            number = taken.entry.number
            written = self.written(taken)
            misplaced = (Slip("period", value, number.places) for value in taken.entry.others)
            found = (*slips(number.value, number.places), *misplaced)
            self._steps[taken.at] = tuple((slip, self.of(slip.value) - written) for slip in found)
        return iter(self._steps[taken.at])

    def _unit(self, places: int) -> int:
        """Half a unit of a decimal place."""
        return int(10 ** (self.places - places))

    def _grain(self, taken: Taken) -> int:
        """The power of ten to which a number is round."""
        number = taken.entry.number
        digits = str(abs(int(number.value.scaleb(number.places))))
        zeros = len(digits) - len(digits.rstrip("0")) if digits.strip("0") else 0
        return 2 * self._unit(number.places - zeros)


def weight_of(form: Form, taken: Taken) -> Amount:
    """How often the written value of a cell counts: its name's weight with the sign of the reading, and what multiplies it."""
    weight = int(form.weights.get(taken.name, 0)) * taken.sign
    return weight if taken.multiple is None else weight * Fraction(taken.multiple.factor)
