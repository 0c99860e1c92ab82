"""The reading order of a page: which lines stand in columns side by side, and which run across.

A gutter is a strip that most lines leave blank, with running text on at least one side. Where both sides are words that fill
their column, or one is a table beside running text, the left side is read before the right one; the rows of a table, whose
left side is labels, stay whole. Each side is looked at again, so that three columns are found as two and one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median_low

from aicheck.documents.columns import is_number
from aicheck.documents.pdf.lines import Printed, line_of

FEWEST = 2
"""Lines with a gap at one place that may make it a gutter."""
TRIED = 8
"""Gutters that are tried, the likeliest first."""
FEWEST_OF_TEXT = 4
"""Lines of running text that stand beside what is none, at least."""
DEEPEST = 3
"""How often a side is parted again."""
FULL = 0.7
"""Share of its column from which a line counts as filling it."""
TIGHT = 0.88
"""The same for running text beside what is no running text."""
PROSE = 0.5
"""Share of the lines of running text that fill their column."""
DENSE = 0.75
"""The same beside what is no running text."""


def blocks(lines: Sequence[Printed], depth: int = DEEPEST) -> list[list[Printed]]:
    """The lines in reading order, those of one column together."""
    for gutter in _gutters(lines) if depth else ():
        parts = [(run, *_sides(run, gutter), crossing) for run, crossing in _runs(lines, gutter)]
        apart = [not crossing and _are_columns(left, right) for _, left, right, crossing in parts]
        if not any(apart):
            continue
        found: list[list[Printed]] = [[]]
        for (run, left, right, _), is_apart in zip(parts, apart, strict=True):
            if is_apart:
                found += [*blocks(left, depth - 1), *blocks(right, depth - 1), []]
            else:
                found[-1] += run
        return [block for block in found if block]
    return [list(lines)] if lines else []


def _gutters(lines: Sequence[Printed]) -> list[float]:
    """The middles of the strips that most lines leave blank between two fields, the likeliest first."""
    steps = sorted(
        step
        for line in lines
        for before, after in pairwise(line.pieces)
        if after.left > before.right
        for step in ((before.right, 1), (after.left, -1))
    )
    strips: list[tuple[int, float, float]] = []
    blank = 0
    for (edge, step), (following, next_step) in pairwise(steps):
        blank += step
        if step > 0 > next_step and blank >= FEWEST:
            strips.append((blank, following - edge, (edge + following) / 2))
    return [middle for _, _, middle in sorted(strips, reverse=True)[:TRIED]]


def _runs(lines: Sequence[Printed], gutter: float) -> Iterator[tuple[list[Printed], bool]]:
    """The lines in stretches, and whether each crosses the gutter."""
    run: list[Printed] = []
    was = False
    for line in lines:
        crosses = any(piece.left < gutter < piece.right for piece in line.pieces)
        if run and crosses != was:
            yield run, was
            run = []
        run.append(line)
        was = crosses
    if run:
        yield run, was


def _sides(lines: Sequence[Printed], gutter: float) -> tuple[list[Printed], list[Printed]]:
    left = (tuple(piece for piece in line.pieces if piece.left < gutter) for line in lines)
    right = (tuple(piece for piece in line.pieces if piece.left >= gutter) for line in lines)
    return [line_of(pieces) for pieces in left if pieces], [line_of(pieces) for pieces in right if pieces]


def _are_columns(left: Sequence[Printed], right: Sequence[Printed]) -> bool:
    if min(len(left), len(right)) < 2:
        return False
    fills = [_filled(side, FULL) for side in (left, right)]
    if min(fills) >= PROSE:
        return True
    return any(_filled(side, TIGHT) >= DENSE and len(side) >= FEWEST_OF_TEXT for side in (left, right))


def _filled(side: Sequence[Printed], share: float) -> float:
    """The share of the lines of a side that are words from edge to edge."""
    start, stop = min(line.left for line in side), max(line.right for line in side)
    width = stop - start
    if width < 8 * median_low([line.size for line in side]):
        return 0.0
    full = sum(len(line.pieces) == 1 and _is_wordy(line) and line.right - line.left >= share * width for line in side)
    return full / len(side)


def _is_wordy(line: Printed) -> bool:
    words = line.pieces[0].text.split(" ")
    return sum(is_number(word) for word in words) * 2 <= len(words) and len(line.pieces[0].text) >= 8
