"""A table while it is laid out: what is shown, the numbers behind it, what must foot; and slips in it.

Numbers are drawn with three digits more than are shown, and rounded: totals are off by a unit as in real reports.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

At = tuple[int, int]
Parts = list[tuple[At, int]]


@dataclass
class Sheet:
    """A table that is being laid out: `cells` as shown, `exact` what lies behind the numbers, `sums` what must foot.

    A sum is (target, parts with signs, whether a label names it a total).
    """

    draw: random.Random
    cells: list[list[str]] = field(default_factory=list)
    exact: dict[At, Fraction] = field(default_factory=dict)
    sums: list[tuple[At, Parts, bool]] = field(default_factory=list)
    above: str = ""
    places: int = 0
    minus: str = "()"
    nil: str = "—"
    sign: str = ""
    signed_rows: set[int] = field(default_factory=set)

    def number(self, size: float = 1.0) -> Fraction:
        """A number of some digits, with three more than are shown."""
        digits = self.draw.choice((3, 4, 4, 5, 6))
        return Fraction(
            int(self.draw.randint(10**2, 10**digits) * size) * 1000 + self.draw.randint(0, 999), 1000 * 10**self.places
        )

    def header(self, *words: str) -> None:
        """A row of words."""
        self.cells.append(list(words))

    def row(self, label: str, values: Sequence[Fraction | str | None], places: int | None = None, percent: str = "") -> int:
        """A row of numbers and words; None is a dash. Gives the number of the row."""
        at = len(self.cells)
        shown = [label]
        for c, value in enumerate(values, 1):
            if value is None:
                shown.append(self.nil)
                self.exact[at, c] = Fraction(0)
            elif isinstance(value, str):
                shown.append(value)
            else:
                shown.append(self.written(value, self.places if places is None else places, percent))
                self.exact[at, c] = value
        self.cells.append(shown)
        return at

    def written(self, value: Fraction, places: int, percent: str = "") -> str:
        """A number as the table writes it."""
        rounded = (Decimal(value.numerator) / Decimal(value.denominator)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
        digits = f"{abs(rounded):,}{percent}"
        if rounded >= 0:
            return digits
        return f"({digits})" if self.minus == "()" else f"{self.minus}{digits}"

    def total(self, label: str, rows: Sequence[int] | Sequence[tuple[int, int]], width: int, named: bool = True) -> int:
        """A row that sums others (given with signs, or all added), in the columns from 1 to `width`."""
        signed = [row if isinstance(row, tuple) else (row, 1) for row in rows]
        values = [sum((self.exact[row, c] * sign for row, sign in signed if (row, c) in self.exact), Fraction(0))
                  for c in range(1, width + 1)]  # fmt: skip
        at = self.row(label, values)
        for c in range(1, width + 1):
            self.sums.append(((at, c), [((row, c), sign) for row, sign in signed], named))
        return at

    def text(self) -> str:
        """The table in Markdown, with what stands above it."""
        width = max(len(row) for row in self.cells)
        cells = [row + [""] * (width - len(row)) for row in self.cells]
        for r in self.signed_rows:
            cells[r] = [self.sign + word if (r, c) in self.exact and word[:1].isdigit() and "%" not in word else word
                        for c, word in enumerate(cells[r])]  # fmt: skip
        lines = ["| " + " | ".join(row) + " |" for row in cells]
        return f"{self.above}\n\n" * bool(self.above) + "\n".join([lines[0], "|---" * width + "|", *lines[1:]]) + "\n"

    def line(self, row: int) -> int:
        """The line of the text on which a row stands, from 1."""
        return row + (row > 0) + 1 + (self.above.count("\n") + 2) * bool(self.above)


def slipped(sheet: Sheet, draw: random.Random) -> tuple[At, str, set[int]] | None:
    """A cell of a named total, its words with one slip in them, and the rows of the sums that the slip breaks."""
    named = [one for one in sheet.sums if one[2]] or sheet.sums
    for _ in range(40 if named else 0):
        target, parts, _ = draw.choice(named)
        at = draw.choice([target, *(cell for cell, _ in parts)])
        old = sheet.cells[at[0]][at[1]] if at in sheet.exact else ""
        new = _slip(old, draw)
        if not new or new == old:
            continue
        moved = abs(_value(new) - _value(old))
        rows: set[int] = set()
        for other, addends, _ in sheet.sums:
            cells = [other, *(cell for cell, _ in addends)]
            if at in cells and moved > _slack(sheet, cells):
                rows |= {r for r, _ in cells}
        if rows and moved > _slack(sheet, [target, *(cell for cell, _ in parts)]):
            return at, new, rows
    return None


def _slack(sheet: Sheet, cells: Sequence[At]) -> Fraction:
    shown = [sheet.cells[r][c] for r, c in cells]
    places = min((len(word.partition(".")[2].rstrip(")%")) for word in shown if any(d.isdigit() for d in word)), default=0)
    return Fraction(2 * len(cells), 10**places)


def _value(word: str) -> Fraction:
    digits = "".join(c for c in word if c.isdigit() or c == ".")
    return Fraction(digits or 0) * (-1 if any(c in word for c in "(-−") else 1)


def _slip(word: str, draw: random.Random) -> str:
    """A number with a wrong digit, two swapped, a digit too many or a sign lost; empty where it has too few digits."""
    places = [at for at, c in enumerate(word) if c.isdigit()]
    if len(places) < 3:
        return ""
    kind = draw.choice(("digit", "digit", "swap", "swap", "scale", "sign"))
    if kind == "digit":
        at = draw.choice(places[:-1])
        return word[:at] + draw.choice([d for d in "123456789" if d != word[at]]) + word[at + 1 :]
    if kind == "swap":
        at = draw.randrange(len(places) - 1)
        a, b = places[at], places[at + 1]
        return "" if word[b] == "0" and not at else word[:a] + word[b] + word[a + 1 : b] + word[a] + word[b + 1 :]
    if kind == "sign":
        return word.replace("(", "").replace(")", "").replace("−", "").replace("-", "") if _value(word) < 0 else f"({word})"
    if "." in word:
        return word.replace(".", "", 1)
    digits = "".join(word[at] for at in places) + "0"
    return word[: places[0]] + f"{int(digits):,}" + word[places[-1] + 1 :]
