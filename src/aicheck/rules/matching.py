"""What a match source gives: names bound to statements. The types that every source in `sources/` shares.

A source compiles the part of a rule below `match:` to a `Matcher`, once, and later finds the matches of all its
matchers together, so that it can share work between rules (one grouping, one pass over a sentence).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

from aicheck.model import DEFAULT_WIDTHS, NOTHING, Claim, Fix, HedgeWidths, Place, Quantity, Reading
from aicheck.text import LineIndex
from aicheck.yamlio import Fields, Node

if TYPE_CHECKING:
    from aicheck.rules.rule import Judged

NameType = Literal["one", "many", "text"]
"""What a name is bound to: one statement, a list of them, or a text such as a period."""
Tentative = Literal["never", "far", "always"]
Scope = Literal["document", "claims", "corpus"]
"""What a source looks at: each document by itself, the claims, or all the documents together."""


class Item(NamedTuple):
    """One statement bound to a name: the quantity, where it stands, and what else is known of it.

    `label` is a short name for it; `keys` are texts beside those of its claim and its quantity.
    """

    quantity: Quantity
    place: Place
    label: str = ""
    keys: Mapping[str, str] = NOTHING
    claim: Claim | None = None

    @property
    def words(self) -> str:
        """The statement as written, on one line: for a claim its stated words, hedge and all."""
        stated = self.claim.source.text if self.claim is not None else ""
        return " ".join((stated or self.quantity.text).split())

    def text_of(self, key: str) -> str:
        """What is known under a key (`x.period`): of the quantity, the claim, its free keys; empty where nothing is."""
        own = _OWN.get(key)
        if own is not None:
            return own(self)
        claim = self.claim
        if claim is not None and (found := _CLAIMED[key](claim) if key in _CLAIMED else claim.dimensions.get(key, "")):
            return found
        return self.keys.get(key, "")


_OWN: Mapping[str, Callable[[Item], str]] = {
    "unit": lambda item: item.quantity.unit,
    "kind": lambda item: item.quantity.kind,
    "document": lambda item: item.place.path,
}
_CLAIMED: Mapping[str, Callable[[Claim], str]] = {
    "subject": lambda claim: claim.subject,
    "metric": lambda claim: claim.metric,
    "period": lambda claim: claim.period,
    "scope": lambda claim: claim.scope,
    "role": lambda claim: claim.role,
    "id": lambda claim: claim.id,
}

Binding: TypeAlias = Item | tuple[Item, ...] | str | None


class Match(NamedTuple):
    """Names bound for one test of a rule. `place` is where a finding stands if none of the bound statements is to blame.

    A name of type `one` may be None where the rule calls it optional. `fix` is the repair of a source that `mends`.
    """

    bindings: Mapping[str, Binding]
    place: Place
    group: str = ""
    """Matches of one group, such as those in one sentence, explain the same numbers: see `competition`."""
    fix: Fix | None = None
    details: Any = None
    """What the source alone keeps of the match, for its `settle`."""
    anchor: frozenset[str] = frozenset()
    """The names of the statements of which this is one reading among several: at most one of these stands."""
    prose: bool = True
    """Whether it stands in running text: numbers in code or data do not show that a relation between them is meant."""
    untold: int = 0
    """How many more of the document are wrong as this one is, beyond those that are told one by one."""

    def items(self) -> Iterator[tuple[str, Item]]:
        """Every bound statement with its name, in the order of binding."""
        for name, bound in self.bindings.items():
            if isinstance(bound, Item):
                yield name, bound
            elif bound is not None and not isinstance(bound, str):
                for item in bound:
                    yield name, item


NO_READINGS: Mapping[str, Reading] = MappingProxyType({})


class Facts:
    """What the rules look at: the readings of the documents, the claims, and how wide hedges are.

    `originals` are the readings of documents that others are translations of, by the paths of the translations.
    """

    def __init__(
        self,
        readings: Sequence[Reading] = (),
        claims: Sequence[Claim] = (),
        widths: HedgeWidths = DEFAULT_WIDTHS,
        originals: Mapping[str, Reading] = NO_READINGS,
    ) -> None:
        self.readings = readings
        self.claims = claims
        self.widths = widths
        self.originals = originals
        self._lines: list[LineIndex] = []

    def place(self, reading: Reading, start: int, end: int) -> Place:
        """The place of a passage of a reading's document, with its origin (page, cell) where the reader knows one."""
        document = reading.document
        lines = next((each for each in self._lines if each.text is document.text), None)
        if lines is None:
            lines = LineIndex(document.text, document.segments)
            self._lines = [lines, *self._lines[:1]]  # of two: a document and what it translates
        return lines.place(document.path, start, end)

    def item(self, reading: Reading, quantity: Quantity, label: str = "") -> Item:
        """A quantity of a reading, ready to be bound."""
        return Item(quantity, self.place(reading, quantity.start, quantity.end), label or quantity.text)


class Matcher(NamedTuple):
    """The compiled `match` of one rule. `names` lists what it binds; `optional` those that may be missing.

    `pattern` belongs to the source alone. `implied` tells that a match is wrong by itself, so that `expect` may be left out.
    `tentative` tells that a match does not prove that the relation is meant: where it fails (`always`), or where it fails by
    more than a factor of two (`far`), one small slip has to explain why, else the match is left unchecked. A wrong digit
    explains only where the number has `digits` of them, without closing zeros where they have to be `significant`; and no slip
    does where numbers that have nothing to do with each other would be one from meeting the condition more often than `chance`.
    """

    names: Mapping[str, NameType]
    pattern: Any
    optional: frozenset[str] = frozenset()
    implied: bool = False
    tentative: Tentative = "never"
    digits: int = 3
    significant: bool = False
    chance: Fraction = Fraction(1)


class Source(NamedTuple):
    """One kind of `match`: the key that chooses it, and how it reads and finds.

    `compile` takes the value below the key, and the fields beside it (`Fields` of the whole `match`, for further keys of
    this source); it reports what is wrong through `fields.fault` and then gives None. `find` yields (index of the matcher,
    match) over all the matchers at once, in the order of the documents or claims. `schema` is the JSON Schema of the value,
    `beside` the schemas of further keys. `strict_units` tells that units which do not fit are the author's fault and become
    a finding; elsewhere the match is left unchecked. `mends` tells that its matches bring their own repairs. `example` is a
    whole rule in YAML without its id and name: it documents the source, and a new rule starts from it. `settle` weighs all
    the judged matches of the source together, in their order, and may change verdicts, places and repairs, or drop matches
    that are other readings of one relation.
    """

    name: str
    summary: str
    scope: Scope
    compile: Callable[[Node, Fields], Matcher | None]
    find: Callable[[Sequence[Matcher], Facts], Iterator[tuple[int, Match]]]
    schema: Mapping[str, Any]
    example: str
    beside: Mapping[str, Any] = NOTHING
    strict_units: bool = False
    mends: bool = False
    settle: Callable[[Sequence[Judged]], Iterable[Judged]] | None = None
