"""What layouts share: the words of rows and columns, and rows of random numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from tests.rules.tables.sheets import Sheet

WORDS = """Ferries|Cargo|Tugs|Dredging|Pilotage|Moorings|Cold stores|Timber yard|Grain silos|Salt works|Workshops|Harbour
office|Marina|Fuel dock|Night market|Lighthouses|Rope walk|Ice house|Boat sheds|Quay cranes|Customs yard|Fish hall""".replace(
    "\n", " "
).split("|")
PLACES = ["North", "South", "East", "West", "Isles", "Inland", "Abroad", "Coast", "Delta", "Highlands"]
EXPENSES = """Wages and salaries|Rent|Research and development|Marketing|General and administrative|Insurance|Repairs|Training|
Travel|Legal fees|Energy""".replace("\n", "").split("|")
ZH = ["渡轮", "货运", "拖轮", "疏浚", "引航", "冷库", "木材场", "粮仓", "盐场", "修理厂", "码头吊机", "鱼市", "灯塔", "油库"]

Layout = Callable[[Sheet], None]
LAYOUTS: dict[str, Layout] = {}


def layout(function: Layout) -> Layout:
    LAYOUTS[function.__name__.strip("_")] = function
    return function


def random_years(sheet: Sheet, count: int) -> list[str]:
    last = sheet.draw.randint(2004, 2033)
    form = sheet.draw.choice(("{}", "{}", "FY {}", "Dec 31, {}", "{} (restated)", "Year ended 30 June {}"))
    return [form.format(last - at) for at in range(count)]


def random_names(sheet: Sheet, low: int, high: int, words: Sequence[str] = WORDS) -> list[str]:
    return sheet.draw.sample(list(words), sheet.draw.randint(low, high))


def random_rows(sheet: Sheet, names: Sequence[str], width: int, nils: float = 0.08, negative: float = 0.0) -> list[int]:
    """Rows of numbers whose columns look alike, here and there a dash."""
    found = []
    for name in names:
        base = sheet.number()
        values: list[Fraction | str | None] = []
        for _ in range(width):
            value = base * Fraction(sheet.draw.randint(70, 130), 100)
            value = -value if sheet.draw.random() < negative else value
            values.append(None if sheet.draw.random() < nils else value)
        found.append(sheet.row(name, values))
    return found


def crossed(sheet: Sheet, label: str, values: list[Fraction | None]) -> int:
    """A row with its total in the last column."""
    at = sheet.row(label, [*values, sum((value or Fraction(0) for value in values), Fraction(0))])
    sheet.sums.append(((at, len(values) + 1), [((at, c), 1) for c in range(1, len(values) + 1)], True))
    return at
