"""Which cells sentences state, and which sentences say too much to be bound to any."""

import pytest

from aicheck.documents import from_text
from aicheck.quantities import read
from aicheck.rules.tables.mentions import mentions

CRATES = """Crates sold (in thousands)

| | 2031 | 2030 |
|---|---|---|
| Oak crates | 8,410 | 7,902 |
| Elm crates | (1,118) | 1,096 |
| Profit margin | 40.3% | 38.1% |
| Total | 9,528 | 8,998 |

"""
FERRIES = """单位：万元

| 项目 | 2031年 | 2030年 |
|---|---|---|
| 渡轮收入 | 84,170.00 | 79,020.00 |
| 货运收入 | 11,180.50 | 10,960.20 |

"""


def bound(text: str) -> list[tuple[str, str]]:
    """(words of the number, words of the cell) of every mention."""
    return [(mention.quantity.text, mention.cell.quantity.text) for mention in mentions(read(from_text(text, "page.md")))]


ENGLISH = [
    ("In 2031, oak crates amounted to 8.4 million.", [("8.4 million", "8,410")]),
    ("Oak crates were about 7.9 million in 2030, as hoped.", [("7.9 million", "7,902")]),
    ("Elm crates for the year ended 31 December 2031 came to 1,118 thousand.", [("1,118 thousand", "(1,118)")]),
    ("Our profit margin reached 40.3% in 2031.", [("40.3%", "40.3%")]),
    ("Oak crates rose by 6.4% to 8,410 thousand in 2031 (2030: 7,902 thousand).",
     [("8,410 thousand", "8,410"), ("7,902 thousand", "7,902")]),
    ("Oak crates were 8.4 million in 2031, compared with 7.9 million in 2030.",
     [("8.4 million", "8,410"), ("7.9 million", "7,902")]),
    ("Oak crates were 8.4 million and 7.9 million in 2031 and 2030, respectively.",
     [("8.4 million", "8,410"), ("7.9 million", "7,902")]),
]  # fmt: skip
SILENT = [
    "Oak crates rose by 6.4 million in 2031.",
    "Oak crates of the north were 3.1 million in 2031.",
    "Excluding returns, oak crates were 8.1 million in 2031.",
    "Oak crates were 8.1 million before returns in 2031.",
    "Stained oak crates were 3.1 million in 2031.",
    "Oak crates would be 9.1 million in 2031.",
    "Oak crates were 2.1 million in the first quarter of 2031.",
    "Oak crates were 8.1 million.",
    "Oak crates were 8.1 million in 2029.",
    "Oak crates and elm crates were 9.1 million in 2031.",
    "Oak crates were 8.4 million and 7.9 million in 2031 and 2030.",
    "The total was 9.1 million in 2031.",
    "Oak crates were 8.1 million in 2031 in the north.",
]


@pytest.mark.parametrize(("sentence", "pairs"), ENGLISH)
def test_a_sentence_that_states_a_level_is_bound_to_its_cell(sentence: str, pairs: list[tuple[str, str]]) -> None:
    assert bound(f"{CRATES}{sentence}\n") == pairs
    assert bound(f"{sentence}\n\n{CRATES}") == pairs


@pytest.mark.parametrize("sentence", SILENT)
def test_a_sentence_that_says_more_is_bound_to_none(sentence: str) -> None:
    assert bound(f"{CRATES}{sentence}\n") == []


CHINESE = [
    ("2031年，公司实现渡轮收入8.42亿元，同比增长6.5%。", [("8.42亿元", "84,170.00")]),
    ("2031年货运收入为11,180.50万元（2030年：10,960.20万元）。",
     [("11,180.50万元", "11,180.50"), ("10,960.20万元", "10,960.20")]),
    ("货运收入2031年增长2.0%至1.12亿元。", [("1.12亿元", "11,180.50")]),
    ("2031年和2030年，渡轮收入分别为8.42亿元和7.90亿元。", [("8.42亿元", "84,170.00"), ("7.90亿元", "79,020.00")]),
    ("2031年，扣除补贴后渡轮收入为8.1亿元。", []),
    ("2031年，北部渡轮收入为3.1亿元。", []),
    ("2031年，渡轮收入增长8.1亿元。", []),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "pairs"), CHINESE)
def test_chinese_sentences(sentence: str, pairs: list[tuple[str, str]]) -> None:
    assert bound(f"{FERRIES}{sentence}\n") == pairs


def test_periods_in_rows_and_a_single_column() -> None:
    by_year = "| Year | Oak crates | Elm crates |\n|---|---|---|\n| 2031 | 8,410 | 1,118 |\n| 2030 | 7,902 | 1,096 |\n\n"
    assert bound(by_year + "Elm crates were 1,096 in 2030.\n") == [("1,096", "1,096")]
    single = "| Quay | Cost |\n|---|---|\n| Dredging | 41,228 |\n| Paving | 18,351 |\n\n"
    assert bound(single + "Dredging came to $41,228.\n") == [("$41,228", "41,228")]
    assert bound(single + "Dredging came to $41,228 in 2031.\n") == []


def test_a_label_that_names_two_numbers_of_a_period_names_none() -> None:
    again = "| | 2031 | 2030 |\n|---|---|---|\n| Oak crates | 3,410 | 2,902 |\n| Fir crates | 1,118 | 1,096 |\n\n"
    assert bound(f"{CRATES}{again}Oak crates were 8.4 million in 2031.\n") == []


def test_sentences_without_end_take_linear_work() -> None:
    assert bound(CRATES + "oak crates " * 20_000 + "were 8.4 million in 2031.\n") == []
