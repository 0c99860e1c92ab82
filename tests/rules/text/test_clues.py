"""Clues of a language stand in for slots, its conditions for lists of patterns; those that ship are sound."""

from __future__ import annotations

import pytest

from aicheck.rules.text.classes import languages, word_classes
from aicheck.rules.text.clues import expanded, trees
from aicheck.rules.text.compiler import check, conditions
from aicheck.rules.text.syntax import Choice, Class, Gap, Pattern, PatternError, Sequence, Slot, Word, parse
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


def test_a_condition_is_itself_or_those_of_its_name() -> None:
    words = WORDS._replace(conditions={"over-time": (":base ..2 :duration", "so far")})
    assert conditions("so far", words) == ("so far",)
    assert conditions("@over-time", words) == (":base ..2 :duration", "so far")
    with pytest.raises(PatternError, match="no conditions 'over-tme'") as error:
        conditions("@over-tme", words)
    assert error.value.advice == "did you mean 'over-time'?"


@pytest.mark.parametrize("language", languages())
def test_the_conditions_that_ship_can_be_read(language: str) -> None:
    words = word_classes(language)
    assert words is not None
    for patterns in words.conditions.values():
        for pattern in patterns:
            check(parse(pattern, binds=False), words)
