"""Sentences that begin alike: which numbers are held against each other."""

from __future__ import annotations

import pytest

from aicheck import documents
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


THINGS = [
    # the same thing and year in other words; a value that is told again is checked as well
    ("Net profit in 2029 was $4.52 million. It rained. In 2029, net profit came to $4.25 million.",
     [("$4.52 million", "$4.25 million")]),
    ("Net profit in 2029 was $4.52 million. In 2029, net profit came to $4.52 million.", [("$4.52 million", "$4.52 million")]),
    ("As of 31 March, 2020, assets were $1.24 billion. Assets amounted to $1.42 billion as of 31 March, 2020.",
     [("$1.24 billion", "$1.42 billion")]),
    ("2023年末，总资产为128.6亿元。净利润下降。2023年末，公司总资产126.8亿元。", [("128.6亿元", "126.8亿元")]),
    # another year, another part, another unit, another company, the level of another year
    ("Net profit in 2029 was $4.52 million. In 2028, net profit came to $4.25 million.", []),
    ("Net profit in 2029 was $4.52 million. In 2029, net profit of the yard came to $4.25 million.", []),
    ("Net profit in 2029 was $4.52 million. In 2029, net profit came to 4.25 million euros.", []),
    ("In 2029 Acme said net profit was $4.52 million. In 2029 Bolt said net profit was $4.25 million.", []),
    ("Net profit in 2029 was $4.52 million. In 2029, compared with net profit of $4.25 million, it fell.", []),
    # one word without a period says too little, three values are three things, and a year is no amount
    ("Profit was $4.52 million. Profit was $4.25 million.", []),
    ("Net profit was $4.1 million in May. Net profit was $5.2 million in May. Net profit was $6.3 million in May.", []),
    ("The rotunda has 1928 points in May. The rotunda has 1982 points in May.", []),
]
TABLE = """Revenue in 2030 was $41.2 million.

| In thousands of dollars | 2030 | 2029 |
|---|---|---|
| Revenue | 42,137 | 41,900 |
"""
TITLES = [
    ("Harbour raises $80 million\n\nThe harbour of Stave raised $86 million.\n", [("$80 million", "$86 million")]),
    ("Harbour raises $80 million\n\nThe harbour of Stave raised $86 billion.\n", [("$80 million", "$86 billion")]),
    ("Harbour raises $80 million\n\nThe harbour raised $80 million.\n", [("$80 million", "$80 million")]),
    ("海港集团完成6.8亿元融资\n\n海港集团宣布完成8.6亿元C轮融资。\n", [("6.8亿元", "8.6亿元")]),
    # rounded, cut off, told of something else, told beside another, and no title
    ("Harbour raises $80 million\n\nThe harbour raised $84 million.\n", []),
    ("Harbour raises $86 million\n\nThe harbour raised $86.7 million.\n", []),
    ("Harbour raises $80 million\n\nThe harbour lost $86 million.\n", []),
    ("Harbour raises $80 million\n\nThe harbour raised $86 million. The harbour raised $70 million.\n", []),
    ("Harbour raises $80 million.\n\nThe harbour raised $86 million.\n", []),
]


BY = [*(("thing", *case) for case in THINGS), *(("title", *case) for case in TITLES)]


@pytest.mark.parametrize(("by", "text", "expected"), BY)
def test_numbers_of_one_thing_and_of_the_title(by: str, text: str, expected: list[tuple[str, str]]) -> None:
    (rule,) = parse_rules(RULE.replace("{words: 5}", f"{{by: {by}}}"), "r.yaml").rules
    reading = read(Document("x.txt", "en" if text.isascii() else "zh", text, ((0, len(text)),)))
    found = [match.bindings for _, match in SOURCE.find([rule.matcher], Facts([reading]))]
    assert [tuple(item.words for item in bound.values()) for bound in found] == expected  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", [("42,137", "$41.2 million")]),
        ("41.2", "42.1", [("42,137", "$42.1 million")]),
        ("in 2030", "in 2029", [("41,900", "$41.2 million")]),
        ("in 2030", "in 2028", []),
        ("Revenue in", "Freight revenue in", []),
        ("| Revenue | 42,137 | 41,900 |", "| Revenue | 42,137 | 41,900 |\n| Revenue | 12,137 | 11,900 |", []),
    ],
)
def test_numbers_of_the_text_and_of_a_table(old: str, new: str, expected: list[tuple[str, str]]) -> None:
    (rule,) = parse_rules(RULE.replace("{words: 5}", "{by: thing}"), "r.yaml").rules
    reading = read(documents.from_text(TABLE.replace(old, new), "t.md", "en"))
    found = [match.bindings for _, match in SOURCE.find([rule.matcher], Facts([reading]))]
    assert [tuple(item.words for item in bound.values()) for bound in found] == expected  # type: ignore[union-attr]


def test_the_rule_is_tentative_and_its_settings_are_read_strictly() -> None:
    (rule,) = parse_rules(RULE, "r.yaml").rules
    assert rule.matcher.tentative == "always"
    for written in ("often", "{words: 2}", "{word: 5}", "{by: name}"):
        assert parse_rules(RULE.replace("{words: 5}", written), "r.yaml").faulty
