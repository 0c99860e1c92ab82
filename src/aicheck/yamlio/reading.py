"""Files and texts to nodes: decoding, limits, and recovery, so that a broken item never hides the others."""

from __future__ import annotations

import codecs
import errno
import os
import re
from typing import Any, NamedTuple

from aicheck.model import Finding, Place
from aicheck.text import LineIndex
from aicheck.yamlio import faults
from aicheck.yamlio.advice import explain
from aicheck.yamlio.composer import DEFAULT_LIMITS, Composer, Limits, TooMuch
from aicheck.yamlio.faults import fault_finding
from aicheck.yamlio.nodes import Mapping, Node, Scalar, Sequence, Source

# What YAML 1.1 does not call printable; the parsers stop at it, each with a message of its own.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_ITEM = re.compile(r"^( *)-(?=[ \t\r\n]|$)", re.MULTILINE)
_ENTRY = re.compile(r"""^( *)(?![ \-#])("[^"\n]*"|'[^'\n]*'|[^\s"'#][^\n#]*?)[ ]*:(?=[ \t\r\n]|$)""", re.MULTILINE)
_ANCHOR = re.compile(r"&([\w-]+)")
_CONTENT = re.compile(r"^[ ]*(?![ \t]*(?:#|$|\r))\S", re.MULTILINE)
_SYNTAX_FINDINGS = 20


class Loaded(NamedTuple):
    """What reading one file gives: the root (None where nothing could be read), the faults, and the text."""

    root: Node | None
    findings: list[Finding]
    text: str = ""


def load(path: str | os.PathLike[str], limits: Limits = DEFAULT_LIMITS) -> Loaded:
    """The nodes of a file, with every fault as a finding; never raises for what the user's file holds.

    UTF-8, or UTF-16 with a byte order mark. Missing, unreadable and empty files and directories are findings too.
    """
    name = os.fspath(path)
    shown = name.replace("\\", "/")
    try:
        with open(name, "rb") as stream:  # noqa: PTH123 - a bounded read
            data = stream.read(limits.file_bytes + 1)
    except (OSError, ValueError) as error:
        return Loaded(None, [_unreadable(shown, error)])
    if len(data) > limits.file_bytes:
        message = f"the file is larger than {limits.file_bytes:,} bytes, the limit for rules, claims and settings"
        place = LineIndex("").place(shown, 0, 0)
        return Loaded(None, [fault_finding(faults.TOO_LARGE, message, place, help="split it into several files")])
    text, found = _decode(data, shown)
    root, findings = parse(text, shown, limits)
    return Loaded(root, [*found, *findings], text)


def parse(text: str, path: str, limits: Limits = DEFAULT_LIMITS) -> tuple[Node | None, list[Finding]]:
    """The root node of a YAML text and every fault in it, in the order of the text.

    Offsets count from after a byte order mark. Where the syntax breaks, the text is read again entry by entry and item by
    item: what can be read is kept, and each broken piece gives one finding.
    """
    text = text.removeprefix("\ufeff")
    source = Source(path, LineIndex(text))
    if len(text) > limits.file_bytes:
        message = f"the text is larger than {limits.file_bytes:,} characters"
        return None, [fault_finding(faults.TOO_LARGE, message, source.place(0, 0))]
    findings: list[Finding] = []
    readable = text
    strange = list(_UNPRINTABLE.finditer(text))
    if strange:
        findings.append(_unprintable(source, strange))
        readable = _UNPRINTABLE.sub("\ufffd", text)
    reader = _Reader(source, readable, limits)
    root = reader.read()
    findings += reader.composer.findings
    if root is None and not findings:
        advice = "write its content, or remove the file"
        findings.append(fault_finding(faults.UNREADABLE, "the file is empty", source.place(0, 0), help=advice))
    findings.sort(key=lambda finding: finding.place.start)
    return root, findings


def load_trusted(text: str) -> Any:
    """Plain lists, dicts and strings of YAML that ships with the package; every scalar as text.

    Fast, and unchecked: never for a user's text. Raises: yaml.YAMLError, ValueError for an alias.
    """
    from aicheck.yamlio.plain import plain

    return plain(text)


class _Reader:
    """Reads one text, in pieces where it has to."""

    def __init__(self, source: Source, text: str, limits: Limits) -> None:
        self.source = source
        self.text = text
        self.composer = Composer(source, limits)
        self.broken = 0

    def read(self) -> Node | None:
        node, error = self._piece(0, len(self.text))
        if error is not None and error.rule == faults.ALIAS_BOMB.code:  # its pieces only name the parts of the bomb
            self._report(error)
            return None
        return node if error is None else self._pieces(0, len(self.text), error)

    def _piece(self, start: int, end: int) -> tuple[Node | None, Finding | None]:
        """The node of one piece of the text, or the finding of why it cannot be read."""
        import yaml

        composer = self.composer
        before = len(composer.findings), composer.total, dict(composer.anchors), set(composer.lost)
        try:
            events = yaml.parse(self.text[start:end], Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
            return composer.compose(events, start), None
        except (yaml.MarkedYAMLError, TooMuch) as error:
            del composer.findings[before[0] :]
            composer.total, composer.anchors = before[1], before[2]
            composer.lost = before[3] | set(_ANCHOR.findall(self.text, start, end))
            if isinstance(error, TooMuch):
                return None, error.finding
            mark = error.problem_mark or error.context_mark
            at = start + (mark.index if mark is not None else 0)
            opened = start + error.context_mark.index if error.context_mark is not None else None
            return None, explain(self.source, at, opened, error.problem or "", end)

    def _pieces(self, start: int, end: int, error: Finding) -> Node | None:
        """The node of a region that does not parse as a whole, made of those of its pieces that do."""
        content = _CONTENT.search(self.text, start, end)
        if content is None:
            self._report(error)
            return None
        indent = content.end() - 1 - content.start()
        first = self.text[content.end() - 1 : content.end() + 1]
        if first[:1] == "-" and first[1:] in ("", " ", "\n", "\r"):
            return self._items(start, end, indent, error)
        return self._entries(start, end, indent, error)

    def _items(self, start: int, end: int, indent: int, error: Finding) -> Node | None:
        starts = _starts(_ITEM, self.text, start, end, indent)
        if len(starts) < 2:
            self._report(error)
            return None
        items: list[Node] = []
        for at, until in zip(starts, [*starts[1:], end], strict=True):
            node, fault = self._piece(at, until)
            if fault is not None:
                self._report(fault)
            elif isinstance(node, Sequence):
                items.extend(node.items)
        return Sequence(starts[0] + indent, items[-1].end if items else starts[0] + indent, self.source, tuple(items))

    def _entries(self, start: int, end: int, indent: int, error: Finding) -> Node | None:
        starts = _starts(_ENTRY, self.text, start, end, indent)
        if not starts:
            self._report(error)
            return None
        children: list[Node] = []
        reported = self.broken
        for at, until in zip(starts, [*starts[1:], end], strict=True):
            node, fault = self._piece(at, until)
            if fault is None:
                if isinstance(node, Mapping):
                    children += [child for entry in node.entries for child in entry]
                continue
            entry = self._entry(at, until, fault)
            if entry is not None:
                children += entry
        if self.broken == reported:  # the pieces are sound, only their joint is not
            self._report(error)
        entries = self.composer.entries(children)
        return Mapping(starts[0] + indent, children[-1].end if children else starts[0] + indent, self.source, entries)

    def _entry(self, start: int, end: int, error: Finding) -> tuple[Scalar, Node] | None:
        """One broken entry of a mapping: its key with what can be read of the block below it."""
        head = _ENTRY.match(self.text, start, end)
        line_end = self.text.find("\n", start, end)
        if head is None or line_end < 0 or self.text[head.end() : line_end].split("#")[0].strip():
            self._report(error)
            return None
        value = self._pieces(line_end + 1, end, error)
        key = head[2]
        written = key[1:-1] if key[:1] in "\"'" else key
        return None if value is None else (Scalar(head.start(2), head.end(2), self.source, written, key != written), value)

    def _report(self, finding: Finding) -> None:
        self.broken += 1
        if self.broken <= _SYNTAX_FINDINGS:
            self.composer.findings.append(finding)


def _starts(pattern: re.Pattern[str], text: str, start: int, end: int, indent: int) -> list[int]:
    """Where the lines of a region begin that match the pattern at exactly this indentation."""
    return [match.start() for match in pattern.finditer(text, start, end) if match.end(1) - match.start(1) == indent]


def _decode(data: bytes, path: str) -> tuple[str, list[Finding]]:
    """The text of a file's bytes, and the finding of the first byte that is not text."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    else:
        encoding = "utf-8"
        data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return data.decode(encoding), []
    except UnicodeDecodeError as error:
        text = data.decode(encoding, "replace")
        good = data[: error.start].decode(encoding, "replace")
        place = Source(path, LineIndex(text)).place(len(good), len(good) + 1)
        byte = data[error.start]
        message = f"not {encoding.upper()}: byte 0x{byte:02x} at byte offset {error.start} (line {place.line})"
        return text, [fault_finding(faults.UNREADABLE, message, place, help="save the file as UTF-8")]


def _unreadable(path: str, error: OSError | ValueError) -> Finding:
    place: Place = LineIndex("").place(path, 0, 0)
    number = error.errno if isinstance(error, OSError) else None
    if number in (errno.ENOENT, errno.ENOTDIR):
        message, help = "there is no such file", "check the path; it is relative to the current folder"
    elif number in (errno.EISDIR,) or (number == errno.EACCES and os.path.isdir(path)):  # noqa: PTH112
        message, help = "this is a directory, not a YAML file", f"name the files, such as {path.rstrip('/')}/*.yaml"
    elif number in (errno.EACCES, errno.EPERM):
        message, help = "the file may not be read", "check its permissions"
    else:
        message, help = f"the file cannot be read: {error.strerror if isinstance(error, OSError) else error}", ""
    return fault_finding(faults.UNREADABLE, message, place, help=help)


def _unprintable(source: Source, found: list[re.Match[str]]) -> Finding:
    first = found[0]
    code = ord(first[0])
    more = f", and {len(found) - 1} more" if len(found) > 1 else ""
    return fault_finding(
        faults.SYNTAX,
        f"the character U+{code:04X} may not stand in YAML{more}",
        source.place(first.start(), first.end()),
        help="delete it, or save the file as UTF-8 text",
    )
