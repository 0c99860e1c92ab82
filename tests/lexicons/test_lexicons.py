"""The lexicon files: what each must have, and that no two entries of one file fight."""

from pathlib import Path

import pytest

import aicheck.lexicons
from aicheck import yamlio
from aicheck.lexicons import languages, load
from aicheck.lexicons.lexicon import forms

FILES = sorted(Path(aicheck.lexicons.__file__).parent.rglob("*.yaml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_no_file_has_a_fault(path: Path) -> None:
    assert [f"{finding.place.line}: {finding.message}" for finding in yamlio.load(path).findings] == []


def test_three_languages_ship() -> None:
    assert languages() == ("de", "en", "zh")


def test_an_unknown_language_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match="no lexicon for 'xx'; there are: de, en, zh"):
        load("xx")


def test_brackets_and_bars_stand_for_forms() -> None:
    assert forms("meter(s)|m") == ["meter", "meters", "m"]


@pytest.mark.parametrize("language", languages())
def test_every_hedge_has_its_relation(language: str) -> None:
    lexicon = load(language)
    kinds = {kind for place in ("before", "after") for kind in lexicon.raw["hedges"].get(place, {})}
    assert kinds <= set(lexicon.raw["relations"])
    assert {phrase.relation for phrase in lexicon.hedges_before.values()} == {"~", ">", "<", ">=", "<="}


@pytest.mark.parametrize("language", languages())
def test_directions_do_not_overlap(language: str) -> None:
    change = load(language).raw["change"]
    assert set(forms(change["up"])).isdisjoint(forms(change["down"]))
