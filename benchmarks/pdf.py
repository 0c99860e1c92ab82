"""Memory and time of reading PDF files of 30, 100 and 300 pages: memory grows with a page, not with the file.

    python benchmarks/pdf.py [PAGES ...]

The files are made here: a page of two columns of running text, a page with a table, a page in Chinese, and so on. The process
that opens the file is measured by itself, and so is the one that takes its text; each size has processes of its own. CPU
seconds (user and system), peak memory as the system counts it. Exits with 1 where the process that opens the largest file
takes more than MOST_GROWTH megabytes over that of the smallest.
"""

from __future__ import annotations

import io
import random
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

MOST_GROWTH = 8.0
WORDS = ["berth", "cargo", "crane", "dues", "ferry", "grain", "harbor", "island", "mole", "quay", "season", "timber", "traffic"]
CHINESE = "港口货物吞吐量去年增长百分之五其中粮食木材集装箱运输收入占比上升码头岸线延长"
MEASURE = """
import resource, sys
from aicheck import documents
document = documents.read(sys.argv[1])
own, child = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
print(len(document.text), len(document.tables), child.ru_maxrss, child.ru_utime + child.ru_stime, own.ru_maxrss)
"""


class Measured(NamedTuple):
    """One file: pages, code points and tables read, megabytes of the process that opens it, its CPU seconds, ours."""

    pages: int
    size: int
    tables: int
    opening: float
    seconds: float
    taking: float


def main(pages: list[int]) -> int:
    """Measure each size and print it; the exit status."""
    found = [measured(count) for count in pages or [30, 100, 300]]
    print(f"{'pages':>6} {'characters':>11} {'tables':>7} {'MB opening':>11} {'CPU s a page':>13} {'MB taking':>10}")
    for each in found:
        rate = each.seconds / each.pages
        print(f"{each.pages:>6} {each.size:>11,} {each.tables:>7} {each.opening:>11.1f} {rate:>13.4f} {each.taking:>10.1f}")
    growth = found[-1].opening - found[0].opening
    print(f"growth from {found[0].pages} to {found[-1].pages} pages: {growth:.1f} MB (limit {MOST_GROWTH:g})")
    return int(growth > MOST_GROWTH)


def measured(pages: int) -> Measured:
    """A file of so many pages, read."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{pages}.pdf"
        path.write_bytes(report(pages))
        said = subprocess.run([sys.executable, "-c", MEASURE, str(path)], capture_output=True, text=True, check=True).stdout
    size, tables, opening, seconds, taking = said.split()
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return Measured(pages, int(size), int(tables), int(opening) / unit, float(seconds), int(taking) / unit)


def report(pages: int) -> bytes:
    """A report of pages of three kinds."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4, pageCompression=1, invariant=True)
    draw = random.Random(pages)
    for page in range(pages):
        canvas.setFont("Times-Roman", 9)
        canvas.drawString(60, 805, "Harbor report 2023")
        canvas.drawCentredString(A4[0] / 2, 30, str(page + 1))
        (_columns, _table, _chinese)[page % 3](canvas, draw)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def _columns(canvas: Canvas, draw: random.Random) -> None:
    for left in (60, 310):
        for line in range(58):
            words = f"{draw.choice(WORDS)} {draw.randint(2, 99)}.{draw.randint(0, 9)}%"
            while canvas.stringWidth(f"{words} traffic") < 230:
                words = f"{words} {draw.choice(WORDS)}"
            canvas.drawString(left, 770 - 12 * line, words)


def _table(canvas: Canvas, draw: random.Random) -> None:
    canvas.drawString(60, 770, "Dues by berth (in thousands)")
    canvas.drawRightString(380, 750, "2023")
    canvas.drawRightString(460, 750, "2022")
    for row in range(45):
        canvas.drawString(60, 735 - 14 * row, f"{draw.choice(WORDS)} {draw.choice(WORDS)}".capitalize())
        for right in (380, 460):
            canvas.drawRightString(right, 735 - 14 * row, f"{draw.randint(100, 99_999):,}")


def _chinese(canvas: Canvas, draw: random.Random) -> None:
    canvas.setFont("STSong-Light", 10)
    for line in range(42):
        words = "".join(draw.choice(CHINESE) for _ in range(36))
        canvas.drawString(60, 770 - 17 * line, f"{words}{draw.randint(2, 99)}万吨")


if __name__ == "__main__":
    sys.exit(main([int(argument) for argument in sys.argv[1:]]))
