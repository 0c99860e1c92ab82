"""The frozen types that pass from room to room. Standard library and exact intervals only.

Spans are code points into a document's text, end exclusive. Numbers are exact: `Decimal`, or `Fraction` for a third.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Literal, NamedTuple, Protocol, runtime_checkable

from aicheck.intervals import Interval

Exact = Decimal | Fraction
Relation = Literal["=", "~", "<", ">", "<=", ">="]
Change = Literal["up", "down", "none"]
Severity = Literal["error", "warning", "info"]
Outcome = Literal["consistent", "rounding", "contradictory", "unchecked"]
HOLDS: frozenset[Outcome] = frozenset({"consistent", "rounding"})
NOTHING: Mapping[str, str] = MappingProxyType({})
KINDS: tuple[str, ...] = (
    "money", "percent", "percentage-point", "multiple", "physical", "temperature", "duration", "age", "count", "fraction",
    "ratio", "number",
)  # fmt: skip
NOTES: Mapping[str, str] = MappingProxyType(
    {
        "doubled-scale": "a scale word follows another that cannot be meant as a product (31 billion billion)",
        "scaled-number": "a scale word follows a number already written in full (4,500,000 mln)",
        "reversed-range": "the first end of a range is above the second (6.45-0.73 billion)",
        "mixed-scale-range": "the ends of a range are written in different scales (80 million-0.12 billion)",
        "doubled-unit": "a unit or currency is written twice ($5 billion dollars)",
        "two-currencies": "a sign of one currency and the name of another (€5 million dollars)",
        "doubled-percent": "a percent sign and the word percent (5% percent)",
        "broken-grouping": "thousands separators at places that no grouping allows (1,7754,000)",
        "doubtful-comma": "one comma that parts no thousands: a digit too many or too few, or a decimal comma (21,00)",
        "broken-decimal": "more than one decimal mark, or one that cannot be one (0.0.39, 3。21)",
        "sign-conflict": "a sign that contradicts the verb (fell -5%)",
        "impossible-digits": "characters that are no digits inside a number (1O0, 3l5)",
        "unclosed-bracket": "an accounting bracket that is not closed ((17)",
    }
)

SEVERITIES: tuple[Severity, ...] = ("info", "warning", "error")


@runtime_checkable
class Text(Protocol):
    """A text, or one of which the parts that are looked at alone are held; a slice of it is a `str`."""

    def __len__(self) -> int: ...
    def __getitem__(self, at: slice, /) -> str: ...


class Span(NamedTuple):
    """A passage of a document: path as given by the user, code points from `start` to `end`, end exclusive."""

    document: str
    start: int
    end: int


class HedgeWidths(NamedTuple):
    """How far hedges move the ends of an interval, as exact shares of the stated value."""

    about: Fraction = Fraction(5, 100)
    """`about 100` allows 5 % either way, or the rounding half where that is larger."""
    nearly: Fraction = Fraction(10, 100)
    """`nearly 100` allows from 0.9 of the value up to it, the rounding half kept at the upper end."""
    reach: Fraction = Fraction(1, 2)
    """`over 100` plausibly means at most half as much again; used only for findings below error."""


DEFAULT_WIDTHS = HedgeWidths()


class End(NamedTuple):
    """One stated end of a range, so that a repair can point at it: place, words, exact value, last written place."""

    start: int
    end: int
    text: str
    value: Exact
    decimals: int | None


Box = tuple[int, int, int, int]
"""Left, top, right and bottom in points (1/72 inch) from the upper left corner of a page as it is shown."""


class Segment(NamedTuple):
    """Maps the text from `start` to `end` to its origin, where that is not the text itself (a page, paragraph or cell).

    `origin` says it in words. `page` counts from 1 and `box` is the place on it, in documents that have pages; 0 and None
    elsewhere.
    """

    start: int
    end: int
    kind: str
    origin: str
    page: int = 0
    box: Box | None = None


class Cell(NamedTuple):
    """One table cell: its words and where they stand in the document's text."""

    text: str
    start: int
    end: int


class Table(NamedTuple):
    """A rectangular table: rows of cells, the place of the whole, and the words above it that state unit and scale."""

    rows: Sequence[tuple[Cell, ...]]
    start: int
    end: int
    caption: str = ""


class Document(NamedTuple):
    """A document as read: text with origins, and its tables.

    `path` is as the user gave it, with forward slashes. `language` is an ISO 639-1 code. `text` is what spans index; for
    text formats it is the file's text, so that lines and columns are the file's own. `prose` lists the (start, end) of
    what is running text; numbers elsewhere (code, links, front matter) are not read. The text of a long list is a `Text` that
    lies on disk, and `document.text[:]` all of it. `segments` stand in the order of the
    text, apart from each other; only the first may be about the whole text, and the others inside it.
    """

    path: str
    language: str
    text: Text
    prose: tuple[tuple[int, int], ...]
    segments: Sequence[Segment] = ()
    tables: tuple[Table, ...] = ()


class Place(NamedTuple):
    """Where something stands, ready for a report: lines and columns from 1, code points, end exclusive.

    `text` is the offending passage, `source` the line that it starts on (without its break), for the caret picture.
    Where the text was made out of a file of another kind, lines and columns are those of the text; `origin` says where in
    the file its start stands, `page` (from 1) and `box` where that is a page.
    """

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    start: int
    end: int
    text: str
    source: str = ""
    origin: str = ""
    page: int = 0
    box: Box | None = None


class Claim(NamedTuple):
    """A curated statement of fact: who, what, when, how much, and where it is stated.

    `subject` is the canonical name after aliases. `role` tells rules how to use the claim (`part`, `whole`, `change` ...).
    `dimensions` are the free extra keys of the file (region, stage ...). `place` is the claim's own place in its file;
    `source` the place of the stated words in the document, `bound` whether they were found there.
    """

    id: str
    subject: str
    metric: str
    period: str
    scope: str
    role: str
    quantity: Quantity
    source: Place
    place: Place
    dimensions: Mapping[str, str] = NOTHING
    bound: bool = False


class Fix(NamedTuple):
    """A proposed repair: what to write instead at a place, and why that is the likely meaning."""

    place: Place
    replacement: str
    reason: str


class Related(NamedTuple):
    """Another place that a finding rests on, with what it says."""

    place: Place
    message: str


class Bar(NamedTuple):
    """One interval of a finding's arithmetic, to be drawn on a number line beside the others.

    `name` is what the reader calls it (`stated`, `implied`, or a rule's name for it), `unit` as in `Quantity`. `implied`
    tells what was reckoned from what was written. The bars of one finding share a unit.
    """

    name: str
    interval: Interval
    unit: str = ""
    implied: bool = False


class Finding(NamedTuple):
    """One contradiction, malformed number, or fault in the user's own files.

    `values` holds the arithmetic, name to text, in the order in which a reader wants it; `bars` the same as intervals,
    where it can be drawn. The `fingerprint` is made from content, not from line numbers: it survives moved lines.
    """

    rule: str
    name: str
    severity: Severity
    message: str
    place: Place
    related: tuple[Related, ...] = ()
    values: Mapping[str, str] = NOTHING
    fix: Fix | None = None
    help: str = ""
    fingerprint: str = ""
    bars: tuple[Bar, ...] = ()


class Verdict(NamedTuple):
    """What one rule said of one set of statements: recorded whether or not it became a finding.

    `place` is where a finding would stand, `others` where the rest of the set stands.
    """

    rule: str
    outcome: Outcome
    place: Place
    reason: str = ""
    values: Mapping[str, str] = NOTHING
    others: Sequence[Place] = ()


class Coverage(NamedTuple):
    """How much of the documents was checked, in counts of quantities and of verdicts."""

    documents: int = 0
    quantities: int = 0
    bound: int = 0
    checked: int = 0
    claims: int = 0
    rules: int = 0
    consistent: int = 0
    rounding: int = 0
    contradictory: int = 0
    unchecked: int = 0


class RuleInfo(NamedTuple):
    """What a report says of a rule that ran: what must hold, why it matters, and how a break is mended."""

    id: str
    name: str
    severity: Severity
    what: str = ""
    why: str = ""
    help: str = ""
    references: tuple[str, ...] = ()


class Suppressed(NamedTuple):
    """A finding that is not reported again: set aside in the `document`, in the `settings`, or known to the `baseline`."""

    finding: Finding
    where: Literal["document", "settings", "baseline"]
    reason: str = ""


class Result(NamedTuple):
    """What a run gives: findings in the order of the documents, every verdict, and the coverage.

    `faulty` tells that the run itself cannot be trusted (a broken rule, an unreadable file): exit status 2.
    `unmatched` lists the ids of rules that matched nothing. `rules` describes the rules that ran, in the order of their
    ids. `readings` holds the documents themselves, only where a report was asked to show them. `suppressed` holds the
    findings that are set aside, in the order of the documents.
    """

    findings: tuple[Finding, ...]
    verdicts: tuple[Verdict, ...] = ()
    coverage: Coverage = Coverage()
    faulty: bool = False
    unmatched: tuple[str, ...] = ()
    rules: tuple[RuleInfo, ...] = ()
    readings: tuple[Reading, ...] = ()
    suppressed: tuple[Suppressed, ...] = ()


class Quantity(NamedTuple):
    """One numeric statement: what is written, and what it means.

    `start` and `end` are code points of the text that was read, and `text` is exactly what stands there. `low` and `high`
    are the stated bounds in `unit` without scale words (`3.1 billion` is 3100000000): equal for a point, two ends for a
    range (always low <= high), and only one of them for a one-sided statement (`over 50`: low 50, high None). `value` is
    the stated point (50 for `over 50`), None for a range. `decimals` is the place of the last written digit
    (`3.1 billion`: -8; `0.25`: 2; the coarser of a range's two ends), None for words that round nothing (`a third`).

    `relation` comes from hedges; `hedge` names the hedge's kind where the relation alone does not tell its width (`nearly`
    is `~` from below). `change` comes from verbs and signs. `unit` is an ISO 4217 code, `percent`
    (of kind `percentage-point` where points are meant), `basis point`, `x` (times), a physical unit's English name, a rate
    over one of these (`USD per barrel`), or the head noun counted; empty for a bare number. `unit_text` is the unit as
    written. `kind` is one of KINDS. `notes` lists what is malformed, see NOTES.
    """

    start: int
    end: int
    text: str
    low: Exact | None
    high: Exact | None
    value: Exact | None
    decimals: int | None
    relation: Relation = "="
    hedge: str = ""
    change: Change = "none"
    unit: str = ""
    unit_text: str = ""
    kind: str = "number"
    concept: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    ends: tuple[End, ...] = ()
    document: str = ""

    @property
    def span(self) -> Span:
        """Where the statement stands."""
        return Span(self.document, self.start, self.end)

    @property
    def interval(self) -> Interval:
        """The values that the statement allows, with the default hedge widths, in `unit`."""
        return self.allowed()

    def allowed(self, widths: HedgeWidths = DEFAULT_WIDTHS) -> Interval:
        """The values that the statement allows: rounding half-width, closed ends, moved by the hedge."""
        if self.value is None:
            return self._allowed_range(widths)
        rounded = Interval.rounded(self.value, self.decimals)
        if self.relation == "=":  # by far the most, and all that a set of claims may hold: nothing more is computed
            return rounded
        value, relation = Fraction(self.value), self.relation
        if relation == "~":
            near = Interval.short_of(value, widths.nearly) if self.hedge == "nearly" else Interval.around(value, widths.about)
            return rounded.hull(near)
        if relation in (">", ">="):
            return Interval.of(value, None)
        return Interval.of(None, value)

    def _allowed_range(self, widths: HedgeWidths) -> Interval:
        low = Interval.everything() if self.low is None else Interval.rounded(self.low, self.decimals)
        high = Interval.everything() if self.high is None else Interval.rounded(self.high, self.decimals)
        if self.relation == "~":
            low = low if self.low is None else low.hull(Interval.around(Fraction(self.low), widths.about))
            high = high if self.high is None else high.hull(Interval.around(Fraction(self.high), widths.about))
        return Interval(low.low, high.high, low.low_closed, high.high_closed)


@runtime_checkable
class Stored(Protocol):
    """Quantities of which most are made when they are looked at: `starts` and `ends` of all, and those that are made."""

    starts: Sequence[int]
    ends: Sequence[int]
    worded: Sequence[Quantity]


class Reading(NamedTuple):
    """A document with the quantities of its prose and its tables, in the order of the text."""

    document: Document
    quantities: Sequence[Quantity]

    @property
    def worded(self) -> Sequence[Quantity]:
        """The quantities that rules over words and malformed numbers look at: all but the sound numbers of long tables."""
        return self.quantities.worded if isinstance(self.quantities, Stored) else self.quantities

    def at(self, start: int) -> Quantity | None:
        """The quantity that begins at a code point."""
        every = self.quantities
        if isinstance(every, Stored):
            found = bisect_left(every.starts, start)
        else:
            found = bisect_left(every, start, key=lambda quantity: quantity.start)
        return every[found] if found < len(every) and every[found].start == start else None
