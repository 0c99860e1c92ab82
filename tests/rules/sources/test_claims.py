"""Which claims a match binds together."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from aicheck.model import Claim
from aicheck.rules.matching import Facts, Item, Match, Matcher
from aicheck.rules.sources.claims import SOURCE
from aicheck.yamlio import Fields, parse
from tests.rules.statements import claim

FUNDING = (
    claim("31b USD", id="us-2023", subject="US", metric="funding", period="2023"),
    claim("27b USD", id="us-2022", subject="US", metric="funding", period="2022"),
    claim("2b USD", id="china-2023", subject="China", metric="Funding", period="2023"),
    claim("about 2b USD", id="china-2023-again", subject="China", metric="funding", period="2023"),
    claim("up 14%", id="us-growth", subject="US", metric="funding", period="2023", role="change"),
    claim("55b USD", id="world-2023", subject="World", metric="funding", period="2023", role="whole"),
)
LIST = (
    claim("19 t", id="tenth", metric="harvest", list="orchards", rank="10"),
    claim("71 t", id="first", metric="harvest", list="orchards", rank="1"),
    claim("52 t", id="second", metric="harvest", list="orchards", rank="2"),
    claim("about 50 t", id="second-again", metric="harvest", list="orchards", rank="2"),
    claim("8 t", id="unranked", metric="harvest", list="orchards"),
)
SPAN = (
    claim("29m USD", id="before", subject="Firm", metric="value", period="2023-04"),
    claim("86m USD", id="after", subject="Firm", metric="value", period="2024-02"),
    claim("up 3 x", id="change", subject="Firm", metric="value", period="2023-04/2024-02", role="change"),
)


def compiled(text: str) -> Matcher:
    root, findings = parse(text, "m.yaml")
    fields = Fields(root, findings, "match")
    node = fields.node("claims")
    assert node is not None
    matcher = SOURCE.compile(node, fields)
    assert findings == [] and matcher is not None
    return matcher


def shown(match: Match) -> dict[str, object]:
    """Names to claim ids, and shared keys to their values."""
    return {
        name: bound.label
        if isinstance(bound, Item)
        else bound
        if bound is None or isinstance(bound, str)
        else [item.label for item in bound]
        for name, bound in match.bindings.items()
    }


CASES: list[tuple[str, Sequence[Claim], list[dict[str, object]]]] = [
    (
        "claims: {group-by: [metric, period], where: {role: level}}",
        FUNDING,
        [{"values": ["us-2023", "china-2023", "china-2023-again"], "metric": "funding", "period": "2023"}],
    ),
    (
        "claims: {group-by: [subject], where: {period: 2023, role: {not: [change, whole]}}, at-least: 1}",
        FUNDING,
        [{"values": ["us-2023"], "subject": "US"}, {"values": ["china-2023", "china-2023-again"], "subject": "China"}],
    ),
    (
        "claims: {group-by: [period], where: {subject: [us, World], role: {not: change}}}",
        FUNDING,
        [{"values": ["us-2023", "world-2023"], "period": "2023"}],
    ),
    (
        "claims: {by: [period], world: {role: whole}, us: {subject: US, role: level}, china: {subject: China}}",
        FUNDING,
        [
            {"world": "world-2023", "us": "us-2023", "china": "china-2023", "period": "2023"},
            {"world": "world-2023", "us": "us-2023", "china": "china-2023-again", "period": "2023"},
        ],
    ),
    (
        "claims: {by: [period], world: {role: whole}, parts: {role: level, many: true, one-per: [subject]}}",
        FUNDING,
        [{"world": "world-2023", "parts": ["us-2023", "china-2023"], "period": "2023"}],
    ),
    (
        "claims: {by: [subject, metric, period], where: {subject: US}, after: {role: level}, change: {role: change}, "
        "before: {previous: after, role: level}}",
        FUNDING,
        [
            {
                "after": "us-2023",
                "change": "us-growth",
                "before": "us-2022",
                "subject": "US",
                "metric": "funding",
                "period": "2023",
            }
        ],
    ),
    (
        "claims: {by: [subject, period], now: {role: level}, later: {role: target, optional: true}, where: {subject: US}}",
        FUNDING,
        [
            {"now": "us-2023", "later": None, "subject": "US", "period": "2023"},
            {"now": "us-2022", "later": None, "subject": "US", "period": "2022"},
        ],
    ),
    (
        "claims: {group-by: [list], where: {rank: present}, order-by: rank, one-per: [rank]}",
        LIST,
        [{"values": ["first", "second", "tenth"], "list": "orchards"}],
    ),
    (
        "claims: {by: [list], rest: {rank: absent}, members: {rank: present, many: true, order-by: rank}}",
        LIST,
        [{"rest": "unranked", "members": ["first", "second", "second-again", "tenth"], "list": "orchards"}],
    ),
    (
        "claims: {by: [subject, metric, period], change: {role: change}, before: {start-of: change}, after: {end-of: change}}",
        SPAN,
        [
            {
                "change": "change",
                "before": "before",
                "after": "after",
                "subject": "Firm",
                "metric": "value",
                "period": "2023-04/2024-02",
            }
        ],
    ),
    ("claims: {each: {unit: USD, period: 2022}}", FUNDING, [{"each": "us-2022"}]),
    ("claims: {each: {extent: range}}", (*FUNDING, claim("2..3b USD", id="span")), [{"each": "span"}]),
    ("claims: {each: {extent: bound}}", (*FUNDING, claim("over 3b USD", id="more")), [{"each": "more"}]),
    ("claims: {each: {extent: point, period: 2022}}", FUNDING, [{"each": "us-2022"}]),
    (
        "claims: {by: [subject, period], after: {}, before: {previous: after}}",
        (
            claim("3 x", id="now", subject="Big Firm", period="fy2023"),
            claim("2 x", id="then", subject="big  firm", period="FY2022"),
            claim("4 x", id="too", subject="BIG FIRM", period="FY2023"),
        ),
        [
            {"after": "now", "before": "then", "subject": "Big Firm", "period": "fy2023"},
            {"after": "too", "before": "then", "subject": "Big Firm", "period": "fy2023"},
        ],
    ),
    (
        "claims: {by: [period], period: {role: whole}}",
        (claim("3 x", id="all", period="2023", role="whole"),),
        [{"period": "all"}],
    ),
]


@pytest.mark.parametrize(("written", "claims", "expected"), CASES)
def test_matches(written: str, claims: Sequence[Claim], expected: list[dict[str, object]]) -> None:
    assert [shown(match) for _, match in SOURCE.find([compiled(written)], Facts((), claims))] == expected


def test_the_cost_is_linear_in_the_claims() -> None:
    class Counted(tuple[Claim, ...]):
        passes = 0

        def __iter__(self):  # type: ignore[no-untyped-def]
            Counted.passes += 1
            return super().__iter__()

    many = Counted(claim("1 x", id=f"c{number}", subject="S", metric="m", period="2023") for number in range(2000))
    matcher = compiled("claims: {by: [period], a: {}, b: {}}")
    found = list(SOURCE.find([matcher], Facts((), many)))
    assert len(found) == 1 + 2 * 1999, "one at a time, not every pair"
    assert Counted.passes == 3, "the values of the key once, then key and claim together, whatever the number of names"
