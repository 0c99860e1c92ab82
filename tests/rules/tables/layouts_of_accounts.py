"""Layouts of statements, and of lines under years."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from tests.rules.tables.drafts import EXPENSES, PLACES, WORDS, ZH, crossed, layout, random_names, random_rows, random_years
from tests.rules.tables.sheets import Sheet


@layout
def _years_and_total(sheet: Sheet) -> None:
    width = sheet.draw.randint(1, 5)
    sheet.header(sheet.draw.choice(("", "Revenue by activity", "(in thousands)")), *random_years(sheet, width))
    sheet.total(
        sheet.draw.choice(("Total", "Total revenue", "Totals")), random_rows(sheet, random_names(sheet, 3, 9), width), width
    )


@layout
def _headers_of_two_levels(sheet: Sheet) -> None:
    years = random_years(sheet, 2)
    sheet.header("", "Three months ended", "", "Nine months ended", "")
    sheet.header(sheet.draw.choice(("", "in millions")), *years, *years)
    sheet.total("Total net sales", random_rows(sheet, random_names(sheet, 2, 6), 4), 4)


@layout
def _total_on_top(sheet: Sheet) -> None:
    width = sheet.draw.randint(2, 4)
    sheet.header("", *random_years(sheet, width))
    sheet.row("Total orders", [""] * width)
    rows = random_rows(sheet, random_names(sheet, 3, 6), width, 0)
    for c in range(1, width + 1):
        value = sum((sheet.exact[row, c] for row in rows), Fraction(0))
        sheet.exact[1, c] = value
        sheet.cells[1][c] = sheet.written(value, sheet.places)
        sheet.sums.append(((1, c), [((row, c), 1) for row in rows], False))


@layout
def _nested_subtotals(sheet: Sheet) -> None:
    width = sheet.draw.randint(1, 3)
    sheet.header("Balance sheet", *random_years(sheet, width))
    halves = []
    for kind in ("Current assets", "Non-current assets"):
        if sheet.draw.random() < 0.7:
            sheet.row(kind + ":", [""] * width)
        halves.append(sheet.total(f"Total {kind.lower()}", random_rows(sheet, random_names(sheet, 2, 5), width), width))
        if sheet.draw.random() < 0.3:
            sheet.row("", [""] * width)
    sheet.total("Total assets", halves, width)


@layout
def _income_statement(sheet: Sheet) -> None:
    width = sheet.draw.randint(2, 4)
    sheet.above = sheet.draw.choice(("Results (in millions, except per share amounts)", "", "Amounts in thousands of euros"))
    sheet.header("", *random_years(sheet, width))
    shown = sheet.draw.choice((1, -1))
    sales = sheet.row("Revenue", [sheet.number(9) + 90 for _ in range(width)])
    cost = sheet.row(
        "Cost of revenue", [shown * sheet.exact[sales, c] * sheet.draw.randint(30, 60) / 100 for c in range(1, width + 1)]
    )
    gross = sheet.total("Gross profit", [(sales, 1), (cost, -shown)], width, False)
    sheet.row("Operating expenses:", [""] * width)
    each = [sheet.row(name, [sheet.exact[sales, c] * sheet.draw.randint(2, 9) / 100 * shown for c in range(1, width + 1)])
            for name in random_names(sheet, 2, 4, EXPENSES)]  # fmt: skip
    spent = sheet.total("Total operating expenses", each, width)
    result = sheet.total("Operating income", [(gross, 1), (spent, -shown)], width, False)
    other = sheet.row("Other income (expense), net", [sheet.number(0.02) * sheet.draw.choice((1, -1)) for _ in range(width)])
    before = sheet.total("Income before taxes", [result, other], width, False)
    tax = sheet.row("Provision for income taxes", [shown * sheet.exact[before, c] / 4 for c in range(1, width + 1)])
    net = sheet.total("Net income", [(before, 1), (tax, -shown)], width, False)
    shares = [Fraction(sheet.draw.randint(20_000, 90_000), 100) for _ in range(width)]
    sheet.row("Weighted average shares outstanding", [*shares], 1)
    sheet.row("Earnings per share", [sheet.exact[net, c] / shares[c - 1] for c in range(1, width + 1)], 2)


@layout
def _roll_forward(sheet: Sheet) -> None:
    width = sheet.draw.randint(1, 4)
    names = random_years(sheet, width) if sheet.draw.random() < 0.5 else sheet.draw.sample(PLACES, width)
    sheet.header("Provisions", *names)
    start, end = sheet.draw.choice((
        ("Balance at beginning of year", "Balance at end of year"), ("Opening balance", "Closing balance"),
        ("At 1 January 2031", "At 31 December 2031"), ("Beginning balance", "Ending balance"),
    ))  # fmt: skip
    first = sheet.row(start, [sheet.number() for _ in range(width)])
    plus = [sheet.row(name, [sheet.number(0.3) for _ in range(width)]) for name in ("Additions", "Acquired with subsidiaries")]
    minus = [sheet.row(name, [-sheet.number(0.1) for _ in range(width)]) for name in ("Used in the year", "Released")]
    moved = sheet.row("Exchange differences", [sheet.number(0.02) * sheet.draw.choice((1, -1)) for _ in range(width)])
    sheet.total(end, [first, *plus, *minus, moved], width, False)


@layout
def _movements_of_years(sheet: Sheet) -> None:
    columns = sheet.draw.sample(PLACES, 3)
    sheet.header("Cost", *columns, "Total")
    held = None
    for year in (2030, 2031):
        if held is None:
            held = crossed(sheet, "At 1 January 2030", [sheet.number() for _ in range(3)])
        rows = [held]
        for name, size in (("Additions", 0.4), ("Disposals", -0.1), ("Transfers", 0.02)):
            rows.append(crossed(sheet, name, [sheet.number(size) if sheet.draw.random() < 0.9 else None for _ in range(3)]))
        held = sheet.total(f"At 31 December {year}", rows, 4, False)
        sheet.sums.append(((held, 4), [((held, c), 1) for c in (1, 2, 3)], True))


@layout
def _amounts_and_shares(sheet: Sheet) -> None:
    years = random_years(sheet, 2)
    sheet.header("Customer group", years[0], "% of total", years[1], "% of total")
    names = random_names(sheet, 3, 7)
    amounts = [[sheet.number() for _ in names] for _ in range(2)]
    rows = []
    for at, name in enumerate(names):
        rows.append(beside(sheet, name, [column[at] for column in amounts], [sum(column) for column in amounts]))
    whole = beside(sheet, "Total", [sum(column, Fraction(0)) for column in amounts], [sum(column) for column in amounts])
    sheet.sums += [((whole, c), [((row, c), 1) for row in rows], True) for c in (1, 3)]


def beside(sheet: Sheet, name: str, values: Sequence[Fraction], wholes: Sequence[Fraction | int]) -> int:
    """A row of amounts with their percentages beside them."""
    at = sheet.row(name, [word for value in values for word in (value, "")])
    for place, (value, whole) in enumerate(zip(values, wholes, strict=True)):
        sheet.cells[at][2 * place + 2] = sheet.written(value / whole * 100, 1, "%")
    return at


@layout
def _change_columns(sheet: Sheet) -> None:
    years = random_years(sheet, 2)
    head = sheet.draw.choice((("Change", "% change"), ("$ Change", "% Change"), ("Increase (decrease)", "%")))
    sheet.header("", *years, *head)
    names = random_names(sheet, 3, 7)
    levels = [[sheet.number() + 5, Fraction(0)] for _ in names]
    for pair in levels:
        pair[1] = pair[0] * Fraction(sheet.draw.randint(60, 140), 100) + Fraction(1, 7)
    levels.append([sum((a for a, _ in levels), Fraction(0)), sum((b for _, b in levels), Fraction(0))])
    for name, (new, old) in zip([*names, "Total"], levels, strict=True):
        at = sheet.row(name, [new, old, new - old, ""])
        sheet.cells[at][4] = sheet.written((new / old - 1) * 100, 1, "%")
        sheet.sums.append(((at, 3), [((at, 1), 1), ((at, 2), -1)], False))
    sheet.sums += [((at, c), [((row, c), 1) for row in range(1, at)], True) for c in (1, 2)]


@layout
def _units_prices_and_values(sheet: Sheet) -> None:
    sheet.header("", "Tonnes", "Average price per tonne", "Sales")
    rows = []
    for name in random_names(sheet, 3, 7):
        tons, price = sheet.number() + 10, Fraction(sheet.draw.randint(150, 990), 10)
        at = sheet.row(name, [tons, "", tons * price])
        sheet.cells[at][2] = sheet.written(price, 2)
        rows.append(at)
    total = [sum((sheet.exact[row, c] for row in rows), Fraction(0)) for c in (1, 3)]
    at = sheet.row("Total / average", [total[0], "", total[1]])
    sheet.cells[at][2] = sheet.written(total[1] / total[0], 2)
    sheet.sums += [((at, c), [((row, c), 1) for row in rows], True) for c in (1, 3)]


@layout
def _of_which(sheet: Sheet) -> None:
    width = sheet.draw.randint(2, 4)
    sheet.header("Liabilities", *random_years(sheet, width))
    rows = []
    for name in random_names(sheet, 3, 5):
        rows.append(random_rows(sheet, [name], width, 0)[0])
        if sheet.draw.random() < 0.5:
            share = [sheet.exact[rows[-1], c] * sheet.draw.randint(20, 70) / 100 for c in range(1, width + 1)]
            sheet.row(sheet.draw.choice(("of which secured", "thereof: due within a year", "including accrued interest")), share)
    sheet.total("Total", rows, width)


@layout
def _restated(sheet: Sheet) -> None:
    sheet.header("", "As reported", "Adjustments", "As restated")
    names = random_names(sheet, 3, 7)
    rows = []
    for name in names:
        reported, moved = sheet.number() + 50, sheet.number(0.05) * sheet.draw.choice((1, -1, 0))
        at = sheet.row(name, [reported, moved or None, reported + moved])
        sheet.sums.append(((at, 3), [((at, 1), 1), ((at, 2), 1)], False))
        rows.append(at)
    sheet.total("Total", rows, 3)


@layout
def _chinese(sheet: Sheet) -> None:
    width = sheet.draw.randint(2, 3)
    sheet.minus, sheet.nil = "-", sheet.draw.choice(("-", "—", "－"))
    sheet.above = sheet.draw.choice(("单位：万元", "单位：元 币种：人民币", "（金额单位：人民币百万元）"))
    last = sheet.draw.randint(2010, 2033)
    sheet.header("项目", *[f"{last - at}年" for at in range(width)])
    sheet.places = 2
    rows = []
    for name in random_names(sheet, 3, 6, ZH):
        rows.append(random_rows(sheet, [name], width, 0.1)[0])
        if sheet.draw.random() < 0.3:
            share = [sheet.exact[rows[-1], c] * sheet.draw.randint(20, 70) / 100 for c in range(1, width + 1)]
            sheet.row("其中：自营", share)
    sheet.total(sheet.draw.choice(("合计", "总计", "合 计")), rows, width)


@layout
def _both_languages(sheet: Sheet) -> None:
    sheet.above = "单位：百万元 (RMB million)"
    sheet.header("项目 Item", "2031年", "2030年", "同比增减 Change")
    rows = []
    for name, other in zip(random_names(sheet, 4, 4), random_names(sheet, 4, 4, ZH), strict=True):
        new, old = sheet.number() + 9, sheet.number() + 9
        rows.append(sheet.row(f"{other} {name}", [new, old, new - old]))
        sheet.sums.append(((rows[-1], 3), [((rows[-1], 1), 1), ((rows[-1], 2), -1)], False))
    sheet.total("合计 Total", rows, 3)


@layout
def _total_at_the_left(sheet: Sheet) -> None:
    names = sheet.draw.sample(PLACES, sheet.draw.randint(2, 5))
    sheet.header("", "Total", *names)
    for name in random_names(sheet, 3, 6):
        values = [sheet.number() for _ in names]
        at = sheet.row(name, [sum(values, Fraction(0)), *values])
        sheet.sums.append(((at, 1), [((at, c), 1) for c in range(2, len(names) + 2)], True))


@layout
def _maturities(sheet: Sheet) -> None:
    sheet.header("", "Total", "Less than 1 year", "1 - 3 years", "3 - 5 years", "More than 5 years")
    rows = []
    for name in ("Long-term debt", "Operating leases", "Purchase obligations", "Other"):
        values = [sheet.number() if sheet.draw.random() < 0.8 else None for _ in range(4)]
        at = sheet.row(name, [sum((value or Fraction(0) for value in values), Fraction(0)), *values])
        sheet.sums.append(((at, 1), [((at, c), 1) for c in range(2, 6)], True))
        rows.append(at)
    sheet.total("Total", rows, 5)


@layout
def _total_without_words(sheet: Sheet) -> None:
    width = sheet.draw.randint(2, 4)
    sheet.header("", *random_years(sheet, width))
    for _ in range(2):
        sheet.row(sheet.draw.choice(WORDS) + ":", [""] * width)
        sheet.total("", random_rows(sheet, random_names(sheet, 2, 4), width), width, False)
