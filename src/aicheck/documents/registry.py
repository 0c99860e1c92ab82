"""The document formats: name, suffixes, and the module that knows what is running text and what are tables in them.

A new text format is one file with `prose(text)` and `tables(text)`, and one line here. Where the text to be read is not the
file's own, character by character, the file has `parse(text)` instead. A format whose files are no text is `binary`: its
file has `open(file)`, and `signatures` tells it by its bytes, whatever the file's name says.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import PurePath
from typing import Any, BinaryIO, NamedTuple, cast

from aicheck.documents.parsed import Parsed, Refusal


class Format(NamedTuple):
    """A document format; `module` is loaded when the first such document is read.

    `walked` tells whether such files are read in folders too, and not only where a path names them. `by_part` tells that
    `parse` takes a `Text` that lies on disk too, and looks at it part by part.
    """

    name: str
    suffixes: tuple[str, ...]
    module: str
    binary: bool = False
    walked: bool = True
    by_part: bool = False

    @property
    def parse(self) -> Callable[[Any], Parsed]:
        """The function from a text file's text to what it holds."""
        module = import_module(self.module)
        if hasattr(module, "parse"):
            return cast("Callable[[str], Parsed]", module.parse)
        return lambda text: Parsed(text, module.prose(text), module.tables(text))

    @property
    def open(self) -> Callable[[BinaryIO], Parsed | Refusal]:
        """The function from a binary file, seekable and at its start, to what it holds, or to why it gives nothing."""
        return cast("Callable[[BinaryIO], Parsed | Refusal]", import_module(self.module).open)


FORMATS: tuple[Format, ...] = (
    Format("text", (".txt", ".text"), "aicheck.documents.plain"),
    Format("markdown", (".md", ".markdown", ".mdown", ".mkd"), "aicheck.documents.markdown"),
    Format("delimited", (".csv", ".tsv", ".tab"), "aicheck.documents.delimited", by_part=True),
    Format("html", (".html", ".htm", ".xhtml"), "aicheck.documents.html"),
    Format("json", (".json", ".jsonl", ".ndjson"), "aicheck.documents.json", walked=False),
    Format("yaml", (".yaml", ".yml"), "aicheck.documents.yaml", walked=False),
    Format("docx", (".docx", ".docm"), "aicheck.documents.docx", binary=True),
    Format("xlsx", (".xlsx", ".xlsm"), "aicheck.documents.xlsx", binary=True),
    Format("pdf", (".pdf",), "aicheck.documents.pdf", binary=True),
)
SUFFIXES = frozenset(suffix for known in FORMATS if known.walked for suffix in known.suffixes)
"""The suffixes of the files that are read in a folder."""


def format_of(path: str) -> Format:
    """The text format by suffix; a suffix that nobody knows, or that of a binary format, is read as plain text."""
    suffix = PurePath(path).suffix.lower()
    return next((known for known in FORMATS if suffix in known.suffixes and not known.binary), FORMATS[0])


def binary_format(name: str) -> Format | None:
    """The binary format of a name, None where no reader takes it."""
    return next((known for known in FORMATS if known.binary and known.name == name), None)
