"""Measures in another unit: the one place where the expectation language asks `units`."""

from __future__ import annotations

from aicheck.rules.expectations.measures import Measure, Unchecked


def convert(value: Measure, unit: str, date: str, remarks: dict[str, str]) -> Measure:
    """The measure in another unit; `remarks` gets the rate that was used.

    Raises: UnitFault, Unchecked.
    """
    if value.dimension.name == unit:
        return value
    raise Unchecked(f"no conversion from {value.dimension.name} to {unit} is known")
