"""How well the accounting pack finds one wrong number in financial statements, and whether it leaves right ones alone.

    python benchmarks/statements.py [--companies N] [--seed N] [--show N] [--clean] [--lines] [--language en|zh]

Each invented company is laid out as plain text or Markdown, with lines left out, and checked as it is and with one error:
a digit, two digits swapped, a slip by ten or a thousand, a lost sign, or a number off by a few percent (`small`: 1 to 5,
`level`: 5 to 30). A cell counts as checked where it takes part in an identity that holds in the right statement.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, TypeAlias

sys.path.insert(0, str(Path(__file__).parent))

from companies import Company, company
from filings import TOTALS, Statement, Style, filing, number, style_of, written

from aicheck import documents, quantities, rules
from aicheck.model import Finding, Reading
from aicheck.rules.engine import judge
from aicheck.rules.matching import Facts

# -- errors -----------------------------------------------------------------------------------------------------------

KINDS = ("digit", "transposition", "scale", "sign", "small", "level")


class Injected(NamedTuple):
    """A statement with one changed amount."""

    statements: list[Statement]
    kind: str
    line: str
    right: str
    """What stood in the changed cell."""


def inject(draw: random.Random, clean: Sequence[Statement], kind: str, style: Style) -> Injected | None:
    """The statements with one error of a kind in a random cell; in a total, half of the time."""
    cells = [(s, r, c) for s, each in enumerate(clean) for r, row in enumerate(each.rows) for c in range(len(row.amounts))]
    draw.shuffle(cells)
    if draw.random() < 0.5:
        cells.sort(key=lambda cell: clean[cell[0]].rows[cell[1]].line not in TOTALS)
    for s, r, c in cells:
        row = clean[s].rows[r]
        right, shift = row.amounts[c], style.grain // 10**style.decimals
        slipped = None if row.line.startswith(("eps", "shares")) else _slip(draw, round(right / shift), kind)
        wrong = None if slipped is None else slipped * shift
        if wrong is None or number(wrong, style) == number(right, style):
            continue
        amounts = (*row.amounts[:c], wrong, *row.amounts[c + 1 :])
        rows = (*clean[s].rows[:r], row._replace(amounts=amounts), *clean[s].rows[r + 1 :])
        return Injected([*clean[:s], clean[s]._replace(rows=rows), *clean[s + 1 :]], kind, row.line, number(right, style))
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
    low, high = (0.01, 0.05) if kind == "small" else (0.05, 0.3)
    return {"scale": scaled, "sign": -amount}.get(kind, round(amount * (1 + draw.choice((-1, 1)) * draw.uniform(low, high))))


# -- measuring --------------------------------------------------------------------------------------------------------

AT_MOST = ("AIC459", "AIC466", "AIC468", "AIC469")
"""Rules that only bound a line: they cannot tell a small error."""


class Checker:
    """The shipped rules over tables and statements, loaded once."""

    def __init__(self) -> None:
        shipped = rules.load()
        self.rules = rules.RuleSet(tuple(rule for rule in shipped.rules if rule.source.name in ("rows", "table")))
        self.rows = [rule for rule in self.rules.rules if rule.source.name == "rows" and rule.id not in AT_MOST]

    def errors(self, reading: Reading) -> list[Finding]:
        return [each for each in rules.run(self.rules, [reading]).findings if each.severity == "error"]

    def checked(self, reading: Reading) -> set[tuple[int, str]]:
        """(line, number as written) of every cell that takes part in an identity that holds."""
        judged = judge(self.rows, Facts([reading]))
        held = [each for each in judged if each.assessment and each.assessment.outcome in ("consistent", "rounding")]
        cells = [item.place for each in held for _, item in each.match.items()]
        return {(place.line, place.text) for place in cells}


def read(text: str, style: Style) -> Reading:
    return quantities.read(documents.from_text(text, "statement.md" if style.markdown else "statement.txt"))


def _changed(text: str, other: str) -> int:
    """The first line, from 1, in which two texts differ."""
    pairs = zip(text.split("\n"), other.split("\n"), strict=True)
    return next(number for number, (one, two) in enumerate(pairs, 1) if one != two)


Case: TypeAlias = tuple[Company, Style, list[Statement], list[Injected]]


def cases(companies: int, seed: int, kinds: Sequence[str] = KINDS, language: str = "") -> Iterator[Case]:
    """Companies, with what they show, right and with one error of each kind; in one language, or in both."""
    draw = random.Random(seed)
    for index in range(companies):
        style = style_of(draw)
        if language:
            style = style._replace(chinese=language == "zh")
        firm = company(draw, index, style.grain)
        shown = filing(draw, firm, style)
        wrong = [case for kind in kinds if (case := inject(draw, shown, kind, style))]
        yield firm, style, shown, wrong


class Tally:
    """Errors seen and found, by any key."""

    def __init__(self) -> None:
        self.seen, self.found = Counter[str](), Counter[str]()

    def count(self, key: str, found: bool) -> None:
        self.seen[key] += 1
        self.found[key] += found

    def shown(self, *keys: str) -> str:
        seen, found = sum(self.seen[key] for key in keys), sum(self.found[key] for key in keys)
        return f"{found:4} of {seen:4} {found / max(seen, 1):6.1%}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, value in (("--companies", 200), ("--seed", 1), ("--show", 0)):
        parser.add_argument(name, type=int, default=value)
    parser.add_argument("--clean", action="store_true", help="only right statements")
    parser.add_argument("--language", choices=("en", "zh"), default="", help="statements of one language only")
    parser.add_argument("--lines", action="store_true", help="recall by line, too")
    options = parser.parse_args()
    checker = Checker()
    any_cell, checked_cells, lines = Tally(), Tally(), Tally()
    flagged, missed = [], []
    for firm, style, shown, wrong in cases(options.companies, options.seed, () if options.clean else KINDS, options.language):
        text = written(firm, shown, style)
        right = read(text, style)
        told = checker.errors(right)
        if told:
            flagged.append((text, told))
        checked = checker.checked(right) if wrong else set()
        for case in wrong:
            bad = written(firm, case.statements, style)
            new = bool(checker.errors(read(bad, style)))
            any_cell.count(case.kind, new)
            if (_changed(text, bad), case.right) in checked:
                checked_cells.count(case.kind, new)
                lines.count(f"{case.line} {case.kind}" if case.kind in ("small", "level") else f"{case.line} slip", new)
                if not new:
                    missed.append((case, bad))
    print(f"clean statements flagged: {len(flagged)} of {options.companies}")
    for kind in () if options.clean else KINDS:
        print(f"{kind:15} any cell {any_cell.shown(kind)}   checked cells {checked_cells.shown(kind)}")
    if not options.clean:
        print(f"{'all':15} any cell {any_cell.shown(*KINDS)}   checked cells {checked_cells.shown(*KINDS)}")
    for line in sorted(lines.seen) if options.lines else ():
        print(f"    {line:34} {lines.shown(line)}")
    for text, found in flagged[: options.show]:
        print(text, *(f"!! {each.rule} {each.place.line}: {each.message}" for each in found), sep="\n")
    for case, text in missed[: options.show]:
        print(f"-- missed {case.kind} in {case.line}, which was {case.right}", text, sep="\n")


if __name__ == "__main__":
    main()
