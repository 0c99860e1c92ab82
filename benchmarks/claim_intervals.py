"""What a claim rule pays for intervals, in CPU seconds: building them, and asking whether groups agree.

    python benchmarks/claim_intervals.py [CLAIMS]

The target for a whole rule over 1,000,000 claims is 5 CPU seconds.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal

from aicheck.intervals import Interval, agree, clash, total


def main(claims: int) -> None:
    """Prints one line a step."""
    draw = random.Random(20240217)
    values = [Decimal(draw.randint(99_000, 101_000)).scaleb(-2) for _ in range(claims)]
    places = [draw.choice((-1, 0, 1, 2)) for _ in range(claims)]
    with timed(f"{claims:,} intervals from values and decimals"):
        intervals = [Interval.rounded(value, place) for value, place in zip(values, places, strict=True)]
    with timed("agree, all in one group"):
        agree(intervals)
    groups = [intervals[start : start + 3] for start in range(0, claims, 3)]
    with timed(f"agree, {len(groups):,} groups of three"):
        contradictory = sum(agree(group) is None for group in groups)
    with timed(f"clash of the {contradictory:,} groups that contradict"):
        for group in groups:
            clash(group) if agree(group) is None else None
    with timed(f"sums of {len(groups):,} groups of three"):
        for group in groups:
            total(group)


@contextmanager
def timed(what: str, clock: Callable[[], float] = time.process_time) -> Iterator[None]:
    """Prints how long a block took."""
    start = clock()
    yield
    print(f"{clock() - start:6.2f} s  {what}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
