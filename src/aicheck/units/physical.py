"""Physical units through pint, from a list of our own: exact factors, and no name but a listed one reaches pint.

pint's own definitions read `ton` as the short ton, `barrel` as 31.5 gallons, `3 M` as molar and `decade` as a
logarithm, and parse whatever text they are given. Here `physical.txt` holds every unit, one a line in pint's syntax; the
names are known without pint, which is loaded when two different units meet (about 0.2 CPU seconds, once a process).
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

_FILE = Path(__file__).with_name("physical.txt")
SCALES = frozenset({"kelvin", "degree Celsius", "degree Fahrenheit"})
"""Units of temperature whose zeros lie apart."""


class Reduced(NamedTuple):
    """A unit in base units: how many of them it is, and their dimensions with exponents, in a fixed order."""

    factor: Fraction
    dimensions: tuple[tuple[str, int], ...]


@lru_cache(maxsize=1)
def _names() -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Every spelling of a name, in lower case, to the unit's code; and every code to its group."""
    spellings: dict[str, str] = {}
    groups: dict[str, str] = {}
    group = ""
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        head, _, rest = line.strip().partition(" ")
        if head == "@group":
            group = rest
        elif rest and not head.startswith(("#", "@")):
            code, _value, *aliases = (part.strip().replace("_", " ") for part in line.split("="))
            groups[code] = group
            for spelling in (code, *aliases):
                spellings[spelling.casefold()] = code
    spellings.pop("", None)
    return spellings, groups


def names() -> tuple[str, ...]:
    """The codes of all physical units, in the order of the list."""
    return tuple(_names()[1])


def group(code: str) -> str:
    """What a unit measures, as the list groups it: length, mass, duration ..."""
    return _names()[1][code]


def spelled(name: str) -> str | None:
    """The code for a written name: any case, `-` or `_` for a space, British spelling, a plain plural."""
    spellings = _names()[0]
    plain = " ".join(name.replace("_", " ").replace("-", " ").casefold().split())
    return spellings.get(plain) or (spellings.get(plain[:-1]) if plain.endswith("s") else None)


@lru_cache(maxsize=1)
def _registry() -> Any:
    import pint

    registry: Any = pint.UnitRegistry(None, non_int_type=Fraction, cache_folder=None)
    registry.load_definitions(_FILE)
    return registry


@lru_cache(maxsize=1024)
def reduced(code: str) -> Reduced:
    """A listed unit in base units; an offset of temperature is left out (a degree Celsius is one kelvin).

    Raises: KeyError for a code that is not listed.
    """
    group(code)
    name = code.replace(" ", "_")
    if code in SCALES and code != "kelvin":
        name = "delta_" + name
    root = _registry().Quantity(Fraction(1), name).to_root_units()
    dimensions = tuple(sorted((key.strip("[]"), int(power)) for key, power in root.dimensionality.items()))
    return Reduced(Fraction(root.magnitude), dimensions)


def degrees(value: Fraction, from_: str, to: str) -> Fraction:
    """A temperature on another scale, exactly: 50 degrees Fahrenheit are 10 degrees Celsius.

    Raises: KeyError for a code that is not listed.
    """
    group(from_), group(to)
    quantity = _registry().Quantity(value, from_.replace(" ", "_"))
    return Fraction(quantity.to(to.replace(" ", "_")).magnitude)
