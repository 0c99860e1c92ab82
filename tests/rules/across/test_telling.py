"""What is proposed in place of a wrong amount, in the words of its language."""

from __future__ import annotations

import pytest

from aicheck.quantities import detect, extract
from aicheck.rules.across.statements import slip
from aicheck.rules.across.telling import instead, told

CASES = [
    ("31亿元", "31 billion yuan", "3.1 billion yuan"),
    ("4500万元", "45 billion yuan", "45 million yuan"),
    ("8.2万名", "820,000", "82,000"),
    ("2030万元", "2030 million yuan", "20.3 million yuan"),
    ("1954万人", "195,400 thousand people", "19.54 million"),
    ("45 million yuan", "4.5亿元", "4500万元"),
    ("650 million dollars", "6500万美元", "6.5亿美元"),
    ("7.2 trillion yuan", "7200亿元", "7.2万亿元"),
    ("超过3万例", "more than 300,000 cases", "30,000"),
]


@pytest.mark.parametrize(("source", "translation", "expected"), CASES)
def test_the_repair_is_written_as_the_translation_is(source: str, translation: str, expected: str) -> None:
    (one,), (other,) = (extract(text, detect(text)) for text in (source, translation))
    words = instead(one, other, detect(translation))
    assert words == expected
    (read,) = extract(words, detect(translation))
    assert read.value == one.value


def test_the_scale_word_is_explained() -> None:
    (one,), (other,) = extract("31亿元", "zh"), extract("31 billion yuan", "en")
    assert told(one, other, "zh", "en", slip(one, other)) == "; 亿 is 10^8: 31亿元 is 3.1 billion yuan, not 31 billion yuan"
    assert told(other, one, "en", "zh", slip(other, one)) == "; 亿 is 10^8: 31 billion yuan is 310亿元, not 31亿元"
