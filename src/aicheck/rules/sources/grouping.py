"""Claims by the values of their keys: each set of keys is grouped once, in one pass, and shared by all the rules of a run."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from operator import attrgetter
from typing import Any, NamedTuple, TypeAlias

from aicheck.model import Claim
from aicheck.rules.sources.selection import Condition, Selection, fold, raw_reader

Key: TypeAlias = tuple[str, ...]
_ATTRIBUTES = frozenset({"subject", "metric", "period", "scope", "role", "id"})
"""Keys that are read from a claim as they are, without a function of ours."""


class _Folded(dict[str, str]):
    """Texts to their folded forms, each worked out once."""

    def __missing__(self, text: str) -> str:
        folded = self[text] = fold(text)
        return folded


class _Fits(dict[str, bool]):
    """Values of one key to whether a condition takes them, each worked out once."""

    def __init__(self, condition: Condition) -> None:
        super().__init__()
        self.condition = condition

    def __missing__(self, value: str) -> bool:
        fits = self[value] = self.condition.takes(fold(value))
        return fits


class Cell(NamedTuple):
    """The claims that are alike in some keys, in the order of all claims; `values` are the keys' values in the first one."""

    values: Key
    claims: list[Claim]


class ClaimIndex:
    """The claims of a run, grouped as rules ask for them. Linear in the claims, once for each set of keys."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self.claims = claims
        self._grouped: dict[Key, dict[Key, Cell]] = {}
        self._folded = _Folded()

    def groups(self, keys: Key, selection: Selection, least: int = 1) -> dict[Key, Cell]:
        """The selected claims by the folded values of the keys, in their order; only groups of at least `least`."""
        inside = [(keys.index(each.key), _Fits(each)) for each in selection if each.key in keys]
        beside = [(raw_reader(each.key), _Fits(each)) for each in selection if each.key not in keys]
        chosen: dict[Key, Cell] = {}
        for key, cell in self._by_key(keys).items():
            if len(cell.claims) < least or not all(fits[key[place]] for place, fits in inside):
                continue
            if beside:
                members = cell.claims
                for read, fits in beside:
                    members = [claim for claim in members if fits[read(claim)]]
                if len(members) < least:
                    continue
                if len(members) < len(cell.claims):
                    cell = Cell(cell.values, members)
            chosen[key] = cell
        return chosen

    def _by_key(self, keys: Key) -> Mapping[Key, Cell]:
        found = self._grouped.get(keys)
        if found is None:
            found = self._grouped[keys] = self._folded_together(self._as_written(keys))
        return found

    def _as_written(self, keys: Key) -> Mapping[Key, list[Claim]]:
        read = _key_reader(keys)
        written: dict[Key, list[Claim]] = {}
        for claim in self.claims:
            key = read(claim)
            members = written.get(key)
            if members is None:
                written[key] = [claim]
            else:
                members.append(claim)
        return written

    def _folded_together(self, written: Mapping[Key, list[Claim]]) -> dict[Key, Cell]:
        """Groups whose keys differ only in case and spacing as one."""
        folded = self._folded
        cells: dict[Key, Cell] = {}
        for values, members in written.items():
            key = tuple([folded[value] for value in values])
            known = cells.get(key)
            cells[key] = Cell(values, members) if known is None else Cell(known.values, self._in_order(known.claims + members))
        return cells

    def _in_order(self, members: list[Claim]) -> list[Claim]:
        places = {id(claim): place for place, claim in enumerate(self.claims)}
        return sorted(members, key=lambda claim: places[id(claim)])


def _key_reader(keys: Key) -> Callable[[Claim], Key]:
    """A function from a claim to the values of the keys as written."""
    if len(keys) > 1 and _ATTRIBUTES.issuperset(keys):
        read: Callable[[Any], Key] = attrgetter(*keys)
        return read
    readers = [raw_reader(key) for key in keys]
    return lambda claim: tuple([read(claim) for read in readers])
