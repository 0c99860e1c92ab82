"""What expectations say of stated numbers: one line a case."""

from __future__ import annotations

import pytest

from aicheck.rules.expectations import compile_expectation
from tests.rules.statements import item

CASES = [
    # expectation, statements by name (a list binds many), outcome
    ("a == b", {"a": "31b USD", "b": "31b USD"}, "consistent"),
    ("a == b", {"a": "31b USD", "b": "30.7b USD"}, "rounding"),
    ("a == b", {"a": "2.5b USD", "b": "2b USD"}, "rounding"),
    ("a == b", {"a": "31b USD", "b": "29.1b USD"}, "contradictory"),
    ("a == b", {"a": "over 80b USD", "b": "86b USD"}, "rounding"),
    ("a == b", {"a": "nearly 30b USD", "b": "29b USD"}, "rounding"),
    ("a == b", {"a": "nearly 30b USD", "b": "26b USD"}, "contradictory"),
    ("a == b", {"a": "0.6..0.8b CNY", "b": "0.7b CNY"}, "consistent"),
    ("a != b", {"a": "3 x", "b": "3 x"}, "rounding"),
    ("a <= b", {"a": "50b USD", "b": "over 49b USD"}, "rounding"),
    ("a <= b", {"a": "52b USD", "b": "49b USD"}, "contradictory"),
    ("a < b", {"a": "over 52b USD", "b": "49b USD"}, "contradictory"),
    ("a < b", {"a": "over 52b USD", "b": "over 49b USD"}, "contradictory-not"),
    ("not a <= b", {"a": "over 52b USD", "b": "49b USD"}, "consistent"),
    ("not (a == b or a > b)", {"a": "5 x", "b": "2 x"}, "contradictory"),
    ("0 < a <= 100%", {"a": "46%"}, "consistent"),
    ("0 < a <= 100%", {"a": "104%"}, "contradictory"),
    # growth
    ("after == before * (1 + change)", {"after": "120m USD", "before": "100m USD", "change": "up 20%"}, "consistent"),
    ("after == before * (1 + change)", {"after": "120.4m USD", "before": "100m USD", "change": "up 20%"}, "rounding"),
    ("after == before * (1 + change)", {"after": "150m USD", "before": "100m USD", "change": "up 20%"}, "contradictory"),
    ("after == before * (1 + change)", {"after": "80m USD", "before": "100m USD", "change": "down 20%"}, "consistent"),
    ("after == before * (1 + change)", {"after": "60m USD", "before": "10m USD", "change": "up 5 x"}, "consistent"),
    ("after == before * (1 + change)", {"after": "50m USD", "before": "10m USD", "change": "up 5 x"}, "consistent"),
    ("after == before * (1 + change)", {"after": "39m USD", "before": "10m USD", "change": "up 5 x"}, "contradictory"),
    ("change == growth(before, after)", {"after": "92m USD", "before": "2m USD", "change": "up 4500%"}, "consistent"),
    ("change == growth(before, after)", {"after": "42m USD", "before": "2m USD", "change": "up 4500%"}, "contradictory"),
    # both ends of a range lead back to one base
    ("agree(base(level, growth))", {"level": "1.26..1.43b CNY", "growth": "up 5..19%"}, "rounding"),
    ("agree(base(level, growth))", {"level": "12.6..1.43b CNY", "growth": "up 5..19%"}, "contradictory"),
    ("agree(base(level, growth))", {"level": "0.31..0.42b CNY", "growth": "down 61..70%"}, "rounding"),
    ("agree(base(level, growth))", {"level": "0.31..0.72b CNY", "growth": "down 61..70%"}, "contradictory"),
    ("agree(base(level, growth), before)", {"level": "1.2..1.43b CNY", "growth": "up 0..19%", "before": "1.2b CNY"}, "rounding"),
    ("agree(base(level, growth), b)", {"level": "1.2..1.43b CNY", "growth": "up 0..19%", "b": "1.6b CNY"}, "contradictory"),
    # lists
    ("sum(parts) == whole", {"parts": ["1.9b USD", "1.2b USD"], "whole": "3.1b USD"}, "consistent"),
    ("sum(parts) == whole", {"parts": ["1.9b USD", "1.3b USD"], "whole": "3.1b USD"}, "rounding"),
    ("sum(parts) == whole", {"parts": ["1.9b USD", "1.5b USD"], "whole": "3.1b USD"}, "contradictory"),
    ("sum(parts) <= 100%", {"parts": ["46%", "25%", "24%"]}, "consistent"),
    ("sum(parts) <= 100%", {"parts": ["46%", "35%", "24%"]}, "contradictory"),
    ("agree(values)", {"values": ["5m USD", "about 5m USD", "5.2m USD"]}, "rounding"),
    ("agree(values)", {"values": ["5m USD", "5m USD", "7m USD"]}, "contradictory"),
    ("agree(values)", {"values": ["5m USD"]}, "consistent"),
    ("count(values) == stated", {"values": ["1 x", "2 x", "3 x"], "stated": "3 firms"}, "consistent"),
    ("count(values) == stated", {"values": ["1 x", "2 x"], "stated": "3 firms"}, "contradictory"),
    ("descending(values)", {"values": ["37.1b USD", "19.6b USD", "16.1b USD"]}, "consistent"),
    ("descending(values)", {"values": ["37.1b USD", "16.1b USD", "19.6b USD"]}, "contradictory"),
    ("descending(values)", {"values": ["5b USD", "over 1b USD", "9b USD"]}, "contradictory"),
    ("ascending(values)", {"values": ["5b USD", "4.9b USD"]}, "rounding"),
    ("max(values) == stated", {"values": ["5b USD", "over 8b USD"], "stated": "9b USD"}, "rounding"),
    ("max(values) == stated", {"values": ["5b USD", "8b USD"], "stated": "9.7b USD"}, "contradictory"),
    ("min(values) == stated", {"values": ["5b USD", "under 8b USD"], "stated": "9b USD"}, "contradictory"),
    ("average(values) == stated", {"values": ["4 cars", "8 cars"], "stated": "6 cars"}, "consistent"),
    ("leading(whole, parts) == 2", {"parts": ["612 cats", "214 cats", "86 cats"], "whole": "826 cats"}, "consistent"),
    ("leading(whole, parts) == 3", {"parts": ["612 cats", "214 cats", "86 cats"], "whole": "912 cats"}, "consistent"),
    ("leading(whole, parts) == 0", {"parts": ["612 cats", "214 cats", "86 cats"], "whole": "612 cats"}, "consistent"),
    ("first(values) < last(values)", {"values": ["4 cars", "2 cars", "8 cars"]}, "consistent"),
    ("abs(loss) == stated", {"loss": "-5m USD", "stated": "5m USD"}, "consistent"),
    # shares, counts, points
    ("share == ratio(part, whole)", {"share": "48%", "part": "12m USD", "whole": "25m USD"}, "consistent"),
    ("share == part / whole", {"share": "58%", "part": "12m USD", "whole": "25m USD"}, "contradictory"),
    ("price * units == value", {"price": "30 USD", "units": "2m tickets", "value": "60m USD"}, "consistent"),
    ("after - before == step", {"after": "14%", "before": "11%", "step": "3 pp"}, "consistent"),
    ("a == b", {"a": "300 cats", "b": "300"}, "consistent"),
    ("sum(parts) == whole", {"parts": ["3 cats", "4 dogs"], "whole": "7 animals"}, "consistent"),
    ("a.low <= b <= a.high", {"a": "0.6..0.8b CNY", "b": "0.95b CNY"}, "contradictory"),
    ("a.value == 31000000000", {"a": "31b USD"}, "consistent"),
    ("a.unit == b.unit", {"a": "31b USD", "b": "3b USD"}, "consistent"),
    ("a.unit != b.unit or a == b", {"a": "31b USD", "b": "3b CNY"}, "consistent"),
    # what cannot be judged
    ("a == b", {"a": "31b USD", "b": "31b CNY"}, "unchecked"),
    ("a == b", {"a": "31b USD", "b": "31"}, "unchecked"),
    ("a == b", {"a": "31 cats", "b": "31 dogs"}, "unchecked"),
    ("a + b == 5", {"a": "31b USD", "b": "31 cats"}, "unchecked"),
    ("a * b == 5", {"a": "31b USD", "b": "3 pp"}, "unchecked"),
    ("a / b == 5", {"a": "5 x", "b": "0 x"}, "unchecked-not"),
    ("a.value == 5", {"a": "4..6 x"}, "unchecked"),
    ("a.low == 5", {"a": "under 6 x"}, "unchecked"),
    ("a == b and c == 1", {"a": "3 x", "b": "3 pp", "c": "9 x"}, "contradictory"),
    ("a == b or c == 9", {"a": "3 x", "b": "3 pp", "c": "9 x"}, "consistent"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "bound", "outcome"), CASES)
def test_verdict(text: str, bound: dict[str, str | list[str]], outcome: str) -> None:
    bindings = {
        name: item(value) if isinstance(value, str) else tuple(item(each) for each in value) for name, value in bound.items()
    }
    names = {name: "one" if isinstance(value, str) else "many" for name, value in bound.items()}
    found = compile_expectation(text, names).assess(bindings).outcome  # type: ignore[arg-type]
    if outcome.endswith("-not"):
        assert found != outcome.removesuffix("-not")
    else:
        assert found == outcome


def test_a_contradiction_that_rests_on_reach_says_so() -> None:
    expectation = compile_expectation("plausible(part) == whole", {"part": "one", "whole": "one"})
    far = expectation.assess({"part": item("over 50b USD"), "whole": item("500b USD")})
    assert (far.outcome, far.by_reach) == ("contradictory", True)
    below = expectation.assess({"part": item("over 50b USD"), "whole": item("40b USD")})
    assert (below.outcome, below.by_reach) == ("contradictory", False)
    near = expectation.assess({"part": item("over 50b USD"), "whole": item("70b USD")})
    assert near.outcome == "rounding"


def test_the_odd_one_out_is_blamed() -> None:
    values = tuple(item(each) for each in ("5m USD", "7m USD", "5.1m USD", "about 5m USD"))
    judgement = compile_expectation("agree(values)", {"values": "many"}).assess({"values": values}).judgement
    assert judgement is not None and judgement.culprit is values[1]
    assert judgement.witnesses == (values[0], values[2], values[3])


def test_the_stated_side_is_the_bare_name() -> None:
    names = {"after": "one", "before": "one"}
    bindings = {"after": item("150m USD"), "before": item("100m USD")}
    for text, relation in (("after <= before * 1.2", "<="), ("before * 1.2 >= after", "<=")):
        judgement = compile_expectation(text, names).assess(bindings).judgement  # type: ignore[arg-type]
        assert judgement is not None and judgement.culprit is bindings["after"] and judgement.relation == relation


def test_clashing_units_are_told() -> None:
    names = {"a": "one", "b": "one"}
    clash = compile_expectation("a + b == 5", names).assess({"a": item("3b USD"), "b": item("4b CNY")})  # type: ignore[arg-type]
    assert clash.fault is not None and clash.fault.kind == "currency-mismatch"
    assert clash.reason == "cannot add USD and CNY"
