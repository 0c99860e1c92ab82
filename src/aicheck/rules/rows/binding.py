"""Names bound to the cells of statement lines: one match for each period, and for each reading that the writing allows.

Costs are written positive or negative, and some lines may or may not count in a subtotal: `Reading`s are the ways to take
the cells. An identity holds where it holds in one of them.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import chain, islice
from typing import Literal, NamedTuple

from aicheck.model import Reading, Table
from aicheck.quantities.cells import CellNumber, statement
from aicheck.quantities.grid import Grid, grid_of
from aicheck.rules.matching import Binding, Facts, Item, Match
from aicheck.rules.rows.lines import fold
from aicheck.rules.rows.statements import Accounts, Column, Entry, Line

Take = Literal["written", "size", "either"]
"""How a line's sign is taken: as written, without its sign, or either way (a tax that may be a credit)."""
MOST_READINGS = 96
Position = tuple[int, int, int]


class Named(NamedTuple):
    """One name of a rule: which lines it binds (`lines` of the vocabulary in order of preference, or folded `labels`).

    `may`: a line that counts or not; `previous`: of the period before; `many`: all the lines that there are; `whole`: not
    where the next row that no name knows begins like it, since it is one of several then. `times`: the line by which it is
    multiplied (shares, of earnings per share).
    """

    name: str
    lines: tuple[str, ...] = ()
    labels: frozenset[str] = frozenset()
    take: Take = "written"
    may: bool = False
    optional: bool = False
    previous: bool = False
    many: bool = False
    whole: bool = False
    times: str = ""


class Multiple(NamedTuple):
    """By how much a cell is multiplied; `half` is half a unit of the last place of that number."""

    factor: Decimal
    half: Decimal


class Left(NamedTuple):
    """What lines that are left out can do: (left side - right side) may lie between these shares of the largest line."""

    low: Fraction
    high: Fraction


class Pattern(NamedTuple):
    """A compiled `rows`: its names, and what lines that are left out can do.

    `left` is None where they can do anything, and `often` tells that they usually do. `because` gives for each kind of line
    that is left out what it can do (None: anything): two identities that lack the same one do not confirm each other.
    `exceptions` is the share of right statements that break it though they show all its names; `lasting` tells that they
    break it in every period then. `once` is what lines that are left out can do in one period alone, `most` what
    they can do at all where `left` is None; None: anything.
    """

    names: tuple[Named, ...]
    left: Left | None
    often: bool
    because: Mapping[str, Left | None]
    exceptions: Fraction = Fraction(1)
    lasting: bool = False
    once: Left | None = None
    most: Left | None = None


class Taken(NamedTuple):
    """One cell in one reading: the name that binds it, its sign (the bound value is sign * written value), its item.

    With a `multiple` the bound value is multiplied by it.
    """

    name: str
    entry: Entry
    sign: int
    item: Item
    multiple: Multiple | None = None

    @property
    def at(self) -> Position:
        """Table, row and column."""
        return self.entry.table, self.entry.row, self.entry.column


class Details(NamedTuple):
    """What `settlement` needs of a match: its relation and period, the cells of this reading, the rule's pattern.

    `relation` is the same for every period, `key` tells the period too; `turned` counts the names that this reading takes
    otherwise than plainly: with the other sign, or not at all.
    """

    path: str
    relation: Hashable
    key: Hashable
    cells: tuple[Taken, ...]
    pattern: Pattern
    tables: Sequence[Table]
    turned: int = 0


class Cells:
    """The cells of one document as statements."""

    def __init__(self, facts: Facts, reading: Reading) -> None:
        self.facts, self.reading = facts, reading
        self.tables = reading.document.tables
        self._grids: dict[int, Grid] = {}
        self._items: dict[tuple[Position, int, Multiple | None], Item] = {}

    def item(self, entry: Entry, label: str, sign: int, multiple: Multiple | None = None) -> Item:
        """The statement of a cell, its value turned where a reading takes it the other way, or multiplied."""
        key = (entry.table, entry.row, entry.column), sign, multiple
        if key not in self._items:
            quantity = statement(self.tables[entry.table].rows[entry.row][entry.column], entry.number, self.reading.document.path)
            if sign < 0:
                value = -entry.number.value
                quantity = quantity._replace(value=value, low=value, high=value)
            if multiple is not None:
                low, high = _product(entry.number, multiple)
                quantity = quantity._replace(value=None, low=low, high=high, decimals=None)
            grid = self._grids.get(entry.table) or self._grids.setdefault(entry.table, grid_of(self.tables[entry.table]))
            column = grid.column_labels[entry.column].text
            names = {"row": label, "column": column, "cell": f"{label}, {column}" if column else label}
            self._items[key] = self.facts.item(self.reading, quantity, label)._replace(keys=names)
        return self._items[key]


def _product(number: CellNumber, multiple: Multiple) -> tuple[Decimal, Decimal]:
    """The least and the most that a number gives, multiplied."""
    half = Decimal(5).scaleb(-number.places - 1)
    ends = [
        (number.value + one) * (multiple.factor + other)
        for one in (-half, half) for other in (-multiple.half, multiple.half)
    ]  # fmt: skip
    return min(ends), max(ends)


def matches(pattern: Pattern, number: int, accounts: Accounts, cells: Cells) -> Iterator[Match]:
    """The readings of a pattern (the `number`th of its run) in every period of the accounts."""
    lines = {named.name: _lines_of(named, accounts) for named in pattern.names}
    required = [named for named in pattern.names if not (named.optional or named.may)]
    if not all(lines[named.name] for named in required):
        return
    anchor = next(named for named in required if not named.previous)
    for column in dict.fromkeys(column for line in lines[anchor.name] for column in line.cells):
        found = {named.name: _in_column(named, lines[named.name], column) for named in pattern.names}
        if not all(found[named.name] for named in required):
            continue
        kinds = {line.kind for held in found.values() for line, _ in held}
        if len(kinds) > 1 and not accounts.joined:
            continue
        key = cells.reading.document.path, number, id(accounts), column
        multiples = {named.name: _multiple(named, found, pattern, accounts, column) for named in pattern.names if named.times}
        if None in multiples.values():
            continue
        for turned, taken in _readings(pattern, found, cells, multiples):
            yield _match(pattern, taken, Details(key[0], key[:3], key, taken, pattern, cells.tables, turned))


Held = tuple[tuple[Line, Entry], ...]
POWERS = tuple(sorted(power - cents for power in range(-9, 13, 3) for cents in (0, 2)))
"""Powers of ten by which units of two lines and of their product may differ: shares in millions, earnings in cents."""


def _multiple(named: Named, found: Mapping[str, Held], pattern: Pattern, accounts: Accounts, column: Column) -> Multiple | None:
    """The number by which a name is multiplied, in the power of ten that brings it nearest to the rule's first name."""
    first, own = found[pattern.names[0].name], found[named.name]
    by = [line.cells[column].number for line in accounts.named(named.times) if column in line.cells]
    if len(by) != 1 or not (first and own and by[0].value > 0):
        return None
    wanted, given = abs(first[0][1].number.value), abs(own[0][1].number.value * by[0].value)
    if not (wanted and given):
        return None
    power = min(POWERS, key=lambda power: max(given.scaleb(power) / wanted, wanted / given.scaleb(power)))
    return Multiple(by[0].value.scaleb(power), Decimal(5).scaleb(power - by[0].places - 1))


def _lines_of(named: Named, accounts: Accounts) -> tuple[Line, ...]:
    if named.labels:
        return accounts.labelled(named.labels)
    if named.many:
        return tuple(line for name in named.lines for line in accounts.named(name))
    found = next((found for name in named.lines if (found := accounts.named(name))), ())
    return () if named.whole and any(_one_of_several(line, accounts) for line in found) else found


def _one_of_several(line: Line, accounts: Accounts) -> bool:
    """Whether another row, which no name knows, begins with the same two words: `cost of services` beside `cost of goods`."""
    start = line.folded.split()[:2]
    alike = (other.folded.split()[:2] for other in accounts.lines if other.place is None and other.kind == line.kind)
    return len(start) > 1 and start in alike


def _in_column(named: Named, lines: tuple[Line, ...], column: Column) -> Held:
    """The cells of a name in a period; none where two lines of one name differ."""
    if named.previous:
        if not isinstance(column, int):
            return ()
        column += 1
    held = tuple((line, line.cells[column]) for line in lines if column in line.cells)
    if named.many or len(held) < 2:
        return held if not named.many or len(held) > 1 else ()
    return held[:1] if len({entry.number.value for _, entry in held}) == 1 else ()


def _readings(
    pattern: Pattern, found: Mapping[str, Held], cells: Cells, multiples: Mapping[str, Multiple | None]
) -> list[tuple[int, tuple[Taken, ...]]]:
    """Every way to take the cells, with how many names are not taken plainly; the plainest first."""
    choices = [_choices(named, found[named.name], cells, multiples.get(named.name)) for named in pattern.names]
    ways = ((turned, way) for turned in range(len(choices) + 1) for way in _ways(choices, turned))
    return [(turned, tuple(chain.from_iterable(way))) for turned, way in islice(ways, MOST_READINGS)]


def _ways(choices: Sequence[Sequence[tuple[Taken, ...]]], turned: int) -> Iterator[tuple[tuple[Taken, ...], ...]]:
    """The ways to take one of each, of which so many are not the first; none is made before it is asked for."""
    if not choices:
        yield ()
        return
    for choice in choices[0] if turned else choices[0][:1]:
        left = turned - (choice is not choices[0][0])
        if left < len(choices):
            yield from ((choice, *rest) for rest in _ways(choices[1:], left))


def _choices(named: Named, held: Held, cells: Cells, multiple: Multiple | None) -> list[tuple[Taken, ...]]:
    def taken(signs: Sequence[int]) -> tuple[Taken, ...]:
        pairs = zip(held, signs, strict=True)
        items = ((entry, sign, cells.item(entry, line.label, sign, multiple)) for (line, entry), sign in pairs)
        return tuple(Taken(named.name, entry, sign, item, multiple) for entry, sign, item in items)

    if not held:
        return [()]
    sizes = [-1 if entry.number.value < 0 else 1 for _, entry in held]
    plain = taken(sizes if named.take == "size" else [1] * len(held))
    ways = [plain]
    if named.take == "either":
        ways.append(taken([-1] * len(held)))
    if named.take == "size" and len(set(sizes)) > 1:  # the one that is written unlike the others may be a credit
        ways.append(taken([1 if sum(sizes) >= 0 else -1] * len(held)))
    return [*ways, ()] if named.may else ways


def _match(pattern: Pattern, taken: tuple[Taken, ...], details: Details) -> Match:
    bindings: dict[str, Binding] = {}
    for named in pattern.names:
        own = tuple(each.item for each in taken if each.name == named.name)
        bindings[named.name] = own if named.many else own[0] if own else None
    first = taken[0].item
    bindings |= {"suspect": first, "computed": "", "slip": ""}
    return Match(bindings, first.place, details=details)


def labels(words: Sequence[str]) -> frozenset[str]:
    """Written labels as they are compared."""
    return frozenset(fold(word) for word in words)
