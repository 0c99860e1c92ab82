"""The expectation language: parsing, measures with units, the function table, and compiled expectations."""

from aicheck.rules.expectations.compiled import Assessment, Expectation, compile_expectation
from aicheck.rules.expectations.compiler import ATTRIBUTES
from aicheck.rules.expectations.functions import FUNCTIONS
from aicheck.rules.expectations.measures import Measure, Mode, Unchecked, UnitFault, measure_of
from aicheck.rules.expectations.syntax import ExpectationError, parse
from aicheck.rules.expectations.values import Context, Judgement

__all__ = [
    "ATTRIBUTES", "FUNCTIONS", "Assessment", "Context", "Expectation", "ExpectationError", "Judgement", "Measure", "Mode",
    "Unchecked", "UnitFault", "compile_expectation", "measure_of", "parse",
]  # fmt: skip
