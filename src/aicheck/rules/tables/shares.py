"""Percentages that state what part of a whole a number is: a margin below two lines, or a column of shares beside amounts.

The whole is another line in the same lane (`lines`), or the same line in the one lane that is stated to be 100 % (`base`).
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Literal, NamedTuple

from aicheck.rules.tables.evidence import most_fails, with_one_slip
from aicheck.rules.tables.view import Entry, View, thinned

NEAREST = 6
"""Lines on either side of a percentage among which part and whole are looked for."""
MOST_LANES = 40
MOST_BITS = 10
FAIL_BITS = 6
HINTED = 3
"""Bits of a label that speaks of a share, a margin or a rate."""
Outcome = Literal["hold", "near", "fail"]


class Share(NamedTuple):
    """A hypothesis: in each lane `target` is `part` as a percentage of `whole`.

    `whole` is a line of the same lane, or None: then it is the part of the lane `base`. Lanes where it holds and does not,
    and the evidence in bits.
    """

    target: int
    part: int
    whole: int | None
    base: int | None
    holds: Sequence[int]
    fails: Sequence[int]
    bits: int


def shares(view: View) -> list[Share]:
    """The best hypothesis of every line of percentages that has one, first to last."""
    thin = thinned(view, MOST_LANES)
    found = []
    for target in range(len(view.lines)):
        stated = [entry for entry in thin.entries[target] if entry and not entry.nil]
        if len(stated) < 2 or 2 * sum(entry.kind == "percent" for entry in stated) <= len(stated):
            continue
        options = list(_options(thin, target))
        tried = [_vote(thin, target, *option, len(options).bit_length()) for option in options]
        best = max((one for one in tried if one), key=lambda one: one.bits - FAIL_BITS * len(one.fails), default=None)
        if best and thin is not view:
            base = None if best.base is None else _base(view, target, best.part)
            again = _vote(view, target, best.part, best.whole, base, 0)
            best = again and again._replace(bits=best.bits)
        if best:
            found.append(best)
    return found


def _options(view: View, target: int) -> Iterator[tuple[int, int | None, int | None]]:
    """(part, whole, base lane) to try."""
    lines = [line for line in range(len(view.lines)) if line != target and _holds_amounts(view, line, target)]
    near = sorted(lines, key=lambda line: (abs(line - target), line))[: 2 * NEAREST]
    for part in near:
        base = _base(view, target, part)
        if base is not None:
            yield part, None, base
        for whole in near:
            if whole != part and (view.axis == "row" or max(part, whole) < target):
                yield part, whole, None


def _holds_amounts(view: View, line: int, target: int) -> bool:
    return any(
        a and b and a.kind == "amount" and b.kind == "percent"
        for a, b in zip(view.entries[line], view.entries[target], strict=True)
    )


def _base(view: View, target: int, part: int) -> int | None:
    """The last lane that is stated to be exactly 100 %, with an amount: totals stand last."""
    lanes = [
        lane
        for lane, (stated, own) in enumerate(zip(view.entries[target], view.entries[part], strict=True))
        if stated and own and stated.kind == "percent" and stated.value == 100 * view.scale and own.value
    ]
    return lanes[-1] if lanes else None


def _vote(view: View, target: int, part: int, whole: int | None, base: int | None, cost: int) -> Share | None:
    holds, fails = array("I"), array("I")
    label = view.labels[target].classes
    bits = (HINTED if label & {"share", "mean"} or base is not None else 0) - cost
    for lane in range(len(view.lanes)):
        if lane == base:
            continue
        stated, own = view.entries[target][lane], view.entries[part][lane]
        all_of = view.entries[part][base] if base is not None else view.entries[whole or 0][lane]
        if not (stated and own and all_of) or stated.nil or own.nil or own.kind != "amount" or stated.kind != "percent":
            continue
        outcome, gained = _compare(stated, own, all_of, view.scale)
        if outcome == "hold":
            holds.append(lane)
            bits += gained
        elif outcome == "fail":
            fails.append(lane)
    if len(holds) < 2 or len(fails) > most_fails(len(holds)):
        return None
    return Share(target, part, whole, base, holds, fails, bits)


def _compare(stated: Entry, part: Entry, whole: Entry, scale: int) -> tuple[Outcome | None, int]:
    """How a percentage agrees with part and whole; `near` is off by one more unit of its last place."""
    if abs(whole.value) <= whole.half:
        return None, 0
    ratios = [
        Fraction(a, b)
        for a in (part.value - part.half, part.value + part.half)
        for b in (whole.value - whole.half, whole.value + whole.half)
    ]
    low, high = min(ratios) * 100 * scale, max(ratios) * 100 * scale
    if low - stated.half <= stated.value <= high + stated.half:
        width = high - low + 2 * stated.half
        return "hold", min(int(max(abs(stated.value), 20 * scale) / width).bit_length(), MOST_BITS)
    if part.value < 0 or whole.value < 0:
        return None, 0
    if low - 3 * stated.half <= stated.value <= high + 3 * stated.half:
        return "near", 0
    return "fail", 0


def slipped(view: View, share: Share, lane: int) -> bool:
    """Whether one slip in the percentage or the part would explain a lane that fails."""
    whole = view.entries[share.part][share.base] if share.base is not None else view.entries[share.whole or 0][lane]
    own = [view.entries[share.target][lane], view.entries[share.part][lane]]
    tried: Iterator[list[Entry | None]] = with_one_slip(view, own if share.base is not None else [*own, whole])
    if share.base is not None:
        tried = ([*cells, whole] for cells in tried)
    return any(
        stated and part and all_of and _compare(stated, part, all_of, view.scale)[0] == "hold" for stated, part, all_of in tried
    )
