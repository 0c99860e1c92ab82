"""How often sentences that claim no relation between their numbers are told of, whatever the numbers are.

    python benchmarks/unrelated.py [--each 25] [--seed 1] [--show]

Fills every line of unrelated.txt with random numbers ({n} a count, {m} money, {d} a price, {p} a percentage), `each` times,
checks them with the shipped rules, and prints how many are told of, by rule. Each finding is false. The numbers of a sentence
are alike in size and form, as those of real ones are. Exits with 1 where more than 1 in 100 sentences are told of.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

from aicheck import documents, quantities, rules

ENOUGH = 100
LINES = Path(__file__).with_suffix(".txt").read_text(encoding="utf-8").splitlines()


def main() -> int:
    """Runs the benchmark; 1 where too many are told of."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--each", type=int, default=25)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", action="store_true", help="print the findings")
    asked = parser.parse_args()
    draw = random.Random(asked.seed)
    ruleset = rules.load(pack_tests=False)
    told: Counter[str] = Counter()
    for line in (line for line in LINES for _ in range(asked.each)):
        text = filled(line, draw)
        reading = quantities.read(documents.from_text(text, "line.txt"))
        findings = rules.run(ruleset, [reading]).findings
        told.update(finding.rule for finding in findings[:1])
        if asked.show and findings:
            print(findings[0].rule, findings[0].message, "|", text)
    count = len(LINES) * asked.each
    print(f"{told.total()} of {count} sentences are told of, {100 * told.total() / count:.2f} %")
    print(", ".join(f"{rule} {times}" for rule, times in told.most_common()))
    return int(told.total() * ENOUGH > count)


def filled(line: str, draw: random.Random) -> str:
    """A line with random numbers of one size in its holes."""
    digits, places = draw.choice((2, 3, 3, 4)), draw.choice((0, 1, 2))
    short = "{n} mln" in line

    def whole() -> int:
        return int(10 ** draw.uniform(digits - 1, digits))

    forms: Mapping[str, Callable[[], str]] = {
        "n": lambda: f"{whole() / 10:.1f}" if short else f"{whole():,}",
        "m": lambda: f"${whole() / 10**places:,.{places}f} million",
        "d": lambda: f"{whole() / 100:,.2f} dollars",
        "p": lambda: f"{draw.uniform(0.3, 60):.1f} percent",
    }
    return re.sub(r"\{([nmdp])\}", lambda hole: forms[hole[1]](), line)


if __name__ == "__main__":
    sys.exit(main())
