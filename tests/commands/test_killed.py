"""A run that is killed at any moment leaves the reports of the run before it whole, or has put new ones in their place."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

DRIVER = """
import os, signal, sys
from pathlib import Path
from aicheck import cli, documents, reports, rules
from aicheck.commands import check
from aicheck.reports import json, markdown, writing

where, arguments = sys.argv[1], sys.argv[2:]
paths = [Path(argument) for argument in arguments if argument.startswith("out")]
passed = 0

def step(moment):
    global passed
    if passed == moment:
        os.kill(os.getpid(), signal.SIGKILL)
    passed += 1

def by_line(original, moment):
    '''The function, with a step before each of its lines.'''
    def traced(frame, event, argument):
        if event == "line":
            step(moment)
        return traced
    def call(*given, **named):
        sys.settrace(lambda frame, event, argument: traced if frame.f_code is original.__code__ else None)
        try:
            return original(*given, **named)
        finally:
            sys.settrace(None)
    return call

def by_call(original, moment):
    def call(*given, **named):
        step(moment)
        return original(*given, **named)
    return call

def run(moment):
    '''Whether a run in another process was killed at the moment, of those that the place has.'''
    child = os.fork()
    if child:
        return os.WIFSIGNALED(os.waitpid(child, 0)[1])
    if where == "write":
        reports.write = by_line(reports.write, moment)
    else:
        module = {"read": documents, "run": rules, "render": reports}[where]
        setattr(module, where, by_call(getattr(module, where), moment))
    os._exit(cli.run(arguments))

run(-1)
new = [path.read_text() for path in paths]
moment, killed = 0, True
while killed:
    for path in paths:
        path.write_text("the report of the run before")
    killed = run(moment)
    found = [path.read_text() for path in paths]
    states = ["new" if text == fresh else "old" if text == "the report of the run before" else "broken"
              for text, fresh in zip(found, new)]
    print(killed, *states)
    moment += 1
"""
ONE = ("--format", "markdown", "--output", "out/report.md")
TWO = (*ONE, "--format", "json", "--output", "out/report.json")


def states(where: str, outputs: Sequence[str]) -> list[list[str]]:
    """For each moment: whether a run was killed then, and what became of each report; the last run was not killed."""
    command = [sys.executable, "-c", DRIVER, where, "check", "docs", *outputs]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return [line.split() for line in done.stdout.splitlines()]


def test_killed_while_reports_are_written(project: Path) -> None:
    *killed, last = states("write", ONE)
    assert last == ["False", "new"]
    assert len(killed) > 10
    assert killed == [["True", "old"]] * len(killed)  # the last line puts the new one in its place


@pytest.mark.parametrize(("where", "written"), [("read", [0, 0]), ("run", [0, 0]), ("render", [0, 1])])
def test_killed_before_reports_are_written(project: Path, where: str, written: list[int]) -> None:
    *killed, last = states(where, TWO)
    assert last == ["False", "new", "new"]
    assert [moment.count("new") for moment in killed] == written
    assert [moment.count("broken") for moment in killed] == [0] * len(killed)
