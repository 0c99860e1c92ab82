"""The one table of functions of the expectation language; docs/expectations.md is generated from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, Literal, NamedTuple, TypeAlias

from aicheck.intervals import Interval
from aicheck.rules.expectations import conversions, lists, periods
from aicheck.rules.expectations.arithmetic import absolute, add, aligned, divide, may_hold
from aicheck.rules.expectations.measures import LITERAL, RATIO, Measure, Mode, Unchecked, ends_of
from aicheck.rules.expectations.values import Context, Judgement, ValueType

ParameterType: TypeAlias = Literal["measure", "list", "text", "unit", "any"]
"""`list` takes lists and single measures alike; `any` takes either and gives back the same; `unit` is the text of a unit."""


class Parameter(NamedTuple):
    """One parameter; `many` takes all the arguments that are left, `optional` may be left out."""

    name: str
    type: ParameterType
    many: bool = False
    optional: bool = False


class Function(NamedTuple):
    """One function: its parameters, what it gives, its documentation, and what it does.

    `call` takes the context and the values of the arguments, lists flattened into one tuple; a `lazy` one takes the
    arguments' evaluators instead. `result` of `any` is the type of the first argument. A finding that rests on a function
    that `reaches` beyond what the writing proves is at most a warning.
    """

    name: str
    parameters: tuple[Parameter, ...]
    result: ValueType | Literal["any"]
    summary: str
    example: str
    call: Callable[..., Any]
    lazy: bool = False
    reaches: bool = False

    @property
    def signature(self) -> str:
        """The function as it is written, with its parameters."""
        shown = ", ".join(f"{p.name}…" if p.many else f"[{p.name}]" if p.optional else p.name for p in self.parameters)
        return f"{self.name}({shown})"


_VALUES = Parameter("values", "list", many=True)


# -- numbers from numbers ---------------------------------------------------------------------------------------------


def _abs(_: Context, value: Measure | tuple[Measure, ...]) -> Measure | tuple[Measure, ...]:
    return absolute(value) if isinstance(value, Measure) else tuple(absolute(each) for each in value)


def _ratio(_: Context, part: Measure, whole: Measure) -> Measure:
    return divide(part, whole)._replace(dimension=RATIO)


def _growth(_: Context, before: Measure, after: Measure) -> Measure:
    quotient = divide(after, before)
    return Measure(quotient.interval.minus(Interval.point(1)), RATIO)


def _base(context: Context, level: Measure, growth: Measure) -> tuple[Measure, ...]:
    """Pairs of ends, lower with lower: a level is base * (1 + growth), so both ends rise together."""
    levels, growths = _ends(context, level), _ends(context, growth)
    if len(levels) != len(growths):
        levels, growths = (level,), (growth,)
    one = Measure(Interval.point(1), LITERAL)
    return tuple(divide(end, add(one, rise))._replace(item=level.item) for end, rise in zip(levels, growths, strict=True))


def _ends(context: Context, measure: Measure) -> tuple[Measure, ...]:
    return (measure,) if measure.item is None else ends_of(measure.item, context.mode, context.widths)


def _number(_: Context, value: Measure) -> Measure:
    return value._replace(dimension=LITERAL)


def _plausible(context: Context, evaluate: Callable[[Context], Any]) -> Any:
    if context.mode is Mode.ALLOWED and context.reach:
        return evaluate(context._replace(mode=Mode.PLAUSIBLE))
    return evaluate(context)


def _truncated(_: Context, value: Measure | tuple[Measure, ...]) -> Measure | tuple[Measure, ...]:
    if not isinstance(value, Measure):
        return tuple(_cut(each) for each in value)
    return _cut(value)


def _cut(value: Measure) -> Measure:
    """Half a unit of the last written place more at either end: digits may have been dropped instead of rounded."""
    quantity = None if value.item is None else value.item.quantity
    if quantity is None or quantity.decimals is None or quantity.relation != "=":
        return value
    share = Fraction(1, 100) if quantity.kind in ("percent", "percentage-point") else Fraction(1)
    half = Fraction(10) ** -quantity.decimals / 2 * share
    interval = value.interval
    low = None if interval.low is None else interval.low - half
    high = None if interval.high is None else interval.high + half
    return value._replace(interval=Interval(low, high, interval.low_closed, interval.high_closed))


def _stated(context: Context, evaluate: Callable[[Context], Any]) -> Any:
    return evaluate(context._replace(mode=Mode.STATED) if context.mode is Mode.ALLOWED and context.reach else context)


def _convert(context: Context, value: Measure | tuple[Measure, ...], unit: str, date: str = "") -> Measure | tuple[Measure, ...]:
    if isinstance(value, Measure):
        return conversions.convert(value, unit, date, context.remarks)
    return tuple(conversions.convert(each, unit, date, context.remarks) for each in value)


def _exchanged(context: Context, value: Measure, unit: str, years: str = "") -> Measure:
    return conversions.exchanged(value, unit, years, context.remarks)


# -- texts ------------------------------------------------------------------------------------------------------------


def _previous(_: Context, period: str) -> str:
    return _known(periods.previous(period), period)


def _year_before(_: Context, period: str) -> str:
    return _known(periods.year_before(period), period)


def _either(context: Context, *texts: Callable[[Context], Any]) -> str:
    doubt: Unchecked | None = None
    for text in texts:
        try:
            return str(text(context))
        except Unchecked as reason:
            doubt = doubt or reason
    raise doubt or Unchecked("no text is stated")


def _known(found: str | None, period: str) -> str:
    if found is None:
        raise Unchecked(f"no period is known before '{period}'")
    return found


# -- conditions -------------------------------------------------------------------------------------------------------


def _agree(context: Context, values: tuple[Measure, ...]) -> Judgement:
    if len(values) < 2:
        return Judgement(True)
    shared = aligned(values)
    lowest, highest = _tightest(shared)
    if lowest == highest:  # one value is tighter than all the others: held against any of them
        highest = 0 if lowest else 1
    holds = shared[lowest].interval.meets(shared[highest].interval)
    if holds or context.mode is Mode.STATED:  # whom to blame matters only where nothing that is allowed agrees
        return Judgement(holds, shared[lowest], "==", shared[highest])
    blamed, other = _odd_one_out(shared, lowest, highest)
    return Judgement(False, shared[blamed], "==", shared[other], shared[blamed].item, _items(shared, blamed))


def _tightest(values: list[Measure]) -> tuple[int, int]:
    """Which value has the highest low end and which the lowest high end: all share a point iff these two do."""
    lowest = highest = 0
    for index in range(1, len(values)):
        interval = values[index].interval
        if _above(interval.low, interval.low_closed, values[lowest].interval.low, values[lowest].interval.low_closed):
            lowest = index
        high, best = interval.high, values[highest].interval
        if high is not None and (
            best.high is None or high < best.high or (high == best.high and best.high_closed and not interval.high_closed)
        ):
            highest = index
    return lowest, highest


def _above(low: Fraction | None, closed: bool, best: Fraction | None, best_closed: bool) -> bool:
    return low is not None and (best is None or low > best or (low == best and best_closed and not closed))


def _odd_one_out(values: list[Measure], lowest: int, highest: int) -> tuple[int, int]:
    """Which of the two clashing values to blame: the one without which all the others agree, else the later one."""
    early, late = sorted((lowest, highest))
    if len(values) > 2:
        for blamed, other in ((late, early), (early, late)):
            rest = [value for index, value in enumerate(values) if index != blamed]
            a, b = _tightest(rest)
            if rest[a].interval.meets(rest[b].interval):
                return blamed, other
    return late, early


def _items(values: list[Measure], blamed: int) -> tuple[Any, ...]:
    return tuple(value.item for index, value in enumerate(values) if index != blamed and value.item is not None)


def _ascending(_: Context, values: tuple[Measure, ...]) -> Judgement:
    return _ordered(values, "<=")


def _descending(_: Context, values: tuple[Measure, ...]) -> Judgement:
    return _ordered(values, ">=")


def _ordered(values: tuple[Measure, ...], operator: str) -> Judgement:
    """Each value against the tightest of those before it: neighbours alone do not tell when intervals are wide."""
    shared = aligned(values)
    bound = 0
    for index in range(1, len(shared)):
        if not may_hold(operator, shared[bound], shared[index]):
            told = ">=" if operator == "<=" else "<="
            blamed, other = shared[index], shared[bound]
            return Judgement(False, blamed, told, other, blamed.item, () if other.item is None else (other.item,))
        if _tighter_bound(shared[index].interval, shared[bound].interval, operator):
            bound = index
    return Judgement(True)


def _tighter_bound(a: Interval, b: Interval, operator: str) -> bool:
    if operator == "<=":
        return a.low is not None and (b.low is None or a.low > b.low)
    return a.high is not None and (b.high is None or a.high < b.high)


def _at_most(_: Context, a: Measure, b: Measure) -> Judgement:
    return Judgement(may_hold("<=", a, b), a, "<=", b, a.item)


def _at_least(_: Context, a: Measure, b: Measure) -> Judgement:
    return Judgement(may_hold(">=", a, b), a, ">=", b, a.item)


def _present(_: Context, values: tuple[Measure, ...]) -> Judgement:
    return Judgement(bool(values))


_ALL = (
    Function("sum", (_VALUES,), "measure", "the total of the values; of none it is 0", "sum(parts) == whole", lists.total),
    Function("count", (_VALUES,), "measure", "how many values there are", "count(items) == stated", lists.count),
    Function("leading", (Parameter("whole", "measure"), _VALUES), "measure",
             "how many values from the first on make up the whole: the fewest of two or more; 0 where none do",
             "leading(whole, parts) == 0", lists.leading),
    Function("average", (_VALUES,), "measure", "the sum divided by the count", "average(months) == mean", lists.average),
    Function("min", (_VALUES,), "measure", "the smallest of the values", "stated <= min(values)", lists.smallest),
    Function("max", (_VALUES,), "measure", "the largest of the values", "record >= max(values)", lists.largest),
    Function("first", (_VALUES,), "measure", "the first value in the order of the list", "first(years) == opening", lists.first),
    Function("last", (_VALUES,), "measure", "the last value in the order of the list", "last(years) == closing", lists.last),
    Function("abs", (Parameter("x", "any"),), "any", "the value, or each value, without its sign", "abs(loss) == stated", _abs),
    Function(
        "ratio", (Parameter("part", "measure"), Parameter("whole", "measure")), "measure",
        "part divided by whole, as a ratio that compares with percentages and multiples", "share == ratio(part, whole)", _ratio,
    ),
    Function(
        "growth", (Parameter("before", "measure"), Parameter("after", "measure")), "measure",
        "after / before - 1: positive up, negative down", "change == growth(before, after)", _growth,
    ),
    Function(
        "base", (Parameter("level", "measure"), Parameter("growth", "measure")), "list",
        "what the level grew from: level / (1 + growth); where both are ranges, one value for each pair of ends, lower end with "
        "lower (signed) growth", "agree(base(profit, growth))", _base,
    ),
    Function(
        "number", (Parameter("x", "measure"),), "measure",
        "the value without its unit, such as tons that are paid by the ton", "after == number(before)", _number,
    ),
    Function(
        "convert", (Parameter("x", "any"), Parameter("unit", "unit"), Parameter("date", "text", optional=True)), "any",
        "the value, or each value, in another unit; money by the rates of the date, or by the range of the rates of the days of "
        "a period", 'yuan == convert(dollars, "CNY", dollars.period)', _convert,
    ),
    Function(
        "exchanged", (Parameter("x", "measure"), Parameter("unit", "unit"), Parameter("years", "text", optional=True)), "measure",
        "money in another currency at any rate of the years, given as `first/last`, and of those next to them, give or take a "
        "fifth; given a month such as `2024-02`, of it and those next to it, give or take a twentieth; without years "
        "at half the lowest rate known to twice the highest",
        'after == exchanged(before, "CNY", before.years)', _exchanged,
    ),
    Function(
        "plausible", (Parameter("x", "any"),), "any",
        "the value with one-sided hedges limited to their reach (`over 50` reaches 75, not 500); a finding that rests on it is "
        "at most a warning", "plausible(part) <= whole", _plausible, lazy=True, reaches=True,
    ),
    Function(
        "truncated", (Parameter("x", "any"),), "any",
        "the value, where digits beyond the last may have been dropped instead of rounded, as writers often do with percentages: "
        "one unit of the last place either way", "truncated(share) == ratio(part, whole)", _truncated,
    ),
    Function(
        "stated", (Parameter("x", "any"),), "any",
        "the value exactly as written, without its rounding and hedge; a finding that rests on it is at most a warning",
        "sum(parts) <= stated(whole)", _stated, lazy=True, reaches=True,
    ),
    Function("units", (_VALUES,), "measure", "in how many different units the values are", "units(values) == 1", lists.units),
    Function("previous", (Parameter("period", "text"),), "text", "the period just before, of the same length",
             "before.period == previous(after.period)", _previous),
    Function("year_before", (Parameter("period", "text"),), "text", "the same period one year earlier",
             "before.period == year_before(after.period)", _year_before),
    Function("either", (Parameter("texts", "text", many=True),), "text", "the first of the texts that is stated",
             'convert(x, "USD", either(x.day, period))', _either, lazy=True),
    Function("agree", (_VALUES,), "truth", "whether all the values can be one and the same number", "agree(values)", _agree),
    Function("ascending", (_VALUES,), "truth", "whether the values can rise, or stay, in the order of the list",
             "ascending(values)", _ascending),
    Function("descending", (_VALUES,), "truth", "whether the values can fall, or stay, in the order of the list",
             "descending(values)", _descending),
    Function("at_most", (Parameter("a", "measure"), Parameter("b", "measure")), "truth", "the same as a <= b",
             "at_most(sum(parts), whole)", _at_most),
    Function("at_least", (Parameter("a", "measure"), Parameter("b", "measure")), "truth", "the same as a >= b",
             "at_least(whole, sum(parts))", _at_least),
    Function("present", (_VALUES,), "truth", "whether an optional name is bound",
             "not present(rest) or sum(parts, rest) == whole",
             _present),
)  # fmt: skip

FUNCTIONS: Mapping[str, Function] = {function.name: function for function in _ALL}
"""Name to function, in the order of the documentation."""
