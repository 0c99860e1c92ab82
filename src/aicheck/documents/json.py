"""JSON: the values of a file, read as far as it goes; several one after the other (JSON lines) and comments too."""

from __future__ import annotations

import re
from collections.abc import Iterator

from aicheck.documents import structured
from aicheck.documents.parsed import Parsed, Refused
from aicheck.text import LineIndex
from aicheck.yamlio import Mapping, Node, Scalar, Sequence
from aicheck.yamlio.nodes import Source

DEEPEST = 200
_TOKEN = re.compile(r'"(?:[^"\\\r\n]|\\.)*"?|//[^\r\n]*|/\*.*?\*/|[{}\[\]:,]|[^\s{}\[\]:,"]+', re.DOTALL)
_ESCAPE = re.compile(r"\\(?:(?P<pair>u[dD][89abAB]\w\w\\u[dD][c-fC-F]\w\w)|u(?P<code>[0-9a-fA-F]{4})|(?P<letter>[^u\r\n]))")
_LETTERS = {"n": structured.BREAK, "r": " ", "t": " ", "b": " ", "f": " "}
_NOWHERE = Source("", LineIndex(""))


def parse(text: str) -> Parsed:
    """What the values of a JSON text hold.

    Raises: Refused where they are nested too deeply.
    """
    return structured.parsed(text, _root(text), escapes)


def escapes(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """What the escapes of a string stand for. Source: RFC 8259, section 7."""
    if text[start : start + 1] != '"' or text.find("\\", start, end) < 0:
        return
    for match in _ESCAPE.finditer(text, start, end):
        yield match.start(), match.end(), _meant(match)


def _meant(match: re.Match[str]) -> str:
    if match["letter"]:
        return _LETTERS.get(match["letter"], match["letter"])
    written = match["pair"] or f"u{match['code']}"
    codes = [int(code, 16) for code in re.findall(r"u([0-9a-fA-F]{4})", written)]
    if len(codes) == 2:
        return chr(0x10000 + ((codes[0] & 0x3FF) << 10) + (codes[1] & 0x3FF))
    meant = chr(codes[0]) if codes else " "
    return structured.BREAK if meant in "\r\n\v" else meant if meant.isprintable() else " "


class _Open:
    """A list or mapping that is being read: `key` and `last` are what came since the last comma."""

    def __init__(self, start: int, mapping: bool) -> None:
        self.start = start
        self.mapping = mapping
        self.items: list[Node] = []
        self.entries: list[tuple[Scalar, Node]] = []
        self.key: Scalar | None = None
        self.last: Node | None = None

    def add(self, node: Node) -> None:
        self.settle()
        self.last = node

    def colon(self) -> None:
        if self.mapping and isinstance(self.last, Scalar):
            self.key, self.last = self.last, None

    def settle(self) -> None:
        """What came since the last comma is an item or an entry."""
        if self.last is not None and not self.mapping:
            self.items.append(self.last)
        elif self.last is not None and self.key is not None:
            self.entries.append((self.key, self.last))
            self.key = None
        self.last = None

    def closed(self, end: int) -> Node:
        self.settle()
        if self.mapping:
            return Mapping(self.start, end, _NOWHERE, tuple(self.entries))
        return Sequence(self.start, end, _NOWHERE, tuple(self.items))


def _root(text: str) -> Node:
    """The value of a text, or the list of its values; what is not closed ends with the text."""
    stack = [_Open(0, mapping=False)]
    for match in _TOKEN.finditer(text):
        token = match.group()
        if token in "{[":
            stack.append(_Open(match.start(), token == "{"))
            if len(stack) > DEEPEST:
                raise Refused(f"is nested deeper than the limit of {DEEPEST} levels", "split it, or leave it out")
        elif token in "}]":
            if len(stack) > 1:
                closed = stack.pop().closed(match.end())
                stack[-1].add(closed)
        elif token == ":":
            stack[-1].colon()
        elif token == ",":
            stack[-1].settle()
        elif not token.startswith(("//", "/*")):
            stack[-1].add(Scalar(match.start(), match.end(), _NOWHERE, token.strip('"'), token[0] == '"'))
    while len(stack) > 1:
        closed = stack.pop().closed(len(text))
        stack[-1].add(closed)
    root = stack[0].closed(len(text))
    return root.items[0] if isinstance(root, Sequence) and len(root.items) == 1 else root
