"""Conversions inside expectations: dated rates, physical units, and what cannot be converted."""

from __future__ import annotations

from typing import Any

import pytest

from aicheck.rules.expectations import Assessment, compile_expectation
from aicheck.rules.matching import Item
from tests.rules.statements import item

NAMES = {"a": "one", "b": "one", "values": "many", "day": "text"}


def assess(text: str, day: str = "", **stated: Any) -> Assessment:
    bindings = {
        name: made if isinstance(made, Item) else item(made[0], unit=made[1], kind=made[2]) for name, made in stated.items()
    }
    return compile_expectation(text, NAMES).assess({**bindings, "day": day})  # type: ignore[arg-type]


def test_a_day_has_one_rate_and_its_source_is_told() -> None:
    found = assess('b == convert(a, "CNY", day)', "2024-02-16", a=item("3m USD"), b=item("21.5m CNY"))
    assert found.outcome == "rounding"
    assert found.remarks == {"1 USD": "7.1936 CNY (ECB euro foreign exchange reference rates, 2024-02-16)"}
    assert assess('b == convert(a, "CNY", day)', "2024-02-16", a=item("3m USD"), b=item("29m CNY")).outcome == "contradictory"


def test_a_period_allows_every_rate_of_its_days() -> None:
    for yuan, outcome in (("13.5", "consistent"), ("14.6", "consistent"), ("17", "contradictory")):
        found = assess('b == convert(a, "CNY", day)', "2023", a=item("2.00m USD"), b=item(f"{yuan}m CNY"))
        assert found.outcome == outcome, yuan
    assert "2023-01-02 to 2023-12-29" in found.remarks["1 USD"]


@pytest.mark.parametrize(
    ("text", "day", "reason"),
    [
        ('b == convert(a, "CNY")', "", "no date for the rate of USD to CNY"),
        ('b == convert(a, "CNY", day)', "some day", "no rate of USD to CNY is known for some day"),
        ('b == convert(a, "CNY", day)', "1950", "no rate of USD to CNY is known for 1950"),
        ('b == convert(a, "CNY", a.day)', "", "'a' has no day"),
        ('b == convert(a, "CNY", either(a.day, b.day))', "", "'a' has no day"),
    ],
)
def test_without_a_rate_nothing_is_said(text: str, day: str, reason: str) -> None:
    found = assess(text, day, a=item("3m USD"), b=item("21.5m CNY"))
    assert (found.outcome, found.reason) == ("unchecked", reason)


def test_the_first_date_that_is_stated_counts() -> None:
    found = assess('b == convert(a, "CNY", either(a.day, day))', "2024-02-16", a=item("3m USD"), b=item("21.5m CNY"))
    assert found.outcome == "rounding"


@pytest.mark.parametrize(
    ("years", "yuan", "outcome"),
    [
        ("2016/2016", "20", "consistent"), ("2016/2016", "30", "contradictory"), ("2016/2016", "200", "contradictory"),
        ("any", "30", "consistent"), ("any", "9.1", "consistent"), ("any", "200", "contradictory"),
        ("1987/2016", "30", "consistent"), ("1987/1987", "200", "contradictory"),
    ],
)  # fmt: skip
def test_an_amount_in_another_currency_fits_some_rate_of_the_years(years: str, yuan: str, outcome: str) -> None:
    found = assess('b == exchanged(a, "CNY", day)', years, a=item("3.0m USD"), b=item(f"{yuan}m CNY"))
    assert found.outcome == outcome
    assert "ECB euro foreign exchange reference rates" in found.remarks["1 USD"]


def test_a_rate_that_has_varied_tenfold_tells_nothing() -> None:
    found = assess('b == exchanged(a, "USD", day)', "any", a=item("52m TRY"), b=item("30000 USD"))
    assert (found.outcome, found.reason) == ("unchecked", "the rate of TRY to USD has varied more than tenfold")


def test_only_currencies_are_exchanged() -> None:
    found = assess('b == exchanged(a, "CNY", day)', "2016/2016", a=item("3 tons"), b=item("20m CNY"))
    assert (found.outcome, found.reason) == ("unchecked", "these are not two currencies")


def test_one_currency_needs_no_rate() -> None:
    assert assess('b == convert(a, "USD", day)', "some day", a=item("3m USD"), b=item("3m USD")).outcome == "consistent"


def test_lists_are_converted_item_by_item() -> None:
    bindings = {"values": (item("3m USD"), item("21.6m CNY")), "day": "2024-02-16"}
    found = compile_expectation('agree(convert(values, "USD", day))', NAMES).assess(bindings)  # type: ignore[arg-type]
    assert found.outcome == "rounding"


def test_physical_units() -> None:
    mile, kilometer = ("5", "mile", "physical"), ("8", "kilometer", "physical")
    assert assess("a == b", a=mile, b=kilometer).outcome == "rounding"
    assert assess('a == convert(b, "mile")', a=mile, b=kilometer).outcome == "rounding"
    assert assess("a == b", a=("5", "mile", "physical"), b=("9.9", "kilometer", "physical")).outcome == "contradictory"
    clash = assess("a == b", a=mile, b=("8", "hour", "duration"))
    assert clash.fault is not None and clash.fault.kind == "unit-mismatch"
    assert assess("a / b == 5", a=("40", "kilometer", "physical"), b=("8", "kilometer", "physical")).outcome == "consistent"


@pytest.mark.parametrize(
    ("month", "dollars", "outcome"),
    [
        ("2016-03", "3.46", "consistent"), ("2016-03", "3.20", "contradictory"), ("2016-03", "4.36", "contradictory"),
        ("1987-03", "4.36", "consistent"),
    ],
)  # fmt: skip
def test_an_amount_in_another_currency_fits_the_rates_of_the_month(month: str, dollars: str, outcome: str) -> None:
    found = assess('b == exchanged(a, "USD", day)', month, a=item("3.12m EUR"), b=item(f"{dollars}m USD"))
    assert found.outcome == outcome
    dated = "2016-02-01 to 2016-04-29), give or take a twentieth" in found.remarks["1 EUR"]
    assert dated is (month == "2016-03")
