from itertools import product

import pytest

from aicheck.quantities.numerals import numeral


@pytest.mark.parametrize("length", range(1, 7))
def test_no_mixture_of_digits_and_marks_breaks_the_reader(length: int) -> None:
    for marks in product("0.,5", repeat=length):
        found = numeral("".join(marks))
        assert found is None or found.value.is_finite()
