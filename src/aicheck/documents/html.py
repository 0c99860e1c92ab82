"""HTML: the running text and the tables of a page.

Tags stay in the text, so lines are the file's own. Entities in running text are decoded, since they may be a sign, a
currency or a dash; on such lines a column counts an entity as one character, and the origin says so. Scripts, styles,
code and what is marked hidden are left out. A table with one column, or with tables inside it, is layout: its words are
running text. Source: WHATWG HTML; elements that are not known stand inside a sentence, as those of inline XBRL do.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from itertools import pairwise
from typing import NamedTuple

from aicheck.documents.markup import Token, tokens
from aicheck.documents.parsed import Parsed, Refused
from aicheck.documents.rewritten import Rewritten
from aicheck.documents.tables import CAPTION_REACH, LEAVE_OUT, MOST_CELLS, rectangle
from aicheck.model import Cell, Segment, Table

MOST_SPANNED = 100
"""Columns or rows that one cell may cover; more is a fault of the page."""
ENTITIES = "columns count an entity as one character"
_ENTITY = re.compile(r"&(?:#[xX]?[0-9A-Fa-f]{1,10}|[A-Za-z][A-Za-z0-9]{0,40});?")
_WORD = re.compile(r"[\w:]+")
_PHRASING = frozenset(_WORD.findall("code del kbd samp var"))
"""Left out inside a sentence; such a tag that nobody closes ends with its paragraph."""
_HIDDEN = _PHRASING.union(
    _WORD.findall(
        "script style template noscript noembed noframes head title pre xmp svg math textarea select object iframe ix:header"
    )
)
_BLOCKS = frozenset(
    _WORD.findall(
        """address article aside blockquote body br caption center col colgroup dd details dialog dir div dl dt fieldset
        figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main menu nav ol
        optgroup option p plaintext search section summary table tbody td tfoot th thead tr ul"""
    )
)
_VOID = frozenset(_WORD.findall("area base br col embed hr img input link meta source track wbr"))
_UNSEEN = re.compile(r"(?:\A|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_MARK = re.compile(r"(?:<a\b[^<>]*>)?[\s(\[]*(?:\d{1,2}|[a-z*†‡§#])[\s)\]]*<", re.IGNORECASE)
_NOWHERE: list[tuple[int, int]] = []


def parse(text: str) -> Parsed:
    """The running text and the tables of an HTML text."""
    page = _Page(text)
    for token in tokens(text):
        page.take(token)
    page.finish()
    return _decoded(page)


class _Field(NamedTuple):
    """A cell as written: the passages of its words, and how many columns and rows it covers."""

    words: list[tuple[int, int]]
    across: int
    down: int


class _Grid:
    """A table that is being read; `layout` tells that another table stands inside it."""

    def __init__(self, caption: str, start: int) -> None:
        self.rows: list[list[_Field]] = []
        self.caption = caption
        self.start = start
        self.layout = False
        self.within: list[tuple[int, int]] | None = None

    def laid_out(self) -> list[list[list[tuple[int, int]]]]:
        """The cells row by row and column by column; what a cell covers beyond its own place is empty.

        Raises: Refused where they are too many.
        """
        taken: dict[int, int] = {}
        rows: list[list[list[tuple[int, int]]]] = []
        held = 0
        for fields in self.rows:
            row: list[list[tuple[int, int]]] = []
            below = {column: left - 1 for column, left in taken.items() if left > 1}
            for field in fields:
                while taken.get(len(row), 0) > 0:
                    row.append(_NOWHERE)
                below.update((len(row) + step, field.down - 1) for step in range(field.across) if field.down > 1)
                row.append(field.words)
                row.extend(_NOWHERE for _ in range(field.across - 1))
            taken = below
            rows.append(row)
            held += len(row)
            if held > MOST_CELLS:
                raise Refused(f"has a table that covers more than the limit of {MOST_CELLS:,} cells", LEAVE_OUT)
        return rows


class _Page:
    """Takes the tokens in order and keeps places in the source; entities are decoded at the end."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.prose: list[tuple[int, int]] = []
        self.grids: list[tuple[_Grid, int]] = []
        self.entities: list[tuple[int, int, str]] = []
        self._hidden = ""
        self._depth = 0
        self._block: list[tuple[int, int]] = []
        self._last = ""
        self._open: list[_Grid] = []

    def take(self, token: Token) -> None:
        """The next token."""
        if token.kind == "open":
            self._begin(token)
        elif token.kind == "close":
            self._end(token)
        elif not self._hidden:
            self._read(token.start, token.end)

    def _begin(self, token: Token) -> None:
        inline = token.name not in _BLOCKS
        if self._hidden:
            if self._hidden not in _PHRASING or inline:
                self._depth += token.name == self._hidden and not token.alone
                return
            self._hidden = ""  # code that nobody closed ends with its paragraph
        if token.name not in _VOID and (token.name in _HIDDEN or _is_hidden(token.given)):
            if not (token.alone and inline):
                self._hidden, self._depth = token.name, 1
        elif token.name == "sup":
            if self._open and self._open[-1].within is not None and _MARK.match(self.source, token.end):
                self._hidden, self._depth = "sup", 1  # a footnote mark in a cell is no part of its number
        elif not inline:
            self._end_block()
            self._open_part(token)

    def _end(self, token: Token) -> None:
        if self._hidden:
            self._depth -= token.name == self._hidden
            self._hidden = self._hidden if self._depth > 0 else ""
        elif token.name in _BLOCKS:
            self._end_block()
            if self._open and token.name == "table":
                self._end_table(token.start)
            elif self._open and token.name in ("td", "th", "tr"):
                self._open[-1].within = None

    def _read(self, start: int, end: int) -> None:
        """Words, with the entities among them."""
        for match in _ENTITY.finditer(self.source, start, end):
            decoded = html.unescape(match.group())
            if decoded != match.group():
                self.entities.append((*match.span(), "\u00a0" if decoded.isspace() else decoded))
        if self._block and self._block[-1][1] == start:
            start = self._block.pop()[0]
        self._block.append((start, end))

    def finish(self) -> None:
        """What is open at the end of the file ends there."""
        self._end_block()
        while self._open:
            self._end_table(len(self.source))

    def _open_part(self, token: Token) -> None:
        if token.name == "table":
            for grid in self._open[-1:]:
                grid.layout = True
            self._open.append(_Grid(self._last if len(self._last) <= CAPTION_REACH else "", token.start))
        elif self._open and token.name == "tr":
            self._open[-1].rows.append([])
            self._open[-1].within = None
        elif self._open and token.name in ("td", "th"):
            grid = self._open[-1]
            if not grid.rows:
                grid.rows.append([])
            grid.within = []
            grid.rows[-1].append(_Field(grid.within, _span(token.given.get("colspan")), _span(token.given.get("rowspan"))))

    def _end_table(self, end: int) -> None:
        grid = self._open.pop()
        self.grids.append((grid, end))
        self._last = ""
        fields = [field.words for row in grid.rows for field in row]
        if grid.layout or max((sum(bool(field.words) for field in row) for row in grid.rows), default=0) < 2:
            self.prose.extend(span for words in fields for span in words)
            self.grids.pop()

    def _end_block(self) -> None:
        """Words up to here belong together; they go to the cell that is open, else to the running text."""
        block, self._block = self._block, []
        while block and not self.source[slice(*block[0])].strip():
            block.pop(0)
        while block and not self.source[slice(*block[-1])].strip():
            block.pop()
        if not block:
            return
        first, last = self.source[slice(*block[0])], self.source[slice(*block[-1])]
        block[0] = (block[0][1] - len(first.lstrip()), block[0][1])
        block[-1] = (block[-1][0], block[-1][0] + len(last.rstrip()) if len(block) > 1 else block[0][0] + len(first.strip()))
        grid = self._open[-1] if self._open else None
        if grid is not None and grid.within is not None:
            grid.within.extend(block)
            return
        self.prose.extend(block)
        self._last = " ".join(html.unescape("".join(self.source[slice(*span)] for span in block)).split())
        if grid is not None:
            grid.caption = self._last


def _is_hidden(given: Mapping[str, str]) -> bool:
    """Whether the attributes hide an element from those who look at the page, or mark it as decoration."""
    return "hidden" in given or given.get("aria-hidden") == "true" or bool(_UNSEEN.search(given.get("style", "")))


def _span(given: str | None) -> int:
    """The number of columns or rows that a cell covers."""
    return min(int(given), MOST_SPANNED) if given and given.isascii() and given.isdigit() and int(given[:4]) > 0 else 1


def _decoded(page: _Page) -> Parsed:
    """What a parsed file holds: entities decoded, places moved with them."""
    after = Rewritten(page.source, page.entities)
    text, moved = after.text, after.moved
    segments: list[Segment] = []
    for start, _, _ in page.entities:
        first, last = text.rfind("\n", 0, moved(start)) + 1, text.find("\n", moved(start))
        if not segments or segments[-1].start != first:
            segments.append(Segment(first, last if last >= 0 else len(text), "entities", ENTITIES))
    tables = []
    for grid, end in page.grids:
        empty = Cell("", moved(grid.start), moved(grid.start))
        laid_out = grid.laid_out()
        cells = [[_cell(text, [(moved(a), moved(b)) for a, b in at]) if at else empty for at in row] for row in laid_out]
        tables.append(Table(rectangle(cells), empty.start, moved(end), grid.caption))
    prose = tuple(sorted((moved(start), moved(end)) for start, end in page.prose))
    return Parsed(text, prose, tuple(sorted(tables, key=lambda table: table.start)), tuple(segments))


def _cell(text: str, words: list[tuple[int, int]]) -> Cell:
    """The cell of some passages. Tags between them are blanks, so that numbers keep their place; labels close up."""
    gaps = [" " * (b[0] - a[1]) for a, b in pairwise(words)]
    written = "".join(text[start:end] + gap for (start, end), gap in zip(words, [*gaps, ""], strict=True))
    if any(character.isalpha() for character in written):
        written = " ".join(written.split())
    return Cell(written, words[0][0], words[-1][1])
