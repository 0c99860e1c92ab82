"""Markup inside a sentence neither hides a quantity nor moves it."""

import pytest

from aicheck.documents import from_text
from aicheck.quantities import read

CASES = [
    ("Sales were **$5 million** in May.", [("$5 million", 5_000_000, "USD")]),
    ("Sales were \\$5 million in May.", [("$5 million", 5_000_000, "USD")]),
    ("Sales of [the $5 million mill](https://example.org/7) and `$8 million`.", [("$5 million", 5_000_000, "USD")]),
    ("- 5 million yen\n- 6 million yen", [("5 million yen", 5_000_000, "JPY"), ("6 million yen", 6_000_000, "JPY")]),
    ("营收**5亿元**，见[附件](a7.pdf)", [("5亿元", 500_000_000, "CNY")]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_markup(text: str, expected: list[tuple[str, int, str]]) -> None:
    quantities = read(from_text(text, "page.md")).quantities
    assert [(q.text, q.value, q.unit) for q in quantities] == expected
    assert [text[q.start : q.end] for q in quantities] == [q.text for q in quantities]
