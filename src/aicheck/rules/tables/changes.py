"""Lines that state the change between two others: as a difference, in percent, or in percentage points.

Which two lines a change joins, and which of them is the base, the lanes decide by vote, as with sums.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import gcd
from typing import Literal, NamedTuple

from aicheck.quantities.grid import Label
from aicheck.rules.tables.evidence import CHANGE, Rounding, lane_bits, most_fails, with_one_slip
from aicheck.rules.tables.view import Entries, Entry, View, thinned

NEAREST = 8
"""Lines before a change line among which its two levels are looked for."""
MOST_LANES = 40
"""Lanes in which pairs are tried; the one that wins is tested in all."""
FAIL_BITS = 6
MOST_BITS = 10
ENOUGH_UNMARKED = 12
"""Bits from which a line is read as percentages that has no percent sign."""
Outcome = Literal["hold", "near", "sign", "fail"]
ChangeKind = Literal["change", "percent-change"]


class Shift(NamedTuple):
    """A hypothesis: `target` states how `after` differs from `before`; `kind` tells in what.

    Lanes where it holds, lanes where it does not, and the evidence in bits.
    """

    target: int
    after: int
    before: int
    kind: ChangeKind
    holds: Sequence[int]
    fails: Sequence[int]
    bits: int


def shifts(view: View) -> list[Shift]:
    """The best hypothesis of every line that states a change, first to last."""
    found = _found(thinned(view, MOST_LANES))
    if len(view.lanes) <= MOST_LANES:
        return found
    again = [_vote(view, one.target, one.after, one.before, one.kind == "percent-change", 0) for one in found]
    return [every._replace(bits=one.bits) for one, every in zip(found, again, strict=True) if every]


def _found(view: View) -> list[Shift]:
    found = []
    for target, label in enumerate(view.labels):
        percent = _in_percent(view, target)
        if percent or ("change" in label.classes and view.axis == "row"):
            best = _best(view, target, percent)
            if best:
                found.append(best)
    return found


def _best(view: View, target: int, percent: bool) -> Shift | None:
    """The pair of lines whose change a line states in most lanes, in percent or as a difference."""
    best: Shift | None = None
    pairs = list(_pairs(view, target, percent))
    for after, before in pairs:
        shift = _vote(view, target, after, before, percent, len(pairs).bit_length())
        if shift and (best is None or _rank(shift) > _rank(best)):
            best = shift
    return best


def unmarked_percent(view: View) -> list[int]:
    """The lines that state changes in percent without saying so: as percentages they hold, and not as differences."""
    if view.axis != "row":
        return []
    thin, found = thinned(view, MOST_LANES), []
    for target, label in enumerate(thin.labels):
        if "change" in label.classes and not _in_percent(thin, target) and _plain(thin, target):
            read = thin._replace(
                entries=tuple(_as_percent(line) if at == target else line for at, line in enumerate(thin.entries))
            )
            best, other = _best(read, target, True), _best(thin, target, False)
            if best and len(best.holds) > 1 and best.bits >= ENOUGH_UNMARKED and (other is None or _rank(best) > _rank(other)):
                found.append(target)
    return found


def _plain(view: View, line: int) -> bool:
    """Whether the numbers of a line may be percentages: bare digits, perhaps in brackets."""
    cells = [view.cell(line, lane) for lane, entry in enumerate(view.entries[line]) if entry and not entry.nil]
    return all(number.plain or number.bracketed for number in view.grid.at(*cells))


def _as_percent(line: Entries) -> Entries:
    return tuple(entry and entry._replace(kind="percent") for entry in line)


def _rank(shift: Shift) -> tuple[int, int]:
    return shift.bits - FAIL_BITS * len(shift.fails), -(shift.target - min(shift.after, shift.before))


def _in_percent(view: View, line: int) -> bool:
    """Whether most numbers of a line are percentages."""
    kinds = [entry.kind in ("percent", "points") for entry in view.entries[line] if entry and not entry.nil]
    return sum(kinds) * 2 > len(kinds)


def _pairs(view: View, target: int, percent: bool) -> Iterator[tuple[int, int]]:
    """(after, before) among the nearest lines that hold levels."""
    levels = [
        line
        for line in range(target - 1, -1, -1)
        if not (_in_percent(view, line) and percent) and "change" not in _heading(view, line)
    ][:NEAREST]
    for a in levels:
        for b in levels:
            if a != b:
                yield a, b


def _heading(view: View, line: int) -> frozenset[str]:
    return view.labels[line].classes if view.axis == "row" else frozenset()


def _claimed(label: Label, percent: bool) -> int:
    """What the label says for a change before any arithmetic."""
    if "change" not in label.classes:
        return 2
    return CHANGE + 3 if percent and "%" in label.text else CHANGE


def _vote(view: View, target: int, after: int, before: int, percent: bool, cost: int) -> Shift | None:
    holds, fails, signs = array("I"), array("I"), array("I")
    falls = False
    bits = _claimed(view.labels[target], percent) - cost
    for lane in range(len(view.lanes)):
        stated, new, old = view.entries[target][lane], view.entries[after][lane], view.entries[before][lane]
        if not (stated and new and old) or stated.nil or new.kind != old.kind:
            continue
        relative = stated.kind in ("percent", "points") and new.kind == "amount"
        if relative != percent or (not relative and stated.kind != new.kind and new.kind == "amount"):
            continue
        outcome, gained = (_relative if relative else _difference)(stated, new, old, view.scale)
        if outcome == "hold":
            holds.append(lane)
            bits += gained
            falls |= stated.value < 0
        elif new.nil or old.nil:
            continue  # a dash may also stand for a figure withheld, or too small to show
        elif outcome == "fail":
            fails.append(lane)
        elif outcome == "sign":
            signs.append(lane)
    if len(signs) == 1 and falls and not fails:
        fails = signs
    if not holds or len(fails) > most_fails(len(holds)):
        return None
    kind: ChangeKind = "percent-change" if percent else "change"
    return Shift(target, after, before, kind, holds, fails, bits)


def _difference(stated: Entry, new: Entry, old: Entry, scale: int) -> tuple[Outcome | None, int]:
    slack = stated.half + new.half + old.half
    if abs(new.value - old.value - stated.value) <= slack:
        grain = gcd(new.value, old.value, stated.value)
        rounding = Rounding.of(stated.half, new.half, old.half)
        return "hold", lane_bits(min(abs(new.value), abs(old.value)), rounding, grain)
    if new.kind != "amount":
        return None, 0
    return "fail", 0


def growth(new: Entry, old: Entry) -> tuple[Fraction, Fraction] | None:
    """The least and the greatest change in percent that two levels allow; None where the base may be zero."""
    if abs(old.value) <= old.half:
        return None
    ratios = [
        Fraction(a, b) for a in (new.value - new.half, new.value + new.half) for b in (old.value - old.half, old.value + old.half)
    ]
    return (min(ratios) - 1) * 100, (max(ratios) - 1) * 100


def _relative(stated: Entry, new: Entry, old: Entry, scale: int) -> tuple[Outcome | None, int]:
    """How a percentage agrees with two levels; `near` is off by one more unit, `sign` agrees but for its sign."""
    allowed = growth(new, old)
    if allowed is None:
        return None, 0
    low, high = allowed[0] * scale, allowed[1] * scale
    if low - stated.half <= stated.value <= high + stated.half:
        width = high - low + 2 * stated.half
        spread = 2 * max(abs(stated.value), 10 * scale)
        return "hold", min(int(spread / width).bit_length(), MOST_BITS)
    if low - stated.half <= -stated.value <= high + stated.half:
        return ("sign" if old.value > 0 and new.value >= 0 else None), 0
    if low - 3 * stated.half <= stated.value <= high + 3 * stated.half:
        return "near", 0
    if new.value < 0 or old.value < 0:
        return None, 0
    return "fail", 0


def slipped(view: View, shift: Shift, lane: int) -> bool:
    """Whether one slip in one of the three cells would explain a lane that fails."""
    cells = [view.entries[line][lane] for line in (shift.target, shift.after, shift.before)]
    test = _relative if shift.kind == "percent-change" else _difference
    return any(
        stated and new and old and test(stated, new, old, view.scale)[0] == "hold"
        for stated, new, old in with_one_slip(view, cells)
    )
