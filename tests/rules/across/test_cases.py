"""Documents in two languages: what the rules about translations find in them, and where they must be silent."""

from __future__ import annotations

from pathlib import Path

import pytest

from aicheck import documents, quantities, rules, yamlio
from aicheck.rules.samples import unmarked

CASES = yamlio.load_trusted((Path(__file__).parent / "cases.yaml").read_text("utf-8"))
RULES = rules.load(packs=["translation"], pack_tests=False)


def found(text: str, path: str) -> list[tuple[int, int, str]]:
    reading = quantities.read(documents.from_text(text, path))
    return [(each.place.start, each.place.end, each.message) for each in rules.run(RULES, [reading]).findings]


@pytest.mark.parametrize("name", CASES["silent"])
@pytest.mark.parametrize("suffix", ["md", "txt"])
def test_silent(name: str, suffix: str) -> None:
    assert found(CASES["silent"][name], f"a.{suffix}") == []


@pytest.mark.parametrize("name", CASES["found"])
@pytest.mark.parametrize("suffix", ["md", "txt"])
def test_found(name: str, suffix: str) -> None:
    text, marks = unmarked(CASES["found"][name], "")
    assert [place[:2] for place in found(text, f"a.{suffix}")] == [(mark.start, mark.end) for mark in marks]


def test_there_are_many_silent_ones() -> None:
    assert len(CASES["silent"]) >= 45
