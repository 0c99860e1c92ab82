from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aicheck.model import Exact
from aicheck.reports.quantities import written

NUMBERS = [
    (None, ""),
    (Decimal("3.1E+9"), "3100000000"),
    (Decimal("1E-7"), "0.0000001"),
    (Decimal("1.10"), "1.10"),
    (Fraction(-3, 8), "-0.375"),
    (Fraction(31 * 10**9), "31000000000"),
    (Fraction(2, 3), "0.6666666666666666666666666667"),
]


@pytest.mark.parametrize(("number", "text"), NUMBERS)
def test_numbers_in_full(number: Exact | None, text: str) -> None:
    assert written(number) == text


@given(st.integers(), st.integers(0, 60), st.integers(0, 60))
def test_a_finite_fraction_is_written_exactly(numerator: int, twos: int, fives: int) -> None:
    number = Fraction(numerator, 2**twos * 5**fives)
    assert Fraction(written(number)) == number
