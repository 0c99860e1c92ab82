"""`match: {table: ...}`: what a rule may ask for, and how a finding reads."""

import random
from textwrap import dedent

import pytest

from aicheck.documents import from_text
from aicheck.quantities import read
from aicheck.rules import load, parse_rules, run

DOCUMENT = """# Ports

| Port | Coal | Grain | Ore | Total |
|---|---|---|---|---|
| Goole | 1,411 | 830 | 226 | 2,440 |
| Whitby | 964 | 1,377 | 518 | 2,859 |
| Boston | 702 | 655 | 190 | 1,547 |
| Total | 3,077 | 2,835 | 934 | 6,846 |
"""


def test_one_slip_gives_one_finding_at_its_cell():
    outcome = run(load((), ("tables",)), [read(from_text(DOCUMENT, "ports.md"))])
    (finding,) = outcome.findings
    assert (finding.rule, finding.severity, finding.place.line, finding.place.column) == ("AIC401", "error", 5, 19)
    assert finding.place.text == "830"
    assert finding.message == "Total, Grain: the rows sum to 2,862, but 2,835 is stated"
    assert finding.fix is not None
    assert (finding.fix.replacement, finding.fix.place.text) == ("803", "830")
    assert finding.fix.reason == "two digits are swapped: then all 2 relations that this cell broke hold"
    held = [verdict for verdict in outcome.verdicts if verdict.outcome in ("consistent", "rounding")]
    assert len(held) == 6, "three columns and three rows foot"


DEPOTS = """| Depot | 2031 | 2030 | 2029 |
|-------|------|------|------|
| Leeds | 4,118 | 3,907 | 3,500 |
| Hull  | 2,264 | 2,351 | 2,200 |
| York  | 986 | 1,048 | 1,010 |
| Derby | 1,503 | 1,417 | 1,388 |
| Total | {} | 8,723 | 8,098 |
"""


@pytest.mark.parametrize(("total", "told"), [("6,607", "left out"), ("11,135", "counted twice")])
def test_the_line_that_a_total_misses_or_has_twice_is_named(total: str, told: str):
    (finding,) = run(load((), ("tables",)), [read(from_text(DEPOTS.format(total), "depots.md"))]).findings
    assert (finding.rule, finding.severity) == ("AIC408", "warning")
    assert finding.message == f"Total, 2031: the other lines lead to 8,871, but {total} is stated, as if Hull were {told}"


RULE = """
- id: ACME001
  name: own
  severity: info
  match: {match}
  expect: total == sum(addends)
  message: "{{total}}"
  what: what
  why: why
"""


@pytest.mark.parametrize(
    ("match", "message"),
    [
        ("{table: totals}", 'table: "totals" is not known; did you mean "total"?'),
        ("{table: [total, change]}", "table: these kinds bind different names"),
        ("{table: total, evidence: sure}", 'evidence: "sure" is not known'),
        ("{table: total, axis: {a: b}}", "axis: a mapping is not known"),
    ],
)
def test_what_a_rule_may_not_ask_for(match, message):
    loaded = parse_rules(RULE.format(match=match), "own.yaml")
    assert [finding.message for finding in loaded.findings if finding.severity == "error"] == [message]
    assert loaded.faulty


def test_plain_text_statements_are_checked_too():
    text = dedent("""\
        INCOME
        ==================================
                             2031     2030
          Sales             8,410    7,902
          Cost of goods     5,020    4,715
          Gross profit      3,390    3,178
        """)
    (finding,) = run(load((), ("tables",)), [read(from_text(text, "accounts.txt"))]).findings
    assert (finding.rule, finding.place.line, finding.fix.replacement) == ("AIC403", 6, "3,187")


def _long(wrong: range) -> str:
    """A list of 400 rows with their totals; those of some rows are too high."""
    draw = random.Random(11).randrange
    rows = [[draw(100, 10**4) for _ in range(4)] for _ in range(400)]
    stated = [[f"Berth {at}", *row, sum(row) + 640 * (at in wrong)] for at, row in enumerate(rows)]
    return "\n".join(",".join(map(str, row)) for row in [["Berth", "Coal", "Grain", "Ore", "Salt", "Total"], *stated])


def test_rows_of_a_long_list_are_told_although_a_sample_holds_more_than_their_share():
    """Every tenth row is looked at first: a fifth of these is wrong, and one in fifty of all."""
    outcome = run(load((), ("tables",)), [read(from_text(_long(range(0, 400, 50)), "list.csv"))])
    assert [finding.place.line for finding in outcome.findings] == [2 + at for at in range(0, 400, 50)]


def test_rows_that_are_wrong_too_often_are_left_unchecked_once_and_why_is_said():
    outcome = run(load((), ("tables",)), [read(from_text(_long(range(0, 400, 4)), "list.csv"))])
    assert outcome.findings == ()
    (verdict,) = outcome.verdicts
    assert (verdict.rule, verdict.outcome, verdict.place.line) == ("AIC402", "unchecked", 2)
    assert verdict.reason == (
        "it holds 300 times in this table and 100 times not: too often for slips, so that it may not be meant"
    )
