"""What single sentences of our own read as."""

from decimal import Decimal
from fractions import Fraction

import pytest

import aicheck
from aicheck.model import Quantity


def only(text: str, language: str | None = None) -> Quantity:
    found = aicheck.extract(text, language)
    assert len(found) == 1, found
    assert text[found[0].start : found[0].end] == found[0].text
    return found[0]


POINTS = [
    ("The fund holds $4.7 billion.", "$4.7 billion", "4700000000", "USD", "=", -8),
    ("They owe nearly 85 million yuan today.", "85 million yuan", "85000000", "CNY", "~", -6),
    ("Margins widened to 14.25 percent.", "14.25 percent", "14.25", "percent", "=", 2),
    ("The plant makes 6,420 pumps a week.", "6,420", "6420", "pump", "=", 0),
    ("A crew of twenty-six people came.", "twenty-six", "26", "people", "=", 0),
    ("It weighs about 3.5kg.", "3.5kg", "3.5", "kilogram", "~", 1),
    ("该厂投资约4.5亿元。", "4.5亿元", "450000000", "CNY", "~", -7),
]


@pytest.mark.parametrize(("text", "span", "value", "unit", "relation", "decimals"), POINTS)
def test_a_point_with_its_unit(text: str, span: str, value: str, unit: str, relation: str, decimals: int | None) -> None:
    quantity = only(text)
    assert (quantity.text, quantity.value, quantity.unit, quantity.relation) == (span, Decimal(value), unit, relation)
    if decimals is not None:
        assert quantity.decimals == decimals


NONE = [
    "In 2017 the town had a mayor.",
    "They met on May 14, 1998 at 5:40 p.m.",
    "Write to room 12, call (212) 5550199 or see GPT-7 and F16.",
    "See section 4 and figure 9.",
]


@pytest.mark.parametrize("text", NONE)
def test_no_quantity(text: str) -> None:
    assert aicheck.extract(text) == []


def test_a_third_is_exact() -> None:
    assert only("A third of the fleet was idle.").value == Fraction(1, 3)


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("Wool sales were 12 percent higher than 3.40 million kilos.", "="),
        ("Wool sales were 12 percent below 3.40 million kilos.", "="),
        ("Wool sales rose 12 percent, more than 3.40 million kilos.", ">"),
        ("Wool sales were more than 3.40 million kilos.", ">"),
    ],
)
def test_what_a_percentage_is_measured_from_has_no_hedge(text: str, relation: str) -> None:
    assert aicheck.extract(text, "en")[-1].relation == relation
