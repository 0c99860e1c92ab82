"""Which passages of two languages render each other: the chain of pairs, in the order of both, that most speaks for.

It serves every layout alike: a paragraph in turns with its translation, in either order, one language after the other, and
two files.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from aicheck.model import DEFAULT_WIDTHS, HedgeWidths
from aicheck.rules.across.evidence import Counterparts
from aicheck.rules.across.passages import Passage

BESIDE = 100
"""What speaks for two passages that stand side by side, over those that do not."""
LEAST = 150
"""The strength from which passages count as renderings of each other."""
_GAIN = 50
"""How much stronger a pair has to become where a passage beside it joins."""
_COMMON = 8
"""A number that more passages have says nothing about which of them belong together."""
_BETWEEN = 150
"""What speaks for two passages that stand between two pairs, at the same place of as many."""
_LONGEST_GAP = 6
_FEWEST_DIGITS = 3
"""Digits that passages which do not stand side by side share, to be looked at."""
_NEAR = 2
_MOST_JOINED = 4

Link = tuple[int, int, int]


class Pair:
    """Passages that render each other: their numbers, and how much speaks for it."""

    def __init__(self, counterparts: Counterparts, strength: int) -> None:
        self.counterparts, self.strength = counterparts, strength


def aligned(ones: Sequence[Passage], others: Sequence[Passage], widths: HedgeWidths = DEFAULT_WIDTHS) -> Iterator[Pair]:
    """The pairs of passages of two languages that render each other, in order; each passage stands in one pair."""
    ones, others = ([each for each in side if each.quantities or each.digits or each.size > 1] for side in (ones, others))
    weighed = {(at, to): Counterparts(ones[at], others[to], widths) for at, to in _candidates(ones, others)}
    links = [(*place, strength) for place, found in weighed.items() if (strength := _strength(found, LEAST)) >= LEAST]
    first = _chain(links)
    chain = _filled(first, ones, others, widths)
    filled = set(chain) - set(first)
    taken = {at for at, _ in chain}, {to for _, to in chain}
    for at, to in chain:
        known = weighed.get((at, to)) or Counterparts(ones[at], others[to], widths)
        found = _joined(known, ones, others, (at, to), taken, widths)
        yield Pair(found, found.strength + _beside(ones[at], others[to]) + (_BETWEEN if (at, to) in filled else 0))


def _candidates(ones: Sequence[Passage], others: Sequence[Passage]) -> list[tuple[int, int]]:
    """The pairs worth looking at: side by side, or with a number in common. Linear in the passages."""
    found: set[tuple[int, int]] = set()
    by_order = {each.order: to for to, each in enumerate(others)}
    by_key: dict[str, list[int]] = defaultdict(list)
    for to, passage in enumerate(others):
        for key in passage.keys:
            by_key[key].append(to)
    for at, passage in enumerate(ones):
        if others and passage.reading is others[0].reading:
            near = (passage.order + step for step in range(-_NEAR, _NEAR + 1))
            found.update((at, by_order[order]) for order in near if order in by_order)
        shared: Counter[int] = Counter()
        for key in passage.keys:
            if len(by_key[key]) <= _COMMON:
                shared.update(dict.fromkeys(by_key[key], len(key)))
        found.update((at, to) for to, digits in shared.items() if digits >= _FEWEST_DIGITS)
    return sorted(found)


def _strength(found: Counterparts, least: int) -> int:
    """How much speaks for a pair; no more is reckoned than tells that it stays below what is needed."""
    beside = _beside(found.one, found.other)
    promise = found.promise + beside
    return promise if promise < least else found.strength + beside


def _beside(one: Passage, other: Passage) -> int:
    return BESIDE if one.reading is other.reading and abs(one.order - other.order) == 1 else 0


def _chain(links: Sequence[Link]) -> list[tuple[int, int]]:
    """The links that stand in the order of both sides and are strongest together. Time n log n in the links."""
    ordered = sorted(links, key=lambda link: (link[0], -link[1]))
    columns = {to: rank for rank, to in enumerate(sorted({to for _, to, _ in links}), 1)}
    best: list[tuple[int, int]] = [(0, -1)] * (len(columns) + 1)  # by column: a tree of prefix maxima
    before: list[int] = []
    for index, (_, to, strength) in enumerate(ordered):
        total, last = max(_prefix(best, columns[to] - 1))
        before.append(last)
        column = columns[to]
        while column < len(best):
            best[column] = max(best[column], (total + strength, index))
            column += column & -column
    _, index = max(_prefix(best, len(columns)), default=(0, -1))
    chain: list[tuple[int, int]] = []
    while index >= 0:
        chain.append(ordered[index][:2])
        index = before[index]
    return chain[::-1]


def _filled(
    chain: Sequence[tuple[int, int]], ones: Sequence[Passage], others: Sequence[Passage], widths: HedgeWidths
) -> list[tuple[int, int]]:
    """The chain with what lies between its links, where that is as many passages of either language."""
    found: list[tuple[int, int]] = []
    before = (-1, -1)
    for link in (*chain, (len(ones), len(others))) if chain else ():
        gap = link[0] - before[0] - 1
        if 0 < gap <= _LONGEST_GAP and gap == link[1] - before[1] - 1:
            between = ((before[0] + step, before[1] + step) for step in range(1, gap + 1))
            needed = LEAST - _BETWEEN
            found += ((at, to) for at, to in between if _strength(Counterparts(ones[at], others[to], widths), needed) >= needed)
        if link[0] < len(ones):
            found.append(link)
        before = link
    return found


def _prefix(best: Sequence[tuple[int, int]], column: int) -> Iterator[tuple[int, int]]:
    yield 0, -1
    while column > 0:
        yield best[column]
        column -= column & -column


def _joined(
    found: Counterparts, ones: Sequence[Passage], others: Sequence[Passage], place: tuple[int, int],
    taken: tuple[set[int], set[int]], widths: HedgeWidths,
) -> Counterparts:  # fmt: skip
    """A pair with the passages beside it that have no pair of their own, as far as they make it stronger."""
    for side, (passages, used) in enumerate(zip((ones, others), taken, strict=True)):
        for step in (1, -1):
            at = place[side] + step
            for _ in range(_MOST_JOINED):
                if not 0 <= at < len(passages) or at in used or passages[at].reading is not passages[place[side]].reading:
                    break
                own, more = (found.one, found.other)[side], passages[at]
                together = own.joined(more) if step > 0 else more.joined(own)
                tried = Counterparts(together, found.other, widths) if side == 0 else Counterparts(found.one, together, widths)
                if tried.strength < found.strength + _GAIN:
                    break
                used.add(at)
                found, at = tried, at + step
    return found
