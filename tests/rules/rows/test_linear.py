"""Expectations as linear forms."""

from fractions import Fraction

import pytest

from aicheck.rules.rows.linear import linear

FORMS = [
    ("gross == revenue - cost", "==", {"gross": 1, "revenue": -1, "cost": 1}),
    ("total == sum(a, b) - (c - d)", "==", {"total": 1, "a": -1, "b": -1, "c": 1, "d": -1}),
    ("sum(parts) <= total", "<=", {"parts": 1, "total": -1}),
]


@pytest.mark.parametrize(("text", "operator", "weights"), FORMS)
def test_a_sum_has_a_form(text: str, operator: str, weights: dict[str, int]) -> None:
    form = linear(text)
    assert form is not None
    assert (form.operator, dict(form.weights)) == (operator, {name: Fraction(weight) for name, weight in weights.items()})


@pytest.mark.parametrize("text", ["a == b * c", "a == b + 1", "a == b and b == c", "a != b", "agree(a, b)"])
def test_anything_else_has_none(text: str) -> None:
    assert linear(text) is None
