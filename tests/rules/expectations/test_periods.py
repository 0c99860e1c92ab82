"""Which period comes before which."""

from __future__ import annotations

import pytest

from aicheck.rules.expectations import periods


@pytest.mark.parametrize(
    ("period", "previous", "year_before"),
    [
        ("2024", "2023", "2023"),
        ("FY2024", "FY2023", "FY2023"),
        ("2024-Q1", "2023-Q4", "2023-Q1"),
        ("2024Q3", "2024Q2", "2023Q3"),
        ("2024-H1", "2023-H2", "2023-H1"),
        ("2024-01", "2023-12", "2023-01"),
        ("2024-03-01", "2024-02-29", "2023-03-01"),
        ("2024-02-29", "2024-02-28", "2023-02-28"),
        ("2024-H3", None, "2023-H3"),
        ("2024-13", None, "2023-13"),
        ("2024-02-31", None, "2023-02-31"),
        ("last year", None, None),
        ("2023-10/2024-02", None, None),
    ],
)
def test_before(period: str, previous: str | None, year_before: str | None) -> None:
    assert (periods.previous(period), periods.year_before(period)) == (previous, year_before)


def test_ends_of_a_span() -> None:
    assert (periods.start("2023-10/2024-02"), periods.end("2023-10/2024-02")) == ("2023-10", "2024-02")
    assert (periods.start("peak / 2024"), periods.end("2024"), periods.end("2024/")) == ("peak", None, None)
