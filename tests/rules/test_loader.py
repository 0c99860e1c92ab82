"""Broken rule files: each mistake gives place, offending text and advice, and hides no other rule."""

from __future__ import annotations

from pathlib import Path

import pytest

from aicheck import rules

GOOD = """\
- id: ACME001
  name: revenue-once
  severity: error
  match:
    claims:
      where: {metric: revenue}
      group-by: [subject, period]
  expect: agree(values)
  message: "{subject} had {stated}, elsewhere {expected}"
  what: All statements of one revenue agree.
  why: One was mistyped.
  tests:
    ok:
      - - {subject: A, metric: revenue, period: 2021, stated: 5 million dollars}
        - {subject: A, metric: revenue, period: 2021, stated: about 5 million dollars}
    bad:
      - - {subject: A, metric: revenue, period: 2021, stated: 5 million dollars}
        - {subject: A, metric: revenue, period: 2021, stated: 9 million dollars}
"""
SECOND = GOOD.replace("ACME001", "ACME002").replace("revenue-once", "again")

BROKEN = [
    # what is replaced in the good rule, by what, the fault: line, column, code, part of the message, part of the help
    (
        "wrong key",
        "severity:",
        "severty:",
        3,
        3,
        "AIC004",
        '"severty" is not a key of a rule; did you mean "severity"?',
        "severity",
    ),
    ("missing key", "  why: One was mistyped.\n", "", 1, 3, "AIC005", 'the rule has no "why"', "add why:"),
    ("bad severity", "error", "eror", 3, 13, "AIC006", 'severity: "eror" is not known; did you mean "error"?', ""),
    ("bad id", "ACME001", "acme-001", 1, 7, "AIC030", '"acme-001" is not a rule id; did you mean ACME001?', "four digits"),
    (
        "bad name",
        "revenue-once",
        "Revenue Once",
        2,
        9,
        "AIC006",
        'name: "Revenue Once" is not lower case with hyphens; did you mean revenue-once?',
        "",
    ),
    (
        "unknown source",
        "claims:\n",
        "claim:\n",
        5,
        5,
        "AIC033",
        '"claim" is not a source of match; did you mean "claims"?',
        "note",
    ),
    ("two sources", "match:\n", "match:\n    note: doubled-scale\n", 6, 5, "AIC033", "two sources, note and claims", "two rules"),
    (
        "no source",
        "  match:\n    claims:\n      where: {metric: revenue}\n      group-by: [subject, period]\n",
        "  match: claims\n",
        4,
        10,
        "AIC033",
        "a mapping with one source is expected",
        "such as match:",
    ),
    (
        "unknown function",
        "agree(values)",
        "agre(values)",
        8,
        11,
        "AIC032",
        "no function 'agre'; did you mean \"agree\"?",
        "agree",
    ),
    (
        "unknown name",
        "agree(values)",
        "agree(valeus)",
        8,
        17,
        "AIC032",
        "nothing is named 'valeus'; did you mean \"values\"?",
        "match binds values, subject, period",
    ),
    (
        "unknown unit",
        "agree(values)",
        'max(values) == convert(min(values), "yuann", period)',
        8,
        47,
        "AIC032",
        "'yuann' is no known unit",
        "ISO 4217",
    ),
    (
        "no condition",
        "agree(values)",
        "sum(values)",
        8,
        11,
        "AIC032",
        "an expectation is a condition, this is a number",
        "compare",
    ),
    ("missing expect", "  expect: agree(values)\n", "", 1, 3, "AIC005", 'the rule has no "expect"', "add expect:"),
    ("bad number", "agree(values)", "sum(values) < 1,5", 8, 26, "AIC032", "unexpected ','", "without grouping"),
    ("message", "{stated}", "{sated}", 9, 27, "AIC034", "nothing is named 'sated'; did you mean \"stated\"?", "known are values"),
    ("lone brace", "{stated}", "{stated", 9, 27, "AIC034", "a lone '{'", "write {{"),
    (
        "misspelled claim key",
        "{metric: revenue}",
        "{metrc: revenue}",
        6,
        15,
        "AIC004",
        '"metrc" is not a key of claims; did you mean "metric"?',
        "subject",
    ),
    (
        "empty condition",
        "{metric: revenue}",
        "{metric: }",
        6,
        23,
        "AIC006",
        "metric: a value or a list of values is expected",
        "",
    ),
    ("wrong indentation", "  severity: error\n", "   severity: error\n", 3, 4, "AIC001", "", "same column"),
    ("duplicate key", "  severity: error\n", "  severity: error\n  severity: info\n", 4, 3, "AIC003", "severity", ""),
    (
        "tests are a list",
        "  tests:\n    ok:\n",
        "  tests: [1]\n  rest:\n    ok:\n",
        12,
        10,
        "AIC006",
        "tests: a mapping is expected",
        "",
    ),
    ("no rule at all", GOOD, "- just words\n", 1, 3, "AIC006", "a rule is a mapping of keys to values", ""),
    ("not a list", GOOD, "rules:\n  - id: ACME001\n", 1, 1, "AIC006", "a rule file is a list of rules", "start each rule with"),
    (
        "bad note",
        GOOD[GOOD.index("  match:") : GOOD.index("  message:")],
        "  match: {note: double-scale}\n",
        4,
        17,
        "AIC006",
        'note: "double-scale" is not known; did you mean "doubled-scale"?',
        "one of",
    ),
    (
        "shift without period",
        "group-by: [subject, period]",
        "after: {}\n      before: {previous: after}",
        6,
        7,
        "AIC006",
        "an earlier period needs period in by:",
        "",
    ),
    (
        "shift from nothing",
        "group-by: [subject, period]",
        "by: [period]\n      after: {}\n      before: {previous: afer}",
        9,
        7,
        "AIC006",
        'before: "afer" is not another name of this match',
        "",
    ),
]


@pytest.mark.parametrize(
    ("old", "new", "line", "column", "code", "message", "help"), [case[1:] for case in BROKEN], ids=[case[0] for case in BROKEN]
)
def test_a_broken_rule(old: str, new: str, line: int, column: int, code: str, message: str, help: str) -> None:
    assert old in GOOD
    text = GOOD.replace(old, new, 1) + SECOND
    ruleset = rules.parse_rules(text, "r.yaml")
    assert ruleset.faulty
    if old != GOOD or new.startswith("-"):
        assert [rule.id for rule in ruleset.rules][-1:] == ["ACME002"], "the other rule is lost"
    found = [finding for finding in ruleset.findings if finding.rule == code]
    assert found, [finding.message for finding in ruleset.findings]
    first = found[0]
    assert (first.place.path, first.place.line, first.place.column) == ("r.yaml", line, column)
    assert message in first.message and help in first.help and first.severity == "error"


def test_the_good_rules_load() -> None:
    ruleset = rules.parse_rules(GOOD + SECOND, "r.yaml", strict=True)
    assert ruleset.findings == () and [rule.id for rule in ruleset.rules] == ["ACME001", "ACME002"]


def test_a_rule_without_tests_is_a_warning_and_a_fault_in_strict_mode() -> None:
    text = GOOD[: GOOD.index("    bad:")]
    loose, strict = rules.parse_rules(text, "r.yaml"), rules.parse_rules(text, "r.yaml", strict=True)
    assert [(each.rule, each.severity, each.place.line, each.message) for each in loose.findings] == [
        ("AIC036", "warning", 12, "the rule has no bad test")
    ]
    assert not loose.faulty and len(loose.rules) == 1
    assert strict.faulty and "ok: sample" in strict.findings[0].help


def test_an_id_is_given_once(tmp_path: Path) -> None:
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text(GOOD)
    ruleset = rules.load([tmp_path], packs=[])
    assert [(each.rule, each.message) for each in ruleset.findings] == [
        ("AIC031", 'two rules have the id "ACME001"; the first is kept')
    ]
    assert Path(ruleset.rules[0].place.path).name == "a.yaml" and ruleset.faulty


def test_a_name_that_nothing_uses_is_told() -> None:
    claims = "where: {metric: revenue}\n      group-by: [subject, period]"
    text = GOOD.replace(claims, "by: [subject, period]\n      a: {}\n      b: {}")
    text = text.replace("agree(values)", "a == a").replace("{subject} had", "{a} had")
    ruleset = rules.parse_rules(text, "r.yaml")
    assert [(each.rule, each.severity, each.message, each.place.line) for each in ruleset.findings] == [
        ("AIC035", "warning", 'nothing uses the name "b"', 8)
    ]
    assert len(ruleset.rules) == 1


def _write(path: Path, name: str, content: bytes) -> Path:
    (path / name).write_bytes(content)
    return path / name


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"{chr(98 + i)}: &{chr(98 + i)} [{', '.join([f'*{chr(97 + i)}'] * 9)}]\n" for i in range(9))
    cases = [
        (_write(tmp_path, "empty.yaml", b""), "AIC002", "empty"),
        (_write(tmp_path, "latin.yaml", b"- id: \xff\xfe\xe4\n"), "AIC002", "not UTF-8"),
        (_write(tmp_path, "long.yaml", b"- what: " + b"x" * 10_000_000), "AIC007", "larger than"),
        (_write(tmp_path, "scalar.yaml", b"- what: " + b"x" * 200_000), "AIC007", "200,000 characters"),
        (_write(tmp_path, "bomb.yaml", bomb.encode()), "AIC008", "would expand"),
        (tmp_path / "missing.yaml", "AIC002", "no such file"),
        (tmp_path / "folder", "AIC002", "no rule files in this folder"),
        (tmp_path / "folder.yaml", "AIC002", "a directory"),
    ]
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder.yaml").mkdir()
    good = _write(tmp_path, "good.yaml", GOOD.encode())
    for path, code, message in cases:
        ruleset = rules.load([path, good], packs=[])
        assert ruleset.faulty, path
        assert any(each.rule == code and message in each.message for each in ruleset.findings), ruleset.findings
        assert all(each.place.path.endswith(path.name) for each in ruleset.findings)
        assert [rule.id for rule in ruleset.rules] == ["ACME001"], "the good file is lost"


def test_an_unknown_pack() -> None:
    ruleset = rules.load(packs=["claim"])
    assert ruleset.faulty
    assert ruleset.findings[0].message == 'no pack "claim" ships with aicheck; did you mean "claims"?'


def test_packs_without_their_tests_are_the_same_rules() -> None:
    whole, bare = rules.load(), rules.load(pack_tests=False)
    assert not bare.findings
    assert all(rule.tests for rule in whole.rules) and not any(rule.tests for rule in bare.rules)
    assert [(rule.info, rule.place, rule.matcher.names) for rule in bare.rules] == [
        (rule.info, rule.place, rule.matcher.names) for rule in whole.rules
    ]
