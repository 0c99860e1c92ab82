"""Layouts of notes to accounts: columns that add up, quarters, levels, rates, taxes."""

from __future__ import annotations

from fractions import Fraction

from tests.rules.tables.drafts import PLACES, crossed, layout, random_names, random_rows, random_years
from tests.rules.tables.sheets import Sheet


@layout
def _quarters(sheet: Sheet) -> None:
    sheet.header(
        "",
        *sheet.draw.choice((("First", "Second", "Third", "Fourth"), ("Q1", "Q2", "Q3", "Q4"))),
        sheet.draw.choice(("Total", "Full year")),
    )
    rows = [crossed(sheet, name, [sheet.number() for _ in range(4)]) for name in random_names(sheet, 2, 6)]
    if sheet.draw.random() < 0.5:
        sheet.total("Total", rows, 5)


@layout
def _cash_flows(sheet: Sheet) -> None:
    width = sheet.draw.randint(2, 3)
    sheet.header("Cash flows", *random_years(sheet, width))
    flows = []
    for name in ("operating", "investing", "financing"):
        rows = random_rows(sheet, random_names(sheet, 2, 4), width, 0.1, 0.4)
        flows.append(sheet.total(f"Net cash from {name} activities", rows, width, False))
    moved = sheet.total("Net change in cash", flows, width, False)
    first = sheet.row("Cash at beginning of year", [sheet.number(3) for _ in range(width)])
    sheet.total("Cash at end of year", [moved, first], width, False)


@layout
def _debt(sheet: Sheet) -> None:
    sheet.header("", *random_years(sheet, 2))
    gross = sheet.total("Total debt", random_rows(sheet, random_names(sheet, 2, 5), 2), 2)
    shown = sheet.draw.choice((1, -1))
    less = [
        sheet.row(name, [shown * sheet.number(0.02) for _ in range(2)])
        for name in ("Less: unamortized costs", "Less: current portion")
    ]
    sheet.total("Long-term debt", [(gross, 1), *[(row, -shown) for row in less]], 2, False)


@layout
def _tax_rates(sheet: Sheet) -> None:
    width = sheet.draw.randint(2, 3)
    sheet.places = 1
    sheet.header("", *random_years(sheet, width))
    rows = []
    for name in ("Statutory rate", "Local taxes", "Foreign income", "Research credits", "Other"):
        rows.append(
            sheet.row(
                name,
                [Fraction(210 if name == "Statutory rate" else sheet.draw.randint(-60, 60), 10) for _ in range(width)],
                1,
                "%",
            )
        )
    values = [sum((sheet.exact[row, c] for row in rows), Fraction(0)) for c in range(1, width + 1)]
    at = sheet.row("Effective tax rate", values, 1, "%")
    sheet.sums += [((at, c), [((row, c), 1) for row in rows], False) for c in range(1, width + 1)]


@layout
def _intangibles(sheet: Sheet) -> None:
    sheet.header("", "Weighted average life (years)", "Gross carrying amount", "Accumulated amortization", "Net")
    rows = []
    for name in random_names(sheet, 3, 5):
        gross = sheet.number() + 50
        worn = -gross * sheet.draw.randint(10, 90) / 100
        at = sheet.row(name, ["", gross, worn, gross + worn])
        sheet.cells[at][1] = f"{sheet.draw.randint(2, 20)}"
        sheet.sums.append(((at, 4), [((at, 2), 1), ((at, 3), 1)], False))
        rows.append(at)
    at = sheet.row("Total", ["", *[sum((sheet.exact[row, c] for row in rows), Fraction(0)) for c in (2, 3, 4)]])
    sheet.sums += [((at, c), [((row, c), 1) for row in rows], True) for c in (2, 3, 4)]


@layout
def _levels(sheet: Sheet) -> None:
    sheet.header("", "Level 1", "Level 2", "Level 3", "Total")
    for kind in ("assets", "liabilities"):
        sheet.row(kind.capitalize(), ["", "", "", ""])
        rows = []
        for name in random_names(sheet, 2, 4):
            values = [sheet.number() if sheet.draw.random() < 0.6 else None for _ in range(3)]
            rows.append(crossed(sheet, name, values))
        sheet.total(f"Total {kind}", rows, 4)


@layout
def _crossing(sheet: Sheet) -> None:
    columns = sheet.draw.sample(PLACES, sheet.draw.randint(2, 5))
    sheet.header("", *columns, "Total")
    rows = [crossed(sheet, name, [sheet.number() for _ in columns]) for name in random_names(sheet, 2, 7)]
    sheet.total("Total", rows, len(columns) + 1)


@layout
def _notes_column(sheet: Sheet) -> None:
    width = 2
    sheet.header("", "Note", *random_years(sheet, width))
    rows = []
    for name in random_names(sheet, 3, 7):
        at = sheet.row(
            name + sheet.draw.choice(("", "", " (1)", "*")),
            [str(sheet.draw.randint(3, 29)), *[sheet.number() for _ in range(width)]],
        )
        rows.append(at)
    at = sheet.row("Total", ["", *[sum((sheet.exact[row, c] for row in rows), Fraction(0)) for c in (2, 3)]])
    sheet.sums += [((at, c), [((row, c), 1) for row in rows], True) for c in (2, 3)]


@layout
def _per_share_beside(sheet: Sheet) -> None:
    years = random_years(sheet, 2)
    shares = Fraction(sheet.draw.randint(300, 990))
    sheet.header("", years[0], "Per share", years[1], "Per share")
    rows = []
    for name in ("Net income, as reported", *random_names(sheet, 2, 4)):
        values = [sheet.number() for _ in range(2)]
        at = sheet.row(name, [values[0], "", values[1], ""])
        for c, value in ((2, values[0]), (4, values[1])):
            sheet.cells[at][c] = "$" + sheet.written(value / shares, 2)
        rows.append(at)
    whole = [sum((sheet.exact[row, c] for row in rows), Fraction(0)) for c in (1, 3)]
    at = sheet.row("Adjusted net income", [whole[0], "", whole[1], ""])
    for c, value in ((2, whole[0]), (4, whole[1])):
        sheet.cells[at][c] = "$" + sheet.written(value / shares, 2)
    sheet.sums += [((at, c), [((row, c), 1) for row in rows], False) for c in (1, 3)]


@layout
def _percentages_of_a_whole(sheet: Sheet) -> None:
    sheet.header("Share of passengers", *random_years(sheet, 2))
    names = random_names(sheet, 3, 6)
    columns = []
    for _ in range(2):
        weights = [sheet.draw.randint(5, 90) for _ in names]
        columns.append([Fraction(weight * 100, sum(weights)) for weight in weights])
    rows = [sheet.row(name, [column[at] for column in columns], 1, "%") for at, name in enumerate(names)]
    at = sheet.row("Total", [Fraction(100), Fraction(100)], sheet.draw.choice((0, 1)), "%")
    sheet.sums += [((at, c), [((row, c), 1) for row in rows], True) for c in (1, 2)]


@layout
def _shares_roll(sheet: Sheet) -> None:
    sheet.header("", "Number of options (in thousands)", "Weighted average exercise price")
    first = sheet.row("Outstanding at beginning of year", [sheet.number() + 900, ""])
    granted = sheet.row("Granted", [sheet.number(0.2), ""])
    less = [
        sheet.row(name, [-sheet.exact[first, 1] * sheet.draw.randint(1, 20) / 100, ""]) for name in ("Exercised", "Forfeited")
    ]
    end = sheet.row(
        "Outstanding at end of year", [sum((sheet.exact[row, 1] for row in (first, granted, *less)), Fraction(0)), ""]
    )
    sheet.row("Exercisable at end of year", [sheet.exact[end, 1] / 3, ""])
    for row in (first, granted, *less, end, end + 1):
        sheet.cells[row][2] = f"${sheet.draw.randint(1000, 4000) / 100:.2f}"
    sheet.sums.append(((end, 1), [((row, 1), 1) for row in (first, granted, *less)], False))


@layout
def _two_currencies(sheet: Sheet) -> None:
    sheet.header("", "2031 US$ million", "2031 € million", "2030 US$ million")
    rows = []
    for name in random_names(sheet, 3, 6):
        dollars, before = sheet.number() + 20, sheet.number() + 20
        rows.append(sheet.row(name, [dollars, dollars * Fraction(92, 100), before]))
    sheet.total("Total", rows, 3)
