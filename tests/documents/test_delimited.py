from pathlib import Path

import pytest

from aicheck import check
from aicheck.documents import from_text

Rows = list[list[str]]

CASES: list[tuple[str, str, Rows]] = [
    ("commas", "a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
    ("semicolons, decimal commas", "a;b\n1,5;2,5\n3,5;4,5\n", [["a", "b"], ["1,5", "2,5"], ["3,5", "4,5"]]),
    ("tabs beside commas", "a\tb\n1,500\t2,500\n", [["a", "b"], ["1,500", "2,500"]]),
    ("bars", "a|b\n1|2\n", [["a", "b"], ["1", "2"]]),
    ("declared", "sep=;\na,x;b,y\n1,5;2,5\n", [["a,x", "b,y"], ["1,5", "2,5"]]),
    ("a semicolon in one label", "a,b\nx; y,1\nz,2\n", [["a", "b"], ["x; y", "1"], ["z", "2"]]),
    ("quoted delimiter", 'a,"b, c"\n"1,500",2\n', [["a", "b, c"], ["1,500", "2"]]),
    ("quoted line break", 'a,"b\nc"\n1,2\n', [["a", "b\nc"], ["1", "2"]]),
    ("doubled quote", 'a,b\n"6"" pipe",2\n', [["a", "b"], ['6"" pipe', "2"]]),
    ("quote that nothing closes", 'a,b\n"x,1\ny,2\n', [["a", "b"], ['"x', "1"], ["y", "2"]]),
    ("words after a quote", 'a,b\n"x" y,1\n', [["a", "b"], ['"x" y', "1"]]),
    ("blanks", " a , b \n 1 ,\t2\n", [["a", "b"], ["1", "2"]]),
    ("short row", "a,b,c\n1,2\n", [["a", "b", "c"], ["1", "2", ""]]),
    ("empty row kept", "a,b\n,\n1,2\n", [["a", "b"], ["", ""], ["1", "2"]]),
    ("no last break", "a,b\n1,", [["a", "b"], ["1", ""]]),
]


@pytest.mark.parametrize(("text", "rows"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
@pytest.mark.parametrize("line_break", ["\n", "\r\n"])
def test_cells(text: str, rows: Rows, line_break: str) -> None:
    document = from_text(text.replace("\n", line_break), "page.csv")
    (table,) = document.tables
    assert [[cell.text.replace("\r\n", "\n") for cell in row] for row in table.rows] == rows
    assert all(document.text[cell.start : cell.end] == cell.text for row in table.rows for cell in row)
    assert document.prose == ()


def test_titles_are_caption_and_prose_and_blank_lines_part_tables() -> None:
    east = "Boats sold,,\n(in thousands),,\nharbour,May,June\nEast,4,5\n\n"
    text = east + "West coast\n\nharbour,May,June\nPort,6,7\n\nNo boats in July.\n"
    document = from_text(text, "page.csv")
    assert [table.caption for table in document.tables] == ["Boats sold\n(in thousands)", "West coast"]
    assert [text[table.start : table.end] for table in document.tables] == [
        "harbour,May,June\nEast,4,5",
        "harbour,May,June\nPort,6,7",
    ]
    assert [text[start:end] for start, end in document.prose] == [
        "Boats sold", "(in thousands)", "West coast", "No boats in July.",
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["", "\n\n", " \n"])
def test_nothing(text: str) -> None:
    document = from_text(text, "page.csv")
    assert document.tables == () and document.prose == ()


def test_a_wide_row_among_many_short_ones_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "page.csv"
    path.write_text("x," * 10_000 + "\n" + "a,1\n" * 600)
    (finding,) = check([path]).findings
    assert finding.rule == "AIC002" and "more than the limit of 5,000,000 cells" in finding.message


def test_many_open_quotes_take_linear_time() -> None:
    document = from_text("a,b\n" + '"x,1\n' * 20001, "page.csv")
    assert len(document.tables[0].rows) > 1


def test_a_wrong_total_is_found_at_its_line_and_column(tmp_path: Path) -> None:
    path = tmp_path / "page.csv"
    path.write_text('quay,crates\nNorth,"1,210"\nSouth,"2,340"\nEast,"3,105"\nTotal,"6,755"\n')
    (finding,) = check([path]).findings
    assert finding.rule.startswith("AIC4")
    assert (finding.place.line, finding.place.text) in {(5, "6,755")}
    assert finding.place.column == 8


def test_a_line_with_a_directive_is_no_row() -> None:
    document = from_text("a,b\n# aicheck: ignore[AIC401] counted twice, as agreed\n1,2\n", "page.csv")
    assert [[cell.text for cell in row] for row in document.tables[0].rows] == [["a", "b"], ["1", "2"]]
