"""Compiled expectations: the verdict of a condition over bound names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, cast

from aicheck.model import DEFAULT_WIDTHS, HedgeWidths
from aicheck.model import Outcome as VerdictOutcome
from aicheck.rules.expectations.compiler import CALLED, Compiler
from aicheck.rules.expectations.measures import Mode, Unchecked, UnitFault
from aicheck.rules.expectations.syntax import Call, ExpectationError, Name, Tree, parse
from aicheck.rules.expectations.values import Context, Evaluator, Judgement
from aicheck.rules.matching import Binding, Item, NameType


class Assessment(NamedTuple):
    """The verdict of an expectation.

    `judgement` tells what was compared where the outcome is contradictory or rests on rounding. `reason` says why the
    outcome is unchecked; `fault` is the clash of units behind that, if one is. `by_reach` tells that the contradiction rests
    on what hedges plausibly mean. `remarks` holds the rates that were used.
    """

    outcome: VerdictOutcome
    judgement: Judgement | None = None
    reason: str = ""
    fault: UnitFault | None = None
    by_reach: bool = False
    remarks: Mapping[str, str] = {}


_ALIKE = Assessment("consistent", Judgement(True))


class Expectation:
    """A compiled condition: `text` as written, `names` that it uses, and its verdicts."""

    def __init__(self, text: str, tree: Tree, evaluate: Evaluator, names: frozenset[str], reaches: bool) -> None:
        self.text = text
        self.names = names
        self._evaluate = evaluate
        self._reaches = reaches
        self._listed = _list_that_agrees(tree)

    def assess(self, bindings: Mapping[str, Binding], widths: HedgeWidths = DEFAULT_WIDTHS) -> Assessment:
        """The verdict over bound names. Never raises for what documents say."""
        alike = _alike(bindings[self._listed]) if self._listed else None
        if alike:
            return _ALIKE
        context = Context(bindings, Mode.STATED, widths, True, {})
        if alike is False:
            return self._beyond_stated(context._replace(mode=Mode.ALLOWED), None)
        exact: Judgement | None
        try:
            exact = self._judge(context)
        except (Unchecked, UnitFault):  # a division by a stated zero, say: what is allowed decides
            exact = None
        if exact is not None and exact.holds:  # what holds for the stated values holds for whatever else is allowed
            return Assessment("consistent", exact, remarks=context.remarks)
        return self._beyond_stated(context._replace(mode=Mode.ALLOWED), exact)

    def _beyond_stated(self, context: Context, exact: Judgement | None) -> Assessment:
        """The verdict where the stated values alone do not hold; `exact` is what they gave."""
        try:
            judgement = self._judge(context)
            if judgement.holds:
                return Assessment("rounding", exact or judgement, remarks=context.remarks)
            by_reach = self._reaches and self._judge(context._replace(reach=False)).holds
        except Unchecked as reason:
            return Assessment("unchecked", reason=str(reason), remarks=context.remarks)
        except UnitFault as fault:
            return Assessment("unchecked", reason=str(fault), fault=fault, remarks=context.remarks)
        return Assessment("contradictory", judgement, by_reach=by_reach, remarks=context.remarks)

    def may_hold(self, bindings: Mapping[str, Binding], widths: HedgeWidths = DEFAULT_WIDTHS) -> bool:
        """Whether the condition can hold; not where it cannot be judged."""
        try:
            return self._judge(Context(bindings, Mode.ALLOWED, widths, True, {})).holds
        except (Unchecked, UnitFault):
            return False

    def _judge(self, context: Context) -> Judgement:
        return cast(Judgement, self._evaluate(context))


def compile_expectation(text: str, names: Mapping[str, NameType], optional: frozenset[str] = frozenset()) -> Expectation:
    """A written condition over names of known types, compiled.

    Raises: ExpectationError, with the offsets of what is wrong.
    """
    tree = parse(text)
    compiler = Compiler(names, optional)
    evaluate, kind = compiler.compile(tree)
    if kind != "truth":
        raise ExpectationError(
            f"an expectation is a condition, this is {CALLED[kind]}", tree.start, tree.end,
            "compare it with something: ==, <=, >= ...",
        )  # fmt: skip
    return Expectation(text, tree, evaluate, frozenset(compiler.used), compiler.reaches)


def _list_that_agrees(tree: Tree) -> str:
    """The name of the list where all that is expected is that one list agrees."""
    if isinstance(tree, Call) and tree.name == "agree" and len(tree.arguments) == 1 and isinstance(tree.arguments[0], Name):
        return tree.arguments[0].name
    return ""


def _alike(bound: Binding) -> bool | None:
    """Whether a list says the same number again and again, as most claims of one fact do: then nothing is reckoned.

    False where it says different points of one unit; None where nobody can tell without reckoning.
    """
    if bound is None or isinstance(bound, str | Item) or not bound:
        return None
    first = bound[0].quantity
    low, high, value, unit, kind, change = first.low, first.high, first.value, first.unit, first.kind, first.change
    same = True
    for item in bound:
        other = item.quantity
        if other.unit != unit or other.kind != kind or other.change != change:
            return None
        if other.value != value or other.low != low or other.high != high:
            if other.value is None or value is None or other.value == value:
                return None
            same = False
    return same
