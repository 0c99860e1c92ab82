"""The examples of docs/units.md are run."""

import doctest
from pathlib import Path


def test_examples_of_the_units_page() -> None:
    page = Path(__file__).parents[2] / "docs" / "units.md"
    results = doctest.testfile(str(page), module_relative=False)
    assert results.attempted >= 9 and results.failed == 0
