"""What patterns share in one sentence: bits of what it lacks, and what an expression finds in it."""

from __future__ import annotations

import pytest

from aicheck.rules.text.compiler import Compiler
from aicheck.rules.text.matcher import Index
from aicheck.rules.text.scan import Expression, Needs, Scan
from aicheck.rules.text.shape import Vocabulary
from aicheck.rules.text.syntax import parse
from tests.rules.text.statements import read
from tests.rules.text.test_matcher import WORDS


def test_bits_tell_which_sets_have_no_character_among_those_given() -> None:
    needs = Needs()
    vowels, marks = needs.bits([frozenset("ae")]), needs.bits([frozenset(",;")])
    assert needs.bits([frozenset("ae"), frozenset(",;")]) == vowels | marks
    assert [needs.missing(codes) for codes in ("ab,", "b;", "e", "")] == [0, vowels, marks, vowels | marks]


@pytest.mark.parametrize("codes", ["ab1ab", "é1ab", "\ue0011\U000f0003ab", "ab"])
def test_spans_are_of_characters_whatever_their_bytes(codes: str) -> None:
    scan = Scan(codes, Needs())
    at = codes.rindex("ab")
    assert scan.spans(Expression("a(b)(x)?"))[-1] == ((at, at + 2), (at + 1, at + 2), (-1, -1))
    assert scan.has(Expression("ab")) and not scan.has(Expression("ba")) and scan.spans(Expression("ba")) == ()


class Counted(Expression):
    """An expression that counts how often its engine is asked for."""

    asked = 0

    @property
    def engine(self):  # type: ignore[no-untyped-def, override]
        self.asked += 1
        return Expression(self.written).engine


def test_what_an_expression_finds_is_looked_for_once() -> None:
    scan, expression = Scan("xaxa", Needs()), Counted("a")
    assert scan.spans(expression) == scan.spans(expression) == (((1, 2),), ((3, 4),))
    assert expression.asked == 1


def in_reach(pattern: str, marked: str) -> bool:
    vocabulary = Vocabulary()
    compiler = Compiler(WORDS, vocabulary)
    compiled = compiler.compile(parse(pattern))
    text, quantities = read(marked)
    scan = compiler.scan(vocabulary.shape(text, 0, len(text), quantities).codes)
    return bool(Index(compiler, [(0, compiled)])._in_reach(scan, len(quantities)))


@pytest.mark.parametrize(
    ("pattern", "marked", "reached"),
    [
        ("rose {a:amount} from {b:amount}", "rose <5 count ships> from it", False),
        ("rose {a:amount} from {b:amount}", "rose <5 count ships> from <4 count ships>", True),
        ("rose [from] {a:amount} [from {b:amount}]", "rose from <5 count ships>", True),
        ("rose ({a:amount}|{a:amount} {b:amount})", "rose <5 count ships>", True),
        ("rose {a:amount+}", "rose <5 count ships>", False),
        ("rose {a:amount} & :amount , or {b:share}", "rose <5 count ships> , or <9 percent>", True),
        ("rose {a:amount} & from {b:amount}", "rose from <5 count ships>", False),
        ("rose {a:amount}", "fell <5 count ships>", False),
    ],
)
def test_a_pattern_is_looked_for_where_its_words_and_as_many_figures_stand(pattern: str, marked: str, reached: bool) -> None:
    assert in_reach(pattern, marked) is reached


def test_patterns_share_their_equal_pieces() -> None:
    compiler = Compiler(WORDS, Vocabulary())
    one, other, named = (
        compiler.compile(parse(f"{each} & from {{b:amount}}"))
        for each in ("rose {a:amount}", "fell {a:amount}", "fell {c:amount}")
    )
    assert one.pieces[1] is other.pieces[1] and other.pieces[0] is not named.pieces[0]
    assert other.pieces[0].expression is named.pieces[0].expression
