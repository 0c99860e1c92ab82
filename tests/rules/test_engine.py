"""Verdicts and findings of rules over claims and documents: places, severities, arithmetic, what is related."""

from __future__ import annotations

import pytest

from aicheck import documents, quantities, rules
from aicheck.model import HedgeWidths, Reading
from aicheck.rules import engine
from aicheck.rules.engine import merge
from tests.rules.statements import claim

RULE = """\
- id: ACME001
  name: a-rule
  severity: error
  match: {match}
  expect: {expect}
  message: "{message}"
  what: What.
  why: Why.
  fix: Mend it.
"""


def ruleset(expect: str, match: str, message: str = "{stated} against {expected}", more: str = "") -> rules.RuleSet:
    text = RULE.replace("{match}", match).replace("{expect}", expect).replace("{message}", message) + more
    loaded = rules.parse_rules(text, "r.yaml")
    assert not loaded.faulty, loaded.findings
    return loaded


def reading(text: str) -> Reading:
    return quantities.read(documents.from_text(text, "d.md", "en"))


GROUP = "{claims: {group-by: [subject]}}"


def test_a_contradiction_tells_the_place_the_arithmetic_and_the_rest() -> None:
    claims = [
        claim("5.2m USD", subject="A", document="one.txt"),
        claim("about 5m USD", subject="A", document="two.txt"),
        claim("7.1m USD", subject="A", document="three.txt"),
    ]
    outcome = rules.run(ruleset("agree(values)", GROUP), claims=claims)
    (finding,) = outcome.findings
    assert (finding.rule, finding.severity, finding.place.path, finding.place.text) == (
        "ACME001",
        "error",
        "three.txt",
        "7.1m USD",
    )
    assert finding.message == "7.1m USD against about 5.2 million USD"
    assert dict(finding.values) == {
        "values 1": "5.2m USD = [5.15, 5.25] million USD",
        "values 2": "about 5m USD = [4.5, 5.5] million USD",
        "values 3": "7.1m USD = [7.05, 7.15] million USD",
        "expected": "[5.15, 5.25] million USD",
    }
    assert [(each.place.path, each.message) for each in finding.related] == [
        ("one.txt", "values: 5.2m USD"),
        ("two.txt", "values: about 5m USD"),
    ]
    assert [(bar.name, str(bar.interval.low), bar.unit, bar.implied) for bar in finding.bars] == [
        ("stated", "7050000", "USD", False),
        ("expected", "5150000", "USD", False),
    ]
    assert finding.help == "Mend it."


def test_the_ledger_has_every_match_and_the_rules_that_matched_nothing() -> None:
    more = RULE.replace("ACME001", "ACME002").replace("{match}", "{claims: {where: {metric: none}, group-by: [subject]}}")
    more = more.replace("{expect}", "agree(values)").replace("{message}", "m")
    claims = [
        claim("5m USD", subject="A"),
        claim("5m USD", subject="A"),
        claim("5m USD", subject="B"),
        claim("5.4m USD", subject="B"),
        claim("5m USD", subject="C"),
        claim("5 cars", subject="C"),
        claim("5 cars", subject="D"),
        claim("5 buses", subject="D"),
    ]
    outcome = rules.run(ruleset("agree(values)", GROUP, more=more), claims=claims)
    assert [(each.outcome, each.reason) for each in outcome.verdicts] == [
        ("consistent", ""),
        ("rounding", ""),
        ("unchecked", "cannot compare USD and cars"),
        ("unchecked", "counts of cars and of buses are not known to be the same"),
    ]
    assert outcome.unmatched == ("ACME002",)


def test_a_clash_of_units_becomes_the_finding_of_its_own_rule() -> None:
    more = """\
- id: ACME009
  name: clash
  severity: warning
  match: {fault: currency-mismatch}
  message: "{left} beside {right} in {rule}: {reason}"
  what: What.
  why: Why.
"""
    claims = [claim("5m USD", subject="A"), claim("36m CNY", subject="A", document="zh.txt")]
    outcome = rules.run(ruleset("agree(values)", GROUP, more=more), claims=claims)
    assert [(each.rule, each.severity, each.place.path, each.message) for each in outcome.findings] == [
        ("ACME009", "warning", "zh.txt", "5m USD beside 36m CNY in ACME001: cannot compare USD and CNY")
    ]
    assert outcome.unmatched == ()


def test_what_rests_on_reach_is_at_most_a_warning() -> None:
    match = "{claims: {a: {subject: A}, b: {subject: B}}}"
    claims = [claim("over 50m USD", subject="A"), claim("40m USD", subject="B")]
    beyond = rules.run(ruleset("plausible(a) * 2 <= b * 10 and b >= plausible(a)", match), claims=claims)
    assert [each.severity for each in beyond.findings] == ["error"], "b is below a in any case"
    claims = [claim("over 50m USD", subject="A"), claim("400m USD", subject="B")]
    (finding,) = rules.run(ruleset("plausible(a) == b", match), claims=claims).findings
    assert finding.severity == "warning"
    (finding,) = rules.run(ruleset("b <= stated(a)", match), claims=claims).findings
    assert finding.severity == "warning"
    assert rules.run(ruleset("a == b", match), claims=claims).findings == ()


def test_hedge_widths_are_the_callers() -> None:
    claims = [claim("about 100m USD", subject="A"), claim("112m USD", subject="A")]
    loaded = ruleset("agree(values)", GROUP)
    assert len(rules.run(loaded, claims=claims).findings) == 1
    from fractions import Fraction

    assert rules.run(loaded, claims=claims, widths=HedgeWidths(about=Fraction(15, 100))).findings == ()


def test_when_limits_a_rule_and_at_places_it() -> None:
    match = "{claims: {by: [subject], a: {role: level}, b: {role: whole}}}"
    claims = [claim("5m USD", subject="A", document="a.txt"), claim("9m USD", subject="A", role="whole", document="b.txt")]
    loaded = ruleset("a == b\n  at: b\n  when: b > 10000000", match, "{a} is not {b}")
    assert rules.run(loaded, claims=claims).verdicts == ()
    loaded = ruleset("a == b\n  at: b\n  when: b > 1000000", match, "{a} is not {b}")
    (finding,) = rules.run(loaded, claims=claims).findings
    assert (finding.place.path, finding.message) == ("b.txt", "5m USD is not 9m USD")


def test_notes_are_found_at_their_place_in_the_document() -> None:
    outcome = rules.run(rules.load(packs=["malformed"]), [reading("One.\n\nThe plant cost 12 million million dollars.\n")])
    (finding,) = outcome.findings
    assert (finding.rule, finding.place.line, finding.place.column, finding.place.text) == (
        "AIC101", 3, 16, "12 million million dollars",
    )  # fmt: skip
    assert finding.place.source == "The plant cost 12 million million dollars."


def test_documents_can_be_run_one_by_one() -> None:
    loaded = rules.load()
    texts = ["It cost 12 million million dollars.", "Nothing here.", "It rose 7% percent."]
    readings = [quantities.read(documents.from_text(text, f"{number}.md", "en")) for number, text in enumerate(texts)]
    whole = rules.run(loaded, readings, scopes=["document"])
    parts = merge(rules.run(loaded, [each], scopes=["document"]) for each in readings)
    assert whole == parts
    assert [finding.rule for finding in parts.findings] == ["AIC101", "AIC106"]
    assert "AIC101" not in parts.unmatched and "AIC102" in parts.unmatched


def test_the_same_run_gives_the_same_findings() -> None:
    claims = [claim(f"{value}m USD", subject=str(value % 7), document=f"{value % 3}.txt") for value in range(1, 60)]
    loaded = ruleset("agree(values)", GROUP)
    first, second = rules.run(loaded, claims=claims), rules.run(loaded, claims=claims)
    assert first == second
    assert [each.place.path for each in first.findings] == sorted(each.place.path for each in first.findings)


def test_of_a_list_of_contradictions_the_last_told_says_how_many_more_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "MOST_TOLD", 3)
    cells = "Depot,Stock\n" + "".join(f'Depot {n},"{n},1754,000"\n' for n in range(1, 8))
    listed = quantities.read(documents.from_text(cells, "d.csv", "en"))
    loaded = ruleset("1 == 1", "{note: broken-grouping}", "{number} is written wrong").rules[0]
    outcome = rules.run(rules.RuleSet((loaded._replace(expect=None),)), [listed])
    assert [(each.place.text, each.values.get("more", "")) for each in outcome.findings] == [
        ("1,1754,000", ""),
        ("2,1754,000", ""),
        ("3,1754,000", "4 like it in this document, which are not told one by one"),
    ]
    assert len(outcome.verdicts) == 3
