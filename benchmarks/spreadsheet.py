"""Memory and CPU time to read workbooks of growing length.

    python benchmarks/spreadsheet.py [ROWS ...]

Each workbook (six columns, two of them words) is read in a process of its own. `beyond the document` is what reading took at its
peak beside the document that it gives, and `document` is what that holds: the text and where its cells stand. Figures of
one run on one core of a cloud machine, Python 3.11:

         rows      file      text   document   beyond the document      CPU
        1,000    0.1 MB    0.0 MB     1.2 MB                0.0 MB    0.1 s
       10,000    0.5 MB    0.4 MB     1.8 MB                1.0 MB    0.6 s
      100,000    4.7 MB    4.2 MB    12.5 MB                4.2 MB    5.4 s

Beyond the document stand a batch of rows and, at the end, the text a second time while its pieces are joined.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
import tracemalloc
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from aicheck import documents
from aicheck.model import Document

LENGTHS = (1_000, 10_000, 100_000)
REGIONS = ("North", "South", "East", "West")


def write(path: Path, rows: int) -> None:
    """A workbook of orders: name, region, units, price, amount, share."""
    draw = random.Random(rows)
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Orders")
    sheet.append(["Order", "Region", "Units", "Price", "Amount", "Share"])
    for number in range(rows):
        units, price = draw.randint(1, 500), draw.randint(100, 9_999) / 100
        cells: list[object] = [f"Order {number}", draw.choice(REGIONS), units]
        for value, form in ((price, "#,##0.00"), (round(units * price, 2), "#,##0.00"), (draw.random(), "0.0%")):
            cell = WriteOnlyCell(sheet, value)
            cell.number_format = form
            cells.append(cell)
        sheet.append(cells)
    book.save(path)


def measure(path: str) -> None:
    """Prints text, document and peak beyond it in megabytes, and seconds of CPU time without the measuring."""
    documents.read(path)  # what is loaded once is no part of the figures
    begun = time.process_time()
    documents.read(path)
    seconds = time.process_time() - begun
    tracemalloc.start()
    document = documents.read(path)
    held, peak = tracemalloc.get_traced_memory()
    assert isinstance(document, Document)
    print(len(document.text), held, peak - held, seconds)


def main() -> None:
    """Writes the workbooks, and reads each in a process of its own."""
    if sys.argv[1:2] == ["--measure"]:
        measure(sys.argv[2])
        return
    print(f"{'rows':>9}  {'file':>8}  {'text':>8}  {'document':>9}  {'beyond the document':>20}  {'CPU':>7}")
    for rows in [int(given) for given in sys.argv[1:]] or LENGTHS:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "orders.xlsx"
            write(path, rows)
            command = [sys.executable, __file__, "--measure", str(path)]
            said = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
            text, held, beyond = (float(figure) / 1e6 for figure in said[:3])
            size = path.stat().st_size / 1e6
        print(f"{rows:>9,}  {size:>5.1f} MB  {text:>5.1f} MB  {held:>6.1f} MB  {beyond:>17.1f} MB  {float(said[3]):>5.1f} s")


if __name__ == "__main__":
    main()
