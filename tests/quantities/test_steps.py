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
