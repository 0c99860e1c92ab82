"""Sentences that are right, however they look, draw no finding from the rules that ship with aicheck."""

from pathlib import Path

import pytest

import aicheck
from aicheck import yamlio
from aicheck.config import Settings

CASES = yamlio.load_trusted((Path(__file__).parent / "silent.yaml").read_text("utf-8"))
SENTENCES = [
    pytest.param(sentence, id=f"{language}-{field}-{number}")
    for language, fields in CASES.items()
    for field, sentences in fields.items()
    for number, sentence in enumerate(sentences, 1)
]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_right_sentence_draws_no_finding(sentence: str, tmp_path: Path) -> None:
    path = tmp_path / "sentence.txt"
    path.write_text(sentence + "\n", "utf-8")
    assert [(found.rule, found.place.text) for found in aicheck.check([path], settings=Settings()).findings] == []


def test_there_are_sentences_of_many_fields_and_both_languages() -> None:
    assert set(CASES) == {"en", "zh"} and len(SENTENCES) >= 60
