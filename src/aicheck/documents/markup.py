"""HTML's tags and words, as places in the text: one pass that takes time in proportion to its length.

Source: WHATWG HTML, "Tokenization", as far as running text and tables need it. Where a tag never ends nothing vanishes: the
rest of the file is words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

Kind = Literal["words", "open", "close"]
NONE: Mapping[str, str] = {}
_MARKUP = re.compile(r"<(?:(?P<open>[A-Za-z])|/(?P<close>[A-Za-z])|(?P<comment>!--)|[!?/])")
_NAME = re.compile(r"[^\s/>]+")
_SPACE = re.compile(r"[\s/]*")
_ATTRIBUTE = re.compile(r"(?P<name>[^\s/>][^\s/>=]*)(?:\s*=\s*(?P<value>[^\s>\"'][^\s>]*|(?P<quote>[\"'])|))?")
_COMMENT_END = re.compile(r"-?->|--!>")
_RAW = frozenset({"script", "style", "textarea", "title", "xmp", "noembed", "noframes", "iframe", "plaintext"})
"""Elements in which nothing is a tag but their own end."""
LONGEST_VALUE = 200
"""Code points of an attribute's value that are kept: no more is looked at."""


class Token(NamedTuple):
    """Words, or a tag with its name in lower case; the place, end exclusive.

    `given` holds the attributes of an opening tag, `alone` tells that it ends with a slash.
    """

    kind: Kind
    start: int
    end: int
    name: str = ""
    given: Mapping[str, str] = NONE
    alone: bool = False


def tokens(text: str) -> Iterator[Token]:
    """The words and tags of an HTML text in their order; comments and the insides of scripts are left out."""
    at = first = 0
    while match := _MARKUP.search(text, at):
        token = _tag(text, match) if match["open"] or match["close"] else _left_out(text, match)
        if token is None:
            break
        if first < match.start():
            yield Token("words", first, match.start())
        if token.name:
            yield token
        at = first = _raw_end(text, token) if token.kind == "open" and token.name in _RAW else token.end
    if first < len(text):
        yield Token("words", first, len(text))


def _tag(text: str, match: re.Match[str]) -> Token | None:
    """The tag that begins at a match; None where nothing ends it."""
    kind: Kind = "open" if match["open"] else "close"
    name = _NAME.match(text, match.end() - 1)
    assert name is not None, "a letter begins the name"
    given: dict[str, str] = {}
    at = name.end()
    while True:
        space = _SPACE.match(text, at)
        at = space.end() if space else at
        if text.startswith(">", at):
            return Token(kind, match.start(), at + 1, name[0].lower(), given or NONE, text[at - 1] == "/")
        attribute = _ATTRIBUTE.match(text, at)
        if attribute is None:
            return None
        at, value = attribute.end(), attribute["value"] or ""
        if attribute["quote"]:
            close = text.find(attribute["quote"], at)
            if close >= 0:  # a quote that nothing closes is a character like others
                value, at = text[at : min(close, at + LONGEST_VALUE)], close + 1
        given.setdefault(attribute["name"].lower(), value[:LONGEST_VALUE])


def _left_out(text: str, match: re.Match[str]) -> Token | None:
    """A comment, which may take the rest of the file, a declaration or an instruction; None where nothing ends these."""
    if match["comment"]:
        end = _COMMENT_END.search(text, match.end() - 2 if text.startswith((">", "->"), match.end()) else match.end())
        return Token("open", match.start(), end.end() if end else len(text))
    close = text.find(">", match.end())
    return Token("open", match.start(), close + 1) if close >= 0 else None


def _raw_end(text: str, token: Token) -> int:
    """Where the end tag of a script or a style stands; the end of the file where it has none."""
    close = re.compile(rf"</{token.name}(?=[\s/>])", re.IGNORECASE).search(text, token.end)
    return close.start() if close else len(text)
