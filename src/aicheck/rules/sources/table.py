"""`match: {table: total}`: what must foot inside a table, found by labels and by what the other columns and rows show.

Sums (`total`, `net`, `roll-forward`) bind `total`, `addends` and `deductions`; changes (`change`, `percent-change`) bind
`change`, `after` and `before`; a `share` binds `share`, `part` and `whole`; what is stated twice (`carried-forward`,
`repeated-line`) binds `again` and `first`. All bind `suspect`, the cell that is probably wrong, else the one that the others
lead to, and `computed`, what the others give as they are written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple, get_args

from aicheck.model import Fix, Reading, Table
from aicheck.quantities.cells import statement
from aicheck.quantities.grid import Grid
from aicheck.rules.expectations import Assessment
from aicheck.rules.matching import Binding, Facts, Item, Match, Matcher, NameType, Source
from aicheck.rules.rule import Judged
from aicheck.rules.sources.choices import choices, chosen
from aicheck.rules.tables.relations import Evidence, Position, Relation, RelationKind, Together, reconcile
from aicheck.rules.tables.suspects import RATIOS, SLIP_WORDS, Style, Suspect, computed, rewritten, style_of, suspects
from aicheck.rules.tables.view import MOST_PLACES, Axis
from aicheck.yamlio import WRONG_TYPE, Fields, Node

_NAMES: Mapping[str, NameType] = {"suspect": "one", "computed": "text"}
_SUM: Mapping[str, NameType] = {"total": "one", "addends": "many", "deductions": "many", "line": "text", **_NAMES}
_CHANGE: Mapping[str, NameType] = {"change": "one", "after": "one", "before": "one", **_NAMES}
_REPEAT: Mapping[str, NameType] = {"again": "one", "first": "one", **_NAMES}
KINDS: Mapping[RelationKind, Mapping[str, NameType]] = {
    "total": _SUM, "net": _SUM, "roll-forward": _SUM, "change": _CHANGE, "percent-change": _CHANGE,
    "share": {"share": "one", "part": "one", "whole": "one", **_NAMES},
    "carried-forward": _REPEAT, "repeated-line": _REPEAT,
}  # fmt: skip
"""What each kind of relation binds."""


class _Wanted(NamedTuple):
    """Which relations a rule asks for."""

    kinds: frozenset[str]
    evidence: frozenset[str]
    axes: frozenset[str]

    def has(self, relation: Relation) -> bool:
        return relation.kind in self.kinds and relation.evidence in self.evidence and relation.axis in self.axes


def _compile(node: Node, fields: Fields) -> Matcher | None:
    kinds = chosen(node, fields, "table", tuple(KINDS))
    evidence = _beside(fields, "evidence", get_args(Evidence))
    axes = _beside(fields, "axis", get_args(Axis))
    if not kinds or not evidence or not axes:
        return None
    names = next(bound for kind, bound in KINDS.items() if kind in kinds)
    if any(KINDS[kind] is not names for kind in KINDS if kind in kinds):
        fields.fault(WRONG_TYPE, "table: these kinds bind different names", node, "write one rule for each")
        return None
    return Matcher(names, _Wanted(kinds, evidence, axes), implied=evidence == {"unexplained"})


def _beside(fields: Fields, key: str, known: tuple[str, ...]) -> frozenset[str]:
    node = fields.node(key)
    return frozenset(known) if node is None else chosen(node, fields, key, known)


def _find(matchers: Sequence[Matcher], facts: Facts) -> Iterator[tuple[int, Match]]:
    for reading in facts.readings:
        for table in reading.document.tables:
            yield from _in_table(matchers, facts, reading, table)


def _in_table(matchers: Sequence[Matcher], facts: Facts, reading: Reading, table: Table) -> Iterator[tuple[int, Match]]:
    """The matches in one table. Of broken relations with one suspect the first is reported, since one slip broke them all."""
    found = reconcile(table)
    blamed = suspects(found.grid, found.relations)
    cells = _Cells(facts, reading, found.grid)
    accused: set[Position] = set()
    for relation in found.relations:
        wanting = [index for index, matcher in enumerate(matchers) if matcher.pattern.has(relation)]
        suspect = blamed.get(relation)
        if not wanting or (suspect is not None and suspect.cell in accused):
            continue
        if suspect is not None:
            accused.add(suspect.cell)
        match = cells.match(relation, suspect)
        for index in wanting:
            yield index, match


class _Cells:
    """The cells of one table as bound statements."""

    def __init__(self, facts: Facts, reading: Reading, grid: Grid) -> None:
        self.facts = facts
        self.reading = reading
        self.grid = grid
        self.items: dict[Position, Item] = {}

    @cached_property
    def style(self) -> Style:
        """How the table writes its numbers."""
        return style_of(self.grid)

    def item(self, at: Position) -> Item:
        """The statement of a cell, with the names of its row and column."""
        if at not in self.items:
            row, column = at
            number = self.grid.numbers[row][column]
            assert number is not None, "relations join numbers"
            quantity = statement(self.grid.table.rows[row][column], number, self.reading.document.path)
            names = {"row": self.grid.row_name(row), "column": self.grid.column_name(column)}
            label = ", ".join(names.values())
            place = self.facts.place(self.reading, quantity.start, quantity.end)
            self.items[at] = Item(quantity, place, label, {**names, "cell": label})
        return self.items[at]

    def match(self, relation: Relation, suspect: Suspect | None) -> Match:
        """A relation as a match: where one cell is to blame it stands there, with the repair."""
        target = self.item(relation.target)
        blamed = self.item(suspect.cell) if suspect else target
        bindings: dict[str, Binding] = {"suspect": blamed, "computed": self.computed(relation)}
        names = [name for name, kind in KINDS[relation.kind].items() if kind == "one" and name != "suspect"]
        if len(names) > 1:
            bindings |= dict(zip(names, (target, *map(self.item, relation.parts)), strict=True))
        else:
            signed = list(zip(relation.parts, relation.signs, strict=True))
            together = () if relation.together is None else (self.together(relation, relation.together),)
            bindings |= {
                "total": target,
                "addends": together or tuple(self.item(part) for part, sign in signed if sign > 0),
                "deductions": tuple(self.item(part) for part, sign in signed if sign < 0),
                "line": self.line(relation),
            }
        fix = self.fix(relation, suspect) if suspect else None
        return Match(bindings, blamed.place, fix=fix, details=relation.unsure)

    def together(self, relation: Relation, sum_: Together) -> Item:
        """The many addends of a total as one statement: from the least to the greatest sum that they allow."""
        first, last = (self.item(part) for part in relation.parts)
        quantity = first.quantity._replace(
            text=f"{first.quantity.text} … {last.quantity.text}", value=None, decimals=None,
            low=sum_.value - sum_.half, high=sum_.value + sum_.half,
        )  # fmt: skip
        label = f"{sum_.numbers:,} rows from {first.label} to {last.label}"
        return Item(quantity, first.place, label, {"cell": label})

    def computed(self, relation: Relation) -> str:
        """What the parts of a relation give as they are written: a sum to the last digit of any, a percentage to the target's."""
        target, *parts = self.grid.at(relation.target, *relation.parts)
        if relation.kind in RATIOS:
            places = max(target.places, 0)
            scaled = round(computed(relation, parts) * 10**places)
        else:
            places = max((number.places for number in (target, *parts) if not number.nil), default=0)
            places = max(places, 0)
            if relation.together is not None:
                exact = relation.together.value
                places = next(more for more in range(places, MOST_PLACES + 1) if 10**more % exact.denominator == 0)
                scaled = int(exact * 10**places)
            else:
                scaled = sum(sign * int(part.value.scaleb(places)) for sign, part in zip(relation.signs, parts, strict=True))
        return _written(scaled, places) + ("%" if target.kind == "percent" else "")

    def line(self, relation: Relation) -> str:
        """What happened to the one line that would explain by itself why a sum does not hold; empty where none or several do."""
        if relation.holds or relation.together is not None:
            return ""
        target, *parts = self.grid.at(relation.target, *relation.parts)
        terms = [sign * part.value for sign, part in zip(relation.signs, parts, strict=True)]
        rest = target.value - sum(terms)
        told = [
            f", as if {self.grid.row_name(at[0]) if relation.axis == 'column' else self.grid.column_name(at[1])} were {deed}"
            for at, term in zip(relation.parts, terms, strict=True)
            for step, deed in ((-term, "left out"), (term, "counted twice"))
            if term and rest == step
        ]
        return told[0] if len(told) == 1 else ""

    def fix(self, relation: Relation, suspect: Suspect) -> Fix | None:
        """What should probably stand in the suspected cell, and why."""
        number = self.grid.numbers[suspect.cell[0]][suspect.cell[1]]
        item = self.item(suspect.cell)
        if suspect.slip is None or number is None:
            return None
        words = rewritten(item.quantity.text, number, suspect.slip, self.style.of(self.grid, relation))
        if not words:
            return None
        reason = f"{SLIP_WORDS[suspect.slip.kind]}: then {_counted(suspect.mends)}"
        return Fix(item.place, words, reason + (f", and {suspect.keeps} more still hold" if suspect.keeps else ""))


def _settle(judged: Sequence[Judged]) -> Iterator[Judged]:
    """A relation that the table may not mean is unchecked, and says so once for all that do not hold."""
    for each in judged:
        unsure = each.match.details
        yield each._replace(assessment=Assessment("unchecked", reason=unsure)) if unsure else each


def _written(scaled: int, places: int) -> str:
    """A number given in units of its last of so many places, with thousands separators."""
    whole, rest = divmod(abs(scaled), 10**places)
    sign = "-" if scaled < 0 else ""
    return f"{sign}{whole:,}" + (f".{rest:0{places}}" if places else "")


def _counted(mends: int) -> str:
    return "the numbers agree" if mends == 1 else f"all {mends} relations that this cell broke hold"


SOURCE = Source(
    name="table",
    summary="what must agree inside a table: " + ", ".join(f"`{kind}`" for kind in KINDS),
    scope="document",
    compile=_compile,
    find=_find,
    schema=choices(tuple(KINDS)),
    example="""\
severity: error
match: {table: total, axis: column}
expect: total == sum(addends)
at: suspect
message: "{total.cell}: the rows above sum to {expected}, not {total}"
what: A total is the sum of the rows that it covers.
why: A number was mistyped or changed alone.
fix: Compare the rows with their source.
tests:
  ok:
    - |
      | Depot | 2031 | 2030 |
      |-------|------|------|
      | Leeds | 418 | 397 |
      | Hull  | 264 | 251 |
      | Total | 682 | 648 |
  bad:
    - |
      | Depot | 2031 | 2030 |
      |-------|------|------|
      | Leeds | 4,118 | 3,907 |
      | Hull  | 2,264 | 2,351 |
      | Total | [[6,832]] | 6,258 |
""",
    beside={"evidence": choices(get_args(Evidence)), "axis": choices(get_args(Axis))},
    mends=True,
    settle=_settle,
)
