"""Functions of the expectation language that make a number of a list."""

from __future__ import annotations

from aicheck.intervals import Interval
from aicheck.rules.expectations.arithmetic import add, aligned, divide, may_hold
from aicheck.rules.expectations.measures import LITERAL, Measure, Unchecked
from aicheck.rules.expectations.values import Context


def total(_: Context, values: tuple[Measure, ...]) -> Measure:
    """The sum of the facts that are stated; 0 of none."""
    facts = _once(values)
    if not facts:
        return Measure(Interval.point(0), LITERAL)
    reached = facts[0]
    for value in facts[1:]:
        reached = add(reached, value)
    return reached._replace(item=None)


def count(_: Context, values: tuple[Measure, ...]) -> Measure:
    """How many facts are stated."""
    return Measure(Interval.point(len(_once(values))), LITERAL)


def leading(_: Context, values: tuple[Measure, ...]) -> Measure:
    """How many parts, the fewest of two or more, make the whole that stands before them: behind a complete list goes another
    statement. 0 where none do."""
    reached = values[1] if len(values) > 1 else None
    for number, part in enumerate(values[2:], 2):
        reached = add(reached, part)._replace(item=None) if reached is not None else part
        if may_hold("==", values[0], reached):
            return Measure(Interval.point(number), LITERAL)
    return Measure(Interval.point(0), LITERAL)


def _once(values: tuple[Measure, ...]) -> list[Measure]:
    """Each fact once: claims that are alike in every key state the same fact, and both have to be right."""
    facts: dict[object, Measure] = {}
    for index, value in enumerate(values):
        claim = value.item.claim if value.item is not None else None
        key = index if claim is None else (*claim[1:6], *sorted(claim.dimensions.items()))
        known = facts.get(key)
        if known is None or known.item is value.item:  # both ends of one statement are two numbers
            facts[key if known is None else index] = value
        else:
            _, second = aligned((known, value))
            both = known.interval.intersection(second.interval)
            facts[key] = known._replace(interval=known.interval.hull(second.interval) if both is None else both)
    return list(facts.values())


def units(_: Context, values: tuple[Measure, ...]) -> Measure:
    """In how many different units the values are."""
    return Measure(Interval.point(len({value.dimension for value in values})), LITERAL)


def average(context: Context, values: tuple[Measure, ...]) -> Measure:
    """The sum over the count."""
    return divide(total(context, _some(values)), count(context, values))


def smallest(_: Context, values: tuple[Measure, ...]) -> Measure:
    """The smallest of the values."""
    return _extreme(values, -1)


def largest(_: Context, values: tuple[Measure, ...]) -> Measure:
    """The largest of the values."""
    return _extreme(values, 1)


def _extreme(values: tuple[Measure, ...], sign: int) -> Measure:
    """The interval of the largest (or smallest) of the values: either end is the largest of those ends."""
    shared = aligned(_some(values))
    intervals = [each.interval if sign > 0 else -each.interval for each in shared]
    low = max(intervals, key=lambda i: (i.low is not None, i.low or 0, not i.low_closed))
    high = max(intervals, key=lambda i: (i.high is None, i.high or 0, i.high_closed))
    largest = Interval(low.low, high.high, low.low_closed, high.high_closed)
    return Measure(largest if sign > 0 else -largest, shared[0].dimension)


def first(_: Context, values: tuple[Measure, ...]) -> Measure:
    """The first value in the order of the list."""
    return _some(values)[0]


def last(_: Context, values: tuple[Measure, ...]) -> Measure:
    """The last value in the order of the list."""
    return _some(values)[-1]


def _some(values: tuple[Measure, ...]) -> tuple[Measure, ...]:
    if not values:
        raise Unchecked("there are no values")
    return values
