"""Measures: what an expression computes with. An exact interval with the dimension that it is in.

Three readings of one statement matter to a verdict, so an expression is evaluated in a mode: `ALLOWED` takes every value
that the writing allows (rounding and hedges), `STATED` the written value alone (it tells whether a check holds by rounding
only), and `PLAUSIBLE` is `ALLOWED` with one-sided hedges limited to their reach.

Percentages, points and multiples are ratios here (14 percent is 0.14); as a change (`rose 14 %`, `tripled`, `fell by half`)
they are growth: positive up, negative down, `tripled` is +2, and `rose three times` allows both +2 and +3.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from fractions import Fraction
from functools import lru_cache
from typing import Literal, NamedTuple, TypeAlias

from aicheck.intervals import Interval
from aicheck.model import End, HedgeWidths, Quantity
from aicheck.rules.matching import Item


class Mode(Enum):
    """Which reading of a statement counts."""

    ALLOWED = "allowed"
    STATED = "stated"
    PLAUSIBLE = "plausible"


DimensionKind: TypeAlias = Literal["literal", "bare", "ratio", "percent", "point", "money", "count", "physical"]


class Dimension(NamedTuple):
    """What a measure is in, and of which unit: `money` of a currency, `count` of a noun, `physical` of a unit.

    `literal` is a number written in the rule, which takes any unit; `bare` a number of a document without a unit; `ratio` a
    quotient, fraction or multiple; `percent` and `point` are ratios that are shown times 100.
    """

    kind: DimensionKind
    name: str = ""


LITERAL, BARE, RATIO = Dimension("literal"), Dimension("bare"), Dimension("ratio")
PERCENT, POINT = Dimension("percent"), Dimension("point")


class Measure(NamedTuple):
    """An interval in a dimension; `item` is the statement that it is read from, None where it is computed."""

    interval: Interval
    dimension: Dimension
    item: Item | None = None


class Unchecked(Exception):
    """The expectation cannot be judged; the text says why."""


class UnitFault(Exception):
    """Two measures meet that have no common unit: `kind` is `unit-mismatch` or `currency-mismatch`."""

    def __init__(self, kind: str, left: Measure, right: Measure, deed: str) -> None:
        super().__init__(f"cannot {deed} {naming(left.dimension)} and {naming(right.dimension)}")
        self.kind, self.left, self.right = kind, left, right


_KINDS: Mapping[str, Dimension] = {
    "percent": PERCENT, "percentage-point": POINT, "multiple": RATIO, "fraction": RATIO, "ratio": RATIO,
}  # fmt: skip
_SHARES: Mapping[str, Fraction] = {"percent": Fraction(1, 100), "percentage-point": Fraction(1, 100)}
_UNIT_SHARES: Mapping[str, Fraction] = {"basis point": Fraction(1, 10_000), "per mille": Fraction(1, 1000)}
_RATIOS = frozenset(_KINDS)
CHANGING = ("percent", "percentage-point", "multiple", "fraction")
"""Kinds that are growth where a verb or a sign says so: negative for a fall."""


def naming(dimension: Dimension) -> str:
    """A dimension in words."""
    if dimension.kind in ("literal", "bare"):
        return "a number without a unit"
    return dimension.name or {"percent": "percent", "point": "percentage points", "ratio": "a ratio"}.get(
        dimension.kind, f"a {dimension.kind}"
    )


def dimension_of(quantity: Quantity) -> Dimension:
    """The dimension that a statement is in."""
    return dimension_named(quantity.kind, quantity.unit)


@lru_cache(maxsize=4096)
def dimension_named(kind: str, unit: str) -> Dimension:
    """The dimension of statements of a kind and a unit."""
    if kind in _KINDS:
        return _KINDS[kind]
    if kind == "money":
        return Dimension("money", unit.partition(" per ")[0])  # a price per share times shares is an amount
    if kind == "number" and not unit:
        return BARE
    return Dimension("count" if kind in ("count", "number") else "physical", unit)


def measure_of(item: Item, mode: Mode, widths: HedgeWidths) -> Measure:
    """The measure of a bound statement in a mode."""
    quantity = item.quantity
    interval = _interval(quantity, mode, widths)
    if quantity.kind in _RATIOS:
        interval = _ratio(quantity, interval)
        claimed = item.claim is not None and item.claim.role == "change"
        interval = _as_change(quantity, interval, claimed)
    return Measure(interval, dimension_of(quantity), item)


def ends_of(item: Item, mode: Mode, widths: HedgeWidths) -> tuple[Measure, ...]:
    """The two ends of a stated range as measures, the lower value first; one measure where the statement is no range."""
    quantity = item.quantity
    stated = quantity.ends or _bounds(quantity)
    if quantity.value is not None or len(stated) != 2:
        return (measure_of(item, mode, widths),)
    measures = [measure_of(item._replace(quantity=_at_end(quantity, end)), mode, widths) for end in stated]
    return tuple(sorted((each._replace(item=item) for each in measures), key=_by_low))


def _by_low(measure: Measure) -> Fraction:
    return measure.interval.low if measure.interval.low is not None else Fraction(0)


def _bounds(quantity: Quantity) -> tuple[End, ...]:
    if quantity.low is None or quantity.high is None:
        return ()
    return tuple(
        End(quantity.start, quantity.end, quantity.text, end, quantity.decimals) for end in (quantity.low, quantity.high)
    )


def _at_end(quantity: Quantity, end: End) -> Quantity:
    return quantity._replace(low=end.value, high=end.value, value=end.value, decimals=end.decimals, ends=())


# -- one statement ----------------------------------------------------------------------------------------------------


def _interval(quantity: Quantity, mode: Mode, widths: HedgeWidths) -> Interval:
    if mode is Mode.STATED:
        return _as_written(quantity)
    allowed = quantity.allowed(widths)
    if quantity.kind == "fraction" and quantity.decimals is None and quantity.relation == "=":
        allowed = quantity._replace(relation="~").allowed(widths)  # "a third" said in words is never exact
    return allowed if mode is Mode.ALLOWED else _within_reach(quantity, allowed, widths.reach)


def _as_written(quantity: Quantity) -> Interval:
    """The stated point, or the stated range with exact ends."""
    if quantity.value is not None:
        return Interval.point(quantity.value)
    return Interval.of(quantity.low, quantity.high)


def _within_reach(quantity: Quantity, allowed: Interval, reach: Fraction) -> Interval:
    """A one-sided statement without what its writer cannot plausibly mean: `over 50` reaches 75, not 500."""
    if quantity.value is None or quantity.relation in ("=", "~"):
        return allowed
    value = Fraction(quantity.value)
    slack = abs(value) * reach
    if quantity.relation in (">", ">="):
        return Interval.of(value, value + slack)
    return Interval.of(value - slack, value)


def share_of(kind: str, unit: str) -> Fraction | None:
    """What a statement's number is multiplied by: a hundredth for percentages; None where it stands as it is."""
    return _UNIT_SHARES.get(unit) or _SHARES.get(kind) if kind in _RATIOS else None


def _ratio(quantity: Quantity, interval: Interval) -> Interval:
    share = share_of(quantity.kind, quantity.unit)
    return interval if share is None else interval.weighted(share)


def _as_change(quantity: Quantity, interval: Interval, claimed: bool) -> Interval:
    """A stated change as growth; anything else as it stands. `claimed`: a claim calls it a change, whatever its words."""
    if quantity.kind not in CHANGING or (quantity.change == "none" and not (claimed and quantity.kind == "multiple")):
        return interval
    if quantity.kind != "multiple":
        return interval if quantity.change == "up" else -interval.absolute()
    one = Interval.point(1)
    if quantity.change == "down":  # "fell three times": to a third
        return Interval.everything() if interval == Interval.point(0) else one.over(interval).minus(one)
    to_the_multiple = interval.minus(one)
    exact = quantity.decimals is None or quantity.change == "none"  # "tripled", "three times as much"
    return to_the_multiple if exact else to_the_multiple.hull(interval)
