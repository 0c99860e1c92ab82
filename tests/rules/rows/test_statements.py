"""Statements of a document: lines and periods."""

from aicheck.documents import from_text
from aicheck.rules.rows.statements import Accounts, accounts_of

TABLES = """# Annual figures

## Income statement

| | 2031 | 2030 | 2029 | Change |
|---|---|---|---|---|
| Revenue | 412 | 398 | 377 | 14 |
| Net income | 41 | 36 | 30 | 5 |

## Balance sheet

| | 31 Dec 2031 | 31 Dec 2030 |
|---|---|---|
| Cash | 55 | 48 |
| Total assets | 903 | 871 |

## Segment results

| | 2031 | 2030 |
|---|---|---|
| Revenue | 112 | 98 |
| Cost of sales | 80 | 70 |
"""


def accounts(text: str, path: str = "a.md") -> tuple[Accounts, ...]:
    return accounts_of(from_text(text, path).tables)


def test_years_join_the_statements_and_segments_stay_out() -> None:
    (found,) = accounts(TABLES)
    shown = [(line.label, {column: str(entry.number.value) for column, entry in line.cells.items()}) for line in found.lines]
    assert shown == [
        ("Revenue", {0: "412", 1: "398", 2: "377"}),
        ("Net income", {0: "41", 1: "36", 2: "30"}),
        ("Cash", {0: "55", 1: "48"}),
        ("Total assets", {0: "903", 1: "871"}),
    ]
    assert found.joined


def test_columns_of_one_year_are_no_periods() -> None:
    (found,) = accounts(TABLES.replace("| 2031 | 2030 | 2029 | Change |", "| 2030 | 2031 | 2031 | Change |"))
    columns = [column for line in found.lines if line.label == "Revenue" for column in line.cells]
    assert len(columns) == 3
    assert not any(isinstance(column, int) for column in columns)


def test_shorter_periods_are_not_joined() -> None:
    (found,) = accounts(TABLES.replace("## Income statement", "## Income statement, nine months"))
    assert not found.joined


RESTATED = """## Balance sheet

| | As reported | Adjustments | As adjusted |
|---|---|---|---|
| Total current assets | 5,120 | (40) | 5,080 |
| Goodwill | 733 | 112 | 845 |
| Total assets | 9,644 | (35) | 9,609 |
"""


def test_a_column_of_adjustments_is_no_balance_sheet() -> None:
    (found,) = accounts(RESTATED)
    assert [sorted(str(entry.number.value) for entry in line.cells.values()) for line in found.lines] == [
        ["5080", "5120"], ["733", "845"], ["9609", "9644"],
    ]  # fmt: skip


def test_a_purchase_that_is_divided_is_no_statement() -> None:
    rows = "| | 2031 |\n|---|---|\n| Cash | 16 |\n| Goodwill | 261 |\n| Total assets | 540 |\n| Total liabilities | 95 |\n"
    assert len(accounts(rows)) == 1
    assert accounts(rows + "| Net assets acquired | 445 |\n") == ()


POINTED = """INCOME STATEMENT
================================
  Revenue               41.200
  Cost of sales         22.150
  Gross profit          19.050
  Interest expense         412

CASH FLOW STATEMENT
================================
  Net income             6.650
  Net change in cash     3.120
"""


def test_points_that_group_digits_are_told_by_amounts_without_one() -> None:
    (found,) = accounts(POINTED, "a.txt")
    assert [int(line.cells[0].number.value) for line in found.lines] == [41200, 22150, 19050, 412, 6650, 3120]


def test_three_decimals_everywhere_are_decimals() -> None:
    (found,) = accounts(POINTED.replace("     412", "   0.412"), "a.txt")
    assert [str(line.cells[0].number.value) for line in found.lines][:4] == ["41.200", "22.150", "19.050", "0.412"]


WRAPPED = """BALANCE SHEET
================================
  Cash                         3,610
  Total liabilities
    and equity                81,425
  Short-term deposits and
    inventory                    918
  Operating lease
    liabilities, non-current     912
  Total assets                81,425
"""


def test_a_label_goes_on_in_the_next_row() -> None:
    (found,) = accounts(WRAPPED, "a.txt")
    assert [(line.label, line.place and line.place.line) for line in found.lines] == [
        ("Cash", "cash"), ("Total liabilities and equity", "liabilities-and-equity"),
        ("Short-term deposits and inventory", None), ("Operating lease liabilities, non-current", "lease-liabilities"),
        ("Total assets", "assets"),
    ]  # fmt: skip


def test_numbers_of_notes_without_a_heading_are_no_period() -> None:
    text = """## Balance sheet

| | | 2031 | 2030 |
|---|---|---|---|
| Cash | 3 | 5,512 | 4,870 |
| Inventories | 4 | 2,207 | 2,115 |
| Total assets | 5 | 90,344 | 87,120 |
"""
    (found,) = accounts(text)
    assert {column for line in found.lines for column in line.cells} == {0, 1}


def test_a_zero_after_the_point_of_every_amount_says_nothing() -> None:
    (found,) = accounts(POINTED.replace(".", "").replace("0\n", "0.0\n").replace(" 412\n", " 412.0\n"), "a.txt")
    places = [entry.number.places for line in found.lines for entry in line.cells.values()]
    assert places == [0, 0, 0, 0, 1, 1]  # two amounts are too few to tell
