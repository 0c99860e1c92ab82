"""From-to ranges after a verb of change are two levels."""

from __future__ import annotations

import pytest

from aicheck.quantities import extract
from aicheck.rules.text.classes import word_classes
from aicheck.rules.text.levels import separated

CASES = [
    ("Output fell from 90 tons to 70 tons.", ["90 tons", "70 tons"]),
    ("Membership went from 90 to 110.", ["90", "110"]),
    ("The fee doubled from $300 to $600 within a year.", ["doubled", "$300", "$600"]),
    ("Output fell by 20 tons to 70 tons from 90 tons.", ["20 tons", "70 tons", "90 tons"]),
    ("Output fell 400 tons to 12,000 tons from 12,400 tons.", ["400 tons", "12,000 tons", "12,400 tons"]),
    ("Prices rose 20 to 30 dollars from last year.", ["20 to 30 dollars"]),
    ("Prices rose by 20 to 30 dollars.", ["20 to 30 dollars"]),
    ("Prices vary from 90 dollars to 70 dollars.", ["90 dollars to 70 dollars"]),
    ("The motion passed 91 to 64.", ["91", "64"]),
    ("The guests were 64 to 91 each day.", ["64 to 91"]),
    ("Prices rose. They run from 90 dollars to 95 dollars.", ["90 dollars to 95 dollars"]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_ranges_that_are_two_levels(text: str, expected: list[str]) -> None:
    words = word_classes("en")
    assert words is not None
    found = list(separated(text, 0, extract(text, "en"), words))
    assert [quantity.text for quantity in found] == expected
    assert all(text[quantity.start : quantity.end] == quantity.text for quantity in found)
