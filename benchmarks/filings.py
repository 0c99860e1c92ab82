"""What companies publish of their accounts: which lines, under which names, in which layout.

A filing is a real report's (all lines), a summary's or a data vendor's. Vendors leave lines out at random, and mix what is
much alike: net income before and after minorities, equity with and without them, cash with and without what is restricted.
"""

from __future__ import annotations

import random
from pathlib import Path
from typing import Literal, NamedTuple

from companies import FINANCIAL, NO_GROSS, Amounts, Company

from aicheck.yamlio import load_trusted

LABELS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    line: (tuple(english.split("|")), tuple(chinese.split("|")))
    for line, (english, chinese) in load_trusted((Path(__file__).parent / "labels.yaml").read_text(encoding="utf-8")).items()
}
"""Line to its English and Chinese labels."""
Mood = Literal["report", "summary", "vendor"]

COMMON_END = (
    "pretax", "tax", "affiliates", "continuing", "discontinued", "net", "minority", "attributable", "preferred", "common",
    "eps-basic", "eps-diluted", "shares-basic", "shares-diluted",
)  # fmt: skip
INCOME: dict[str, tuple[str, ...]] = {
    "bank": ("interest-income", "interest", "net-interest", "fees", "revenue", "provision", "expenses", *COMMON_END),
    "insurer": ("premiums", "interest-income", "fees", "revenue", "benefits", "expenses", "total-costs", *COMMON_END),
    "trader": (
        "sales", "other-revenue", "revenue", "cost-amortization", "cost", "gross", "research", "selling", "administrative",
        "selling-general", "depreciation", "surcharges", "restructuring", "impairment", "expenses", "total-costs",
        "other-operating", "operating", "interest", "interest-income", "other-income", "other-net", *COMMON_END,
    ),
}  # fmt: skip
BALANCE = (
    "cash", "restricted", "investments", "receivables", "inventory", "other-current", "current-assets", "ppe", "leases",
    "goodwill", "intangibles", "long-investments", "deferred-tax-assets", "loans", "other-assets", "noncurrent-assets", "assets",
    "payables", "accrued", "short-debt", "deferred-revenue", "other-current-liabilities", "current-liabilities", "long-debt",
    "lease-liabilities", "deferred-tax-liabilities", "deposits", "other-liabilities", "noncurrent-liabilities", "liabilities",
    "mezzanine", "common-stock", "paid-in", "treasury", "comprehensive", "retained", "parent-equity", "minority-equity",
    "equity", "both",
)  # fmt: skip
CASH = (
    "net-flow", "flow-depreciation", "stock-compensation", "deferred-tax", "working-capital", "other-flow", "operating-flow",
    "capex", "acquired", "other-investing", "investing-flow", "dividends", "buybacks", "repaid", "other-financing",
    "financing-flow", "fx", "change", "beginning", "ending", "free",
)  # fmt: skip
KEY = frozenset(
    [
    "revenue", "cost", "gross", "operating", "pretax", "tax", "net", "cash", "current-assets", "assets",
    "current-liabilities", "liabilities", "equity", "both", "net-flow", "operating-flow", "investing-flow", "financing-flow",
    "change", "ending",
])  # fmt: skip
"""Lines that nearly every filing shows."""
TOTALS = KEY | frozenset([
    "expenses", "total-costs", "attributable", "noncurrent-assets", "noncurrent-liabilities", "parent-equity", "beginning",
    "free",
])  # fmt: skip
"""Lines that others lead to."""
SELDOM = frozenset([
    "noncurrent-assets", "noncurrent-liabilities", "total-costs", "other-net", "continuing", "shares-basic", "shares-diluted",
])  # fmt: skip
OUTFLOWS = frozenset([
    "capex", "acquired", "dividends", "buybacks", "repaid",
])  # fmt: skip
COSTS = frozenset(
    [
    "cost", "cost-amortization", "research", "selling", "administrative", "selling-general", "depreciation", "surcharges",
    "restructuring", "impairment", "expenses", "total-costs", "interest", "tax", "provision", "benefits",
])  # fmt: skip
SECTIONS = {"cash": "Assets", "payables": "Liabilities", "net-flow": "Operating activities"}
"""Headings, by the line that they stand before."""
TITLES = {
    "income": (("INCOME STATEMENT", "Consolidated Statements of Operations", "Income Statement"), "利润表"),
    "balance": (("BALANCE SHEET", "Consolidated Balance Sheets", "Balance Sheet"), "资产负债表"),
    "cash": (("CASH FLOW STATEMENT", "Consolidated Statements of Cash Flows", "Cash Flow Statement"), "现金流量表"),
}


class Shown(NamedTuple):
    """One row of a statement: its line, its label, and its amounts in parts of the unit, current year first."""

    line: str
    label: str
    amounts: tuple[int, ...]


class Statement(NamedTuple):
    kind: str
    rows: tuple[Shown, ...]


class Style(NamedTuple):
    """How a company writes: `grain` parts of the unit that it shows are drawn, `decimals` of them are shown."""

    markdown: bool
    chinese: bool
    mood: Mood
    years: int
    balance_years: int
    negative_costs: bool
    brackets: bool
    grain: int
    decimals: int
    width: int
    percents: bool
    sections: bool
    title: int


def style_of(draw: random.Random) -> Style:
    """One way to write statements."""
    chinese, markdown = draw.random() < 0.2, draw.random() < 0.4
    mood: Mood = draw.choices(("report", "summary", "vendor"), (3, 2, 5))[0]
    decimals = draw.choice((2, 2, 0)) if chinese else draw.choice((0, 0, 0, 1))
    grain = draw.choice((1, 1000)) * 10**decimals
    years = draw.choice((2, 3)) if mood == "report" else draw.choice((1, 1, 1, 2))
    return Style(
        markdown, chinese, mood, years, min(2, years) if mood == "report" else draw.choice((1, 2, 2, 2)), draw.random() < 0.3,
        draw.random() < 0.5, grain, decimals, draw.choice((36, 48, 60)), draw.random() < 0.08, draw.random() < 0.3,
        draw.randrange(3),
    )  # fmt: skip


def filing(draw: random.Random, firm: Company, style: Style) -> list[Statement]:
    """What the company shows, its amounts in parts of the unit."""
    mixed = _mixed(draw, firm, style)
    trader = firm.kind not in FINANCIAL
    orders = {"income": INCOME["trader" if trader else firm.kind], "balance": BALANCE, "cash": CASH}
    lacking = _lacking(draw, firm, style)
    found = []
    for kind, lines in orders.items():
        years = firm.years[: style.balance_years if kind == "balance" else style.years]
        rows = []
        for line in lines:
            amounts = tuple(_amount(year, line, mixed, style) for year in years)
            if line not in lacking and any(amounts) and draw.random() < _often(line, style):
                rows.append(Shown(line, _label(draw, line, firm, style), amounts))
        found.append(Statement(kind, tuple(rows)))
    return found


def _often(line: str, style: Style) -> float:
    if style.mood == "report":
        return 0.3 if line in SELDOM else 0.99
    if line in SELDOM:
        return 0.25
    return (0.9 if line in KEY else 0.3) if style.mood == "summary" else (0.85 if line in KEY else 0.5)


def _lacking(draw: random.Random, firm: Company, style: Style) -> set[str]:
    """Lines that a company of this kind has no use for, or shows in another way."""
    lacking = set[str]()
    if firm.kind in FINANCIAL:
        lacking |= {"current-assets", "current-liabilities", "noncurrent-assets", "noncurrent-liabilities", "other-current"}
    elif firm.kind in NO_GROSS:
        lacking |= {"gross", "cost"} if draw.random() < 0.5 else {"gross"}
    lacking |= {"selling", "administrative"} if draw.random() < 0.6 else {"selling-general"}
    lacking |= {"sales", "other-revenue"} if "other-revenue" not in firm.traits else set()
    lacking.add("total-costs" if firm.kind not in NO_GROSS else "gross")
    if style.mood != "report":
        lacking |= {"sales", "other-revenue", "cost-amortization"}
    return lacking


def _mixed(draw: random.Random, firm: Company, style: Style) -> dict[str, str]:
    """Which amount stands behind a label: vendors take what is much alike."""
    mixed = {"net-flow": "net"}
    if draw.random() < 0.4 and "exchange" in firm.traits:
        mixed["change"] = "change-before-fx"
    if style.mood == "report":
        return mixed
    if draw.random() < 0.6:
        mixed["net"] = draw.choices(("attributable", "common"), (9, 1))[0]
        if draw.random() < 0.75:
            mixed["net-flow"] = mixed["net"]
    if draw.random() < 0.5:
        mixed["equity"] = "parent-equity"
    if draw.random() < 0.08:
        mixed |= {"ending": "cash", "beginning": "cash-before"}
    if draw.random() < 0.1:
        mixed["expenses"] = "total-costs"
    if draw.random() < 0.3:
        mixed |= {"cost": "cost-shown", "revenue": draw.choice(("sales", "revenue"))}
    if draw.random() < 0.5:
        mixed["depreciation"] = "flow-depreciation"
    return mixed


def _amount(year: Amounts, line: str, mixed: dict[str, str], style: Style) -> int:
    named = mixed.get(line, line)
    amount = year.get(named, year.get(line, 0))
    if line.startswith("eps"):
        return amount * style.grain // 100 if style.decimals >= 2 else 0
    return -amount if (line in COSTS and style.negative_costs) or line in OUTFLOWS else amount


def _label(draw: random.Random, line: str, firm: Company, style: Style) -> str:
    own = f"{line}-{firm.kind}"
    english, chinese = LABELS[own if own in LABELS else line]
    return draw.choice(chinese if style.chinese else english)


# -- layout -----------------------------------------------------------------------------------------------------------


def written(firm: Company, shown: list[Statement], style: Style) -> str:
    """The document's text."""
    currency = "单位：百万元 币种：人民币" if style.chinese else "in millions of USD"
    head = f"{firm.name} — {'财务报表' if style.chinese else 'Financial Statements'} ({currency})"
    parts = [f"# {head}\n" if style.markdown else f"{head}\nPeriod: FY2031\n"]
    for each in shown:
        titles, chinese = TITLES[each.kind]
        years = max((len(row.amounts) for row in each.rows), default=1)
        dated = style.markdown or years > 2 or style.title == 1
        names = ["2031", "2030", "2029"] if dated else ["本期", "上期"] if style.chinese else ["Current", "Prior"]
        title = chinese if style.chinese else titles[style.title]
        parts.append((_table if style.markdown else _columns)(title, names[:years], each, style))
    return "\n".join(parts)


def number(amount: int, style: Style) -> str:
    """An amount as the company writes it."""
    value = round(amount * 10**style.decimals / style.grain)
    shown = f"{abs(value) / 10**style.decimals:,.{style.decimals}f}"
    return shown if value >= 0 else f"({shown})" if style.brackets else f"-{shown}"


def _table(title: str, headers: list[str], shown: Statement, style: Style) -> str:
    more = [_percent_header(shown)] if style.percents and shown.kind != "cash" else []
    lines = [f"## {title}\n", f"| | {' | '.join([*headers, *more])} |", "|---|" + "---:|" * len([*headers, *more])]
    for row in shown.rows:
        if style.sections and row.line in SECTIONS:
            lines.append(f"| **{SECTIONS[row.line]}** |" + " |" * len([*headers, *more]))
        cells = [number(amount, style) for amount in row.amounts] + ([_percent(row, shown)] if more else [])
        lines.append(f"| {row.label} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _percent_header(shown: Statement) -> str:
    return "% of revenue" if shown.kind == "income" else "Change %"


def _percent(row: Shown, shown: Statement) -> str:
    base = shown.rows[0].amounts[0] if shown.kind == "income" else row.amounts[-1]
    share = row.amounts[0] / base if shown.kind == "income" and base else row.amounts[0] / base - 1 if base else 0
    return f"{100 * share:.1f}%"


def _columns(title: str, headers: list[str], shown: Statement, style: Style) -> str:
    lines = [title, "=" * (style.width + 20 * len(headers))]
    if len(headers) > 1:
        lines.append(" " * style.width + "".join(f"{header:>20}" for header in headers))
    for row in shown.rows:
        if style.sections and row.line in SECTIONS:
            lines.append(f"{SECTIONS[row.line]}:")
        wide = sum(not c.isascii() for c in row.label) if style.chinese else 0
        label = f"  {row.label:<{style.width - 2 - wide}}"
        lines.append(label + "".join(f"{number(amount, style):>20}" for amount in row.amounts))
    return "\n".join(lines) + "\n"
