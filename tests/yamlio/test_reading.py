"""Reading YAML: scalars as written, exact places, limits, and recovery around what is broken."""

from __future__ import annotations

from pathlib import Path

import pytest

from aicheck.yamlio import Limits, Mapping, Node, Scalar, Sequence, load, load_trusted, parse


def plain(node: Node | None) -> object:
    if isinstance(node, Mapping):
        return {key.text: plain(value) for key, value in node}
    if isinstance(node, Sequence):
        return [plain(item) for item in node]
    return None if node is None else node.text


def told(text: str, limits: Limits | None = None) -> list[tuple[str, int, int, str]]:
    _, findings = parse(text, "t.yaml", *([limits] if limits else []))
    return [(finding.rule, finding.place.line, finding.place.column, finding.place.text) for finding in findings]


def test_scalars_stay_as_written() -> None:
    root, findings = parse("a: 6:45\nb: 1.10\nc: yes\nd: 0x1F\ne: 1_000\nf: ~\ng: '~'\nh: 2024-01-02\n", "t.yaml")
    assert findings == []
    assert plain(root) == {
        "a": "6:45", "b": "1.10", "c": "yes", "d": "0x1F", "e": "1_000", "f": "~", "g": "~", "h": "2024-01-02",
    }  # fmt: skip
    assert isinstance(root, Mapping)
    assert [value.is_null for _, value in root if isinstance(value, Scalar)] == [*[False] * 5, True, False, False]


def test_every_node_knows_its_place() -> None:
    text = "# 表\nclaims:\n- id: ü\n  tags: [a, 'b c']  # x\n# comment\n- id: |\n    two\n    lines\n\n\nend: &x 'q'\n"
    root, findings = parse(text, "t.yaml")
    assert findings == []
    assert isinstance(root, Mapping)
    claims, end = root.get("claims"), root.get("end")
    assert isinstance(claims, Sequence) and isinstance(end, Scalar)
    first, second = claims.items
    assert isinstance(first, Mapping) and isinstance(second, Mapping)
    tags, block = first.get("tags"), second.get("id")
    assert isinstance(tags, Sequence) and isinstance(block, Scalar)
    assert (claims.line, claims.column, first.line, first.column) == (3, 1, 3, 3)
    assert first.place.text == "id: ü\n  tags: [a, 'b c']"
    assert (tags.place.text, tags.place.line, tags.place.column) == ("[a, 'b c']", 4, 9)
    assert tags.items[1].place.text == "'b c'"
    assert tags.items[1].place.source == "  tags: [a, 'b c']  # x"
    assert (block.text, block.place.text) == ("two\nlines\n", "|\n    two\n    lines")
    assert (end.place.text, end.place.column) == ("'q'", 9)


PASSAGES = {
    "plain": ("e: a == b\n", "b", 8),
    "quoted": ("e: 'a == b'\n", "b", 9),
    "literal": ("e: |\n  a ==\n   b\n", "b", 15),
    "folded": ("e: >-\n  a ==\n  b\n", "b", 15),
    "two lines": ("e: a ==\n   b\n", "b", 11),
    "escaped": ('e: "a \\x3d= b"\n', '"a \\x3d= b"', 3),
}


@pytest.mark.parametrize("case", PASSAGES)
def test_a_passage_inside_a_scalar_has_its_own_place(case: str) -> None:
    text, shown, start = PASSAGES[case]
    root, _ = parse(text, "t.yaml")
    assert isinstance(root, Mapping)
    value = root.get("e")
    assert isinstance(value, Scalar)
    at = value.text.rindex("b")
    place = value.passage(at, at + 1)
    assert (place.text, place.start) == (shown, start)


def test_the_first_of_two_equal_keys_is_kept_and_both_lines_are_named() -> None:
    root, [finding] = parse("value: 1\nunit: USD\n'value': 2\n", "claims/a.yaml")
    assert plain(root) == {"value": "1", "unit": "USD"}
    assert (finding.rule, finding.place.line, finding.place.column) == ("AIC003", 3, 1)
    assert "line 1" in finding.message and "line 3" in finding.message
    assert [(related.place.line, related.place.text) for related in finding.related] == [(1, "value")]


SYNTAX = {
    "tab": ("a:\n\tb: 1\n", [("AIC001", 2, 1, "")]),
    "indentation": ("a: 1\n  b: 2\n", [("AIC001", 2, 3, "b")]),
    "second colon": ("a: b: c\n", [("AIC001", 1, 4, "b: c")]),
    "unclosed bracket": ("a: [1, 2\nb: 3\n", [("AIC001", 1, 4, "[1, 2")]),
    "unclosed quote": ("a: 'it\nb: 3\n", [("AIC001", 1, 4, "'it")]),
    "reserved character": ("a: @x\n", [("AIC001", 1, 4, "@x")]),
    "unknown escape": ('a: "x\\qy"\n', [("AIC001", 1, 6, '\\qy"')]),
    "no space after the dash": ("- a\n-b\n", [("AIC001", 2, 1, "-b")]),
    "list behind a key": ("a: - b\n", [("AIC001", 1, 4, "- b")]),
    "after a quote": ("a: 'b' c\n", [("AIC001", 1, 4, "'b' c")]),
    "an apostrophe in single quotes": ("a: 'it's'\n", [("AIC001", 1, 4, "'it's'")]),
    "braces and more": ("- a: 1\n  m: {x} is not {y}\n", [("AIC001", 2, 6, "{x} is not {y}")]),
    "text behind a fold": ("a: > 5\n", [("AIC001", 1, 4, "> 5")]),
    "quote closed lines below": ('a: "x\nb: "y"\nc: 1\n', [("AIC001", 1, 4, '"x')]),
    "no space after the colon": ("- id:a\n  b: 1\n", [("AIC001", 1, 3, "id:a")]),
    "a wide colon": ("- id：a\n  b: 1\n", [("AIC001", 1, 3, "id：a")]),
    "a star for a dash": ("* a: 1\n", [("AIC001", 1, 1, "* a: 1")]),
    "stray bracket": ("a: }\n", [("AIC001", 1, 4, "}")]),
    "key after a list": ("- a\nb: c\n", [("AIC001", 2, 1, "b: c")]),
    "directive": ("%x\na: 1\n", [("AIC001", 1, 1, "%x")]),
    "undefined alias": ("a: *x\n", [("AIC001", 1, 4, "*x")]),
    "control character": ("a: \x00\nb: 1\n", [("AIC001", 1, 4, "\x00")]),
    "tag": ("a: !!python/name:os.system x\n", [("AIC009", 1, 4, "!!python/name:os.system x")]),
    "merge key": ("a: &a {x: 1}\nb:\n  <<: *a\n", [("AIC009", 3, 3, "<<")]),
    "two documents": ("a: 1\n---\nb: 2\n", [("AIC009", 2, 1, "---")]),
    "list as a key": ("? [a]\n: b\n", [("AIC006", 1, 3, "[a]")]),
    "empty": ("", [("AIC002", 1, 1, "")]),
    "only a comment": ("# nothing\n", [("AIC002", 1, 1, "")]),
}


@pytest.mark.parametrize("case", SYNTAX)
@pytest.mark.parametrize("c_parser", [True, False])
def test_faults_are_findings_with_place_and_advice(case: str, c_parser: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    import yaml

    if not c_parser:
        monkeypatch.delattr(yaml, "CSafeLoader")
    text, expected = SYNTAX[case]
    assert told(text) == expected
    _, findings = parse(text, "t.yaml")
    assert all(finding.message and finding.help for finding in findings if finding.rule != "AIC006")


RECOVERY = {
    "an item of a list": ("- id: a\n  x: 1\n   y: 2\n- id: b\n- id: c\n", [{"id": "b"}, {"id": "c"}], [3]),
    "an item of a list under a key": (
        "title: t\nrules:\n  - id: a\n    e: 'open\n  # between\n  - id: b\n    e: 'x'\nlast: 1\n",
        {"title": "t", "rules": [{"id": "b", "e": "x"}], "last": "1"},
        [4],
    ),
    "two items": ("- a: [\n- b: 2\n- c: }\n- d: 4\n", [{"b": "2"}, {"d": "4"}], [1, 3]),
    "an entry of a mapping of mappings": ("x:\n  a:\n    k: 1\n  b:\n    k: @\n", {"x": {"a": {"k": "1"}, "b": {}}}, [5]),
    "an anchor of an earlier item": ("- &x 5\n- [\n- *x\n", ["5", "5"], [2]),
    "an item nested too deep": ("- 1\n- " + "[" * 50 + "]" * 50 + "\n- 3\n", ["1", "3"], [2]),
    "a scalar too long": (f"- 1\n- {'x' * 100_001}\n- 3\n", ["1", "3"], [2]),
}


@pytest.mark.parametrize("case", RECOVERY)
def test_a_broken_piece_never_hides_the_others(case: str) -> None:
    text, expected, lines = RECOVERY[case]
    root, findings = parse(text, "t.yaml")
    assert plain(root) == expected
    assert [finding.place.line for finding in findings] == lines


def test_nodes_of_a_recovered_text_keep_their_places() -> None:
    text = "rules:\n  - id: 'a\n  - id: b\n"
    root, _ = parse(text, "t.yaml")
    assert isinstance(root, Mapping)
    rules = root.get("rules")
    assert isinstance(rules, Sequence)
    [rule] = rules.items
    assert (rule.line, rule.column, rule.place.text) == (3, 5, "id: b")


def test_an_alias_bomb_is_refused_before_it_expands() -> None:
    levels = "".join(f"l{i}: &l{i} [{', '.join([f'*l{i - 1}'] * 10)}]\n" for i in range(1, 12))
    root, findings = parse("l0: &l0 [x, x]\n" + levels, "t.yaml")
    assert root is None, "its parts are no keys of anything"
    assert findings[0].rule == "AIC008"
    assert (findings[0].place.line, findings[0].place.text) == (7, "*l5")
    assert len(findings) == 1, "what follows from it is not told again"


def test_an_undefined_alias_is_told_once() -> None:
    assert told("- *x\n- *x\n- *y\n") == [("AIC001", 1, 3, "*x"), ("AIC001", 3, 3, "*y")]


def test_aliases_may_not_nest_deeper_than_the_limit() -> None:
    chain = "l0: &l0 [x]\n" + "".join(f"l{i}: &l{i} [*l{i - 1}]\n" for i in range(1, 60))
    assert told(chain)[0][:2] == ("AIC007", 40)


def test_limits_are_named() -> None:
    assert told("[1, 2, 3, 4]", Limits(nodes=4)) == [("AIC007", 1, 1, "[")]
    _, [finding] = parse("abcdef", "t.yaml", Limits(scalar_characters=5))
    assert "5" in finding.message and finding.rule == "AIC007"


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    missing, big, latin = tmp_path / "missing.yaml", tmp_path / "big.yaml", tmp_path / "latin.yaml"
    big.write_bytes(b"a: " + b"x" * 10_000_000)
    latin.write_bytes(b"- id: a\n- id: caf\xe9\n- id: c\n")
    cases = {missing: "no such file", tmp_path: "directory", big: "4,000,000 bytes", latin: "0xe9 at byte offset 17 (line 2)"}
    for path, words in cases.items():
        loaded = load(path)
        assert [finding.rule for finding in loaded.findings] == ["AIC007" if path is big else "AIC002"]
        assert words in loaded.findings[0].message
        assert loaded.findings[0].place.path == path.as_posix()
    assert load(latin).findings[0].place.line == 2
    assert plain(load(latin).root) == [{"id": "a"}, {"id": "caf\ufffd"}, {"id": "c"}]


def test_a_file_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("a: 1", encoding="utf-8")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("builtins.open", refuse)
    [finding] = load(path).findings
    assert (finding.rule, finding.message) == ("AIC002", "the file may not be read")


@pytest.mark.parametrize("data", [b"\xef\xbb\xbfa: 1\n", "a: 1\n".encode("utf-16")])
def test_byte_order_marks_are_no_content(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(data)
    loaded = load(path)
    assert plain(loaded.root) == {"a": "1"} and loaded.findings == []
    assert isinstance(loaded.root, Mapping) and loaded.root.entries[0][0].column == 1


def test_trusted_data_is_text() -> None:
    assert load_trusted("a: [6:45, 1.10]\nb: {c: yes}\n") == {"a": ["6:45", "1.10"], "b": {"c": "yes"}}
