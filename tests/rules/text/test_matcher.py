"""Patterns over shapes: what matches, what is bound, what a gap passes, and what it costs."""

from __future__ import annotations

import time

import pytest

from aicheck.rules.text.classes import WordClasses
from aicheck.rules.text.compiler import Compiler, check
from aicheck.rules.text.matcher import Bound, Index
from aicheck.rules.text.shape import Vocabulary
from aicheck.rules.text.syntax import PatternError, parse
from tests.rules.text.statements import read

WORDS = WordClasses(
    "en",
    {
        "up": ("rose", "went up", "增长"),
        "down": ("fell", "下降"),
        "base": ("from", "compared with"),
        "break": ("rose", "fell", "after"),
        "join": ("and",),
    },
    {"earlier": (":base {}", "{} (before|earlier)")},
)


def matches(pattern: str, marked: str) -> list[Bound]:
    vocabulary = Vocabulary()
    compiler = Compiler(WORDS, vocabulary)
    index = Index(compiler, [("rule", compiler.compile(parse(pattern)))])
    text, quantities = read(marked)
    return [bound for _, bound in index.matches(vocabulary.shape(text, 0, len(text), quantities))]


def bound(pattern: str, marked: str) -> list[dict[str, list[str]]]:
    return [{name: [q.text for q in found] for name, found in each.quantities.items()} for each in matches(pattern, marked)]


CASES = [
    ("{a:amount} from {b:amount}", "it is <5 count> from <4 count> now", [{"a": ["5"], "b": ["4"]}]),
    ("{a:amount} from {b:amount}", "it is <5 count> out of <4 count>", []),
    ("{a:amount} :base {b:amount}", "<5 count>, compared with <4 count>", []),
    ("{a:amount} [,] :base {b:amount}", "<5 count>, compared with <4 count>", [{"a": ["5"], "b": ["4"]}]),
    ("{a:amount} (from|over) {b:amount}", "<5 count> OVER <4 count>", [{"a": ["5"], "b": ["4"]}]),
    ("to .. {a:amount}", "to one two three four <5 count>", [{"a": ["5"]}]),
    ("to .. {a:amount}", "to one two three four five <5 count>", []),
    ("to .. {a:amount}", "to one, two <5 count>", []),
    ("to .. {a:amount}", "to one and two <5 count>", []),
    ("to ... {a:amount}", "to one, two and three <5 count>", [{"a": ["5"]}]),
    ("to ... {a:amount}", "to one; two <5 count>", []),
    ("to ... {a:amount}", "to one after two <5 count>", []),
    ("to .... {a:amount}", "to one after two <5 count>", [{"a": ["5"]}]),
    ("{x:percent} to ... {a:amount}", "<9 percent> to <3 percent> of <5 count>", []),
    ("to .. {a:amount}", "to, for <9 duration month>, <5 count>", []),
    ("to .. {a:amount}", "to them for <9 duration month> ended <5 count>", [{"a": ["5"]}]),
    ("{p:amount+} in all", "<5 money USD> of <3 duration year> notes, <4 money USD> in all", [{"p": ["5", "4"]}]),
    ("to ... {a:amount}", "to (at last <3 percent>) some <5 count>", [{"a": ["5"]}]),
    ("\\( {a:amount} \\)", "（<5 count>）", [{"a": ["5"]}]),
    ("of {p:amount+} in all", "of <1 count> here, <2 count> there and <3 count> in all", [{"p": ["1", "2", "3"]}]),
    ("of {p:amount+}", "of <1 count> only", []),
    ("{a:range}", "<1-2 percent> and <3 percent>", [{"a": ["1-2"]}]),
    ("{a:percent}", "<1-2 percent> and <3 percent>", [{"a": ["3"]}]),
    ("{a:rough-share}", "<~40 percent> and <3 percent>", [{"a": ["40"]}]),
    ("in :digits {a:count}", "in 1986 <5 count>", [{"a": ["5"]}]),
    ("the year {a:count}", "the year's <5 count>", [{"a": ["5"]}]),
    ("同比 :up {a:percent}", "净利润同比增长<14 percent>", [{"a": ["14"]}]),
    ("{a:count} from", "<1 count> from <2 count> from", [{"a": ["1"]}, {"a": ["2"]}]),
    # scattered pieces: every way to put them together, the closest first
    ("of {a:count} & {b:percent}", "<9 percent> of <1 count>", [{"a": ["1"], "b": ["9"]}]),
    ("of {a:count} > {b:percent}", "<9 percent> of <1 count>", []),
    ("of {a:count} > {b:percent}", "of <1 count> or <2 count>, <9 percent>", [{"a": ["1"], "b": ["9"]}]),
    ("of {a:count} & {b:percent}", "of <1 count>; <9 percent>", []),
    ("of {a:count} & {b:count}", "<1 count> of <2 count>, in <3 count>", [{"a": ["2"], "b": ["1"]}, {"a": ["2"], "b": ["3"]}]),
    ("{a:count} & {b:count}", "<1 count> and <1.0 count>", []),
    ("in {w:count} & {p:count+}", "<1 count> and <2 count> in <3 count>", [{"w": ["3"], "p": ["1", "2"]}]),
    ("in {w:count} & {p:count+}", "<1 count> and <3 count> in <3 count>", []),
    # a clue stands for any of its patterns
    ("{a:count@earlier}", "<1 count>, <2 count> from <3 count>", [{"a": ["3"]}]),
    ("{a:count@earlier}", "<1 count>, <2 count> before <3 count>", [{"a": ["2"]}]),
    ("{a:count} & {b:count@earlier}", "<1 count> from <2 count>", [{"a": ["1"], "b": ["2"]}]),
    ("{b:percent@earlier}", "<1 count> from <2 count>", []),
]


def test_scattered_pieces_name_the_anchor_and_the_passage() -> None:
    (found,) = matches("from {b:count} > , :up {c:change}", "now <5 count> from <4 count>, rose <9 percent> or so")
    assert (found.anchor, found.start, found.end) == ({"c"}, 6, 20)
    assert found.quantities["c"][0].change == "up" and found.quantities["b"][0].change == "none"


def test_scattered_pieces_are_not_put_together_in_sentences_of_very_many_figures() -> None:
    assert len(matches("of {a:count} & {b:percent}", "of <1 count> " + "<2 percent> " * 15)) == 15
    assert matches("of {a:count} & {b:percent}", "of <1 count> " + "<2 percent> " * 16) == []


@pytest.mark.parametrize(("pattern", "marked", "expected"), CASES)
def test_what_is_bound(pattern: str, marked: str, expected: list[dict[str, list[str]]]) -> None:
    assert bound(pattern, marked) == expected


@pytest.mark.parametrize(
    ("marked", "direction"),
    [("rose <9 percent>", "up"), ("went up <9 percent>", "none"), ("fell <9 percent>", "down"), ("was <9 percent>", "none")],
)
def test_a_change_takes_the_direction_of_its_passage(marked: str, direction: str) -> None:
    found = matches("(rose|fell|went|was) [up] {a:change}", marked)
    assert [each.quantities["a"][0].change for each in found] == ([direction] if direction != "none" else [])


def test_a_passage_with_both_directions_binds_no_change() -> None:
    assert bound("rose after it fell {a:change}", "rose after it fell <9 percent>") == []


def test_other_slots_have_no_direction() -> None:
    text, quantities = read("rose <9 percent>")
    vocabulary = Vocabulary()
    compiler = Compiler(WORDS, vocabulary)
    index = Index(compiler, [(0, compiler.compile(parse("rose {a:percent}")))])
    shape = vocabulary.shape(text, 0, len(text), [quantities[0]._replace(change="up")])
    assert [bound.quantities["a"][0].change for _, bound in index.matches(shape)] == ["none"]


def test_the_passage_spans_from_the_first_token_to_the_end_of_the_last_quantity() -> None:
    text, _ = read("Sales rose <9 percent> again")
    (found,) = matches("rose {a:change}", "Sales rose <9 percent> again")
    assert text[found.start : found.end] == "rose 9"


@pytest.mark.parametrize(
    ("pattern", "offset", "message", "advice"),
    [
        ("{a:ammount}", 0, "no slot type 'ammount'", "did you mean 'amount'?"),
        (":bass {a:amount}", 0, "no class 'bass'", "did you mean 'base'?"),
    ],
)
def test_unknown_names_get_the_nearest(pattern: str, offset: int, message: str, advice: str) -> None:
    with pytest.raises(PatternError) as caught:
        check(parse(pattern), WORDS)
    assert (caught.value.offset, caught.value.message, caught.value.advice) == (offset, message, advice)


def test_a_sentence_of_forty_figures_is_scanned_at_once() -> None:
    marked = "of " + " and of ".join(f"<{number} count>" for number in range(40))
    began = time.process_time()
    assert bound("of {p:amount+} ....20 of {q:amount+} ....20 {r:amount} in all", marked) == []
    assert time.process_time() - began < 0.5


def test_a_gap_passes_a_day_with_its_year_as_one_word() -> None:
    pattern = "from ..4 {before:money} ..4 to {after:money}"
    assert bound(pattern, "from <40 money USD> at May 31, 2018 to <45 money USD>") == [{"before": ["40"], "after": ["45"]}]
    assert not bound(pattern, "from <40 money USD> at Hull, 2018 to <45 money USD>")
