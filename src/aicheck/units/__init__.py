"""Units, currencies and dated exchange rates: exact, offline, and never reading a document's text as an expression.

`resolve`, `convert`, `multiply` and `divide` work on unit codes (`algebra`); `currency_names` and `ambiguous_symbols` give
a language's words for currencies; `rate` gives a dated exchange rate. pint, babel and the rates load when first needed.
"""

from typing import TYPE_CHECKING

from aicheck.deferred import deferred
from aicheck.units.currencies import ambiguous_symbols, currency_names, is_currency, is_current, minor_digits
from aicheck.units.physical import names as physical_names
from aicheck.units.physical import spelled as physical_name

if TYPE_CHECKING:
    from aicheck.units.algebra import (
        Conversion,
        Misfit,
        Scaled,
        Unit,
        compatible,
        conversion,
        convert,
        currency_of,
        divide,
        in_currency,
        known,
        multiply,
        resolve,
    )
    from aicheck.units.rates import RATES_SOURCE, Rate, last_day, period_days, rate

__all__ = [
    "RATES_SOURCE", "Conversion", "Misfit", "Rate", "Scaled", "Unit", "ambiguous_symbols", "compatible", "conversion",
    "convert", "currency_names", "currency_of", "divide", "in_currency", "is_currency", "is_current", "known",
    "last_day", "minor_digits", "multiply", "period_days", "physical_name", "physical_names", "rate", "resolve",
]  # fmt: skip

_ALGEBRA = (
    "Conversion", "Misfit", "Scaled", "Unit", "compatible", "conversion", "convert", "currency_of", "divide", "in_currency",
    "known", "multiply", "resolve",
)  # fmt: skip
_RATES = ("RATES_SOURCE", "Rate", "last_day", "period_days", "rate")
# Whoever only reads text needs the names of currencies, and neither arithmetic nor rates.
__getattr__ = deferred(
    __name__, {**dict.fromkeys(_ALGEBRA, "aicheck.units.algebra"), **dict.fromkeys(_RATES, "aicheck.units.rates")}
)
