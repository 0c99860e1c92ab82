"""A step and the level that it led to are two statements, not a range; and numbers are read after a closing bracket."""

import pytest

import aicheck

CASES = [
    ("Fares rose 6.5 percent to 31,200 in May.", ["6.5 percent", "31,200"]),
    ("Debt fell by $2.4 billion to 61.8 billion.", ["$2.4 billion", "61.8 billion"]),
    ("Costs rose 310 million to 8.44 billion.", ["310 million", "8.44 billion"]),
    ("Fares rose 6 to 7 percent.", ["6 to 7 percent"]),
    ("They sold 48,200 tons -- 18,100 tons of it abroad.", ["48,200 tons", "18,100 tons"]),
    ("新车（含货车）5830辆。", ["5830辆"]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_steps_and_levels(text: str, expected: list[str]) -> None:
    assert [quantity.text for quantity in aicheck.extract(text)] == expected


RANGES = [
    ("The yard grew from 310 workers to 420 workers.", ["310 workers to 420"], [(310, 420)]),
    ("The lift now reaches from up to 75 metres to 95 metres.", ["75 metres to 95 metres"], [(75, 95)]),
    ("Lofts run from 48 sq m up to 96 sq m.", ["48 sq m up to 96 sq m"], [(48, 96)]),
    ("Use went from 31 mpg combined to 36.", ["31 mpg combined to 36"], [(31, 36)]),
    ("The bid and the ask stood at $14/$16.", ["$14/$16"], [(14, 16)]),
    ("Go from 6 to 8-9 million euros.", ["6 to 8", "8-9 million euros"], [(6_000_000, 8_000_000), (8_000_000, 9_000_000)]),
    ("It went from 12 in spring to 14 in autumn.", ["12", "14"], [(12, 12), (14, 14)]),
]


@pytest.mark.parametrize(("text", "expected", "ends"), RANGES)
def test_ranges_with_words_between(text: str, expected: list[str], ends: list[tuple[int, int]]) -> None:
    found = aicheck.extract(text)
    assert [quantity.text for quantity in found] == expected
    assert [(quantity.low, quantity.high, quantity.relation) for quantity in found] == [(low, high, "=") for low, high in ends]
