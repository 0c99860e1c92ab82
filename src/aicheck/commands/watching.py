"""Run again when a file changes, for an author who writes."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import click

from aicheck import documents
from aicheck.config import Settings

_PAUSE = 0.5
"""Seconds between two looks at the files: short for a reader, and no load."""
State = Mapping[str, tuple[int, int]]


def watch(run: Callable[[], int], state: Callable[[], State]) -> int:
    """Call `run` now and after every change of `state`, until interrupted; its last exit status.

    A change while a run goes on gives another run. Wrong usage that a change of the settings brings is shown, and waited for.
    """
    seen: State | None = None
    status = 0
    try:
        while True:
            now = state()
            if now != seen:
                seen = now
                if sys.stdout.isatty():
                    click.clear()
                try:
                    status = run()
                except click.ClickException as error:
                    error.show()
                    status = error.exit_code
                click.echo(f"aicheck: watching {len(now):,} files; Ctrl+C ends it", err=True)
            time.sleep(_PAUSE)
    except KeyboardInterrupt:
        return status


def state_of(paths: Iterable[str], asked: Settings, now: Settings, without: Iterable[Path]) -> State:
    """Time and size of every document, claims file, rule file and settings file, except those of `without`: our reports.

    `asked` are the settings with the command line's at the start, `now` those of the file as it is.
    """
    reports = {path.resolve() for path in without}
    walked = documents.walk(list(paths) or now.documents, now.exclude).paths
    kept = _yaml(dict.fromkeys((*asked.claims, *asked.rules, *now.claims, *now.rules)))
    found: dict[str, tuple[int, int]] = {}
    for path in (*walked, *kept, *filter(None, [now.source])):
        try:
            status = Path(path).stat()
        except OSError:  # gone, or not to be looked at: that is a state too
            found[path] = (-1, -1)
            continue
        if Path(path).resolve() not in reports:
            found[path] = (status.st_mtime_ns, status.st_size)
    return found


def _yaml(paths: Iterable[str]) -> Iterator[str]:
    for path in map(Path, paths):
        if path.is_dir():
            yield from (file.as_posix() for file in sorted(path.rglob("*.y*ml")))
        else:
            yield path.as_posix()
