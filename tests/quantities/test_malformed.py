"""What is malformed keeps its value and its note; what only looks like a number is none."""

from decimal import Decimal

import pytest

import aicheck

NOTED = [
    ("The bill was $1O0 in total.", "$1O0", "100", "USD", ("impossible-digits",)),
    ("They paid 3l5 euros for it.", "3l5 euros", "315", "EUR", ("impossible-digits",)),
    ("The yard lost $(17 million this year.", "$(17 million", "17000000", "USD", ("unclosed-bracket",)),
    ("The yard lost $(17) million this year.", "$(17) million", "-17000000", "USD", ()),
    ("The loan was 12,34,567 rupees.", "12,34,567 rupees", "1234567", "INR", ()),
    ("The loan was Rs 1,23,45,678.", "Rs 1,23,45,678", "12345678", "INR", ()),
]


@pytest.mark.parametrize(("text", "span", "value", "unit", "notes"), NOTED)
def test_value_and_note(text: str, span: str, value: str, unit: str, notes: tuple[str, ...]) -> None:
    (found,) = aicheck.extract(text)
    assert (found.text, found.value, found.unit, found.notes) == (span, Decimal(value), unit, notes)


NONE = [
    "The server at 192.168.4.17 was down.",
    "The host 10.0.0.254 never answered.",
    "We moved to version 3.11.4 in May.",
    "It needs v2.6.1 of the library.",
]


@pytest.mark.parametrize("text", NONE)
def test_addresses_and_versions_are_no_quantities(text: str) -> None:
    assert aicheck.extract(text) == []
