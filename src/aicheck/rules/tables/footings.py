"""Totals of long columns: a line that states the sum of hundreds or of a hundred thousand lines before it.

The lines between two that may be totals are added up once, as integers, so that a total over any of them costs no more than
its place. What many rounded numbers allow together grows with their count, but they hardly ever err all to one side: a
column foots where the total lies within what chance makes of the rounding, is wrong where no rounding explains it, and is
doubtful between the two.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from math import isqrt
from typing import NamedTuple

from aicheck.quantities.labels import SUMMING
from aicheck.quantities.numbers import NIL, NUMBER, UNKEPT, WORDS, PackedValues, kind_of
from aicheck.rules.tables.evidence import MOST_BITS, label_bits, roundness
from aicheck.rules.tables.slips import Slip, slips
from aicheck.rules.tables.view import MOST_PLACES, Entry, View, half_unit

SPREAD = 8
"""Half units, times the root of how many numbers there are, by which rounding moves a sum: more has odds below 10^-13."""
STARTS = 16
"""Lines that may be totals, or stand under headings, among which the first line of a sum is looked for."""
ENOUGH = 12
"""Bits of the lanes that foot, with the label, from which the sum is meant."""
ENOUGH_LABEL = 11
"""Bits of label and slip from which a sum that foots nowhere is meant."""
TELLING_SLIP = 3
ALIKE = 5
"""How many times larger than the sum a total may be that no slip explains, or the sum than it."""
PLAUSIBLE_LABEL = 3


class Stretch(NamedTuple):
    """What the lines of a stretch hold in one lane: their sum and half units in the view's, how many numbers, and what is in
    the way: words or numbers of another kind (`bad`), blanks (`gaps`)."""

    value: int = 0
    half: int = 0
    numbers: int = 0
    bad: int = 0
    gaps: int = 0

    def plus(self, other: Stretch) -> Stretch:
        """Both together."""
        return Stretch(*(a + b for a, b in zip(self, other, strict=True)))

    def minus(self, other: Stretch) -> Stretch:
        """This one without another that it contains."""
        return Stretch(*(a - b for a, b in zip(self, other, strict=True)))


class Footing(NamedTuple):
    """What one lane says to a sum: `target` states the sum of the `numbers` numbers from line `first` to line `last`.

    `value` is their sum and `half` what their rounding allows, in the view's units. `outcome` is `holds`, `wrong` where no
    rounding explains the total, `doubtful` where only rounding to one side would. `slip` in the total would explain it.
    `labelled` tells that no other lane shows that the sum is meant.
    """

    target: int
    first: int
    last: int
    lane: int
    value: int
    half: int
    numbers: int
    outcome: str
    slip: Slip | None
    labelled: bool


def footings(view: View, least: int, known: Mapping[int, int]) -> Iterator[Footing]:
    """The sums of more than `least` lines down a long table; `known` gives for shorter sums found before their first lines."""
    packed = view.grid.numbers.packed
    if packed is not None and view.axis == "column":
        yield from _Columns(view, packed, least, known).footings()


def telling(view: View) -> list[int]:
    """The lines that may be totals: by their label, by having none where others do, or as the last; the first is none."""
    count = len(view.lines)
    packed = view.grid.numbers.packed
    candidates: Iterable[int] = range(1, count)
    if packed is not None:
        named = (bisect_left(view.lines, row) for row in packed.telling)
        candidates = (at for at, row in zip(named, packed.telling, strict=True) if 0 < at < count - 1 and view.lines[at] == row)
        candidates = chain(candidates, (count - 1,) if count > 1 else ())
    return [at for at in candidates if at == count - 1 or view.labels[at].classes & SUMMING or view.unnamed(at)]


class _Columns:
    """The columns of a long table, added up between the lines that may be totals."""

    def __init__(self, view: View, packed: PackedValues, least: int, known: Mapping[int, int]) -> None:
        self.view, self.packed, self.least, self.known = view, packed, least, known
        self.targets = telling(view)
        opened = [at for at in range(len(view.lines)) if view.lines[at] in view.grid.opens] if view.grid.opens else []
        self.bounds = sorted({0, *self.targets, *(at + 1 for at in self.targets), *opened})
        self.order = {line: number for number, line in enumerate(self.bounds)}
        self.body = bytearray(len(view.grid.numbers))
        for row in view.lines:
            self.body[row] = 1
        self.kinds = [self._kind(lane) for lane in range(len(view.lanes))]
        self.sums = [self._added(lane) for lane in range(len(view.lanes))]

    def _kind(self, lane: int) -> str:
        codes = self.view.grid.numbers.codes[self.view.lanes[lane]]
        told = sorted(code for code in set(codes) if code & NUMBER and not code & NIL)
        return kind_of(max(told, key=codes.count)) if told else ""

    def _added(self, lane: int) -> list[Stretch]:
        """For each bound the stretch from the first line up to it."""
        total = Stretch()
        found = [total]
        for number in range(1, len(self.bounds)):
            total = total.plus(self._stretch(lane, self.bounds[number - 1], self.bounds[number]))
            found.append(total)
        return found

    def _stretch(self, lane: int, first: int, last: int) -> Stretch:
        lines, c = self.view.lines, self.view.lanes[lane]
        start, stop = lines[first], lines[last - 1] + 1
        held = zip(self.packed.values[c].batches(start, stop), self.packed.places[c].batches(start, stop), strict=True)
        total = Stretch()
        for values, places in held:
            total = total.plus(self._batch(lane, start, values, places))
            start += len(values)
        return total

    def _batch(self, lane: int, start: int, values: array[int], places: array[int]) -> Stretch:
        """What some rows from `start` on hold."""
        rows = slice(start, start + len(values))
        codes = self.view.grid.numbers.codes[self.view.lanes[lane]][rows]
        told = set(codes)
        if len(set(places)) == 1 and all(code & NUMBER and not code & NIL and kind_of(code) == self.kinds[lane] for code in told):
            return self._of_one_place(places[0], sum(values), len(codes))
        found = Stretch()
        by_places: dict[int, list[int]] = {}
        bad = gaps = 0
        for code, value, place, body in zip(codes, values, places, self.body[rows], strict=True):
            if not body:
                continue
            if not code & NUMBER:
                bad += code == WORDS
                gaps += not code
            elif code & NIL:
                continue
            elif kind_of(code) != self.kinds[lane]:
                bad += 1
            else:
                so_far = by_places.setdefault(place, [0, 0])
                so_far[0] += value
                so_far[1] += 1
        for place, (value, count) in by_places.items():
            found = found.plus(self._of_one_place(place, value, count))
        return found._replace(bad=found.bad + bad, gaps=gaps)

    def _of_one_place(self, places: int, value: int, count: int) -> Stretch:
        if places == UNKEPT or places > MOST_PLACES:
            return Stretch(bad=count)
        unit = half_unit(places, self.view.scale)
        return Stretch(value * 2 * unit, count * unit, count)

    # -- totals ---------------------------------------------------------------------------------------------------------

    def footings(self) -> Iterator[Footing]:
        """The footings of every line that may be a total, first to last; a total is no addend of those after it."""
        totals: list[int] = []
        for target in self.targets:
            if target in self.known:
                totals.append(target)
                continue
            found = self._best(target, totals)
            if found and any(each.outcome == "holds" for each in found):
                totals.append(target)
            yield from found

    def _best(self, target: int, totals: Sequence[int]) -> list[Footing]:
        """What the lanes say to the first line that most of them foot from, else to one that a slip explains."""
        best: list[Footing] = []
        for first in self._firsts(target):
            found = self._meant(target, first, self._judged(target, first, totals))
            if _rank(found) > _rank(best):
                best = found
        return best

    def _firsts(self, target: int) -> Iterator[int]:
        """The lines that a sum may begin with, the first of all at last."""
        before = self.bounds[: self.order[target]]
        for first in (*reversed(before[-STARTS:]), *before[:1]):
            if target - first > self.least:
                yield first

    def _judged(self, target: int, first: int, totals: Sequence[int]) -> list[Footing]:
        view = self.view
        found = []
        inside = [total for total in totals if first <= total < target]
        for lane in range(len(view.lanes)):
            stated = view.entries[target][lane]
            if stated is None or stated.kind != self.kinds[lane] or "mean" in view.lane_labels[lane].classes:
                continue
            sums = self.sums[lane]
            held = sums[self.order[target]].minus(sums[self.order[first]])
            for total in inside:
                held = held.minus(sums[self.order[total + 1]].minus(sums[self.order[total]]))
            if held.bad or held.numbers < 2:
                continue
            outcome, slip = self._outcome(stated, held)
            if outcome != "holds" and held.gaps:
                continue
            found.append(Footing(target, first, target - 1, lane, held.value, held.half, held.numbers, outcome, slip, False))
        return found

    def _outcome(self, stated: Entry, held: Stretch) -> tuple[str, Slip | None]:
        likely = _likely(stated, held)
        off = abs(stated.value - held.value)
        if off <= likely:
            return "holds", None
        fitting = [
            slip for slip in slips(stated.written, stated.places) if abs(int(slip.value * self.view.scale) - held.value) <= likely
        ]
        closest = min(fitting, key=lambda slip: abs(int(slip.value * self.view.scale) - held.value), default=None)
        return ("wrong" if off > stated.half + held.half else "doubtful"), closest

    # -- what is meant --------------------------------------------------------------------------------------------------

    def _meant(self, target: int, first: int, judged: Sequence[Footing]) -> list[Footing]:
        """What of it shows a sum that is meant: by the lanes that foot, or by a label and a slip where one lane alone tells."""
        holds = [each for each in judged if each.outcome == "holds"]
        fails = [each for each in judged if each.outcome != "holds"]
        claim = label_bits(self.view, target, (first,), "written")
        if holds and claim + sum(map(self._proof, holds)) >= ENOUGH:
            against = [each for each in fails if each.slip or (claim >= PLAUSIBLE_LABEL and self._alike(each))]
            return [*holds, *against]
        if "total" not in self.view.labels[target].classes or len(fails) != 1:
            return []
        one = fails[0]
        shown = one.outcome == "wrong" and one.slip and claim + self._slip_bits(one) >= ENOUGH_LABEL
        return [one._replace(labelled=True)] if shown else []

    def _proof(self, held: Footing) -> int:
        """What it proves that a lane foots: the size of the sum against the room that a chance hit has."""
        stated = self.view.entries[held.target][held.lane]
        room = 2 * _likely(stated, Stretch(held.value, held.half, held.numbers)) + 1 if stated else 1
        return min((abs(held.value) // room).bit_length(), MOST_BITS)

    def _slip_bits(self, failed: Footing) -> int:
        """What it proves that a slip in the total explains the difference, since others of its size would not."""
        stated = self.view.entries[failed.target][failed.lane]
        assert stated is not None, "a total that was judged is a number"
        size = abs(stated.value - failed.value)
        steps = {int(slip.value * self.view.scale) - stated.value for slip in slips(stated.written, stated.places)}
        near = sum(size <= 2 * abs(step) <= 4 * size for step in steps)
        room = 2 * _likely(stated, Stretch(failed.value, failed.half, failed.numbers)) + 1
        return (3 * size // (max(near, 1) * max(room, roundness(0)))).bit_length()

    def _alike(self, failed: Footing) -> bool:
        """Whether a total that no slip explains has the size of its sum: an average has not."""
        stated = self.view.entries[failed.target][failed.lane]
        total, held = abs(stated.value) if stated else 0, abs(failed.value)
        return total <= ALIKE * held and held <= ALIKE * total


def _likely(stated: Entry, held: Stretch) -> int:
    """How far a total may lie from the sum of rounded numbers: what chance makes of the rounding, at most all of it."""
    return stated.half + min(held.half, SPREAD * (isqrt(held.numbers) + 1) * held.half // max(held.numbers, 1))


def _rank(found: Sequence[Footing]) -> tuple[int, int]:
    holds = sum(each.outcome == "holds" for each in found)
    return holds, sum(each.slip is not None for each in found)
