"""What sentences state of the rows of the tables beside them: `In 2031, crates amounted to 8,410, against 7,902 in 2030`.

Every cell is a claim: its row label the subject, its column header the period (or the other way round). A sentence is bound to
one only where it says nothing but the level: its words up to the number, but for label and period, are in a closed list
(`mentions` in `lexicons/labels`), and no word in it tells that another scope, basis or time may be meant.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property
from typing import NamedTuple

from aicheck import lexicons
from aicheck.documents import running_text
from aicheck.lexicons.lexicon import forms
from aicheck.model import Document, Quantity, Reading
from aicheck.quantities import labels, sentences_of
from aicheck.quantities.grid import Grid, Label, grid_of
from aicheck.quantities.periods import Named, Period, any_of, period_of, periods_in
from aicheck.quantities.scales import scale_of

LONGEST = 500
"""Code points of a sentence in which a row is looked for."""
SHORTEST_LABEL, LONGEST_LABEL = 2, 60
MOST_WORDS = 10
NO_SUBJECT = frozenset({"part", "change", "note", "less", "share"})
_MARKS = re.compile(r"[\s*_:：]+\Z")


class Place(NamedTuple):
    """A cell: the number of its table in the document, row and column."""

    table: int
    row: int
    column: int


class Stated(NamedTuple):
    """A cell as a claim: its statement, subject and period (None where its table tells none).

    `scaled` tells that the table says in which scale and unit its amounts are.
    """

    place: Place
    quantity: Quantity
    subject: str
    period: Period | None
    header: str
    scaled: bool


class Mention(NamedTuple):
    """A quantity of a sentence that states the level of one cell; `block` is where its paragraph begins."""

    quantity: Quantity
    cell: Stated
    sentence: tuple[int, int]
    block: int


Cells = Mapping[str, Sequence[Stated]]


def mentions(reading: Reading) -> Iterator[Mention]:
    """The mentions of a document, in the order of the text."""
    document = reading.document
    if not document.tables or not document.prose or document.language not in labels.languages():
        return
    within = [quantity for quantity in reading.worded if not _in_table(document, quantity)]
    cells = _cells(reading) if within else {}
    if not cells:
        return
    text, grammar = running_text(document), _grammar(document.language)
    for start, end, _, quantities, block in sentences_of(reading._replace(quantities=within)):
        if end - start <= LONGEST:
            for quantity, cell in _Passage(text, start, end, quantities, grammar).bound(cells):
                yield Mention(quantity, cell, (start, end), block)


def _in_table(document: Document, quantity: Quantity) -> bool:
    at = bisect_left(document.tables, quantity.start + 1, key=lambda table: table.start) - 1
    return at >= 0 and quantity.start < document.tables[at].end


# -- cells ------------------------------------------------------------------------------------------------------------


def _cells(reading: Reading) -> Cells:
    """The cells of all tables by the folded label of their subject; only labels that name one thing in one period."""
    document = reading.document
    said = " ".join(running_text(document).lower().split())
    found: dict[str, list[Stated]] = {}
    generic = _grammar(document.language).generic
    for number, table in enumerate(document.tables):
        grid = grid_of(table)
        rows = grid.body
        if grid.numbers.packed is not None:  # of a long table only the rows that sentences can name
            rows = [r for r in rows if folded(grid.row_labels[r].text) in said]
        for stated in _of_table(number, grid, rows, reading):
            key = folded(stated.subject)
            if SHORTEST_LABEL <= len(key) <= LONGEST_LABEL and key not in generic:
                found.setdefault(key, []).append(stated)
    return found


def _of_table(number: int, grid: Grid, body: Sequence[int], reading: Reading) -> Iterator[Stated]:
    """The cells in some rows of a table whose columns are periods, or whose rows are, or that has one column of numbers."""
    language = reading.document.language
    columns = {c: period_of(grid.column_labels[c].text, language) for c in grid.columns}
    rows = {r: period_of(grid.row_labels[r].text, language) for r in body}
    down = any(columns.values()) or len(columns) == 1
    if not down and not all(rows.values()):
        return
    scaled = _tells_scale(grid, language)
    for r in body:
        for c in grid.columns:
            cell, number_here = grid.table.rows[r][c], grid.numbers[r][c]
            period, label, header = (columns[c], grid.row_labels[r], grid.column_labels[c]) if down else (
                rows[r], grid.column_labels[c], grid.row_labels[r])  # fmt: skip
            quantity = reading.at(cell.start)
            if number_here is None or number_here.nil or quantity is None or (period is None and len(columns) > 1):
                continue
            if label.text and not label.classes & NO_SUBJECT and not _repeats_period(label, language):
                yield Stated(Place(number, r, c), quantity, label.text, period, header.text, scaled)


def _repeats_period(label: Label, language: str) -> bool:
    return next(periods_in(label.text, language), None) is not None


def _tells_scale(grid: Grid, language: str) -> bool:
    """Whether caption or headers state the scale or the currency of the numbers."""
    words = [grid.table.caption, *(cell.text for r in grid.headers for cell in grid.table.rows[r])]
    return any(scale_of(each, language).stated for each in words)


def folded(label: str) -> str:
    """A label as it is compared: lower case, single blanks, no mark at its end."""
    return " ".join(_MARKS.sub("", label).lower().split())


# -- sentences --------------------------------------------------------------------------------------------------------


QUANTITY, PERIOD, LABEL = "\ue000", "\ue001", "\ue002"
"""What stands for a quantity, a period and a label in the sentences that `statement` reads."""


class _Grammar:
    """How a language states the level of a line; patterns are compiled once a sentence names one."""

    def __init__(self, language: str) -> None:
        lexicon, data = lexicons.load(language), labels.words(language)["mentions"]
        self.language, self.spaced, self._data = language, lexicon.spaced, data
        self.generic = frozenset(data["generic"].split("|"))
        self._hedges = lexicon.raw["hedges"]["before"].values()

    @cached_property
    def _words(self) -> Mapping[str, str]:
        return {key: any_of(forms.split("|")) for key, forms in self._data.items()}

    @cached_property
    def _period(self) -> str:
        gap = r"\s+" if self.spaced else r"\s*"
        return rf"(?:(?:{self._words['at']}{gap})?{PERIOD})"

    @cached_property
    def statement(self) -> re.Pattern[str]:
        """A label, what says that its level follows, a number with its period, and perhaps that of an earlier one."""
        words, period = self._words, self._period
        gap, edge = (r"\s+", r"(?!\w)") if self.spaced else (r"\s*", "")
        level = rf"(?:{words['level']}|{words['moved']}(?:{gap}(?:{words['by']}{gap})?{QUANTITY})?{gap}{words['to']}|[:：])"
        if not self.spaced:
            level = f"(?:{level}|)"
        hedges = any_of(form for text in self._hedges for form in forms(text))
        number, second, third = (rf"(?:{hedges}{gap})?(?P<{name}>{QUANTITY})" for name in ("first", "second", "third"))
        return re.compile(
            rf"""\A\s*(?:(?P<lead>{period})\s*[,，]?\s*)?(?:{words["before"]}\s*)?{LABEL}
                (?:\s*[(（]?(?P<beside>{period})[)）]?)?\s*,?\s*{level}\s*{number}(?:\s*(?P<after>{period}))?
                (?:\s*[(（]\s*(?P<aside>{period})\s*[:：]?\s*(?:{words["level"]}\s*)?{second}\s*[)）]
                  | \s*,?\s*(?:{words["earlier"]}\s*)+{third}\s*(?P<before>{period}))?
                (?:\s*(?:\Z|[.,;)。，；、）!]|{words["next"]}{edge}))""",
            re.VERBOSE,
        )

    @cached_property
    def respective(self) -> re.Pattern[str]:
        """A label with as many numbers as periods."""
        words, period = self._words, self._period
        joined = rf"(?:\s*[,，]\s*(?:{words['joined']}\s*)?|\s*{words['joined']}\s*)"
        many, times = (rf"{one}(?:{joined}{one})+" for one in (QUANTITY, period))
        respectively = rf"(?P<{{}}>{words['respectively']})"
        return re.compile(
            rf"""\A\s*(?:(?P<lead>{times})\s*[,，]?\s*)?(?:{words["before"]}\s*)?{LABEL}\s*(?:(?P<beside>{times})\s*)?
                (?:{words["level"]}|{respectively.format("distinctly")})\s*(?P<many>{many})(?:\s*(?P<after>{times}))?
                (?:\s*,?\s*{respectively.format("in_turn")})?\s*(?:\Z|[.,;)。，；、）!])""",
            re.VERBOSE,
        )

    @cached_property
    def caveats(self) -> re.Pattern[str]:
        """Words that tell another basis than the table's."""
        return re.compile(rf"\b{self._words['caveats']}\b" if self.spaced else self._words["caveats"])


@cache
def _grammar(language: str) -> _Grammar:
    return _Grammar(language)


class _Passage:
    """One sentence with its quantities and periods."""

    def __init__(self, text: str, start: int, end: int, quantities: Sequence[Quantity], grammar: _Grammar) -> None:
        self.words = text[start:end]
        self.start = start
        self.grammar = grammar
        self.quantities = [q for q in quantities if q.start >= start and q.end <= end]
        self.periods = [
            named
            for named in periods_in(self.words, grammar.language)
            if not any(q.start - start < named.end and named.start < q.end - start for q in self.quantities)
        ]

    def bound(self, cells: Cells) -> Iterator[tuple[Quantity, Stated]]:
        """The quantities of the sentence with the cells that they state, where there is no doubt."""
        for start, end, key in self._labels(cells):
            masked, quantities, periods = self._masked(start, end)
            if self.grammar.caveats.search(masked):
                continue
            match = self.grammar.respective.match(masked)
            if match and (match["distinctly"] or match["in_turn"]):
                yield from self._respectively(match, quantities, periods, cells[key])
                continue
            match = self.grammar.statement.match(masked)
            if match is None:
                continue
            own = next((self._period(match, name, periods) for name in ("lead", "beside", "after") if match[name]), None)
            told = sum(bool(match[name]) for name in ("lead", "beside", "after"))
            if told <= 1:
                yield from self._pair(quantities[match.start("first")], own, cells[key])
            other = next((self._period(match, name, periods) for name in ("aside", "before") if match[name]), None)
            if told == 1 and other is not None and other != own:
                quantity = quantities[match.start("second" if match["second"] else "third")]
                yield from self._pair(quantity, other, cells[key])

    def _respectively(
        self, match: re.Match[str], quantities: Mapping[int, Quantity], periods: Mapping[int, Named], cells: Sequence[Stated]
    ) -> Iterator[tuple[Quantity, Stated]]:
        """`were 5, 4 and 3 in 2031, 2030 and 2029, respectively`: as many numbers as periods, in the same order."""
        first, last = match.span("many")
        listed = [quantity for at, quantity in quantities.items() if first <= at < last]
        times = [match.span(name) for name in ("lead", "beside", "after") if match[name]]
        named = [each.period for at, each in periods.items() if any(start <= at < end for start, end in times)]
        if len(times) == 1 and len(listed) == len(named) == len(set(named)):
            for quantity, period in zip(listed, named, strict=True):
                yield from self._pair(quantity, period, cells)

    def _pair(self, quantity: Quantity, period: Period | None, cells: Sequence[Stated]) -> Iterator[tuple[Quantity, Stated]]:
        if period is None and self.periods:
            return
        fitting = [cell for cell in cells if cell.period == period or (period is None and cell.period is None)]
        if fitting and len({(cell.quantity.value, cell.quantity.unit) for cell in fitting}) == 1 and quantity.change == "none":
            yield quantity, fitting[0]

    def _period(self, match: re.Match[str], name: str, periods: Mapping[int, Named]) -> Period:
        return periods[match.end(name) - 1].period

    def _labels(self, cells: Cells) -> Iterator[tuple[int, int, str]]:
        """(start, end, label) of the longest label that stands at each place of the sentence, if it is the only one."""
        lowered = self.words.lower()
        if len(lowered) != len(self.words):
            return
        found: list[tuple[int, int, str]] = []
        if self.grammar.spaced:
            words = [match.span() for match in re.finditer(r"[^\s,.;:()]+(?:\.(?=\w)[^\s,.;:()]+)*", lowered)]
            first = {key.partition(" ")[0] for key in cells}
            at = 0
            while at < len(words):
                word = lowered[slice(*words[at])]
                if word not in first and folded(word) not in first:  # most words begin no label
                    at += 1
                    continue
                ends = range(min(at + MOST_WORDS, len(words)) - 1, at - 1, -1)
                last = next((b for b in ends if folded(lowered[words[at][0] : words[b][1]]) in cells), None)
                if last is not None:
                    found.append((words[at][0], words[last][1], folded(lowered[words[at][0] : words[last][1]])))
                at = at + 1 if last is None else last + 1
        else:
            lengths = sorted({len(key) for key in cells}, reverse=True)
            at = 0
            while at < len(lowered):
                size = next((size for size in lengths if lowered[at : at + size] in cells), 0)
                if size:
                    found.append((at, at + size, lowered[at : at + size]))
                at += size or 1
        yield from found if len(found) == 1 else ()

    def _masked(self, start: int, end: int) -> tuple[str, dict[int, Quantity], dict[int, Named]]:
        """The sentence in lower case with a sign for each quantity, period and label, and what the signs stand for."""
        spans: list[tuple[int, int, Quantity | Named | None]] = [(start, end, None)]
        spans += [(q.start - self.start, q.end - self.start, q) for q in self.quantities]
        spans += [(named.start, named.end, named) for named in self.periods]
        parts: list[str] = []
        quantities: dict[int, Quantity] = {}
        periods: dict[int, Named] = {}
        at = size = 0
        for first, last, what in sorted(spans, key=lambda span: span[:2]):
            if first < at:
                continue
            parts.append(self.words[at:first].lower())
            size += len(parts[-1])
            if isinstance(what, Quantity):
                quantities[size] = what
            elif what is not None:
                periods[size] = what
            parts.append(QUANTITY if isinstance(what, Quantity) else LABEL if what is None else PERIOD)
            size += 1
            at = last
        parts.append(self.words[at:].lower())
        return "".join(parts), quantities, periods
