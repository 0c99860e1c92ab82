import io
from pathlib import Path

import pytest

from aicheck import documents
from aicheck.documents import reader
from aicheck.model import Document, Finding, Segment


def test_text_keeps_its_line_breaks_and_is_all_prose(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"Six boxes.\r\nSeven.\r\n")
    document = documents.read(path)
    assert isinstance(document, Document)
    assert (document.text, document.prose, document.segments) == ("Six boxes.\r\nSeven.\r\n", ((0, 20),), ())
    assert (document.path, document.language) == (str(path), "en")


def test_the_origin_states_an_encoding_that_is_not_plain_utf8(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("公司共有六百名员工。".encode("gb18030"))
    document = documents.read(path)
    assert isinstance(document, Document)
    assert document.segments == (Segment(0, 10, "encoding", "GB18030 text"),)
    assert document.language == "zh"


def test_an_unknown_suffix_is_read_as_text_when_it_is_text(tmp_path: Path) -> None:
    path = tmp_path / "minutes.log"
    path.write_text("Six boxes.")
    assert isinstance(documents.read(path), Document)


def test_standard_input_takes_its_format_from_the_name(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.TextIOWrapper(io.BytesIO(b"Six `7`\n"))
    monkeypatch.setattr("sys.stdin", stream)
    document = documents.read("-", name="draft.md")
    assert isinstance(document, Document)
    assert (document.path, document.prose) == ("draft.md", ((0, 4),))


def test_the_language_setting_outweighs_detection() -> None:
    assert documents.from_text("六百人", language="en").language == "en"


UNREADABLE = [
    ("missing.txt", None, "no such file"),
    ("scan.pdf", b"%PDF-1.7\n", "a damaged PDF file"),
    ("report.docx", b"PK\x03\x04rest", "is a damaged archive (its end is missing)"),
    ("mislabelled.txt", b"\x89PNG\r\n\x1a\n\0\0", "a PNG image"),
    ("noise.txt", b"\0\1\2\3", "binary data, not text"),
    ("noise.pdf", b"\0\1\2\3", "binary data, neither text nor a PDF file"),
    ("noise.bin", b"\0\1\2\3", "binary data, not text"),
]


@pytest.mark.parametrize(("name", "data", "reason"), UNREADABLE, ids=[case[0] for case in UNREADABLE])
def test_a_file_without_text_is_one_finding(tmp_path: Path, name: str, data: bytes | None, reason: str) -> None:
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    finding = documents.read(path)
    assert isinstance(finding, Finding)
    assert (finding.rule, finding.severity, finding.place.path) == ("AIC002", "error", str(path))
    assert reason in finding.message
    assert finding.help


@pytest.mark.parametrize(
    ("name", "advice"),
    [("noise.pdf", "save or download it again as .pdf, or leave it out"), ("noise.bin", "give documents in one of .csv, ")],
)
def test_data_is_not_told_to_be_what_its_name_says_already(tmp_path: Path, name: str, advice: str) -> None:
    (tmp_path / name).write_bytes(b"\0\1\2\3")
    finding = documents.read(tmp_path / name)
    assert isinstance(finding, Finding) and finding.help.startswith(advice)


def test_a_folder_and_an_enormous_file_are_findings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = documents.read(tmp_path)
    assert isinstance(folder, Finding) and "is a folder" in folder.message
    monkeypatch.setattr(reader, "LARGEST", 1024 * 1024)
    large = tmp_path / "large.txt"
    large.write_bytes(b"six " * 300_000)
    finding = documents.read(large)
    assert isinstance(finding, Finding) and "limit of 1 MiB" in finding.message


LANGUAGES = [
    ("Six boxes were sold.", "en"),
    ("公司共有六百名员工。", "zh"),
    ("NVIDIA 与 OpenAI 签署了 300 亿美元的协议", "zh"),
    ("The firm, called 六合 in Chinese, sold six boxes in the north and seven in the south.", "en"),
    ("", "en"),
]


@pytest.mark.parametrize(("text", "language"), LANGUAGES)
def test_language_by_script(text: str, language: str) -> None:
    assert documents.language_of(text) == language
