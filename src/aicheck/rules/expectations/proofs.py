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

_Reach: TypeAlias = tuple[Decimal, Decimal, Decimal, Dimension]
"""The stated value, the low and the high end that rounding allows (both closed), and what they are in."""
_Evaluator: TypeAlias = Callable[[Mapping[str, Binding]], _Reach]
_Agreed: TypeAlias = Literal["consistent", "rounding"] | None
_Test: TypeAlias = Callable[[Mapping[str, Binding]], _Agreed]

_EXACT = Context(prec=120, traps=[Inexact, Overflow, InvalidOperation])
_add, _subtract, _multiply = _EXACT.add, _EXACT.subtract, _EXACT.multiply
_ZERO = Decimal(0)


class _Unproved(Exception):
    """The intervals have to decide."""


class _Unprovable(Exception):
    """The expression has no proof, whatever is bound."""


class Proof:
    """What proves one condition. `blamed` is the name of the statement that it compares, empty where there is none."""

    def __init__(self, test: _Test, blamed: str) -> None:
        self._test = test
        self.blamed = blamed

    def outcome(self, bindings: Mapping[str, Binding]) -> _Agreed:
        """Whether the condition holds for the stated values, or for others that rounding allows; None: not proved."""
        try:
            return self._test(bindings)
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

    def test(bindings: Mapping[str, Binding]) -> _Agreed:
        one, other = left(bindings), right(bindings)
        if left_divisor is not None:
            one, other = _undivided(one, left_divisor(bindings), other)
        if right_divisor is not None:
            other, one = _undivided(other, right_divisor(bindings), one)
        a_value, a_low, a_high, a = one
        b_value, b_low, b_high, b = other
        if a is not b and common(a, b) is None:
            raise _Unproved
        if order is None:
            if a_value == b_value:
                return "consistent"
            return "rounding" if a_low <= b_high and b_low <= a_high else None
        if order(a_value, b_value):
            return "consistent"
        return "rounding" if (order(a_high, b_low) if falling else order(a_low, b_high)) else None

    return test


def _side(tree: Tree, names: Mapping[str, NameType]) -> tuple[_Evaluator, _Evaluator | None]:
    """One side of a comparison, with its divisor where it is a quotient."""
    if isinstance(tree, Arithmetic) and tree.operator == "/":
        return _number(tree.left, names), _number(tree.right, names)
    return _number(tree, names), None


def _undivided(dividend: _Reach, divisor: _Reach, other: _Reach) -> tuple[_Reach, _Reach]:
    """What to compare instead of a quotient and the other side: the dividend in the quotient's dimension, and the product."""
    dimension = without_divisor(dividend[3], divisor[3])
    if dimension is None or divisor[1] <= _ZERO:
        raise _Unproved
    return (*dividend[:3], dimension), (*_product(other, divisor), other[3])


def _agreement(values: Callable[[Mapping[str, Binding]], list[Item]]) -> _Test:
    def test(bindings: Mapping[str, Binding]) -> _Agreed:
        items = values(bindings)
        if len(items) < 2:
            return "consistent"
        value, low, high, dimension = _reach(items[0])
        same = True
        for item in items[1:]:
            other, a, b, beside = _reach(item)
            if beside is not dimension and beside != dimension:
                raise _Unproved
            same = same and other == value
            low, high = (a if a > low else low), (b if b < high else high)
        return "consistent" if same else "rounding" if low <= high else None

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
    def evaluate(bindings: Mapping[str, Binding]) -> _Reach:
        bound = bindings[name]
        if not isinstance(bound, Item):
            raise _Unproved
        return _reach(bound)

    return evaluate


def _literal(tree: Number) -> _Evaluator:
    try:
        exact = _EXACT.divide(Decimal(tree.value.numerator), Decimal(tree.value.denominator))
    except DecimalException:
        raise _Unprovable from None
    reach = exact, exact, exact, PERCENT if tree.percent else LITERAL
    return lambda bindings: reach


def _negative(of: _Evaluator) -> _Evaluator:
    def evaluate(bindings: Mapping[str, Binding]) -> _Reach:
        value, low, high, dimension = of(bindings)
        return value.copy_negate(), high.copy_negate(), low.copy_negate(), dimension

    return evaluate


def _absolute(of: _Evaluator) -> _Evaluator:
    def evaluate(bindings: Mapping[str, Binding]) -> _Reach:
        value, low, high, dimension = of(bindings)
        if low >= _ZERO:
            return value, low, high, dimension
        mirrored = low.copy_negate()
        if high <= _ZERO:
            return value.copy_negate(), high.copy_negate(), mirrored, dimension
        return value.copy_abs(), _ZERO, max(mirrored, high), dimension

    return evaluate


def _plus(left: _Evaluator, right: _Evaluator) -> _Evaluator:
    def evaluate(bindings: Mapping[str, Binding]) -> _Reach:
        a_value, a_low, a_high, a = left(bindings)
        b_value, b_low, b_high, b = right(bindings)
        return _add(a_value, b_value), _add(a_low, b_low), _add(a_high, b_high), a if a is b else _together(a, b)

    return evaluate


def _minus(left: _Evaluator, right: _Evaluator) -> _Evaluator:
    def evaluate(bindings: Mapping[str, Binding]) -> _Reach:
        a_value, a_low, a_high, a = left(bindings)
        b_value, b_low, b_high, b = right(bindings)
        dimension = a if a is b else _together(a, b)
        return _subtract(a_value, b_value), _subtract(a_low, b_high), _subtract(a_high, b_low), dimension

    return evaluate


def _times(left: _Evaluator, right: _Evaluator) -> _Evaluator:
    def evaluate(bindings: Mapping[str, Binding]) -> _Reach:
        a, b = left(bindings), right(bindings)
        dimension = scaled(a[3], b[3])
        if dimension is None:
            raise _Unproved
        return *_product(a, b), dimension

    return evaluate


def _product(a: _Reach, b: _Reach) -> tuple[Decimal, Decimal, Decimal]:
    a_value, a_low, a_high, _ = a
    b_value, b_low, b_high, _ = b
    value = _multiply(a_value, b_value)
    if a_low >= _ZERO and b_low >= _ZERO:
        return value, _multiply(a_low, b_low), _multiply(a_high, b_high)
    products = [_multiply(x, y) for x in (a_low, a_high) for y in (b_low, b_high)]
    return value, min(products), max(products)


_OPERATIONS: Mapping[str, Callable[[_Evaluator, _Evaluator], _Evaluator]] = {"+": _plus, "-": _minus, "*": _times}


def _sum(values: Callable[[Mapping[str, Binding]], list[Item]]) -> _Evaluator:
    def evaluate(bindings: Mapping[str, Binding]) -> _Reach:
        items = values(bindings)
        if not items:
            return _ZERO, _ZERO, _ZERO, LITERAL
        if len(items) > 1 and _repeated(items):
            raise _Unproved
        value, low, high, dimension = _reach(items[0])
        for item in items[1:]:
            other, a, b, beside = _reach(item)
            if beside is not dimension:
                dimension = _together(dimension, beside)
            value, low, high = _add(value, other), _add(low, a), _add(high, b)
        return value, low, high, dimension

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


# -- one statement ----------------------------------------------------------------------------------------------------


class _Form(NamedTuple):
    """What a statement makes of its number: plus and minus a `half` of the last written place, times the `factor` of a
    percentage (None: as it stands), and negative where it is `falling`."""

    dimension: Dimension
    half: Decimal
    factor: Decimal | None
    falling: bool


def _reach(item: Item) -> _Reach:
    quantity = item.quantity
    form = _form(quantity.kind, quantity.unit, quantity.change, quantity.decimals)
    value = quantity.value
    if form is None or type(value) is not Decimal or quantity.relation != "=":
        raise _Unproved
    dimension, half, factor, falling = form
    low, high = _subtract(value, half), _add(value, half)
    if factor is None:
        return value, low, high, dimension
    value, low, high = _multiply(value, factor), _multiply(low, factor), _multiply(high, factor)
    if not falling:
        return value, low, high, dimension
    if low < _ZERO:
        raise _Unproved
    return value.copy_negate(), high.copy_negate(), low.copy_negate(), dimension


@lru_cache(maxsize=4096)
def _form(kind: str, unit: str, change: str, decimals: int | None) -> _Form | None:
    """None for what is more than a number: multiples are growth, and fractions in words are never exact."""
    if kind in ("multiple", "fraction"):
        return None
    half = _ZERO if decimals is None else Decimal(5).scaleb(-decimals - 1, _EXACT)
    share = share_of(kind, unit)
    factor = None if share is None else _EXACT.divide(Decimal(share.numerator), Decimal(share.denominator))
    return _Form(dimension_named(kind, unit), half, factor, change == "down" and kind in CHANGING)
