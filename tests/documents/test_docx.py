"""Word documents: what is running text, what tables hold, and what of changes, fields and notes is read."""

import io
from pathlib import Path

import docx as writer
import pytest

from aicheck import check, documents
from aicheck.documents import docx, story
from aicheck.documents.parsed import Parsed, Refusal
from aicheck.model import Document, Segment
from tests.documents.office import package, word


def _parsed(file: io.BytesIO) -> Parsed:
    file.seek(0)
    found = docx.open(file)
    assert isinstance(found, Parsed)
    return found


def _body(body: str, footnotes: str = "", endnotes: str = "") -> Parsed:
    return _parsed(package(word(body, footnotes, endnotes)))


def _run(words: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def _prose(found: Parsed) -> list[str]:
    return [found.text[start:end] for start, end in found.prose]


def _rows(found: Parsed) -> list[list[list[str]]]:
    return [[[cell.text for cell in row] for row in table.rows] for table in found.tables]


def _cell(words: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p>{_run(words)}</w:p></w:tc>"


def _table(*rows: str) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def test_paragraphs_and_tables_stand_in_the_order_of_the_body() -> None:
    document = writer.Document()
    document.add_heading("Harvest", 1)
    document.add_paragraph("")
    document.add_paragraph("Boxes, in thousands")
    table = document.add_table(rows=2, cols=2)
    for r, row in enumerate([["Pears", "4"], ["Plums", "5"]]):
        for c, words in enumerate(row):
            table.cell(r, c).text = words
    document.add_paragraph("Picked by 3 crews.")
    file = io.BytesIO()
    document.save(file)
    found = _parsed(file)
    assert found.text == "Harvest\nBoxes, in thousands\nPears\t4\nPlums\t5\nPicked by 3 crews.\n"
    assert _prose(found) == ["Harvest", "Boxes, in thousands", "Picked by 3 crews."]
    assert _rows(found) == [[["Pears", "4"], ["Plums", "5"]]]
    assert [table.caption for table in found.tables] == ["Harvest\nBoxes, in thousands"]
    assert [segment.origin for segment in found.segments] == [
        "paragraph 1",
        "paragraph 3",
        "table 1, row 1, column 1",
        "table 1, row 1, column 2",
        "table 1, row 2, column 1",
        "table 1, row 2, column 2",
        "paragraph 4",
    ]
    assert found.segments[3] == Segment(34, 35, "cell", "table 1, row 1, column 2")
    assert all(found.text[cell.start : cell.end] == cell.text for row in found.tables[0].rows for cell in row)


DELETED = '<w:del w:id="1"><w:r><w:delText>9</w:delText></w:r></w:del>'
RUNS = [
    ("insertions count, deletions do not", _run("Sold ") + DELETED + f"<w:ins>{_run('7')}</w:ins>", "Sold 7"),
    ("moved text stands where it went", f"<w:moveFrom>{_run('9')}</w:moveFrom><w:moveTo>{_run('7')}</w:moveTo>", "7"),
    ("hidden text is left out", _run("7") + _run("9", "<w:vanish/>") + _run("1", '<w:vanish w:val="0"/>'), "71"),
    ("old properties do not hide", _run("7", "<w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>"), "7"),
    ("a raised digit is no other digit", _run("10") + _run("6", '<w:vertAlign w:val="superscript"/>'), "10⁶"),
    ("a lowered digit is no other digit", _run("CO") + _run("2", '<w:vertAlign w:val="subscript"/>') + _run(" 5"), "CO₂ 5"),
    ("the words of links count", f'<w:hyperlink w:anchor="x">{_run("7 boats")}</w:hyperlink>', "7 boats"),
    ("of simple fields the result counts", f'<w:fldSimple w:instr=" =3+4 ">{_run("7")}</w:fldSimple>', "7"),
    ("controls are transparent", f"<w:sdt><w:sdtPr><w:tag/></w:sdtPr><w:sdtContent>{_run('7')}</w:sdtContent></w:sdt>", "7"),
    ("tabs, breaks and hyphens", "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:noBreakHyphen/><w:t>c</w:t></w:r>", "a\tb-c"),
    ("an equation is an object", f"{_run('7')}<m:oMath xmlns:m='urn:m'><m:r><m:t>9</m:t></m:r></m:oMath>{_run('1')}", "7\ufffc1"),
    ("a symbol", '<w:r><w:t>7</w:t><w:sym w:char="00B1"/><w:t>1</w:t><w:sym w:char="F0E0"/></w:r>', "7±1\ufffc"),
    ("a phonetic guide is left out", f"<w:ruby><w:rt>{_run('9')}</w:rt><w:rubyBase>{_run('7')}</w:rubyBase></w:ruby>", "7"),
    ("a note's mark is no digit", f'{_run("7")}<w:r><w:footnoteReference w:id="5"/></w:r>{_run(" boats")}', "7 boats"),
    ("drawings hold no text", "<w:r><w:drawing><w:p><w:r><w:t>9</w:t></w:r></w:p></w:drawing></w:r>" + _run("7"), "7"),
]  # fmt: skip


@pytest.mark.parametrize(("runs", "words"), [case[1:] for case in RUNS], ids=[case[0] for case in RUNS])
def test_what_of_a_paragraph_is_read(runs: str, words: str) -> None:
    found = _body(f"<w:p><w:pPr><w:tabs><w:tab w:pos='9'/></w:tabs></w:pPr>{runs}</w:p>")
    assert found.text == f"{words}\n"
    assert _prose(found) == [words]


FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{0}</w:instrText></w:r>{1}'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>{2}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


def test_of_a_field_the_result_counts_even_inside_another() -> None:
    inner = FIELD.format(" PAGE ", "", _run("9"))
    assert _body(f"<w:p>{FIELD.format(' IF 1 ', inner, _run('7'))}{_run(' boats')}</w:p>").text == "7 boats\n"


def test_a_field_without_end_hides_its_paragraph_alone() -> None:
    begun = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    assert _body(f"<w:p>{begun}{_run('9')}</w:p><w:p>{_run('7')}</w:p>").text == "7\n"


def test_a_table_of_contents_is_no_running_text() -> None:
    begun, _, ended = FIELD.format(" TOC \\o ", "", "|").partition("|")
    body = f"<w:p>{begun}{_run('Harvest 7')}</w:p><w:p>{_run('Yield 12')}</w:p><w:p>{ended}</w:p><w:p>{_run('Sold 5.')}</w:p>"
    found = _body(body)
    assert found.text == "Harvest 7\nYield 12\nSold 5.\n"
    assert _prose(found) == ["Sold 5."]


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    mark = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"
    found = _body(f"<w:p>{mark}{_run('Sold ')}</w:p><w:p>{_run('7 boats.')}</w:p><w:p>{_run('Two.')}</w:p>")
    assert _prose(found) == ["Sold 7 boats.", "Two."]
    cell = f"<w:tc><w:p>{mark}{_run('Pears')}</w:p></w:tc>"
    assert _rows(_body(_table(cell + _cell("4")))) == [[["Pears", "4"]]]


def test_a_line_break_ends_a_sentence() -> None:
    found = _body("<w:p><w:r><w:t>Sold 7</w:t><w:br/><w:t>boats</w:t></w:r></w:p>")
    assert (found.text, _prose(found)) == ("Sold 7\nboats\n", ["Sold 7", "boats"])


def test_cells_across_columns_and_rows_stand_in_the_first() -> None:
    span, start, on = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = [
        _cell("Fruit") + _cell("Boxes", span),
        _cell("North", start) + _cell("4") + _cell("5"),
        _cell("", on) + _cell("6") + _cell("7"),
        "<w:trPr><w:gridBefore w:val='1'/></w:trPr>" + _cell("8") + _cell("9"),
    ]
    assert _rows(_body(_table(*rows))) == [[["Fruit", "Boxes", ""], ["North", "4", "5"], ["", "6", "7"], ["", "8", "9"]]]


def test_deleted_rows_are_left_out() -> None:
    gone = "<w:trPr><w:del w:id='3'/></w:trPr>" + _cell("Figs") + _cell("9")
    assert _rows(_body(_table(_cell("Pears") + _cell("4"), gone))) == [[["Pears", "4"]]]


def test_footnote_marks_in_cells_are_no_part_of_numbers() -> None:
    raised = '<w:vertAlign w:val="superscript"/>'
    cell = f"<w:tc><w:p>{_run('1,234')}{_run('a', raised)}</w:p></w:tc><w:tc><w:p>{_run('56')}{_run('2', raised)}</w:p></w:tc>"
    assert _rows(_body(_table(_cell("Pears") + cell))) == [[["Pears", "1,234", "56²"]]]


def test_a_table_with_another_inside_or_with_one_column_is_layout() -> None:
    inner = _table(_cell("Pears") + _cell("4"))
    found = _body(_table(f"<w:tc><w:p>{_run('Sold 7 boats.')}</w:p>{inner}<w:p/></w:tc>" + _cell("Two.")))
    assert (_prose(found), _rows(found)) == (["Sold 7 boats.", "Two."], [[["Pears", "4"]]])
    origins = [segment.origin for segment in found.segments]
    assert origins[0] == "table 1, row 1, column 1"
    assert origins[1] == "table 1, row 1, column 1, table 2, row 1, column 1"
    assert _rows(_body(_table(_cell("Sold 7 boats."), _cell("Two.")))) == []


def test_sentences_in_cells_are_running_text() -> None:
    found = _body(_table(_cell("Pears") + _cell("They were picked by 3 crews."), _cell("Plums") + _cell("5")))
    assert _prose(found) == ["They were picked by 3 crews."]


def test_notes_stand_behind_the_body_in_the_order_in_which_they_are_cited() -> None:
    cited = '<w:r><w:endnoteReference w:id="2"/></w:r><w:r><w:footnoteReference w:id="7"/></w:r>'
    separator = f'<w:footnote w:type="separator" w:id="0"><w:p>{_run("9")}</w:p></w:footnote>'
    footnotes = separator + f'<w:footnote w:id="7"><w:p>{_run("Of 5.")}</w:p></w:footnote>'
    footnotes += f'<w:footnote w:id="8"><w:p>{_run("Left over 9.")}</w:p></w:footnote>'
    found = _body(
        f"<w:p>{_run('Sold 7.')}{cited}</w:p>", footnotes, f'<w:endnote w:id="2"><w:p>{_run("In 3.")}</w:p></w:endnote>'
    )
    assert _prose(found) == ["Sold 7.", "In 3.", "Of 5."]
    assert [(segment.kind, segment.origin) for segment in found.segments] == [
        ("paragraph", "paragraph 1"),
        ("endnote", "endnote 1"),
        ("footnote", "footnote 2"),
    ]


def test_a_text_box_follows_its_paragraph_and_is_read_once() -> None:
    box = f"<w:txbxContent><w:p>{_run('Sold 5.')}</w:p></w:txbxContent>"
    both = (
        '<mc:AlternateContent xmlns:mc="urn:mc"><mc:Choice><w:drawing>' + box + "</w:drawing></mc:Choice>"
        "<mc:Fallback><w:pict>" + box + "</w:pict></mc:Fallback></mc:AlternateContent>"
    )
    found = _body(f"<w:p>{_run('Made ')}<w:r>{both}</w:r>{_run('7.')}</w:p>")
    assert [(segment.origin, found.text[segment.start : segment.end]) for segment in found.segments] == [
        ("paragraph 1", "Made 7."),
        ("text box at paragraph 1", "Sold 5."),
    ]


def test_a_finding_names_the_paragraph_or_the_cell(tmp_path: Path) -> None:
    document = writer.Document()
    document.add_paragraph("Rent rose 20% from 100 dollars to 150 dollars.")
    document.save(str(tmp_path / "rent.docx"))
    (finding,) = check([tmp_path / "rent.docx"]).findings
    assert (finding.place.origin, finding.place.line, finding.place.column) == ("paragraph 1", 1, 11)


def _refused(parts: dict[str, str]) -> Refusal:
    file = package(parts)
    file.seek(0)
    found = docx.open(file)
    assert isinstance(found, Refusal) and found.advice
    return found


def test_a_document_without_its_body_is_refused() -> None:
    parts = word("")
    del parts["word/document.xml"]
    assert _refused(parts).reason == "is incomplete: it has no part word/document.xml"


def test_limits_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    body = f"<w:p>{_run('Six boats.')}</w:p>" * 5
    monkeypatch.setattr(story, "MOST_PARAGRAPHS", 4)
    assert _refused(word(body)).reason == "has more paragraphs than the limit of 4"
    monkeypatch.setattr(story, "MOST_PARAGRAPHS", 5)
    monkeypatch.setattr(docx, "LONGEST_TEXT", 30)
    assert "holds more text than the limit" in _refused(word(body)).reason


def test_a_document_is_told_by_its_content_and_not_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(package(word(f"<w:p>{_run('Six boats.')}</w:p>")).getvalue())
    document = documents.read(path)
    assert isinstance(document, Document) and document.text == "Six boats.\n"
