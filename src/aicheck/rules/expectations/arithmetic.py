"""Arithmetic and comparison of measures: exact intervals, and units that have to fit.

Where units do not fit the result is never a number: `UnitFault` where both are known (dollars and yuan, metres and
hours), `Unchecked` where one is not.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from aicheck.intervals import Interval
from aicheck.rules.expectations import conversions
from aicheck.rules.expectations.measures import BARE, LITERAL, PERCENT, POINT, RATIO, Dimension, Measure, Unchecked, UnitFault

_PURE = ("ratio", "percent")
"""Dimensions of documents that multiply anything and leave its unit."""


def add(a: Measure, b: Measure, *, subtract: bool = False) -> Measure:
    """The sum (or difference) of two measures of one dimension, in the unit of the first.

    Raises: UnitFault, Unchecked.
    """
    left, right, dimension = _aligned(a, b, "subtract" if subtract else "add")
    if dimension.kind == "count" and a.dimension.name and b.dimension.name and a.dimension != b.dimension:
        dimension = Dimension("count")  # cats and dogs are so many of no one noun
    return Measure(left.minus(right) if subtract else left.plus(right), dimension)


def multiply(a: Measure, b: Measure) -> Measure:
    """The product; a ratio, percentage or count takes the other's unit.

    Raises: UnitFault, Unchecked.
    """
    if _with_units(a, b):
        return conversions.product(a, b)
    return Measure(a.interval.times(b.interval), _product(a, b))


def divide(a: Measure, b: Measure) -> Measure:
    """The quotient; two measures of one dimension give a ratio.

    Raises: UnitFault, Unchecked.
    """
    if POINT in (a.dimension, b.dimension):
        raise Unchecked("percentage points have no quotient")
    try:
        plain = without_divisor(a.dimension, b.dimension)
        if plain is not None:
            return Measure(a.interval.over(b.interval), plain)
        if b.dimension.kind == "count" and a.dimension.kind != "count":
            return Measure(a.interval.over(b.interval), a.dimension)
        if _with_units(a, b):
            return conversions.product(a, b, divide=True)
        dividend, divisor, _ = _aligned(a, b, "divide", nouns=False)
        return Measure(dividend.over(divisor), RATIO)
    except ZeroDivisionError:
        raise Unchecked("a division by zero") from None


def _of_quotient(one: Dimension, other: Dimension) -> Dimension:
    same = one == other == PERCENT
    return RATIO if same or (one == LITERAL and other != LITERAL) else one


def negate(a: Measure) -> Measure:
    """Minus the measure."""
    return Measure(-a.interval, a.dimension)


def absolute(a: Measure) -> Measure:
    """The measure without its sign."""
    return Measure(a.interval.absolute(), a.dimension, a.item)


def may_hold(operator: str, a: Measure, b: Measure) -> bool:
    """Whether the comparison holds for some values that the two allow.

    Raises: UnitFault, Unchecked.
    """
    left, right, _ = _aligned(a, b, "compare")
    if operator == "==":
        return left.meets(right)
    if operator == "!=":
        return not (left.is_point and left == right)
    if operator == "<=":
        return left.may_be_at_most(right)
    if operator == "<":
        return left.may_be_below(right)
    if operator == ">=":
        return right.may_be_at_most(left)
    return right.may_be_below(left)


def aligned(measures: Iterable[Measure], deed: str = "compare") -> list[Measure]:
    """The measures in the unit of the first that has one.

    Raises: UnitFault, Unchecked.
    """
    given = list(measures)
    first = next((each for each in given if each.dimension.kind != "literal"), None)
    if first is None or all(each.dimension == first.dimension for each in given):
        return given
    result: list[Measure] = []
    for each in given:
        _, interval, dimension = _aligned(first, each, deed)
        result.append(Measure(interval, dimension, each.item))
    return result


# -- units ------------------------------------------------------------------------------------------------------------


def _aligned(a: Measure, b: Measure, deed: str, *, nouns: bool = True) -> tuple[Interval, Interval, Dimension]:
    """The two intervals in one unit, and that unit."""
    one, other = a.dimension, b.dimension
    together = common(one, other)
    if together is not None:
        return a.interval, b.interval, together
    if one.kind == other.kind:
        return _same_kind(a, b, deed, nouns=nouns)
    kinds = {one.kind, other.kind}
    if kinds == {"percent", "point"}:
        return a.interval, b.interval, PERCENT
    if kinds <= {"ratio", "bare", "count"}:
        return a.interval, b.interval, one if one.kind == "count" else other if other.kind == "count" else BARE
    if "bare" in kinds:
        raise Unchecked("a number has no unit")
    raise UnitFault("unit-mismatch", a, b, deed)


@lru_cache(maxsize=4096)
def common(one: Dimension, other: Dimension) -> Dimension | None:
    """The dimension in which measures of two dimensions meet as they stand; None where that needs more than a look."""
    if one == other:
        return one
    if one.kind == "literal" or other.kind == "literal":
        return _beside_literal(other if one.kind == "literal" else one)
    return RATIO if {one.kind, other.kind} == {"ratio", "percent"} else None


@lru_cache(maxsize=4096)
def scaled(one: Dimension, other: Dimension) -> Dimension | None:
    """The dimension of a product with a plain number; None for any other product."""
    if LITERAL in (one, other):
        return other if one == LITERAL else one
    if POINT in (one, other):
        return None
    if one.kind in _PURE and other.kind in _PURE:
        return PERCENT if one == other == PERCENT else RATIO
    for first, second in ((one, other), (other, one)):
        if first.kind in (*_PURE, "bare"):
            return second
    return None


@lru_cache(maxsize=4096)
def without_divisor(one: Dimension, other: Dimension) -> Dimension | None:
    """The dimension of a quotient by a plain number, or of two measures of one dimension; None for any other quotient."""
    if POINT in (one, other):
        return None
    if other.kind in (*_PURE, "literal", "bare"):
        return _of_quotient(one, other)
    return RATIO if one == other else None


def _beside_literal(dimension: Dimension) -> Dimension:
    return RATIO if dimension == PERCENT else dimension


def _same_kind(a: Measure, b: Measure, deed: str, *, nouns: bool) -> tuple[Interval, Interval, Dimension]:
    one, other = a.dimension, b.dimension
    if one.kind == "money" and not (one.name and other.name):
        raise Unchecked("an amount has no known currency")
    if one.kind == "count":
        if deed == "compare" and nouns and one.name and other.name:
            raise Unchecked(f"counts of {one.name} and of {other.name} are not known to be the same")
        return a.interval, b.interval, one if one.name else other
    return a.interval, conversions.same_unit(a, b, deed), one


def _with_units(a: Measure, b: Measure) -> bool:
    """Whether a product has to be made by units: of two physical ones, or of a price for each (`USD/barrel`)."""
    kinds = (a.dimension.kind, b.dimension.kind)
    if not all(kind in ("money", "count", "physical") for kind in kinds):
        return False
    return kinds == ("physical", "physical") or any("/" in each.dimension.name for each in (a, b))


def _product(a: Measure, b: Measure) -> Dimension:
    one, other = a.dimension, b.dimension
    product = scaled(one, other)
    if product is not None:
        return product
    if POINT in (one, other):
        raise Unchecked("percentage points cannot be multiplied")
    for first, second in ((one, other), (other, one)):
        if first.kind == "count":
            return Dimension("count") if second.kind == "count" else second
    raise UnitFault("unit-mismatch", a, b, "multiply")
