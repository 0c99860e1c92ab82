"""What expressions evaluate to, and what they are evaluated in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal, NamedTuple, TypeAlias

from aicheck.model import DEFAULT_WIDTHS, HedgeWidths
from aicheck.rules.expectations.measures import PERCENT, RATIO, Measure, Mode
from aicheck.rules.matching import Binding, Item

ValueType: TypeAlias = Literal["measure", "list", "text", "truth"]
"""The types of expressions: one measure, a list of them, a text, or a condition."""


class Judgement(NamedTuple):
    """What a condition gave, and what it compared.

    `stated` and `expected` are the two sides of the comparison that decided, with `relation` read from `stated` to
    `expected`; `culprit` is the statement that is to blame, `witnesses` the others that it was held against.
    """

    holds: bool
    stated: Measure | None = None
    relation: str = "=="
    expected: Measure | None = None
    culprit: Item | None = None
    witnesses: tuple[Item, ...] = ()

    @property
    def sides(self) -> tuple[Measure, Measure] | None:
        """The two sides as a reader is told them; a share that is held against a percentage is one too: 5 %, not 0.05."""
        stated, expected = self.stated, self.expected
        if stated is None or expected is None:
            return None
        if {stated.dimension, expected.dimension} == {PERCENT, RATIO}:
            return stated._replace(dimension=PERCENT), expected._replace(dimension=PERCENT)
        return stated, expected


class Context(NamedTuple):
    """The bound names and the mode of one evaluation.

    With `reach` off, `plausible(x)` is x itself. `remarks` collects what a reader must know of the arithmetic, such as the
    exchange rate that was used; it is shared by the evaluations of one check.
    """

    bindings: Mapping[str, Binding]
    mode: Mode = Mode.ALLOWED
    widths: HedgeWidths = DEFAULT_WIDTHS
    reach: bool = True
    remarks: dict[str, str] = {}  # noqa: RUF012 - always given by the caller that evaluates


Value: TypeAlias = Measure | tuple[Measure, ...] | str | Judgement
Evaluator: TypeAlias = Callable[[Context], Value]
