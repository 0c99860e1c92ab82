"""PDF: text in reading order with page and place, and the tables of pages; see `writing` for how the text is made.

The library that opens the file is large, written in C++, and given whatever strangers send. So it runs in a process of its
own, which computes and allocates within limits: a file that crashes it, or unfolds without end, is one finding, and the other
files are read all the same.

Source: ISO 32000-2 (PDF 2.0), read by PDFium.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from typing import BinaryIO

from aicheck.documents.parsed import Parsed, Refusal
from aicheck.documents.pdf.frames import Frame, Part, decode
from aicheck.documents.pdf.limits import refusal
from aicheck.documents.pdf.origins import PageLines
from aicheck.model import Cell, Table


def open(file: BinaryIO) -> Parsed | Refusal:
    """The text of a PDF file with its origins, or why it gives none.

    Raises: RuntimeError where the reading process failed by a fault of ours.
    """
    found = _Whole()
    for frame in _frames(file):
        if frame.refusal:
            return frame.refusal
        if frame.part:
            found.add(frame.part)
    return found.parsed()


def _frames(file: BinaryIO) -> Iterator[Frame]:
    """What the reading process says, and its end where it says nothing."""
    name = getattr(file, "name", None)
    path = name if isinstance(name, str) else ""
    command = [sys.executable, "-P", "-m", "aicheck.documents.pdf", path]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment) as child:
        pages = 0
        try:
            for line in _said(child, b"" if path else file.read()):
                pages += 1
                yield decode(line)
            ended = refusal(child.wait(), pages)
        finally:
            child.kill()
    if ended:
        yield Frame(refusal=ended)
    elif child.returncode:
        raise RuntimeError(f"the process that reads {path or 'a PDF file'} failed with status {child.returncode}")


def _said(child: subprocess.Popen[bytes], data: bytes) -> Iterator[bytes]:
    assert child.stdin and child.stdout
    try:
        child.stdin.write(data)
        child.stdin.close()
    except BrokenPipeError:
        pass  # it has ended already, and its status says why
    yield from child.stdout


class _Whole:
    """Parts of one text put together, their places counted from its start."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._prose: list[tuple[int, int]] = []
        self._tables: list[Table] = []
        self._lines = PageLines()
        self._length = 0

    def add(self, part: Part) -> None:
        at = self._length
        self._prose += [(start + at, end + at) for start, end in part.prose]
        self._tables += [_moved(table, at) for table in part.tables]
        self._lines.add(part.lines, at)
        self._pieces.append(part.text)
        self._length += len(part.text)

    def parsed(self) -> Parsed:
        return Parsed("".join(self._pieces), tuple(self._prose), tuple(self._tables), self._lines)


def _moved(table: Table, by: int) -> Table:
    rows = tuple(tuple(Cell(cell.text, cell.start + by, cell.end + by) for cell in row) for row in table.rows)
    return Table(rows, table.start + by, table.end + by, table.caption)
