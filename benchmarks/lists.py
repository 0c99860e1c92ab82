"""Memory and CPU time of whole runs over long lists: `check` and `extract` of workbooks and CSV files of growing length.

    python benchmarks/lists.py [ROWS ...]

Six columns, four of them numbers, and a total below them. Each run is a process of its own; its peak memory and its CPU time
(user and system) are the operating system's. Exits with 1 where a run takes more than 1.25 times the memory of the same over
the shortest list.
"""

from __future__ import annotations

import csv
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from openpyxl import Workbook

LENGTHS = (10_000, 100_000, 300_000)
LIMIT = 1.25
HEADERS = ("Order", "Region", "Units", "Price", "Amount", "Weight")


def orders(rows: int) -> Iterator[tuple[str | int, ...]]:
    """A list of orders in whole numbers, with the totals of three columns; made row by row.

    What this process holds when it starts another counts as memory of that one.
    """
    totals = [0, 0, 0]
    for number in range(rows):
        units, price, weight = 1 + number * 7919 % 500, 100 + number * 104729 % 9_900, 10 + number * 31 % 4_000
        totals = [total + more for total, more in zip(totals, (units, units * price, weight), strict=True)]
        yield f"Order {number}", ("North", "South", "East", "West")[number % 4], units, price, units * price, weight
    yield "Total", "", totals[0], "", totals[1], totals[2]


def write(path: Path, rows: Iterable[tuple[str | int, ...]]) -> None:
    """The list as a file of the path's suffix."""
    if path.suffix == ".csv":
        with path.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows(chain([HEADERS], rows))
        return
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Orders")
    for row in chain([HEADERS], rows):
        sheet.append([None if value == "" else value for value in row])
    book.save(path)


def run(command: str, path: Path) -> tuple[float, float]:
    """Peak megabytes and CPU seconds of one run."""
    arguments = [sys.executable, "-m", "aicheck", command, str(path), *(["--format", "jsonl"] if command == "extract" else [])]
    process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, f"{command} of {path.name} ended with {process.returncode}"
    return usage.ru_maxrss / 1024, usage.ru_utime + usage.ru_stime


def main() -> int:
    """Prints a line for each length, format and command."""
    worst, least = 0.0, dict[tuple[str, str], float]()
    print(f"{'rows':>9}  {'format':6}  {'command':8}  {'peak':>7}  {'CPU':>7}")
    for rows in [int(given) for given in sys.argv[1:]] or LENGTHS:
        for suffix in (".csv", ".xlsx"):
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder) / f"orders{suffix}"
                write(path, orders(rows))
                for command in ("check", "extract"):
                    peak, seconds = run(command, path)
                    worst = max(worst, peak / least.setdefault((suffix, command), peak))
                    print(f"{rows:>9,}  {suffix[1:]:6}  {command:8}  {peak:>4.0f} MB  {seconds:>5.1f} s", flush=True)
    return int(worst > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
