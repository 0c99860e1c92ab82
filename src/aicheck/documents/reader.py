"""One path to one Document, or to the Finding that says why not."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

from aicheck.documents.encoding import decode
from aicheck.documents.faults import unreadable
from aicheck.documents.language import language_of
from aicheck.documents.registry import SUFFIXES, format_of, kind_of_bytes
from aicheck.model import Document, Finding, Segment

STANDARD_INPUT = "-"
_BREAK = re.compile(
    r"[\r\n]|</?(?:p|div|h[1-6]|li|[uod]l|d[td]|t[dhr]|table|section|article|header|footer|main|aside|nav|blockquote|br|hr)\b",
    re.IGNORECASE,
)
"""What parts two blocks where it is hidden: a line's end, or a tag of a block on one line with the next."""
LARGEST = 64 * 1024 * 1024
"""Bytes of one document; a larger file is a finding, not a run out of memory."""


def read(path: str | Path, language: str = "", name: str = "") -> Document | Finding:
    """The document at `path`; `-` reads standard input. A file that gives no text is a Finding.

    `language` is an ISO 639-1 code, detected where empty. `name` replaces the path in findings, and its suffix tells the
    format (for standard input). Line breaks are kept as they stand, so offsets are the file's.
    """
    given = os.fspath(path)
    shown = name or given.replace(os.sep, "/")
    data = _bytes_of(given, shown)
    if isinstance(data, Finding):
        return data
    if len(data) > LARGEST:
        return unreadable(
            shown, f"larger than the limit of {LARGEST // 1024 // 1024} MiB", "split the document, or leave it out"
        )
    signature = kind_of_bytes(data)
    decoded = None if signature else decode(data)
    if decoded is None:
        readable = ", ".join(sorted(SUFFIXES))
        what = signature or "binary data, not text"
        return unreadable(shown, f"cannot be read: it is {what}", f"give documents in one of {readable}")
    document = from_text(decoded.text, shown, language)
    if decoded.encoding:
        origin = Segment(0, len(decoded.text), "encoding", f"{decoded.encoding} text")
        document = document._replace(segments=(origin, *document.segments))
    return document


def from_text(text: str, path: str = "", language: str = "") -> Document:
    """The document of a text at hand; the suffix of `path` tells the format, plain text where it has none."""
    found = format_of(path).parse(text)
    return Document(path, language or language_of(found.text), found.text, found.prose, found.segments, found.tables)


def blocks(document: Document) -> tuple[tuple[int, int], ...]:
    """(start, end) of each block of running text: the prose, with what is hidden inside a sentence taken along.

    Read them out of `running_text`, in which the hidden parts are blank. No sentence runs from one block into the next.
    """
    found: list[tuple[int, int]] = []
    for start, end in document.prose:
        if found and not _BREAK.search(document.text, found[-1][1], start):
            start = found.pop()[0]
        found.append((start, end))
    return tuple(found)


def running_text(document: Document) -> str:
    """The document's text with everything that is no prose blanked out, at the same length, so that offsets stay valid.

    What is hidden inside a sentence (code, a link's target) becomes spaces; what stands between two blocks becomes line
    breaks.
    """
    if document.prose == ((0, len(document.text)),):
        return document.text
    parts: list[str] = []
    at = 0
    for start, end in (*document.prose, (len(document.text), len(document.text))):
        hidden = document.text[at:start]
        parts.append(("\n" if _BREAK.search(hidden) else " ") * len(hidden))
        parts.append(document.text[start:end])
        at = end
    return "".join(parts)


def _bytes_of(path: str, shown: str) -> bytes | Finding:
    """The first LARGEST + 1 bytes of a file or of standard input."""
    if path == STANDARD_INPUT:
        return sys.stdin.buffer.read(LARGEST + 1)
    try:
        with Path(path).open("rb") as file:
            return file.read(LARGEST + 1)
    except FileNotFoundError:
        return unreadable(shown, "no such file", "check the path; it is taken relative to the current folder")
    except IsADirectoryError:
        return unreadable(shown, "is a folder, not a document", "give the folder to `aicheck check`, which walks it")
    except PermissionError:
        return unreadable(shown, "may not be read (permission denied)", "change the file's permissions")
    except (OSError, ValueError) as error:  # ValueError: a NUL character in the path
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        return unreadable(shown, f"cannot be read ({reason})", "check the path and the disk")
