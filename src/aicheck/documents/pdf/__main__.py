"""The process that reads one PDF file: a path as its argument, or the file on standard input; frames on standard output."""

from __future__ import annotations

import sys

from aicheck.documents.parsed import Refusal
from aicheck.documents.pdf.frames import Frame, encode
from aicheck.documents.pdf.limits import allow, bound


def main() -> None:
    """Read within limits, and say each part as soon as it is complete."""
    bound()
    from aicheck.documents.pdf.reading import parts  # the library itself is loaded within the limits

    path = sys.argv[1]
    for pages, part in enumerate(parts(path or sys.stdin.buffer.read()), 1):
        frame = Frame(refusal=part) if isinstance(part, Refusal) else Frame(part=part)
        sys.stdout.buffer.write(encode(frame) + b"\n")
        sys.stdout.buffer.flush()
        allow(pages)


if __name__ == "__main__":
    main()
