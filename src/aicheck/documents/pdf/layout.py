"""The reading order of a page: which lines stand in columns side by side, and which run across.

A gutter is a strip that most lines leave blank, with running text on at least one side. Where both sides are words that fill
their column, or one is a table beside running text, the left side is read before the right one; the rows of a table, whose
left side is labels, stay whole. Each side is looked at again, so that three columns are found as two and one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median_low

from aicheck.documents.columns import is_number
from aicheck.documents.pdf.lines import Printed

FEWEST = 4
"""Lines with a gap at one place that make it a gutter."""
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
    gutter = _gutter(lines) if depth else None
    if gutter is None:
        return [list(lines)] if lines else []
    found: list[list[Printed]] = []
    for run, crossing in _runs(lines, gutter):
        left, right = _sides(run, gutter)
        if crossing or not _are_columns(left, right):
            found.append(run)
        else:
            found += blocks(left, depth - 1)
            found += blocks(right, depth - 1)
    return _joined(found)


def _joined(found: Sequence[list[Printed]]) -> list[list[Printed]]:
    """The blocks, what runs across the page kept with what follows it where that runs across as well."""
    joined: list[list[Printed]] = []
    for block in found:
        if joined and joined[-1][-1].baseline < block[0].baseline and _spans(joined[-1]) == _spans(block):
            joined[-1] += block
        else:
            joined.append(block)
    return joined


def _spans(block: Sequence[Printed]) -> tuple[int, int]:
    """Left and right edge of a block in steps of three ems: blocks of one column have the same."""
    size = 3 * median_low([line.size for line in block])
    return round(min(line.left for line in block) / size), round(max(line.right for line in block) / size)


def _gutter(lines: Sequence[Printed]) -> float | None:
    """The middle of the strip that the most lines leave blank between two fields."""
    gaps = [
        (before.right, after.left)
        for line in lines
        for before, after in zip(line.pieces, line.pieces[1:], strict=False)
        if after.left > before.right
    ]
    if len(gaps) < FEWEST:
        return None
    steps = sorted([(left, 1) for left, _ in gaps] + [(right, -1) for _, right in gaps])
    open_, most, best = 0, 0, (0.0, 0.0)
    for at, (edge, step) in enumerate(steps):
        open_ += step
        if open_ > most:
            most, best = open_, (edge, steps[at + 1][0])
    return sum(best) / 2 if most >= FEWEST else None


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
    left = [line._replace(pieces=tuple(piece for piece in line.pieces if piece.left < gutter)) for line in lines]
    right = [line._replace(pieces=tuple(piece for piece in line.pieces if piece.left >= gutter)) for line in lines]
    return [line for line in left if line.pieces], [line for line in right if line.pieces]


def _are_columns(left: Sequence[Printed], right: Sequence[Printed]) -> bool:
    if min(len(left), len(right)) < 2:
        return False
    fills = [_filled(side, FULL) for side in (left, right)]
    if min(fills) >= PROSE:
        return True
    return any(_filled(side, TIGHT) >= DENSE and len(side) >= FEWEST for side in (left, right))


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
