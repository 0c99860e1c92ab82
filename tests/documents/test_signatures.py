import io
import zipfile

import pytest

from aicheck.documents.parsed import Refusal
from aicheck.documents.signatures import kind_of


def _archive(*names: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return file.getvalue()


COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
KINDS = [
    (b"%PDF-1.4\n", "pdf"),
    (b"\xef\xbb\xbf\r\n%PDF-1.4\n\0", "pdf"),
    (b"junk\0\1%PDF-1.4\n", "pdf"),
    (b"A file of this kind begins with %PDF-1.4 and goes on for 3 pages.", ""),
    (b"Six boxes", ""),
    (b'{"cells": 6, "boxes": 40}', ""),
    (b"", ""),
    (_archive("word/document.xml"), "docx"),
    (_archive("xl/workbook.xml"), "xlsx"),
]
REFUSED = [
    (_archive("xl/workbook.bin", "xl/styles.bin"), "binary workbook"),
    (_archive("ppt/presentation.xml"), "a presentation"),
    (_archive("mimetype", "content.xml"), "OpenDocument"),
    (_archive("photo.jpg"), "a zip archive"),
    (_archive(), "an empty zip archive"),
    (_archive("word/document.xml")[:-9], "damaged archive"),
    (COMPOUND + "EncryptedPackage".encode("utf-16-le"), "is encrypted"),
    (COMPOUND + "WordDocument".encode("utf-16-le"), "is in the old .doc, .xls or .ppt format"),
    (b"\x1f\x8b\x08\x00", "a gzip archive"),
    (rb"{\rtf1 Six boxes}", "rich text"),
    (b"%!PS-Adobe-3.0", "a PostScript file"),
    (_archive("mimetype", "META-INF/container.xml", "OEBPS/one.xhtml"), "an e-book (EPUB)"),
    (_archive("Index/Document.iwa"), "Pages, Numbers or Keynote"),
    (b'{\n "cells": [\n  {\n   "cell_type": "markdown"', "a Jupyter notebook"),
]
ADVICE = {
    "OpenDocument": "save it as .docx or .xlsx",
    "rich text": "save it as .docx",
    "an e-book (EPUB)": ".xhtml",
    "a Jupyter notebook": "nbconvert --to markdown",
    "a gzip archive": "unpack it",
}


@pytest.mark.parametrize(("data", "kind"), KINDS)
def test_the_bytes_tell_the_format(data: bytes, kind: str) -> None:
    file = io.BytesIO(data)
    assert kind_of(file) == kind
    assert file.tell() == 0


@pytest.mark.parametrize(("data", "reason"), REFUSED, ids=[case[1] for case in REFUSED])
def test_what_no_reader_takes_is_told_in_words(data: bytes, reason: str) -> None:
    file = io.BytesIO(data)
    kind = kind_of(file)
    assert isinstance(kind, Refusal) and reason in kind.reason
    assert ADVICE.get(reason, "") in kind.advice
    assert file.tell() == 0
