"""Whether the quantities that a relation ties together are in one unit, and which.

Writers leave a unit out where it was just named ("rose 243 mln dlrs to 45.34 billion"), and name the same things by longer
and shorter nouns ("71,300 running bales, 60,200 bales"). So a bare number takes the unit of its partners, a noun stands
for any longer phrase that ends in it, and cents join the dollars, or whatever currency stands beside them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from aicheck.lexicons import load
from aicheck.model import Exact, Quantity
from aicheck.rules.text.classes import word_classes
from aicheck.units.currencies import is_currency, minor_digits

_SMALL, _FAR = 1000, 20


def shared(quantities: Sequence[Quantity], language: str = "en") -> tuple[Quantity, ...] | None:
    """The quantities in one unit, or None where they are known to be of different ones.

    A bare whole number below a thousand beside amounts twenty times as large is none of them: it is a rank, a model, or
    half of a name. Where a larger one is bare as well, the writer leaves the unit out (1,284 customers, 62 more than the 1,222).
    """
    settled = _in_major_units(quantities, language)
    named = [quantity for quantity in settled if quantity.unit]
    if not named:  # bare numbers of one relation count the same things, whatever those are
        return tuple(each._replace(kind="count") if each.kind == "number" else each for each in settled)
    longest = max((quantity.unit for quantity in named), key=len)
    people = _people(language)
    named = [each._replace(unit=longest) if {each.unit, longest} <= people else each for each in named]
    kinds = {quantity.kind for quantity in named}
    if len(kinds) > 1 or any(not _fits(quantity.unit, longest) for quantity in named):
        return None
    bare = [quantity for quantity in settled if not quantity.unit]
    if bare and _doubtful(bare, named):
        return None
    kind = kinds.pop()
    return tuple(quantity._replace(unit=longest, kind=kind) for quantity in settled)


def _people(language: str) -> frozenset[str]:
    """The words that count people, whichever of them a writer takes: 120名, 120人."""
    words = word_classes(language)
    return frozenset() if words is None else words.single("people")


def fitting(parts: Sequence[Quantity], whole: Quantity, language: str = "en") -> tuple[Quantity, ...]:
    """Those of the parts that can be in the unit of the whole; people and things of any noun are parts of a count."""
    return tuple(each for each in parts if shared([counted(each, whole, language), whole], language) is not None)


def counted(part: Quantity, whole: Quantity, language: str = "en") -> Quantity:
    """A counted part under the noun of the whole: men and women are people. Where words count people as against things, as
    in Chinese, these words tell what is no part."""
    if _people(language):
        return part
    return part._replace(unit=whole.unit) if part.kind == whole.kind == "count" else part


def under(parts: Sequence[Quantity], whole: Quantity, language: str = "en") -> tuple[Quantity, ...]:
    """The parts under the noun of their whole; where it has none, under that of the first (32 women and 25 men, 57)."""
    noun = next((part.unit for part in parts if part.kind == "count" and part.unit), "")
    if whole.kind == "number" and noun and not _people(language):
        return tuple(part._replace(unit=noun) if part.kind == "count" else part for part in parts)
    return tuple(counted(part, whole, language) for part in parts)


def _fits(unit: str, longest: str) -> bool:
    return longest == unit or longest.endswith(f" {unit}") or longest.startswith(f"{unit} ")


def _doubtful(bare: Sequence[Quantity], named: Sequence[Quantity]) -> bool:
    least = min(_size(quantity) for quantity in named)
    return all(quantity.decimals == 0 and _size(quantity) < _SMALL and _size(quantity) * _FAR < least for quantity in bare)


def _size(quantity: Quantity) -> Fraction:
    stated = quantity.value if quantity.value is not None else quantity.high if quantity.high is not None else quantity.low
    return abs(Fraction(stated)) if stated is not None else Fraction(0)


# -- cents --------------------------------------------------------------------------------------------------------------


@lru_cache
def _minor(language: str) -> Mapping[str, str]:
    """The hundredths of currencies in a language, each with the currency that it is of when nothing else is said."""
    entries = load(language).raw.get("minor_currencies", {})
    currencies = {str(name): str(entry["of"]) for name, entry in entries.items()}
    return {name: code for name, code in currencies.items() if is_currency(code) and minor_digits(code) == 2}


def _in_major_units(quantities: Sequence[Quantity], language: str) -> Sequence[Quantity]:
    minor = _minor(language)
    majors = {_currency(quantity) for quantity in quantities if quantity.kind == "money"} - minor.keys()
    if len(majors) != 1 or all(_currency(quantity) not in minor for quantity in quantities):
        return quantities
    (major,) = majors
    return [_hundredth(quantity, major) if _currency(quantity) in minor else quantity for quantity in quantities]


def _currency(quantity: Quantity) -> str:
    """The currency of an amount, or of a price: cents a gallon are cents."""
    return quantity.unit.partition(" per ")[0]


def _hundredth(quantity: Quantity, currency: str) -> Quantity:
    low, high, value = (_divided(each) for each in (quantity.low, quantity.high, quantity.value))
    decimals = None if quantity.decimals is None else quantity.decimals + 2
    unit = currency + quantity.unit.removeprefix(_currency(quantity))
    return quantity._replace(low=low, high=high, value=value, decimals=decimals, unit=unit)


def _divided(value: Exact | None) -> Exact | None:
    return value.scaleb(-2) if isinstance(value, Decimal) else None if value is None else value / 100
