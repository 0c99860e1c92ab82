"""Trees to closures: names, types and functions are checked once, when a rule is loaded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias, cast

from aicheck.intervals import Interval
from aicheck.rules.expectations import arithmetic, conversions, lookups
from aicheck.rules.expectations.functions import FUNCTIONS, Function, Parameter
from aicheck.rules.expectations.measures import LITERAL, PERCENT, Measure
from aicheck.rules.expectations.syntax import (
    Arithmetic,
    Attribute,
    Call,
    Comparison,
    ExpectationError,
    Logic,
    Name,
    Negative,
    Not,
    Number,
    Text,
    Tree,
)
from aicheck.rules.expectations.values import Evaluator, Judgement, Value, ValueType
from aicheck.rules.matching import NameType
from aicheck.yamlio import did_you_mean

Typed: TypeAlias = tuple[Evaluator, ValueType]

ATTRIBUTES: Mapping[str, str] = {
    "low": "the lower end of a stated range, with its rounding",
    "high": "the upper end of a stated range, with its rounding",
    "value": "the stated point, without rounding and hedge",
    "unit": "the unit, as a text",
    "kind": "the kind of quantity, as a text",
    "subject": "of a claim, as a text",
    "metric": "of a claim, as a text",
    "period": "of a claim, as a text",
    "scope": "of a claim, as a text",
    "role": "of a claim, as a text",
    "document": "the path of the document, as a text",
}
"""What a name bound to one statement has, with what it means; any other key of a claim can be read as a text too."""

_NUMERIC = ("low", "high", "value")
_OPPOSITE = {"==": "!=", "!=": "==", "<=": ">", ">": "<=", ">=": "<", "<": ">="}
CALLED = {"measure": "a number", "list": "a list", "text": "a text", "truth": "a condition"}


class Compiler:
    """Compiles the trees of one expression; `used` and `reaches` remember which names and whether `plausible` it uses."""

    def __init__(self, names: Mapping[str, NameType], optional: frozenset[str]) -> None:
        self.names = names
        self.optional = optional
        self.used: set[str] = set()
        self.reaches = False

    def compile(self, tree: Tree) -> Typed:
        """The evaluator of a tree and the type of what it gives.

        Raises: ExpectationError.
        """
        match tree:
            case Number():
                exact = Measure(Interval.point(tree.value), PERCENT if tree.percent else LITERAL)
                typed: Typed = (lambda _: exact), "measure"
            case Text():
                written = tree.text
                typed = (lambda _: written), "text"
            case Name():
                typed = self.name(tree)
            case Attribute():
                typed = self.attribute(tree)
            case Call():
                typed = self.call(tree)
            case Negative():
                inner = self.measure(tree.of)
                typed = (lambda context: arithmetic.negate(cast(Measure, inner(context)))), "measure"
            case Arithmetic():
                typed = self.arithmetic(tree)
            case _:
                typed = self.condition(tree), "truth"
        return typed

    # -- values -------------------------------------------------------------------------------------------------------

    def measure(self, tree: Tree) -> Evaluator:
        evaluate, kind = self.compile(tree)
        if kind == "list":
            raise ExpectationError(
                "this is a list where one number is needed", tree.start, tree.end,
                "use sum(...), max(...), min(...), agree(...) or count(...)",
            )  # fmt: skip
        if kind != "measure":
            raise ExpectationError(
                f"this is {CALLED[kind]} where a number is needed", tree.start, tree.end, "use a name or a number"
            )
        return evaluate

    def name(self, tree: Name) -> Typed:
        name = tree.name
        kind = self.names.get(name)
        if kind is None:
            if name in FUNCTIONS:
                advice = f"call it: {FUNCTIONS[name].signature}"
            else:
                bound = ", ".join(self.names) or "nothing"
                advice = f"match binds {bound}"
            raise ExpectationError(f"nothing is named '{name}'{did_you_mean(name, self.names)}", tree.start, tree.end, advice)
        self.used.add(name)
        if kind == "text":
            return (lambda context: lookups.text(context, name)), "text"
        if kind == "many":
            return (lambda context: lookups.many(context, name)), "list"
        return (lambda context: lookups.one(context, name)), "measure"

    def attribute(self, tree: Attribute) -> Typed:
        if not isinstance(tree.of, Name) or self.names.get(tree.of.name, "one") != "one":
            raise ExpectationError(
                "only a name bound to one statement has attributes",
                tree.start,
                tree.end,
                "for a list use first(...) or last(...)",
            )
        self.name(tree.of)
        name, key = tree.of.name, tree.name
        if key not in ATTRIBUTES and (hint := did_you_mean(key, ATTRIBUTES)):
            raise ExpectationError(
                f"there is no attribute '{key}'{hint}", tree.at, tree.end, f"known are {', '.join(ATTRIBUTES)}"
            )
        if key in _NUMERIC:
            return (lambda context: lookups.end(context, name, key)), "measure"
        return (lambda context: lookups.key(context, name, key)), "text"

    def arithmetic(self, tree: Arithmetic) -> Typed:
        left, right = self.measure(tree.left), self.measure(tree.right)
        if tree.operator == "-":
            return (lambda c: arithmetic.add(cast(Measure, left(c)), cast(Measure, right(c)), subtract=True)), "measure"
        operation = {"+": arithmetic.add, "*": arithmetic.multiply, "/": arithmetic.divide}[tree.operator]
        return (lambda c: operation(cast(Measure, left(c)), cast(Measure, right(c)))), "measure"

    def call(self, tree: Call) -> Typed:
        function = FUNCTIONS.get(tree.name)
        if function is None:
            raise ExpectationError(
                f"there is no function '{tree.name}'{did_you_mean(tree.name, FUNCTIONS)}",
                tree.start, tree.start + len(tree.name),
                f"the functions are {', '.join(FUNCTIONS)}",
            )  # fmt: skip
        pairs = _paired(function, tree)
        arguments = tuple(self.argument(parameter, argument) for parameter, argument in pairs)
        result = arguments[0][1] if function.result == "any" else function.result
        if function.lazy:
            self.reaches = self.reaches or function.reaches
            unevaluated = tuple(evaluate for evaluate, _ in arguments)
            return (lambda context: cast(Value, function.call(context, *unevaluated))), result
        if function.parameters[-1].many:
            return (lambda c: cast(Value, function.call(c, lookups.flat(c, arguments)))), result
        evaluators = tuple(evaluate for evaluate, _ in arguments)
        return (lambda c: cast(Value, function.call(c, *(each(c) for each in evaluators)))), result

    def argument(self, parameter: Parameter, tree: Tree) -> tuple[Evaluator, ValueType]:
        """An argument's evaluator and type, checked against its parameter."""
        if parameter.type == "measure":
            return self.measure(tree), "measure"
        if (
            isinstance(tree, Name)
            and tree.name in self.optional
            and self.names.get(tree.name) == "one"
            and parameter.type == "list"
        ):
            self.used.add(tree.name)
            name = tree.name
            return (lambda c: () if c.bindings.get(name) is None else (lookups.one(c, name),)), "list"
        evaluate, kind = self.compile(tree)
        textual = parameter.type in ("text", "unit")
        if (kind == "text") != textual or kind == "truth":
            needed = "a text is needed, such as a name's .period or a quoted unit" if textual else "numbers are needed"
            told, advice = f"this is {CALLED[kind]} where {needed}", f"the parameter is '{parameter.name}'"
            raise ExpectationError(told, tree.start, tree.end, advice)
        if parameter.type == "unit" and isinstance(tree, Text) and not conversions.is_unit(tree.text):
            told, advice = f"'{tree.text}' is no known unit", "write an ISO 4217 code such as USD, or a unit such as kilometer"
            raise ExpectationError(told, tree.start, tree.end, advice)
        return evaluate, kind

    # -- conditions ---------------------------------------------------------------------------------------------------

    def condition(self, tree: Tree, *, negated: bool = False) -> Evaluator:
        """A condition or its opposite; the opposite is pushed inwards, since 'may hold' has no plain negation."""
        if isinstance(tree, Not):
            return self.condition(tree.of, negated=not negated)
        if isinstance(tree, Logic):
            items = tuple(self.condition(item, negated=negated) for item in tree.items)
            every = (tree.operator == "and") != negated
            return (lambda context: lookups.all_of(context, items)) if every else (lambda context: lookups.any_of(context, items))
        if isinstance(tree, Comparison):
            return self.comparison(tree, _OPPOSITE[tree.operator] if negated else tree.operator)
        evaluate, kind = self.compile(tree) if not isinstance(tree, Not | Logic | Comparison) else (None, "truth")
        if kind != "truth" or evaluate is None:
            raise ExpectationError(
                f"this is {CALLED[kind]} where a condition is needed", tree.start, tree.end, "compare it: ==, <=, >= ..."
            )
        if not negated:
            return evaluate
        if not (isinstance(tree, Call) and tree.name == "present"):
            raise ExpectationError(
                "only comparisons and present(...) have an opposite", tree.start, tree.end, "write the comparison out"
            )
        return lambda context: Judgement(not cast(Judgement, evaluate(context)).holds)

    def comparison(self, tree: Comparison, operator: str) -> Evaluator:
        left, left_kind = self.compile(tree.left)
        right, right_kind = self.compile(tree.right)
        if "text" in (left_kind, right_kind):
            if left_kind != right_kind:
                wrong = tree.right if left_kind == "text" else tree.left
                raise ExpectationError(
                    "a text is compared with what is no text", wrong.start, wrong.end, "compare texts with texts"
                )
            if operator not in ("==", "!="):
                raise ExpectationError("texts have no order", tree.start, tree.end, "use == or !=")
            return lambda c: Judgement((left(c) == right(c)) == (operator == "=="))
        left, right = self.measure(tree.left), self.measure(tree.right)
        turned = _is_statement(tree.right) and not _is_statement(tree.left)
        return lambda c: lookups.compared(operator, cast(Measure, left(c)), cast(Measure, right(c)), turned)


def _paired(function: Function, tree: Call) -> list[tuple[Parameter, Tree]]:
    """Each argument with its parameter."""
    parameters = function.parameters
    most = None if parameters[-1].many else len(parameters)
    least = sum(not (p.optional or p.many) for p in parameters) + (1 if parameters[-1].many else 0)
    given = len(tree.arguments)
    if given < least or (most is not None and given > most):
        raise ExpectationError(
            f"{tree.name} is called with {given} argument{'s' * (given != 1)}",
            tree.start,
            tree.end,
            f"write {function.signature}",
        )
    return [(parameters[min(index, len(parameters) - 1)], argument) for index, argument in enumerate(tree.arguments)]


def _is_statement(tree: Tree) -> bool:
    return isinstance(tree, Name) or (isinstance(tree, Attribute) and isinstance(tree.of, Name))
