"""The same pairs of passages, laid out in every way that documents in two languages are: the same findings in each."""

from __future__ import annotations

from pathlib import Path

import pytest

import aicheck
from aicheck import documents, quantities, rules
from aicheck.config import Settings
from aicheck.quantities.languages import may_be_bilingual
from aicheck.rules.across.passages import passages_of, script_of

PAIRS = [
    ("去年该集团在非洲投资2.4亿美元，建设工厂14家。",
     "Last year the group invested 240 million U.S. dollars in Africa and built 14 factories."),
    ("集团在当地有员工7300人，其中女性占41%。", "It has 7,300 local employees, 41 percent of whom are women."),
    ("预计今年利润达到6500万美元。", "Profit is expected to reach 650 million U.S. dollars this year."),
    ("2025年出口汽车预计超过3万辆。", "In 2025 exports of cars are expected to exceed 30,000."),
]  # fmt: skip
WRONG = ("6500万美元", "650 million U.S. dollars")
CHINESE, ENGLISH = ([pair[side] for pair in PAIRS] for side in (0, 1))
LAYOUTS = {
    "turns.md": "\n\n".join(part for pair in PAIRS for part in pair),
    "turned.md": "\n\n".join(part for pair in PAIRS for part in reversed(pair)),
    "parts.md": "\n\n".join([*CHINESE, *ENGLISH]),
    "turned-parts.txt": "\n\n".join([*ENGLISH, *CHINESE]),
    "paragraphs.md": "".join(CHINESE) + "\n\n" + " ".join(ENGLISH),
    "lines.txt": "\n".join(part for pair in PAIRS for part in pair),
    "one-line.txt": "\n".join(f"{one}{other}" for one, other in PAIRS),
    "headed.md": "# 年度报告 Annual report\n\n" + "\n\n".join(part for pair in PAIRS for part in pair),
    "table.md": "| 中文 | English |\n|---|---|\n" + "\n".join(f"| {one} | {other} |" for one, other in PAIRS),
    "table.csv": "id,zh,en\n" + "\n".join(f'{number},{one},"{other}"' for number, (one, other) in enumerate(PAIRS)),
    "page.html": "<table>" + "".join(f"<tr><td>{one}<td>{other}</tr>" for one, other in PAIRS) + "</table>",
    "strings.jsonl": "\n".join(f'{{"zh": "{one}", "en": "{other}"}}' for one, other in PAIRS),
}
RULES = rules.load(packs=["translation"], pack_tests=False)


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_slip_is_found_in_every_layout_and_nothing_else(name: str) -> None:
    reading = quantities.read(documents.from_text(LAYOUTS[name] + "\n", name))
    (found,) = rules.run(RULES, [reading]).findings
    assert {found.place.text, found.related[0].place.text} == set(WRONG)
    assert reading.document.text[found.place.start : found.place.end] == found.place.text


def test_two_files_are_held_against_each_other(tmp_path: Path) -> None:
    for language, parts in (("zh", CHINESE), ("en", ENGLISH)):
        (tmp_path / f"report.{language}.md").write_text("\n\n".join(parts) + "\n", "utf-8")
    for jobs in (1, 2):
        result = aicheck.check([tmp_path], settings=Settings(), jobs=jobs)
        (found,) = result.findings
        assert (Path(found.place.path).name, found.place.text) == ("report.en.md", WRONG[1])
        assert (Path(found.related[0].place.path).name, found.related[0].place.text) == ("report.zh.md", WRONG[0])
        assert found.fix is not None and found.fix.replacement == "65 million U.S. dollars"
    assert aicheck.check([tmp_path / "report.zh.md"], settings=Settings()).findings == ()


def test_what_is_in_one_language_is_not_looked_at() -> None:
    assert not may_be_bilingual(" ".join(ENGLISH)) and not may_be_bilingual("".join(CHINESE))
    assert not may_be_bilingual("Zürich has 420,000 people, 3 of them named 李.")
    assert not may_be_bilingual("使用Python 3编写了400行代码")
    assert all(may_be_bilingual(text) for text in LAYOUTS.values())


@pytest.mark.parametrize(
    ("text", "script"),
    [("他们收购Microsoft", "dense"), ("The founder, Li Ning (李宁), won gold.", "spaced"), ("2021-2022", "")],
)
def test_a_few_words_of_the_other_script_change_nothing(text: str, script: str) -> None:
    assert script_of(text) == script


def test_a_broken_line_goes_on_and_a_sentence_ends_a_passage() -> None:
    text = "The port handled 31 million\ntons last year.\nIt has 40 berths in all.\n该港口有40个泊位。\n"
    reading = quantities.read(documents.from_text(text, "a.txt"))
    assert [(each.language, each.text) for each in passages_of(reading)] == [
        ("en", "The port handled 31 million\ntons last year."), ("en", "It has 40 berths in all."), ("zh", "该港口有40个泊位。"),
    ]  # fmt: skip
