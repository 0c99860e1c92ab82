"""The tests that rules carry: what passes, and what a failing one says."""

from __future__ import annotations

import pytest

from aicheck import rules
from aicheck.rules.samples import Mark, unmarked
from tests.rules.test_loader import GOOD

NOTE = """\
- id: ACME001
  name: twice
  severity: error
  match: {note: doubled-scale}
  message: "{number} twice"
  what: What.
  why: Why.
  tests:
    ok: [OK]
    bad: [BAD]
"""


def complaints(text: str) -> list[tuple[int, str]]:
    ruleset = rules.parse_rules(text, "r.yaml")
    assert not ruleset.faulty, ruleset.findings
    return [(result.place.line, result.message) for result in rules.selftest(ruleset) if not result.passed]


def test_samples_that_hold() -> None:
    assert complaints(GOOD) == []
    assert complaints(NOTE.replace("OK", "It cost 5 million.").replace("BAD", '"It cost [[5 million million]]."')) == []


@pytest.mark.parametrize(
    ("ok", "bad", "line", "message"),
    [
        ("It cost 5 million million.", '"[[5 million million]]"', 9,
         'expected no finding, but found "5 million million": 5 million million twice'),
        ("Fine.", "It cost 5 million.", 10, "expected a finding, but there is none"),
        ("Fine.", '"It cost [[5 million]] million."', 10,
         'expected a finding at "5 million", but found "5 million million": 5 million million twice'),
        ("Fine.", '{text: "5 million million", fix: 5 billion}', 10,
         'expected the repair "5 billion", but "5 million" is proposed'),
        ("Fine.", '[{subject: A, stated: dear}]', 10,
         'the sample cannot be read: stated: "dear" does not read as one number (write the number as a document does)'),
        ("Fine.", "{txt: dear}", 10, 'the sample cannot be read: "txt" is not a key of a sample; did you mean "text"? '
         '(the keys are language, text, fix, documents, claims)'),
        ("Fine.", "[{subject: A}]", 10, 'the sample cannot be read: the claim has no "stated" (add stated: with its value)'),
        ("Fine.", "{subject: A, stated: 5 dollars}", 10, "the sample cannot be read: a claim stands where a sample is expected "
         "(a sample is a list of claims: write '- - {...}', or [[{...}]])"),
        ("Fine.", '"It cost [[5 million."', 10, "the sample cannot be read: a mark is not closed "
         "(write [[ before the offending passage and ]] behind it)"),
    ],
)  # fmt: skip
def test_a_failing_sample_says_what_was_expected(ok: str, bad: str, line: int, message: str) -> None:
    assert complaints(NOTE.replace("OK", ok).replace("BAD", bad)) == [(line, message)]


def test_an_ok_sample_has_to_be_checked() -> None:
    vacuous = GOOD.replace(
        "- - {subject: A, metric: revenue, period: 2021, stated: 5 million dollars}\n        - {subject: A, metric: revenue, "
        "period: 2021, stated: about 5 million dollars}",
        "- - {subject: A, metric: revenue, period: 2021, stated: 5 million dollars}",
    )
    assert vacuous != GOOD
    assert complaints(vacuous) == [(14, "no ok sample is matched by the rule and holds: add one that it checks and finds right")]


def test_marks_in_claims_and_documents() -> None:
    text = GOOD.replace("stated: 9 million dollars", 'stated: "[[9 million dollars]]", document: b.txt')
    assert complaints(text) == []
    wrong = text.replace("stated: 5 million dollars}", 'stated: "[[5 million dollars]]"}').replace(
        "[[9 million dollars]]", "9 million dollars"
    )
    assert complaints(wrong)[-1][1].startswith('expected a finding at "5 million dollars", but found "9 million dollars"')


def test_marks() -> None:
    assert unmarked("a [[b c]] d [[e]]", "p") == ("a b c d e", [Mark("p", 2, 5), Mark("p", 8, 9)])
    assert unmarked("no [[end", "p") == ("no [[end", [])
    assert unmarked("none", "p") == ("none", [])


def test_only_some_rules_can_be_tested() -> None:
    ruleset = rules.parse_rules(GOOD + GOOD.replace("ACME001", "ACME002"), "r.yaml")
    assert {result.rule for result in rules.selftest(ruleset, ["ACME002"])} == {"ACME002"}
