"""The ways in which the rows of a statement can be taken."""

from __future__ import annotations

from itertools import islice, product

from aicheck.rules.rows.binding import _ways


def test_ways_are_made_as_they_are_asked_for_the_plainest_first() -> None:
    choices = [[(name, way) for way in range(ways)] for name, ways in enumerate((3, 1, 2, 4))]
    made = [way for turned in range(len(choices) + 1) for way in _ways(choices, turned)]  # type: ignore[arg-type]
    assert made == sorted(product(*choices), key=lambda chosen: sum(way > 0 for _, way in chosen))
    many = [[(name, way) for way in range(4)] for name in range(60)]
    assert len(list(islice((way for turned in range(61) for way in _ways(many, turned)), 200))) == 200  # type: ignore[arg-type]
