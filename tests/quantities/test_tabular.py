"""Table cells as quantities: scale, currency, labels, places in the text."""

from decimal import Decimal

from aicheck.documents import from_text
from aicheck.quantities import read
from aicheck.quantities.grid import grid_of
from aicheck.quantities.tabular import tabulated

ACCOUNTS = """Results (in millions of euros, except per share)

| | 2031 | 2030 | Change % |
|---|---|---|---|
| Sales | 8,410 | 7,902 | 6.4 |
| Costs | (5,020) | — | |
| Profit per share | 2.15 | 1.98 | 8.6 |

Sales reached 8.4 billion euros.
"""


def cells(text, path="accounts.md"):
    found = tabulated(from_text(text, path)).made
    assert all(text[q.start : q.end] == q.text for q in found)
    return [(q.text, q.value, q.decimals, q.unit, q.concept) for q in found if "Sales" not in q.concept[0]]


def test_amounts_have_the_scale_and_currency_of_the_caption():
    found = cells(ACCOUNTS)
    assert found[0] == ("(5,020)", Decimal("-5020000000"), -6, "EUR", ("Costs", "2031"))
    assert found[1] == ("—", Decimal(0), None, "EUR", ("Costs", "2030"))


def test_per_share_lines_and_percentages_are_left_out_of_the_scale():
    found = cells(ACCOUNTS)
    assert found[2] == ("2.15", Decimal("2.15"), 2, "EUR", ("Profit per share", "2031"))
    assert found[4] == ("8.6", Decimal("8.6"), 1, "percent", ("Profit per share", "Change %"))


def test_headers_are_no_quantities():
    assert "2031" not in [q.text for q in read(from_text(ACCOUNTS, "a.md")).quantities]


def test_prose_and_tables_come_in_the_order_of_the_text():
    reading = read(from_text(ACCOUNTS, "a.md"))
    texts = [q.text for q in reading.quantities]
    assert list(reading.quantities) == sorted(reading.quantities, key=lambda q: q.start)
    assert texts[-1] == "8.4 billion euros" and "8,410" in texts


def test_columns_may_have_their_own_scale():
    text = "| Port | Tons ('000) | Sales (€m) |\n|---|---|---|\n| Hull | 12 | 3.5 |\n| York | 7 | 1.25 |\n"
    assert [(v, d, u) for _, v, d, u, _ in cells(text)] == [
        (Decimal(12000), -3, ""), (Decimal(3500000), -5, "EUR"), (Decimal(7000), -3, ""), (Decimal(1250000), -4, "EUR"),
    ]  # fmt: skip


def test_a_heading_counts_for_the_sections_below_it():
    text = """Accounts (in thousands of USD)

INCOME
====================
  Sales        8,410
  Costs        5,020

CASH
====================
  Opening        120
  Closing        310
"""
    assert [v for _, v, _, _, _ in cells(text, "accounts.txt")] == [Decimal(5020000), Decimal(120000), Decimal(310000)]


def test_malformed_cells_are_kept_with_their_notes():
    text = "| a | b |\n|---|---|\n| x | (17 |\n| y | 1,7754,000 |\n| z | 12 |\n"
    notes = {q.text: q.notes for q in read(from_text(text, "a.md")).quantities}
    assert notes == {"(17": ("unclosed-bracket",), "1,7754,000": ("broken-grouping",), "12": ()}


def test_decimal_commas_of_a_whole_table_are_no_malformed_numbers_but_one_of_them_is():
    rows = ["| | 2031 |", "|---|---|", "| Zoll | 17.233,37 |", "| Pacht | 861,60 |", "| Satz | 0,0160 |", "| Rest | 1,7754,000 |"]
    whole = read(from_text("\n".join(rows), "dues.md")).quantities
    assert {q.text: q.notes for q in whole if q.notes} == {"1,7754,000": ("broken-grouping",)}
    values = {q.text: (q.value, q.decimals) for q in whole if not q.notes}
    assert values == {"17.233,37": (Decimal("17233.37"), 2), "861,60": (Decimal("861.60"), 2), "0,0160": (Decimal("0.0160"), 4)}
    alone = read(from_text("\n".join([*rows[:2], "| Dues | 1,200 |", "| Rent | 861,60 |"]), "dues.md")).quantities
    assert {q.text: q.notes for q in alone if q.notes} == {"861,60": ("doubtful-comma",)}


def test_a_habit_of_decimal_commas_holds_for_prose_and_tables_alike():
    prose = "The toll was 17.233,37 euros and the rent 861,60 euros, the rate 0,0160 percent, the fee 1234,56 euros.\n\n"
    table = "| | 2031 |\n|---|---|\n| Dues | 45,20 |\n"
    found = read(from_text(prose + table, "dues.md")).quantities
    assert [(q.text, q.value, q.notes) for q in found] == [
        ("17.233,37 euros", Decimal("17233.37"), ()), ("861,60 euros", Decimal("861.60"), ()),
        ("0,0160 percent", Decimal("0.0160"), ()), ("1234,56 euros", Decimal("1234.56"), ()), ("45,20", Decimal("45.20"), ()),
    ]  # fmt: skip


def test_decimal_points_that_outnumber_them_make_commas_slips_again():
    points = " ".join(f"The {name} cost {number}.5 euros." for number, name in enumerate(["inn"] * 30, 11))
    slips = " They paid 861,60 euros, 733,37 euros, 121,00 euros and 445,20 euros."
    found = read(from_text(points + slips, "inns.md")).quantities
    assert [q.text for q in found if q.notes] == ["861,60 euros", "733,37 euros", "121,00 euros", "445,20 euros"]


def test_numbers_grouped_in_thousands_make_commas_slips_again():
    rows = ["| | 2031 | 2032 |", "|---|---|---|", "| Hull | 1,4567 | 12,345 |", "| York | 2,5678 | 13,456 |"]
    rows += ["| Troy | 3,6789 | 14,567 |", "| Bath | 4,7890 | 15,678 |", "| All | 12,692 | 1,234,567 |"]
    found = read(from_text("\n".join(rows), "calls.md")).quantities
    assert [q.text for q in found if q.notes] == ["1,4567", "2,5678", "3,6789", "4,7890"]


def test_a_currency_sign_in_a_cell_is_its_own_and_else_that_of_the_columns() -> None:
    text = "| Port | Fees |\n|---|---|\n| Hull | £12 |\n| York | 7 |\n| Troy | US$9 |\n| Share | 8% |\n"
    found = tabulated(from_text(text, "fees.md")).made
    assert [(quantity.text, quantity.kind, quantity.unit) for quantity in found] == [
        ("£12", "money", "GBP"),
        ("7", "money", "GBP"),
        ("US$9", "money", "USD"),
        ("8%", "percent", "percent"),
    ]


def test_a_currency_sign_is_not_handed_on_to_the_next_table() -> None:
    text = "| Port | Fees |\n|---|---|\n| Hull | £12 |\n\n| Port | Ships |\n|---|---|\n| Hull | 12 |\n"
    assert [quantity.unit for quantity in tabulated(from_text(text, "fees.md")).made] == ["GBP", ""]


def test_notes_are_no_part_of_a_label():
    # two formats, one statement: the column of notes is no label, whether it stands apart or runs on in plain text
    piped = [
        "| 项目 | 附注 | 本期 |",
        "|---|---|---|",
        "| 五、净利润 | 七、25 | 1,179.55 |",
        "| 六、其他综合收益 | 七、26 | 48.25 |",
    ]
    plain = [
        "项目                附注        本期",
        "五、净利润          七、25      1,179.55",
        "六、其他综合收益    七、26(1)      48.25",
        "",
    ]
    for lines, path in ((piped, "a.md"), (plain, "a.txt")):
        (table,) = from_text("\n".join(lines), path).tables
        assert [label.text for label in grid_of(table).row_labels][-2:] == ["五、净利润", "六、其他综合收益"]


def places(*rows):
    text = "| | 2031 | 2030 |\n|---|---|---|\n" + "".join(f"| {row} |\n" for row in rows)
    (table,) = from_text(text, "rents.md").tables
    return {number.places for row in grid_of(table).numbers for number in row if number}


def test_decimals_that_are_all_zeros_say_nothing():
    rents = ["Hull | 24 087.00 | 21 956.00", "York | 8,560.00 | 8,233.00", "Bath | 3,163.00 | 3,005.00"]
    rents.append("Troy | 1,714.00 | 1,698.00")
    assert places(*rents) == {0}
    assert places(*rents, "Deal | 2.00 | 108.00") == {0}
    assert places(*rents, "Deal | 2.50 | 108.00") == {2}
    assert places(*rents[:3]) == {2}, "six round amounts may be so by chance"
    assert places("Pen | 2.00 | 3.00", "Ink | 5.00 | 4.00", "Pad | 7.00 | 6.00", "Box | 9.00 | 8.00") == {2}, "prices"
    assert places("Pen | 2.0 | 3.0", "Ink | 5.0 | 4.0") == {0}
