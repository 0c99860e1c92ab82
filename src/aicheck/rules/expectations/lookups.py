"""What compiled expressions call while they are evaluated: bound names, ends of ranges, and joined conditions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from aicheck.rules.expectations import arithmetic
from aicheck.rules.expectations.measures import Measure, Mode, Unchecked, UnitFault, ends_of, measure_of
from aicheck.rules.expectations.values import Context, Evaluator, Judgement
from aicheck.rules.matching import Item

_TURNED: Mapping[str, str] = {"==": "==", "!=": "!=", "<=": ">=", ">=": "<=", "<": ">", ">": "<"}


def item(context: Context, name: str) -> Item:
    """The statement that a name is bound to."""
    bound = context.bindings.get(name)
    if not isinstance(bound, Item):
        raise Unchecked(f"'{name}' is not stated")
    return bound


def one(context: Context, name: str) -> Measure:
    """The measure of a name."""
    return measure_of(item(context, name), context.mode, context.widths)


def many(context: Context, name: str) -> tuple[Measure, ...]:
    """The measures of a list; none where an optional name is not bound."""
    bound = context.bindings.get(name) or ()
    return tuple(measure_of(each, context.mode, context.widths) for each in cast(tuple[Item, ...], bound))


def text(context: Context, name: str) -> str:
    """The text that a name is bound to."""
    bound = context.bindings.get(name)
    if not isinstance(bound, str) or not bound:
        raise Unchecked(f"'{name}' is not stated")
    return bound


def end(context: Context, name: str, key: str) -> Measure:
    """The low or high end, or the value, of a bound statement."""
    stated = item(context, name)
    if key == "value":
        if stated.quantity.value is None:
            raise Unchecked(f"'{name}' is a range, not one value")
        return measure_of(stated, Mode.STATED, context.widths)
    ends = ends_of(stated, context.mode, context.widths)
    if (stated.quantity.low if key == "low" else stated.quantity.high) is None:
        raise Unchecked(f"'{name}' has no {key} end")
    return ends[0] if key == "low" else ends[-1]


def key(context: Context, name: str, key: str) -> str:
    """A text that is known of a bound statement."""
    stated = item(context, name)
    found = stated.text_of(key)
    if not found:
        raise Unchecked(f"'{name}' has no {key}")
    return found


def flat(context: Context, arguments: tuple[tuple[Evaluator, str], ...]) -> tuple[Measure, ...]:
    """The values of several arguments, lists and single numbers, as one list."""
    values: list[Measure] = []
    for evaluate, kind in arguments:
        value = evaluate(context)
        values += cast(tuple[Measure, ...], value) if kind == "list" else (cast(Measure, value),)
    return tuple(values)


def compared(operator: str, left: Measure, right: Measure, turned: bool) -> Judgement:
    """A comparison; `turned` tells that the right side is the stated one."""
    holds = arithmetic.may_hold(operator, left, right)
    if turned:
        left, right, operator = right, left, _TURNED[operator]
    witnesses = () if right.item is None else (right.item,)
    return Judgement(holds, left, operator, right, left.item, witnesses)


def all_of(context: Context, items: tuple[Evaluator, ...]) -> Judgement:
    """The first condition that fails, before any that cannot be judged; else the last."""
    doubt: Unchecked | UnitFault | None = None
    judgement = Judgement(True)
    for item in items:
        try:
            judgement = cast(Judgement, item(context))
        except (Unchecked, UnitFault) as reason:
            doubt = doubt or reason
            continue
        if not judgement.holds:
            return judgement
    if doubt is not None:
        raise doubt
    return judgement


def any_of(context: Context, items: tuple[Evaluator, ...]) -> Judgement:
    """The first condition that holds; else, where none is in doubt, the first that fails."""
    doubt: Unchecked | UnitFault | None = None
    failed: Judgement | None = None
    for item in items:
        try:
            judgement = cast(Judgement, item(context))
        except (Unchecked, UnitFault) as reason:
            doubt = doubt or reason
            continue
        if judgement.holds:
            return judgement
        failed = failed or judgement
    if doubt is not None:
        raise doubt
    return failed or Judgement(False)
