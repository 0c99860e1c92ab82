"""PDF pages as text: reading order, paragraphs, margins, tables, and where everything stands."""

import io
import random
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from aicheck import documents, quantities
from aicheck.documents import pdf
from aicheck.documents.parsed import Parsed, Refusal
from aicheck.documents.pdf.frames import Part
from aicheck.model import Document
from tests.documents.pdfs import CHINESE, HEIGHT, WIDTH, Paper


def _read(paper: Paper) -> Parsed:
    found = pdf.open(io.BytesIO(paper.bytes()))
    assert isinstance(found, Parsed)
    return found


def _prose(found: Parsed) -> list[str]:
    return [found.text[start:end] for start, end in found.prose]


def _cells(found: Parsed) -> list[list[list[str]]]:
    """The words of all tables, which have to stand where the cells say."""
    for table in found.tables:
        for row in table.rows:
            assert all(found.text[cell.start : cell.end] == cell.text for cell in row)
    return [[[cell.text for cell in row] for row in table.rows] for table in found.tables]


def test_a_paragraph_is_made_whole_and_each_line_keeps_its_place() -> None:
    paper = Paper()
    paper.lines(72, 100, ["The quay was lengthened by 140 m in spring, and con-", "tainer ships moor there since", "then."], 12)
    found = _read(paper)
    text = "The quay was lengthened by 140 m in spring, and container ships moor there since then."
    assert (found.text, found.prose) == (text, ((0, len(text)),))
    assert [found.text[part.start : part.end] for part in found.segments] == [
        "The quay was lengthened by 140 m in spring, and con", "tainer ships moor there since", "then.",
    ]  # fmt: skip
    assert [part.origin for part in found.segments] == ["page 1, line 1", "page 1, line 2", "page 1, line 3"]
    box = found.segments[1].box
    assert box is not None and (box[0], box[1], box[3]) == (72, 104, 114)
    assert box[2] == pytest.approx(72 + 134, abs=12)


HYPHENS: list[tuple[list[str], str]] = [
    (["a pool of about 3.4 mil-", "lion tons"], "a pool of about 3.4 million tons"),
    (["long-term debt and long-", "term rents"], "long-term debt and long-term rents"),
    (["the pact of China-", "Laos lines"], "the pact of China-Laos lines"),
    (["in the seasons 2010-", "2012 it grew"], "in the seasons 2010-2012 it grew"),
]


@pytest.mark.parametrize(("lines", "text"), HYPHENS)
def test_words_broken_at_the_end_of_a_line(lines: list[str], text: str) -> None:
    paper = Paper()
    paper.lines(72, 100, lines)
    assert _read(paper).text == text


def test_chinese_lines_are_joined_without_a_blank_and_numbers_made_whole() -> None:
    paper = Paper()
    paper.font(CHINESE, 10.5)
    lines = ["　　渡轮公司运送旅客352万人次，票款收入4,31", "7万元，比上年增长两成以上，夏季占六成。", "　　冬季停航。"]
    paper.lines(72, 90, lines, 18)
    found = _read(paper)
    assert _prose(found) == ["渡轮公司运送旅客352万人次，票款收入4,317万元，比上年增长两成以上，夏季占六成。", "冬季停航。"]


def test_set_high_digits_are_marks_and_exponents_but_no_digits_of_the_number() -> None:
    paper = Paper()
    paper.text(72, 100, "Sheds cover 1,500 m")
    paper.font("Helvetica", 6)
    end = 72 + paper.canvas.stringWidth("Sheds cover 1,500 m", "Helvetica", 10)
    paper.text(end, 96, "2")
    paper.font("Helvetica", 10)
    paper.text(end + 5, 100, "today.")
    assert _read(paper).text == "Sheds cover 1,500 m² today."


def test_a_footnote_mark_is_no_part_of_a_cell() -> None:
    paper = Paper()
    paper.table(100, [["Piers", "12", "14"], ["Cranes", "30", "31"], ["Sheds", "7", "9"]], (72, 300, 380))
    paper.font("Helvetica", 6)
    paper.text(300, 111, "1")
    found = _read(paper)
    assert _cells(found) == [[["Piers", "12", "14"], ["Cranes", "30", "31"], ["Sheds", "7", "9"]]]
    assert "30¹" in found.text


WORDS = ["the", "ferry", "sails", "at", "noon", "with", "mail", "and", "guests", "from", "outer", "islands", "while", "waits"]


def _column(paper: Paper, x: float, y: float, first: str, last: str, count: int, width: float) -> None:
    """Justified-looking lines: each filled with words up to the width."""
    draw = random.Random(count + x)
    lines = [first]
    while len(lines) < count:
        line = lines[-1]
        while paper.canvas.stringWidth(f"{line} freight", paper.name, paper.size) < width:
            line = f"{line} {draw.choice(WORDS)}"
        lines[-1:] = [line, draw.choice(WORDS)]
    paper.lines(x, y, [*lines[:-1], last], 12)


def test_two_columns_are_read_one_after_the_other() -> None:
    paper = Paper()
    paper.font("Helvetica-Bold", 16)
    paper.text(72, 80, "A title that runs across both of the columns of the page")
    paper.font("Helvetica", 10)
    _column(paper, 72, 110, "Alpha is", "ended left.", 20, 210)
    _column(paper, 310, 110, "Omega is", "ended right.", 20, 210)
    prose = _prose(_read(paper))
    assert [words.split()[0] for words in prose] == ["A", "Alpha", "Omega"]
    assert [words.split()[-1] for words in prose] == ["page", "left.", "right."]


def test_a_table_beside_running_text_is_a_table() -> None:
    paper = Paper()
    _column(paper, 72, 110, "Alpha is", "ended left.", 14, 210)
    paper.table(110, [["Piers", "12", "14"], ["Cranes", "30", "31"], ["Sheds", "7", "9"]], (320, 440, 500), 12)
    found = _read(paper)
    assert _cells(found) == [[["Piers", "12", "14"], ["Cranes", "30", "31"], ["Sheds", "7", "9"]]]
    assert len(_prose(found)) == 1 and _prose(found)[0].endswith("ended left.")


def test_running_heads_feet_and_page_numbers_are_no_running_text() -> None:
    paper = Paper()
    for page in range(1, 6):
        paper.text(72, 40, f"Quay gazette {2019 + page % 2}")
        paper.text(72, 140, f"Shed {page} holds {page}7 boats.")
        paper.text(WIDTH / 2, HEIGHT - 30, str(page))
        paper.turn()
    found = _read(paper)
    assert _prose(found) == [f"Shed {page} holds {page}7 boats." for page in range(1, 6)]
    assert found.text.count("Quay gazette") == 5
    assert [part.page for part in found.segments if "Shed" in found.text[part.start : part.end]] == [1, 2, 3, 4, 5]


def test_a_paragraph_goes_on_over_the_page_and_its_origins_with_it() -> None:
    paper = Paper()
    broken = (["The mole was raised by 2 m and then the", "light that all ships see moved by a"], ["full 30 m to the west."])
    for page, words in enumerate(broken, 1):
        paper.text(72, 40, "Quay gazette")
        paper.lines(72, 100, words)
        paper.text(WIDTH / 2, HEIGHT - 30, str(page))
        paper.turn()
    found = _read(paper)
    assert _prose(found) == ["The mole was raised by 2 m and then the light that all ships see moved by a full 30 m to the west."]
    at = found.text.index("full 30 m")
    assert next(part.origin for part in found.segments if part.start <= at < part.end) == "page 2, line 2"


def test_tables_with_captions_signs_leaders_and_wrapped_labels() -> None:
    paper = Paper()
    paper.text(72, 90, "Berth accounts (in thousands)")
    rows = [
        ["", "2021", "2020"],
        ["Proceeds from sale of cranes, barges", "", ""],
        ["and other equipment", "1,200", "1,100"],
        ["Berth rents . . . . . . . . . . . . . .", "300", "(250)"],
        ["Other......................", "5", "—"],
        ["Total", "1,505", "850"],
    ]
    y = paper.table(120, rows, (72, 320, 400), 13)
    y = paper.lines(72, y + 30, ["The following page lists the shares of the owners."])
    for label, one, two in (("Town", "40", "41"), ("State", "35", "35"), ("Crews", "(25)", "24")):
        paper.text(72, y + 30, label)
        for edge, number in ((300, one), (380, two)):
            paper.text(edge - 60, y + 30, "$")
            paper.text(edge, y + 30, number, right=True)
        y += 13
    found = _read(paper)
    first, second = _cells(found)
    assert found.tables[0].caption == "Berth accounts (in thousands)"
    assert first == [
        ["", "2021", "2020"],
        ["Proceeds from sale of cranes, barges and other equipment", "1,200", "1,100"],
        ["Berth rents", "300", "(250)"],
        ["Other", "5", "—"],
        ["Total", "1,505", "850"],
    ]
    assert second == [["Town", "$ 40", "$ 41"], ["State", "$ 35", "$ 35"], ["Crews", "$ (25)", "$ 24"]]


def test_the_scale_of_a_caption_reaches_the_cells(tmp_path: Path) -> None:
    paper = Paper()
    paper.font(CHINESE, 10.5)
    paper.text(72, 90, "单位：万元")
    rows = [["项目", "2021年", "2020年"], ["客运", "219", "201"], ["货运", "81", "78"], ["合计", "300", "279"]]
    paper.table(120, rows, (72, 300, 400), 18)
    path = tmp_path / "报告.pdf"
    path.write_bytes(paper.bytes())
    document = documents.read(path)
    assert isinstance(document, Document) and document.language == "zh"
    found = [(quantity.text, quantity.value, quantity.unit) for quantity in quantities.read(document).quantities]
    assert ("219", 2_190_000, "CNY") in found and ("279", 2_790_000, "CNY") in found


def _sideways(paper: Paper) -> None:
    paper.canvas.rotate(90)
    paper.canvas.translate(0, -HEIGHT)


def _turned(paper: Paper) -> None:
    paper.canvas.setPageRotation(90)
    paper.canvas.rotate(90)
    paper.canvas.translate(0, -HEIGHT)


@pytest.mark.parametrize(("turn", "boxed"), [(_sideways, False), (_turned, True)])
def test_a_table_printed_sideways_is_read(turn: Callable[[Paper], None], boxed: bool) -> None:
    paper = Paper()
    turn(paper)
    rows = [["Piers", "12", "14"], ["Cranes", "30", "31"], ["Sheds", "7", "9"]]
    paper.table(300, rows, (72, 300, 380))
    found = _read(paper)
    assert _cells(found) == [rows]
    assert all((part.box is not None) == boxed for part in found.segments)


def test_text_across_the_page_such_as_a_watermark_is_left_out() -> None:
    paper = Paper()
    paper.lines(72, 100, ["The mole was raised by 2 m."])
    paper.canvas.rotate(40)
    paper.text(300, 500, "DRAFT 7")
    assert _read(paper).text == "The mole was raised by 2 m."


def _cut(data: bytes) -> bytes:
    return data[: len(data) // 3]


def _paper(*lines: Sequence[str], **options: object) -> bytes:
    paper = Paper(**options)
    for page in lines:
        paper.lines(72, 100, page)
        paper.turn()
    return paper.bytes()


def test_a_page_is_told_when_the_pages_beside_it_are_seen_and_not_later() -> None:
    from aicheck.documents.pdf import reading

    told = reading.parts(_paper(*([f"Shed {page} holds {page}7 boats."] for page in range(1, 31))))
    first = [next(told) for _ in range(10)]
    texts = "".join(part.text for part in first if isinstance(part, Part))
    assert "Shed 6 " in texts and "Shed 10 " not in texts


def test_a_page_of_one_paragraph_is_made_whole_and_a_page_of_dots_is_nothing() -> None:
    paper = Paper()
    paper.font(CHINESE, 8)
    # Lines that are the same are one where the font that stands in for this one is tall: pdfium takes it for bold print.
    lines = [chr(0x4E00 + at) + "港口" * 30 for at in range(80)]
    paper.lines(40, 40, lines, 9)
    paper.turn()
    paper.font("Helvetica", 2)
    paper.lines(40, 40, ["." * 900] * 80, 3)
    assert _read(paper).text == "".join(lines)


def test_columns_that_run_together_are_no_table() -> None:
    paper = Paper()
    rows = [("Piers", "12", "14"), ("Cranes", "30", "31"), ("Sheds", "7", "9")]
    y = 100.0
    for at, (label, one, two) in enumerate(rows):
        for x, words in ((72, label), (250 + 20 * at, one), (275 + 20 * at, two)):
            paper.text(x, y, words)
        y += 15
    found = _read(paper)
    assert not any("  " in cell for table in _cells(found) for row in table for cell in row)
    assert "Cranes" in found.text


def test_a_refusal_names_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    from aicheck.documents.pdf import reading

    monkeypatch.setattr(reading, "MOST_PAGES", 2)
    monkeypatch.setattr(reading, "MOST_CHARACTERS", 30)
    three, long = _paper(["a"], ["b"], ["c"]), _paper(["x" * 31])
    found = [list(reading.parts(data))[-1] for data in (three, long)]
    assert [isinstance(each, Refusal) and each.reason for each in found] == [
        "has 3 pages, more than the limit of 2",
        "cannot be read: page 1 has more characters than the limit of 30",
    ]
