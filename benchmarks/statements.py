"""How well the accounting pack finds one wrong number in financial statements, and whether it leaves right ones alone.

    python benchmarks/statements.py [--companies N] [--seed N] [--show N] [--write FOLDER]

Each invented company is laid out as plain text or Markdown, with lines left out, and checked as it is and with one error:
a digit, two digits swapped, a slip by ten or a thousand, a lost sign, or (`level`) a number off by 1 to 30 percent.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent))

from companies import Amounts, Company, company

from aicheck import documents, quantities, rules
from aicheck.model import Finding, Reading
from aicheck.rules.engine import judge
from aicheck.rules.matching import Facts

LABELS: dict[str, tuple[str, ...]] = {
    "revenue": ("Revenue", "Net sales", "Total revenue", "Revenues", "Total net revenue", "营业收入"),
    "cost": ("Cost of Goods Sold", "Cost of sales", "Cost of revenue", "Cost of products sold", "营业成本"),
    "gross": ("Gross Profit", "Gross margin", "毛利"),
    "research": ("Research and Development", "R&D", "Research & development expenses", "研发费用"),
    "selling": ("SG&A", "Selling, general and administrative", "Selling, General & Administrative Expenses", "销售费用"),
    "depreciation": ("Depreciation & Amortization", "Depreciation and amortization", "折旧及摊销"),
    "expenses": ("Operating Expenses", "Total operating expenses", "经营费用合计"),
    "other-operating": ("Other operating income (expense), net", "其他收益"),
    "operating": ("Operating Income", "Operating profit", "Income from operations", "EBIT", "营业利润"),
    "interest": ("Interest Expense", "Interest expense", "Finance costs", "利息支出"),
    "other-income": ("Other income (expense), net", "Other Income", "其他收入"),
    "pretax": ("Income Before Tax", "Pretax Income", "Income before income taxes", "Profit before tax", "利润总额"),
    "tax": ("Income Tax Expense", "Provision for income taxes", "Income taxes", "所得税费用"),
    "affiliates": ("Equity in earnings of affiliates", "Share of profit of associates", "应占联营公司盈利"),
    "discontinued": ("Income (loss) from discontinued operations", "终止经营净利润"),
    "net": ("Net Income", "Net income", "Net earnings", "净利润"),
    "minority": ("Net income attributable to noncontrolling interests", "Minority interest", "少数股东损益"),
    "attributable": ("Net income attributable to shareholders", "归属于母公司股东的净利润"),
    "cash": ("Cash and Equivalents", "Cash and cash equivalents", "Cash & equivalents", "货币资金"),
    "investments": ("Short-term Investments", "Marketable securities", "交易性金融资产"),
    "receivables": ("Accounts Receivable", "Receivables", "Accounts receivable, net", "应收账款"),
    "inventory": ("Inventory", "Inventories", "存货"),
    "other-current": ("Other current assets", "Other Current Assets", "其他流动资产"),
    "current-assets": ("Total Current Assets", "Total current assets", "流动资产合计"),
    "ppe": ("Property, Plant & Equipment", "PP&E", "Property, plant and equipment, net", "固定资产"),
    "goodwill": ("Goodwill", "商誉"),
    "intangibles": ("Intangible Assets", "Intangible assets, net", "无形资产"),
    "other-assets": ("Other assets", "Other non-current assets", "其他非流动资产"),
    "noncurrent-assets": ("Total non-current assets", "Total Non-Current Assets", "非流动资产合计"),
    "assets": ("Total Assets", "Total assets", "TOTAL ASSETS", "资产总计"),
    "payables": ("Accounts Payable", "Trade payables", "应付账款"),
    "short-debt": ("Short-term Debt", "Short-term borrowings", "短期借款"),
    "other-liabilities": ("Other current liabilities", "其他流动负债"),
    "current-liabilities": ("Total Current Liabilities", "Total current liabilities", "流动负债合计"),
    "long-debt": ("Long-term Debt", "Long-term debt", "长期借款"),
    "other-long": ("Other long-term liabilities", "其他非流动负债"),
    "noncurrent-liabilities": ("Total non-current liabilities", "Total Non-Current Liabilities", "非流动负债合计"),
    "liabilities": ("Total Liabilities", "Total liabilities", "负债合计"),
    "mezzanine": ("Redeemable noncontrolling interests", "优先股"),
    "retained": ("Retained Earnings", "Retained earnings (accumulated deficit)", "未分配利润"),
    "parent-equity": ("Equity attributable to owners of the parent", "归属于母公司所有者权益合计"),
    "minority-equity": ("Noncontrolling interests", "Minority interests", "少数股东权益"),
    "equity": ("Total Equity", "Total stockholders' equity", "Total shareholders’ equity", "股东权益合计"),
    "both": ("Total Liabilities and Equity", "Total liabilities and stockholders' equity", "负债和股东权益总计"),
    "net-flow": ("Net Income", "Net income", "净利润"),
    "depreciation-flow": ("Depreciation & Amortization", "Depreciation and amortization", "折旧及摊销"),
    "operating-flow": (
        "Operating Cash Flow", "Net cash provided by operating activities", "Cash from operations", "经营活动产生的现金流量净额",
    ),
    "capex": ("Capital Expenditures", "Capital expenditures", "Purchases of property, plant and equipment", "资本支出"),
    "investing-flow": (
        "Investing Cash Flow", "Net cash used in investing activities", "Cash from investing", "投资活动产生的现金流量净额",
    ),
    "dividends": ("Dividends paid", "Dividends Paid", "支付股利"),
    "financing-flow": (
        "Financing Cash Flow", "Net cash provided by (used in) financing activities", "Cash from financing",
        "筹资活动产生的现金流量净额",
    ),
    "fx": ("Effect of exchange rate changes on cash", "汇率变动对现金及现金等价物的影响"),
    "change": ("Net Change in Cash", "Net increase (decrease) in cash and cash equivalents", "现金及现金等价物净增加额"),
    "beginning": ("Beginning Cash", "Cash and cash equivalents, beginning of year", "期初现金及现金等价物余额"),
    "ending": ("Ending Cash", "Cash and cash equivalents, end of year", "期末现金及现金等价物余额"),
    "free": ("Free Cash Flow", "Free cash flow", "自由现金流"),
}  # fmt: skip
INCOME = (
    "revenue", "cost", "gross", "research", "selling", "depreciation", "expenses", "other-operating", "operating", "interest",
    "other-income", "pretax", "tax", "affiliates", "discontinued", "net", "minority", "attributable",
)  # fmt: skip
BALANCE = (
    "cash", "investments", "receivables", "inventory", "other-current", "current-assets", "ppe", "goodwill", "intangibles",
    "other-assets", "noncurrent-assets", "assets", "payables", "short-debt", "other-liabilities", "current-liabilities",
    "long-debt", "other-long", "noncurrent-liabilities", "liabilities", "mezzanine", "retained", "parent-equity",
    "minority-equity", "equity", "both",
)  # fmt: skip
CASH = (
    "net-flow", "depreciation-flow", "operating-flow", "capex", "investing-flow", "dividends", "financing-flow", "fx", "change",
    "beginning", "ending", "free",
)  # fmt: skip
COSTS = frozenset({"cost", "research", "selling", "depreciation", "expenses", "interest", "tax"})
OUTFLOWS = frozenset({"capex", "dividends"})
SELDOM = {
    "noncurrent-assets": 0.5, "noncurrent-liabilities": 0.5, "other-current": 0.4, "other-liabilities": 0.4, "other-long": 0.4,
    "other-assets": 0.4, "fx": 0.5, "affiliates": 0.6, "discontinued": 0.6, "minority": 0.6, "mezzanine": 0.4,
    "minority-equity": 0.5, "attributable": 0.4, "parent-equity": 0.3, "depreciation": 0.4, "other-operating": 0.4,
    "other-income": 0.6, "free": 0.6, "dividends": 0.6, "beginning": 0.7, "depreciation-flow": 0.6, "expenses": 0.6,
}  # fmt: skip
"""How often a line is shown; the others nine times in ten."""
TITLES = {
    "income": ("INCOME STATEMENT", "Consolidated Statements of Operations", "利润表"),
    "balance": ("BALANCE SHEET", "Consolidated Balance Sheets", "资产负债表"),
    "cash": ("CASH FLOW STATEMENT", "Consolidated Statements of Cash Flows", "现金流量表"),
}


class Shown(NamedTuple):
    """One row of a statement: its line, its label, and its amounts as written, current year first."""

    line: str
    label: str
    amounts: tuple[int, ...]


class Layout(NamedTuple):
    """How a company writes its statements; `language` is the place of the labels to take, `decimals` of its amounts."""

    markdown: bool
    language: str
    years: int
    balance_years: int
    negative_costs: bool
    brackets: bool
    decimals: int
    width: int


class Statement(NamedTuple):
    kind: str
    rows: tuple[Shown, ...]


def layout(draw: random.Random) -> Layout:
    language = draw.choices(("en", "zh"), (4, 1))[0]
    return Layout(
        draw.random() < 0.5, language, draw.choice((1, 1, 2)), draw.choice((1, 2, 2)), draw.random() < 0.3, draw.random() < 0.5,
        2 if language == "zh" else 0, draw.choice((36, 48, 60)),
    )  # fmt: skip


def statements(draw: random.Random, firm: Company, style: Layout) -> list[Statement]:
    """What the company shows."""
    found = []
    for kind, lines in (("income", INCOME), ("balance", BALANCE), ("cash", CASH)):
        years = firm.years[: style.balance_years if kind == "balance" else style.years]
        rows = []
        for line in lines:
            amounts = tuple(_amount(year, line, style) for year in years)
            if _fits(firm, line) and any(amounts) and draw.random() < SELDOM.get(line, 0.9):
                rows.append(Shown(line, _label(draw, line, style), amounts))
        found.append(Statement(kind, tuple(rows)))
    return [_as_vendors_do(draw, each, firm) for each in found]


def _fits(firm: Company, line: str) -> bool:
    lacking = ("cost", "gross", "research", "inventory", "current-assets", "current-liabilities", "operating", "expenses",
               "noncurrent-assets", "noncurrent-liabilities")  # fmt: skip
    return not (firm.kind in ("bank", "insurer") and line in lacking)


def _as_vendors_do(draw: random.Random, statement: Statement, firm: Company) -> Statement:
    """Vendors put what belongs to the parent below `Net income` and `Total equity`, and cash without what is restricted."""
    if draw.random() < 0.5:
        return statement
    rows = []
    for row in statement.rows:
        other = {"net": "attributable", "equity": "parent-equity"}.get(row.line)
        shown = {each.line for each in statement.rows}
        if other and other not in shown and not {"minority", "minority-equity"} & shown:
            row = row._replace(amounts=tuple(firm.years[n][other] for n in range(len(row.amounts))))
        rows.append(row)
    return statement._replace(rows=tuple(rows))


def _amount(year: Amounts, line: str, style: Layout) -> int:
    amount = year[{"net-flow": "net", "depreciation-flow": "depreciation"}.get(line, line)]
    return -amount if (line in COSTS and style.negative_costs) or line in OUTFLOWS else amount


def _label(draw: random.Random, line: str, style: Layout) -> str:
    choices = [label for label in LABELS[line] if label.isascii() or "’" in label]
    return LABELS[line][-1] if style.language == "zh" else draw.choice(choices)


# -- errors -----------------------------------------------------------------------------------------------------------

KINDS = ("digit", "transposition", "scale", "sign", "level")


class Injected(NamedTuple):
    """A statement with one changed amount."""

    statements: list[Statement]
    kind: str
    line: str
    right: int
    """The amount that stood in the changed cell."""


def inject(draw: random.Random, clean: Sequence[Statement], kind: str) -> Injected | None:
    """The statements with one error of a kind in a random cell."""
    cells = [(s, r, c) for s, each in enumerate(clean) for r, row in enumerate(each.rows) for c in range(len(row.amounts))]
    draw.shuffle(cells)
    for s, r, c in cells:
        row = clean[s].rows[r]
        wrong = _slip(draw, row.amounts[c], kind)
        if wrong is None or wrong == row.amounts[c]:
            continue
        amounts = (*row.amounts[:c], wrong, *row.amounts[c + 1 :])
        rows = (*clean[s].rows[:r], row._replace(amounts=amounts), *clean[s].rows[r + 1 :])
        return Injected([*clean[:s], clean[s]._replace(rows=rows), *clean[s + 1 :]], kind, row.line, row.amounts[c])
    return None


def _slip(draw: random.Random, amount: int, kind: str) -> int | None:
    digits, sign = str(abs(amount)), -1 if amount < 0 else 1
    if len(digits) < 3:
        return None
    if kind == "digit":
        at = draw.randrange(len(digits) - 1)
        new = draw.choice([d for d in "123456789" if d != digits[at]])
        return sign * int(digits[:at] + new + digits[at + 1 :])
    if kind == "transposition":
        places = [at for at in range(len(digits) - 1) if digits[at] != digits[at + 1] and (at or digits[1] != "0")]
        at = draw.choice(places) if places else 0
        return sign * int(digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]) if places else None
    scaled = draw.choice((amount * 10, sign * (abs(amount) // 10), amount * 1000))
    return {"scale": scaled, "sign": -amount}.get(kind, round(amount * (1 + draw.choice((-1, 1)) * draw.uniform(0.01, 0.3))))


# -- layout -----------------------------------------------------------------------------------------------------------


def written(firm: Company, shown: Sequence[Statement], style: Layout) -> str:
    """The document's text."""
    chinese = style.language == "zh"
    currency = "单位：元 币种：人民币" if chinese else "in millions of USD"
    head = f"{firm.name} — {'财务报表' if chinese else 'Financial Statements'} ({currency})"
    parts = [f"# {head}\n" if style.markdown else f"{head}\nPeriod: FY2031\n"]
    for each in shown:
        title = TITLES[each.kind][2 if chinese else 1 if style.markdown else 0]
        years = max((len(row.amounts) for row in each.rows), default=1)
        headers = (["本期", "上期"] if chinese else ["2031", "2030"] if style.markdown else ["Current", "Prior"])[:years]
        parts.append((_table if style.markdown else _columns)(title, headers, each, style))
    return "\n".join(parts)


def _number(amount: int, style: Layout) -> str:
    shown = f"{abs(amount) / 10**style.decimals:,.{style.decimals}f}"
    return shown if amount >= 0 else f"({shown})" if style.brackets else f"-{shown}"


def _table(title: str, headers: list[str], shown: Statement, style: Layout) -> str:
    lines = [f"## {title}\n", f"| | {' | '.join(headers)} |", "|---|" + "---:|" * len(headers)]
    lines += [f"| {row.label} | {' | '.join(_number(n, style) for n in row.amounts)} |" for row in shown.rows]
    return "\n".join(lines) + "\n"


def _columns(title: str, headers: list[str], shown: Statement, style: Layout) -> str:
    lines = [title, "=" * (style.width + 16 * len(headers))]
    if len(headers) > 1:
        lines.append(" " * style.width + "".join(f"{header:>16}" for header in headers))
    for row in shown.rows:
        wide = sum(not c.isascii() for c in row.label) if style.language == "zh" else 0
        lines.append(f"  {row.label:<{style.width - 2 - wide}}" + "".join(f"{_number(n, style):>16}" for n in row.amounts))
    return "\n".join(lines) + "\n"


# -- measuring --------------------------------------------------------------------------------------------------------


AT_MOST = ("AIC459", "AIC466", "AIC468", "AIC469")
"""Rules that only bound a line: they cannot tell a small error."""


class Checker:
    """The shipped rules, loaded once."""

    def __init__(self) -> None:
        self.rules = rules.load()

    def errors(self, text: str, markdown: bool) -> list[Finding]:
        return [each for each in self.run(text, markdown).findings if each.severity == "error"]

    def run(self, text: str, markdown: bool) -> rules.Outcome:
        return rules.run(self.rules, [_read(text, markdown)])

    def checked(self, text: str, markdown: bool) -> set[tuple[int, str]]:
        """(line, number as written) of every cell that takes part in an identity that holds."""
        judged = judge([rule for rule in self.rules.rules if rule.source.name == "rows"], Facts([_read(text, markdown)]))
        held = [each for each in judged if each.assessment and each.assessment.outcome in ("consistent", "rounding")]
        cells = [item.place for each in held if each.rule.id not in AT_MOST for _, item in each.match.items()]
        return {(place.line, place.text) for place in cells}


def _read(text: str, markdown: bool) -> Reading:
    return quantities.read(documents.from_text(text, "statement.md" if markdown else "statement.txt"))


def _changed(text: str, other: str) -> int:
    """The first line, from 1, in which two texts differ."""
    pairs = zip(text.split("\n"), other.split("\n"), strict=True)
    return next(number for number, (one, two) in enumerate(pairs, 1) if one != two)


def cases(companies: int, seed: int) -> Iterator[tuple[Company, Layout, list[Statement], list[Injected]]]:
    draw = random.Random(seed)
    for number in range(companies):
        firm, style = company(draw, number), layout(draw)
        shown = statements(draw, firm, style)
        wrong = [case for kind in KINDS if (case := inject(draw, shown, kind))]
        yield firm, style, shown, wrong


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, value in (("--companies", 200), ("--seed", 1), ("--show", 0)):
        parser.add_argument(name, type=int, default=value)
    parser.add_argument("--write", type=Path)
    options = parser.parse_args()
    checker = Checker()
    flagged, seen, found, by_line = [], Counter[str](), Counter[str](), Counter[tuple[str, bool]]()
    open_to, caught = Counter[str](), Counter[str]()
    missed = []
    for firm, style, shown, wrong in cases(options.companies, options.seed):
        text = written(firm, shown, style)
        told = checker.errors(text, style.markdown)
        if told:
            flagged.append((text, told))
        checked = checker.checked(text, style.markdown)
        for case in wrong:
            bad = written(firm, case.statements, style)
            new = checker.errors(bad, style.markdown)
            seen[case.kind] += 1
            found[case.kind] += bool(new)
            by_line[case.line, bool(new)] += 1
            changed = _changed(text, bad)
            if (changed, _number(case.right, style)) in checked:
                open_to[case.kind] += 1
                caught[case.kind] += bool(new)
                by_line[f"{case.line} (checked)", bool(new)] += 1
            if not new:
                missed.append((case, bad))
    print(f"clean statements flagged: {len(flagged)} of {options.companies}")
    for kind in KINDS:
        shares = (found[kind] / max(seen[kind], 1), caught[kind] / max(open_to[kind], 1))
        print(f"{kind:15} any cell {found[kind]:4} of {seen[kind]:4} {shares[0]:6.1%}   checked cells {caught[kind]:4} of "
              f"{open_to[kind]:4} {shares[1]:6.1%}")  # fmt: skip
    slips = [kind for kind in KINDS if kind != "level"]
    print(f"all slips: any cell {sum(found[k] for k in slips) / max(sum(seen[k] for k in slips), 1):.1%}, "
          f"checked cells {sum(caught[k] for k in slips) / max(sum(open_to[k] for k in slips), 1):.1%}")  # fmt: skip
    for line in sorted({line for line, _ in by_line}):
        hit, miss = by_line[line, True], by_line[line, False]
        print(f"    {line:24} {hit:3} of {hit + miss}")
    for text, told in flagged[: options.show]:
        print(text, *(f"!! {each.rule} {each.place.line}: {each.message}" for each in told), sep="\n")
    for case, text in missed[: options.show]:
        print(f"-- missed {case.kind} in {case.line}", text, sep="\n")


if __name__ == "__main__":
    main()
