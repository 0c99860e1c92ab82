"""Cheap proofs that a condition holds, over what most statements are: decimal numbers, rounded, in fitting units.

A proof reckons with the ends alone, as decimals in a context that stops at the first inexact digit; so what it says is
exact, and the same as the intervals would say. It answers only yes: where a condition does not hold, or a statement is
hedged, needs a conversion or is no decimal, nothing is proved, and the intervals decide.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Context, Decimal, DecimalException, Inexact, InvalidOperation, Overflow
from functools import lru_cache
from operator import ge, gt, le, lt
from typing import Literal, NamedTuple, TypeAlias

from aicheck.rules.expectations.arithmetic import common, scaled, without_divisor
from aicheck.rules.expectations.measures import CHANGING, LITERAL, PERCENT, Dimension, dimension_named, share_of
from aicheck.rules.expectations.syntax import Arithmetic, Call, Comparison, Name, Negative, Number, Tree
from aicheck.rules.matching import Binding, Item, NameType

Ends: TypeAlias = tuple[Decimal, Decimal, Dimension]
"""The low and the high end, both closed, and what they are in."""
_Evaluator: TypeAlias = Callable[[Mapping[str, Binding], bool], Ends]
"""From the bound names to ends: of the stated values where the flag is set, else of all that is allowed."""
_Test: TypeAlias = Callable[[Mapping[str, Binding], bool], bool]

_EXACT = Context(prec=120, traps=[Inexact, Overflow, InvalidOperation])
_add, _subtract, _multiply = _EXACT.add, _EXACT.subtract, _EXACT.multiply
_ZERO = Decimal(0)


class _Unproved(Exception):
    """The intervals have to decide."""


class _Unprovable(Exception):
    """The expression has no proof, whatever is bound."""


class Proof:
    """What proves one condition. `blamed` is the name of the statement that it compares, empty where there is none."""

    def __init__(self, holds: _Test, blamed: str) -> None:
        self._holds = holds
        self.blamed = blamed

    def outcome(self, bindings: Mapping[str, Binding]) -> Literal["consistent", "rounding"] | None:
        """Whether the condition holds for the stated values, or for others that rounding allows; None: not proved."""
        try:
            if self._holds(bindings, True):
                return "consistent"
            return "rounding" if self._holds(bindings, False) else None
        except (_Unproved, DecimalException):
            return None


def proof_of(tree: Tree, names: Mapping[str, NameType]) -> Proof | None:
    """The proof of a condition, None where its expression is none that a proof can reckon."""
    try:
        if isinstance(tree, Comparison):
            return Proof(_comparison(tree, names), _blamed(tree))
        if isinstance(tree, Call) and tree.name == "agree":
            return Proof(_agreement(_listed(tree, names)), "")
    except _Unprovable:
        pass
    return None


def _blamed(tree: Comparison) -> str:
    """The name that a comparison is about: the left side, or the right one where that alone is a statement."""
    side = tree.right if isinstance(tree.right, Name) and not isinstance(tree.left, Name) else tree.left
    while isinstance(side, Call) and side.name == "abs":
        side = side.arguments[0]
    return side.name if isinstance(side, Name) else ""


# -- conditions -------------------------------------------------------------------------------------------------------

_ORDER: Mapping[str, Callable[[Decimal, Decimal], bool]] = {"<=": le, "<": lt, ">=": ge, ">": gt}


def _comparison(tree: Comparison, names: Mapping[str, NameType]) -> _Test:
    """Quotients are compared as products with the divisor of the other side, which is the same for divisors above zero."""
    left, left_divisor = _side(tree.left, names)
    right, right_divisor = _side(tree.right, names)
    if tree.operator == "!=":
        raise _Unprovable
    order = _ORDER.get(tree.operator)
    falling = tree.operator in (">=", ">")

    def test(bindings: Mapping[str, Binding], stated: bool) -> bool:
        a_low, a_high, a = left(bindings, stated)
        b_low, b_high, b = right(bindings, stated)
        if left_divisor is not None or right_divisor is not None:
            over_left = _over(left_divisor, bindings, stated)
            over_right = _over(right_divisor, bindings, stated)
            a = a if over_left is None else _of_quotient(a, over_left[2])
            b = b if over_right is None else _of_quotient(b, over_right[2])
            a_low, a_high = (a_low, a_high) if over_right is None else _product(a_low, a_high, over_right[0], over_right[1])
            b_low, b_high = (b_low, b_high) if over_left is None else _product(b_low, b_high, over_left[0], over_left[1])
        if a is not b and common(a, b) is None:
            raise _Unproved
        if order is None:
            return a_low <= b_high and b_low <= a_high
        return order(a_high, b_low) if falling else order(a_low, b_high)

    return test


def _side(tree: Tree, names: Mapping[str, NameType]) -> tuple[_Evaluator, _Evaluator | None]:
    """One side of a comparison, with its divisor where it is a quotient."""
    if isinstance(tree, Arithmetic) and tree.operator == "/":
        return _number(tree.left, names), _number(tree.right, names)
    return _number(tree, names), None


def _over(divisor: _Evaluator | None, bindings: Mapping[str, Binding], stated: bool) -> Ends | None:
    if divisor is None:
        return None
    ends = divisor(bindings, stated)
    if ends[0] <= _ZERO:
        raise _Unproved
    return ends


def _agreement(values: Callable[[Mapping[str, Binding]], list[Item]]) -> _Test:
    def test(bindings: Mapping[str, Binding], stated: bool) -> bool:
        items = values(bindings)
        if len(items) < 2:
            return True
        low, high, dimension = _ends(items[0], stated)
        for item in items[1:]:
            a, b, other = _ends(item, stated)
            if other is not dimension and other != dimension:
                raise _Unproved
            low, high = (a if a > low else low), (b if b < high else high)
        return low <= high

    return test


# -- numbers ----------------------------------------------------------------------------------------------------------


def _number(tree: Tree, names: Mapping[str, NameType]) -> _Evaluator:
    match tree:
        case Name() if names.get(tree.name) == "one":
            return _statement(tree.name)
        case Number():
            return _literal(tree)
        case Negative():
            return _negative(_number(tree.of, names))
        case Arithmetic() if tree.operator in _OPERATIONS:
            return _OPERATIONS[tree.operator](_number(tree.left, names), _number(tree.right, names))
        case Call() if tree.name == "sum":
            return _sum(_listed(tree, names))
        case Call() if tree.name == "abs" and len(tree.arguments) == 1:
            return _absolute(_number(tree.arguments[0], names))
    raise _Unprovable


def _statement(name: str) -> _Evaluator:
    def evaluate(bindings: Mapping[str, Binding], stated: bool) -> Ends:
        bound = bindings[name]
        if not isinstance(bound, Item):
            raise _Unproved
        return _ends(bound, stated)

    return evaluate


def _literal(tree: Number) -> _Evaluator:
    try:
        exact = _EXACT.divide(Decimal(tree.value.numerator), Decimal(tree.value.denominator))
    except DecimalException:
        raise _Unprovable from None
    ends = exact, exact, PERCENT if tree.percent else LITERAL
    return lambda bindings, stated: ends


def _negative(of: _Evaluator) -> _Evaluator:
    def evaluate(bindings: Mapping[str, Binding], stated: bool) -> Ends:
        low, high, dimension = of(bindings, stated)
        return high.copy_negate(), low.copy_negate(), dimension

    return evaluate


def _absolute(of: _Evaluator) -> _Evaluator:
    def evaluate(bindings: Mapping[str, Binding], stated: bool) -> Ends:
        low, high, dimension = of(bindings, stated)
        if low >= _ZERO:
            return low, high, dimension
        low = low.copy_negate()
        return (high.copy_negate(), low, dimension) if high <= _ZERO else (_ZERO, max(low, high), dimension)

    return evaluate


def _plus(left: _Evaluator, right: _Evaluator) -> _Evaluator:
    def evaluate(bindings: Mapping[str, Binding], stated: bool) -> Ends:
        a_low, a_high, a = left(bindings, stated)
        b_low, b_high, b = right(bindings, stated)
        return _add(a_low, b_low), _add(a_high, b_high), a if a is b else _together(a, b)

    return evaluate


def _minus(left: _Evaluator, right: _Evaluator) -> _Evaluator:
    def evaluate(bindings: Mapping[str, Binding], stated: bool) -> Ends:
        a_low, a_high, a = left(bindings, stated)
        b_low, b_high, b = right(bindings, stated)
        return _subtract(a_low, b_high), _subtract(a_high, b_low), a if a is b else _together(a, b)

    return evaluate


def _times(left: _Evaluator, right: _Evaluator) -> _Evaluator:
    def evaluate(bindings: Mapping[str, Binding], stated: bool) -> Ends:
        a_low, a_high, a = left(bindings, stated)
        b_low, b_high, b = right(bindings, stated)
        dimension = scaled(a, b)
        if dimension is None:
            raise _Unproved
        return *_product(a_low, a_high, b_low, b_high), dimension

    return evaluate


_OPERATIONS: Mapping[str, Callable[[_Evaluator, _Evaluator], _Evaluator]] = {"+": _plus, "-": _minus, "*": _times}


def _product(a_low: Decimal, a_high: Decimal, b_low: Decimal, b_high: Decimal) -> tuple[Decimal, Decimal]:
    if a_low >= _ZERO and b_low >= _ZERO:
        return _multiply(a_low, b_low), _multiply(a_high, b_high)
    products = [_multiply(a, b) for a in (a_low, a_high) for b in (b_low, b_high)]
    return min(products), max(products)


def _sum(values: Callable[[Mapping[str, Binding]], list[Item]]) -> _Evaluator:
    def evaluate(bindings: Mapping[str, Binding], stated: bool) -> Ends:
        items = values(bindings)
        if not items:
            return _ZERO, _ZERO, LITERAL
        low, high, dimension = _ends(items[0], stated)
        if len(items) > 1 and _repeated(items):
            raise _Unproved
        for item in items[1:]:
            a, b, other = _ends(item, stated)
            if other is not dimension:
                dimension = _together(dimension, other)
            low, high = _add(low, a), _add(high, b)
        return low, high, dimension

    return evaluate


def _repeated(items: Iterable[Item]) -> bool:
    """Whether two claims are alike in every key: they state one fact, which counts once."""
    facts = [(*item.claim[1:6], *sorted(item.claim.dimensions.items())) for item in items if item.claim is not None]
    return len(set(facts)) < len(facts)


def _listed(call: Call, names: Mapping[str, NameType]) -> Callable[[Mapping[str, Binding]], list[Item]]:
    """The statements of the names that a function is called with."""
    listed = [argument.name for argument in call.arguments if isinstance(argument, Name)]
    if len(listed) < len(call.arguments) or any(names.get(name) not in ("one", "many") for name in listed):
        raise _Unprovable

    def values(bindings: Mapping[str, Binding]) -> list[Item]:
        items: list[Item] = []
        for name in listed:
            bound = bindings[name]
            if isinstance(bound, Item):
                items.append(bound)
            elif bound is None or isinstance(bound, str):
                raise _Unproved
            else:
                items += bound
        return items

    return values


def _together(one: Dimension, other: Dimension) -> Dimension:
    dimension = common(one, other)
    if dimension is None:
        raise _Unproved
    return dimension


def _of_quotient(one: Dimension, other: Dimension) -> Dimension:
    dimension = without_divisor(one, other)
    if dimension is None:
        raise _Unproved
    return dimension


# -- one statement ----------------------------------------------------------------------------------------------------


class _Form(NamedTuple):
    """What a statement makes of its number: plus and minus a `half` of the last written place, times the `factor` of a
    percentage (None: as it stands), and negative where it is `falling`."""

    dimension: Dimension
    half: Decimal
    factor: Decimal | None
    falling: bool


def _ends(item: Item, stated: bool) -> Ends:
    quantity = item.quantity
    form = _form(quantity.kind, quantity.unit, quantity.change, quantity.decimals)
    low = high = quantity.value
    if low is None:
        low, high = quantity.low, quantity.high
    if form is None or type(low) is not Decimal or type(high) is not Decimal:
        raise _Unproved
    dimension, half, factor, falling = form
    if not stated:
        if quantity.relation != "=":
            raise _Unproved
        low, high = _subtract(low, half), _add(high, half)
    if factor is not None:
        low, high = _multiply(low, factor), _multiply(high, factor)
    if falling:
        if low < _ZERO:
            raise _Unproved
        low, high = high.copy_negate(), low.copy_negate()
    return low, high, dimension


@lru_cache(maxsize=4096)
def _form(kind: str, unit: str, change: str, decimals: int | None) -> _Form | None:
    """None for what is more than a number: multiples are growth, and fractions in words are never exact."""
    if kind in ("multiple", "fraction"):
        return None
    half = _ZERO if decimals is None else Decimal(5).scaleb(-decimals - 1, _EXACT)
    share = share_of(kind, unit)
    factor = None if share is None else _EXACT.divide(Decimal(share.numerator), Decimal(share.denominator))
    return _Form(dimension_named(kind, unit), half, factor, change == "down" and kind in CHANGING)
