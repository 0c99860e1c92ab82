"""Properties of the YAML reader: no text makes it crash, and its two parsers tell the same."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from aicheck.yamlio import Limits, Mapping, Node, Scalar, Sequence, load_trusted, parse

PIECES = st.sampled_from(
    ["a: ", "- ", "-", "b:\n", "  ", "\n", "\n\n", "'", '"', "[", "]", "{", "}", ", ", "|\n", ">-\n", "# c\n", "&x ", "*x",
     "1.10", "6:45", "é", "中文", "\t", "? ", "<<: ", "!!int ", "---\n", "\r\n", "\u2028", "\x00", "%", "@", "\\", "\\x41", ":"]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=25).map("".join))
WORDS = st.text("abc 1.:-é中'\"#&*", max_size=8)
DATA = st.recursive(WORDS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4), max_leaves=12)


def plain(node: Node | None) -> Any:
    if isinstance(node, Mapping):
        return {key.text: plain(value) for key, value in node}
    if isinstance(node, Sequence):
        return [plain(item) for item in node]
    return None if node is None else node.text


def nodes(node: Node | None) -> list[Node]:
    if node is None:
        return []
    inside: list[Node] = []
    if isinstance(node, Mapping):
        inside = [child for entry in node for child in entry]
    elif isinstance(node, Sequence):
        inside = list(node)
    return [node, *(below for child in inside for below in nodes(child))]


@given(text=TEXTS)
@settings(max_examples=400, deadline=None)
def test_no_text_makes_the_reader_crash(text: str) -> None:
    root, findings = parse(text, "t.yaml", Limits(depth=10, nodes=200, scalar_characters=30))
    assert root is not None or findings
    for finding in findings:
        place = finding.place
        assert finding.message
        assert 0 <= place.start <= place.end <= len(text)
        assert place.text == text.removeprefix("\ufeff")[place.start : place.end]
    for node in nodes(root):
        assert (node.place.line, node.place.column) == (node.line, node.column)


@given(text=TEXTS)
@settings(max_examples=300, deadline=None)
def test_both_parsers_of_yaml_tell_the_same(text: str) -> None:
    """But for tabs between words, which only the parser in C lets pass, and unknown directives, which only the other does."""
    text = text.replace("\t", "").replace("%", "p")
    fast = parse(text, "t.yaml")
    with pytest.MonkeyPatch.context() as patch:
        patch.delattr(yaml, "CSafeLoader")
        slow = parse(text, "t.yaml")
    assert plain(fast[0]) == plain(slow[0])
    assert [node.place for node in nodes(fast[0])] == [node.place for node in nodes(slow[0])]
    assert {finding.rule for finding in fast[1]} == {finding.rule for finding in slow[1]}


@given(data=DATA, flow=st.sampled_from([True, False, None]))
@settings(max_examples=200, deadline=None)
def test_what_is_written_reads_back(data: Any, flow: bool | None) -> None:
    text = yaml.safe_dump(data, allow_unicode=True, default_flow_style=flow)
    root, findings = parse(text, "t.yaml")
    assert findings == []
    assert plain(root) == data == load_trusted(text)
    for node in nodes(root):
        assert text[node.start : node.end] == node.place.text
        if isinstance(node, Scalar):
            again, _ = parse(text[node.start : node.end], "t.yaml")
            assert again is None or not isinstance(again, Scalar) or "\n" in node.text or again.text == node.text
