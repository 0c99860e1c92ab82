"""What rules over claims cost, in CPU seconds a rule: grouping, joining, verdicts.

    python benchmarks/claim_rules.py [CLAIMS ...] [--rule ID]

The target is 5 CPU seconds a rule for 1,000,000 claims, and a cost that grows with the claims. Every rule of the pack meets
what it asks for: each fact of a subject in a year is stated twice, restated, divided into parts, named with some items, a
share, a change, a difference, and a place in a list. One in ten thousand contradicts.
"""

from __future__ import annotations

import argparse
import gc
import time
from collections.abc import Iterator
from decimal import Decimal

from aicheck import rules
from aicheck.model import Claim, Place, Quantity
from aicheck.rules.rule import Rule

YEARS = 4
MEMBERS = 10
"""Members of a list, and subjects that share a market."""


def main(counts: list[int], only: str) -> None:
    """Prints one line a rule and number of claims."""
    shipped = [rule for rule in rules.load(packs=["claims"]).rules if not only or rule.id == only]
    for count in counts:
        claims = drawn(count)
        for rule in shipped:
            gc.collect()
            spent, outcome = measured(rule, claims)
            each = spent / count * 1e6
            found = f"{len(outcome.verdicts):,} verdicts, {len(outcome.findings):,} findings"
            print(f"{count:>10,} claims  {rule.id}  {spent:6.2f} s  {each:5.2f} microseconds a claim  {found}")


def measured(rule: Rule, claims: list[Claim]) -> tuple[float, rules.Outcome]:
    """CPU seconds and the outcome of one rule."""
    start = time.process_time()
    outcome = rules.run(rules.RuleSet((rule,)), claims=claims)
    return time.process_time() - start, outcome


def drawn(count: int) -> list[Claim]:
    """So many claims, fact after fact."""
    found: list[Claim] = []
    fact = 0
    while len(found) < count:
        found += facts(fact, len(found))
        fact += 1
    return found[:count]


def facts(fact: int, first: int) -> Iterator[Claim]:
    """What is claimed of one subject in one year; amounts grow by a tenth a year."""
    company, year = divmod(fact, YEARS)
    before = Decimal(5_000_000 + company % 1_000 * 1_000) * Decimal("1.1") ** (year - 1)
    level = before * Decimal("1.1") + (900_000 if fact % 10_000 == 9_999 else 0)
    subject, period = f"s{company}", str(2020 + year)
    stated = [
        (subject, "revenue", period, "", "level", money(level, -3), {}),
        (subject, "revenue", period, "", "level", money(level, -4), {}),
        (subject, "revenue", period, "", "restated", money(level, -5), {}),
        (subject, "revenue", period, "", "change", percent(Decimal(10)), {}),
        (subject, "revenue", period, "", "difference", money(level - before, -4), {}),
        (subject, "output", period, "", "whole", money(2 * level, -4), {}),
        (subject, "output", period, "", "part", money(level, -4), {"region": "north"}),
        (subject, "output", period, "", "part", money(level, -4), {"region": "south"}),
        (subject, "output", period, "", "item", money(level / 2, -4), {"region": "coast"}),
        (subject, "output", period, f"market {company // MEMBERS}", "share", percent(Decimal(9)), {}),
        (subject, "rank", period, "", "level", money(Decimal(10**9 - company % MEMBERS * 10**7), -6),
         {"list": f"largest {company // MEMBERS} of {period}", "rank": str(company % MEMBERS + 1)}),
    ]  # fmt: skip
    if company % MEMBERS == 0:
        members = Quantity(0, 2, "10", Decimal(10), Decimal(10), Decimal(10), 0, unit="company", kind="count")
        listed = {"list": f"largest {company // MEMBERS} of {period}"}
        stated.append((subject, "members", period, "", "level", members, listed))
    if year == YEARS - 1:
        span = percent(Decimal("33.1"))
        stated.append((subject, "revenue", f"2020/{period}", "", "change", span, {}))
    for number, (*keys, quantity, dimensions) in enumerate(stated, first):
        place = Place("d.txt", number + 1, 1, number + 1, 5, number * 10, number * 10 + 4, quantity.text, quantity.text)
        yield Claim(f"c{number}", *keys, quantity, place, place, dimensions)


def money(value: Decimal, decimals: int) -> Quantity:
    """An amount as it is written to so many decimals."""
    rounded = round(value.scaleb(decimals)).__int__() * Decimal(10) ** -decimals
    return Quantity(0, 4, "5.2m", rounded, rounded, rounded, decimals, unit="USD", kind="money")


def percent(value: Decimal) -> Quantity:
    """A percentage, as a rise where it is a change."""
    places = 0 if value == int(value) else 1
    return Quantity(0, 4, "10 %", value, value, value, places, change="up", unit="percent", kind="percent")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("claims", nargs="*", type=int, default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--rule", default="")
    given = parser.parse_args()
    main(given.claims, given.rule)
