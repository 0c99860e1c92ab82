"""Layouts of plain data, in which nothing has to foot though much does by chance: series, measurements, sequences."""

from __future__ import annotations

from fractions import Fraction

from tests.rules.tables.drafts import PLACES, layout, random_names, random_years
from tests.rules.tables.sheets import Sheet


@layout
def _smooth_series(sheet: Sheet) -> None:
    width, places = sheet.draw.randint(2, 6), sheet.draw.choice((0, 1, 2, 3, 4))
    sheet.header("Time", *sheet.draw.sample(PLACES, width))
    values = [Fraction(sheet.draw.randint(20, 3000)) for _ in range(width)]
    drift = [Fraction(sheet.draw.randint(-5, 5)) for _ in range(width)]
    for at in range(sheet.draw.randint(12, 90)):
        values = [value + step + sheet.draw.randint(-1, 1) for value, step in zip(values, drift, strict=True)]
        sheet.row(f"{at // 60:02}:{at % 60:02}", [value / 10**places for value in values], places)


@layout
def _wavelengths(sheet: Sheet) -> None:
    """One curve measured in some channels: neighbours differ in their last digit or not at all."""
    width = sheet.draw.randint(3, 7)
    sheet.header("Wavelength", *(f"CH{at}" for at in range(1, width + 1)))
    value = Fraction(sheet.draw.randint(100, 400))
    for at in range(sheet.draw.randint(20, 120)):
        value += sheet.draw.randint(-2, 3)
        sheet.row(f"{400 + 2 * at}", [(value + sheet.draw.randint(-2, 2)) / 10_000 for _ in range(width)], 4)


@layout
def _sequences(sheet: Sheet) -> None:
    """A sequence that follows a law to its last digit, with one number that does not."""
    law = sheet.draw.choice(("double", "step", "fibonacci"))
    sheet.header("n", "x", "x - 1", "-x")
    values = [sheet.draw.randint(1, 20), sheet.draw.randint(1, 20)]
    for _ in range(sheet.draw.randint(10, 40)):
        values.append({"double": 2 * values[-1], "step": 2 * values[-1] - values[-2], "fibonacci": sum(values[-2:])}[law])
    values[sheet.draw.randrange(5, len(values))] += 50
    for at, value in enumerate(values):
        sheet.row(str(at), [Fraction(value), Fraction(value - 1), Fraction(-value)], 0)


@layout
def _few_digits(sheet: Sheet) -> None:
    columns = ["Speed", "Cylinders", "Gears", "Doors", "Weight", "Carburettors"]
    sheet.header("Model", *columns)
    for name in random_names(sheet, 6, 20):
        counts = [Fraction(sheet.draw.randint(*ends)) for ends in ((90, 240), (4, 8), (3, 5), (2, 5), (900, 2400), (1, 8))]
        sheet.row(name, counts, 0)


@layout
def _rates_of_exchange(sheet: Sheet) -> None:
    width = sheet.draw.randint(3, 6)
    sheet.header("Currency", *random_years(sheet, width))
    for name in ("Dollar", "Pound", "Franc", "Yen", "Krone", "Peso", "Rand"):
        rate = Fraction(sheet.draw.randint(500, 20_000))
        sheet.row(name, [(rate + sheet.draw.randint(-30, 30)) / 1000 for _ in range(width)], 3)


@layout
def _populations(sheet: Sheet) -> None:
    """Rows that grow at much the same pace."""
    width = sheet.draw.randint(4, 8)
    sheet.header("Town", *(str(1990 + 5 * at) for at in range(width)))
    for name in random_names(sheet, 8, 20):
        value = Fraction(sheet.draw.randint(900, 90_000))
        found: list[Fraction | str | None] = []
        for _ in range(width):
            value = value * Fraction(sheet.draw.randint(1000, 1040), 1000)
            found.append(value)
        sheet.row(name, found, 0)
