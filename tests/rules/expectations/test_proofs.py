"""Cheap proofs say what the intervals say, and serve what most claims are."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from aicheck.model import Claim, Quantity
from aicheck.rules.expectations import Assessment, compile_expectation
from aicheck.rules.matching import Item
from tests.rules.expectations.test_properties import NAMES, PLACE, bindings, quantities
from tests.rules.statements import item

PROVED = [
    # expectation, statements by name, outcome
    ("a == b", {"a": "31b USD", "b": "30.7b USD"}, "rounding"),
    ("a == b", {"a": "31b USD", "b": "31b USD"}, "consistent"),
    ("a <= b", {"a": "49b USD", "b": "52b USD"}, "consistent"),
    ("a > b", {"a": "49b USD", "b": "49b USD"}, "rounding"),
    ("after == before * (1 + change)", {"after": "120.4m USD", "before": "100m USD", "change": "up 20%"}, "rounding"),
    ("after == before * (1 + change)", {"after": "80m USD", "before": "100m USD", "change": "down 20%"}, "consistent"),
    ("after == before * (1 + change)", {"after": "-9m USD", "before": "-10m USD", "change": "down 10%"}, "consistent"),
    ("abs(after - before) == abs(d)", {"after": "31m USD", "before": "40m USD", "d": "9.3m USD"}, "rounding"),
    ("sum(parts) == whole", {"parts": ["1.9b USD", "1.3b USD"], "whole": "3.1b USD"}, "rounding"),
    ("sum(parts) <= 100%", {"parts": ["46%", "25%", "24%"]}, "consistent"),
    ("share == part / whole", {"share": "33%", "part": "1b USD", "whole": "3b USD"}, "rounding"),
    ("share == part / whole", {"share": "50%", "part": "2b USD", "whole": "4b USD"}, "consistent"),
    ("agree(values)", {"values": ["5m USD", "5.2m USD", "5m USD"]}, "rounding"),
]


def bound(statements: dict[str, str | list[str]]) -> dict[str, Item | tuple[Item, ...]]:
    return {
        name: item(text) if isinstance(text, str) else tuple(item(each) for each in text) for name, text in statements.items()
    }


@pytest.mark.parametrize(("text", "statements", "outcome"), PROVED)
def test_plain_statements_are_proved(text: str, statements: dict[str, str | list[str]], outcome: str) -> None:
    given_ = bound(statements)
    names = {name: "one" if isinstance(each, Item) else "many" for name, each in given_.items()}
    found = compile_expectation(text, names).verdict(given_)  # type: ignore[arg-type]
    assert (found.outcome, found.brief) == (outcome, True)


UNPROVED = [
    ("a == b", {"a": "31b USD", "b": "29b USD"}, "it does not hold"),
    ("a == b", {"a": "over 30b USD", "b": "31b USD"}, "a hedge"),
    ("a == b", {"a": "5 km", "b": "5000 m"}, "a conversion"),
    ("a == b * c", {"a": "6 x", "b": "3 x", "c": "2 x"}, "multiples may be growth"),
    ("a == b / c", {"a": "5", "b": "5", "c": "0"}, "a division by zero"),
    ("max(a, b) == b", {"a": "3b USD", "b": "4b USD"}, "a function without a proof"),
]


@pytest.mark.parametrize(("text", "statements", "why"), UNPROVED)
def test_the_rest_is_left_to_the_intervals(text: str, statements: dict[str, str], why: str) -> None:
    given_ = bound(dict(statements))
    expectation = compile_expectation(text, dict.fromkeys(given_, "one"))  # type: ignore[arg-type]
    assert expectation.verdict(given_) == expectation.assess(given_), why
    assert not expectation.verdict(given_).brief


provable = st.recursive(
    st.sampled_from(["a", "b", "change", "1", "20%", "sum(values)", "sum(values, a)"]),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from("+-*"), inner).map(lambda each: f"({each[0]} {each[1]} {each[2]})"),
        inner.map(lambda each: f"abs({each})"),
        inner.map(lambda each: f"-{each}"),
    ),
    max_leaves=4,
)
sides = st.one_of(provable, st.tuples(provable, provable).map(" / ".join))
conditions = st.one_of(
    st.tuples(sides, st.sampled_from(["==", "<=", "<", ">=", ">"]), sides).map(" ".join),
    st.sampled_from(["agree(values)", "agree(values, a)", "b == a * (1 + change)"]),
)


@settings(max_examples=200, deadline=None)
@given(conditions, st.lists(quantities(), min_size=3, max_size=6), st.booleans())
@example("a == a", [Quantity(0, 1, "0", None, None, None, 0)] * 3, False)
def test_a_proof_says_what_the_intervals_say(text: str, stated: list[Quantity], alike: bool) -> None:
    expectation = compile_expectation(text, NAMES)  # type: ignore[arg-type]
    if alike:  # as most claims are: of one unit, and without hedges
        stated = [
            each._replace(kind="money", unit="USD", relation="=", low=each.value or each.low, high=each.value or each.high)
            for each in stated
        ]
        stated[2] = stated[2]._replace(kind="percent", unit="percent")
    names = bindings(*stated)
    short, full = expectation.verdict(names), expectation.assess(names)
    assert short.outcome == full.outcome
    if short.brief:
        culprit = full.judgement.culprit if full.judgement is not None else None
        blamed = names.get(expectation.blamed)
        assert (blamed if isinstance(blamed, Item) else None) is culprit


def test_a_fact_that_is_claimed_twice_counts_once_and_is_left_to_the_intervals() -> None:
    def part(id: str, region: str) -> Item:
        quantity = item("5m USD").quantity
        claim = Claim(id, "Acme", "revenue", "2023", "", "part", quantity, PLACE, PLACE, {"region": region})
        return Item(quantity, PLACE, id, claim=claim)

    expectation = compile_expectation("sum(values) == a", NAMES)  # type: ignore[arg-type]
    apart = {"values": (part("n", "north"), part("s", "south")), "a": item("10m USD")}
    assert expectation.verdict(apart) == Assessment("consistent", brief=True)
    twice = {"values": (part("n", "north"), part("n2", "north")), "a": item("5m USD")}
    found = expectation.verdict(twice)
    assert (found.outcome, found.brief) == ("consistent", False)
