"""Invented companies with consistent accounts, from banks to chip makers, in good years and bad ones.

Every amount follows from a few drawn ones by the rules of double-entry bookkeeping, so that the full accounts are right.
What is shown of them, and under which names, is for `filings`.
"""

from __future__ import annotations

import random
from typing import NamedTuple

Amounts = dict[str, int]
KINDS = {
    "technology": 4, "pharma": 2, "industrial": 4, "retail": 3, "services": 3, "oil": 1, "airline": 1, "utility": 1, "bank": 2,
    "insurer": 1, "china": 3,
}  # fmt: skip
"""Kinds of companies, and how often each is drawn."""
NO_GROSS = frozenset({"services", "oil", "airline", "utility", "bank", "insurer"})
FINANCIAL = frozenset({"bank", "insurer"})


class Company(NamedTuple):
    """Three years of one company: line to amount, the current year first. `traits` tells what it has."""

    name: str
    kind: str
    years: tuple[Amounts, ...]
    traits: frozenset[str]


TRAITS = {
    "minority": 0.35, "discontinued": 0.1, "affiliates": 0.25, "exchange": 0.65, "restricted": 0.35, "preferred": 0.08,
    "mezzanine": 0.08, "investments": 0.5, "goodwill": 0.75, "intangibles": 0.7, "restructuring": 0.25, "impairment": 0.15,
    "other-operating": 0.4, "amortized-cost": 0.08, "other-revenue": 0.15, "treasury": 0.5, "held-for-sale": 0.05, "loss": 0.12,
    "deficit": 0.06, "young": 0.05, "pays": 0.7, "buys-back": 0.6, "acquires": 0.5, "own-free": 0.1,
}  # fmt: skip
"""What a company may have, and how often."""


def company(draw: random.Random, number: int, grain: int = 1) -> Company:
    """One company, its amounts in so many parts of the unit that it will show."""
    kind = draw.choices(list(KINDS), list(KINDS.values()))[0]
    traits = {name for name, often in TRAITS.items() if draw.random() < often}
    size, years, before = grain * 10 ** draw.uniform(3, 5.6), [], None
    for _ in range(3):
        before = _year(draw, kind, size, traits, before)
        years.append(before)
        size *= draw.uniform(0.85, 1.25)
        if draw.random() < 0.03:  # a business is given up
            traits ^= {"discontinued"}
    name = draw.choice(("Harrow", "Pinecrest", "Solvane", "Tidewell", "Quarrystone", "Bluefen", "Oakmere", "Lintorp"))
    form = draw.choice(("Inc.", "Corp.", "Group plc", "Holdings", "AG", "Co., Ltd."))
    return Company(f"{name} {form} {number}", kind, tuple(reversed(years)), frozenset(traits))


def _year(draw: random.Random, kind: str, size: float, traits: set[str], before: Amounts | None) -> Amounts:
    a = _Drawn(draw, size, traits)
    (_bank if kind == "bank" else _insurer if kind == "insurer" else _trader)(a, kind)
    _net(a, traits)
    _assets(a, kind, traits, before)
    _liabilities(a, kind, traits)
    _owners(a, traits, before)
    _flows(a, traits, before)
    return dict(a)


class _Drawn(dict[str, int]):
    """The amounts of one year while they are drawn."""

    def __init__(self, draw: random.Random, size: float, traits: set[str]) -> None:
        super().__init__()
        self.draw, self.size, self.traits = draw, size, traits

    def put(self, line: str, low: float, high: float, of: float | None = None, only: bool = True) -> None:
        """A line between two shares of the size (or `of` something else); nothing where it is not `only` to be."""
        self[line] = round((self.size if of is None else of) * self.draw.uniform(low, high)) if only else 0

    def add(self, line: str, *parts: str) -> None:
        """A line as the sum of others; `-` takes one away."""
        self[line] = sum(-self[part[1:]] if part.startswith("-") else self[part] for part in parts)


def _trader(a: _Drawn, kind: str) -> None:
    a.put("sales", 0.97, 1.0)
    a.put("other-revenue", 0.01, 0.05, only="other-revenue" in a.traits)
    a.add("revenue", "sales", "other-revenue")
    a.put("cost-shown", 0.3, 0.72)
    a.put("cost-amortization", 0.01, 0.08, only="amortized-cost" in a.traits)
    a.add("cost", "cost-shown", "cost-amortization")
    a.add("gross", "revenue", "-cost")
    a.put("research", 0.03, 0.2, only=kind in ("technology", "pharma", "industrial", "china"))
    a.put("selling", 0.04, 0.12)
    a.put("administrative", 0.02, 0.08)
    if "loss" in a.traits:
        a["administrative"] += round(a.size * a.draw.uniform(0.2, 0.5))
    a.add("selling-general", "selling", "administrative")
    a.put("depreciation", 0.02, 0.08)
    a.put("surcharges", 0.002, 0.02, only=kind == "china")
    a.put("restructuring", 0.001, 0.03, only="restructuring" in a.traits)
    a.put("impairment", 0.002, 0.1, only="impairment" in a.traits)
    a.put("other-operating", -0.02, 0.02, only="other-operating" in a.traits)
    parts = ["research", "selling-general", "depreciation", "restructuring", "impairment", "surcharges"]
    a.add("expenses", *parts)
    a.add("total-costs", "cost", "expenses")
    a.add("operating", "gross", "-expenses", "other-operating")
    a.put("interest", 0.001, 0.04)
    a.put("interest-income", 0.0005, 0.01)
    a.put("other-income", -0.02, 0.02)
    a.add("other-net", "interest-income", "other-income", "-interest")
    a.add("pretax", "operating", "other-net")


def _bank(a: _Drawn, _kind: str) -> None:
    a.put("interest-income", 0.7, 1.2)
    a.put("interest", 0.2, 0.6)
    a.add("net-interest", "interest-income", "-interest")
    a.put("fees", 0.2, 0.7)
    a.add("revenue", "net-interest", "fees")
    a.put("provision", 0.02, 0.12)
    a.put("expenses", 0.5, 0.68, of=a["revenue"])
    a.add("pretax", "revenue", "-provision", "-expenses")


def _insurer(a: _Drawn, _kind: str) -> None:
    a.put("premiums", 0.7, 0.9)
    a.put("interest-income", 0.08, 0.2)
    a.put("fees", 0.01, 0.05)
    a.add("revenue", "premiums", "interest-income", "fees")
    a.put("benefits", 0.5, 0.7)
    a.put("expenses", 0.12, 0.25)
    a.add("total-costs", "benefits", "expenses")
    a.add("pretax", "revenue", "-total-costs")


def _net(a: _Drawn, traits: set[str]) -> None:
    a["tax"] = round(a["pretax"] * (a.draw.uniform(0.12, 0.3) if a["pretax"] > 0 else a.draw.uniform(-0.05, 0.25)))
    a.put("affiliates", -0.004, 0.012, only="affiliates" in traits)
    a.add("continuing", "pretax", "-tax", "affiliates")
    a.put("discontinued", -0.06, 0.09, only="discontinued" in traits)
    a.add("net", "continuing", "discontinued")
    a.put("minority", 0.003, 0.15, of=a["net"], only="minority" in traits)
    a.add("attributable", "net", "-minority")
    a.put("preferred", 0.001, 0.02, only="preferred" in traits)
    a.add("common", "attributable", "-preferred")
    price = a.draw.uniform(0.5, 9)
    a["shares-basic"] = max(1, round(abs(a["common"]) / price))
    a["shares-diluted"] = round(a["shares-basic"] * (a.draw.uniform(1.0, 1.03) if a["common"] > 0 else 1))
    a["eps-basic"] = round(100 * a["common"] / a["shares-basic"])
    a["eps-diluted"] = round(100 * a["common"] / a["shares-diluted"])


def _assets(a: _Drawn, kind: str, traits: set[str], before: Amounts | None) -> None:
    bank, stock = kind in FINANCIAL, kind not in NO_GROSS
    a.put("cash", 0.03, 0.35)
    a.put("restricted", 0.001, 0.04, only="restricted" in traits)
    if before and before["restricted"]:
        a.put("restricted", 0.8, 1.3, of=before["restricted"])
    a.put("other-current", 0.01, 0.06)
    a["other-current"] += a["restricted"]
    a.put("investments", 0.01, 0.25, only="investments" in traits)
    a.put("receivables", 0.03, 0.25)
    a.put("inventory", 0.02, 0.25, only=stock)
    a.add("current-assets", "cash", "investments", "receivables", "inventory", "other-current")
    a.put("ppe", 0.05, 0.9)
    a.put("leases", 0.01, 0.1, only=a.draw.random() < 0.5)
    a.put("goodwill", 0.02, 0.9, only="goodwill" in traits)
    a.put("intangibles", 0.01, 0.4, only="intangibles" in traits)
    a.put("long-investments", 0.01, 0.3, only="affiliates" in traits)
    a.put("deferred-tax-assets", 0.005, 0.05)
    a.put("loans", 3, 8, only=bank)
    a.put("other-assets", 0.02, 0.2)
    parts = ("ppe", "leases", "goodwill", "intangibles", "long-investments", "deferred-tax-assets", "loans", "other-assets")
    a.add("noncurrent-assets", *parts)
    a.add("assets", "current-assets", "noncurrent-assets")


def _liabilities(a: _Drawn, kind: str, traits: set[str]) -> None:
    assets, bank = a["assets"], kind in FINANCIAL
    a.put("payables", 0.03, 0.12, assets)
    a.put("accrued", 0.01, 0.06, assets)
    a.put("short-debt", 0.005, 0.08, assets)
    a.put("deferred-revenue", 0.01, 0.1, assets, kind in ("technology", "services", "airline", "china"))
    a.put("other-current-liabilities", 0.01, 0.06, assets)
    a.add("current-liabilities", "payables", "accrued", "short-debt", "deferred-revenue", "other-current-liabilities")
    a.put("long-debt", 0.03, 0.3, assets)
    a.put("lease-liabilities", 0.005, 0.06, assets, a["leases"] > 0)
    a.put("deferred-tax-liabilities", 0.002, 0.03, assets)
    a.put("deposits", 0.45, 0.6, assets, bank)
    a.put("other-liabilities", 0.01, 0.08 if bank else 0.12, assets)
    if "deficit" in traits:
        a["long-debt"] += round(assets * a.draw.uniform(0.5, 0.8))
    parts = ("long-debt", "lease-liabilities", "deferred-tax-liabilities", "deposits", "other-liabilities")
    a.add("noncurrent-liabilities", *parts)
    a.add("liabilities", "current-liabilities", "noncurrent-liabilities")
    a.put("mezzanine", 0.0005, 0.03, assets, "mezzanine" in traits)
    a.add("equity", "assets", "-liabilities", "-mezzanine")
    a["both"] = assets


def _owners(a: _Drawn, traits: set[str], before: Amounts | None) -> None:
    a.put("minority-equity", 0.0005, 0.07, a["assets"], "minority" in traits)
    a.add("parent-equity", "equity", "-minority-equity")
    a.put("dividends", 0.1, 0.6, max(0, a["attributable"]), "pays" in traits)
    a.put("buybacks", 0.05, 0.6, max(0, a["attributable"]), "buys-back" in traits)
    a.put("common-stock", 0.0001, 0.02)
    a.put("comprehensive", -0.08, 0.03)
    if before is None:
        a.put("retained", 0.1, 0.9)
        a.put("treasury", -0.5, -0.01, only="treasury" in traits)
    else:
        other = round(a.size * a.draw.uniform(-0.01, 0.01)) if a.draw.random() < 0.5 else 0
        bought = 0 if "treasury" in traits else a["buybacks"]
        a["retained"] = before["retained"] + a["attributable"] - a["dividends"] - bought + other
        a["treasury"] = before["treasury"] - a["buybacks"] if "treasury" in traits else 0
    a.add("paid-in", "parent-equity", "-common-stock", "-comprehensive", "-retained", "-treasury")


def _flows(a: _Drawn, traits: set[str], before: Amounts | None) -> None:
    held = round(a.size * 0.005) if "held-for-sale" in traits else 0
    a["ending"] = a["cash"] + a["restricted"] + held
    a["beginning"] = before["ending"] if before else round(a["ending"] * a.draw.uniform(0.6, 1.4))
    a["cash-before"] = before["cash"] if before else round(a["beginning"] * 0.95)
    a.put("fx", -0.005, 0.004, only="exchange" in traits)
    a["change"] = a["ending"] - a["beginning"]
    a.add("change-before-fx", "change", "-fx")
    a["flow-depreciation"] = a.get("depreciation") or round(a.size * a.draw.uniform(0.01, 0.05))
    a.put("stock-compensation", 0.002, 0.08)
    a.put("deferred-tax", -0.01, 0.01)
    a.put("working-capital", -0.05, 0.05)
    a.put("other-flow", -0.02, 0.03)
    parts = ("flow-depreciation", "stock-compensation", "deferred-tax", "working-capital", "other-flow")
    a.add("operating-flow", "net", *parts)
    a.put("capex", 0.01, 0.12)
    a.put("acquired", 0.005, 0.15, only="acquires" in traits)
    a.put("other-investing", -0.05, 0.05)
    a.add("investing-flow", "other-investing", "-capex", "-acquired")
    a.add("financing-flow", "change-before-fx", "-operating-flow", "-investing-flow")
    a.put("repaid", 0.01, 0.1)
    a.add("other-financing", "financing-flow", "dividends", "buybacks", "repaid")
    a.add("free", "operating-flow", "-capex")
    if "own-free" in traits:
        a["free"] += round(a["operating-flow"] * a.draw.uniform(-0.15, 0.15))
