"""Sentences that begin alike: which numbers are held against each other."""

from __future__ import annotations

import pytest

from aicheck.model import Document
from aicheck.quantities import read
from aicheck.rules.loader import parse_rules
from aicheck.rules.matching import Facts
from aicheck.rules.sources.repeated import SOURCE

RULE = """- {id: ACME001, name: t, severity: info, match: {repeated: {words: 5}}, expect: first == second, message: m,
  what: W., why: W.}"""

CASES = [
    ("Freight income in 2017 was $412 million. Freight income in 2017 was $421 million.", [("$412 million", "$421 million")]),
    ("Freight income in 2017 was $412 million. FREIGHT income in  2017 was $412 million.", [("$412 million", "$412 million")]),
    ("Freight income in 2017 was $412 million. Freight income in 2018 was $421 million.", []),
    ("Freight income in 2017 was $412 million. Freight income in 2017 was 421 tons.", []),
    ("Freight income last year was $412 million. Freight income last year was $421 million.", []),
    ("In 2017 it was $412 million. In 2017 it was $421 million.", []),
    ("码头公司2017年货运收入为412亿元。其后关闭。码头公司2017年货运收入为421亿元。", [("412亿元", "421亿元")]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_the_first_number_after_the_same_words_and_year(text: str, expected: list[tuple[str, str]]) -> None:
    (rule,) = parse_rules(RULE, "r.yaml").rules
    reading = read(Document("x.txt", "en" if text.isascii() else "zh", text, ((0, len(text)),)))
    found = [match.bindings for _, match in SOURCE.find([rule.matcher], Facts([reading]))]
    assert [tuple(item.words for item in bound.values()) for bound in found] == expected  # type: ignore[union-attr]


def test_the_rule_is_tentative_and_its_settings_are_read_strictly() -> None:
    (rule,) = parse_rules(RULE, "r.yaml").rules
    assert rule.matcher.tentative == "always"
    for written in ("often", "{words: 2}", "{word: 5}"):
        assert parse_rules(RULE.replace("{words: 5}", written), "r.yaml").faulty
