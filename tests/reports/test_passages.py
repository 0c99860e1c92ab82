from aicheck.model import Document, Finding, Fix, Place, Quantity, Reading, Result, Verdict
from aicheck.reports.passages import Piece, difference, lines, passage
from aicheck.text import LineIndex

TEXT = "Berths: 31 let, 9 free.\r\nShips: 12 here, 5 away, 7 lost."


def place(words: str, text: str = TEXT, path: str = "a.txt") -> Place:
    start = text.index(words)
    return LineIndex(text).place(path, start, start + len(words))


def test_a_passage_stands_in_its_line() -> None:
    assert passage(place("12")) == (Piece("", "Ships: "), Piece("main", "12"), Piece("", " here, 5 away, 7 lost."))


def test_a_passage_without_its_line_stands_alone() -> None:
    assert passage(place("12")._replace(source="")) == (Piece("main", "12"),)
    assert passage(place("12")._replace(source="", text="")) == ()


def test_others_on_the_line_are_marked_where_they_do_not_overlap() -> None:
    marked = passage(place("5 away"), [place("12"), place("away, 7"), place("7 lost")])
    assert [(piece.kind, piece.text) for piece in marked] == [
        ("", "Ships: "), ("also", "12"), ("", " here, "), ("main", "5 away"), ("", ", "), ("also", "7 lost"), ("", "."),
    ]  # fmt: skip


def test_a_long_line_is_cut_around_the_passage() -> None:
    text = "a" * 500 + "42" + "b" * 500
    assert passage(place("42", text)) == (
        Piece("", "…"), Piece("", "a" * 140), Piece("main", "42"), Piece("", "b" * 140 + "…"),
    )  # fmt: skip


def test_a_passage_over_a_line_break_ends_with_its_line() -> None:
    assert passage(place("free.\r\nShips"))[-1] == Piece("main", "free.")


def test_a_difference_marks_the_changed_words_only() -> None:
    text = "It cost 6.45-0.73 billion."
    told = difference(Fix(place("6.45-0.73 billion", text), "0.645-0.73 billion", ""))
    assert told.old == (Piece("", "It cost "), Piece("old", "6.45"), Piece("same", "-0.73 billion"), Piece("", "."))
    assert told.new == (Piece("", "It cost "), Piece("new", "0.645"), Piece("same", "-0.73 billion"), Piece("", "."))


def test_a_document_is_marked_by_the_gravest_verdict() -> None:
    quantities = tuple(
        Quantity(place(words).start, place(words).end, words, None, None, None, None)
        for words in ("31", "9 free", "12", "5 away", "7 lost")
    )
    verdicts = (
        Verdict("R1", "consistent", place("31")),
        Verdict("R1", "consistent", place("9 free")),
        Verdict("R2", "rounding", place("9")),
        Verdict("R1", "unchecked", place("12")),
        Verdict("R1", "contradictory", place("31", path="other.txt")),
    )
    found = Finding("R1", "n", "error", "m", place("5"), fingerprint="f5")
    reading = Reading(Document("a.txt", "en", TEXT, ((0, len(TEXT)),)), quantities)
    first, second = lines(reading, Result((found,), verdicts))
    assert [piece for piece in first if piece.kind] == [Piece("consistent", "31"), Piece("rounding", "9 free")]
    assert second == [
        Piece("", "Ships: "), Piece("unchecked", "12"), Piece("", " here, "), Piece("contradictory", "5 away", "f5"),
        Piece("", ", "), Piece("seen", "7 lost"), Piece("", "."),
    ]  # fmt: skip
