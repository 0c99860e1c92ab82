"""`match: {claims: ...}`: claims selected by key, grouped, or joined under several names.

    claims: {where: {metric: funding}, group-by: [subject, period]}         one list a group, `values`
    claims: {by: [metric, period], world: {...}, parts: {many: true}}       names whose claims share the keys of `by`
    claims: {by: [subject, period], after: {}, before: {previous: after}}   the same, one period earlier

Beside `previous` there are `year-before`, and `start-of` and `end-of` for a claim about a span of time. `order-by` sorts a
list by a key, `one-per` keeps the most exact of the claims that are alike in some keys.

Everything is grouped by key in one pass: the cost is linear in the claims. Where several claims fit one name, the first
one stands for the name while each other is tried in its place, one at a time.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from aicheck.model import DEFAULT_WIDTHS, NOTHING, Claim, Place
from aicheck.rules.expectations import Mode, measure_of, periods
from aicheck.rules.matching import Binding, Facts, Item, Match, Matcher, NameType, Source
from aicheck.rules.sources.grouping import ClaimIndex, Earlier, Fitting, Key, Members, Shift
from aicheck.rules.sources.selection import CLAIM_KEYS, Selection, known_key, read_selection, reader
from aicheck.yamlio import (
    MISSING_KEY,
    UNKNOWN_KEY,
    WRONG_TYPE,
    Fields,
    Node,
    NotANumber,
    Scalar,
    did_you_mean,
    quoted,
    read_number,
)
from aicheck.yamlio import Mapping as MappingNode

_OPTIONS = ("where", "group-by", "at-least", "by", "order-by", "one-per")
"""The keys of the match itself; any other one is a name."""
_SHIFTS: Mapping[str, Shift] = {
    "previous": periods.previous,
    "year-before": periods.year_before,
    "start-of": periods.start,
    "end-of": periods.end,
}
"""Keys that take a name's period from another name's: the one before, the same a year before, or an end of a span."""


class Listing(NamedTuple):
    """How a list is made of claims: sorted by a key, and of those alike in some keys only the most exact one."""

    order: str = ""
    once: Key = ()


class Group(NamedTuple):
    """One list of claims, `values`, for each set of equal keys; at least `least` of them."""

    selection: Selection
    keys: tuple[str, ...]
    listing: Listing
    least: int


class Named(NamedTuple):
    """One name of a join; `shifts` lead from the period of the join to the name's own."""

    name: str
    selection: Selection
    many: bool
    optional: bool
    listing: Listing
    shifts: tuple[Shift, ...]


class Join(NamedTuple):
    """Several names whose claims share the keys."""

    keys: tuple[str, ...]
    names: tuple[Named, ...]


# -- reading ----------------------------------------------------------------------------------------------------------


def _compile(node: Node, above: Fields) -> Matcher | None:
    fields = Fields(node, above.findings, "claims match")
    if fields.mapping is None:
        return None
    where = fields.node("where")
    common = read_selection(where, fields) if isinstance(where, MappingNode) else ()
    if where is not None and not isinstance(where, MappingNode):
        fields.fault(WRONG_TYPE, "where: a mapping of keys to values is expected", where, "such as where: {metric: revenue}")
    group_by, by = _keys(fields, "group-by"), _keys(fields, "by")
    listing = Listing(fields.text("order-by"), _keys(fields, "one-per"))
    least = fields.integer("at-least", 2, low=1) or 2
    named = fields.rest()
    if group_by and named:
        fields.fault(
            WRONG_TYPE, f"{quoted(named[0][0].text)} stands beside group-by, which binds `values` alone", named[0][0],
            "use by: to join several names, and where: to select",
        )  # fmt: skip
    if common is None or not fields.ok:
        return None
    if group_by:
        keys: dict[str, NameType] = {key: "text" for key in group_by if key.isidentifier()}
        return Matcher({"values": "many", **keys}, Group(common, group_by, listing, least))
    if not named:
        fields.fault(MISSING_KEY, "the claims match selects nothing", node, "add group-by: [...], or names with their claims")
        return None
    return _join(named, common, by, fields)


def _join(entries: Sequence[tuple[Scalar, Node]], common: Selection, by: Key, fields: Fields) -> Matcher | None:
    names: list[Named] = []
    shifted: dict[str, tuple[str, Shift]] = {}
    for key, node in entries:
        named = _named(key, node, common, fields, shifted)
        if named is not None:
            names.append(named)
    for name, (anchor, _) in shifted.items():
        if anchor not in [each.name for each in names] or name == anchor:
            key = next(key for key, _ in entries if key.text == name)
            others = [each.name for each in names if each.name != name]
            hint, help = did_you_mean(anchor, others), f"the other names are {', '.join(others)}" if others else ""
            fields.fault(WRONG_TYPE, f"{name}: {quoted(anchor)} is not another name of this match{hint}", key, help)
        elif "period" not in by:
            fields.fault(WRONG_TYPE, f"{name}: an earlier period needs period in by:", fields.mapping or entries[0][0])
    if not fields.ok or len(names) < len(entries):
        return None
    resolved = tuple(each._replace(shifts=_chain(each.name, shifted)) for each in names)
    if all(each.shifts or each.optional for each in resolved):
        fields.fault(WRONG_TYPE, "no name is both required and of the period itself", entries[0][0], "give one name no previous:")
        return None
    types: dict[str, NameType] = {each.name: "many" if each.many else "one" for each in resolved}
    keys: dict[str, NameType] = {key: "text" for key in by if key.isidentifier() and key not in types}
    return Matcher({**types, **keys}, Join(by, resolved), frozenset(each.name for each in resolved if each.optional))


def _named(key: Scalar, node: Node, common: Selection, above: Fields, shifted: dict[str, tuple[str, Shift]]) -> Named | None:
    """One name with its selection; its shift goes to `shifted`."""
    if not key.text.isidentifier():
        above.fault(WRONG_TYPE, f"{quoted(key.text)} is no name for expect", key, "use letters, digits and _ only")
        return None
    if isinstance(node, Scalar) and node.is_null:
        return Named(key.text, common, False, False, Listing(), ())
    if not isinstance(node, MappingNode) and (hint := did_you_mean(key.text, _OPTIONS)):
        above.fault(UNKNOWN_KEY, f"{quoted(key.text)} is no key of a claims match{hint}", key, f"known are {', '.join(_OPTIONS)}")
        return None
    fields = Fields(node, above.findings, key.text)
    many, optional = fields.flag("many"), fields.flag("optional")
    listing = Listing(fields.text("order-by"), _keys(fields, "one-per"))
    for word, shift in _SHIFTS.items():
        if anchor := fields.text(word):
            shifted[key.text] = anchor, shift
    selection = read_selection(fields.rest(), fields)
    if selection is None or not fields.ok:
        return None
    return Named(key.text, (*common, *selection), many, optional, listing, ())


def _chain(name: str, shifted: Mapping[str, tuple[str, Shift]]) -> tuple[Shift, ...]:
    shifts: list[Shift] = []
    seen: set[str] = set()
    while name in shifted and name not in seen:
        seen.add(name)
        name, shift = shifted[name]
        shifts.append(shift)
    return tuple(shifts)


def _keys(fields: Fields, name: str) -> Key:
    scalars = fields.scalars(name)
    return tuple(scalar.text for scalar in scalars if known_key(scalar, fields))


# -- finding ----------------------------------------------------------------------------------------------------------


def _find(matchers: Sequence[Matcher], facts: Facts) -> Iterator[tuple[int, Match]]:
    claims = ClaimIndex(facts.claims)
    for index, matcher in enumerate(matchers):
        pattern: Group | Join = matcher.pattern
        for match in _groups(pattern, claims) if isinstance(pattern, Group) else _joins(pattern, claims):
            yield index, match


def _groups(group: Group, claims: ClaimIndex) -> Iterator[Match]:
    names = _names(group.keys, {"values"})
    grouping = claims.by(group.keys)
    fitting = Fitting(group.keys, (group.selection,))
    for key, cell in grouping.cells.items():
        if len(cell) < group.least:
            continue
        (members,) = fitting(key, cell)
        listed = _listed(_chosen(cell, members), group.listing) if len(members) >= group.least else ()
        if len(listed) >= group.least:
            items = tuple([item_of(claim) for claim in listed])
            values = grouping.written(key)
            yield Match({"values": items, **{name: values[place] for place, name in names}}, items[-1].place)


def _joins(join: Join, claims: ClaimIndex) -> Iterator[Match]:
    grouping = claims.by(join.keys)
    fitting = Fitting(join.keys, [named.selection for named in join.names])
    needed = [place for place, named in enumerate(join.names) if not named.optional]
    here = [place for place in needed if not join.names[place].shifts]
    elsewhere = [(place, Earlier(grouping, join.keys, named.shifts)) for place, named in enumerate(join.names) if named.shifts]
    listed = [(place, named) for place, named in enumerate(join.names) if named.listing != Listing()]
    names = _names(join.keys, {named.name for named in join.names})
    fits = {key: fitting(key, cell) for key, cell in grouping.cells.items()}
    for key, members in fits.items():
        if not _all(members, here):
            continue
        cell = grouping.cells[key]
        found = [_chosen(cell, each) for each in members]
        for place, earlier in elsewhere:
            at = earlier.key(key)
            found[place] = _chosen(grouping.cells[at], fits[at][place]) if at is not None else []
        for place, named in listed:
            found[place] = _listed(found[place], named.listing)
        if _all(found, needed):
            values = grouping.written(key)
            yield from _variations(join, found, {name: values[place] for place, name in names})


def _all(found: Sequence[Sequence[object]], places: Sequence[int]) -> bool:
    """Whether none of these is empty; a loop, because it runs for every group of every rule."""
    for place in places:  # noqa: SIM110
        if not found[place]:
            return False
    return True


def _chosen(cell: list[Claim], members: Members) -> list[Claim]:
    return cell if len(members) == len(cell) else [cell[place] for place in members]


def _names(keys: Key, taken: Container[str]) -> list[tuple[int, str]]:
    """The keys that can be used as names, with their places."""
    return [(place, key) for place, key in enumerate(keys) if key.isidentifier() and key not in taken]


def _variations(join: Join, found: Sequence[list[Claim]], texts: Mapping[str, str]) -> Iterator[Match]:
    """The match of the first claims, then one for each further claim of a name that binds one."""
    first: dict[str, Binding] = {}
    place: Place | None = None
    for named, claims in zip(join.names, found, strict=True):
        if named.many:
            items = tuple([item_of(claim) for claim in claims])
            first[named.name] = items
            place = place or (items[0].place if items else None)
        elif claims:
            first[named.name] = item = item_of(claims[0])
            place = place or item.place
        else:
            first[named.name] = None
    first.update(texts)
    assert place is not None
    yield Match(first, place)
    for named, claims in zip(join.names, found, strict=True):
        if not named.many:
            for claim in claims[1:]:
                other = item_of(claim)
                yield Match({**first, named.name: other}, other.place)


def _listed(claims: list[Claim], listing: Listing) -> list[Claim]:
    """The claims of one list as `listing` wants them."""
    return _sorted(_most_exact(claims, listing.once), listing.order) if listing != Listing() else claims


def _most_exact(claims: list[Claim], once: Key) -> list[Claim]:
    """Of the claims that are alike in the keys, the one that allows the least; all where no keys are given."""
    if not once:
        return claims
    readers = [reader(key) for key in once]
    kept: dict[Key, Claim] = {}
    for claim in claims:
        key = tuple([read(claim) for read in readers])
        if key not in kept or _width(claim) < _width(kept[key]):
            kept[key] = claim
    return list(kept.values())


def _width(claim: Claim) -> tuple[bool, Fraction]:
    measure = measure_of(item_of(claim), Mode.ALLOWED, DEFAULT_WIDTHS)
    low, high = measure.interval.low, measure.interval.high
    return (True, Fraction(0)) if low is None or high is None else (False, high - low)


def _sorted(claims: list[Claim], order: str) -> list[Claim]:
    """The claims that state the key, by its number where all are numbers, else by its text."""
    if not order:
        return claims
    read = reader(order)
    stated = [(read(claim), claim) for claim in claims if read(claim)]
    numbers = [read_number(value) for value, _ in stated]
    if any(isinstance(number, NotANumber) for number in numbers):
        return [claim for _, claim in sorted(stated, key=lambda pair: pair[0])]
    exact = [number for number in numbers if isinstance(number, Decimal)]
    return [claim for _, (_, claim) in sorted(zip(exact, stated, strict=True), key=lambda pair: pair[0])]


def item_of(claim: Claim) -> Item:
    """A claim, ready to be bound: it stands where its source says, or in the claims file where it has none."""
    source = claim.source
    return Item(claim.quantity, source if source.path else claim.place, claim.id, NOTHING, claim)


def _texts_schema(description: str) -> dict[str, object]:
    return {"description": description, "type": "array", "items": {"type": "string"}}


_CONDITIONS = (
    "conditions on keys, such as {metric: [sales, revenue], role: {not: change}, rank: absent, stage: present}, free keys and "
    f"{', '.join(CLAIM_KEYS)} (extent is point, range or bound)"
)
_LIST_KEYS: dict[str, object] = {
    "order-by": {"description": "sorts a list by this key; claims without it are left out", "type": "string"},
    "one-per": _texts_schema("of the claims of a list that are alike in these keys, only the most exact one"),
}
_NAME_KEYS: dict[str, object] = {
    "many": {"description": "true: the name is bound to the list of all the claims that fit", "type": "boolean"},
    "optional": {"description": "true: the name may be missing", "type": "boolean"},
    **_LIST_KEYS,
    "previous": {"description": "its period is the one just before that of the name given here", "type": "string"},
    "year-before": {"description": "its period is one year before that of the name given here", "type": "string"},
    "start-of": {"description": "its period is where that of the name given here begins (2023-10/2024-02)", "type": "string"},
    "end-of": {"description": "its period is where that of the name given here ends", "type": "string"},
}

SOURCE = Source(
    name="claims",
    summary="claims selected by key, grouped (`values`), or joined under several names",
    scope="claims",
    compile=_compile,
    find=_find,
    schema={
        "type": "object",
        "properties": {
            "where": {"description": f"{_CONDITIONS}; they hold for every name", "type": "object"},
            "group-by": _texts_schema("one list of claims, `values`, for each set of equal values of these keys"),
            "at-least": {"description": "the fewest claims of such a list; 2 unless told", "type": "integer", "minimum": 1},
            "by": _texts_schema("the keys in which the claims of all names are alike; they can be used as names themselves"),
            **_LIST_KEYS,
        },
        "additionalProperties": {
            "description": f"any other word is a name for the claims that fit its {_CONDITIONS}",
            "type": ["object", "null"],
            "properties": _NAME_KEYS,
        },
    },
    example="""\
severity: error
match:
  claims:
    where: {metric: revenue}
    group-by: [subject, period, scope]
expect: agree(values)
message: "{subject} had a revenue of {stated} in {period}, but {expected} elsewhere"
what: All statements of one company's revenue in one year agree.
why: One of them was mistyped, mistranslated or updated alone.
tests:
  ok:
    - - {subject: Acme, metric: revenue, period: 2023, stated: "41 million dollars"}
      - {subject: Acme, metric: revenue, period: 2023, stated: about 40 million dollars}
  bad:
    - - {subject: Acme, metric: revenue, period: 2023, stated: "41 million dollars"}
      - {subject: Acme, metric: revenue, period: 2023, stated: "[[52 million dollars]]"}
""",
    strict_units=True,
)  # fmt: skip
