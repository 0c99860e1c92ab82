"""What rules over claims cost, in CPU seconds a rule: grouping, joining, verdicts.

    python benchmarks/claim_rules.py [CLAIMS ...]

The target is 5 CPU seconds a rule for 1,000,000 claims, and a cost that grows with the claims. Each fact is claimed three
times; one fact in five is rounded differently, one in ten thousand contradicts.
"""

from __future__ import annotations

import gc
import sys
import time
from decimal import Decimal

from aicheck import rules
from aicheck.model import Claim, Place, Quantity

RULES = ("AIC301", "AIC303", "AIC305", "AIC306", "AIC308")


def main(counts: list[int]) -> None:
    """Prints one line a rule and number of claims."""
    shipped = rules.load(packs=["claims"])
    for count in counts:
        claims = [claim(number) for number in range(count)]
        gc.freeze()  # the claims themselves are no garbage
        for id in RULES:
            rule = shipped.get(id)
            assert rule is not None
            start = time.process_time()
            outcome = rules.run(rules.RuleSet((rule,)), claims=claims)
            spent = time.process_time() - start
            each = spent / count * 1e6
            found = f"{len(outcome.verdicts):,} verdicts, {len(outcome.findings):,} findings"
            print(f"{count:>10,} claims  {id}  {spent:6.2f} s  {each:5.2f} microseconds a claim  {found}")


def claim(number: int) -> Claim:
    """The claims come in threes of one fact: subject, year and value."""
    fact, again = divmod(number, 3)
    value = Decimal(5_200_000 + (again * 4_000 if fact % 5 == 0 else 0) + (again * 90_000 if fact % 10_000 == 0 else 0))
    quantity = Quantity(0, 4, "5.2m", value, value, value, -4, unit="USD", kind="money")
    place = Place("d.txt", number + 1, 1, number + 1, 5, number * 10, number * 10 + 4, "5.2m", "5.2m")
    return Claim(f"c{number}", f"s{fact // 4}", "revenue", str(2020 + fact % 4), "", "level", quantity, place, place)


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]] or [10_000, 100_000, 1_000_000])
