"""A parser's complaint in plain words: what is wrong at this place, and what to do.

The two parsers of PyYAML, in C and in Python, word their complaints differently; what is told here depends on the text
and on the part of the wording that they share, so that a finding is the same with either.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from aicheck.model import Finding
from aicheck.yamlio import faults
from aicheck.yamlio.faults import fault_finding
from aicheck.yamlio.nodes import Source

_TAB = re.compile(r"^[ ]*\t[ \t]*(?=\S)", re.MULTILINE)
_INDENT = "items of one list and keys of one mapping stand in the same column"
_COLON = "put the value in quotes: a colon followed by a space starts a new key"


class _Complaint(NamedTuple):
    """Words of the parsers, what they mean to a user, what to do; `opened`: shown where the structure was opened."""

    words: tuple[str, ...]
    message: str
    help: str
    opened: bool = False


_COMPLAINTS: tuple[_Complaint, ...] = (
    _Complaint(
        ("',' or ']'", "',' or '}'"),
        "the bracket {char} is not closed, or a comma is missing in it",
        "add the missing comma or closing bracket",
        True,
    ),
    _Complaint(("cannot start any token",), "a value may not start with {char}", "put the value in quotes: {value}"),
    _Complaint(
        ("escape",),
        "an unknown escape after the backslash",
        "use single quotes, in which a backslash is only a backslash",
    ),
    _Complaint(
        ("could not find expected ':'",),
        "a key without a colon, or a value at the wrong indentation",
        "write key: value with a space after the colon, and - item with a space after the dash",
        True,
    ),
    _Complaint(
        ("sequence entries are not allowed",),
        "a list may not start behind a key on the same line",
        "put the first item on the next line, or write [a, b]",
    ),
    _Complaint(("expected '-'", "block end", "expected key"), "this does not fit the indentation of the lines above", _INDENT),
    _Complaint(("node content",), "unexpected {char}", "put the value in quotes if it is text"),
    _Complaint(("",), "this is not YAML", "check the quotes, brackets and indentation around here"),
)


def explain(source: Source, at: int, opened: int | None, problem: str, end: int) -> Finding:
    """The finding of a syntax error met at offset `at`, in a structure that was opened at `opened`."""
    text = source.lines.text
    at = min(at, end, len(text))
    tab = _tab_near(text, at)
    if tab is not None:
        return _finding(source, *tab, "a tab in the indentation", "indent with spaces only; YAML forbids tabs")
    directive = _directive_near(text, at)
    if directive is not None:
        help = "quote the value if it begins with %; directives are not read"
        return _finding(source, directive, _line_end(text, directive), "a line may not begin with %", help)
    if "end of stream" in problem or "document indicator" in problem:
        return _unclosed_quote(source, at, opened)
    if "mapping values are not allowed" in problem:
        return _second_colon(source, at)
    if "node content" in problem and not text[at:end].strip():
        line = source.lines.position(max(len(text[:at].rstrip()) - 1, 0))[0]
        start, stop = source.lines.line_span(line)
        start += len(text[start:stop]) - len(text[start:stop].lstrip())
        return _finding(source, start, stop, "a value is not finished here", "close the bracket, or write the value")
    if "escape" in problem and text[at - 1 : at] == "\\":
        at -= 1  # one parser points at the backslash, the other behind it
    complaint = next(known for known in _COMPLAINTS if any(words in problem for words in known.words))
    begin = opened if complaint.opened and opened is not None else at
    char, value = text[begin : begin + 1].strip() or "the end of the line", _in_quotes(text, begin)
    message, help = complaint.message.format(char=char, value=value), complaint.help.format(char=char, value=value)
    return _finding(source, begin, _line_end(text, begin), message, help)


def _finding(source: Source, start: int, end: int, message: str, help: str) -> Finding:
    return fault_finding(faults.SYNTAX, message, source.place(start, max(start, end)), help=help)


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _tab_near(text: str, at: int) -> tuple[int, int] | None:
    """The tab that indents the line at an offset or the next one with content."""
    line = text.rfind("\n", 0, at) + 1
    for _ in range(2):
        match = _TAB.match(text, line)
        if match is not None:
            start = text.index("\t", line)
            return start, match.end()
        line = _line_end(text, line) + 1
        if line >= len(text):
            break
    return None


def _directive_near(text: str, at: int) -> int | None:
    """A % at the start of the line at an offset, or of the last line with content before it."""
    for line in (text.rfind("\n", 0, at) + 1, text.rfind("\n", 0, len(text[:at].rstrip())) + 1):
        if text.startswith("%", line):
            return line
    return None


def _unclosed_quote(source: Source, at: int, opened: int | None) -> Finding:
    text = source.lines.text
    begin = opened if opened is not None and text[opened : opened + 1] in ("'", '"') else at
    mark = text[begin : begin + 1]
    if mark not in ("'", '"'):
        return _finding(source, at, at, "the text ends in the middle of a value", "close what was opened")
    help = f"add the closing {mark}"
    if mark == "'":
        help += "; an apostrophe inside single quotes is written twice, or use double quotes"
    return _finding(source, begin, _line_end(text, begin), f"the quote {mark} is not closed", help)


def _second_colon(source: Source, at: int) -> Finding:
    """A colon where no key may stand: a value with a colon in it, or a line that is indented too deep."""
    text = source.lines.text
    line, _ = source.lines.position(at)
    start, end = source.lines.line_span(line)
    before = text[start:at]
    colon = re.search(r":[ \t]+", before)
    if colon is not None:
        return _finding(source, start + colon.end(), end, "a second colon on this line", _COLON)
    return _finding(
        source,
        start + len(before) - len(before.lstrip()),
        at,
        "this key is indented deeper than the keys beside it, or the value above it is not closed",
        _INDENT,
    )


def _in_quotes(text: str, at: int) -> str:
    value = text[at : _line_end(text, at)].split(" #")[0].strip()
    mark = "'" if "'" not in value else '"'
    return f"{mark}{value}{mark}"
