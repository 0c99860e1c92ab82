"""What a file that is no text holds, told by its bytes and not by its name."""

from __future__ import annotations

from codecs import BOM_UTF8
from typing import BinaryIO

from aicheck.documents.parsed import Refusal, Refused

HEAD = 1024
"""Bytes in which a file has to show what it is."""
_ARCHIVE = b"PK\x03\x04"
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PDF = b"%PDF-"
_PICTURE = "write what it says into a document"
_OTHERS = (
    (b"PK\x05\x06", "an empty zip archive", ""),
    (b"\x89PNG", "a PNG image", _PICTURE),
    (b"\xff\xd8\xff", "a JPEG image", _PICTURE),
    (b"GIF8", "a GIF image", _PICTURE),
    (b"\x1f\x8b", "a gzip archive", "unpack it and give the documents in it"),
    (b"\x7fELF", "a program", ""),
    (b"%!PS", "a PostScript file", "convert it to PDF"),
    (b"{\\rtf", "a rich text (RTF) file", "save it as .docx"),
)
_NOTEBOOK = (b'"cells"', b'"cell_type"')
_NO_NOTEBOOK = "convert it: jupyter nbconvert --to markdown NOTEBOOK"


def _unread(what: str, advice: str = "") -> Refusal:
    return Refusal(f"cannot be read: it is {what}", advice)


_PARTS: tuple[tuple[str, str | Refusal], ...] = (
    ("word/", "docx"),
    ("xl/workbook.bin", _unread("a binary workbook (.xlsb)", "save it as .xlsx")),
    ("xl/", "xlsx"),
    ("ppt/", _unread("a presentation", "save it as PDF, or copy its text into a document")),
    ("content.xml", _unread("an OpenDocument file", "save it as .docx or .xlsx, a presentation as PDF")),
    ("META-INF/container.xml", _unread("an e-book (EPUB)", "unpack it and give the .xhtml files in it")),
    ("Index/Document.iwa", _unread("a file of Pages, Numbers or Keynote", "export it as .docx, .xlsx or PDF")),
)
"""The parts that tell which office document an archive is, the telling one first."""


def kind_of(file: BinaryIO) -> str | Refusal:
    """The name of the binary format of a seekable file, or why it can have none; empty where it may be text.

    The file stands at its start again.

    Source: ISO 32000-2, 7.5.2 (what stands before a header is tolerated within the first 1,024 bytes); ECMA-376 part 2
    (packages are zip archives); MS-CFB and MS-OFFCRYPTO (encrypted packages stand in a compound file).
    """
    file.seek(0)
    head = file.read(HEAD)
    file.seek(0)
    if head.startswith(_ARCHIVE):
        return _of_archive(file)
    if head.startswith(_COMPOUND):
        return _of_compound(file)
    before, mark, _ = head.partition(_PDF)
    if mark and (b"\0" in before or not before.removeprefix(BOM_UTF8).strip()):
        return "pdf"
    if head.lstrip().startswith(b"{") and all(key in head for key in _NOTEBOOK):
        return _unread("a Jupyter notebook", _NO_NOTEBOOK)
    return next((_unread(words, advice) for signature, words, advice in _OTHERS if head.startswith(signature)), "")


def _of_archive(file: BinaryIO) -> str | Refusal:
    from aicheck.documents.package import Package  # only where there is an archive

    try:
        names = Package(file).names
    except Refused as refused:
        return refused.refusal
    finally:
        file.seek(0)
    unpack = _unread("a zip archive", "unpack it and give the documents in it")
    return next((kind for part, kind in _PARTS if any(name.startswith(part) for name in names)), unpack)


def _of_compound(file: BinaryIO) -> Refusal:
    """Office encrypts a document by wrapping it into a compound file, which is also the container of the old formats."""
    encrypted = _ENCRYPTED in file.read()
    file.seek(0)
    if encrypted:
        return Refusal("is encrypted", "remove its password, or leave it out")
    return Refusal("is in the old .doc, .xls or .ppt format", "save it as .docx or .xlsx")
