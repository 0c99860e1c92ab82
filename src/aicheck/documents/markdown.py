"""Markdown: which parts of the file are running text, and its tables.

The text stays the file's own, so offsets, lines and columns are the file's. Blocks come from markdown-it with its line
maps; inside a block the marks that hide numbers (code, link targets, tags, comments) and emphasis are found here, since
markdown-it gives no columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

from aicheck.documents.tables import markdown_tables as tables

__all__ = ["prose", "tables"]

Spans = tuple[tuple[int, int], ...]

_FRONT_MATTER = re.compile(
    r"(---|\+\+\+)[ \t]*(?:\r\n|\r|\n)(?:[ \t]*[\w\"'#-][^\r\n]*(?:\r\n|\r|\n).*?)??\1[ \t]*(?:\r\n|\r|\n|\Z)", re.DOTALL
)
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_HIDDEN = re.compile(
    r"""
      (?P<ticks>(?<!`)`+(?!`)) .+? (?<!`)(?P=ticks)(?!`)        # code span
    | (?<![\\$\d])\$\$(?![$\d]) [^$]+ (?<!\\)\$\$              # displayed mathematics
    | (?<![\\$\w])\$(?:(?=\d)(?=[^$\r\n]*(?:\\[A-Za-z]|\^))|(?=[^\d\s])(?=[^$\r\n]*[\\^_={}<>]|[A-Za-z]\$))
      [^$\r\n]+(?<![\s\\])\$(?![\w$])                         # mathematics in a line, by its signs: `$5 and $10` is money
    | <!-- .*? (?:-->|\Z)                                       # comment
    | <(?:script|style)\b .*? </(?:script|style)>               # not for readers
    | </?[A-Za-z][^<>]*>                                        # tag, autolink
    | !?\[ (?=[^\[\]]*\][(\[])                                   # opening of a link: its words are read
    | \](?: \( [^()\s]* (?:\([^()]*\)[^()\s]*)* (?:\s+(?:"[^"]*"|'[^']*'))? \s*\)   # its target and title
          | \[[^\[\]]*\] )
    | \\ (?=[!-/:-@\[-`{-~])                                    # the backslash of an escape
    | &(?:nbsp|ensp|emsp|thinsp);                               # spaces
    | \[\^[^\]\s]+\]                                            # footnote mark
    | (?:https?|ftp)://[^\s<>()]+                               # bare address
    | (?<![\w*])\*{1,3}(?=[^\s*]) | (?<=[^\s*])\*{1,3}(?![\w*]) # emphasis
    | \*\*
    | (?<!\w)_{1,3}(?=[^\s_]) | (?<=[^\s_])_{1,3}(?!\w)
    """,
    re.DOTALL | re.VERBOSE,
)


def prose(text: str) -> Spans:
    """The running text of a Markdown file: paragraphs, headings, list items, quotes and the words of links.

    Front matter, code, link targets, tags, comments, tables and link definitions are left out. Between two spans of one
    block stands no line break; between two blocks there is always one.
    """
    front = _FRONT_MATTER.match(text)
    body = front.end() if front else 0
    lines = [match.span() for match in _LINE.finditer(text, body) if match.start() < len(text)]
    found: list[tuple[int, int]] = []
    for first, last, content in _blocks(text[body:]):
        pieces = _block_pieces(text, lines[first:last], content)
        found.extend(_visible(text, pieces))
    return tuple(found)


def _blocks(body: str) -> Iterator[tuple[int, int, str]]:
    """(first line, line after the last, content) of each block that holds running text."""
    in_table = False
    for token in _parser().parse(body):
        if token.type in ("table_open", "table_close"):
            in_table = token.type == "table_open"
        elif token.map and not in_table and token.type in ("inline", "html_block"):
            yield token.map[0], token.map[1], token.content


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # 40 ms: only where a Markdown file is read

    parser = MarkdownIt("commonmark").enable("table")
    parser.core.ruler.disable(["inline"])
    return parser


def _block_pieces(text: str, lines: list[tuple[int, int]], content: str) -> list[tuple[int, int]]:
    """The content's lines in the file, without list bullets and quote marks; a piece ends after its line break."""
    pieces: list[tuple[int, int]] = []
    stop = 0
    written = content.split("\n")
    for (start, end), words in zip(lines, written, strict=False):
        words = words.strip()
        at = text.rfind(words, start, end)
        if words and at >= 0:
            pieces.append((at, end))
            stop = at + len(words)
    if pieces:
        pieces[-1] = (pieces[-1][0], stop)
    return pieces


def _visible(text: str, pieces: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The pieces of one block without what is hidden in it; pieces that touch are joined."""
    if not pieces:
        return
    begin, stop = pieces[0][0], pieces[-1][1]
    holes = [(a[1], b[0]) for a, b in pairwise(pieces) if a[1] < b[0]]
    holes += [match.span() for match in _HIDDEN.finditer(text, begin, stop)]
    at = begin
    for start, end in sorted(holes):
        if start > at:
            yield at, start
        at = max(at, end)
    if at < stop:
        yield at, stop
