"""Workbooks as their cells show them: numbers by their formats, tables, origins, and what cannot be read."""

import io
import pickle
import tracemalloc
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from aicheck import check, documents, quantities, spilled
from aicheck.documents import worksheet, xlsx
from aicheck.documents.parsed import Parsed, Refusal
from aicheck.model import Document, Segment, Table
from tests.documents.office import package, workbook


def _open(book: Workbook) -> Parsed:
    file = io.BytesIO()
    book.save(file)
    return _parsed(file)


def _parsed(file: io.BytesIO) -> Parsed:
    file.seek(0)
    found = xlsx.open(file)
    assert isinstance(found, Parsed)
    return found


def _filled(rows: Iterable[Iterable[Any]]) -> Workbook:
    """A workbook with one sheet; a pair is a value and its number format."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for r, row in enumerate(rows, 1):
        for c, value in enumerate(row, 1):
            if isinstance(value, tuple):
                sheet.cell(r, c, value[0]).number_format = value[1]
            elif value is not None:
                sheet.cell(r, c, value)
    return book


def _words(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


def test_cells_state_what_they_show_and_know_their_place() -> None:
    found = _open(
        _filled([["Year", "2021"], ["Rent", (1234.56, "#,##0.0")], ["Share", (0.123, "0.0%")], ["Loss", (-7, "0;(0)")]])
    )
    assert found.text == "Year\t2021\nRent\t1,234.6\nShare\t12.3%\nLoss\t(7)\n"
    (table,) = found.tables
    assert _words(table) == [["Year", "2021"], ["Rent", "1,234.6"], ["Share", "12.3%"], ["Loss", "(7)"]]
    assert all(found.text[cell.start : cell.end] == cell.text for row in table.rows for cell in row)
    assert (table.start, table.end) == (0, len(found.text) - 1)
    assert found.segments[3] == Segment(15, 22, "cell", "Sheet!B2")


def test_titles_are_the_caption_and_are_read_as_text() -> None:
    rows = [["Orchard, in thousands"], ["Fruit", "Boxes"], ["Pears", 4], ["Plums", 5], [], ["Picked by 3 crews."]]
    found = _open(_filled(rows))
    assert [(table.caption, len(table.rows)) for table in found.tables] == [("Orchard, in thousands", 3)]
    assert [found.text[a:b] for a, b in found.prose] == ["Orchard, in thousands", "Picked by 3 crews."]
    assert found.text.endswith("Plums\t5\n\nPicked by 3 crews.\n")


def test_a_title_above_an_empty_row_is_the_caption_of_the_next_table() -> None:
    found = _open(_filled([["Boxes, in millions"], [], ["Pears", 4], ["Plums", 5]]))
    assert [table.caption for table in found.tables] == ["Boxes, in millions"]


def test_sentences_in_cells_are_read_as_text() -> None:
    remark = "Rain cost us 12 days.\r\nThe rest went well, so that all the boxes reached the market in time."
    found = _open(
        _filled([["Pears", 4, "Picked by hand in the far field."], ["Plums", 5, remark], ["Figs", 6, "by hand\nand late"]])
    )
    assert [found.text[a:b] for a, b in found.prose] == ["Picked by hand in the far field.", remark.replace("\r\n", "\n")]
    assert _words(found.tables[0])[2] == ["Figs", "6", "by hand and late"]


def test_tables_side_by_side_are_two_but_spacers_are_none() -> None:
    rows = [
        ["Fruit", None, "Boxes", None, "Hand", "Days"],
        ["Pears", None, 4, None, "Ann", 1],
        ["Plums", None, 5, None, "Bob", 2],
    ]
    rows.append(["Figs", None, 6, None, None, None])
    found = _open(_filled(rows))
    assert [_words(table) for table in found.tables] == [
        [["Fruit", "Boxes"], ["Pears", "4"], ["Plums", "5"], ["Figs", "6"]],
        [["Hand", "Days"], ["Ann", "1"], ["Bob", "2"]],
    ]


def test_an_empty_cell_stands_where_its_words_would() -> None:
    (table,) = _open(_filled([["Fruit", "Boxes", "Days"], ["Pears", None, 3], ["Plums", 5, None]])).tables
    assert _words(table) == [["Fruit", "Boxes", "Days"], ["Pears", "", "3"], ["Plums", "5", ""]]
    assert [(cell.start, cell.end) for cell in (table.rows[1][1], table.rows[2][2])] == [(23, 23), (32, 32)]


def test_a_long_table_gives_the_same_rows_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [["Fruit", "Boxes", "Days"], *([f"Tree {n}", n % 5 or None, n] for n in range(40))]
    (kept,) = _open(_filled(rows)).tables
    monkeypatch.setattr(xlsx, "FEW", 10)
    (packed,) = _open(_filled(rows)).tables
    assert not isinstance(packed.rows, tuple)
    assert tuple(packed.rows) == kept.rows
    assert (packed.rows[-1], len(packed.rows)) == (kept.rows[-1], 41)
    assert tuple(packed.rows[3:7]) == kept.rows[3:7]


def test_the_cells_of_a_batch_are_joined_without_loss(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [[f"Tree {n}", n] for n in range(40)]
    whole = _open(_filled(rows))
    monkeypatch.setattr(spilled, "PIECE", 16)
    monkeypatch.setattr(xlsx, "KEPT", 0)
    parted = _open(_filled(rows))
    assert not isinstance(parted.text, str)
    assert parted.text[:] == whole.text


def test_a_long_sheet_takes_a_fraction_of_what_its_cells_would_as_objects(monkeypatch: pytest.MonkeyPatch) -> None:
    file = io.BytesIO()
    _filled([["Fruit", "Boxes", "Days"], *([f"Tree {n}", n, n % 77] for n in range(2_500))]).save(file)
    _parsed(file)
    monkeypatch.setattr(xlsx, "KEPT", 0)
    monkeypatch.setattr(spilled, "PIECE", 4096)
    monkeypatch.setattr("aicheck.documents.package._PIECE", 4096)
    peaks = []
    for few in (10, 5_000):
        monkeypatch.setattr(xlsx, "FEW", few)
        tracemalloc.start()
        _parsed(file)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[0] * 2 < peaks[1]


def test_packed_cells_survive_the_way_between_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "FEW", 1)
    found = _open(_filled([["Pears", 4], ["Plums", 5]]))
    again = pickle.loads(pickle.dumps(found))
    assert _words(again.tables[0]) == _words(found.tables[0])
    assert list(again.segments) == list(found.segments)


def test_what_is_hidden_is_read_and_said(tmp_path: Path) -> None:
    book = _filled([["Fruit", "Boxes"], ["Pears", 4], ["Plums", 5]])
    sheet = book.active
    assert sheet is not None
    sheet.title = "It's full"
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["B"].hidden = True
    other = book.create_sheet("Notes")
    other["A1"] = "x"
    other.sheet_state = "veryHidden"
    assert [segment.origin for segment in _open(book).segments] == [
        "'It''s full'!A1",
        "'It''s full'!B1 (hidden column)",
        "'It''s full'!A2 (hidden row)",
        "'It''s full'!B2 (hidden row, hidden column)",
        "'It''s full'!A3",
        "'It''s full'!B3 (hidden column)",
        "Notes!A1 (hidden sheet)",
    ]


FORMULA = '<row r="{0}"{3}><c r="A{0}" t="inlineStr"><is><t>{1}</t></is></c><c r="B{0}">{2}</c></row>'
FRUIT = "".join(
    FORMULA.format(row, name, f"<v>{boxes}</v>", ' hidden="1"' if row == 3 else "")
    for row, name, boxes in [(1, "Pears", 400), (2, "Plums", 500), (3, "Figs", 77)]
)


def _formula(formula: str, value: str) -> Parsed:
    return _parsed(package(workbook(FRUIT + FORMULA.format(4, "Total", f"<f>{formula}</f>{value}", ""))))


def test_a_formula_states_the_value_stored_with_it() -> None:
    assert _words(_formula("SUM(B1:B3)", "<v>977</v>").tables[0])[-1] == ["Total", "977"]


@pytest.mark.parametrize("value", ["", "<v/>"])
def test_a_formula_without_stored_value_is_neither_nil_nor_empty(value: str) -> None:
    found = _formula("SUM(B1:B3)", value)
    assert _words(found.tables[0])[-1] == ["Total", "=?"]
    assert found.segments[-1].origin == "Data!B4 (formula without a stored value)"


def test_hidden_rows_count_unless_a_formula_leaves_them_out() -> None:
    assert [row[0].text for row in _formula("SUM(B1:B3)", "<v>977</v>").tables[0].rows] == ["Pears", "Plums", "Figs", "Total"]
    assert [row[0].text for row in _formula("SUBTOTAL(109,B1:B3)", "<v>900</v>").tables[0].rows] == ["Pears", "Plums", "Total"]


def test_texts_come_without_their_reading_aids_and_escapes() -> None:
    strings = "<si><r><t>Nor</t></r><r><t>th</t></r><rPh><t>kita</t></rPh></si><si><t>a_x000D_b_x0041_</t></si>"
    rows = (
        '<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>9</v></c><c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c></row>'
    )
    assert _parsed(package(workbook(rows, strings=strings))).text == "North\ta bA\tTRUE\t#N/A\n"


def test_numbers_that_no_decimal_holds_are_words() -> None:
    rows = "<row><c><v>NaN</v></c><c><v>1e-999</v></c><c><v>1e9999</v></c><c><v>6,5</v></c></row>"
    assert _parsed(package(workbook(rows))).text == "NaN\t0\t1e9999\t6,5\n"


def test_cells_and_rows_without_reference_follow_each_other() -> None:
    rows = (
        '<row><c><v>1</v></c><c r="D1"><v>2</v></c><c><v>3</v></c></row><row><c r="B2"><v>5</v></c><c r="A2"><v>4</v></c></row>'
    )
    origins = [segment.origin for segment in _parsed(package(workbook(rows))).segments]
    assert origins == ["Data!A1", "Data!D1", "Data!E1", "Data!A2", "Data!B2"]


def test_a_finding_names_sheet_and_cell(tmp_path: Path) -> None:
    rows = [["Fruit", "Boxes"], ["Pears", 412], ["Plums", 538], ["Figs", 291], ["Total", 1341]]
    _filled(rows).save(tmp_path / "fruit.xlsx")
    (finding,) = check([tmp_path / "fruit.xlsx"]).findings
    assert (finding.place.origin, finding.place.text, finding.place.line, finding.place.column) == ("Sheet!B5", "1341", 5, 7)


def _refused(parts: dict[str, str]) -> Refusal:
    file = package(parts)
    file.seek(0)
    found = xlsx.open(file)
    assert isinstance(found, Refusal) and found.advice
    return found


def test_a_workbook_without_its_sheet_is_refused() -> None:
    parts = workbook("")
    del parts["xl/worksheets/sheet1.xml"]
    assert _refused(parts).reason == "is incomplete: it has no part xl/worksheets/sheet1.xml"
    parts["xl/_rels/workbook.xml.rels"] = "<Relationships/>"
    assert _refused(parts).reason == "is incomplete: it has no part Data (its relationship rId1 is missing)"


def test_limits_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = "<row><c><v>12345</v></c></row>" * 10
    monkeypatch.setattr(worksheet, "MOST_CELLS", 5)
    assert "more than the limit of 5 cells" in _refused(workbook(rows)).reason
    monkeypatch.setattr(worksheet, "MOST_CELLS", 50)
    monkeypatch.setattr(worksheet, "LONGEST_TEXT", 20)
    assert "characters" in _refused(workbook(rows)).reason
    monkeypatch.setattr(xlsx, "LONGEST_TEXT", 20)
    assert "holds more text than the limit" in _refused(workbook("", strings="<si><t>twenty-one characters</t></si>")).reason
    monkeypatch.setattr(xlsx, "MOST_SHEETS", 0)
    assert _refused(workbook("")).reason == "has more sheets than the limit of 0"


def test_a_workbook_is_told_by_its_content_and_not_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    _filled([["Pears", (0.5, "0%")]]).save(path)
    document = documents.read(path)
    assert isinstance(document, Document) and document.text == "Pears\t50%\n"
    text = tmp_path / "text.xlsx"
    text.write_text("Six boxes.")
    document = documents.read(text)
    assert isinstance(document, Document) and document.prose == ((0, 10),)


def test_the_scale_of_one_sheet_is_not_that_of_the_next(tmp_path: Path) -> None:
    book = _filled([["In millions of euros", None], ["Port", 2031], ["Quay", 41], ["Crane", 17]])
    second = book.create_sheet("Staff")
    for row in (["Post", 2031], ["Clerks", 12], ["Pilots", 9]):
        second.append(row)
    book.save(tmp_path / "port.xlsx")
    document = documents.read(tmp_path / "port.xlsx")
    assert isinstance(document, Document)
    assert [(quantity.value, quantity.unit) for quantity in quantities.read(document).quantities[-4:]] == [
        (41_000_000, "EUR"), (17_000_000, "EUR"), (12, ""), (9, ""),
    ]  # fmt: skip
