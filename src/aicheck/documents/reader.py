"""One path to one Document, or to the Finding that says why not."""

from __future__ import annotations

import os
import re
import stat
import sys
from io import BytesIO
from pathlib import Path, PurePath
from typing import BinaryIO

from aicheck.documents.encoding import decode, decoded_by_part
from aicheck.documents.faults import unreadable
from aicheck.documents.language import language_of
from aicheck.documents.parsed import Parsed, Refusal, Refused
from aicheck.documents.registry import FORMATS, SUFFIXES, binary_format, format_of
from aicheck.documents.signatures import kind_of
from aicheck.model import Document, Finding, Segment, Text
from aicheck.spilled import KEPT

STANDARD_INPUT = "-"
_BREAK = re.compile(
    r"[\r\n\t\v]|</?(?:p|div|h[1-6]|li|[uod]l|d[td]|t[dhr]|table|section|article|header|footer|main|aside|nav|blockquote|br|hr)\b",
    re.IGNORECASE,
)
"""What parts two blocks where it is hidden: a line's end, the tab between two cells, or a tag of a block on one line with the
next."""
_PART, _LONGEST_BREAK = 4096, 16
LARGEST = 64 * 1024 * 1024
"""Bytes of one document; a larger file is a finding, not a run out of memory."""


def read(path: str | Path, language: str = "", name: str = "") -> Document | Finding:
    """The document at `path`; `-` reads standard input. A file that gives no text is a Finding.

    `language` is an ISO 639-1 code, detected where empty. `name` replaces the path in findings, and its suffix tells the
    format (for standard input). What a file is if it is no text, its bytes tell. Line breaks of text files are kept as they
    stand, so offsets are the file's.
    """
    given = os.fspath(path)
    shown = name or given.replace(os.sep, "/")
    try:
        with _opened(given) as file:
            return _document(file, shown, language)
    except FileNotFoundError:
        return unreadable(shown, "no such file", "check the path; it is taken relative to the current folder")
    except IsADirectoryError:
        return unreadable(shown, "is a folder, not a document", "give the folder to `aicheck check`, which walks it")
    except PermissionError:
        return unreadable(shown, "may not be read (permission denied)", "change the file's permissions")
    except OSError as error:
        return unreadable(shown, f"cannot be read ({error.strerror or error})", "check the path and the disk")


def _opened(path: str) -> BinaryIO:
    """A file or standard input, to be read from any place; what gives its bytes only once is read into memory.

    Raises: OSError where there is no such file or it cannot be read.
    """
    if path == STANDARD_INPUT:
        return BytesIO(sys.stdin.buffer.read(LARGEST + 1))
    if "\0" in path:
        raise OSError("a path holds no NUL character")
    file = open(path, "rb", opener=_at_once)  # noqa: SIM115 (the caller closes it; Path.open takes no opener)
    if file.seekable():
        return file
    with file:
        return BytesIO(file.read(LARGEST + 1))


def _at_once(path: str, flags: int) -> int:
    """Open a file; a named pipe that nobody writes to is empty and no reason to wait, and a device is no document.

    Raises: OSError.
    """
    descriptor = os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
    mode = os.fstat(descriptor).st_mode
    if stat.S_ISCHR(mode) or stat.S_ISBLK(mode):
        os.close(descriptor)
        raise OSError("it is a device")
    if hasattr(os, "set_blocking"):
        os.set_blocking(descriptor, True)
    return descriptor


def _document(file: BinaryIO, path: str, language: str) -> Document | Finding:
    kind = kind_of(file)
    if isinstance(kind, Refusal):
        return unreadable(path, kind.reason, kind.advice or _readable())
    return _of_binary(file, kind, path, language) if kind else _of_text(file, path, language)


def _of_binary(file: BinaryIO, kind: str, path: str, language: str) -> Document | Finding:
    known = binary_format(kind)
    if known is None:
        return unreadable(path, f"cannot be read: it is a {kind.upper()} file", _readable())
    found = known.open(file)
    if isinstance(found, Refusal):
        return unreadable(path, found.reason, found.advice)
    return _made(found, path, language)


def _of_text(file: BinaryIO, path: str, language: str) -> Document | Finding:
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    if size > LARGEST:
        limit = f"larger than the limit of {LARGEST // 1024 // 1024} MiB"
        return unreadable(path, limit, "split the document, or leave it out")
    decoded = decoded_by_part(file) if size > KEPT and format_of(path).by_part else None
    if decoded is None:
        data = file.read(LARGEST + 1)
        if not data.strip():
            return unreadable(path, "is empty", "leave it out", severity="info")
        decoded = decode(data)
    if decoded is None:
        return _of_neither(path)
    try:
        document = _made(format_of(path).parse(decoded.text), path, language)
    except Refused as refused:
        return unreadable(path, *refused.refusal)
    if decoded.encoding:
        origin = Segment(0, len(decoded.text), "encoding", f"{decoded.encoding} text")
        document = document._replace(segments=(origin, *document.segments))
    return document


def _of_neither(path: str) -> Finding:
    """Data that is no text, whatever the name says; where the name promises a document, another copy may be one."""
    suffix = PurePath(path).suffix.lower()
    promised = next((known for known in FORMATS if suffix in known.suffixes), None)
    if promised is None:
        return unreadable(path, "cannot be read: it is binary data, not text", _readable())
    kind = f"neither text nor a {promised.name.upper()} file" if promised.binary else "not text"
    advice = f"save or download it again as {suffix}, or leave it out"
    return unreadable(path, f"cannot be read: it is binary data, {kind}", advice)


def _readable() -> str:
    return f"give documents in one of {', '.join(sorted(SUFFIXES))}"


def from_text(text: str, path: str = "", language: str = "") -> Document:
    """The document of a text at hand; the suffix of `path` tells the format, plain text where it has none.

    Raises: Refused where it has more cells than a limit.
    """
    return _made(format_of(path).parse(text), path, language)


def _made(found: Parsed, path: str, language: str) -> Document:
    return Document(path, language or language_of(found.text), found.text, found.prose, found.segments, found.tables)


def blocks(document: Document) -> tuple[tuple[int, int], ...]:
    """(start, end) of each block of running text: the prose, with what is hidden inside a sentence taken along.

    Read them out of `running_text`, in which the hidden parts are blank. No sentence runs from one block into the next.
    """
    found: list[tuple[int, int]] = []
    for start, end in document.prose:
        if found and not _parted(document.text, found[-1][1], start):
            start = found.pop()[0]
        found.append((start, end))
    return tuple(found)


def _parted(text: Text, start: int, end: int) -> bool:
    """Whether something that parts blocks begins between two places."""
    if isinstance(text, str):
        return _BREAK.search(text, start, end) is not None
    parts = range(start, end, _PART)
    found = (_BREAK.search(text[at : min(at + _PART + _LONGEST_BREAK, end)]) for at in parts)
    return any(match is not None and match.start() < _PART for match in found)


def running_text(document: Document) -> str:
    """The document's text up to where its prose ends, with what is no prose blanked out, so that offsets stay valid.

    What is hidden inside a sentence (code, a link's target) becomes spaces; what stands between two blocks becomes line
    breaks.
    """
    if document.prose == ((0, len(document.text)),):
        return document.text[:]
    parts: list[str] = []
    at = 0
    for start, end in document.prose:
        parts.append(("\n" if _parted(document.text, at, start) else " ") * (start - at))
        parts.append(document.text[start:end])
        at = end
    return "".join(parts)
