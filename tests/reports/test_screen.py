import pytest
from hypothesis import given
from hypothesis import strategies as st

from aicheck.model import Finding, Related, Result
from aicheck.reports import Options, render
from aicheck.reports.screen import clean, columns, excerpt
from aicheck.text import LineIndex

HOSTILE = [
    ("colour", "a\x1b[31mb", "a\\x1b[31mb"),
    ("title", "a\x1b]0;owned\x07b", "a\\x1b]0;owned\\x07b"),
    ("eight-bit control", "a\x9b31mb", "a\\x9b31mb"),
    ("right to left", "5‮6", "5\\u202e6"),
    ("isolate", "5⁦6", "5\\u20666"),
    ("bell and backspace", "a\x07\x08", "a\\x07\\x08"),
    ("line breaks", "a\r\nb\tc", "a  b c"),
    ("line separator", "a\u2028b", "a\\u2028b"),
    ("joiners", "a\u200bb\ufeffc", "abc"),
    ("lone surrogate", "a\ud800b", "a\\ud800b"),
    ("Chinese", "亿元", "亿元"),
]


@pytest.mark.parametrize(("text", "shown"), [case[1:] for case in HOSTILE], ids=[case[0] for case in HOSTILE])
def test_clean(text: str, shown: str) -> None:
    assert clean(text) == shown


@pytest.mark.parametrize(("text", "shown"), [case[1:] for case in HOSTILE], ids=[case[0] for case in HOSTILE])
@pytest.mark.parametrize("format", ["terminal", "markdown", "json"])
def test_no_report_passes_a_command_to_the_terminal(format: str, text: str, shown: str) -> None:
    place = LineIndex(f"Worth {text} dollars").place(f"{text}.txt", 6, 6 + len(text), text)
    finding = Finding("AIC101", "x", "error", text, place, (Related(place, text),), {text: text}, None, text)
    report = render(Result((finding,)), format, Options(width=80, color=False))
    assert not any(ord(char) < 0x20 and char != "\n" for char in report)
    assert not set(report) & set("\x7f\x9b‮⁦\u2028\ud800")


CARETS = [
    ("plain", "It rose to 5 million.", "5 million", 80),
    ("after Chinese", "营业收入为 5 亿元。", "5 亿元", 80),
    ("full-width digits", "增长了１２％。", "１２％", 80),
    ("combining mark", "cafe\u0301 sold 5 cups", "5 cups", 80),
    ("tab before", "\tsold\t5 cups", "5 cups", 80),
    ("long line", "word " * 200 + "worth 5 million here " + "word " * 200, "5 million", 60),
    ("long Chinese line", "文字" * 300 + "价值 5 亿元" + "文字" * 300, "5 亿元", 61),
    ("at the end of a long line", "word " * 200 + "worth 5 million", "5 million", 60),
    ("at the start of a long line", "5 million " + "word " * 200, "5 million", 60),
    ("wider than the room", "before " + "9" * 200 + " after", "9" * 200, 50),
]


@pytest.mark.parametrize(("line", "words", "room"), [case[1:] for case in CARETS], ids=[case[0] for case in CARETS])
def test_carets_stand_below_the_passage(line: str, words: str, room: int) -> None:
    start = line.index(words)
    shown = excerpt(line, start, start + len(words), room)
    assert columns(shown.text) <= room
    below = _between(shown.text, shown.column, shown.column + shown.width)
    assert below and clean(words).startswith(below)
    assert below == clean(words) or columns(words) > room


def _between(text: str, first: int, last: int) -> str:
    """The characters of `text` whose columns lie from `first` to `last`."""
    at, found = 0, ""
    for char in text:
        if first <= at < last:
            found += char
        at += columns(char)
    return found


@given(st.text(max_size=200), st.integers(0, 200), st.integers(0, 200), st.integers(20, 120))
def test_an_excerpt_of_any_line_fits_and_its_carets_lie_within(line: str, start: int, length: int, room: int) -> None:
    shown = excerpt(line, start, start + length, room)
    assert columns(shown.text) <= room
    assert shown.width >= 1
    assert shown.column <= columns(shown.text) + 2 * room


@given(st.text())
def test_clean_text_is_one_line_without_controls(text: str) -> None:
    assert all(ord(char) >= 0x20 and not 0x7F <= ord(char) < 0xA0 for char in clean(text))
