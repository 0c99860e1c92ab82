"""Layouts of segments, equity, pensions and leases; and some in which nothing has to foot."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from tests.rules.tables.drafts import PLACES, crossed, layout, random_names, random_rows, random_years
from tests.rules.tables.sheets import Sheet


@layout
def _segments_with_eliminations(sheet: Sheet) -> None:
    columns = [*sheet.draw.sample(PLACES, 3), "Total segments", "Eliminations", "Group"]
    sheet.header("", *columns)
    rows = []
    for name in random_names(sheet, 3, 6):
        values = [sheet.number() for _ in range(3)]
        whole, gone = sum(values, Fraction(0)), -sheet.number(0.1)
        at = sheet.row(name, [*values, whole, gone, whole + gone])
        sheet.sums.append(((at, 4), [((at, c), 1) for c in (1, 2, 3)], True))
        sheet.sums.append(((at, 6), [((at, 4), 1), ((at, 5), 1)], False))
        rows.append(at)
    sheet.total("Total", rows, 6)


@layout
def _equity(sheet: Sheet) -> None:
    columns = (
        "Share capital",
        "Share premium",
        "Retained earnings",
        "Attributable to owners",
        "Minority interest",
        "Total equity",
    )
    sheet.header("", *columns)

    def row(label: str, values: Sequence[Fraction | None]) -> int:
        own = sum((value or Fraction(0) for value in values[:3]), Fraction(0))
        at = sheet.row(label, [*values[:3], own or None, values[3], (own + (values[3] or 0)) or None])
        sheet.sums.append(((at, 4), [((at, c), 1) for c in (1, 2, 3)], False))
        sheet.sums.append(((at, 6), [((at, 4), 1), ((at, 5), 1)], True))
        return at

    rows = [row("Balance at 1 January 2030", [sheet.number(3) for _ in range(4)])]
    for year in (2030, 2031):
        rows.append(row("Profit for the year", [None, None, sheet.number(), sheet.number(0.1)]))
        rows.append(row("Dividends", [None, None, -sheet.number(0.3), -sheet.number(0.05)]))
        if sheet.draw.random() < 0.7:
            rows.append(row("Shares issued", [sheet.number(0.1), sheet.number(0.2), None, None]))
        rows = [sheet.total(f"Balance at 31 December {year}", rows, 6, False)]


@layout
def _margins_below_amounts(sheet: Sheet) -> None:
    width = sheet.draw.randint(2, 4)
    sheet.header("", *random_years(sheet, width))
    sales = sheet.row("Sales", [sheet.number() + 100 for _ in range(width)])
    sheet.row("Growth", [Fraction(sheet.draw.randint(-90, 200), 10) for _ in range(width)], 1, "%")
    for name, low, high in (("Gross profit", 40, 60), ("EBITDA", 15, 30), ("Net profit", 2, 9)):
        at = sheet.row(
            name, [sheet.exact[sales, c] * sheet.draw.randint(low * 10, high * 10) / 1000 for c in range(1, width + 1)]
        )
        sheet.row(f"{name} margin", [sheet.exact[at, c] / sheet.exact[sales, c] * 100 for c in range(1, width + 1)], 1, "%")
        for c in range(1, width + 1):
            del sheet.exact[at + 1, c]


@layout
def _cumulative(sheet: Sheet) -> None:
    sheet.header("Age in years", "Boats", "Share", "Cumulative share", "Cumulative boats")
    counts = [sheet.draw.randint(20, 9000) for _ in range(sheet.draw.randint(4, 7))]
    run = 0
    for at, count in enumerate(counts):
        run += count
        row = sheet.row(f"{at * 5} to {at * 5 + 4}", [Fraction(count), "", "", Fraction(run)], 0)
        sheet.cells[row][2] = sheet.written(Fraction(count * 100, sum(counts)), 1, "%")
        sheet.cells[row][3] = sheet.written(Fraction(run * 100, sum(counts)), 1, "%")
    sheet.sums.append(
        ((sheet.row("Total", [Fraction(run), "100.0%", "", ""], 0), 1), [((r, 1), 1) for r in range(1, len(counts) + 1)], True)
    )


@layout
def _pension(sheet: Sheet) -> None:
    width = 2
    sheet.header("", *random_years(sheet, width))
    ends = []
    for what, names in (("Benefit obligation", ("Service cost", "Interest cost", "Actuarial loss")),
                        ("Fair value of plan assets", ("Return on plan assets", "Employer contributions"))):  # fmt: skip
        first = sheet.row(f"{what} at beginning of year", [sheet.number(4) + 900 for _ in range(width)])
        rows = [sheet.row(name, [sheet.number(0.2) for _ in range(width)]) for name in names]
        rows.append(sheet.row("Benefits paid", [-sheet.number(0.1) for _ in range(width)]))
        ends.append(sheet.total(f"{what} at end of year", [first, *rows], width, False))
    sheet.total("Funded status", [(ends[1], 1), (ends[0], -1)], width, False)


@layout
def _leases(sheet: Sheet) -> None:
    sheet.header("Year", "Operating", "Finance", *(["Total"] if sheet.draw.random() < 0.5 else []))
    width = len(sheet.cells[0]) - 1
    first = sheet.draw.randint(2020, 2030)
    rows = []
    for label in [*[str(first + at) for at in range(5)], "Thereafter"]:
        values = [sheet.number() for _ in range(2)]
        rows.append(crossed(sheet, label, values) if width == 3 else sheet.row(label, values))
    whole = sheet.total("Total lease payments", rows, width)
    shown = sheet.draw.choice((1, -1))
    less = sheet.row("Less: imputed interest", [shown * sheet.exact[whole, c] / 9 for c in range(1, width + 1)])
    sheet.total("Present value of lease liabilities", [(whole, 1), (less, -shown)], width, False)


@layout
def _deferred_tax(sheet: Sheet) -> None:
    sheet.header("", *random_years(sheet, 2))
    sheet.row("Deferred tax assets:", ["", ""])
    whole = sheet.total("Total deferred tax assets", random_rows(sheet, random_names(sheet, 2, 5), 2), 2)
    allowance = sheet.row("Valuation allowance", [-sheet.exact[whole, c] / 7 for c in (1, 2)])
    assets = sheet.total("Net deferred tax assets", [whole, allowance], 2, False)
    sheet.row("Deferred tax liabilities:", ["", ""])
    owed = sheet.total("Total deferred tax liabilities", random_rows(sheet, random_names(sheet, 2, 4), 2, 0.05, 1), 2)
    sheet.total("Net deferred tax asset (liability)", [assets, owed], 2, False)


@layout
def _earnings_per_share(sheet: Sheet) -> None:
    width = sheet.draw.randint(2, 3)
    sheet.header("(in thousands, except per share data)", *random_years(sheet, width))
    net = sheet.row("Net income", [sheet.number(5) + 500 for _ in range(width)])
    basic = sheet.row("Weighted average shares, basic", [sheet.number(3) + 900 for _ in range(width)])
    more = [sheet.row(name, [sheet.exact[basic, c] * sheet.draw.randint(3, 30) / 1000 for c in range(1, width + 1)])
            for name in ("Effect of options", "Effect of restricted stock")]  # fmt: skip
    diluted = sheet.total("Weighted average shares, diluted", [basic, *more], width, False)
    for name, row in (("Basic", basic), ("Diluted", diluted)):
        values = [sheet.exact[net, c] / sheet.exact[row, c] for c in range(1, width + 1)]
        at = sheet.row(f"{name} earnings per share", [*values], 2)
        for c in range(1, width + 1):
            del sheet.exact[at, c]


@layout
def _months_with_percent_below(sheet: Sheet) -> None:
    months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun"]
    sheet.header("", *months, "YTD")
    for name in random_names(sheet, 2, 4):
        at = crossed(sheet, name, [sheet.number() for _ in months])
        sheet.row("% change on last year", [sheet.written(Fraction(sheet.draw.randint(-200, 300), 10), 1, "%") for _ in range(7)])
    assert at


@layout
def _prices_high_and_low(sheet: Sheet) -> None:
    sheet.header("", "High", "Low", "Close", "Volume")
    for at in range(sheet.draw.randint(4, 8)):
        low = Fraction(sheet.draw.randint(1000, 9000), 100)
        close = low + Fraction(sheet.draw.randint(10, 300), 100)
        shown = [sheet.written(value, 2) for value in (close + 1, low, close)]
        sheet.row(f"Quarter {at + 1}", [*shown, Fraction(sheet.draw.randint(10**5, 10**7))], 0)


@layout
def _part_then_total_of_all(sheet: Sheet) -> None:
    width = sheet.draw.randint(2, 4)
    sheet.header("Members", *random_years(sheet, width))
    rows = [
        sheet.row(name, [Fraction(sheet.draw.randint(3, 900)) for _ in range(width)], 0) for name in random_names(sheet, 3, 8)
    ]
    sheet.places = 0
    sheet.total("Total", rows, width)
    sheet.row("Average age", [Fraction(sheet.draw.randint(30, 60)) for _ in range(width)], 0)
    sheet.row("Women", [sheet.exact[rows[-1] + 1, c] // 3 for c in range(1, width + 1)], 0)


@layout
def _by_two_divisions(sheet: Sheet) -> None:
    width = sheet.draw.randint(2, 3)
    sheet.header("Revenue", *random_years(sheet, width))
    sheet.row("By activity", [""] * width)
    first = random_rows(sheet, random_names(sheet, 3, 5), width, 0)
    whole = sheet.total("Total", first, width)
    sheet.row("By region", [""] * width)
    left = {c: sheet.exact[whole, c] for c in range(1, width + 1)}
    rows = []
    for name in sheet.draw.sample(PLACES, 3):
        rows.append(sheet.row(name, [left[c] * sheet.draw.randint(20, 60) / 100 for c in left]))
        left = {c: left[c] - sheet.exact[rows[-1], c] for c in left}
    rows.append(sheet.row("Other regions", [left[c] for c in left]))
    sheet.total("Total", rows, width)


# -- layouts in which nothing has to foot ----------------------------------------------------------------------------------


@layout
def _figures_of_all_kinds(sheet: Sheet) -> None:
    width = sheet.draw.randint(2, 5)
    sheet.header("Key figures", *random_years(sheet, width))
    for name in random_names(sheet, 3, 4):
        random_rows(sheet, [name], width, 0)
    for name in ("Average number of staff", "Return on equity (%)", "Occupancy rate"):
        sheet.row(name, [Fraction(sheet.draw.randint(50, 900), 10) for _ in range(width)], 1)
    sheet.row("Berths", [Fraction(sheet.draw.randint(20, 60)) for _ in range(width)], 0)
    sheet.row("Total visitors (in thousands)", [sheet.number() for _ in range(width)])


@layout
def _total_of_more_than_shown(sheet: Sheet) -> None:
    width = sheet.draw.randint(1, 4)
    sheet.header("The largest tenants", *random_years(sheet, width))
    rows = random_rows(sheet, random_names(sheet, 3, 6), width, 0)
    sheet.row("Total rent of all tenants", [
        sum(sheet.exact[row, c] for row in rows) * Fraction(sheet.draw.randint(1300, 4000), 1000) for c in range(1, width + 1)
    ])  # fmt: skip


@layout
def _unrelated(sheet: Sheet) -> None:
    width = sheet.draw.randint(2, 6)
    sheet.header("Station", *sheet.draw.sample(["Height", "Depth", "Staff", "Opened", "Platforms", "Distance", "Draught"], width))
    for name in random_names(sheet, 4, 12):
        sheet.row(name, [Fraction(sheet.draw.randint(1, 10 ** sheet.draw.randint(1, 4))) for _ in range(width)], 0)


@layout
def _small_numbers(sheet: Sheet) -> None:
    width = sheet.draw.randint(2, 5)
    sheet.header("Goals", *random_years(sheet, width))
    for name in random_names(sheet, 4, 12):
        sheet.row(name, [Fraction(sheet.draw.randint(0, 12)) for _ in range(width)], 0)
