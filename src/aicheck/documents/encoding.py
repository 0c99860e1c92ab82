"""Bytes to text: byte order marks, UTF-8, UTF-16, GB18030, and Windows-1252 where nothing else fits.

Nothing is guessed that the bytes can tell: a byte order mark decides, then valid UTF-8. Only bytes that are neither are
weighed, and the origin of the document says which encoding was taken.
"""

from __future__ import annotations

import codecs
import re
from typing import BinaryIO, NamedTuple

from aicheck.model import Text
from aicheck.spilled import Spill, SpilledText

_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8 with byte order mark"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32 LE"),  # before UTF-16 LE, whose mark it starts with
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32 BE"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16 LE"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16 BE"),
)
_UTF8_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_GB_PAIR = re.compile(rb"[\x81-\xfe][\x40-\x7e\x80-\xfe]")
_GB_COMMON = re.compile(rb"[\xa1-\xf7][\xa1-\xfe]")  # the GB 2312 plane, where running Chinese text lives
_PART = 1 << 16
"""Bytes that are decoded at a time."""
_CONTROLS = re.compile(r"[\x01-\x08\x0b\x0e-\x1f]")


class Decoded(NamedTuple):
    """A text with its line breaks as they stand; `encoding` is empty for plain UTF-8, else said in words."""

    text: Text
    encoding: str = ""


def decode(data: bytes) -> Decoded | None:
    """The text of `data`, or None where the bytes are no text. A byte order mark is not part of the text."""
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            return _marked(data[len(mark) :], codec, name)
    if b"\0" in data:
        return _unmarked_utf16(data)
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        if _has_controls(data.decode("latin-1")):
            return None
        return _legacy(data) or _damaged_utf8(data, error)


def decoded_by_part(file: BinaryIO) -> Decoded | None:
    """The text of a seekable file, without holding it: UTF-8, or what a byte order mark tells; None where all must be weighed.

    The file stands at its start again.
    """
    file.seek(0)
    head = file.read(4)
    mark, codec, name = next((known for known in _MARKS if head.startswith(known[0])), (b"", "utf-8", ""))
    text, decoder = SpilledText(Spill()), codecs.getincrementaldecoder(codec)()
    file.seek(len(mark))
    try:
        while data := file.read(_PART):
            if not mark and b"\0" in data:
                return None
            text.append(decoder.decode(data))
        text.append(decoder.decode(b"", final=True))
    except UnicodeDecodeError:
        return None
    finally:
        file.seek(0)
    return Decoded(text, name)


def _marked(data: bytes, codec: str, name: str) -> Decoded:
    try:
        return Decoded(data.decode(codec), name)
    except UnicodeDecodeError:
        return Decoded(data.decode(codec, errors="replace"), f"{name}, damaged")


def _unmarked_utf16(data: bytes) -> Decoded | None:
    """UTF-16 without a mark shows in Western text, where every other byte is zero; any other zero byte means no text."""
    even, odd = data[0::2].count(0), data[1::2].count(0)
    half = len(data) / 2
    for zeros, others, codec, name in ((odd, even, "utf-16-le", "UTF-16 LE"), (even, odd, "utf-16-be", "UTF-16 BE")):
        if len(data) % 2 == 0 and zeros > 0.4 * half and others == 0 and not _has_controls(data.decode("latin-1")):
            return _marked(data, codec, f"{name} without byte order mark")
    return None


def _has_controls(text: str) -> bool:
    """Whether more than one in a hundred characters is a control character that no text has."""
    return len(_CONTROLS.findall(text)) > 0.01 * len(text)


def _legacy(data: bytes) -> Decoded | None:
    """GB18030 or Windows-1252, unless the bytes are UTF-8 with some damage."""
    high = sum(byte > 0x7F for byte in data)
    in_sequences = sum(len(match) for match in _UTF8_SEQUENCE.findall(data))
    if in_sequences > 0.9 * high:
        return None
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        text = ""
    pairs = _GB_PAIR.findall(data)
    if text and sum(_GB_COMMON.fullmatch(pair) is not None for pair in pairs) >= 0.9 * len(pairs):
        return Decoded(text, "GB18030")
    try:
        return Decoded(data.decode("cp1252"), "Windows-1252")
    except UnicodeDecodeError:
        return Decoded(data.decode("latin-1"), "Latin-1")


def _damaged_utf8(data: bytes, error: UnicodeDecodeError) -> Decoded:
    line = data.count(b"\n", 0, error.start) + 1
    return Decoded(data.decode("utf-8", errors="replace"), f"UTF-8 with invalid bytes from line {line} on")
