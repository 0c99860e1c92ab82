"""What units are, how they convert, and what their products are: exact values, and misfits that are values."""

from __future__ import annotations

from fractions import Fraction as F

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aicheck.intervals import Interval
from aicheck.model import KINDS
from aicheck.units import (
    Conversion,
    Misfit,
    Scaled,
    compatible,
    conversion,
    convert,
    currency_of,
    divide,
    in_currency,
    known,
    multiply,
    physical_names,
    resolve,
)

RESOLVED = {
    "": ("", "number", ""),
    "percent": ("percent", "percent", ""),
    "percentage point": ("percentage point", "percentage-point", ""),
    "basis point": ("basis point", "percentage-point", ""),
    "per mille": ("per mille", "percent", ""),
    "x": ("x", "multiple", ""),
    "USD": ("USD", "money", "USD"),
    "DEM": ("DEM", "money", "DEM"),
    "kilometer": ("kilometer", "physical", "length"),
    "Kilometres": ("kilometer", "physical", "length"),
    "square-foot": ("square foot", "physical", "length*length"),
    "tonne": ("metric ton", "physical", "mass"),
    "ton": ("ton", "physical", "ton"),
    "hour": ("hour", "duration", "time"),
    "year": ("year", "duration", "calendar"),
    "degree celsius": ("degree Celsius", "temperature", "temperature"),
    "mile/hour": ("mile/hour", "physical", "length/time"),
    "kilometers per hour": ("kilometer/hour", "physical", "length/time"),
    "USD/share": ("USD/share", "money", "USD/count:share"),
    "percent/year": ("percent/year", "percent", "/calendar"),
    "USD/barrel/day": ("USD/barrel/day", "money", "USD/barrel/time"),
    "pound per square inch": ("psi", "physical", "mass/length/time/time"),
    "pence": ("pence", "money", "GBP"),
    "BTC": ("BTC", "money", "BTC"),
    "GPU": ("GPU", "count", "count:gpu"),
    "research paper": ("research paper", "count", "count:research paper"),
    "公司": ("公司", "count", "count:公司"),
    "/day": ("/day", "number", "/time"),
}


@pytest.mark.parametrize("code", RESOLVED)
def test_codes_resolve(code: str) -> None:
    unit = resolve(code)
    assert unit is not None
    assert (unit.code, unit.kind, unit.dimension) == RESOLVED[code]
    assert unit.kind in KINDS


@pytest.mark.parametrize(
    "code", ["3 M", "5 k", "USD//", "((((meter", "meter**9", "1e9", "-", "USD/", "a" * 61, "m/" * 50 + "m", "%", "$"]
)
def test_what_cannot_be_a_unit_is_none(code: str) -> None:
    assert resolve(code) is None
    assert not known(code)
    assert conversion(code, "USD") == Misfit("unknown", code, "")
    assert multiply("USD", code) == Misfit("unknown", "", code)


@given(st.text(max_size=200))
def test_no_text_makes_a_code_crash(text: str) -> None:
    unit = resolve(text)
    if unit is not None:
        assert resolve(unit.code) == unit


def test_known_units_and_mere_nouns() -> None:
    assert all(known(code) for code in ("USD", "percent", "", "mile/hour", "EUR/metric ton"))
    assert not any(known(code) for code in ("USDD", "GPU", "USD/share", "dollars"))


CONVERTED = [
    ("26.2", "mile", "kilometer", "42.1648128"),
    ("1", "nautical mile", "meter", "1852"),
    ("100", "mile/hour", "kilometer/hour", "160.9344"),
    ("10", "knot", "kilometer/hour", "18.52"),
    ("3", "acre", "square foot", "130680"),
    ("15", "mu", "hectare", "1"),
    ("1", "cubic meter", "liter", "1000"),
    ("1", "US gallon", "liter", "3.785411784"),
    ("42", "US gallon", "oil barrel", "1"),
    ("2.5", "metric ton", "kilogram", "2500"),
    ("1", "pound", "kilogram", "0.45359237"),
    ("1", "short ton", "pound", "2000"),
    ("1", "troy ounce", "gram", "31.1034768"),
    ("3", "jin", "kilogram", "1.5"),
    ("90", "minute", "hour", "1.5"),
    ("2", "week", "hour", "336"),
    ("18", "month", "year", "1.5"),
    ("1", "terawatt hour", "gigawatt hour", "1000"),
    ("3.6", "megajoule", "kilowatt hour", "1"),
    ("1", "metric ton of coal equivalent", "gigajoule", "29.3076"),
    ("1", "exaflops", "petaflops", "1000"),
    ("1", "gigabit/second", "megabit/second", "1000"),
    ("50", "degree Fahrenheit", "degree Celsius", "10"),
    ("-40", "degree Celsius", "degree Fahrenheit", "-40"),
    ("0", "kelvin", "degree Celsius", "-273.15"),
    ("25", "percent", "", "0.25"),
    ("25", "basis point", "percentage point", "0.25"),
    ("3", "x", "percent", "300"),
    ("6", "percent/year", "percent/month", "0.5"),
    ("84", "USD/oil barrel", "USD/US gallon", "2"),
    ("7", "GPU", "gpu", "7"),
    ("1", "foot pound force", "newton meter", "1.3558179483314004"),
    ("250", "pence", "GBP", "2.5"),
    ("3000", "revolution per minute", "revolution/second", "50"),
]


@pytest.mark.parametrize(("value", "from_", "to", "expected"), CONVERTED)
def test_conversions_are_exact(value: str, from_: str, to: str, expected: str) -> None:
    assert convert(F(value), from_, to) == F(expected)
    assert convert(F(expected), to, from_) == F(value)
    assert compatible(from_, to)


MISFITS = [
    ("USD", "CNY", "currency"),
    ("USD/oil barrel", "EUR/US gallon", "currency"),
    ("USD", "kilogram", "dimension"),
    ("USD", "", "dimension"),
    ("year", "day", "unclear"),
    ("ton", "metric ton", "unclear"),
    ("gallon/minute", "cubic meter/hour", "unclear"),
    ("gigabyte", "megabyte", "unclear"),
    ("horsepower", "kilowatt", "unclear"),
    ("degree", "degree Celsius", "unclear"),
    ("USD/ton", "CNY/metric ton", "unclear"),
    ("ton", "liter", "dimension"),
    ("kilowatt", "kilowatt hour", "dimension"),
    ("square mile", "mile", "dimension"),
    ("mile/hour", "mile", "dimension"),
    ("GPU", "company", "noun"),
    ("GPU", "", "noun"),
    ("USDD/", "USD", "unknown"),
]


@pytest.mark.parametrize(("a", "b", "reason"), MISFITS)
def test_what_does_not_fit_is_a_value_that_tells_why(a: str, b: str, reason: str) -> None:
    for left, right in ((a, b), (b, a)):
        misfit = convert(F(1), left, right)
        assert isinstance(misfit, Misfit)
        assert misfit.reason == reason
        assert str(misfit)
        assert not compatible(left, right)


PRODUCTS = [
    ("USD/share", "share", Scaled("USD", F(1))),
    ("USD", "percent", Scaled("USD", F(1, 100))),
    ("percent", "percent", Scaled("", F(1, 10_000))),
    ("USD", "x", Scaled("USD", F(1))),
    ("USD/oil barrel", "US gallon", Scaled("USD", F(1, 42))),
    ("kilometer/hour", "minute", Scaled("kilometer", F(1, 60))),
    ("percent/year", "year", Scaled("", F(1, 100))),
    ("kilowatt", "hour", Scaled("hour*kilowatt", F(1))),
    ("GPU", "USD/GPU", Scaled("USD", F(1))),
    ("", "", Scaled("", F(1))),
]


@pytest.mark.parametrize(("a", "b", "expected"), PRODUCTS)
def test_products(a: str, b: str, expected: Scaled) -> None:
    assert multiply(a, b) == expected == multiply(b, a)


QUOTIENTS = [
    ("USD", "USD", Scaled("", F(1))),
    ("USD", "share", Scaled("USD/share", F(1))),
    ("USD", "percent", Scaled("USD", F(100))),
    ("kilometer", "meter", Scaled("", F(1000))),
    ("kilometer", "hour", Scaled("kilometer/hour", F(1))),
    ("USD", "CNY", Scaled("USD/CNY", F(1))),
    ("", "hour", Scaled("/hour", F(1))),
]


@pytest.mark.parametrize(("a", "b", "expected"), QUOTIENTS)
def test_quotients(a: str, b: str, expected: Scaled) -> None:
    assert divide(a, b) == expected


CODES = st.sampled_from(
    ["", "percent", "x", "USD", "CNY", "share", "GPU", "kilometer", "mile", "hour", "USD/share", "kilowatt hour"]
)


@given(a=CODES, b=CODES)
def test_dividing_undoes_multiplying(a: str, b: str) -> None:
    product = multiply(a, b)
    assert isinstance(product, Scaled)
    back = divide(product.code, b)
    assert isinstance(back, Scaled)
    way = conversion(back.code, a)
    assert isinstance(way, Conversion)
    assert way.factor * back.factor * product.factor == 1


def test_intervals_convert_with_both_ends() -> None:
    way = conversion("degree Fahrenheit", "degree Celsius")
    assert isinstance(way, Conversion)
    assert str(way.interval(Interval.of(32, 50, True, False))) == "[0, 10)"
    same = conversion("USD", "USD")
    assert isinstance(same, Conversion)
    interval = Interval.of(1, 2)
    assert same.interval(interval) is interval


def test_the_currency_of_a_unit_can_be_exchanged() -> None:
    assert [currency_of(code) for code in ("USD", "USD/oil barrel", "percent", "USD/CNY")] == ["USD", "USD", None, None]
    assert in_currency("USD/oil barrel", "CNY") == "CNY/oil barrel"
    with pytest.raises(ValueError, match="not stated in one currency"):
        in_currency("percent", "USD")


def test_every_listed_unit_resolves_to_itself_and_converts() -> None:
    for code in physical_names():
        unit = resolve(code)
        assert unit is not None and unit.code == code and known(code)
        assert unit.dimension
        assert convert(F(3), code, code) == 3
