"""The values of a tree of nodes (JSON, YAML) as a document: texts are running text, numbers stand for themselves.

A list of records with plain values is a table under their keys, and a list of lists is a table; `null` is an empty cell. The
origin of a value is the way to it: `regions[2].sales`. Escapes are decoded, since a file may write all its Chinese with them;
on such a line a column counts an escape as one character. Lines of a text of several lines keep their places.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from aicheck.documents.parsed import Parsed
from aicheck.documents.rewritten import Rewritten
from aicheck.documents.tables import CAPTION_REACH, is_prose, rectangle
from aicheck.model import Cell, Segment, Table
from aicheck.yamlio import Mapping, Node, Scalar, Sequence

Escapes = Callable[[str, int, int], Iterable[tuple[int, int, str]]]
"""From a text and the place of a scalar in it to what its escapes stand for: (start, end, characters)."""
BREAK = "\v"
"""Stands for an escaped line break: it parts passages, and is no line break, so that lines stay the file's."""
_NOTHING = frozenset({"null", "true", "false", "~", ""})
_LINE = re.compile(rf"[^\r\n{BREAK}]+")
_WORD = re.compile(r"[^\W\d]\w*\Z")
_JOINT = re.compile(r"(?<=[^\W_])_+(?=[^\W_])")
_BLOCK = re.compile(r"[|>][-+\d]*[ \t]*(?:#[^\r\n]*)?(?:\r\n|\r|\n)")
Row = list[Scalar | None]


def parsed(text: str, root: Node, escapes: Escapes) -> Parsed:
    """What the tree of a text holds; the starts and ends of its nodes are places in the text."""
    values = list(_values(root, ""))
    scalars = sorted({id(value): value for _, value in values}.values(), key=lambda value: value.start)
    after = Rewritten(text, (passage for value in scalars for passage in escapes(text, value.start, value.end)))
    places = {id(value): _passages(after.text, after.moved(value.start), after.moved(value.end)) for value in scalars}
    tables = [made for path, node in _lists(root, "") if (made := _table(after, places, path, node))]
    tabulated = {cell.start for table in tables for row in table.rows for cell in row if cell.text and not is_prose(cell.text)}
    prose: list[tuple[int, int]] = []
    segments: list[Segment] = []
    for path, value in values:
        passages = places.get(id(value))
        if not passages or (segments and passages[0][0] < segments[-1].end):
            continue  # an alias in YAML leads to a value that stands earlier
        segments.append(Segment(passages[0][0], passages[-1][1], "value", path))
        if passages[0][0] not in tabulated and not _is_nothing(value):
            prose += passages
    return Parsed(after.text, tuple(prose), tuple(sorted(tables, key=lambda table: table.start)), tuple(segments))


def _values(node: Node, path: str) -> Iterator[tuple[str, Scalar]]:
    """The scalars of a tree with the ways to them; keys are none."""
    if isinstance(node, Scalar):
        yield path or "the whole", node
    elif isinstance(node, Sequence):
        for at, item in enumerate(node.items):
            yield from _values(item, f"{path}[{at}]")
    else:
        for key, value in node.entries:
            yield from _values(value, _below(path, key.text))


def _lists(node: Node, path: str) -> Iterator[tuple[str, Sequence]]:
    """The lists of a tree with the ways to them, those inside a table not."""
    if isinstance(node, Sequence):
        yield path, node
        if not _rows(node):
            for at, item in enumerate(node.items):
                yield from _lists(item, f"{path}[{at}]")
    elif isinstance(node, Mapping):
        for key, value in node.entries:
            yield from _lists(value, _below(path, key.text))


def _below(path: str, key: str) -> str:
    if not _WORD.match(key):
        return f'{path}["{key}"]'
    return f"{path}.{key}" if path else key


def _rows(node: Sequence) -> list[Row]:
    """The rows of a list that is a table: records of plain values under a row of their keys, or lists of plain values."""
    items = node.items
    if len(items) < 2:
        return []
    if all(isinstance(item, Mapping) for item in items):
        return _records([item for item in items if isinstance(item, Mapping)])
    lists = [item for item in items if isinstance(item, Sequence) and len(item) > 1]
    plain: list[Row] = [[each for each in item.items if isinstance(each, Scalar)] for item in lists]
    whole = all(len(row) == len(item) for row, item in zip(plain, lists, strict=True))
    return plain if len(lists) == len(items) and whole else []


def _records(items: list[Mapping]) -> list[Row]:
    """The keys of the first record, and the values of all; nothing where one has a key that the first has not."""
    keys = {key.text: key for key, _ in items[0].entries}
    if len(keys) < 2:
        return []
    rows: list[Row] = [list(keys.values())]
    for item in items:
        values = {key.text: value for key, value in item.entries if isinstance(value, Scalar)}
        if len(values) < len(item.entries) or not values.keys() <= keys.keys():
            return []
        rows.append([values.get(key) for key in keys])
    return rows


def _table(after: Rewritten, places: dict[int, list[tuple[int, int]]], path: str, node: Sequence) -> Table | None:
    rows = _rows(node)
    if not rows:
        return None
    start, end = after.moved(node.start), after.moved(node.end)
    cells: list[list[Cell]] = []
    for row in rows:
        made: list[Cell] = []
        for value in row:
            at = made[-1].end if made else cells[-1][-1].end if cells else start
            passages = [] if value is None or _is_nothing(value) else places.get(id(value)) or _key(after, value)
            words = " ".join(" ".join(after.text[a:b] for a, b in passages).split())
            made.append(Cell(words, passages[0][0], passages[-1][1]) if passages else Cell("", at, at))
        cells.append(made)
    caption = _JOINT.sub(" ", path.rpartition(".")[2])[-CAPTION_REACH:]
    return Table(rectangle(cells), start, end, caption)


def _key(after: Rewritten, key: Scalar) -> list[tuple[int, int]]:
    """The passages of a key, which is no value and so was not looked at yet."""
    return _passages(after.text, after.moved(key.start), after.moved(key.end))


def _is_nothing(value: Scalar) -> bool:
    return not value.quoted and value.text.lower() in _NOTHING


def _passages(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The words of a scalar, without its quotes: a passage for each line, which holds the line break that it runs on over.

    A blank line and an escaped line break part two passages of which none runs on.
    """
    block = _BLOCK.match(text, start, end)
    quote = text[start : start + 1]
    if block:
        start = block.end()
    elif quote in ("'", '"') and end - start > 1:
        start, end = start + 1, end - (text[end - 1] == quote)
    found: list[tuple[int, int]] = []
    for match in _LINE.finditer(text, start, end):
        words = match.group().strip()
        if not words:
            continue
        first = match.start() + match.group().index(words)
        if found and (gap := text[found[-1][1] : first]) and BREAK not in gap and not gap.strip() and _breaks(gap) == 1:
            found[-1] = (found[-1][0], first - len(gap) + len(gap.rstrip(" \t")))
        found.append((first, first + len(words)))
    return found


def _breaks(gap: str) -> int:
    return gap.replace("\r\n", "\n").replace("\r", "\n").count("\n")
