"""What one small file costs from start to exit, as a pre-commit hook pays it: aicheck beside yamllint and proselint.

    pip install proselint yamllint        # into any environment; they are no dependencies of aicheck
    python benchmarks/startup.py [--runs 9] [--tools FOLDER]

Prints the least and the middle CPU seconds (user and system) of several runs, the tools taking turns. The modules are
compiled to bytecode first, as an installer does. Exits with 1 where aicheck takes more than half a second.
"""

from __future__ import annotations

import argparse
import compileall
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import aicheck

ENOUGH = 0.5
DOCUMENT = """# The quay

The quay handled 4.2 million tons in 2031, an increase of 5% from 4.0 million tons. Fees rose 4 percent to $31.2 million
from $30.0 million. Of 1,240 staff asked, 620, or half, wanted longer hours.

| Berth | Tons |
|-------|------|
| North | 14   |
| South | 9    |
| Total | 23   |
"""
SETTINGS = """quay:
  berths: [north, south]
  tons: 23
"""


def main() -> int:
    """Runs the benchmark; 1 where aicheck takes too long."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--tools", type=Path, default=Path(sys.executable).parent, help="folder with the other tools' programs")
    asked = parser.parse_args()
    compileall.compile_dir(str(Path(aicheck.__file__).parent), quiet=1)
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "quay.md").write_text(DOCUMENT, encoding="utf-8")
        Path(folder, "quay.yaml").write_text(SETTINGS, encoding="utf-8")
        commands: Mapping[str, Sequence[str]] = {
            "python -c pass": [sys.executable, "-c", "pass"],
            "aicheck --help": [sys.executable, "-m", "aicheck", "--help"],
            "aicheck check quay.md": [sys.executable, "-m", "aicheck", "check", "quay.md"],
            "yamllint quay.yaml": [str(asked.tools / "yamllint"), "quay.yaml"],
            "proselint check quay.md": [str(asked.tools / "proselint"), "check", "quay.md"],
        }
        ready = {name: command for name, command in commands.items() if Path(command[0]).exists()}
        taken: dict[str, list[float]] = {name: [] for name in ready}
        for _ in range(asked.runs + 1):
            for name, command in ready.items():
                taken[name].append(_seconds(command, folder))
    for name, seconds in taken.items():
        del seconds[0]  # it may have compiled something
        print(f"{name:24} {min(seconds):.2f} s least, {statistics.median(seconds):.2f} s median of {len(seconds)}")
    for name in commands.keys() - ready.keys():
        print(f"{name:24} not installed in {asked.tools}")
    return int(min(taken["aicheck check quay.md"]) > ENOUGH)


def _seconds(command: Sequence[str], folder: str) -> float:
    """CPU seconds of one run of a command."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=folder, env={**os.environ, "PYTHONDONTWRITEBYTECODE": ""}, capture_output=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    sys.exit(main())
