"""How the cost of sentence rules grows with their number: 50 and 500 over the same text, of which most cannot match.

    python benchmarks/rules_text.py [--megabytes 10]

Prints seconds of CPU for finding the matches (the quantities are read once, beforehand) and their ratio, which must stay
at most 2. The 50 are every so many of the shipped sentence rules; the others are rules with a word of their own that no text
has, so that each has to be ruled out.
"""

from __future__ import annotations

import argparse
import sys
import time

from aicheck import rules
from aicheck.model import Document, Reading
from aicheck.quantities import read
from aicheck.rules.loader import parse_rules
from aicheck.rules.matching import Facts, Matcher
from aicheck.rules.sources import SOURCES

FEW, MANY = 50, 500
PARAGRAPH = """The harbour handled 412,300 containers in May, up from 398,100 in April, and the board met on Monday. Fees rose
4 percent to $31.2 million from $30.0 million. Of 1,240 staff asked, 620, or half, wanted longer hours; nobody counted the
rest. Rain fell on nine days. The crane cost $12.5 million and lifts 85 tons. """
ENOUGH = 2.0


def main() -> int:
    """Runs the benchmark; 1 where the ratio is too large."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=float, default=10)
    text = PARAGRAPH * int(parser.parse_args().megabytes * 1e6 / len(PARAGRAPH.encode()))
    reading = read(Document("x.txt", "en", text, ((0, len(text)),)))
    shipped = [rule.matcher for rule in rules.load(pack_tests=False).rules if rule.source.name == "text"]
    chosen = shipped[:: len(shipped) // FEW][:FEW]
    few, many = (_seconds(chosen, count, reading) for count in (FEW, MANY))
    told = f"{few:.2f} s with {FEW} of the {len(shipped)} shipped rules, {many:.2f} s with {MANY}"
    print(f"{len(text) / 1e6:.1f} MB, {len(reading.quantities)} quantities: {told}")
    print(f"ratio {many / few:.2f} (at most {ENOUGH})")
    return int(many / few > ENOUGH)


def _seconds(shipped: list[Matcher], count: int, reading: Reading) -> float:
    """CPU seconds for the matches of `count` rules: the shipped ones, then variants that no sentence matches."""
    variants = [_variant(number) for number in range(count - len(shipped))]
    facts = Facts([reading])
    began = time.process_time()
    found = sum(1 for _ in SOURCES["text"].find([*shipped, *variants], facts))
    took = time.process_time() - began
    print(f"   {len(shipped) + len(variants)} rules: {found} matches")
    return took


def _variant(number: int) -> Matcher:
    pattern = f"quota{number} .. {{a:amount}} ... from {{b:amount}}"
    about = "id: BM001, name: x, severity: info, expect: a >= b, message: x, what: X., why: X."
    return parse_rules(f'- {{{about}, match: {{text: "{pattern}"}}}}', "benchmark.yaml").rules[0].matcher


if __name__ == "__main__":
    sys.exit(main())
