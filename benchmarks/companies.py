"""Invented companies with consistent accounts: what real ones show, leave out, and call their lines.

Every amount follows from a few drawn ones by the rules of double-entry bookkeeping, so that the full accounts are right.
What is shown is a part of them: some companies have minority interests, discontinued operations, restricted cash or exchange
effects that no line names, as real reports and data vendors do.
"""

from __future__ import annotations

import random
from typing import NamedTuple

Amounts = dict[str, int]


class Company(NamedTuple):
    """Two years of one company, in units of its statement: line to amount, `[0]` the current year, `[1]` the one before."""

    name: str
    kind: str
    years: tuple[Amounts, Amounts]


def company(draw: random.Random, number: int) -> Company:
    """One company; banks and insurers have no gross profit and no current assets."""
    kind = draw.choices(("industrial", "retail", "technology", "bank", "insurer", "service"), (5, 3, 4, 2, 1, 3))[0]
    size = 10 ** draw.uniform(3, 6)
    traits = {
        "minority": draw.random() < 0.3, "discontinued": draw.random() < 0.08, "affiliates": draw.random() < 0.25,
        "fx": draw.random() < 0.6, "restricted": draw.random() < 0.35, "preferred": draw.random() < 0.05,
        "other": draw.random() < 0.5, "mezzanine": draw.random() < 0.08, "loss": draw.random() < 0.12,
        "investments": draw.random() < 0.5, "goodwill": draw.random() < 0.7, "intangibles": draw.random() < 0.7,
    }  # fmt: skip
    before = _year(draw, kind, size, traits, None)
    now = _year(draw, kind, size * draw.uniform(0.85, 1.25), traits, before)
    name = draw.choice(("Harrow", "Pinecrest", "Solvane", "Tidewell", "Quarrystone", "Bluefen", "Oakmere", "Lintorp"))
    form = draw.choice(("Inc.", "Corp.", "Group plc", "Holdings", "AG", "Co., Ltd."))
    return Company(f"{name} {form} {number}", kind, (now, before))


def _part(draw: random.Random, whole: float, low: float, high: float) -> int:
    return round(whole * draw.uniform(low, high))


def _year(draw: random.Random, kind: str, size: float, traits: dict[str, bool], before: Amounts | None) -> Amounts:
    a: Amounts = {}
    _income(draw, a, kind, size, traits)
    _assets(draw, a, kind, size, traits)
    _flows(draw, a, size, traits, before)
    _claims(draw, a, size, traits, before)
    return a


def _income(draw: random.Random, a: Amounts, kind: str, size: float, traits: dict[str, bool]) -> None:
    a["revenue"] = round(size)
    a["cost"] = _part(draw, size, 0.35, 0.75)
    a["gross"] = a["revenue"] - a["cost"]
    a["research"] = _part(draw, size, 0.03, 0.15) if kind in ("technology", "industrial") else 0
    a["selling"] = _part(draw, size, 0.08, 0.2)
    a["depreciation"] = _part(draw, size, 0.02, 0.06)
    a["expenses"] = a["research"] + a["selling"] + a["depreciation"]
    if traits["loss"]:
        a["selling"] += _part(draw, size, 0.3, 0.5)
        a["expenses"] = a["research"] + a["selling"] + a["depreciation"]
    a["other-operating"] = _part(draw, size, -0.02, 0.02) if traits["other"] else 0
    a["operating"] = a["gross"] - a["expenses"] + a["other-operating"]
    a["interest"] = _part(draw, size, 0.002, 0.03)
    a["other-income"] = _part(draw, size, -0.01, 0.02)
    a["pretax"] = a["operating"] - a["interest"] + a["other-income"]
    a["tax"] = _part(draw, a["pretax"], 0.15, 0.28) if a["pretax"] > 0 else _part(draw, a["pretax"], -0.05, 0.25)
    a["affiliates"] = _part(draw, size, -0.003, 0.01) if traits["affiliates"] else 0
    a["discontinued"] = _part(draw, size, -0.05, 0.08) if traits["discontinued"] else 0
    a["net"] = a["pretax"] - a["tax"] + a["affiliates"] + a["discontinued"]
    a["minority"] = _part(draw, a["net"], 0.005, 0.12) if traits["minority"] else 0
    a["attributable"] = a["net"] - a["minority"]


def _assets(draw: random.Random, a: Amounts, kind: str, size: float, traits: dict[str, bool]) -> None:
    a["cash"] = _part(draw, size, 0.05, 0.3)
    a["restricted"] = _part(draw, size, 0.001, 0.03) if traits["restricted"] else 0
    a["investments"] = _part(draw, size, 0.01, 0.2) if traits["investments"] else 0
    a["receivables"] = _part(draw, size, 0.05, 0.25)
    a["inventory"] = _part(draw, size, 0.02, 0.2) if kind in ("industrial", "retail") else 0
    a["other-current"] = _part(draw, size, 0.01, 0.06)
    a["current-assets"] = sum(a[k] for k in ("cash", "investments", "receivables", "inventory", "other-current"))
    a["ppe"] = _part(draw, size, 0.1, 0.6)
    a["goodwill"] = _part(draw, size, 0.02, 0.5) if traits["goodwill"] else 0
    a["intangibles"] = _part(draw, size, 0.01, 0.2) if traits["intangibles"] else 0
    a["other-assets"] = _part(draw, size, 0.02, 0.2)
    a["noncurrent-assets"] = sum(a[k] for k in ("ppe", "goodwill", "intangibles", "other-assets"))
    a["assets"] = a["current-assets"] + a["noncurrent-assets"]


def _flows(draw: random.Random, a: Amounts, size: float, traits: dict[str, bool], before: Amounts | None) -> None:
    a["ending"] = a["cash"] + a["restricted"]
    a["beginning"] = before["ending"] if before else _part(draw, a["ending"], 0.6, 1.4)
    a["change"] = a["ending"] - a["beginning"]
    a["fx"] = _part(draw, size, -0.004, 0.004) if traits["fx"] else 0
    a["operating-flow"] = a["net"] + a["depreciation"] + _part(draw, size, -0.03, 0.08)
    a["capex"] = _part(draw, size, 0.02, 0.09)
    a["acquired"] = _part(draw, size, 0.0, 0.05)
    a["investing-flow"] = -a["capex"] - a["acquired"] + _part(draw, size, -0.02, 0.02)
    a["financing-flow"] = a["change"] - a["operating-flow"] - a["investing-flow"] - a["fx"]
    a["free"] = a["operating-flow"] - a["capex"]
    a["dividends"] = max(0, _part(draw, a["attributable"], 0.2, 0.6))


def _claims(draw: random.Random, a: Amounts, size: float, traits: dict[str, bool], before: Amounts | None) -> None:
    a["minority-equity"] = _part(draw, a["assets"], 0.002, 0.06) if traits["minority"] else 0
    a["mezzanine"] = _part(draw, a["assets"], 0.001, 0.02) if traits["mezzanine"] else 0
    a["payables"] = _part(draw, a["assets"], 0.04, 0.12)
    a["short-debt"] = _part(draw, a["assets"], 0.01, 0.08)
    a["other-liabilities"] = _part(draw, a["assets"], 0.03, 0.1)
    a["current-liabilities"] = a["payables"] + a["short-debt"] + a["other-liabilities"]
    a["long-debt"] = _part(draw, a["assets"], 0.05, 0.25)
    a["other-long"] = _part(draw, a["assets"], 0.02, 0.12)
    a["noncurrent-liabilities"] = a["long-debt"] + a["other-long"]
    a["liabilities"] = a["current-liabilities"] + a["noncurrent-liabilities"]
    a["equity"] = a["assets"] - a["liabilities"] - a["mezzanine"]
    a["parent-equity"] = a["equity"] - a["minority-equity"]
    other = _part(draw, size, -0.01, 0.01) if draw.random() < 0.5 else 0
    a["retained"] = before["retained"] + a["attributable"] - a["dividends"] + other if before else _part(draw, size, 0.1, 0.8)
    a["both"] = a["assets"]
