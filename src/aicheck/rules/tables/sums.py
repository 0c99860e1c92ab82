"""Which lines of a view are signed sums of the lines before them.

Hypotheses are blocks of lines that end just before the target, with a policy for the signs. The lanes vote: a hypothesis
that foots in some lanes by more than chance is a relation, and a lane in which it does not foot is a contradiction.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, product
from typing import NamedTuple

from aicheck.rules.tables.evidence import echoes, footing_bits, is_roll, label_bits, most_fails, sum_of
from aicheck.rules.tables.footings import telling
from aicheck.rules.tables.view import Entry, View, thinned

LOOKBACK = 64
"""Lines that a block may reach back."""
MOST_COMBINED = 4
"""Addends up to which every choice of signs is tried."""
LONG = 150
"""Lines from which only those with a telling label are tried as totals."""
MOST_LANES = 40
"""Lanes in which hypotheses are tried; the one that wins is tested in all."""
BATCH = 1_000
"""Lanes whose running sums are held at once."""
ESTABLISHED = 8
"""Bits from which later blocks take a sum as one addend in place of its parts."""
FAIL_BITS = 6
WEAK_BITS = 2
PENALTIES: Mapping[str, int] = {"written": 0, "less": 1, "less-size": 1, "cost-size": 2, "first": 3, "signs": 3}


class Sum(NamedTuple):
    """A hypothesis: the target line is the signed sum of the items (first to last).

    It foots in the lanes `holds`, foots trivially (at most one addend is not nil) in `weak`, and does not in `fails`.
    `bits` is the evidence for it. It is not `meant` where it foots in most lanes of a sample, but fails in too many of all.
    """

    target: int
    items: tuple[int, ...]
    signs: tuple[int, ...]
    policy: str
    holds: Sequence[int]
    weak: Sequence[int]
    fails: Sequence[int]
    bits: int
    meant: bool = True


class _Lane:
    """The running sums of one lane while a block grows backwards."""

    __slots__ = ("bad", "far", "gap", "half", "nonzero", "taken", "value")

    def __init__(self) -> None:
        self.value = self.half = self.far = self.nonzero = 0
        self.taken = dict.fromkeys(("less", "less-size", "cost-size"), 0)
        self.bad = self.gap = False

    def add(self, entry: Entry, takes: tuple[str, ...]) -> None:
        """One more item at the far end, taken away under the policies named."""
        self.value += entry.value
        self.half += entry.half
        self.far = entry.value
        self.nonzero += entry.value != 0
        for policy in takes:
            self.taken[policy] += entry.value

    def skip(self, blank: bool) -> None:
        """One more item that holds no number in this lane."""
        self.far = 0
        self.gap |= blank
        self.bad |= not blank

    def total(self, policy: str) -> int:
        """The sum under a policy."""
        if policy == "first":
            return 2 * self.far - self.value
        return self.value - 2 * self.taken.get(policy, 0)


def sums(view: View) -> list[Sum]:
    """The best hypothesis of every line that has one, first to last."""
    thin = thinned(view, MOST_LANES)
    found = _found(thin)
    return found if thin is view else [_recounted(view, one) for one in found]


def _recounted(view: View, found: Sum) -> Sum:
    """A hypothesis found in some lanes, tested in all of them, a batch after the other; its evidence stays."""
    entries = view.entries[found.target]
    holds, weak, fails = array("I"), array("I"), array("I")
    for first in range(0, len(entries), BATCH):
        batch = [lane for lane in range(first, min(first + BATCH, len(entries))) if entries[lane]]
        state = {lane: _Lane() for lane in batch}
        for line in found.items:
            for lane in batch:
                _extend(view, found.target, line, lane, state[lane], ())
        signed = list(zip(found.items, found.signs, strict=True))
        totals = [sum_of([(view.entries[i][lane], sign) for i, sign in signed]) for lane in batch]
        own = _votes(view, found.target, batch, state, totals)
        holds.extend(own.holds)
        weak.extend(own.weak)
        fails.extend(own.fails)
    votes = _Verdict(holds, weak, fails)
    verdict = _outvoted(view, found.target, votes)
    told = verdict or votes
    return found._replace(holds=told.holds, weak=told.weak, fails=told.fails, meant=verdict is not None)


def _found(view: View) -> list[Sum]:
    found: list[Sum] = []
    starts: dict[int, int] = {}
    count = len(view.lines)
    for target in range(1, count) if count <= LONG else telling(view):
        best = _best(view, target, starts)
        if best is None or (best.policy == "signs" and best.bits < ESTABLISHED and "total" in view.labels[target].classes):
            best = _labelled(view, target, starts) or best
        if best:
            found.append(best)
            if best.bits >= ESTABLISHED:
                starts[target] = best.items[0]
    return found


def _best(view: View, target: int, starts: Mapping[int, int]) -> Sum | None:
    best: Sum | None = None
    seen: set[tuple[tuple[int, ...], tuple[int, ...]]] = set()
    outer = list(islice(_outer(view, target, starts), LOOKBACK))
    every = list(range(target - 1, max(target - 1 - LOOKBACK, -1), -1))
    for number, walk in enumerate((outer, every) if outer != every else (every,)):
        for candidate in _grow(view, target, iter(walk), 2 * number):
            key = candidate.items, candidate.signs
            if key not in seen and (best is None or _rank(candidate) > _rank(best)):
                best = candidate
            seen.add(key)
    return best


def _rank(candidate: Sum) -> tuple[int, int]:
    return candidate.bits - FAIL_BITS * len(candidate.fails), -len(candidate.items)


def _outer(view: View, target: int, starts: Mapping[int, int]) -> Iterator[int]:
    """The lines before the target, nearest first, without the parts of known sums and without `of which` lines."""
    at = target - 1
    while at >= 0:
        if "part" not in view.labels[at].classes:
            yield at
        at = starts.get(at, at) - 1


def _grow(view: View, target: int, walk: Iterator[int], penalty: int) -> Iterator[Sum]:
    """Every block along the walk that foots in some lane, with its evidence."""
    lanes = [lane for lane, entry in enumerate(view.entries[target]) if entry]
    state = {lane: _Lane() for lane in lanes}
    items: list[int] = []
    policies: set[str] = {"written", "first"}
    blocks = tried = 0
    for line in walk:
        if not _comparable(view, target, line, lanes):
            continue
        items.insert(0, line)
        takes = _takes(view, line)
        policies.update(takes)
        for lane in lanes:
            _extend(view, target, line, lane, state[lane], takes)
        if len(items) < 2:
            continue
        blocks += 1
        signed = is_roll(view, target, items[0]) and _brackets_costs(view, items)
        for policy in (name for name in PENALTIES if name in policies):
            tried += 1
            if policy == "cost-size" and signed:
                continue
            totals = [state[lane].total(policy) for lane in lanes]
            verdict = _judge(view, target, lanes, state, totals)
            if verdict and verdict.holds:
                signs = _signs(view, items, policy)
                yield _weigh(view, target, tuple(items), signs, policy, verdict, penalty + blocks.bit_length())
        if len(items) <= MOST_COMBINED and not signed:
            for signs in product((1, -1), repeat=len(items)):
                tried += 1
                totals = [sum_of([(view.entries[i][lane], s) for i, s in zip(items, signs, strict=True)]) for lane in lanes]
                verdict = _judge(view, target, lanes, state, totals)
                if verdict and verdict.holds:
                    cost = penalty + tried.bit_length() + len(items)
                    yield _weigh(view, target, tuple(items), signs, "signs", verdict, cost)


def _comparable(view: View, target: int, line: int, lanes: list[int]) -> bool:
    """Whether the line holds a number of the target's kind in some lane: a percent line is no addend of amounts."""
    for lane in lanes:
        entry, total = view.entries[line][lane], view.entries[target][lane]
        if entry and total and (entry.kind == total.kind or entry.nil):
            return True
    return False


def _extend(view: View, target: int, line: int, lane: int, state: _Lane, takes: tuple[str, ...]) -> None:
    entry, total = view.entries[line][lane], view.entries[target][lane]
    if entry and total and (entry.kind == total.kind or entry.nil):
        state.add(entry, takes)
    else:
        state.skip(view.blanks[line][lane])


def _takes(view: View, line: int) -> tuple[str, ...]:
    """The policies under which a line is taken away; the sizes only where most of its lanes show it positive."""
    classes = view.labels[line].classes
    if not classes & {"less", "cost"}:
        return ()
    signs = sum((e.value > 0) - (e.value < 0) for e in view.entries[line] if e)
    sized = ("cost-size",) if signs > 0 else ()
    return ("less", *(("less-size",) if signs > 0 else ()), *sized) if "less" in classes else sized


def _brackets_costs(view: View, items: list[int]) -> bool:
    """Whether any of the lines that are taken away is shown as negative: then one without a bracket has lost it."""
    return any("cost" in view.labels[line].classes and any(e and e.value < 0 for e in view.entries[line]) for line in items)


def _signs(view: View, items: list[int], policy: str) -> tuple[int, ...]:
    if policy == "first":
        return (1, *([-1] * (len(items) - 1)))
    return tuple(-1 if policy in _takes(view, line) else 1 for line in items)


class _Verdict(NamedTuple):
    holds: Sequence[int]
    weak: Sequence[int]
    fails: Sequence[int]


def _judge(view: View, target: int, lanes: list[int], state: Mapping[int, _Lane], totals: list[int]) -> _Verdict | None:
    """How the lanes vote; None where too many are against."""
    return _outvoted(view, target, _votes(view, target, lanes, state, totals))


def _votes(view: View, target: int, lanes: list[int], state: Mapping[int, _Lane], totals: list[int]) -> _Verdict:
    """The vote of every lane."""
    holds: list[int] = []
    weak: list[int] = []
    fails: list[int] = []
    for lane, total in zip(lanes, totals, strict=True):
        part, entry = state[lane], view.entries[target][lane]
        if part.bad or entry is None:
            continue
        slack = part.half + entry.half
        if abs(total - entry.value) <= slack:
            if part.nonzero >= 2:
                holds.append(lane)
            elif part.nonzero:
                weak.append(lane)
        elif not part.gap and part.nonzero and "mean" not in view.lane_labels[lane].classes:
            fails.append(lane)
    return _Verdict(tuple(holds), tuple(weak), tuple(fails))


def _outvoted(view: View, target: int, votes: _Verdict) -> _Verdict | None:
    """The votes of lanes of one kind; None where too many are against."""
    fails = _of_a_kind(view, target, votes.holds or votes.weak or votes.fails, votes.fails)
    if len(fails) > most_fails(len(votes.holds) + len(votes.weak), view.sampled):
        return None
    return votes._replace(fails=fails)


def _of_a_kind(view: View, target: int, among: Sequence[int], fails: Sequence[int]) -> Sequence[int]:
    """The failing lanes of the same kind as others; where shares add up to a total, the one lane of amounts should too."""
    kinds = {entry.kind for lane in among if (entry := view.entries[target][lane])}
    own = array("I", (lane for lane in fails if (entry := view.entries[target][lane]) and entry.kind in kinds))
    if own or kinds != {"percent"} or "total" not in view.labels[target].classes:
        return own
    amounts = [lane for lane in fails if (entry := view.entries[target][lane]) and entry.kind == "amount"]
    return amounts if len(amounts) == 1 else []


def _weigh(
    view: View, target: int, items: tuple[int, ...], signs: tuple[int, ...], policy: str, verdict: _Verdict, cost: int
) -> Sum:
    own = _distinct(view, (target, *items), verdict.holds)
    proofs = {lane: footing_bits(view, target, items, signs, lane) if lane in own else 0 for lane in verdict.holds}
    holds = tuple(lane for lane in verdict.holds if proofs[lane])
    weak = (*verdict.weak, *(lane for lane in verdict.holds if not proofs[lane]))
    bits = sum(proofs.values()) + WEAK_BITS * len(weak) + label_bits(view, target, items, policy) - cost - PENALTIES[policy]
    return Sum(target, items, signs, policy, holds, weak, verdict.fails, bits)


def _distinct(view: View, lines: tuple[int, ...], lanes: Sequence[int]) -> frozenset[int]:
    """The lanes without those that repeat another, with the signs turned perhaps: they prove nothing more."""
    first: dict[tuple[int, ...], int] = {}
    for lane in lanes:
        first.setdefault(tuple(abs(entry.value) if (entry := view.entries[line][lane]) else 0 for line in lines), lane)
    return frozenset(first.values())


def _labelled(view: View, target: int, starts: Mapping[int, int]) -> Sum | None:
    """The block that a label claims to sum, where no lane foots by itself: from the target back to a heading or a total.

    It takes a total's label, an echo of the heading or a balance, and at most one lane against it.
    """
    lanes = [lane for lane, entry in enumerate(view.entries[target]) if entry]
    state = {lane: _Lane() for lane in lanes}
    items: list[int] = []
    policies = {"written"}
    best: Sum | None = None
    for line in islice(_outer(view, target, starts), LOOKBACK):
        if not _comparable(view, target, line, lanes):
            continue
        items.insert(0, line)
        takes = tuple(name for name in _takes(view, line) if name != "cost-size")
        policies.update(takes)
        for lane in lanes:
            _extend(view, target, line, lane, state[lane], takes)
        first = starts.get(line, line)
        bounded = first == 0 or first - 1 in starts or view.opens[first] is not None
        if len(items) < 2 or not (bounded or is_roll(view, target, line)):
            continue
        if not (_claims_block(view, target, items, starts) or is_roll(view, target, line)):
            continue
        for policy in (name for name in PENALTIES if name in policies):
            verdict = _judge(view, target, lanes, state, [state[lane].total(policy) for lane in lanes])
            if verdict and len(verdict.fails) == 1:
                found = _weigh(view, target, tuple(items), _signs(view, items, policy), policy, verdict, 0)
                if best is None or found.bits > best.bits:
                    best = found
    return best


def _claims_block(view: View, target: int, items: list[int], starts: Mapping[int, int]) -> bool:
    """Whether a line says that it sums those above: as a total, without words, as its heading does, or as what totals leave."""
    label = view.labels[target]
    if "total" in label.classes or view.unnamed(target) or echoes(view, target, items[0]):
        return True
    return "result" in label.classes and all(line in starts for line in items)
