from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from aicheck.intervals import Interval
from aicheck.model import Bar
from aicheck.reports.numberline import draw


def line(*intervals: Interval):
    return draw([Bar(str(number), interval) for number, interval in enumerate(intervals)])


def test_one_interval_or_no_end_is_nothing_to_draw() -> None:
    assert line(Interval.of(1, 2)) is None
    assert line(Interval.everything(), Interval.everything()) is None


def test_places_are_shares_of_the_width() -> None:
    drawn = line(Interval.of(0, 10), Interval.of(90, 100, low_closed=False))
    assert drawn is not None
    assert [(bar.left, bar.right, bar.width) for bar in drawn.bars] == [(4.0, 13.2, 9.2), (86.8, 96.0, 9.2)]
    assert [(bar.left_end, bar.right_end) for bar in drawn.bars] == [("closed", "closed"), ("open", "closed")]
    assert drawn.gap is not None
    assert (drawn.gap.left, drawn.gap.right, drawn.gap.interval) == (13.2, 86.8, Interval.of(10, 90))
    assert [tick.value for tick in drawn.ticks] == [0, 50, 100]


def test_endless_intervals_reach_the_edge() -> None:
    drawn = line(Interval.of(50, None), Interval.of(None, 20))
    assert drawn is not None
    assert (drawn.bars[0].right, drawn.bars[0].right_end) == (100.0, "endless")
    assert (drawn.bars[1].left, drawn.bars[1].left_end) == (0.0, "endless")
    assert drawn.gap is not None
    assert drawn.gap.interval == Interval.of(20, 50)


def test_agreeing_intervals_have_no_gap() -> None:
    drawn = line(Interval.of(1, 5), Interval.of(5, 9))
    assert drawn is not None
    assert drawn.gap is None


def test_far_numbers_are_drawn_on_a_logarithmic_line() -> None:
    drawn = line(Interval.of(30, 32), Interval.of(30_000_000, 32_000_000))
    assert drawn is not None
    assert drawn.logarithmic
    assert [tick.value for tick in drawn.ticks] == [100, 10_000, 1_000_000]
    near = line(Interval.of(-1, 32), Interval.of(30_000_000, 32_000_000))
    assert near is not None
    assert not near.logarithmic


def test_numbers_that_no_float_holds() -> None:
    drawn = line(Interval.point(Fraction(10) ** 4000), Interval.point(Fraction(1, 10**4000)))
    assert drawn is not None
    assert [bar.left for bar in drawn.bars] == [96.0, 4.0]


@given(st.lists(st.tuples(st.fractions(), st.fractions(min_value=0)), min_size=2, max_size=6))
def test_every_bar_lies_on_the_page_in_its_order(parts: list[tuple[Fraction, Fraction]]) -> None:
    drawn = line(*(Interval.of(low, low + width) for low, width in parts))
    assert drawn is not None
    assert len(drawn.ticks) <= 6
    for bar in drawn.bars:
        assert 4 <= bar.left <= bar.right <= 96
    for one in drawn.bars:
        for other in drawn.bars:
            low, high = one.bar.interval.low, other.bar.interval.low
            assert low is not None
            assert high is not None
            assert low > high or one.left <= other.left
