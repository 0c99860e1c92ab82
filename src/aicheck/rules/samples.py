"""The samples of a rule's tests: a text, several documents, or claims, with the expected findings in `[[...]]`.

- The plant cost [[12 million million dollars]].               a text; Markdown, so that it may hold a table
- - {subject: Acme, metric: revenue, stated: "41 million"}     claims: a list of mappings
- {text: ..., language: zh, fix: 12 million dollars}           more of a text; `fix` is the replacement that is proposed
- {documents: {a.md: ..., b.md: ...}, claims: [...]}           several documents, and claims beside them
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple, cast

from aicheck.model import Change, Claim, Finding, Quantity, Reading
from aicheck.rules.matching import Facts
from aicheck.rules.rule import BAD_TEST
from aicheck.text import LineIndex
from aicheck.yamlio import Fields, Mapping, Node, Scalar, Sequence, fault_finding, quoted

SAMPLE_KEYS = ("text", "documents", "claims", "language", "fix")
PATH = "sample.md"
_CLAIMS_PATH = "claims"
_KEYS = ("subject", "metric", "period", "scope", "role", "document", "id")


class Mark(NamedTuple):
    """Where a finding is expected."""

    path: str
    start: int
    end: int


class Prepared(NamedTuple):
    """A sample ready to be run; `fix` is the expected replacement, None where the sample does not say."""

    facts: Facts
    marks: tuple[Mark, ...]
    fix: str | None


def prepare(node: Node, findings: list[Finding]) -> Prepared | None:
    """The sample of a node; None, with findings, where it cannot be read."""
    before = len(findings)
    reader = _Reader(findings)
    fix: str | None = None
    if isinstance(node, Scalar):
        reader.document(PATH, node, "")
    elif isinstance(node, Sequence):
        reader.claims(node.items)
    elif isinstance(node, Mapping):
        fields = Fields(node, findings, "sample")
        language = fields.text("language")
        text, fixed = fields.scalar("text"), fields.scalar("fix")
        fix = None if fixed is None else fixed.text
        if text is not None:
            reader.document(PATH, text, language)
        documents = fields.fields("documents")
        for name, value in documents.rest() if documents is not None else ():
            if isinstance(value, Scalar):
                reader.document(name.text, value, language)
            else:
                fields.fault(BAD_TEST, f"documents: {quoted(name.text)} is not a text", value)
        reader.claims(fields.sequence("claims"))
        if "stated" in node:
            help = "a sample is a list of claims: write '- - {...}', or [[{...}]]"
            fields.fault(BAD_TEST, "a claim stands where a sample is expected", node, help)
        else:
            fields.close()
    if len(findings) > before:
        return None
    return Prepared(Facts(tuple(reader.readings), tuple(reader.found)), tuple(reader.marks), fix)


def unmarked(text: str, path: str) -> tuple[str, list[Mark]]:
    """A text without its `[[` and `]]`, and the passages that stood between them.

    >>> unmarked("a [[b]] c", "d")
    ('a b c', [Mark(path='d', start=2, end=3)])
    """
    parts: list[str] = []
    marks: list[Mark] = []
    length = 0
    for number, piece in enumerate(text.split("[[")):
        inside, closed, after = piece.partition("]]") if number else ("", "", piece)
        if closed:
            marks.append(Mark(path, length, length + len(inside)))
        elif number:
            inside = f"[[{inside}"
        parts += (inside, after)
        length += len(inside) + len(after)
    return "".join(parts), marks


class _Reader:
    """Collects the documents and claims of one sample."""

    def __init__(self, findings: list[Finding]) -> None:
        self.findings = findings
        self.readings: list[Reading] = []
        self.found: list[Claim] = []
        self.marks: list[Mark] = []

    def document(self, path: str, scalar: Scalar, language: str) -> None:
        from aicheck import documents, quantities

        text, marks = self.unmarked(scalar, path)
        self.marks += marks
        self.readings.append(quantities.read(documents.from_text(text, path, language)))

    def unmarked(self, scalar: Scalar, path: str) -> tuple[str, list[Mark]]:
        if scalar.text.count("[[") != scalar.text.count("]]"):
            help = "write [[ before the offending passage and ]] behind it"
            self.findings.append(fault_finding(BAD_TEST, "a mark is not closed", scalar.place, help=help))
        return unmarked(scalar.text, path)

    def claims(self, nodes: Iterable[Node]) -> None:
        """Claims whose stated words stand one below the other in a text of their own."""
        stated = list(self._stated(nodes))
        texts: list[str] = []
        offset = 0
        places: list[tuple[int, int]] = []
        for _, words, _ in stated:
            text, marks = unmarked(words, _CLAIMS_PATH)
            self.marks += (mark._replace(start=mark.start + offset, end=mark.end + offset) for mark in marks)
            places.append((offset, offset + len(text)))
            texts.append(text)
            offset += len(text) + 1
        lines = LineIndex("\n".join(texts))
        for number, ((fields, _, quantity), (start, end)) in enumerate(zip(stated, places, strict=True), 1):
            place = lines.place(_CLAIMS_PATH, start, end)
            own = {key: fields.text(key) for key in _KEYS}
            dimensions = {key.text: value.text for key, value in fields.rest() if isinstance(value, Scalar)}
            source = place._replace(path=own["document"]) if own["document"] else place
            name, role = own["id"] or f"claim-{number}", own["role"] or "level"
            keys = name, own["subject"], own["metric"], own["period"], own["scope"], role
            self.found.append(Claim(*keys, quantity, source, place, dimensions, True))

    def _stated(self, nodes: Iterable[Node]) -> Iterator[tuple[Fields, str, Quantity]]:
        """The fields, stated words and quantity of each claim that can be read."""
        from aicheck import quantities

        for node in nodes:
            fields = Fields(node, self.findings, "claim")
            words = fields.scalar("stated", required=True)
            language, change = fields.text("language"), fields.choice("change", ("up", "down", "none"))
            if words is None:
                continue
            plain, _ = self.unmarked(words, "")
            quantity = quantities.read_stated(plain, language or quantities.detect(plain))
            if quantity is None:
                message = f"stated: {quoted(plain)} does not read as one number"
                self.findings.append(fault_finding(BAD_TEST, message, words.place, help="write the number as a document does"))
                continue
            if change:
                quantity = quantity._replace(change=cast(Change, change))
            yield fields, words.text, quantity
