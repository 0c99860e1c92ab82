"""Tables are found where they stand, and every cell's place slices back to its words."""

import pytest

from aicheck.documents.tables import markdown_tables

ORDERS = """Orders by depot, in thousands

| Depot | 2031 | 2030 |
|:------|-----:|-----:|
| North |  410 |  388 |
| South \\| East | 1,205 |
|  | 1,615 | 1,502 |

After the table.
"""


def test_cells_have_their_words_and_places():
    (table,) = markdown_tables(ORDERS)
    words = [[cell.text for cell in row] for row in table.rows]
    assert words == [
        ["Depot", "2031", "2030"],
        ["North", "410", "388"],
        ["South \\| East", "1,205", ""],
        ["", "1,615", "1,502"],
    ]
    assert all(ORDERS[cell.start : cell.end] == cell.text for row in table.rows for cell in row)
    assert ORDERS[table.start : table.end].startswith("| Depot") and ORDERS[table.start : table.end].endswith("1,502 |")
    assert table.caption == "Orders by depot, in thousands"


@pytest.mark.parametrize(
    "text",
    [
        "```\n| a | 1 |\n|---|---|\n| b | 2 |\n```\n",
        "a | b\nno delimiter row\n",
        "| a | b |\n|---|\n| 1 | 2 |\n",
        "Heading\n-------\n\ntext\n",
        "",
    ],
    ids=["fenced", "no delimiters", "delimiters of another width", "underlined heading", "empty"],
)
def test_what_is_no_table(text):
    assert markdown_tables(text) == ()


def test_tables_without_outer_bars_and_with_windows_breaks():
    text = "x | y\r\n--- | ---\r\n1 | 2\r\n\r\nz | w\r\n--|--\r\n3 | 4"
    first, second = markdown_tables(text)
    assert [[cell.text for cell in row] for row in first.rows] == [["x", "y"], ["1", "2"]]
    assert [[cell.text for cell in row] for row in second.rows] == [["z", "w"], ["3", "4"]]
    assert all(text[cell.start : cell.end] == cell.text for table in (first, second) for row in table.rows for cell in row)
    assert second.caption == ""


def test_a_caption_is_near_and_short():
    far = "Far away\n\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"
    assert markdown_tables(far)[0].caption == ""
    long = "word " * 200 + "\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"
    assert len(markdown_tables(long)[0].caption) <= 300
