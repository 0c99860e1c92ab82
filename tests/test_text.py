from aicheck.text import LineIndex


def test_positions_and_offsets_are_inverse() -> None:
    text = "one\ntwo\r\nthree\rfour"
    index = LineIndex(text)
    for offset in range(len(text) + 1):
        assert index.offset(*index.position(offset)) == offset


def test_place_quotes_the_passage_and_its_line() -> None:
    place = LineIndex("a\nworth 5 dollars\n").place("d.txt", 8, 17)
    assert (place.line, place.column, place.text, place.source) == (2, 7, "5 dollars", "worth 5 dollars")
