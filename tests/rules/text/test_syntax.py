"""Patterns become trees, and a mistake in one is told with its place and advice."""

from __future__ import annotations

import pytest

from aicheck.rules.text.syntax import Choice, Class, Gap, Optional, PatternError, Scattered, Sequence, Slot, Word, parse


def test_each_construct_becomes_its_node() -> None:
    tree = parse("rose .. {n:percent} [in fact] (to|:base) ...12 {parts:amount+} .... \\( 增长").tree
    assert tree == Sequence(
        (
            Word("rose", 0),
            Gap(4, "short"),
            Slot("n", "percent", False, 8),
            Optional(Sequence((Word("in", 21), Word("fact", 24)))),
            Choice((Word("to", 31), Class("base", 34))),
            Gap(12, "long"),
            Slot("parts", "amount", True, 47),
            Gap(14, "wide"),
            Word("(", 68),
            Word("增长", 71),
        )
    )


def test_names_that_every_match_binds() -> None:
    pattern = parse("{a:amount} [{b:amount}] ({c:amount} {d:amount}|{c:amount})")
    assert [slot.name for slot in pattern.slots] == ["a", "b", "c", "d", "c"]
    assert pattern.always == {"a", "c"}


FAULTS = [
    ("{a:amount} ]", 11, "]", "']' closes nothing"),
    ("{a:amount} [to", 11, "[to", "'[' is not closed"),
    ("{a:amount} (to|)", 15, "|)", "nothing stands here"),
    ("{a:amount} []", 12, "[]", "nothing stands here"),
    ("{a amount}", 0, "{a amount}", "this is not a slot"),
    ("{a:amount", 0, "{a:amount", "this is not a slot"),
    ("to | {a:amount}", 3, "|", "a choice needs brackets"),
    ("{a:amount} 14", 11, "1", "'1' means nothing in a pattern"),
    ("{a:amount} ...900 x", 11, "...900", "a gap spans 1 to 60 words, not 900"),
    ("{a:amount} to {a:amount}", 14, "a", "slot 'a' is named twice"),
    ("only words", 0, "only words", "the pattern binds no quantity"),
    ("{a:amount} & only words", 13, "only words", "this piece binds no quantity"),
    ("{a:amount} [to & {b:amount}]", 15, "&", "'&' stands inside brackets"),
    ("{a:amount} > ", 13, " ", "nothing stands here"),
    ("{a:amount} & {a:percent}", 13, "a", "slot 'a' is named twice"),
    ("[" * 30 + "{a:amount}" + "]" * 30, 21, "[[[[[[[[[{", "brackets nest deeper than 20"),
]


@pytest.mark.parametrize(("written", "offset", "text", "message"), FAULTS, ids=[fault[3] for fault in FAULTS])
def test_a_mistake_names_its_place(written: str, offset: int, text: str, message: str) -> None:
    with pytest.raises(PatternError) as caught:
        parse(written)
    assert (caught.value.offset, caught.value.text, caught.value.message) == (offset, text, message)
    assert caught.value.advice


def test_scattered_pieces_tell_which_come_later() -> None:
    tree = parse("{a:amount} & to {b:amount} > {c:percent}").tree
    assert isinstance(tree, Scattered) and tree.later == (False, False, True)
    assert tree.pieces[0] == Slot("a", "amount", False, 0)


def test_what_silences_is_not_scattered() -> None:
    with pytest.raises(PatternError, match="scattered pieces silence nothing"):
        parse("to {a:amount} & {b:amount}", binds=False)


def test_a_pattern_of_unless_needs_no_slot() -> None:
    assert parse("same store", binds=False).slots == ()


def test_an_endless_pattern_is_refused() -> None:
    with pytest.raises(PatternError, match="at most 2000 characters"):
        parse("to " * 5000 + "{a:amount}")
