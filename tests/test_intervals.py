"""The laws of intervals, held over generated ones, and the XBRL Calculations 1.1 semantics on written cases."""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_DOWN, ROUND_HALF_DOWN, ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import combinations, permutations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aicheck.intervals import Interval, agree, clash, excess_digits, magnitude, total, written

NUMBERS = st.one_of(st.integers(-3, 3).map(Fraction), st.fractions(min_value=-50, max_value=50, max_denominator=12))
TINY, HUGE = Fraction(1, 10**12), Fraction(10) ** 15
NEAR = Fraction(1, 10**6)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    """Bounded, half-bounded and unbounded intervals with every closedness, points among them."""
    ends = sorted([draw(NUMBERS), draw(NUMBERS)])
    low = None if draw(st.integers(0, 5)) == 0 else ends[0]
    high = None if draw(st.integers(0, 5)) == 0 else ends[1]
    closed = draw(st.booleans()), draw(st.booleans())
    if low is not None and low == high:
        closed = True, True
    return Interval.of(low, high, *closed)


def members(interval: Interval) -> list[Fraction]:
    """Numbers of the set that press against its ends: the ends or numbers hardly inside them, zero, the middle."""
    low, high = interval.low, interval.high
    candidates = [Fraction(0), Fraction(1), Fraction(-1), TINY, -TINY]
    candidates += [-HUGE] if low is None else [low, low + TINY, low + 1]
    candidates += [HUGE] if high is None else [high, high - TINY, high - 1]
    if low is not None and high is not None:
        candidates.append((low + high) / 2)
    return [number for number in candidates if inside(number, interval)]


def inside(number: Fraction, interval: Interval) -> bool:
    """Membership from the definition, apart from the code under test."""
    above = interval.low is None or number > interval.low or (number == interval.low and interval.low_closed)
    below = interval.high is None or number < interval.high or (number == interval.high and interval.high_closed)
    return above and below


def well_formed(interval: Interval) -> bool:
    return (
        (interval.low is not None or not interval.low_closed)
        and (interval.high is not None or not interval.high_closed)
        and (interval.low is None or interval.high is None or interval.low <= interval.high)
        and bool(members(interval))
    )


OPERATIONS: dict[str, tuple[Callable[[Interval, Interval], Interval], Callable[[Fraction, Fraction], Fraction]]] = {
    "plus": (Interval.plus, lambda a, b: a + b),
    "minus": (Interval.minus, lambda a, b: a - b),
    "times": (Interval.times, lambda a, b: a * b),
    "over": (Interval.over, lambda a, b: a / b),
}


@pytest.mark.parametrize("name", OPERATIONS)
@given(a=intervals(), b=intervals())
@settings(max_examples=250, deadline=None)
def test_arithmetic_encloses_and_is_tight(name: str, a: Interval, b: Interval) -> None:
    operation, exact = OPERATIONS[name]
    if name == "over" and b == Interval.point(0):
        with pytest.raises(ZeroDivisionError):
            operation(a, b)
        return
    result = operation(a, b)
    assert well_formed(result)
    results = [exact(x, y) for x, y in product(members(a), members(b)) if name != "over" or y != 0]
    assert all(inside(number, result) for number in results)
    assert min(results) < -(NEAR**-1) if result.low is None else min(results) - result.low < NEAR
    assert max(results) > NEAR**-1 if result.high is None else result.high - max(results) < NEAR
    straddles = b.low is not None and b.high is not None and b.low < 0 < b.high
    if not (name == "over" and straddles):
        assert not result.low_closed or result.low in results
        assert not result.high_closed or result.high in results


@given(a=intervals(), b=intervals(), c=intervals())
@settings(deadline=None)
def test_sums_and_products_commute_and_sums_associate(a: Interval, b: Interval, c: Interval) -> None:
    assert a.plus(b) == b.plus(a)
    assert a.times(b) == b.times(a)
    assert a.plus(b).plus(c) == a.plus(b.plus(c)) == total([c, a, b])
    assert a.plus(Interval.point(0)) == a == a.times(Interval.point(1))
    negative = -a
    assert -negative == a
    assert a.minus(b) == -(b.minus(a))


@given(a=intervals(), weight=NUMBERS)
def test_a_weight_is_a_product_with_a_point(a: Interval, weight: Fraction) -> None:
    assert a.weighted(weight) == a.times(Interval.point(weight))


@given(a=intervals())
def test_a_negative_weight_swaps_the_ends_with_their_closedness(a: Interval) -> None:
    turned = a.weighted(-2)
    assert (turned.low_closed, turned.high_closed) == (a.high_closed, a.low_closed)
    assert turned.high == (None if a.low is None else -2 * a.low)
    assert turned == -(a.plus(a))


@given(parts=st.lists(intervals(), max_size=5))
def test_a_sum_is_closed_only_where_all_parts_are(parts: list[Interval]) -> None:
    summed = total(parts)
    assert summed.low_closed == all(part.low_closed for part in parts)
    assert summed.high_closed == all(part.high_closed for part in parts)


@given(a=intervals())
def test_absolute_values(a: Interval) -> None:
    result = a.absolute()
    values = [abs(x) for x in members(a)]
    assert well_formed(result)
    assert all(inside(value, result) for value in values)
    assert result.low is not None and min(values) - result.low < NEAR
    assert not result.low_closed or result.low in values
    assert not result.high_closed or result.high in values


@given(a=intervals(), b=intervals())
def test_intersection_and_hull(a: Interval, b: Interval) -> None:
    probes = members(a) + members(b)
    shared, hull = a.intersection(b), a.hull(b)
    assert b.intersection(a) == shared and b.hull(a) == hull
    for number in probes:
        assert (shared is not None and inside(number, shared)) == (inside(number, a) and inside(number, b))
        assert inside(number, hull)
        assert a.contains(number) == inside(number, a)
    assert a.meets(b) == (shared is not None)
    assert shared is None or (well_formed(shared) and members(shared))


@given(a=intervals(), b=intervals())
def test_orders_hold_where_some_pair_of_members_is_in_order(a: Interval, b: Interval) -> None:
    pairs = list(product(members(a), members(b)))
    assert a.may_be_at_most(b) == any(x <= y for x, y in pairs)
    assert a.may_be_below(b) == any(x < y for x, y in pairs)


@given(parts=st.lists(intervals(), max_size=6))
def test_agree_is_pairwise_and_does_not_depend_on_order(parts: list[Interval]) -> None:
    shared = agree(parts)
    assert (shared is not None) == all(a.meets(b) for a, b in combinations(parts, 2))
    assert agree(reversed(parts)) == shared
    if shared is not None:
        assert all(part.intersection(shared) == shared for part in parts)
        assert clash(parts) is None
    else:
        first, second = clash(parts) or (0, 0)
        assert not parts[first].meets(parts[second])
        assert parts[first].may_be_below(parts[second]) and not parts[second].may_be_at_most(parts[first])


def test_the_open_end_wins_where_ends_are_equal() -> None:
    closed, open_ = Interval.of(1, 2), Interval.of(1, 2, False, False)
    for order in permutations([closed, open_, closed]):
        assert agree(order) == open_


def test_no_parts_agree_on_everything_and_sum_to_nothing() -> None:
    assert agree([]) == Interval.everything()
    assert total([]) == Interval.point(0)


def test_a_clash_names_the_pair_furthest_apart() -> None:
    parts = [Interval.of(4, 6), Interval.of(1, 2), Interval.of(2, 9), Interval.of(8, 9), Interval.of(1, 3)]
    assert clash(parts) == (1, 3)
    assert clash([Interval.of(0, 1, True, False), Interval.of(1, 2)]) == (0, 1)


# -- what a written number allows -------------------------------------------------------------------------------------

DECIMALS = st.decimals(min_value=-1000, max_value=1000, places=4)


@given(value=DECIMALS, places=st.integers(-3, 4))
def test_rounding_allows_what_rounds_to_the_value(value: Decimal, places: int) -> None:
    unit = Decimal(1).scaleb(-places)
    for mode in (ROUND_HALF_UP, ROUND_HALF_DOWN):
        shown = (value / unit).quantize(Decimal(1), mode) * unit
        allowed = Interval.rounded(shown, places)
        assert allowed.contains(value)
        assert allowed == Interval.of(shown - unit / 2, shown + unit / 2)


@given(value=DECIMALS, places=st.integers(-3, 4))
def test_truncation_allows_what_is_cut_to_the_value(value: Decimal, places: int) -> None:
    unit = Decimal(1).scaleb(-places)
    shown = (value / unit).quantize(Decimal(1), ROUND_DOWN) * unit
    allowed = Interval.truncated(shown, places)
    assert allowed.contains(value)
    assert not allowed.contains(shown + unit) and not allowed.contains(shown - unit)
    assert (shown == 0) or allowed.contains(shown)


WRITTEN: list[tuple[Interval, str]] = [
    (Interval.rounded(Decimal("2.5"), 1), "[2.45, 2.55]"),
    (Interval.rounded(Decimal("1.10"), 2), "[1.095, 1.105]"),
    (Interval.rounded(31 * 10**9, -9), "[30500000000, 31500000000]"),
    (Interval.rounded(2_000_000, 0), "[1999999.5, 2000000.5]"),
    (Interval.rounded(Decimal("2.504"), 2), "[2.499, 2.509]"),
    (Interval.rounded(Fraction(1, 3), None), "1/3"),
    (Interval.rounded(Fraction(1, 3), 1), "[17/60, 23/60]"),
    (Interval.rounded(Decimal("-2"), 0), "[-2.5, -1.5]"),
    (Interval.truncated(Decimal("2.5"), 1), "[2.5, 2.6)"),
    (Interval.truncated(Decimal("-2.5"), 1), "(-2.6, -2.5]"),
    (Interval.truncated(0, 1), "(-0.1, 0.1)"),
    (Interval.truncated(5, None), "5"),
    (Interval.around(Fraction(50), Fraction(1, 10)), "[45, 55]"),
    (Interval.around(Fraction(-50), Fraction(1, 10)), "[-55, -45]"),
    (Interval.short_of(Fraction(50), Fraction(1, 10)), "[45, 50]"),
    (Interval.short_of(Fraction(-50), Fraction(1, 10)), "[-50, -45]"),
    (Interval.of(None, 3), "(-inf, 3]"),
    (Interval.of(3, None, False), "(3, inf)"),
    (Interval.everything(), "(-inf, inf)"),
]


@pytest.mark.parametrize(("interval", "shown"), WRITTEN)
def test_intervals_print_exactly(interval: Interval, shown: str) -> None:
    assert str(interval) == shown == f"{interval}"


def test_thousands_are_grouped_on_request() -> None:
    assert f"{Interval.of(Decimal('-1234567.5'), 10**9):,}" == "[-1,234,567.5, 1,000,000,000]"
    assert written(Fraction(-1234567, 3), grouped=True) == "-1,234,567/3"


@given(value=st.fractions(), grouped=st.booleans())
def test_written_numbers_read_back(value: Fraction, grouped: bool) -> None:
    assert Fraction(written(value, grouped=grouped).replace(",", "")) == value


def test_2_5_agrees_with_2_and_with_3() -> None:
    half = Interval.rounded(Decimal("2.5"), 1)
    assert half.meets(Interval.rounded(2, 0)) and half.meets(Interval.rounded(3, 0))
    assert not Interval.rounded(2, 0).meets(Interval.rounded(4, 0))
    assert Interval.rounded(2, 0).meets(Interval.rounded(3, 0)), "closed ends that touch share that number"


@pytest.mark.parametrize(
    ("value", "decimals", "beyond"),
    [("2.504", 2, "0.004"), ("2.50", 2, "0"), ("-1234", -2, "-34"), ("0.1", None, "0"), ("1200", -2, "0")],
)
def test_excess_digits(value: str, decimals: int | None, beyond: str) -> None:
    assert excess_digits(Decimal(value), decimals) == Fraction(beyond)


def test_inconsistent_duplicates_contradict_and_consistent_ones_narrow() -> None:
    coarse, fine, other = Interval.rounded(5000, -3), Interval.rounded(4890, -1), Interval.rounded(4400, -2)
    for order in permutations([coarse, fine]):
        assert agree(order) == fine
    assert agree([coarse, fine, other]) is None


def test_truncated_parts_leave_the_sum_open() -> None:
    """Two parts cut to whole numbers, one of them deducted: only the ends that are attained stay closed."""
    summed = total([Interval.truncated(7, 0), Interval.truncated(3, 0).weighted(-1)])
    assert str(summed) == "(3, 5)"
    assert str(total([Interval.truncated(7, 0), Interval.truncated(3, 0)])) == "[10, 12)"
    assert not summed.meets(Interval.point(5))


def test_ends_out_of_order_are_a_fault_of_the_caller() -> None:
    for ends in ((2, 1, True, True), (1, 1, True, False)):
        with pytest.raises(ValueError, match="no number lies between"):
            Interval.of(*ends)


def test_a_quotient_by_what_straddles_zero_is_unbounded_and_zero_over_it_is_zero() -> None:
    assert Interval.of(1, 2).over(Interval.of(-1, 1)) == Interval.everything()
    assert Interval.point(0).over(Interval.of(-1, 1)) == Interval.point(0)
    assert str(Interval.of(1, 2).over(Interval.of(0, 4))) == "[0.25, inf)"


@pytest.mark.parametrize(
    ("value", "power"),
    [
        (Fraction(written), power)
        for written, power in ((7, 0), (12, 1), ("0.03", -2), (0, 0), (10**15, 15), ("0.999", -1), (-650, 2), (10**5000, 5000))
    ],
)
def test_magnitude(value: Fraction, power: int) -> None:
    assert magnitude(value) == power
