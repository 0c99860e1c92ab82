"""Clues of a language stand in for slots; those that ship are sound."""

from __future__ import annotations

import pytest

from aicheck.rules.text.classes import languages, word_classes
from aicheck.rules.text.clues import expanded, trees
from aicheck.rules.text.compiler import check
from aicheck.rules.text.syntax import Choice, Class, Gap, Pattern, Sequence, Slot, Word, parse
from tests.rules.text.test_matcher import WORDS


def test_a_clue_is_a_choice_of_its_patterns_with_the_slot_in_them() -> None:
    tree = expanded(parse("at {b:money@earlier}").tree, WORDS)
    slot = Slot("b", "money", False, 3)
    assert tree == Sequence(
        (
            Word("at", 0),
            Choice(
                (
                    Sequence((Class("base", 0), slot)),
                    Sequence((slot, Choice((Word("before", 16), Word("earlier", 23))))),
                )
            ),
        )
    )


def test_a_slot_without_a_clue_stays() -> None:
    tree = parse("{a:amount} .. {b:money}").tree
    assert expanded(tree, WORDS) == tree
    assert tree == Sequence((Slot("a", "amount", False, 0), Gap(4, "short"), Slot("b", "money", False, 14)))


@pytest.mark.parametrize("language", languages())
def test_the_clues_that_ship_mark_one_figure_with_known_classes(language: str) -> None:
    words = word_classes(language)
    assert words is not None
    for name in words.clues:
        for tree in trees(words, name):
            check(Pattern("", tree, (), frozenset()), words)
