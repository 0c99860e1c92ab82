import pytest
from hypothesis import given
from hypothesis import strategies as st

from aicheck.model import Segment
from aicheck.text import LineIndex

TEXTS = st.text(st.sampled_from("ab \n\r\té中😀\u2028\x0b"), max_size=30)


def test_positions_and_offsets_are_inverse() -> None:
    text = "one\ntwo\r\nthree\rfour"
    index = LineIndex(text)
    for offset in range(len(text) + 1):
        assert index.offset(*index.position(offset)) == offset


def test_place_quotes_the_passage_and_its_line() -> None:
    place = LineIndex("a\nworth 5 dollars\n").place("d.txt", 8, 17)
    assert (place.line, place.column, place.text, place.source) == (2, 7, "5 dollars", "worth 5 dollars")


@given(TEXTS)
def test_every_offset_has_one_position_and_every_line_one_span(text: str) -> None:
    index = LineIndex(text)
    positions = [index.position(offset) for offset in range(len(text) + 1)]
    assert positions == sorted(set(positions))
    assert [index.offset(*position) for position in positions] == list(range(len(text) + 1))
    lines = positions[-1][0]
    assert lines == len(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    for line in range(1, lines + 1):
        start, end = index.line_span(line)
        assert index.line(line) == text[start:end]
        assert not set(text[start:end]) & {"\r", "\n"}


@given(TEXTS, st.data())
def test_places_quote_what_they_span(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    place = LineIndex(text).place("d.txt", start, end, "page 2")
    assert place.text == text[start:end]
    if not set(place.text) & {"\r", "\n"}:
        assert place.source[place.column - 1 : place.end_column - 1] == place.text
    assert (place.line, place.column) <= (place.end_line, place.end_column)
    assert place.origin == "page 2"


def test_what_lies_outside_the_text_is_a_fault() -> None:
    index = LineIndex("a\nb")
    for call in (lambda: index.position(4), lambda: index.position(-1), lambda: index.offset(3), lambda: index.offset(0)):
        with pytest.raises(ValueError, match="outside"):
            call()


def test_the_origin_of_an_offset_is_the_narrowest_segments() -> None:
    whole, first, second = Segment(0, 20, "encoding", "UTF-16"), Segment(2, 5, "cell", "A1"), Segment(6, 9, "cell", "B1")
    text = "x" * 20
    found = [LineIndex(text, (whole, first, second)).place("a", at, at).origin for at in (0, 2, 4, 5, 6, 8, 9, 19, 20)]
    assert found == ["UTF-16", "A1", "A1", "UTF-16", "B1", "B1", "UTF-16", "UTF-16", ""]
    found = [LineIndex(text, (first, second)).place("a", at, at).origin for at in (0, 2, 5, 8, 9)]
    assert found == ["", "A1", "", "B1", ""]


def test_a_place_knows_the_page_or_cell_that_it_comes_from() -> None:
    box = (72, 90, 300, 102)
    whole = Segment(0, 12, "encoding", "GB18030 text")
    index = LineIndex("a b\nc d\ne f\n", [whole, Segment(4, 7, "page", "page 2, line 1", 2, box)])
    assert index.place("d.pdf", 6, 7)[-3:] == ("page 2, line 1", 2, box)
    assert index.place("d.pdf", 7, 8)[-3:] == ("GB18030 text", 0, None)
    assert LineIndex("a b").place("d.txt", 0, 1)[-3:] == ("", 0, None)
