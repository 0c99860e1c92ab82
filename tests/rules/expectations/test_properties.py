"""Laws of expectations: what holds exactly holds with rounding, order of a list is no matter, and nothing crashes."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from aicheck.model import DEFAULT_WIDTHS, Place, Quantity
from aicheck.rules.expectations import ExpectationError, Mode, compile_expectation, measure_of
from aicheck.rules.matching import Item

PLACE = Place("d.txt", 1, 1, 1, 2, 0, 1, "x")
NAMES = {"a": "one", "b": "one", "change": "one", "values": "many"}

numbers = st.decimals(min_value=-1000, max_value=1000, places=2, allow_nan=False, allow_infinity=False)


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    """A statement of money, a percentage, a multiple or a bare number, with its hedge and rounding."""
    kind, unit = draw(
        st.sampled_from([("money", "USD"), ("money", "CNY"), ("percent", "percent"), ("multiple", "x"), ("number", "")])
    )
    value = draw(numbers)
    decimals = draw(st.sampled_from([None, -1, 0, 1, 2]))
    relation = draw(st.sampled_from(["=", "=", "~", ">", "<", ">=", "<="]))
    if draw(st.integers(0, 4)) == 0:
        other = value + abs(draw(numbers))
        return Quantity(0, 1, "x", value, other, None, decimals, "=", unit=unit, kind=kind, change=draw(changes))
    low, high = (None if relation in ("<", "<=") else value), (None if relation in (">", ">=") else value)
    hedge = "nearly" if relation == "~" and draw(st.booleans()) else ""
    return Quantity(0, 1, "x", low, high, value, decimals, relation, hedge, draw(changes), unit, kind=kind)  # type: ignore[arg-type]


changes = st.sampled_from(["none", "up", "down"])
values = st.recursive(
    st.sampled_from(["a", "b", "change", "1", "0.5", "20%", "sum(values)", "max(values)", "min(values)", "first(values)",
                     "count(values)", "a.low", "b.high", "plausible(a)", "stated(b)"]),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from("+-*/"), inner).map(lambda each: f"({each[0]} {each[1]} {each[2]})"),
        inner.map(lambda each: f"abs({each})"),
        st.tuples(inner, inner).map(lambda each: f"growth({each[0]}, {each[1]})"),
    ),
    max_leaves=5,
)  # fmt: skip
conditions = st.one_of(
    st.tuples(values, st.sampled_from(["==", "<=", "<", ">=", ">", "!="]), values).map(" ".join),
    st.sampled_from(["agree(values)", "agree(base(a, change))", "ascending(values)", "descending(values)", "agree(values, a)"]),
)


def bindings(*stated: Quantity) -> dict[str, Item | tuple[Item, ...]]:
    a, b, change, *rest = (Item(quantity, PLACE) for quantity in stated)
    return {"a": a, "b": b, "change": change, "values": tuple(rest)}


@settings(max_examples=120, deadline=None)
@given(conditions, st.lists(quantities(), min_size=3, max_size=7))
def test_what_holds_exactly_is_never_contradictory(text: str, stated: list[Quantity]) -> None:
    expectation = compile_expectation(text, NAMES)  # type: ignore[arg-type]
    exact = [quantity._replace(decimals=None, relation="=", hedge="") for quantity in stated]
    exact = [
        quantity if quantity.value is None else quantity._replace(low=quantity.value, high=quantity.value) for quantity in exact
    ]
    if expectation.assess(bindings(*exact)).outcome == "consistent":
        assert expectation.assess(bindings(*stated)).outcome in ("consistent", "unchecked")


@settings(max_examples=120, deadline=None)
@given(quantities())
def test_what_is_stated_is_allowed_and_plausible(quantity: Quantity) -> None:
    """The verdict relies on it: what holds for the stated values holds for the allowed ones."""
    stated, allowed, plausible = (
        measure_of(Item(quantity, PLACE), mode, DEFAULT_WIDTHS).interval for mode in (Mode.STATED, Mode.ALLOWED, Mode.PLAUSIBLE)
    )
    assert stated.intersection(plausible) == stated
    assert plausible.intersection(allowed) == plausible


@settings(max_examples=80, deadline=None)
@given(st.lists(quantities(), min_size=2, max_size=6), st.randoms(use_true_random=False))
def test_agreement_does_not_depend_on_order(stated: list[Quantity], draw: object) -> None:
    expectation = compile_expectation("agree(values)", {"values": "many"})
    alike = [quantity._replace(kind="money", unit="USD") for quantity in stated]
    first = expectation.assess({"values": tuple(Item(each, PLACE) for each in alike)}).outcome
    draw.shuffle(alike)  # type: ignore[attr-defined]
    assert expectation.assess({"values": tuple(Item(each, PLACE) for each in alike)}).outcome == first


@settings(max_examples=120, deadline=None)
@given(st.text(alphabet="ab.()+-*/<>=!% \"'10,sumvaluenotandorge≤", max_size=60))
def test_any_text_is_compiled_or_refused(text: str) -> None:
    try:
        expectation = compile_expectation(text, NAMES)  # type: ignore[arg-type]
    except ExpectationError as fault:
        assert 0 <= fault.start <= fault.end and fault.message
        return
    exact = Quantity(0, 1, "1", Decimal(1), Decimal(1), Decimal(1), 0)
    assert expectation.assess(bindings(exact, exact, exact, exact)).outcome in (
        "consistent",
        "rounding",
        "contradictory",
        "unchecked",
    )
