"""Standard output: UTF-8 whatever the locale, so that no report fails on a character."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping, Sequence

import click

from aicheck.documents.registry import SUFFIXES
from aicheck.model import Finding, Result
from aicheck.reports import Options, render


def say(text: str) -> None:
    """Text to standard output; a terminal that cannot show a character gets its code."""
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:
        sys.stdout.write(text)
        return
    encoding = sys.stdout.encoding if sys.stdout.isatty() else "utf-8"
    buffer.write(text.encode(encoding or "utf-8", errors="backslashreplace"))


def tell(faults: Sequence[Finding]) -> None:
    """What is wrong with files, to standard error, as the terminal report shows it."""
    if faults:
        options = Options(quiet=True, width=width())
        click.echo(render(Result(tuple(faults)), "terminal", options), err=True, nl=False)


def nothing_in(paths: Sequence[str], so: str) -> str:
    """What to say where paths hold no document: `so` is what follows from it."""
    known = ", ".join(sorted(SUFFIXES))
    return f"aicheck: no documents found in {', '.join(paths)}: {so}; folders are searched for {known} that git does not ignore"


def format_of(path: str, suffixes: Mapping[str, str]) -> str:
    """The format that a file's suffix names, of several the longest.

    Raises: click.UsageError where it names none.
    """
    named = [suffix for suffix in suffixes if path.lower().endswith(suffix)]
    if not named:
        known = ", ".join(suffixes)
        raise click.UsageError(f"--output {path} has no --format of its own: write --format NAME before it, or end it in {known}")
    return suffixes[max(named, key=len)]


def colored(asked: bool | None) -> bool:
    """Whether to colour: as asked, else on a terminal unless NO_COLOR is set."""
    if asked is not None:
        return asked
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def width() -> int:
    """The terminal's columns; a fixed number where the report goes into a file or a pipe, so that it is always the same."""
    return max(40, shutil.get_terminal_size().columns) if sys.stdout.isatty() else Options().width
