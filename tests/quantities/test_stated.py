"""What stands beside the number in a claim's stated words."""

import pytest

from aicheck.quantities import beside, read_stated
from aicheck.quantities.stated import Beside

ALONE = [
    ("about 3.4 million euros", "en"),
    ("fell by nearly 12 percent", "en"),
    ("between 40 and 60 nurses", "en"),
    ("no more than $5 a barrel", "en"),
    ("twice the turnover", "en"),
    ("a third of the votes", "en"),
    ("not exceeding 30 days", "en"),
    ("同比增长约12%", "zh"),
    ("超过3000名工人", "zh"),
    ("5至8万元之间", "zh"),
    ("rund 40 Prozent", "de"),
]


@pytest.mark.parametrize(("text", "language"), ALONE)
def test_hedges_verbs_and_units_belong_to_the_number(text: str, language: str) -> None:
    quantity = read_stated(text, language)
    assert quantity is not None
    assert beside(text, quantity, language) is None


OTHERS = [
    ("gates cost about 5 million euros", "en", Beside(0, 5, "gates")),
    ("$4 million for ferries", "en", Beside(15, 22, "ferries")),
    ("码头投资36亿元", "zh", Beside(0, 4, "码头投资")),
]


@pytest.mark.parametrize(("text", "language", "expected"), OTHERS)
def test_other_words_are_named_with_their_place(text: str, language: str, expected: Beside) -> None:
    quantity = read_stated(text, language)
    assert quantity is not None
    assert beside(text, quantity, language) == expected


def test_two_numbers_are_not_one() -> None:
    assert read_stated("3 cats and 4 dogs", "en") is None
