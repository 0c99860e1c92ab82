"""What short sentences read as, and what holds no quantity: data in cases/, one file a language."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

import aicheck
from aicheck.model import Exact, Quantity
from aicheck.yamlio import load_trusted

CASES = Path(__file__).with_name("cases")
LANGUAGES = ("en", "zh", "de")


def cases(name: str) -> list[dict[str, list[str]]]:
    return list(load_trusted((CASES / f"{name}.yaml").read_text(encoding="utf-8")))


def shown(quantity: Quantity) -> str:
    """A quantity as the files write it: words = [relation] value unit [change]."""
    value = number(quantity.value) if quantity.value is not None else f"{number(quantity.low)}..{number(quantity.high)}"
    relation = "" if quantity.relation == "=" else quantity.relation
    change = "" if quantity.change == "none" else quantity.change
    return " ".join(filter(None, (quantity.text, "=", relation, value, quantity.unit, change)))


def number(value: Exact | None) -> str:
    if value is None or isinstance(value, Fraction):
        return str(value)
    plain = value.normalize()
    digits = format(plain, "f")
    return digits if len(digits) < 14 else f"{plain:E}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_sentences_read_as(language: str) -> None:
    wrong = []
    for case in cases(language):
        text = str(case["text"])
        found = aicheck.extract(text, language)
        assert all(text[quantity.start : quantity.end] == quantity.text for quantity in found), text
        if [shown(quantity) for quantity in found] != case["reads"]:
            wrong.append((text, [shown(quantity) for quantity in found], case["reads"]))
    assert not wrong


@pytest.mark.parametrize("language", ("en", "zh"))
def test_what_is_no_quantity(language: str) -> None:
    found = {text: aicheck.extract(str(text), language) for text in cases(f"none_{language}")}
    assert {text: quantities for text, quantities in found.items() if quantities} == {}


def test_numbers_are_shown_alike() -> None:
    assert number(Decimal("1500.0")) == "1500"
    assert number(Fraction(1, 3)) == "1/3"
