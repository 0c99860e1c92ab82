"""The document formats: name, suffixes, and the module that knows what is running text and what are tables in them.

A new text format is one file with `prose(text)` and `tables(text)`, and one line here. Where the text to be read is not the
file's own, character by character, the file has `parse(text)` instead.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import PurePath
from typing import NamedTuple, cast

from aicheck.documents.parsed import Parsed


class Format(NamedTuple):
    """A document format; `module` is loaded when the first such document is read."""

    name: str
    suffixes: tuple[str, ...]
    module: str

    @property
    def parse(self) -> Callable[[str], Parsed]:
        """The function from a file's text to what it holds."""
        module = import_module(self.module)
        if hasattr(module, "parse"):
            return cast("Callable[[str], Parsed]", module.parse)
        return lambda text: Parsed(text, module.prose(text), module.tables(text))


FORMATS: tuple[Format, ...] = (
    Format("text", (".txt", ".text"), "aicheck.documents.plain"),
    Format("markdown", (".md", ".markdown", ".mdown", ".mkd"), "aicheck.documents.markdown"),
    Format("delimited", (".csv", ".tsv", ".tab"), "aicheck.documents.delimited"),
    Format("html", (".html", ".htm", ".xhtml"), "aicheck.documents.html"),
)
SUFFIXES = frozenset(suffix for known in FORMATS for suffix in known.suffixes)
_SIGNATURES = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x7fELF", "a program"),
)


def format_of(path: str) -> Format:
    """The format by suffix; a suffix that nobody knows is read as plain text."""
    suffix = PurePath(path).suffix.lower()
    return next((known for known in FORMATS if suffix in known.suffixes), FORMATS[0])


def kind_of_bytes(data: bytes) -> str:
    """What a file that holds no text is, in words; empty where its first bytes do not tell."""
    return next((words for signature, words in _SIGNATURES if data.startswith(signature)), "")
