"""Parser events to nodes: one pass with an explicit stack, within limits, knowing every anchor.

Nodes are built here and not by PyYAML's own composer, because that one recurses, resolves scalars to types, keeps the last
of two equal keys and expands aliases without bound.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from aicheck.model import Finding, Related
from aicheck.yamlio import faults
from aicheck.yamlio.faults import fault_finding, quoted
from aicheck.yamlio.nodes import Mapping, Node, Scalar, Sequence, Source


class Limits(NamedTuple):
    """How much one YAML file may hold; a file may come from a stranger."""

    file_bytes: int = 4_000_000
    scalar_characters: int = 100_000
    depth: int = 40
    nodes: int = 500_000
    """Nodes of the file, aliases expanded."""


DEFAULT_LIMITS = Limits()


class _Size(NamedTuple):
    """How large a node is with its aliases expanded: nodes, and levels of nesting."""

    nodes: int = 1
    levels: int = 0


class TooMuch(Exception):
    """A limit was met: reading stops, with the finding that says so."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


@dataclass(slots=True)
class _Open:
    """A collection whose end has not come."""

    start: int
    anchor: str | None
    mapping: bool
    flow: bool
    children: list[Node] = field(default_factory=list)
    size: _Size = field(default_factory=lambda: _Size(1, 1))


class Composer:
    """Builds nodes from parser events; `findings` collects what is wrong on the way.

    One composer serves all the pieces of one file, so that an anchor of one piece is known in the next.
    """

    def __init__(self, source: Source, limits: Limits) -> None:
        self.source = source
        self.limits = limits
        self.findings: list[Finding] = []
        self.anchors: dict[str, tuple[Node, _Size]] = {}
        self.lost: set[str] = set()
        """Anchors that stand in a broken piece, or that were told to be undefined: told of once."""
        self.total = 0

    def compose(self, events: Iterable[Any], base: int = 0) -> Node | None:
        """The root node of the first document among the events, whose positions count from `base`; None where empty.

        Raises: TooMuch, and whatever the parser raises while it is read.
        """
        stack: list[_Open] = []
        root: Node | None = None
        documents = 0
        node: Node
        for event in events:
            name = type(event).__name__
            start, end = base + event.start_mark.index, base + event.end_mark.index
            if name == "DocumentStartEvent":
                documents += 1
                if documents > 1:
                    self._second_document(start)
                    return root
                continue
            if name in ("SequenceStartEvent", "MappingStartEvent"):
                self._check_tag(event, start, end)
                self._check_depth(len(stack) + 1, start)
                mapping = name == "MappingStartEvent"
                stack.append(_Open(start, event.anchor, mapping, bool(event.flow_style)))
                continue
            if name == "ScalarEvent":
                node, size = self._scalar(event, start, end), _Size()
            elif name == "AliasEvent":
                node, size = self._alias(event.anchor, len(stack), start, end)
            elif name in ("SequenceEndEvent", "MappingEndEvent"):
                node, size = self._close(stack.pop(), end)
            else:
                continue
            if stack:
                above = stack[-1]
                above.children.append(node)
                above.size = _Size(above.size.nodes + size.nodes, max(above.size.levels, size.levels + 1))
            else:
                root = node
        return root

    def _scalar(self, event: Any, start: int, end: int) -> Scalar:
        self._check_tag(event, start, end)
        written = self.source.lines.text[start:end].rstrip()
        quoted_ = event.style is not None and event.style in "'\"|>" and event.style != ""
        if event.anchor is not None or event.tag is not None:  # the mark covers the anchor and the tag: skip them
            skipped = len(written) - len(_without_properties(written))
            start += skipped
            written = written[skipped:]
        node = Scalar(start, start + len(written), self.source, event.value, quoted_)
        if len(event.value) > self.limits.scalar_characters:
            raise TooMuch(
                self._fault(
                    faults.TOO_LARGE,
                    f"a value of {len(event.value):,} characters; at most {self.limits.scalar_characters:,} are read",
                    start,
                    start + 40,
                    help="shorten the value, or move it into a file of its own",
                )
            )
        self._count(1, start)
        self._remember(event.anchor, node, _Size())
        return node

    def _alias(self, anchor: str, depth: int, start: int, end: int) -> tuple[Node, _Size]:
        known = self.anchors.get(anchor)
        if known is None and anchor in self.lost:
            return Scalar(start, end, self.source, ""), _Size()
        if known is None:
            self.lost.add(anchor)
            self.findings.append(
                self._fault(
                    faults.SYNTAX,
                    f"*{anchor} refers to an anchor that is not defined above it",
                    start,
                    end,
                    help=f'put &{anchor} before the value that is meant, or quote the value: "*{anchor}"',
                )
            )
            return Scalar(start, end, self.source, ""), _Size()
        node, size = known
        self._check_depth(depth + size.levels, start)
        if self.total + size.nodes > self.limits.nodes:
            raise TooMuch(
                self._fault(
                    faults.ALIAS_BOMB,
                    f"*{anchor} would expand the file to more than {self.limits.nodes:,} nodes",
                    start,
                    end,
                    help="write the values out instead of nesting aliases in aliases",
                )
            )
        self.total += size.nodes
        return node, size

    def _close(self, open_: _Open, end: int) -> tuple[Node, _Size]:
        self._count(1, open_.start)
        if not open_.flow:  # a block ends where its last child ends, not at the next token
            end = max((child.end for child in open_.children if child.end <= end), default=open_.start)
        node: Node
        if open_.mapping:
            node = Mapping(open_.start, end, self.source, self.entries(open_.children))
        else:
            node = Sequence(open_.start, end, self.source, tuple(open_.children))
        self._remember(open_.anchor, node, open_.size)
        return node, open_.size

    def entries(self, children: list[Node]) -> tuple[tuple[Scalar, Node], ...]:
        """Keys and values in turn to the entries of a mapping: of equal keys the first is kept."""
        entries: dict[str, tuple[Scalar, Node]] = {}
        for key, value in zip(children[::2], children[1::2], strict=True):
            if not isinstance(key, Scalar):
                self.findings.append(fault_finding(faults.WRONG_TYPE, f"a key must be a word, not {key.kind}", key.place))
            elif key.text == "<<" and not key.quoted:
                self.findings.append(
                    fault_finding(faults.UNSUPPORTED, "merge keys (<<) are not read", key.place, help="write the merged keys out")
                )
            elif key.text in entries:
                first = entries[key.text][0]
                self.findings.append(
                    fault_finding(
                        faults.DUPLICATE_KEY,
                        f"{quoted(key.text)} stands twice, first on line {first.line} and again on line {key.line}",
                        key.place,
                        help="keep one of the two; the first is used",
                        related=(Related(first.place, "the first one"),),
                    )
                )
            else:
                entries[key.text] = (key, value)
        return tuple(entries.values())

    def _remember(self, anchor: str | None, node: Node, size: _Size) -> None:
        if anchor is not None:
            self.anchors[anchor] = (node, size)

    def _check_tag(self, event: Any, start: int, end: int) -> None:
        if event.tag is not None and event.tag != "!":
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self.findings.append(
                self._fault(
                    faults.UNSUPPORTED,
                    f"the tag {quoted(tag)} is not read: every value is taken as written",
                    start,
                    end,
                    help="remove the tag",
                )
            )

    def _check_depth(self, depth: int, start: int) -> None:
        if depth > self.limits.depth:
            raise TooMuch(self._fault(faults.TOO_LARGE, f"nested deeper than {self.limits.depth} levels", start, start + 1))

    def _count(self, weight: int, start: int) -> None:
        self.total += weight
        if self.total > self.limits.nodes:
            raise TooMuch(
                self._fault(faults.TOO_LARGE, f"more than {self.limits.nodes:,} values; split the file", start, start + 1)
            )

    def _second_document(self, start: int) -> None:
        self.findings.append(
            self._fault(
                faults.UNSUPPORTED,
                "a second document starts here; only the first is read",
                start,
                start + 3,
                help="one document a file: remove the line ---, or move what follows into another file",
            )
        )

    def _fault(self, fault: faults.Fault, message: str, start: int, end: int, help: str = "") -> Finding:
        return fault_finding(fault, message, self.source.place(start, end), help=help)


def _without_properties(written: str) -> str:
    """What remains of a node's source after its anchor and tag."""
    while written[:1] in ("&", "!"):
        head = written.split(None, 1)
        if len(head) == 1:
            return ""
        written = head[1]
    return written
