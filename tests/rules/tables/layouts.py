"""Tables as annual reports lay them out, made at random: clean ones, and copies with one slip.

    python -m tests.rules.tables.layouts [COUNT [SEED]]

prints the false alarms and the share of slips that are found, layout by layout.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Iterator

from aicheck import rules
from aicheck.documents import from_text
from aicheck.model import Finding
from aicheck.quantities import read
from tests.rules.tables import (  # noqa: F401 (each enters its layouts)
    layouts_of_accounts,
    layouts_of_data,
    layouts_of_groups,
    layouts_of_notes,
)
from tests.rules.tables.drafts import LAYOUTS
from tests.rules.tables.sheets import Sheet, slipped

__all__ = ["LAYOUTS", "found", "made", "slipped"]


def made(seed: int, layout: str = "") -> tuple[str, Sheet]:
    """The name of a layout and a clean table of it."""
    draw = random.Random(seed)
    name = layout or sorted(LAYOUTS)[seed % len(LAYOUTS)]
    sheet = Sheet(draw, places=draw.choice((0, 0, 0, 0, 1, 1, 2)), minus=draw.choice(("()", "()", "()", "-", "−")))
    sheet.nil = draw.choice(("—", "-", "–", "- ", "—"))
    LAYOUTS[name](sheet)
    if draw.random() < 0.4 and sheet.sums and name != "two_currencies":
        sheet.sign = draw.choice(("$", "$ ", "€", "£"))
        rows = [r for r in range(len(sheet.cells)) if any((r, c) in sheet.exact for c in range(20))]
        sheet.signed_rows = {rows[0], rows[-1]}
    if not sheet.above and draw.random() < 0.2:
        sheet.above = draw.choice(
            ("(Dollars in thousands)", "In millions. Figures may not add due to rounding.", "Table 4: the year in numbers")
        )
    return name, sheet


def found(text: str, shipped: rules.RuleSet) -> Iterator[Finding]:
    """What the rules over tables and statements say of a text."""
    yield from rules.run(shipped, [read(from_text(text, "table.md"))]).findings


def main(count: int = 1000, seed: int = 0) -> None:
    """Prints false alarms and recall, layout by layout."""
    shipped = rules.load(packs=["tables", "accounting", "malformed"])
    alarms: Counter[str] = Counter()
    tried: Counter[str] = Counter()
    hits: Counter[str] = Counter()
    clean: Counter[str] = Counter()
    for number in range(seed, seed + count):
        name, sheet = made(number)
        clean[name] += 1
        for finding in found(sheet.text(), shipped):
            alarms[name] += 1
            print(f"FALSE ALARM {number} {name} line {finding.place.line} {finding.rule} {finding.message}")
        slip = slipped(sheet, random.Random(number))
        if slip:
            (r, c), new, lines = slip
            old, sheet.cells[r][c] = sheet.cells[r][c], new
            told = {finding.place.line for finding in found(sheet.text(), shipped)}
            tried[name] += 1
            hit = bool(told & {sheet.line(row) for row in lines})
            hits[name] += hit
            if not hit:
                print(f"MISSED {number} {name} line {sheet.line(r)} {old} -> {new}")
    for name in sorted(LAYOUTS):
        print(f"{name:28} clean {clean[name]:4} alarms {alarms[name]:3}   slips {tried[name]:4} found {hits[name]:4}")
    share = 100 * hits.total() / max(tried.total(), 1)
    print(f"clean {clean.total()} alarms {alarms.total()} slips {tried.total()} found {hits.total()} = {share:.1f} %")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
