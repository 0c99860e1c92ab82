"""`match: {rows: ...}`: labelled rows of financial statements, bound period by period.

    rows: {gross: {line: gross-profit}, revenue: {line: revenue}, cost: {line: cost-of-revenue, take: size}}
    rows: {stock: [closing stock, 期末库存], sold: [units sold, 销量]}            labels of the rule's own

`line` names a line of the vocabulary (`aicheck/lexicons/lines`), or lists some: the first that there is. `take: size` drops
the sign of a cost, `take: either` allows both; `may` counts a line or leaves it out, whichever holds; `optional` binds it
where there is one; `previous` takes the period before; `many` binds all of the lines that there are; `times` names the line
by which it is multiplied, in the power of ten that fits the rule's first name.

Beside `rows`, `left-out` tells how lines that are not shown can break the identity: `never`, `seldom`, `often` (the
default), or the range of the left side less the right side as shares of the largest line. `because` gives the same for each
kind of line that is left out, by a name that rules share: rules that lack the same line do not confirm each other, and one
that holds shows that the line is not left out. `exceptions` is the share of right statements that break the identity though
they show all its lines, `lasting: true` tells that such a statement breaks it in every period. `once` is a range like that
of `left-out`: what lines can do that are left out and stand in one period only, as a loss on a sale does. `at-most` is what
they can do at the very most where `left-out` is `seldom` or `often`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import cast

from aicheck.rules.matching import Facts, Match, Matcher, NameType, Source
from aicheck.rules.rows.binding import Cells, Left, Named, Pattern, Take, labels, matches
from aicheck.rules.rows.lines import known_lines
from aicheck.rules.rows.settlement import settle
from aicheck.rules.rows.statements import accounts_of
from aicheck.yamlio import WRONG_TYPE, Fields, Mapping, Node, Scalar, did_you_mean, quoted, read_number
from aicheck.yamlio import Sequence as SequenceNode

TAKES = ("written", "size", "either")
_RESULTS: dict[str, NameType] = {"suspect": "one", "computed": "text", "slip": "text"}


def _compile(node: Node, above: Fields) -> Matcher | None:
    if not isinstance(node, Mapping):
        advice = "such as rows: {gross: {line: gross-profit}}"
        above.fault(WRONG_TYPE, "rows: a mapping of names to lines is expected", node, advice)
        return None
    names = [_named(key, value, above) for key, value in node.entries]
    left = _left(above, "left-out", above.scalars("left-out"))
    once = _left(above, "once", above.scalars("once"))
    most = _left(above, "at-most", above.scalars("at-most"))
    often = [scalar.text for scalar in above.scalars("left-out")] in ([], ["often"])
    if any(named is None for named in names) or not above.ok:
        return None
    known = tuple(named for named in names if named is not None)
    if not any(not (named.optional or named.may or named.previous) for named in known):
        advice = "give one name no optional:, may: or previous:"
        above.fault(WRONG_TYPE, "rows: no name is required and of the period itself", node, advice)
        return None
    types: dict[str, NameType] = {named.name: "many" if named.many else "one" for named in known}
    optional = frozenset(named.name for named in known if named.optional or named.may)
    pattern = Pattern(known, left, often, _because(above), _exceptions(above), above.flag("lasting"), once, most)
    return Matcher({**types, **_RESULTS}, pattern, optional)


def _named(key: Scalar, node: Node, above: Fields) -> Named | None:
    if not key.text.isidentifier() or key.text in _RESULTS:
        advice = f"use letters, digits and _, and not {', '.join(_RESULTS)}"
        above.fault(WRONG_TYPE, f"{quoted(key.text)} is no name for expect", key, advice)
        return None
    if isinstance(node, Scalar | SequenceNode):
        items = node.items if isinstance(node, SequenceNode) else (node,)
        words = [item.text for item in items if isinstance(item, Scalar) and item.text.strip()]
        if not words or len(words) < len(items):
            above.fault(WRONG_TYPE, f"{key.text}: labels are expected", node, "write the labels of the row as a list")
            return None
        return Named(key.text, labels=labels(words))
    fields = Fields(node, above.findings, key.text)
    lines = fields.scalars("line")
    words = [scalar.text for scalar in fields.scalars("labels")]
    take = fields.choice("take", TAKES, "written")
    times = fields.scalars("times")
    flags = {name: fields.flag(name) for name in ("may", "optional", "previous", "many", "whole")}
    fields.close()
    for scalar in (*lines, *times):
        if scalar.text not in known_lines():
            hint = did_you_mean(scalar.text, known_lines())
            fields.fault(WRONG_TYPE, f"line: {quoted(scalar.text)} is not a known line{hint}", scalar, "or give labels:")
    if not lines and not words:
        fields.fault(WRONG_TYPE, f"{key.text}: no line is named", key, "add line: or labels:")
    if not fields.ok:
        return None
    known, by = tuple(scalar.text for scalar in lines), times[0].text if times else ""
    return Named(key.text, known, labels(words), cast(Take, take), times=by, **flags)


def _left(fields: Fields, key: str, scalars: Sequence[Scalar]) -> Left | None:
    words = [scalar.text for scalar in scalars]
    if words in ([], ["often"], ["seldom"]):
        return None
    if words == ["never"]:
        return Left(Fraction(0), Fraction(0))
    ends = [share for word in words if (share := _share(word)) is not None]
    if len(ends) != 2 or len(words) != 2 or ends[0] > ends[1]:
        message = f"{key}: never, seldom, often, or two percentages are expected"
        fields.fault(WRONG_TYPE, message, scalars[0], f"such as {key}: [-1%, 10%]")
        return None
    return Left(ends[0], ends[1])


def _exceptions(fields: Fields) -> Fraction:
    """The share of right statements that are excepted; all of them where nothing is said."""
    for written in fields.scalars("exceptions"):
        share = _share(written.text)
        if share is not None and 0 < share <= 1:
            return share
        fields.fault(WRONG_TYPE, "exceptions: a percentage is expected", written, "such as exceptions: 2%")
    return Fraction(1)


def _because(above: Fields) -> dict[str, Left | None]:
    fields = above.fields("because")
    if fields is None:
        return {}
    return {key.text: _left(fields, key.text, _scalars(node)) for key, node in fields.rest()}


def _scalars(node: Node) -> list[Scalar]:
    items = node.items if isinstance(node, SequenceNode) else (node,)
    return [item for item in items if isinstance(item, Scalar)]


def _share(word: str) -> Fraction | None:
    number = read_number(word.removesuffix("%"))
    return Fraction(number) / 100 if word.endswith("%") and isinstance(number, Decimal) else None


def _find(matchers: Sequence[Matcher], facts: Facts) -> Iterator[tuple[int, Match]]:
    for reading in facts.readings:
        if not reading.document.tables:
            continue
        cells = Cells(facts, reading)
        for accounts in accounts_of(reading.document.tables):
            for index, matcher in enumerate(matchers):
                for match in matches(matcher.pattern, index, accounts, cells):
                    yield index, match


_LABELS = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}, "minItems": 1}]}

_LEFT = {
    "anyOf": [
        {"enum": ["never", "seldom", "often"]},
        {"type": "array", "items": {"type": "string"}, "minItems": 2, "maxItems": 2},
    ]
}

SOURCE = Source(
    name="rows",
    summary="labelled rows of financial statements, period by period; binds `suspect`, `computed` and `slip` too",
    scope="document",
    compile=_compile,
    find=_find,
    schema={
        "type": "object",
        "minProperties": 1,
        "additionalProperties": {
            "description": "every key is a name for expect; its value is a list of labels, or says which line it binds",
            "type": ["string", "array", "object"],
            "items": {"type": "string"},
            "minItems": 1,
            "properties": {
                "line": {**_LABELS, "description": "the name of a known line, or several: the first that there is"},
                "labels": {**_LABELS, "description": "labels of the rule's own"},
                "take": {"enum": list(TAKES), "description": "its sign: as written, without it (size), or either way"},
                "may": {"type": "boolean", "description": "it counts or not, whichever holds"},
                "optional": {"type": "boolean", "description": "it may be missing"},
                "previous": {"type": "boolean", "description": "of the period before"},
                "many": {"type": "boolean", "description": "all of its lines that there are, as a list; at least two"},
                "times": {"type": "string", "description": "the name of a known line by which it is multiplied"},
                "whole": {"type": "boolean", "description": "not where unknown rows begin with the same words"},
            },
            "additionalProperties": False,
        },
    },
    example="""\
severity: error
match:
  rows: {gross: {line: gross-profit}, revenue: {line: revenue}, cost: {line: cost-of-revenue, take: size}}
  left-out: never
expect: gross == revenue - cost
at: suspect
message: "{gross.cell}: {revenue} less {cost} is {computed}, not {gross}"
what: Gross profit is revenue less its cost.
why: One of the three was mistyped.
tests:
  ok:
    - |
      | Income statement | 2031 |
      |------------------|------|
      | Revenue | 9,418 |
      | Cost of sales | (5,277) |
      | Gross profit | 4,141 |
  bad:
    - |
      | Income statement | 2031 |
      |------------------|------|
      | Revenue | 9,418 |
      | Cost of sales | (5,277) |
      | Gross profit | [[4,441]] |
""",
    beside={
        "left-out": {
            **_LEFT,
            "description": "how lines that are not shown break the identity: never, seldom, often, or a range of shares",
        },
        "because": {
            "type": "object", "additionalProperties": _LEFT,
            "description": "the same for each kind of line that is left out, by a name that rules share",
        },
        "exceptions": {
            "type": "string", "description": "the share of right statements that break it though all its lines are shown",
        },
        "lasting": {"type": "boolean", "description": "statements that break it break it in every period"},
        "once": {**_LEFT, "description": "the same as left-out, of lines that stand in one period only"},
        "at-most": {**_LEFT, "description": "what lines that are left out, seldom or often, can do at the very most"},
    },
    mends=True,
    settle=settle,
)
