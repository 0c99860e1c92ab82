"""`match: text` end to end: what a rule file says, and what is found in a document."""

from __future__ import annotations

import pytest

from aicheck.model import Document
from aicheck.quantities import read
from aicheck.rules import load, parse_rules, run, selftest
from aicheck.rules.text.classes import languages, word_classes
from aicheck.rules.text.shape import TYPES

RULE = """\
- id: OUR001
  name: ours
  severity: error
  match:
    text: {text}
{more}  expect: after >= before
  message: "{{after}} is below {{before}}"
  what: Later is more.
  why: It grows.
"""


CHANGE = """\
- id: OUR002
  name: change
  severity: error
  match:
    text: "{change:change} from {before:amount} to {after:amount}"
  expect: after == before * (1 + change)
  message: "{before} changed by {change} gives {expected}, not {after}"
  what: A change leads to its level.
  why: It is arithmetic.
  tests:
    ok: ["Fees rose 20% from $300 million to $360 million.", "Fees fell 20% from $300 million to $240 million."]
    bad: ["Fees rose 20% from $300 million to [[$240 million]].", "Fees fell 20% from $300 million to [[$360 million]]."]
"""


def found(text: str, patterns: str, more: str = "", language: str = "en") -> list[tuple[int, int, str]]:
    rules = parse_rules(RULE.format(text=patterns, more="".join(f"    {line}\n" for line in more.splitlines())), "ours.yaml")
    assert not rules.findings or all(finding.severity == "warning" for finding in rules.findings), rules.findings
    reading = read(Document("doc.md", language, text, ((0, len(text)),)))
    return [(each.place.line, each.place.column, each.place.text) for each in run(rules, [reading]).findings]


def test_a_finding_stands_at_the_number() -> None:
    text = "Cats came.\nFrom 40 dogs they went to 30 dogs."
    assert found(text, '"from {before:amount} ... to {after:amount}"') == [(2, 27, "30")]


def test_patterns_by_language() -> None:
    patterns = '{en: ["{before:amount} then {after:amount}"], zh: ["{before:amount}再{after:amount}"]}'
    assert found("先500吨再300吨。", patterns, language="zh") == [(1, 7, "300吨")]
    assert found("It was 500 tons then 300 tons.", patterns) == [(1, 22, "300 tons")]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_each_sentence_is_matched_in_the_language_that_it_is_written_in(language: str) -> None:
    text = "First 500 tonnes then 300 tonnes came in.\n\n先500吨再300吨。\n\nOn the quay we\ncounted 80 tonnes then 60 tonnes."
    patterns = '{en: ["{before:amount} then {after:amount}"], zh: ["{before:amount}再{after:amount}"]}'
    assert found(text, patterns, language=language) == [(1, 23, "300 tonnes"), (3, 7, "300吨"), (6, 24, "60 tonnes")]


@pytest.mark.parametrize(
    ("more", "silent"),
    [
        ("", False),
        ("unless: [maybe]", True),
        ("unless-anywhere: [perhaps]", True),
        ("unless: [perhaps]", False),
        ('unless: {zh: ["也许"]}', False),
        ('unless: {en: ["@other-clause"]}', True),
        ('unless: {en: ["@other-base"]}', False),
    ],
)
def test_silence_in_the_passage_or_the_sentence(more: str, silent: bool) -> None:
    text = "Perhaps 500 tons maybe then, but still 300 tons."
    assert bool(found(text, '"{before:amount} .... {after:amount}"', more)) is not silent


@pytest.mark.parametrize(("scale", "silent"), [("", False), (" (in thousands)", True), (", in thousands of tons,", True)])
def test_a_scale_that_is_told_elsewhere_in_the_sentence_silences_it(scale: str, silent: bool) -> None:
    assert bool(found(f"They were 500 tons{scale} then 300 tons.", '"{before:amount} ... {after:amount}"')) is not silent


NEEDS = [("needs: [perhaps]", False), ("needs: [surely]", True), ('needs: {zh: ["也许"]}', False)]


@pytest.mark.parametrize(("more", "silent"), NEEDS)
def test_words_that_a_sentence_needs(more: str, silent: bool) -> None:
    text = "Perhaps 500 tons then 300 tons."
    assert bool(found(text, '"{before:amount} then {after:amount}"', more)) is not silent


@pytest.mark.parametrize(
    ("text", "silent"),
    [
        ("It was 500 tons then 300 tons.", False),
        ("It was 500 tons then 300 tons, for 20 dollars.", False),  # another unit plays no part
        ("It was 500 tons then 300 tons, not 900 tons.", True),
        ("It was 500 tons then 300 tons, and 300 tons is little.", False),  # says the same again
        ("It was 500 tons then 300 tons; it will be 900 tons.", False),  # another clause
        ("It was 5,000 then 2019.", True),  # may be a year
    ],
)
def test_alone_asks_that_no_other_figure_could_stand_there(text: str, silent: bool) -> None:
    assert bool(found(text, '"{before:amount} then {after:amount}"', "alone: true")) is not silent


def test_alone_asks_that_the_clue_marks_one_figure_only() -> None:
    patterns = '"{before:amount} & {after:amount@difference}"'
    assert found("It lost 500 tons by 300 tons.", patterns, "alone: true") == []
    assert len(found("It was 500 tons, by 300 tons.", patterns, "alone: true")) == 1


def test_a_change_without_a_verb_in_its_pattern_has_the_direction_of_the_verb_before() -> None:
    rules = parse_rules(CHANGE, "ours.yaml")
    assert [result.message for result in selftest(rules)] == ["", "", "", ""]


def test_different_units_are_no_match() -> None:
    assert found("It was 500 tons then 300 dollars.", '"{before:amount} then {after:amount}"') == []


def test_matches_stay_inside_a_sentence() -> None:
    assert found("It was 500 tons. Then 300 tons.", '"{before:amount} ... {after:amount}"') == []


FAULTS = [
    ('"{after:amount} :raise {before:amount}"', 5, 27, "no class 'raise'"),
    ('"{after:amount@bse} to {before:amount}"', 5, 12, "no clue 'bse'"),
    ('"{after:amonut} to {before:amount}"', 5, 12, "no slot type 'amonut'"),
    ('["{after:amount} {before:amount}", "{after:amount} (to"]', 5, 62, "'(' is not closed"),
    ('{en: "{after:amount}", fr: "{before:amount}"}', 5, 34, 'text: no word classes for language "fr"'),
    ("[]", 5, 11, "text: there is no pattern"),
]


@pytest.mark.parametrize(("patterns", "line", "column", "message"), FAULTS, ids=[fault[3] for fault in FAULTS])
def test_a_faulty_pattern_is_told_with_its_place(patterns: str, line: int, column: int, message: str) -> None:
    rules = parse_rules(RULE.format(text=patterns, more=""), "ours.yaml")
    errors = [finding for finding in rules.findings if finding.severity == "error"]
    assert rules.faulty
    assert (errors[0].place.line, errors[0].place.column) == (line, column)
    assert message in errors[0].message
    assert errors[0].help


def test_a_name_is_a_list_in_all_patterns_or_in_none() -> None:
    text = '["{parts:amount+} in all {whole:amount}", "{parts:amount} of {whole:amount}"]'
    broken = parse_rules(RULE.format(text=text, more="").replace("after >= before", "whole >= whole"), "ours.yaml")
    told = [(finding.rule, finding.message) for finding in broken.findings if finding.severity == "error"]
    assert told == [("AIC006", 'text: "parts" is a list in one pattern and one number in another')]


def test_an_unknown_name_in_same_unit() -> None:
    rules = parse_rules(RULE.format(text='"{after:amount} {before:amount}"', more="    same-unit: [[aftr]]\n"), "ours.yaml")
    assert 'no slot "aftr"; did you mean "after"?' in rules.findings[0].message


@pytest.mark.parametrize("language", languages())
def test_every_language_has_the_same_core_of_classes(language: str) -> None:
    words = word_classes(language)
    assert words is not None
    assert {"up", "down", "from", "to", "move", "break", "join"} <= words.classes.keys()
    assert {"base", "change", "difference", "whole", "share", "rest", "each"} == words.clues.keys()
    assert not words.classes.keys() & TYPES.keys()
    assert all(words.classes.values())


def test_the_shipped_sentence_rules_speak_both_languages() -> None:
    shipped = [rule for rule in load().rules if rule.source.name == "text"]
    spoken = {language for rule in shipped for language, patterns in rule.matcher.pattern.patterns.items() if patterns}
    assert len(shipped) > 20
    assert spoken == {"en", "zh"}
