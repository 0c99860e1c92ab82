from fractions import Fraction

import pytest

from aicheck.intervals import Interval
from aicheck.reports.figures import figure, span

ENGLISH = ((12, " trillion"), (9, " billion"), (6, " million"))
CHINESE = ((12, " 万亿"), (8, " 亿"), (4, " 万"))


@pytest.mark.parametrize(
    ("value", "english", "chinese"),
    [
        (Fraction(0), "0", "0"),
        (Fraction(1, 3), "0.333333", "0.333333"),
        (Fraction(31_500_000_000), "31.5 billion", "315 亿"),
        (Fraction(-12_345), "−12,345", "−1.2345 万"),
        (Fraction(999_999), "999,999", "99.9999 万"),
        (Fraction(10) ** 20, "1×10²⁰", "1×10²⁰"),
        (Fraction(3, 10**9), "3×10⁻⁹", "3×10⁻⁹"),
    ],
)
def test_figure(value: Fraction, english: str, chinese: str) -> None:
    assert figure(value, ENGLISH) == english
    assert figure(value, CHINESE) == chinese


def test_a_figure_of_more_digits_than_python_prints() -> None:
    assert figure(Fraction(10) ** 5000) == "1×10⁵⁰⁰⁰"


@pytest.mark.parametrize(
    ("interval", "unit", "expected"),
    [
        (Interval.of(30_500_000_000, 31_500_000_000), "USD", "30.5 – 31.5 billion USD"),
        (Interval.of(-5, -3), "percent", "−5 – −3 %"),
        (Interval.of(50, None), "", "≥ 50"),
        (Interval.of(50, None, low_closed=False), "", "> 50"),
        (Interval.of(None, 0), "people", "≤ 0 people"),
        (Interval.of(None, 7, high_closed=False), "x", "< 7×"),
        (Interval.everything(), "", "−∞ – ∞"),
        (Interval.point(42), "", "42"),
        (Interval.of(42_000_000, 42_000_000_000_000), "", "42 million – 42 trillion"),
        (Interval.of(Fraction("1.0000000001"), Fraction("1.0000000002")), "", "1.0000000001 – 1.0000000002"),
        (Interval.of(0, 5_000_000), "", "0 – 5 million"),
    ],
)
def test_span(interval: Interval, unit: str, expected: str) -> None:
    assert span(interval, unit, ENGLISH) == expected
