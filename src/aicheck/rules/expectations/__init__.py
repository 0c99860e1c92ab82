"""The expectation language: parsing, measures with units, the function table, and compiled expectations."""

from aicheck.rules.expectations.compiled import Assessment, Expectation, compile_expectation
from aicheck.rules.expectations.functions import FUNCTIONS
from aicheck.rules.expectations.measures import Measure, Mode, Unchecked, UnitFault, measure_of
from aicheck.rules.expectations.syntax import ExpectationError, parse

__all__ = [
    "FUNCTIONS", "Assessment", "Expectation", "ExpectationError", "Measure", "Mode", "Unchecked", "UnitFault",
    "compile_expectation", "measure_of", "parse",
]  # fmt: skip
