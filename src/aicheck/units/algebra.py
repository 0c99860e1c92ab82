"""Units as codes, and what can be done with them: compare, convert, multiply, divide. Exact, and never a crash.

A code is an ISO 4217 currency, a word for a plain number (`percent`, `x` ...), the name of a physical unit, a counted noun,
or a product of these: `USD/barrel`, `mile/hour`, `percent/year`. What does not fit is a `Misfit`, a value that tells why.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import lru_cache
from types import MappingProxyType
from typing import Literal, NamedTuple

from aicheck.intervals import Interval
from aicheck.units import physical
from aicheck.units.currencies import MINOR_UNITS, is_currency

Term = tuple[str, str]
"""A kind of base unit (`money`, `physical`, `count`) and its name."""

PLAIN: Mapping[str, tuple[str, Fraction]] = MappingProxyType(
    {
        "": ("number", Fraction(1)),
        "percent": ("percent", Fraction(1, 100)),
        "percentage point": ("percentage-point", Fraction(1, 100)),
        "basis point": ("percentage-point", Fraction(1, 10_000)),
        "per mille": ("percent", Fraction(1, 1000)),
        "part per million": ("ratio", Fraction(1, 10**6)),
        "part per billion": ("ratio", Fraction(1, 10**9)),
        "x": ("multiple", Fraction(1)),
    }
)
"""Plain numbers: code to kind and what one of it is. They all have the same dimension: none."""

_GROUP_KINDS = {"duration": "duration", "temperature": "temperature"}
_SEPARATORS = re.compile(r"\s*([*/]|\bper\b)\s*")
_NOUN = re.compile(r"[^\W\d_](?:[\w'’.&+-]| (?! )){0,59}")
_MAX_CODE, _MAX_TERMS = 120, 8


class Unit(NamedTuple):
    """A unit: its canonical code, its kind (one of model.KINDS), its base terms with exponents, and its scale.

    `scale` is what one of it is in plain numbers beside the terms: 1/100 for `percent` and for `percent/year`.
    """

    code: str
    kind: str
    terms: tuple[tuple[Term, int], ...]
    scale: Fraction

    @property
    def dimension(self) -> str:
        """What it measures: `USD`, `USD/count:share`, `length/time`, empty for a plain number. May load pint."""
        above: list[str] = []
        below: list[str] = []
        for base, exponent in _in_dimensions(self.terms):
            name = base[1] if base[0] != "count" else f"count:{base[1]}"
            (above if exponent > 0 else below).extend([name] * abs(exponent))
        return "/".join([*(["*".join(above)] if above or below else []), *below])


class Misfit(NamedTuple):
    """Why two units do not go together.

    `reason`: `unknown` (a code that is no unit), `currency` (they differ by currencies alone: a dated rate is needed),
    `noun` (different things are counted, or one is a bare number), `unclear` (they may measure the same, but a word among
    them has several meanings, or months have no fixed length), `dimension` (they cannot: length against mass).
    """

    reason: Literal["unknown", "currency", "noun", "unclear", "dimension"]
    left: str
    right: str

    def __str__(self) -> str:
        return {
            "unknown": f"{self.left or self.right!r} is no known unit",
            "currency": f"{self.left} and {self.right} are different currencies",
            "noun": f"{self.left or 'a bare number'} and {self.right or 'a bare number'} count different things",
            "unclear": f"{self.left} and {self.right} have no fixed ratio",
            "dimension": f"{self.left or 'a bare number'} and {self.right or 'a bare number'} measure different things",
        }[self.reason]


class Conversion(NamedTuple):
    """An exact way from one unit to another: times `factor`, plus `offset` (not zero between temperature scales)."""

    factor: Fraction
    offset: Fraction = Fraction(0)

    def value(self, value: Fraction) -> Fraction:
        """A value in the other unit."""
        return value * self.factor + self.offset

    def interval(self, interval: Interval) -> Interval:
        """An interval in the other unit."""
        if self.factor == 1 and not self.offset:
            return interval
        return interval.weighted(self.factor).plus(Interval.point(self.offset))


class Scaled(NamedTuple):
    """The unit of a product or quotient, and what its number is multiplied by: percent of USD is USD, times 1/100."""

    code: str
    factor: Fraction


# -- reading codes ----------------------------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def resolve(code: str) -> Unit | None:
    """The unit of a code, None where it cannot be one (`3 M`, `USD//`, too long).

    Words that are nothing else are counted nouns, each a dimension of its own; `known` tells them apart.
    """
    if len(code) > _MAX_CODE:
        return None
    whole = code in PLAIN or physical.spelled(code) is not None  # `part per million`, `pound per square inch`
    pieces = [code] if whole else _SEPARATORS.split(code.replace("_", " ").strip())
    if len(pieces) > 2 * _MAX_TERMS:
        return None
    kind, scale = "", Fraction(1)
    terms: list[tuple[Term, int]] = []
    shown: list[str] = []
    for index in range(0, len(pieces), 2):
        sign = -1 if index and pieces[index - 1] != "*" else 1
        found = _piece(pieces[index]) if pieces[index] or not index else None
        if found is None:
            return None
        name, piece_kind, term, factor = found
        scale *= factor**sign
        kind = kind or piece_kind
        terms += [(term, sign)] if term else []
        shown += [("*" if sign > 0 else "/") if index else "", name]
    return Unit("".join(shown), kind, _collected(terms), scale)


def known(code: str) -> bool:
    """Whether every part of a code is a currency, a plain number or a listed physical unit (and not just a noun)."""
    unit = resolve(code)
    return unit is not None and all(base[0] != "count" for base, _ in unit.terms)


def _piece(text: str) -> tuple[str, str, Term | None, Fraction] | None:
    """(code, kind, term, scale) of one part of a code."""
    if text in PLAIN:
        return text, PLAIN[text][0], None, PLAIN[text][1]
    if is_currency(text):
        return text, "money", ("money", text), Fraction(1)
    if text in MINOR_UNITS:
        return text, "money", ("money", MINOR_UNITS[text][0]), MINOR_UNITS[text][1]
    name = physical.spelled(text)
    if name is not None:
        return name, _GROUP_KINDS.get(physical.group(name), "physical"), ("physical", name), Fraction(1)
    if _NOUN.fullmatch(text):
        return text, "count", ("count", text.casefold()), Fraction(1)
    return None


def _collected(terms: Iterable[tuple[Term, int]]) -> tuple[tuple[Term, int], ...]:
    """Terms with their exponents added up, in a fixed order, without those that cancel."""
    powers: dict[Term, int] = {}
    for term, power in terms:
        powers[term] = powers.get(term, 0) + power
    return tuple(sorted((term, power) for term, power in powers.items() if power))


def _in_dimensions(terms: tuple[tuple[Term, int], ...]) -> tuple[tuple[Term, int], ...]:
    """Terms with the physical units replaced by their dimensions."""
    found: list[tuple[Term, int]] = []
    for (kind, name), power in terms:
        if kind == "physical":
            found += [(("dimension", base), power * p) for base, p in physical.reduced(name).dimensions]
        else:
            found.append(((kind, name), power))
    return _collected(found)


def currency_of(code: str) -> str | None:
    """The currency that amounts of a unit are stated in: USD for `USD/barrel`; None for none, or for more than one."""
    unit = resolve(code)
    found = [name for (kind, name), _ in unit.terms if kind == "money"] if unit is not None else []
    return found[0] if len(found) == 1 else None


def in_currency(code: str, currency: str) -> str:
    """The same unit in another currency: `CNY/barrel` for `USD/barrel` and CNY.

    Raises: ValueError for a unit that is not stated in one currency.
    """
    unit, old = resolve(code), currency_of(code)
    if unit is None or old is None:
        raise ValueError(f"{code!r} is not stated in one currency")
    return "".join(currency if part == old else part for part in re.split(r"([*/])", unit.code))


# -- comparing and converting -----------------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def conversion(from_: str, to: str) -> Conversion | Misfit:
    """The exact way from one unit to another, or why there is none. Same codes need nothing, and never load pint."""
    a, b = resolve(from_), resolve(to)
    if a is None or b is None:
        return Misfit("unknown", from_ if a is None else "", to if b is None else "")
    if a.terms == b.terms:
        return Conversion(a.scale / b.scale)
    left, right = _single_temperature(a), _single_temperature(b)
    if left and right:
        zero, one = (physical.degrees(Fraction(value), left, right) for value in (0, 1))
        return Conversion(one - zero, zero)
    rest = _collected([*a.terms, *((term, -power) for term, power in b.terms)])
    factor = _number(rest)
    return _misfit(a, b, rest) if factor is None else Conversion(factor * a.scale / b.scale)


def compatible(a: str, b: str) -> bool:
    """Whether amounts in the two units can be added and compared."""
    return isinstance(conversion(a, b), Conversion)


def convert(value: Fraction, from_: str, to: str) -> Fraction | Misfit:
    """A value in another unit, exactly, or why it has none: 26.2 miles are 42.1648128 kilometers."""
    way = conversion(from_, to)
    return way if isinstance(way, Misfit) else way.value(value)


def _single_temperature(unit: Unit) -> str | None:
    if len(unit.terms) != 1:
        return None
    (kind, name), power = unit.terms[0]
    return name if kind == "physical" and power == 1 and name in physical.SCALES else None


def _number(terms: tuple[tuple[Term, int], ...]) -> Fraction | None:
    """What terms amount to where their dimensions cancel, else None."""
    if any(kind != "physical" for (kind, _), _ in terms) or _in_dimensions(terms):
        return None
    factor = Fraction(1)
    for (_, name), power in terms:
        factor *= physical.reduced(name).factor ** power
    return factor


def _may_cancel(terms: tuple[tuple[Term, int], ...]) -> bool:
    """Whether terms measure nothing once each is taken for what its group measures: a ton and a kilogram both mass."""
    if not terms or any(kind != "physical" for (kind, _), _ in terms):
        return False
    return not _collected((("group", physical.group(name)), power) for (_, name), power in terms)


def _misfit(a: Unit, b: Unit, rest: tuple[tuple[Term, int], ...]) -> Misfit:
    money = [power for (kind, _), power in rest if kind == "money"]
    others = tuple(item for item in rest if item[0][0] != "money")
    if money and sum(money) == 0 and _number(others) is not None:
        return Misfit("currency", a.code, b.code)
    if sum(money) == 0 and _may_cancel(others):
        return Misfit("unclear", a.code, b.code)
    if all(kind == "count" for unit in (a, b) for (kind, _), _ in unit.terms):
        return Misfit("noun", a.code, b.code)
    return Misfit("dimension", a.code, b.code)


# -- products ---------------------------------------------------------------------------------------------------------


def multiply(a: str, b: str) -> Scaled | Misfit:
    """The unit of a product: `USD/share` times `share` is USD; USD times percent is USD, times 1/100."""
    return _product(a, b, 1)


def divide(a: str, b: str) -> Scaled | Misfit:
    """The unit of a quotient: USD by USD is a plain number, kilometer by hour is `kilometer/hour`."""
    return _product(a, b, -1)


@lru_cache(maxsize=4096)
def _product(a: str, b: str, sign: int) -> Scaled | Misfit:
    left, right = resolve(a), resolve(b)
    if left is None or right is None:
        return Misfit("unknown", a if left is None else "", b if right is None else "")
    scale = left.scale * right.scale**sign
    terms = _collected([*left.terms, *((term, power * sign) for term, power in right.terms)])
    terms, factor = _cancelled(terms)
    code = _code(terms)
    if resolve(code) is None:
        return Misfit("dimension", left.code, right.code)
    return Scaled(code, scale * factor)


def _cancelled(terms: tuple[tuple[Term, int], ...]) -> tuple[tuple[tuple[Term, int], ...], Fraction]:
    """Terms without physical units that differ only in size (`USD/barrel` times gallons), and the factor left over."""
    factor = Fraction(1)
    kept = dict(terms)
    above = [term for term, power in terms if power > 0 and term[0] == "physical"]
    below = [term for term, power in terms if power < 0 and term[0] == "physical"]
    for up in above:
        for down in below:
            size = _number(((up, 1), (down, -1))) if kept[up] > 0 > kept[down] else None
            while size is not None and kept[up] > 0 > kept[down]:
                factor *= size
                kept[up] -= 1
                kept[down] += 1
    return _collected(kept.items()), factor


def _code(terms: tuple[tuple[Term, int], ...]) -> str:
    """The canonical code of terms: currencies first, then units, then nouns; divisors last."""
    order = {"money": 0, "physical": 1, "count": 2}
    ranked = sorted(terms, key=lambda term: (order[term[0][0]], term[0][1]))
    above = [name for (_, name), power in ranked for _ in range(power)]
    below = [name for (_, name), power in ranked for _ in range(-power)]
    return "/".join([*(["*".join(above)] if above or below else []), *below])
