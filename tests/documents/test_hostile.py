"""Damaged and hostile files: each gives one clear finding, within bounds, and the files beside it are checked all the same.

Every file stands in one folder with a sound one, and all are read in one run.
"""

import io
import os
import socket
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from aicheck import check, documents
from aicheck.documents import walk
from aicheck.documents.reader import LARGEST
from aicheck.model import Finding, Result
from tests.documents import office, pdf_files
from tests.documents.pdfs import Paper

SOUND = "The quay cost 31 billion billion dollars.\n"


class Hostile(NamedTuple):
    """How a file is made, and the reason that its finding gives; `severity` tells how grave that is."""

    made: bytes | Callable[[Path], object]
    reason: str
    severity: str = "error"


def _zipped(parts: dict[str, bytes | str]) -> bytes:
    return office.package(parts).getvalue()


def _word(body: str, **others: str) -> bytes:
    return _zipped({**office.word(body), **others})


def _with_entities() -> bytes:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    document = f'<!DOCTYPE w [<!ENTITY e0 "lol">{levels}]><w>&e9;</w>'
    return _zipped({**office.word(""), "word/document.xml": document})


def _external() -> bytes:
    document = '<!DOCTYPE w [<!ENTITY e SYSTEM "file:///etc/hostname">]><w>&e;</w>'
    return _zipped({**office.word(""), "word/document.xml": document})


def _sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)


def _paper(**options: object) -> bytes:
    paper = Paper(**options)
    paper.lines(72, 100, ["The quay is 140 m long."])
    return paper.bytes()


def _encrypted() -> bytes:
    return _paper(encrypt="a password")


def _picture() -> bytes:
    paper = Paper()
    paper.canvas.rect(72, 72, 300, 300, fill=1)
    return paper.bytes()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
HOSTILE: dict[str, Hostile] = {
    "empty.txt": Hostile(b"", "is empty", "info"),
    "blank.md": Hostile(b" \r\n\t\n", "is empty", "info"),
    "empty.csv": Hostile(b"", "is empty", "info"),
    "empty.docx": Hostile(b"", "is empty", "info"),
    "empty.pdf": Hostile(b"", "is empty", "info"),
    "nul.txt": Hostile(b"Six \0 boxes\n", "binary data"),
    "controls.csv": Hostile(bytes(range(1, 32)) * 9 + b"\xff", "binary data"),
    "enormous.txt": Hostile(_sparse, "limit of 64 MiB"),
    "picture.md": Hostile(b"\x89PNG\r\n\x1a\n\0\0", "a PNG image"),
    "packed.csv": Hostile(b"\x1f\x8b\x08\0\0\0\0\0", "a gzip archive"),
    "program.html": Hostile(b"\x7fELF\x02\x01\x01\0", "a program"),
    "archive.docx": Hostile(_zipped({"notes.txt": "Six."}), "a zip archive"),
    "nothing.xlsx": Hostile(b"PK\x05\x06" + bytes(18), "an empty zip archive"),
    "cut.docx": Hostile(_word("<w:p/>")[:200], "damaged"),
    "old.xls": Hostile(OLE, "old .doc, .xls or .ppt format"),
    "locked.docx": Hostile(OLE + "EncryptedPackage".encode("utf-16-le"), "is encrypted"),
    "slides.pptx": Hostile(_zipped({"ppt/presentation.xml": "<p/>"}), "a presentation"),
    "bomb.xlsx": Hostile(_zipped({"xl/workbook.xml": b" " * 30_000_000}), "200 times its size"),
    "entities.docx": Hostile(_with_entities(), "document type"),
    "external.docx": Hostile(_external(), "document type"),
    "deep.docx": Hostile(_word("<w:p>" * 2_000), "nested"),
    "broken.docx": Hostile(_word("<w:p><w:r>"), "damaged"),
    "header.pdf": Hostile(b"%PDF-1.7\n", "damaged PDF"),
    "cut.pdf": Hostile(_paper()[:900], "damaged PDF"),
    "locked.pdf": Hostile(_encrypted(), "is encrypted"),
    "scan.pdf": Hostile(_picture(), "a scan"),
    "blank.pdf": Hostile(pdf_files.blank(), "its pages hold no text"),
    "circle.pdf": Hostile(pdf_files.page_tree_in_a_circle(), "page 1 cannot be found"),
    "endless.pdf": Hostile(pdf_files.endless_pages(), "limit of 5,000"),
    "unfolding.pdf": Hostile(pdf_files.unfolding_forms(6, 10), "needs more memory than 512 MiB"),
    "wide.html": Hostile(b"<table><tr>" + b"<td>5" * 100_000 + b"<tr><td>6" * 60, "5,000,000"),
    "device.txt": Hostile(lambda path: path.symlink_to("/dev/zero"), "is a device"),
    "pipe.txt": Hostile(os.mkfifo, "is empty", "info"),
    "circle.txt": Hostile(lambda path: path.symlink_to(path), "symbolic links"),
    "nowhere.txt": Hostile(lambda path: path.symlink_to(path.with_name("gone.txt")), "no such file"),
    "vanished.txt": Hostile(lambda path: None, "no such file"),
    "socket.txt": Hostile(lambda path: socket.socket(socket.AF_UNIX).bind(path.name), "cannot be read"),
}


READABLE: dict[str, bytes] = {
    "line.txt": b"six boxes " * 3_000,
    "exponent.txt": b"Worth 1e999999999 dollars and 1E-999999999 more.\n",
    "digits.txt": b"Worth " + b"9" * 100_000 + b" dollars.\n",
    "commas.txt": b"1," * 50_000,
    "brackets.txt": b"(" * 100_000,
    "utf16.txt": "Six boxes were sold.\n".encode("utf-16-le"),
    "invalid.txt": b"Six boxes \xff\xfe\xfa were sold.\n",
    "quotes.md": b"> " * 50_000 + b"x",
    "ticks.md": b"".join(b"`" * (at % 100 + 1) + b" a " for at in range(2_000)),
    "stars.md": b"*a **b " * 10_000,
    "links.md": b"[" * 50_000,
    "tags.html": b"<a " * 50_000,
    "comments.html": b"<!--" * 50_000,
    "parts.html": b"<div>" * 50_000 + b"Six boxes.",
    "tables.html": b"<table><tr><td>" * 5_000,
    "entities.html": b"&" * 100_000,
    "quote.csv": b'a,"b\n' * 10_000,
    "ragged.csv": b"".join(b"x," * (at % 40) + b"y\n" for at in range(1_000)),
    "misnamed.pdf": b"Six boxes were sold.\n",
}
"""Strange, but text: there is nothing to say against them."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    here = Path.cwd()
    os.chdir(folder)  # the name of a socket may not be long
    try:
        for name, hostile in HOSTILE.items():
            path = folder / name
            path.write_bytes(hostile.made) if isinstance(hostile.made, bytes) else hostile.made(path)
    finally:
        os.chdir(here)
    (folder / "sound.md").write_text(SOUND, encoding="utf-8")
    (folder / "sound.pdf").write_bytes(_paper())
    return folder


@pytest.fixture(scope="module")
def result(folder: Path) -> Result:
    """All of them and the sound ones, named one by one and read in one run."""
    return check([*(folder / name for name in HOSTILE), folder / "sound.md", folder / "sound.pdf"])


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_one_finding_with_reason_and_advice(name: str, folder: Path, result: Result) -> None:
    hostile = HOSTILE[name]
    found = [each for each in result.findings if each.place.path == (folder / name).as_posix()]
    assert [(each.rule, each.severity) for each in found] == [("AIC002", hostile.severity)]
    assert hostile.reason in found[0].message and found[0].message.startswith(found[0].place.path)
    assert found[0].help and "\n" not in found[0].message and len(found[0].message) < 400


def test_the_files_beside_them_are_checked(folder: Path, result: Result) -> None:
    others = [each for each in result.findings if each.rule != "AIC002"]
    assert [(each.rule, each.place.path) for each in others] == [("AIC101", (folder / "sound.md").as_posix())]
    assert result.coverage.documents == 2 and result.coverage.quantities == 2 and result.faulty


def test_there_are_thirty_of_them() -> None:
    assert len(HOSTILE) >= 30


def test_what_is_strange_but_text_is_read(tmp_path: Path) -> None:
    for name, data in READABLE.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "sound.md").write_text(SOUND, encoding="utf-8")
    result = check([tmp_path])
    assert result.coverage.documents == len(READABLE) + 1 and not result.faulty
    assert [(each.rule, Path(each.place.path).name) for each in result.findings] == [("AIC101", "sound.md")]


def test_no_link_of_a_folder_leads_out_of_it_and_what_is_left_out_is_said(tmp_path: Path) -> None:
    for name in ("docs/a.md", "docs/sub/b.md", "else/c.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(SOUND, encoding="utf-8")
    links = {"folder": "else", "c.md": "else/c.md", "up": "docs", "a-again.md": "docs/a.md", "gone.md": "else/gone.md"}
    for name, target in links.items():
        (tmp_path / "docs" / name).symlink_to(tmp_path / target)
    (tmp_path / "docs/program").symlink_to(tmp_path / "else/c.md")
    found = walk([tmp_path / "docs"])
    assert [Path(path).name for path in found.paths] == ["a.md", "b.md"]
    said = [(Path(each.place.path).name, each.severity, "leads out of docs" in each.message) for each in found.findings]
    assert said == [("c.md", "info", True), ("folder", "info", True)]


def test_a_crooked_archive_writes_nothing(tmp_path: Path) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in ("../../climbed.txt", "/rooted.txt", "word/document.xml"):
            archive.writestr(name, "<w/>")
    (tmp_path / "in").mkdir()
    (tmp_path / "in/crooked.docx").write_bytes(file.getvalue())
    documents.read(tmp_path / "in/crooked.docx")
    assert [path.name for path in sorted(tmp_path.rglob("*"))] == ["in", "crooked.docx"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_said(tmp_path: Path) -> None:
    (tmp_path / "shut").mkdir(mode=0)
    (tmp_path / "shut.md").touch(mode=0)
    unread = documents.read(tmp_path / "shut.md")
    assert isinstance(unread, Finding) and "permission denied" in unread.message
    assert [each.severity for each in walk([tmp_path]).findings] == ["error"]
