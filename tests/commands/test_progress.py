"""The progress bar: on a terminal only, after a while only, and never in the report."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from aicheck.commands import progress

RUN = """
import sys
from aicheck.commands import progress
from aicheck import cli
progress.PATIENCE = 0
sys.exit(cli.run(sys.argv[1:]))
"""


def on_a_terminal(*arguments: str, **environment: str) -> tuple[bytes, bytes]:
    """Standard output, and standard error as a terminal gets it."""
    ours, theirs = pty.openpty()
    env = {key: value for key, value in os.environ.items() if key not in ("CI", "NO_COLOR")} | {"TERM": "xterm", **environment}
    command = [sys.executable, "-c", RUN, "check", "docs", *arguments]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=theirs, env=env, check=False)
    os.close(theirs)
    shown = b""
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:
            break
        if not piece:
            break
        shown += piece
    os.close(ours)
    return done.stdout, shown


def test_a_long_run_shows_how_far_it_is(project: Path) -> None:
    plain, _ = on_a_terminal("--quiet", "--format", "json")
    report, shown = on_a_terminal("--format", "json")
    assert b"checking documents" in shown
    assert b"1/2" in shown
    assert report == plain


@pytest.mark.parametrize(("arguments", "environment"), [(("--quiet",), {}), ((), {"CI": "1"}), ((), {"TERM": "dumb"})])
def test_nobody_who_cannot_look_is_shown_a_bar(project: Path, arguments: tuple[str, ...], environment: dict[str, str]) -> None:
    assert on_a_terminal(*arguments, **environment)[1] == b""


def test_a_short_run_shows_none(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "PATIENCE", 3600)
    with progress.shown() as told:
        told(1, 2)
    assert capsys.readouterr().err == ""
