"""The list of physical units: nothing else reaches pint, and what both know is the same."""

from __future__ import annotations

import re
import subprocess
import sys
from fractions import Fraction

import pytest

from aicheck.units import physical

# Where our names differ from pint's own, and where we are more careful than it is (two readings: a dimension of its own).
PINT_NAMES = {
    "US gallon": "gallon", "oil barrel": "oil_bbl", "million British thermal units": None, "British thermal unit": None,
    "metric ton of oil equivalent": "tonne_of_oil_equivalent", "metric ton of coal equivalent": None, "flops": None,
    "millimeter of mercury": "mmHg", "half year": None, "quarter": None, "mu": None, "jin": None, "liang": None, "li": None,
    "quintal": None, "dan": None, "gigaflops": None, "brake horsepower": None, "frame": None, "frame per second": None,
    "revolution": None, "revolution per minute": None, "nit": None, "rem": None, "roentgen": None, "radian": None,
    "furlong": None, "fathom": None, "kilopound per square inch": "kip_per_square_inch", "foot pound force": None,
    "newton meter": None, "kilovolt ampere": None, "floating point operation": None,
    "teraflops": None, "petaflops": None, "exaflops": None,
    # pint uses the survey foot of 1893 here
    "acre": None, "acre foot": None,
    # calendars
    "month": None, "year": None, "decade": None, "century": None, "millennium": None,
    # pint measures these in other base units
    "candela": None, "lumen": None, "lux": None, "becquerel": None, "sievert": None, "millisievert": None,
    "parsec": None, "mach": None, "barrel of oil equivalent": None, "dunam": None, "steradian": None,  # not exact, or not pint's
    "arcminute": None, "arcsecond": None, "chi": None, "zhang": None, "qing": None, "quarter hour": None,
    "inch of mercury": None, "rod": None, "chain": None,
    "microsievert": None, "gray": None, "therm": None, "cord": None, "board foot": "board_foot",
}  # fmt: skip
TWO_READINGS = {
    "gallon", "quart", "pint", "barrel", "bushel", "fluid ounce", "teaspoon", "tablespoon", "cup", "ton", "kiloton", "megaton",
    "ounce", "hundredweight", "degree", "decibel", "calorie", "kilocalorie", "horsepower", "kilobyte", "megabyte", "gigabyte",
    "league", "dram", "gigaton", "terabyte", "petabyte", "exabyte", "zettabyte", "yottabyte", "peck", "pixel", "megapixel",
}  # fmt: skip


def test_factors_are_those_of_pint() -> None:
    import pint

    default = pint.UnitRegistry(non_int_type=Fraction, cache_folder=None)
    compared = 0
    for code in physical.names():
        name = PINT_NAMES.get(code, code.replace(" ", "_"))
        if name is not None:
            name = re.sub("^square_(.*)", r"\1**2", re.sub("^cubic_(.*)", r"\1**3", name))
        if name is None or code in TWO_READINGS or physical.group(code) == "temperature":
            continue
        theirs = default.Quantity(Fraction(1), name).to_root_units()
        ours = physical.reduced(code)
        dimensions = {key.strip("[]"): int(power) for key, power in theirs.dimensionality.items()}
        assert dict(ours.dimensions) == dimensions or dimensions == {}, code
        assert ours.factor == theirs.magnitude, code
        compared += 1
    assert compared > 110


def test_words_with_two_readings_compare_with_nothing_else() -> None:
    for code in TWO_READINGS:
        [(dimension, power)] = physical.reduced(code).dimensions
        assert power == 1
        assert dimension not in ("length", "mass", "time", "information"), code


def test_spellings() -> None:
    assert physical.spelled("Square-Metres") == "square meter"
    assert physical.spelled("feet") == "foot"
    assert physical.spelled("DEGREE celsius") == "degree Celsius"
    assert [physical.spelled(word) for word in ("m", "M", "k", "3 M", "", "meter^2", "decades ago")] == [None] * 7


def test_unlisted_names_never_reach_pint() -> None:
    for name in ("molar", "meter*meter", "((((((((((meter"):
        with pytest.raises(KeyError):
            physical.reduced(name)
        with pytest.raises(KeyError):
            physical.degrees(Fraction(1), name, "kelvin")


def test_pint_and_babel_stay_unloaded_until_needed() -> None:
    program = (
        "import sys; from aicheck import units as u; from fractions import Fraction as F;"
        "assert u.convert(F(1), 'USD', 'USD') == 1; assert u.convert(F(5), 'percent', 'x') == F(1, 20);"
        "assert u.convert(F(1), 'mile', 'mile') == 1; assert u.multiply('USD/share', 'share').code == 'USD';"
        "u.currency_names('en'); u.currency_names('zh');"
        "assert not {'pint', 'babel', 'currency_converter'} & set(sys.modules), sorted(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
