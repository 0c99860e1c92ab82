"""No sentence of the four articles is in the project: figures and the words of a number may be used, sentences may not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ARTICLES = ROOT.parent / "shared" / "seeds"
WORDS, CHARACTERS = 10, 18
_SKIPPED = {"build", "dist", "node_modules"}
_SUFFIXES = {".py", ".yaml", ".yml", ".md", ".toml", ".txt", ".json", ".jsonl", ".html", ".csv", ""}
_HAN = re.compile(r"[\u3400-\u9fff]")
_WORD = re.compile(r"[^\W_]+")


def word_runs(text: str) -> Iterator[tuple[str, ...]]:
    words = _WORD.findall(text.casefold())
    return (tuple(words[at : at + WORDS]) for at in range(len(words) - WORDS + 1))


def character_runs(text: str) -> Iterator[str]:
    packed = "".join(character for character in text if not character.isspace())
    runs = (packed[at : at + CHARACTERS] for at in range(len(packed) - CHARACTERS + 1))
    return (run for run in runs if len(_HAN.findall(run)) > CHARACTERS // 2)


def project_files() -> Iterator[Path]:
    for path in sorted(ROOT.rglob("*")):
        parts = path.relative_to(ROOT).parts
        if any(part.startswith(".") or part in _SKIPPED for part in parts):
            continue
        if path.suffix in _SUFFIXES and path.is_file() and path.stat().st_size < 2_000_000:
            yield path


def shared_runs(text: str, words: set[tuple[str, ...]], characters: set[str]) -> list[str]:
    found = [" ".join(run) for run in word_runs(text) if run in words]
    return found + [run for run in character_runs(text) if run in characters]


def test_the_check_itself_sees_a_copied_run() -> None:
    text = "The quiet harbour froze over in the last week of a very cold January."
    words = set(word_runs(text))
    assert shared_runs("He wrote: froze over in the last week of a very cold January!", words, set())
    assert not shared_runs("It froze over in the first week of a very cold January.", words, set())
    chinese = "港口在一月最冷的那个星期里完全结了冰船只不能进出"
    assert shared_runs("听说" + chinese[2:22] + "。", set(), set(character_runs(chinese)))


@pytest.mark.skipif(not ARTICLES.is_dir(), reason="the articles are not at hand")
def test_no_sentence_of_the_articles_is_in_the_project() -> None:
    articles = [path.read_text(encoding="utf-8") for path in sorted(ARTICLES.glob("*.txt"))]
    words = {run for article in articles for run in word_runs(article)}
    characters = {run for article in articles for run in character_runs(article)}
    copied = {
        path.relative_to(ROOT).as_posix(): runs[0]
        for path in project_files()
        if (runs := shared_runs(path.read_text(encoding="utf-8", errors="replace"), words, characters))
    }
    assert copied == {}
