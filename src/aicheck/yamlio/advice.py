"""A parser's complaint in plain words: what is wrong at this place, and what to do.

The two parsers of PyYAML, in C and in Python, word their complaints differently; what is told here depends on the text
and on the part of the wording that they share, so that a finding is the same with either.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from aicheck.model import Finding
from aicheck.yamlio import faults
from aicheck.yamlio.faults import fault_finding
from aicheck.yamlio.nodes import Source

_TAB = re.compile(r"^[ ]*\t[ \t]*(?=\S)", re.MULTILINE)
_VALUE = re.compile(r"[ ]*(?:-[ ]+)*(?:[^\s:\"'#{}\[\],&*][^:\n]*:[ \t]+|(?<=- ))(?=\S)")
_NO_SPACE = re.compile(r"[ ]*(?:- +)*([\w-]+(?::(?=[^\s:/])|：)[^\n]*)")
_INDENT = "items of one list and keys of one mapping stand in the same column"


class _Error(NamedTuple):
    """A parser's complaint: where, in a structure opened where, in a piece of the text that ends where."""

    source: Source
    at: int
    opened: int | None
    problem: str
    end: int

    @property
    def text(self) -> str:
        return self.source.lines.text[:]

    @property
    def line(self) -> int:
        """Where the line begins."""
        return self.text.rfind("\n", 0, self.at) + 1

    @property
    def last(self) -> int:
        """Where the last line with content before the place begins."""
        return self.text.rfind("\n", 0, len(self.text[: self.line].rstrip())) + 1

    def finding(self, start: int, message: str, help: str, end: int | None = None) -> Finding:
        stop = _line_end(self.text, start) if end is None else end
        return fault_finding(faults.SYNTAX, message, self.source.place(start, max(start, stop)), help=help)


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
        "add the missing comma or closing bracket; text that holds brackets or commas stands in quotes",
        True,
    ),
    _Complaint(("cannot start any token",), "a value may not start with {char}", "put the value in quotes: {value}"),
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
    error = _Error(source, min(at, end, len(source.lines.text)), opened, problem, end)
    for diagnosis in _DIAGNOSES:
        finding = diagnosis(error)
        if finding is not None:
            return finding
    complaint = next(known for known in _COMPLAINTS if any(words in problem for words in known.words))
    begin = opened if complaint.opened and opened is not None else error.at
    char, value = error.text[begin : begin + 1].strip() or "the end of the line", _in_quotes(error.text, begin)
    return error.finding(begin, complaint.message.format(char=char, value=value), complaint.help.format(char=char, value=value))


def _tab(error: _Error) -> Finding | None:
    """A tab that indents the line, or the next one with content."""
    line = error.line
    for _ in range(2):
        match = _TAB.match(error.text, line)
        if match is not None:
            start = error.text.index("\t", line)
            return error.finding(start, "a tab in the indentation", "indent with spaces only; YAML forbids tabs", match.end())
        line = _line_end(error.text, line) + 1
    return None


def _directive(error: _Error) -> Finding | None:
    for line in (error.line, error.last):
        if error.text.startswith("%", line):
            help = "quote the value if it begins with %; directives are not read"
            return error.finding(line, "a line may not begin with %", help)
    return None


def _unclosed_quote(error: _Error) -> Finding | None:
    """A quote that runs to the end of the piece, or up to the next quote, lines below."""
    text, begin = error.text, None
    if "end of stream" in error.problem or "document indicator" in error.problem:
        begin = error.opened if error.opened is not None and text[error.opened : error.opened + 1] in ("'", '"') else None
        if begin is None:
            return error.finding(error.at, "the text ends in the middle of a value", "close what was opened", error.at)
    elif "expected" in error.problem and text[error.at - 1 : error.at] in ("'", '"'):
        mark = text[error.at - 1]
        if text.count(mark, error.line, error.at) % 2 and text.count(mark, error.last, error.line) % 2:
            begin = text.rfind(mark, error.last, error.line)  # this line closes what that one opened
    if begin is None:
        return None
    help = f"add the closing {text[begin]}"
    if text[begin] == "'":
        help += "; an apostrophe inside single quotes is written twice, or use double quotes"
    return error.finding(begin, f"the quote {text[begin]} is not closed", help)


def _half_quoted(error: _Error) -> Finding | None:
    """A value that begins with a quote, bracket or > and goes on behind it: `"a" == b`, `{a} to {b}`, `> 5`."""
    start = _value_start(error)
    known = ("expected '-'", "block end", "expected key", "comment or")
    if start is None or start >= error.at or not any(words in error.problem for words in known):
        return None
    first = error.text[start]
    if first not in "\"'{[>|":
        return None
    help = f"put the whole value in quotes: {_in_quotes(error.text, start)}"
    if first == "'":
        help = "write an apostrophe inside single quotes twice, or put the value in double quotes"
    return error.finding(start, f"the value begins with {first} and goes on behind what that opens", help)


def _second_colon(error: _Error) -> Finding | None:
    """A colon where no key may stand: a value with a colon in it, or a line that is indented too deep."""
    if "mapping values are not allowed" not in error.problem:
        return None
    before = error.text[error.line : error.at]
    colon = re.search(r":[ \t]+", before)
    if colon is not None:
        start = error.line + colon.end()
        help = f"put the value in quotes: {_in_quotes(error.text, start)}"
        return error.finding(start, "a second colon on this line", help)
    missing = _NO_SPACE.match(error.text, error.last)
    if missing is not None and missing.end(1) <= error.line:
        return error.finding(missing.start(1), "no space after the colon", "write key: value", missing.end(1))
    message = "this key is indented deeper than the keys beside it, or the value above it is not closed"
    return error.finding(error.line + len(before) - len(before.lstrip()), message, _INDENT, error.at)


def _unfinished(error: _Error) -> Finding | None:
    if "node content" not in error.problem or error.text[error.at : error.end].strip():
        return None
    line = error.source.lines.position(max(len(error.text[: error.at].rstrip()) - 1, 0))[0]
    start, stop = error.source.lines.line_span(line)
    start += len(error.text[start:stop]) - len(error.text[start:stop].lstrip())
    return error.finding(start, "a value is not finished here", "close the bracket, or write the value", stop)


def _no_name(error: _Error) -> Finding | None:
    """A * or & that begins neither alias nor anchor: a list item with the wrong sign, or text."""
    if "alphabetic or numeric" not in error.problem:
        return None
    at = error.at - 1 if error.text[error.at - 1 : error.at] in ("*", "&") else error.at
    help = "begin list items with -, and put a value that begins with * or & in quotes"
    return error.finding(at, "* and & begin an alias or an anchor, and no name follows", help)


def _escape(error: _Error) -> Finding | None:
    """An unknown escape: one parser points at the backslash, the other behind it."""
    if "escape" not in error.problem:
        return None
    at = error.at - 1 if error.text[error.at - 1 : error.at] == "\\" else error.at
    help = "use single quotes, in which a backslash is only a backslash"
    return error.finding(at, "an unknown escape after the backslash", help)


_DIAGNOSES: tuple[Callable[[_Error], Finding | None], ...] = (
    _tab, _directive, _unclosed_quote, _half_quoted, _second_colon, _unfinished, _no_name, _escape,
)  # fmt: skip


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _value_start(error: _Error) -> int | None:
    """Where the value of the line begins, behind its key and dashes."""
    match = _VALUE.match(error.text, error.line, error.at)
    return match.end() if match is not None else None


def _in_quotes(text: str, at: int) -> str:
    value = text[at : _line_end(text, at)].split(" #")[0].strip()
    mark = "'" if "'" not in value else '"'
    return f"{mark}{value}{mark}"
