"""Suppressions: findings that an author has looked at and lets stand, with the reason, beside the number.

`aicheck: ignore[AIC101] "31 billion billion" quoted from the original` stands in a comment of the document's own syntax
and covers its own line, and the next one where the comment is alone on its line. The words in quotes pin it to the
number: when the number changes, the suppression lapses, and is reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePath
from typing import Literal, NamedTuple

from aicheck.model import Document, Finding, Fix, Place, Severity, Suppressed
from aicheck.spilled import lines
from aicheck.text import LineIndex

UNUSED = ("AIC080", "unused-suppression")
LAPSED = ("AIC081", "lapsed-suppression")
BROKEN = ("AIC082", "broken-suppression")
UNPINNED = ("AIC083", "unpinned-suppression")

_DIRECTIVE = re.compile(
    r"""aicheck: \s* (?P<verb>[\w-]+) \s*
        (?: \[ (?P<codes>[^\]\r\n]*) \] )? \s*
        (?: "(?P<words>[^"\r\n]+)" | “(?P<curly>[^”\r\n]+)” )? \s*
        (?P<reason>.*)""",
    re.VERBOSE | re.DOTALL,
)
_CODE = re.compile(r"[A-Z]+\d*")
_BRACKETS = re.compile(r"aicheck:\s*ignore\s*\[[^\]]*\]")
_SPACE = re.compile(r"\s+")


class Comment(NamedTuple):
    """How a kind of document writes a comment that holds a directive; each pattern has a group `body`."""

    suffixes: tuple[str, ...]
    pattern: re.Pattern[str]


_HASH = re.compile(r"(?:^|(?<=\s))#+[ \t]*(?P<body>aicheck:[^\r\n]*)", re.MULTILINE)
_MARKUP = re.compile(r"<!--\s*(?P<body>aicheck:(?:(?!-->).)*?)\s*-->", re.DOTALL)
COMMENTS: tuple[Comment, ...] = (
    Comment((".md", ".markdown", ".mdown", ".mkd", ".html", ".htm", ".xhtml", ".xml", ".svg"), _MARKUP),
    Comment((".yaml", ".yml", ".csv", ".tsv", ".toml", ".ini", ".cfg", ".conf", ".properties"), _HASH),
    Comment((".tex", ".bib"), re.compile(r"(?<!\\)%+[ \t]*(?P<body>aicheck:[^\r\n]*)")),
    Comment((".rst",), re.compile(r"^[ \t]*\.\.[ \t]+(?P<body>aicheck:[^\r\n]*)", re.MULTILINE)),
    Comment((".adoc", ".asciidoc"), re.compile(r"^//[ \t]*(?P<body>aicheck:[^\r\n]*)", re.MULTILINE)),
)
_PLAIN = re.compile(r"^[ \t]*(?:[#;%]+|//|--)?[ \t]*(?P<body>aicheck:[^\r\n]*)", re.MULTILINE)
"""Plain text has no comments: a line that opens with the directive is one."""
_FENCE = re.compile(r"^ {0,3}(?P<mark>```+|~~~+)[^\n]*$.*?(?:^ {0,3}(?P=mark)[`~]*[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)


class Suppression(NamedTuple):
    """What is let stand: rule codes, or their beginnings, at a place.

    `lines` are the lines covered, empty for all of the document. `words` is the text of the number that it is pinned to,
    empty where it is not pinned. `place` is the directive's own.
    """

    path: str
    codes: tuple[str, ...]
    words: str
    reason: str
    place: Place
    lines: tuple[int, ...] = ()
    where: Literal["document", "settings"] = "document"

    def speaks_of(self, finding: Finding) -> bool:
        """Whether the finding's rule and line are those of the suppression, whatever its number."""
        place = finding.place
        return place.path == self.path and finding.rule.startswith(self.codes) and (not self.lines or place.line in self.lines)

    def covers(self, finding: Finding) -> bool:
        """Whether it lets this finding stand."""
        return self.speaks_of(finding) and (not self.words or _names(_flat(self.words), _flat(finding.place.text)))


class Settled(NamedTuple):
    """What is left to report, findings about the suppressions themselves, and what was set aside."""

    kept: tuple[Finding, ...]
    notes: tuple[Finding, ...]
    suppressed: tuple[Suppressed, ...]


def in_document(document: Document) -> tuple[tuple[Suppression, ...], tuple[Finding, ...]]:
    """The suppressions written in a document, and findings about those that cannot be understood."""
    if not any("aicheck:" in run for _, run in lines(document.text)):
        return (), ()
    suppressions: list[Suppression] = []
    faults: list[Finding] = []
    index = LineIndex(document.text, document.segments)
    for start, end, body in _comments(document):
        made = _read(body, index.place(document.path, start, end), _lines(index, start, end))
        if isinstance(made, Finding):
            faults.append(made)
        else:
            suppressions.append(made)
    return tuple(suppressions), tuple(faults)


def suppress(findings: Sequence[Finding], suppressions: Sequence[Suppression]) -> Settled:
    """Set aside what the suppressions cover, and report those that cover nothing, have lapsed, or are not pinned.

    A finding inside a directive's own text is dropped: the number that a directive quotes is not stated again. Faults of
    the user's files (AIC0xx) are never set aside.
    """
    kept: list[Finding] = []
    aside: list[Suppressed] = []
    used: dict[Suppression, list[Finding]] = {}
    for finding in findings:
        if any(_inside(finding.place, suppression) for suppression in suppressions):
            continue
        found = None if finding.rule.startswith("AIC0") else _covering(finding, suppressions)
        if found is None:
            kept.append(finding)
            continue
        used.setdefault(found, []).append(finding)
        aside.append(Suppressed(finding, found.where, found.reason))
    own = [_told(suppression, kept, used.get(suppression, ())) for suppression in dict.fromkeys(suppressions)]
    return Settled(tuple(kept), tuple(filter(None, own)), tuple(aside))


def _comments(document: Document) -> Iterator[tuple[int, int, str]]:
    suffix = PurePath(document.path).suffix.lower()
    known = next((comment.pattern for comment in COMMENTS if suffix in comment.suffixes), _PLAIN)
    for at, text in lines(document.text[:] if known is _MARKUP else document.text):
        code = [match.span() for match in _FENCE.finditer(text)] if known is _MARKUP else []
        for match in known.finditer(text):
            start, end = match.span()
            quoted = known is _MARKUP and text[start - 1 : start] == "`"
            if not quoted and not any(first <= start < last for first, last in code):
                yield at + start, at + end, match["body"]


def _lines(index: LineIndex, start: int, end: int) -> tuple[int, ...]:
    """The comment's lines, and the next where nothing else stands on them."""
    first, last = index.position(start)[0], index.position(end)[0]
    alone = not index.text[index.line_span(first)[0] : start].strip() and not index.text[end : index.line_span(last)[1]].strip()
    return tuple(range(first, last + 2 if alone else last + 1))


def _read(body: str, place: Place, lines: tuple[int, ...]) -> Suppression | Finding:
    directive = _DIRECTIVE.match(_flat(body))
    if directive is None or directive["verb"] != "ignore" or directive["codes"] is None:
        advice = 'write aicheck: ignore[AIC101] "number" reason'
        return _finding(BROKEN, "warning", "this directive is not understood", place, advice)
    codes = tuple(code.strip() for code in directive["codes"].split(","))
    wrong = [code for code in codes if not _CODE.fullmatch(code)]
    if wrong:
        message = f'"{wrong[0]}" is not a rule code' if wrong[0] else "no rule code stands in the brackets"
        return _finding(BROKEN, "warning", message, place, "write a code such as AIC101, or several with commas between them")
    if not directive["reason"]:
        advice = "write behind the brackets why the number may stand"
        return _finding(BROKEN, "warning", "a suppression needs its reason", place, advice)
    words = directive["words"] or directive["curly"] or ""
    return Suppression(place.path, codes, words, directive["reason"], place, lines)


def _covering(finding: Finding, suppressions: Sequence[Suppression]) -> Suppression | None:
    return next((suppression for suppression in suppressions if suppression.covers(finding)), None)


def _told(suppression: Suppression, kept: Iterable[Finding], covered: Sequence[Finding]) -> Finding | None:
    """The finding about a suppression itself, where there is one to make."""
    place, codes = suppression.place, ", ".join(suppression.codes)
    if covered and suppression.words:
        return None
    if covered:
        message = f"the suppression of {codes} does not name its number, so it outlives a change of it"
        return _finding(UNPINNED, "info", message, place, "write the number in quotes behind the brackets", _pin(place, covered))
    other = next((finding for finding in kept if suppression.speaks_of(finding)), None)
    if other is not None:
        message = f'the suppression of {codes} covers "{suppression.words}", but the number is now "{other.place.text}"'
        return _finding(LAPSED, "warning", message, place, "look at the new number, then correct or remove the suppression")
    return _finding(UNUSED, "warning", f"the suppression of {codes} covers no finding", place, "remove it")


def _pin(place: Place, covered: Sequence[Finding]) -> Fix | None:
    """The directive with its number in quotes, where it covers one that quotes can hold."""
    numbers = {_flat(finding.place.text) for finding in covered}
    number = numbers.pop()
    if numbers or '"' in number or not number:
        return None
    pinned = _BRACKETS.sub(lambda brackets: f'{brackets[0]} "{number}"', place.text, count=1)
    return Fix(place, pinned, "the suppression then lapses when the number changes")


def _finding(
    kind: tuple[str, str], severity: Severity, message: str, place: Place, advice: str, fix: Fix | None = None
) -> Finding:
    return Finding(*kind, severity, message, place, fix=fix, help=advice)


def _names(words: str, number: str) -> bool:
    """Whether words are those of a number, perhaps with its noun: `12 ships` names `12`, and `112 ships` does not."""
    before, found, after = words.partition(number)
    return bool(found) and not any(char.isdigit() for char in before + after)


def _inside(place: Place, suppression: Suppression) -> bool:
    own = suppression.place
    return suppression.where == "document" and place.path == own.path and own.start <= place.start and place.end <= own.end


def _flat(text: str) -> str:
    return _SPACE.sub(" ", text).strip()
