"""Office packages: zip archives of XML parts, read within limits.

A part is unpacked piece by piece and handed on as it is parsed, so that nothing of it has to be kept. What is damaged,
encrypted or larger than a limit raises `Refused`, which the readers of the formats hand on as a `Refusal`. Entities and
document types, which no office program writes, are refused before they can expand; nothing outside of the file is read.
Source: ECMA-376 part 2 (packages) and part 3 (markup compatibility).
"""

from __future__ import annotations

import posixpath
import struct
import zlib
from collections.abc import Callable, Mapping
from typing import BinaryIO, NoReturn
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile, ZipInfo

from aicheck.documents.parsed import Refused

MOST_PARTS = 20_000
LARGEST_DIRECTORY = 8 * 1024 * 1024
"""Bytes of the archive's list of contents."""
LARGEST_PART = 1024 * 1024 * 1024
"""Bytes of one part, unpacked."""
HIGHEST_RATIO = 200
"""How many times its packed size a part may have; XML of long tables reaches about fifty."""
UNSUSPICIOUS = 16 * 1024 * 1024
"""Bytes up to which the ratio is not looked at."""
DEEPEST = 500
"""Elements inside each other; the formats need some dozens."""
_PIECE = 256 * 1024
_END = struct.Struct("<4s4H2LH")
_END_MARK = b"PK\x05\x06"
_DAMAGED = "open and save it again in its office program, or get a complete copy"
_LEAVE_OUT = "split it, or leave it out"
_RELATIONSHIPS = "_rels/"

Start = Callable[[str, Mapping[str, str]], None]
End = Callable[[str], None]
Words = Callable[[str], None]


def number(attributes: Mapping[str, str], name: str, otherwise: int = 0) -> int:
    """An attribute as a whole number that is not negative; `otherwise` where it is missing or none."""
    written = attributes.get(name, "")
    return int(written) if written.isascii() and written.isdecimal() and len(written) < 10 else otherwise


def switched_on(attributes: Mapping[str, str], name: str, otherwise: bool = False) -> bool:
    """An attribute that is true or false, in the words of XML Schema and of Office."""
    return attributes[name] in ("1", "true", "on") if name in attributes else otherwise


class Package:
    """An open package: its parts by name."""

    def __init__(self, file: BinaryIO) -> None:
        """Reads the list of contents.

        Raises: Refused where it is damaged or longer than the limits.
        """
        _check_directory(file)
        try:
            self._archive = ZipFile(file)
        except (BadZipFile, NotImplementedError, ValueError, OverflowError) as error:
            raise Refused(f"is a damaged archive ({str(error).lower()})", _DAMAGED) from error
        self._parts = {info.filename.lstrip("/"): info for info in self._archive.infolist()}

    @property
    def names(self) -> list[str]:
        """The names of all parts."""
        return list(self._parts)

    def __contains__(self, part: str) -> bool:
        return part in self._parts

    def parse(self, part: str, start: Start, end: End, words: Words) -> None:
        """Hands the elements and the words of an XML part to the functions, as they come.

        Names are local names without their namespace, those of attributes too; `mc:Fallback`, the second version of
        what `mc:Choice` holds, is left out.

        Raises: Refused where the part is missing, damaged, encrypted, or beyond a limit.
        """
        info = self._parts.get(part)
        if info is None:
            raise Refused(f"is incomplete: it has no part {part}", _DAMAGED)
        parser = _Events(part, start, end, words).parser
        read = 0
        try:
            with self._archive.open(info) as file:
                while piece := file.read(_PIECE):
                    read += len(piece)
                    _check_size(info, part, read)
                    parser.Parse(piece, False)
            parser.Parse(b"", True)
        except RuntimeError as error:  # what zipfile raises for an encrypted part
            raise Refused(f"is encrypted (part {part})", "remove its password, or leave it out") from error
        except expat.ExpatError as error:
            raise Refused(f"is damaged: part {part} is no well-formed XML ({error})", _DAMAGED) from error
        except (BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
            raise Refused(f"is damaged: part {part} cannot be unpacked ({str(error) or 'it ends early'})", _DAMAGED) from error

    def related(self, part: str) -> dict[str, tuple[str, str]]:
        """The relationships of a part (`""`: of the package): id to the last word of its type, and the part it leads to.

        What leads out of the package is left out.
        """
        folder, name = posixpath.split(part)
        relations = posixpath.join(folder, _RELATIONSHIPS, f"{name}.rels")
        found: dict[str, tuple[str, str]] = {}

        def start(name: str, attributes: Mapping[str, str]) -> None:
            if name == "Relationship" and attributes.get("TargetMode") != "External":
                target = attributes.get("Target", "")
                path = target if target.startswith("/") else posixpath.join("/", folder, target)
                kind = attributes.get("Type", "").rpartition("/")[2]
                found[attributes.get("Id", "")] = (kind, posixpath.normpath(path).lstrip("/"))

        if relations in self:
            self.parse(relations, start, _nothing, _nothing)
        return found

    def main(self, usual: str) -> str:
        """The part that holds the document itself; the usual one where the package does not say."""
        found = (target for kind, target in self.related("").values() if kind == "officeDocument")
        return next(found, usual)


class _Events:
    """An XML parser whose events are those of `Package.parse`."""

    def __init__(self, part: str, start: Start, end: End, words: Words) -> None:
        self.part = part
        self.start, self.end = start, end
        self.depth = 0
        self.hidden = 0
        self.names: dict[str, str] = {}
        self.parser = parser = expat.ParserCreate(namespace_separator="}")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        self.words = parser.CharacterDataHandler = words
        parser.StartDoctypeDeclHandler = self._doctype

    def _local(self, name: str) -> str:
        return self.names.setdefault(name, name.rpartition("}")[2])

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            reason = f"is nested deeper than the limit of {DEEPEST} elements (part {self.part})"
            raise Refused(reason, _LEAVE_OUT)
        local = self.names.get(name) or self._local(name)
        if self.hidden or local == "Fallback":
            self.hidden += 1
            self.parser.CharacterDataHandler = None
            return
        if attributes:
            names = self.names
            attributes = {names.get(key) or self._local(key): value for key, value in attributes.items()}
        self.start(local, attributes)

    def _end(self, name: str) -> None:
        self.depth -= 1
        if self.hidden:
            self.hidden -= 1
            if not self.hidden:
                self.parser.CharacterDataHandler = self.words
            return
        self.end(self.names[name])

    def _doctype(self, *_: object) -> NoReturn:
        raise Refused(f"declares a document type, which may hide an entity bomb (part {self.part})", _LEAVE_OUT)


def _check_directory(file: BinaryIO) -> None:
    """The archive's list of contents has to be there, and short enough to be read into memory."""
    size = file.seek(0, 2)
    file.seek(max(0, size - _END.size - 0xFFFF))
    tail = file.read()
    file.seek(0)
    at = tail.rfind(_END_MARK)
    if at < 0 or at + _END.size > len(tail):
        raise Refused("is a damaged archive (its end is missing)", _DAMAGED)
    _, _, _, _, parts, length, _, _ = _END.unpack_from(tail, at)
    if parts > MOST_PARTS or length > LARGEST_DIRECTORY:
        raise Refused(f"has more parts than the limit of {MOST_PARTS:,}", _LEAVE_OUT)


def _check_size(info: ZipInfo, part: str, read: int) -> None:
    if read > LARGEST_PART:
        raise Refused(f"is larger, unpacked, than the limit of {LARGEST_PART // 1024 // 1024:,} MiB (part {part})", _LEAVE_OUT)
    if read > UNSUSPICIOUS and read > HIGHEST_RATIO * info.compress_size:
        reason = f"unpacks to more than {HIGHEST_RATIO} times its size, the limit against zip bombs (part {part})"
        raise Refused(reason, _LEAVE_OUT)


def _nothing(*_: object) -> None:
    """An event that nobody waits for."""
