import codecs

import pytest

from aicheck.documents.encoding import decode

CHINESE = "公司全年营业收入为 8.4 亿元，同比增长 12%。\n"
GERMAN = "Die Erlöse stiegen um 12 % auf 8,4 Mio. €.\n"

CASES = [
    ("plain UTF-8", CHINESE.encode(), CHINESE, ""),
    ("UTF-8 with mark", codecs.BOM_UTF8 + CHINESE.encode(), CHINESE, "UTF-8 with byte order mark"),
    ("UTF-16 LE with mark", codecs.BOM_UTF16_LE + CHINESE.encode("utf-16-le"), CHINESE, "UTF-16 LE"),
    ("UTF-16 BE with mark", codecs.BOM_UTF16_BE + CHINESE.encode("utf-16-be"), CHINESE, "UTF-16 BE"),
    ("UTF-32 LE with mark", codecs.BOM_UTF32_LE + GERMAN.encode("utf-32-le"), GERMAN, "UTF-32 LE"),
    ("UTF-16 LE, Western, no mark", GERMAN.encode("utf-16-le"), GERMAN, "UTF-16 LE without byte order mark"),
    ("GB18030", CHINESE.encode("gb18030"), CHINESE, "GB18030"),
    ("Windows-1252", GERMAN.encode("cp1252"), GERMAN, "Windows-1252"),
    ("line breaks stay", b"one\r\ntwo\rthree\n", "one\r\ntwo\rthree\n", ""),
    ("nothing", b"", "", ""),
]


@pytest.mark.parametrize(("data", "text", "encoding"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_decode(data: bytes, text: str, encoding: str) -> None:
    decoded = decode(data)
    assert decoded is not None
    assert (decoded.text, decoded.encoding) == (text, encoding)


def test_one_damaged_byte_does_not_turn_a_utf8_text_into_another_encoding() -> None:
    data = CHINESE.encode() * 3
    broken = data[:100] + b"\xff" + data[100:]
    decoded = decode(broken)
    assert decoded is not None
    assert decoded.text.startswith(CHINESE)
    assert decoded.text.count("�") >= 1
    assert decoded.encoding == "UTF-8 with invalid bytes from line 2 on"


@pytest.mark.parametrize("data", [b"\0\1\2\3" * 50, b"ab\0\0\0cd", bytes(range(1, 32)) * 9 + b"\xff\xfe\xfd" * 9])
def test_bytes_that_are_no_text(data: bytes) -> None:
    assert decode(data) is None
