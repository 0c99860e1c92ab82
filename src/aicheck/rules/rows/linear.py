"""An expectation as a linear form, where it is one: `gross == revenue - cost` is gross - revenue + cost == 0."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from aicheck.rules.expectations.syntax import Arithmetic, Call, Comparison, Name, Negative, Number, Tree, parse

_CONSTANT = ""


class Form(NamedTuple):
    """`sum of weight * name` against zero: `operator` is ==, <= or >=; a name bound to a list counts with its sum."""

    operator: str
    weights: Mapping[str, Fraction]


def linear(text: str) -> Form | None:
    """The linear form of an expectation; None where it is not a single comparison of sums and differences.

    >>> dict(linear("a == b - sum(c)").weights)
    {'a': Fraction(1, 1), 'b': Fraction(-1, 1), 'c': Fraction(1, 1)}
    """
    tree = parse(text)
    if not isinstance(tree, Comparison) or tree.operator not in ("==", "<=", ">="):
        return None
    left, right = _weights(tree.left), _weights(tree.right)
    if left is None or right is None:
        return None
    weights = _plus(left, right, -1)
    return None if weights.get(_CONSTANT) else Form(tree.operator, {name: w for name, w in weights.items() if w and name})


def _weights(tree: Tree) -> dict[str, Fraction] | None:
    if isinstance(tree, Name):
        return {tree.name: Fraction(1)}
    if isinstance(tree, Number):
        return {_CONSTANT: tree.value}
    if isinstance(tree, Negative):
        inner = _weights(tree.of)
        return None if inner is None else _plus({}, inner, -1)
    if isinstance(tree, Call) and tree.name == "sum":
        return _added([_weights(argument) for argument in tree.arguments])
    if isinstance(tree, Arithmetic) and tree.operator in "+-":
        left, right = _weights(tree.left), _weights(tree.right)
        return None if left is None or right is None else _plus(left, right, 1 if tree.operator == "+" else -1)
    return None


def _added(parts: list[dict[str, Fraction] | None]) -> dict[str, Fraction] | None:
    total: dict[str, Fraction] = {}
    for part in parts:
        if part is None:
            return None
        total = _plus(total, part, 1)
    return total


def _plus(one: Mapping[str, Fraction], other: Mapping[str, Fraction], sign: int) -> dict[str, Fraction]:
    return {name: one.get(name, Fraction(0)) + sign * other.get(name, Fraction(0)) for name in (*one, *other)}
