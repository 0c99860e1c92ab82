"""Which quantities can stand in one relation."""

from __future__ import annotations

import pytest

from aicheck.rules.text.units import shared, under
from tests.rules.text.statements import read

CASES = [
    ("<243.0 money USD> <45340 number>", "USD"),
    ("<71300 count running bale> <60200 count bale>", "running bale"),
    ("<5 count share> <4 count share>", "share"),
    ("<5000.5 number> <4000 number>", ""),
    ("<5 money USD> <4 money CNY>", None),
    ("<5 money USD> <4 count share>", None),
    ("<5 count ton> <4 count barrel>", None),
    ("<944 number> <26775 money USD>", None),
    ("<944 number> <975 money USD>", "USD"),
]


@pytest.mark.parametrize(("marked", "unit"), CASES)
def test_shared_unit(marked: str, unit: str | None) -> None:
    _, quantities = read(marked)
    together = shared(quantities)
    assert (None if together is None else {quantity.unit for quantity in together}) == (None if unit is None else {unit})


@pytest.mark.parametrize(
    ("marked", "values"),
    [
        ("<20 money cent> <1800000 money USD>", ["0.20", "1800000"]),
        ("<70 money pence> <30 money cent>", None),
        ("<94.8 money cent per gallon> <92.1 money cent>", ["94.8", "92.1"]),
        ("<1.05 money USD per gallon> <92.1 money cent>", ["1.05", "0.921"]),
        ("<94.8 money cent per gallon> <1.05 money USD>", ["0.948", "1.05"]),
    ],
)
def test_cents_join_the_currency_beside_them(marked: str, values: list[str] | None) -> None:
    _, quantities = read(marked)
    together = shared(quantities)
    assert (None if together is None else [str(quantity.value) for quantity in together]) == values


def test_bare_numbers_of_one_relation_count_the_same_things() -> None:
    _, quantities = read("<5000.5 number> <4000 number>")
    assert [quantity.kind for quantity in shared(quantities) or ()] == ["count", "count"]


@pytest.mark.parametrize(
    ("marked", "language", "units"),
    [
        ("<57 number> <32 count woman> <25 count man>", "en", ["woman", "woman"]),
        ("<57 count people> <32 count woman> <25 count man>", "en", ["people", "people"]),
        ("<57 number> <32 number> <25 count man>", "en", ["", "man"]),
        ("<57 number> <32 count 名> <25 count 辆>", "zh", ["名", "辆"]),
    ],
)
def test_parts_come_under_the_noun_of_their_whole(marked: str, language: str, units: list[str]) -> None:
    _, (whole, *parts) = read(marked)
    assert [part.unit for part in under(parts, whole, language)] == units
