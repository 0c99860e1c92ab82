from pathlib import Path

import pytest

from aicheck import check
from aicheck.documents import blocks, from_text, running_text

Rows = list[list[str]]

PROSE = [
    ("paragraphs on one line", "<p>Six boxes</p><p>Seven</p>", ["Six boxes", "Seven"]),
    ("inline tags", "<p>Up <b>6</b> % or\n<i>more</i>.</p>", ["Up <b>6</b> % or\n<i>more</i>."]),
    ("line break", "<p>Six<br>seven</p>", ["Six", "seven"]),
    ("list", "<ul><li>six<li>seven</ul>", ["six", "seven"]),
    ("head and style", "<head><title>7</title><style>p{margin:8}</style></head><body>Six", ["Six"]),
    ("script", "<p>Six</p><script>if (7 < 8) '<p>9</p>'</script>", ["Six"]),
    ("code that nobody closed", "<p>Six <code>n=7<p>Eight</p>", ["Six", "Eight"]),
    ("deleted", "<p>Six <del>7</del> boxes</p>", ["Six <del>7</del> boxes"]),
    ("preformatted", "<pre>n = 7</pre>Six", ["Six"]),
    ("hidden", "<div hidden><div>7</div>8</div><p>Six</p>", ["Six"]),
    ("hidden from sight", "<p>Six</p><div style='color:red; display: none'>7</div><p aria-hidden=true>8</p>", ["Six"]),
    ("inline XBRL", "<ix:header>7</ix:header><p>Up <ix:x>6</ix:x> %</p>", ["Up <ix:x>6</ix:x> %"]),
    ("hidden field", "<input hidden>Six", ["Six"]),
    ("comment", "<p>Six <!-- 7 --> boxes</p>", ["Six <!-- 7 --> boxes"]),
    ("layout table", "<table><tr><td>Six boxes</td></tr><tr><td>seven</td></tr></table>", ["Six boxes", "seven"]),
    ("table", "<p>Six</p><table><tr><td>7</td><td>8</td></tr></table><p>Nine</p>", ["Six", "Nine"]),
    ("nothing", "", []),
]


@pytest.mark.parametrize(("text", "found"), [case[1:] for case in PROSE], ids=[case[0] for case in PROSE])
def test_blocks(text: str, found: list[str]) -> None:
    document = from_text(text, "page.html")
    assert [document.text[start:end] for start, end in blocks(document)] == found
    assert document.text == text and document.segments == ()


def test_running_text_leaves_out_tags_and_scripts() -> None:
    running = running_text(from_text('<p class="7">Six <b>boxes</b></p><script>8</script><p><del>9</del> ten', "page.html"))
    assert running.split() == ["Six", "boxes", "ten"]


ENTITIES = [
    ("&euro;5 million", "€5 million"),
    ("fell &#8722;5%", "fell −5%"),
    ("5&ndash;7", "5–7"),
    ("&#x24;8", "$8"),
    ("8&nbsp;million", "8\u00a0million"),
    ("2&frac12;", "2½"),
    ("R&D and AT&T", "R&D and AT&T"),
    ("&unknown; 8", "&unknown; 8"),
    ("a &lt; 8", "a < 8"),
]


@pytest.mark.parametrize(("written", "read"), ENTITIES)
def test_entities_are_decoded_and_lines_stay(written: str, read: str) -> None:
    document = from_text(f"<p>\n{written}\n</p>\n<p>Nine</p>", "page.html")
    assert [document.text[start:end] for start, end in document.prose] == [read, "Nine"]
    assert document.text.count("\n") == 3
    lines = [document.text[part.start : part.end] for part in document.segments]
    assert lines == ([] if read == written else [read])


TABLES: list[tuple[str, str, Rows]] = [
    ("plain", "<tr><th>a<th>b<tr><td>1<td>2", [["a", "b"], ["1", "2"]]),
    ("across", "<tr><th colspan=2>a</th><th>b</th></tr><tr><td>1<td>2<td>3", [["a", "", "b"], ["1", "2", "3"]]),
    ("down", "<tr><td rowspan=2>a<td>1<tr><td>2<tr><td>b<td>3", [["a", "1"], ["", "2"], ["b", "3"]]),
    ("down at the right", "<tr><td>a<td rowspan=2>1<tr><td>b<tr><td>c<td>3", [["a", "1"], ["b", ""], ["c", "3"]]),
    ("tags in a number", "<tr><td>a<td>$<b>1,210</b>", [["a", "$   1,210"]]),
    ("label on two lines", "<tr><td>North\n  quay<td>7", [["North quay", "7"]]),
    ("footnote mark", "<tr><td>a<sup>1</sup><td>5<sup><a href='#n'>2</a></sup>", [["a", "5"]]),
    ("parts of a table", "<thead><tr><th>a<th>b<tbody><tr><td>c<td>1<tfoot><tr><td>d<td>1",
     [["a", "b"], ["c", "1"], ["d", "1"]]),
    ("a break in a header", "<tr><th>a<th>May<br>2031<tr><td>c<td>7", [["a", "May 2031"], ["c", "7"]]),
    ("entities", "<tr><td>A&amp;B<td>&minus;7", [["A&B", "−7"]]),
    ("span beyond reason", "<tr><td colspan=x>a<td colspan=0>7", [["a", "7"]]),
]  # fmt: skip


@pytest.mark.parametrize(("inside", "rows"), [case[1:] for case in TABLES], ids=[case[0] for case in TABLES])
def test_tables(inside: str, rows: Rows) -> None:
    document = from_text(f"<p>Crates&nbsp;sold</p><table>{inside}</table>", "page.html")
    (table,) = document.tables
    assert table.caption == "Crates sold"
    assert [[cell.text for cell in row] for row in table.rows] == rows
    for cell in (cell for row in table.rows for cell in row if cell.text[-1:].isdigit()):
        assert document.text[cell.end - 1] == cell.text[-1]


def test_caption_and_tables_inside_tables() -> None:
    inner = "<table><caption>in tons</caption><tr><td>a<td>1</table>"
    document = from_text(f"<table><tr><td>Six boxes<td>{inner}</table>", "page.html")
    assert [table.caption for table in document.tables] == ["in tons"]
    assert [document.text[start:end] for start, end in document.prose] == ["Six boxes", "in tons"]


def test_a_cell_that_claims_a_million_columns_gets_a_hundred() -> None:
    document = from_text("<table><tr><td colspan=1000000>a<td>1</table>", "page.html")
    assert len(document.tables[0].rows[0]) == 101


def test_a_table_of_more_cells_than_the_limit_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text("<table>" + ("<tr>" + "<td colspan=100>7" * 600) * 100)
    (finding,) = check([path]).findings
    assert finding.rule == "AIC002" and "more than the limit of 5,000,000 cells" in finding.message


def test_deep_nesting_is_read() -> None:
    document = from_text("<div>" * 20000 + "<table><tr><td>" * 2000 + "Six", "page.html")
    assert [document.text[start:end] for start, end in document.prose] == ["Six"]


def test_a_wrong_total_is_found_in_its_line(tmp_path: Path) -> None:
    rows = ("North|1,210", "South|2,340", "East|3,105", "Total|6,755")
    body = "\n".join("<tr><td>{}</td><td>{}</td></tr>".format(*row.split("|")) for row in rows)
    path = tmp_path / "page.html"
    path.write_text(f"<table>\n<tr><th>quay</th><th>crates</th></tr>\n{body}\n</table>\n")
    (finding,) = check([path]).findings
    assert finding.rule.startswith("AIC4")
    assert (finding.place.line, finding.place.column, finding.place.text) == (6, 23, "6,755")
