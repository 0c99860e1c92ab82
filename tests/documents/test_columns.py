"""Plain-text tables: labels and columns by where the words stand."""

import pytest

from aicheck.documents import columns
from aicheck.documents.plain import prose

STATEMENT = """Harbour Tools Ltd. - Accounts (in millions of EUR)
Period: FY2031

INCOME STATEMENT
==========================================
  Sales                             8,410
  Cost of goods ..................  5,020
  Gross profit                      3,390

BALANCE SHEET
==========================================
                            Current    Prior
  Cash                        1,610    1,290
  Debtors                     $ 720      (55)
                            -------  -------
  Total current assets        2,330    1,235
"""


def words(table):
    return [[cell.text for cell in row] for row in table.rows]


def test_a_statement_with_two_sections():
    first, second = columns.plain_tables(STATEMENT)
    assert first.caption == "Harbour Tools Ltd. - Accounts (in millions of EUR)\nPeriod: FY2031"
    assert words(first) == [
        ["INCOME STATEMENT", ""],
        ["Sales", "8,410"],
        ["Cost of goods", "5,020"],
        ["Gross profit", "3,390"],
    ]
    assert words(second) == [
        ["BALANCE SHEET", "", ""],
        ["", "Current", "Prior"],
        ["Cash", "1,610", "1,290"],
        ["Debtors", "$ 720", "(55)"],
        ["Total current assets", "2,330", "1,235"],
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("项目　　　　2031年　　2030年\n收入　　　　1,234　　　1,100\n合　计　　　1,234　　　1,100\n",
         [["项目", "2031年", "2030年"], ["收入", "1,234", "1,100"], ["合　计", "1,234", "1,100"]]),
        ("Item\tQ1\tQ2\nBolts\t14\t20\nNuts\t-\t9\n", [["Item", "Q1", "Q2"], ["Bolts", "14", "20"], ["Nuts", "-", "9"]]),
        ("Bolts  14    20\n\nNuts    3\n", [["Bolts", "14", "20"], ["", "", ""], ["Nuts", "3", ""]]),
    ],
    ids=["full-width gaps", "tabs", "blank line and missing number"],
)  # fmt: skip
def test_columns(text, expected):
    (table,) = columns.plain_tables(text)
    assert words(table) == expected
    assert all(text[cell.start : cell.end] == cell.text for row in table.rows for cell in row)


@pytest.mark.parametrize(
    "text",
    [
        "The depot shipped 410 crates in May.  It had shipped 388 in April, and 372 in March of the same year, by rail.\n" * 3,
        "One row  12\n",
        "1. First point\n2. Second point\n",
        "",
    ],
    ids=["prose", "a single row", "a list", "empty"],
)
def test_what_is_no_table(text):
    assert columns.plain_tables(text) == ()
    assert prose(text) == (((0, len(text)),) if text else ())


def test_running_text_ends_before_a_table_and_goes_on_after_it():
    text = "Sales grew.\n\nBolts  14\nNuts   20\n\nThat is all.\n"
    assert [text[a:b] for a, b in prose(text)] == ["Sales grew.\n\n", "\n\nThat is all.\n"]


def test_a_long_label_that_pushes_its_numbers_stays_in_their_columns() -> None:
    text = (
        "                               Current     Prior\n"
        "  Operating                        727       226\n"
        "  Investing                       -235       -57\n"
        "  Net cash provided by (used in) financing activities       -513      -148\n"
        "  Change                           -21        21\n"
    )
    (table,) = columns.plain_tables(text)
    assert [[cell.text for cell in row[1:]] for row in table.rows[1:]] == [
        ["727", "226"], ["-235", "-57"], ["-513", "-148"], ["-21", "21"],
    ]  # fmt: skip


def test_numbers_of_one_row_never_share_a_column() -> None:
    rows = [("Piers", 1200, 71, 1128), ("Cranes", 3, 31, 40177), ("Sheds", 67, 5, 9), ("Boats", 4551, 801, 777)]
    text = "\n".join(f"{name:<10}{one:>6}{two:>6}{three:>8}" for name, one, two, three in rows)
    (table,) = columns.plain_tables(text)
    assert [[cell.text for cell in row] for row in table.rows] == [[row[0], *map(str, row[1:])] for row in rows]


def test_most_rows_may_leave_a_column_blank() -> None:
    text = (
        "                           Parent   Subsidiaries   Eliminations   Consolidated\n"
        "  Cash                      3,410            920                         4,330\n"
        "  Inventories              20,118          8,305                        28,423\n"
        "  Tax receivable           14,524          1,000        (12,190)         3,334\n"
        "  Other current assets     19,569          2,604                        22,173\n"
        "  Total current assets     57,621         12,829        (12,190)        58,260\n"
        "  Due from subsidiaries    89,015         33,769       (122,784)\n"
    )
    (table,) = columns.plain_tables(text)
    assert [row[1:] for row in words(table)] == [
        ["Parent", "Subsidiaries", "Eliminations", "Consolidated"],
        ["3,410", "920", "", "4,330"],
        ["20,118", "8,305", "", "28,423"],
        ["14,524", "1,000", "(12,190)", "3,334"],
        ["19,569", "2,604", "", "22,173"],
        ["57,621", "12,829", "(12,190)", "58,260"],
        ["89,015", "33,769", "(122,784)", ""],
    ]


def test_labels_of_several_lengths_push_their_numbers_to_several_places() -> None:
    rows = [
        ("Turnover", "7,722", "7,076", "7,541"), ("Costs", "4,642", "3,123", "5,552"), ("Margin", "3,080", "3,953", "1,989"),
        ("Rents", "368", "263", "1,010"), ("Wages", "387", "442", "841"),
        ("Income of mills that were given up, after taxes", "(59)", "0", "0"), ("Profit", "974", "2,102", "(901)"),
        ("Profit that belongs to holders of other shares of mills", "43", "201", "(90)"),
        ("Profit that belongs to the holders of shares", "932", "1,901", "(811)"),
    ]  # fmt: skip
    text = "\n".join(f"  {label:<34}" + "".join(f"{number:>20}" for number in numbers) for label, *numbers in rows)
    (table,) = columns.plain_tables(text)
    assert [tuple(cell.text for cell in row) for row in table.rows] == rows


def test_headings_that_stand_beside_their_columns_go_to_them_in_order() -> None:
    text = (
        "                    Note    FY2031    FY2030  Change %\n"
        "  Operating flow of the mills   3       727       226     221.7%\n"
        "  Investing flow of the mills   4      -235       -57     312.3%\n"
        "  Change in cash of the mills   5       492       169     191.1%\n"
    )
    (table,) = columns.plain_tables(text)
    assert [cell.text for cell in table.rows[0]] == ["", "Note", "FY2031", "FY2030", "Change %"]


def test_a_heading_whose_rows_have_more_columns_starts_a_table() -> None:
    text = (
        "Income\n  Turnover          41,200\n  Costs             22,150\n\n"
        "[Balance]\n                   Current    Prior\n"
        "  Cash              3,610    2,990\n  Debt              6,020    5,170\n\n"
        "Flows\n  Wages              1,020\n  Rents                310\n"
    )
    assert [[row[0].text for row in table.rows if row[0].text][:2] for table in columns.plain_tables(text)] == [
        ["Income", "Turnover"], ["[Balance]", "Cash"], ["Flows", "Wages"],
    ]  # fmt: skip


def test_blocks_of_like_columns_are_one_table() -> None:
    text = "Income\n  Turnover    41,200\n  Costs       22,150\n\nFlows\n  Wages        1,020\n  Rents          310\n"
    (table,) = columns.plain_tables(text)
    assert [len(row) for row in table.rows] == [2] * 7


@pytest.mark.parametrize("gap", [" ", "\u00a0", "\u202f"], ids=["blank", "hard", "narrow"])
def test_digits_grouped_by_blanks_are_one_number(gap: str) -> None:
    text = f"  Turnover    41{gap}200    38{gap}900\n  Costs       22{gap}150    21{gap}007\n"
    (table,) = columns.plain_tables(text)
    assert [row[1:] for row in words(table)] == [
        [f"41{gap}200", f"38{gap}900"], [f"22{gap}150", f"21{gap}007"],
    ]  # fmt: skip
