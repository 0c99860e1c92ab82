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
