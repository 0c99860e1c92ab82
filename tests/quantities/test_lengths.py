"""Which lengths of forms are tried at a place of a text."""

import pytest

from aicheck.quantities.forms import by_beginning, by_ending

FORMS = ["p", "per", "pence", "ounce", "€", "R€"]


@pytest.mark.parametrize(("text", "expected"), [("per ton", [5, 3, 1]), ("plum", [1]), ("ounces", [5]), ("R€", [2]), ("xx", [])])
def test_forms_are_found_by_their_beginning(text: str, expected: list[int]) -> None:
    lengths = by_beginning(FORMS)
    assert list(lengths.get(text[:2]) or lengths.get(text[:1], ())) == expected


@pytest.mark.parametrize(("text", "expected"), [("an ounce", [5]), ("R€", [2, 1]), ("of €", [1]), ("of p", [1]), ("xx", [])])
def test_forms_are_found_by_their_ending(text: str, expected: list[int]) -> None:
    lengths = by_ending(FORMS)
    assert list(lengths.get(text[-2:]) or lengths.get(text[-1:], ())) == expected
