"""The lexicon files: what each must have, and that no two entries of one file fight."""

import pytest

from aicheck.lexicons import languages, load
from aicheck.lexicons.lexicon import forms


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
