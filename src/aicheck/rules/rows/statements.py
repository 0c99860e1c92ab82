"""The financial statements of a document: its lines with their cells, by period, from tables of any layout.

A table holds one statement, a part of one, or several below headings of their own. The lines of one entity's statements
are brought together in `Accounts`, so that identities can join them; a separate (parent-only) set is kept apart.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from aicheck.model import Table
from aicheck.quantities.cells import CellNumber
from aicheck.quantities.grid import Grid, grid_of
from aicheck.rules.rows.lines import Place, Vocabulary, fold, vocabulary

Column = Hashable
"""A period: 0 for the latest, 1 for the one before ...; anything else is a column of one table that is told from no other."""
FEWEST_LINES = 2
"""Known lines that make a table a statement, where its title says so; one more where it has no title."""
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_SHORT_YEAR = re.compile(r"(?:fy|'|’|[a-z]{3}-)\s?(\d\d)(?!\d)", re.IGNORECASE)
MOST_NOTES = 100
"""Whole numbers below this, beside a column that has others, are those of notes."""
FEWEST_GROUPED = 4
"""Amounts of a statement with exactly three digits after the point, and others without one, that show that it groups digits."""
_TWO_POINTS = re.compile(r"(?<![\d.])\d{1,3}(?:\.\d{3}){2,}(?![\d.])")
_NO_PERIOD = frozenset({"change", "share", "note", "mean"})


class Entry(NamedTuple):
    """One cell of a line: table number, row and column, and the number that stands there.

    `others` lists what may have been taken for it: the different numbers of its other periods.
    """

    table: int
    row: int
    column: int
    number: CellNumber
    others: tuple[Decimal, ...] = ()


class Line(NamedTuple):
    """One row of a statement: its label as written and folded, its place in the vocabulary, its cells by period."""

    label: str
    folded: str
    kind: str
    place: Place | None
    cells: Mapping[Column, Entry]


class Accounts(NamedTuple):
    """The statements of one entity. `lines` in the order of the document; `joined` tells whether periods join its statements."""

    lines: tuple[Line, ...]
    joined: bool

    def named(self, name: str) -> tuple[Line, ...]:
        """The lines that the vocabulary knows by a name, of the best rank there is."""
        found = [line for line in self.lines if line.place is not None and line.place.line == name]
        best = min((line.place.rank for line in found if line.place), default=0)
        return tuple(line for line in found if line.place and line.place.rank == best)

    def labelled(self, labels: frozenset[str]) -> tuple[Line, ...]:
        """The lines of one of the folded labels."""
        return tuple(line for line in self.lines if line.folded in labels)


class Sheet(NamedTuple):
    """The body rows of a table from `first` to before `last` under one title."""

    table: int
    grid: Grid
    title: str
    first: int
    last: int


class _Part(NamedTuple):
    """A sheet that is known as a statement."""

    sheet: Sheet
    kind: str
    separate: bool
    columns: Mapping[int, Column]


def accounts_of(tables: Sequence[Table]) -> tuple[Accounts, ...]:
    """The accounts of a document, the main entity's first."""
    sheets = [sheet for number, table in enumerate(tables) for sheet in _sheets(number, table)]
    parts = [part for sheet in sheets if (part := _part(sheet))]
    found: list[Accounts] = []
    for separate in (False, True):
        own = _aligned([part for part in parts if part.separate is separate])
        if own:
            amounts = [number for part in own for number in _amounts(part)]
            grouped = _grouped(amounts, (words for part in own for words in _cells(part)))
            lines = tuple(line for part in own for line in _lines(part, grouped))
            shorter = any(vocabulary().shorter.search(_all_words(part).lower()) for part in own)
            found.append(Accounts(lines, not shorter))
    return tuple(found)


def _sheets(number: int, table: Table) -> Iterator[Sheet]:
    """The table cut at the headings that name a statement; a table that does not hold its rows is too long for one."""
    grid = grid_of(table)
    if not grid.columns or grid.numbers.packed is not None:
        return
    title, first = f"{table.caption}\n{table.rows[0][0].text}", 0
    for r in range(len(table.rows)):
        words = grid.row_labels[r].text
        if not words or any(grid.numbers[r]):
            continue
        if _title_kind(words):
            if any(first <= b < r for b in grid.body):
                yield Sheet(number, grid, title, first, r)
            title, first = words if r else title, r
    yield Sheet(number, grid, title, first, len(table.rows))


def _title_kind(words: str) -> str:
    """The statement that a title names, the last word deciding; empty where it names none."""
    found = [(match.end(), kind) for kind, pattern in vocabulary().titles.items() for match in pattern.finditer(words.lower())]
    return max(found)[1] if found else ""


def _part(sheet: Sheet) -> _Part | None:
    votes: dict[str, int] = {}
    words = vocabulary()
    folded = [fold(sheet.grid.row_labels[r].text) for r in sheet.grid.body if sheet.first <= r < sheet.last]
    for label in folded:
        for kind in words.lines:
            votes[kind] = votes.get(kind, 0) + (words.place(kind, label) is not None)
    titled = _titled(sheet.title)
    if not votes or titled == "other" or (not titled and vocabulary().divided.search(_words(sheet))):
        return None
    kind = titled or max(votes, key=lambda each: votes[each])
    if votes.get(kind, 0) < FEWEST_LINES + (not titled):
        return None
    return _Part(sheet, kind, bool(vocabulary().separate.search(sheet.title.lower())), {})


def _titled(title: str) -> str:
    """The kind that a title of several lines names: the line nearest to the table decides."""
    for words in reversed(title.split("\n")):
        kinds = {kind for kind, pattern in vocabulary().titles.items() if pattern.search(words.lower())}
        named = kinds - {"other"}
        if len(named) == 1:
            return named.pop()
        if kinds == {"other"}:
            return "other"
    return ""


def _all_words(part: _Part) -> str:
    headers = " ".join(part.sheet.grid.column_labels[c].text for c in part.sheet.grid.columns)
    return f"{part.sheet.title} {headers}"


def _words(sheet: Sheet) -> str:
    """All the labels of rows and columns."""
    rows = (sheet.grid.row_labels[r].text for r in range(sheet.first, sheet.last))
    columns = (label.text for label in sheet.grid.column_labels)
    return "\n".join((*columns, *rows)).lower()


# -- periods ----------------------------------------------------------------------------------------------------------


def _aligned(parts: Sequence[_Part]) -> list[_Part]:
    """The parts with their columns as periods: 0 is the latest of all the years that their headers name."""
    years = [_years(part) for part in parts]
    order = sorted({year for each in years for year in each.values()}, reverse=True)
    found = []
    for part, own in zip(parts, years, strict=True):
        usable = _period_columns(part.sheet.grid)
        columns: dict[int, Column] = {c: (part.sheet.table, c) for c in usable}
        named = _named_periods(part.sheet.grid, usable)
        if own:
            columns = {c: order.index(year) for c, year in own.items()}
        elif named:
            columns = dict(named)
        elif len(usable) == 1:
            columns = {usable[0]: 0}
        found.append(part._replace(columns=columns))
    return found


def _period_columns(grid: Grid) -> list[int]:
    """The columns of amounts that are no notes, changes or percentages."""
    kept = []
    for c in grid.columns:
        numbers = [number for r in grid.body if (number := grid.numbers[r][c]) and not number.nil]
        percent = sum(number.kind != "amount" for number in numbers)
        if numbers and percent * 2 <= len(numbers) and _is_period(grid, c):
            kept.append(c)
    found = [c for c in kept if not _of_notes(grid, c)]
    return found or kept


def _of_notes(grid: Grid, column: int) -> bool:
    """Whether a column has nothing but whole numbers as notes have."""
    numbers = [number for r in grid.body if (number := grid.numbers[r][column])]
    return all(number.plain and not number.places and 0 < number.value < MOST_NOTES for number in numbers)


def _is_period(grid: Grid, column: int) -> bool:
    """Whether a column's label does not name a note, change, share or adjustment; a month's short name may look like one."""
    label = grid.column_labels[column]
    if vocabulary().aside.search(label.text.lower()):
        return False
    return not label.classes & _NO_PERIOD or bool(_YEAR.search(label.text))


def _years(part: _Part) -> Mapping[int, int]:
    """The year of every column of amounts; nothing where one has none, or two have the same."""
    found: dict[int, int] = {}
    grid = part.sheet.grid
    for c in _period_columns(grid):
        words = grid.column_labels[c].text
        full, short = _YEAR.findall(words), _SHORT_YEAR.findall(words)
        if full or short:
            found[c] = int(full[-1]) if full else 2000 + int(short[-1])
    whole = len(found) == len(_period_columns(grid)) and len(set(found.values())) == len(found)
    return found if whole else {}


def _named_periods(grid: Grid, columns: Iterable[int]) -> Mapping[int, int]:
    """Columns headed `Current` and `Prior`, in any language."""
    periods = vocabulary().periods
    found: dict[int, int] = {}
    for c in columns:
        label = fold(grid.column_labels[c].text)
        for rank, name in enumerate(("current", "prior")):
            if label in periods[name]:
                found[c] = rank
    return found if found and len(set(found.values())) == len(found) == len(list(columns)) else {}


# -- lines ------------------------------------------------------------------------------------------------------------


def _lines(part: _Part, grouped: bool) -> Iterator[Line]:
    grid, words = part.sheet.grid, vocabulary()
    for r in grid.body:
        if not part.sheet.first <= r < part.sheet.last:
            continue
        label, kind, place = _named(part, r, words)
        folded = fold(label)
        cells = {
            column: Entry(part.sheet.table, r, c, _whole(number), ()) if grouped
            else Entry(part.sheet.table, r, c, number, tuple(_others(part, r, c)))
            for c, column in part.columns.items()
            if (number := grid.numbers[r][c]) and number.kind == "amount"
        }
        if cells:
            yield Line(label, folded, kind, place, cells)


def _named(part: _Part, row: int, words: Vocabulary) -> tuple[str, str, Place | None]:
    """The label of a row, with the kind of statement and the line that it names; one that began in the row above is joined.

    What stands alone above a row may be a heading, too: it is joined where both together name a line, and one of them at most
    does so alone. A row that begins with a small letter, or below a word like `and`, goes on at any rate.
    """
    grid = part.sheet.grid
    label = grid.row_labels[row].text
    above = grid.row_labels[row - 1].text if row > part.sheet.first and row - 1 not in grid.body else ""
    own = _place(fold(label), part, words)
    if above and not _title_kind(above):
        whole = f"{above} {label}"
        kind, place = _place(fold(whole), part, words)
        if place is not None and (own[1] is None or _place(fold(above), part, words)[1] is None):
            return whole, kind, place
        if label[:1].islower() or words.dangling.search(above.lower()):
            return whole, part.kind, None
    return label, *own


def _amounts(part: _Part) -> Iterator[CellNumber]:
    numbers = part.sheet.grid.numbers
    for r in part.sheet.grid.body:
        if part.sheet.first <= r < part.sheet.last:
            yield from (n for c in part.columns if (n := numbers[r][c]) and n.kind == "amount" and not (n.nil or n.scaled))


def _cells(part: _Part) -> Iterator[str]:
    rows = part.sheet.grid.table.rows
    yield from (rows[r][c].text for r in range(part.sheet.first, part.sheet.last) for c in part.columns)


def _grouped(amounts: Sequence[CellNumber], words: Iterable[str]) -> bool:
    """Whether points group the digits, as in `12.450` beside `812`: three digits follow each, and some amounts have none.

    `words` are the cells: two points in one (`1.204.450`) tell it, too.
    """
    pointed = [number for number in amounts if number.places > 0]
    threes = {number.places for number in pointed} == {3} and all(abs(number.value) >= 1 for number in pointed)
    told = len(pointed) < len(amounts) or any(_TWO_POINTS.search(each) for each in words)
    return threes and len(pointed) >= FEWEST_GROUPED and told


def _whole(number: CellNumber) -> CellNumber:
    """A number whose point groups its digits."""
    return number._replace(value=number.value.scaleb(3), places=0) if number.places == 3 else number


def _others(part: _Part, row: int, column: int) -> Iterator[Decimal]:
    numbers = part.sheet.grid.numbers[row]
    own = numbers[column]
    for c in part.columns:
        other = numbers[c]
        if own and other and other.kind == "amount" and not other.nil and other.value != own.value:
            yield other.value


def _place(folded: str, part: _Part, words: Vocabulary) -> tuple[str, Place | None]:
    """The line that a label names in a statement of this kind; without a title, else in the one other kind that knows it."""
    own = words.place(part.kind, folded)
    if own:
        return part.kind, own
    others = [(other, known[folded]) for other, known in words.lines.items() if folded in known]
    return others[0] if len(others) == 1 and not _titled(part.sheet.title) else (part.kind, None)
