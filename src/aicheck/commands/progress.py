"""A progress bar for a run that takes long, on a terminal: never in a file, a pipe or CI."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

PATIENCE = 1.0
"""Seconds after which a run is long. What is shown depends on them, what is found never does."""
_REFRESH = 0.1
"""Seconds between two drawings."""


class Told(Protocol):
    """Hears how many documents of how many are done."""

    def __call__(self, done: int, total: int) -> None: ...


def wanted(quiet: bool) -> bool:
    """Whether somebody looks at standard error and may be shown a bar."""
    return not quiet and sys.stderr.isatty() and not os.environ.get("CI") and os.environ.get("TERM") != "dumb"


@contextmanager
def shown() -> Iterator[Told]:
    """A listener that draws a bar on standard error once the run has taken long, and takes it away at the end."""
    bar = _Bar()
    try:
        yield bar
    finally:
        bar.close()


class _Bar:
    def __init__(self) -> None:
        self._from = time.monotonic() + PATIENCE
        self._drawn: tuple[Progress, TaskID] | None = None

    def __call__(self, done: int, total: int) -> None:
        if self._drawn is None:
            if time.monotonic() < self._from or done == total:
                return
            self._drawn = _drawn(total)
        elif time.monotonic() < self._from:
            return
        self._from = time.monotonic() + _REFRESH
        progress, task = self._drawn
        progress.update(task, completed=done, refresh=True)

    def close(self) -> None:
        if self._drawn is not None:
            self._drawn[0].stop()


def _drawn(total: int) -> tuple[Progress, TaskID]:
    from rich.console import Console  # 60 ms: only where the run is long
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    # Drawn by this thread alone: with a second one, no worker could be started safely.
    progress = Progress(*columns, console=Console(stderr=True), transient=True, auto_refresh=False)
    progress.start()
    return progress, progress.add_task("checking documents", total=total)
