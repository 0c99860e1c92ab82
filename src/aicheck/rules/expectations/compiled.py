"""Compiled expectations: the verdict of a condition over bound names."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple, cast

from aicheck.model import DEFAULT_WIDTHS, HedgeWidths
from aicheck.model import Outcome as VerdictOutcome
from aicheck.rules.expectations.compiler import CALLED, Compiler
from aicheck.rules.expectations.measures import Mode, Unchecked, UnitFault
from aicheck.rules.expectations.proofs import Proof, proof_of
from aicheck.rules.expectations.syntax import ExpectationError, parse
from aicheck.rules.expectations.values import Context, Evaluator, Judgement
from aicheck.rules.matching import Binding, NameType


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
    brief: bool = False


_PROVED: Mapping[str, Assessment] = {
    "consistent": Assessment("consistent", brief=True),
    "rounding": Assessment("rounding", brief=True),
}


class _Compiled(NamedTuple):
    """How a condition is judged, and the names that it uses. `reaches` tells that it asks what hedges plausibly mean."""

    evaluate: Evaluator
    names: frozenset[str]
    reaches: bool
    proof: Proof | None


class Expectation:
    """A condition over names of known types: `text` as written, and its verdicts.

    Compiled when it is first asked for anything, and again after it was pickled.
    """

    def __init__(self, text: str, known: Mapping[str, NameType], optional: frozenset[str] = frozenset()) -> None:
        self.text = text
        self._known, self._optional = known, optional

    @cached_property
    def _compiled(self) -> _Compiled:
        tree = parse(self.text)
        compiler = Compiler(self._known, self._optional)
        evaluate, kind = compiler.compile(tree)
        if kind != "truth":
            raise ExpectationError(
                f"an expectation is a condition, this is {CALLED[kind]}", tree.start, tree.end,
                "compare it with something: ==, <=, >= ...",
            )  # fmt: skip
        return _Compiled(evaluate, frozenset(compiler.used), compiler.reaches, proof_of(tree, compiler.names))

    def __getstate__(self) -> dict[str, object]:
        return {key: value for key, value in self.__dict__.items() if key != "_compiled"}

    @property
    def names(self) -> frozenset[str]:
        """The names that it uses. Raises: ExpectationError, with the offsets of what is wrong with the condition."""
        return self._compiled.names

    @property
    def blamed(self) -> str:
        """The name of the statement that a brief assessment is about; empty where it is about no single one."""
        proof = self._compiled.proof
        return "" if proof is None else proof.blamed

    def verdict(self, bindings: Mapping[str, Binding], widths: HedgeWidths = DEFAULT_WIDTHS) -> Assessment:
        """The verdict over bound names as `assess` gives it, but brief where a proof is enough."""
        proof = self._compiled.proof
        outcome = None if proof is None else proof.outcome(bindings)
        return self.assess(bindings, widths) if outcome is None else _PROVED[outcome]

    def assess(self, bindings: Mapping[str, Binding], widths: HedgeWidths = DEFAULT_WIDTHS) -> Assessment:
        """The verdict over bound names, with what was compared. Never raises for what documents say."""
        context = Context(bindings, Mode.STATED, widths, True, {})
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
            by_reach = self._compiled.reaches and self._judge(context._replace(reach=False)).holds
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
        return cast(Judgement, self._compiled.evaluate(context))


def compile_expectation(text: str, names: Mapping[str, NameType], optional: frozenset[str] = frozenset()) -> Expectation:
    """A written condition over names of known types, compiled.

    Raises: ExpectationError, with the offsets of what is wrong.
    """
    expectation = Expectation(text, names, optional)
    assert expectation.names is not None, "compiled here, so that what is wrong is told here"
    return expectation
