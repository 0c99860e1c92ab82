"""Claims by the values of their keys: each set of keys is grouped once, in one pass, and shared by all the rules of a run.

Values that differ only in case and spacing count as one. They are folded once a value, not once a claim: a key whose values
all differ when folded is grouped as it is written.

Which claims of a group fit which name of a rule depends only on the group's shape, the values that the rule selects by in
their order. Most groups have one of a few shapes, so selections are worked out once a shape.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import Any, NamedTuple, TypeAlias

from aicheck.model import Claim
from aicheck.rules.sources.selection import Selection, fold, raw_reader

Key: TypeAlias = tuple[str, ...]
Members: TypeAlias = tuple[int, ...]
"""Places of claims in a group."""
Shift: TypeAlias = Callable[[str], str | None]
"""From one period to another; None where there is none."""
_ATTRIBUTES = frozenset({"subject", "metric", "period", "scope", "role", "id"})
"""Keys that are read from a claim as they are, without a function of ours."""
_REMEMBERED = 50
"""Groups of more claims than this are hardly ever of one shape."""


class Column:
    """One key over all claims: values that fold to the same text are known by the first of them."""

    def __init__(self, key: str, claims: Sequence[Claim]) -> None:
        self.read = _reader((key,))
        self._claims = claims
        self._first: dict[str, str] = {}
        distinct = dict.fromkeys(map(self.read, claims))
        self._canonical = {value: self._first.setdefault(fold(value), value) for value in distinct}
        self.plain = len(self._first) == len(distinct)

    def values(self) -> Iterator[str]:
        """The value of each claim, as it is known."""
        written = map(self.read, self._claims)
        return written if self.plain else map(self._canonical.__getitem__, written)

    def known(self, text: str) -> str | None:
        """The value by which a text is known, whatever its case and spacing; None where no claim has it."""
        return self._first.get(fold(text))


class Grouping(NamedTuple):
    """Claims by the values of some keys, each list in the order of all claims; `columns` belong to the keys.

    `plain` tells that no two values of a key fold to the same text.
    """

    columns: tuple[Column, ...]
    cells: Mapping[Key, list[Claim]]
    plain: bool = True

    def written(self, key: Key) -> Key:
        """The values of a cell's keys as its first claim writes them."""
        if self.plain:
            return key
        first = self.cells[key][0]
        return tuple([column.read(first) for column in self.columns])


class ClaimIndex:
    """The claims of a run, grouped as rules ask for them. Linear in the claims, once for each set of keys."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self._claims = claims
        self._columns: dict[str, Column] = {}
        self._groupings: dict[Key, Grouping] = {}

    def by(self, keys: Key) -> Grouping:
        """All the claims by the values of the keys; without keys in one group."""
        found = self._groupings.get(keys)
        if found is None:
            found = self._groupings[keys] = self._grouped(keys)
        return found

    def _grouped(self, keys: Key) -> Grouping:
        if not keys:
            return Grouping((), {(): list(self._claims)} if self._claims else {})
        columns = tuple(self._column(key) for key in keys)
        cells: dict[Key, list[Claim]] = defaultdict(list)
        for key, claim in zip(zip(*(column.values() for column in columns), strict=True), self._claims, strict=True):
            cells[key].append(claim)
        cells.default_factory = None  # type: ignore[attr-defined]
        return Grouping(columns, cells, all(column.plain for column in columns))

    def _column(self, key: str) -> Column:
        if key not in self._columns:
            self._columns[key] = Column(key, self._claims)
        return self._columns[key]


class Earlier:
    """Where the claims of another period stand: a group's key to that of the group some shifts away."""

    def __init__(self, grouping: Grouping, keys: Key, shifts: tuple[Shift, ...]) -> None:
        self._cells = grouping.cells
        self._place = keys.index("period")
        self._column = grouping.columns[self._place]
        self._shifts = shifts
        self._periods: dict[str, str | None] = {}

    def key(self, key: Key) -> Key | None:
        """The key of the other group; None where there is none."""
        place = self._place
        period = key[place]
        other = self._periods[period] if period in self._periods else self._shifted(period)
        if other is None:
            return None
        at = (*key[:place], other, *key[place + 1 :])
        return at if at in self._cells else None

    def _shifted(self, period: str) -> str | None:
        """The period some shifts away, as claims write it, worked out once a period."""
        other: str | None = fold(period).upper()
        for shift in self._shifts:
            other = None if other is None else shift(other)
        found = self._periods[period] = None if other is None else self._column.known(other)
        return found


class Fitting:
    """Which claims of a group fit which of several selections, worked out once a shape.

    Called with a group's key and its claims, it gives for each selection the places of the claims that fit.
    """

    def __init__(self, keys: Key, selections: Sequence[Selection]) -> None:
        self._count = len(selections)
        inside = _Masks([tuple(each for each in selection if each.key in keys) for selection in selections])
        self._inside = inside if inside.keys_ else None
        self._places = tuple(keys.index(key) for key in inside.keys_)
        beside = _Masks([tuple(each for each in selection if each.key not in keys) for selection in selections])
        self._beside = beside if beside.keys_ else None
        self._read = _reader(beside.keys_)
        self._known: dict[object, tuple[Members, ...]] = {}

    def __call__(self, key: Key, claims: Sequence[Claim]) -> tuple[Members, ...]:
        whole = -1
        shape: object = len(claims) if self._beside is None else tuple(map(self._beside.__getitem__, map(self._read, claims)))
        if self._inside is not None:
            whole = self._inside[tuple([key[place] for place in self._places])]
            shape = whole, shape
        found = self._known.get(shape)
        if found is None:
            found = self._members(whole, claims)
            if len(claims) <= _REMEMBERED:
                self._known[shape] = found
        return found

    def _members(self, whole: int, claims: Sequence[Claim]) -> tuple[Members, ...]:
        masks = [-1] * len(claims) if self._beside is None else [self._beside[self._read(claim)] for claim in claims]
        return tuple(
            tuple([place for place, mask in enumerate(masks) if (whole & mask) >> number & 1]) for number in range(self._count)
        )


class _Masks(dict[Any, int]):
    """Values of keys to the selections that take them, as bits; each is worked out once.

    The values are those of `keys_` as written: one text where there is one key and the reader gives it alone.
    """

    def __init__(self, selections: Sequence[Selection]) -> None:
        super().__init__()
        self.keys_: Key = tuple(dict.fromkeys(condition.key for selection in selections for condition in selection))
        self._selections = selections

    def __missing__(self, values: Key | str) -> int:
        given = (values,) if isinstance(values, str) else values
        folded = {key: fold(value) for key, value in zip(self.keys_, given, strict=True)}
        mask = 0
        for number, selection in enumerate(self._selections):
            if all(condition.takes(folded[condition.key]) for condition in selection):
                mask |= 1 << number
        self[values] = mask
        return mask


def _reader(keys: Key) -> Callable[[Claim], Any]:
    """A function from a claim to the values of the keys as written; to the value itself where there is one key."""
    if keys and _ATTRIBUTES.issuperset(keys):
        return attrgetter(*keys)
    readers = [raw_reader(key) for key in keys]
    return readers[0] if len(readers) == 1 else lambda claim: tuple([read(claim) for read in readers])
