"""Repairs: the textual edits of common slips, and which one the other checks support."""

from __future__ import annotations

import pytest

from aicheck import documents, quantities, rules
from aicheck.rules.edits import edits, shifted

EDITS = [
    # language, text, the edited words, a part of what the slip was
    ("en", "7 billion billion euros", "7 billion euros", "without the extra billion"),
    ("en", "8.25-0.97 billion yuan", "0.825-0.97 billion yuan", "8.25 was left in units of 10^8"),
    ("en", "8.25-0.97 billion yuan", "0.97-8.25 billion yuan", "the ends swapped"),
    ("en", "70 million-0.21 billion yuan", "0.07-0.21 billion yuan", "both ends in one scale"),
    ("en", "$5.3 million", "$5.3 billion", "billion instead of million"),
    ("en", "$5.3mn", "$5.3bn", "bn instead of mn"),
    ("en", "$5.3 million", "$53 million", "moved by one place"),
    ("en", "5,310 cars", "53,100", "moved by one place"),
    ("en", "$5.3 million", "$3.5 million", "two digits swapped"),
    ("en", "5.3 percent", "-5.3 percent", "with a minus sign"),
    ("en", "5.3 percent", "5.3 percentage points", "percentage points instead of percent"),
    ("zh", "5.3万元", "5.3亿元", "亿 instead of 万"),
    ("zh", "70亿亿元", "70亿元", "without the extra 亿"),
    ("zh", "5.3%", "5.3个百分点", "percentage points instead of percent"),
]


@pytest.mark.parametrize(("language", "text", "words", "slip"), EDITS)
def test_an_edit_is_tried(language: str, text: str, words: str, slip: str) -> None:
    quantity = quantities.read_stated(text, language)
    assert quantity is not None
    found = {edit.words: edit for edit in edits(quantity, language)}
    assert words in found, list(found)
    assert slip in found[words].slip
    meant = quantities.read_stated(words, language)
    assert meant is not None and (found[words].meant.low, found[words].meant.high) == (meant.low, meant.high)


@pytest.mark.parametrize(
    ("number", "places", "moved"),
    [
        ("6.45", -1, "0.645"),
        ("645", -1, "64.5"),
        ("1,234.5", 1, "12,345"),
        ("80", -3, "0.080"),
        ("0.73", 3, "730"),
        ("5", 0, "5"),
    ],
)
def test_a_moved_point_keeps_digits_and_grouping(number: str, places: int, moved: str) -> None:
    assert shifted(number, places) == moved


def test_what_the_surroundings_say_of_a_number_is_kept() -> None:
    hedged = quantities.extract("It cost over 53 million dollars.", "en")[0]
    meant = next(edit.meant for edit in edits(hedged, "en") if edit.words == "5.3 million dollars")
    assert (meant.relation, meant.low, meant.high) == (">", 5_300_000, None)


def proposals(claims: str, only: str) -> list[tuple[str, str, str]]:
    """(place, replacement, reason) of the findings of one rule on claims written as in a test."""
    from aicheck.rules.samples import prepare
    from aicheck.yamlio import parse

    root, findings = parse(claims, "c.yaml")
    assert root is not None
    prepared = prepare(root, findings)
    assert prepared is not None, findings
    outcome = rules.run(rules.load(), prepared.facts.readings, prepared.facts.claims)
    return [
        (each.fix.place.text, each.fix.replacement, each.fix.reason) if each.fix is not None else (each.place.text, "", "")
        for each in outcome.findings
        if each.rule == only
    ]


def test_the_range_under_which_both_ends_lead_back_to_one_base() -> None:
    found = proposals(
        """
        - {subject: A, metric: profit, period: 2021, stated: 8.25-0.97 billion yuan}
        - {subject: A, metric: profit, period: 2021, role: change, change: up, stated: 10%-29%}
        """,
        "AIC308",
    )
    assert found == [
        (
            "8.25-0.97 billion yuan",
            "0.825-0.97 billion yuan",
            "8.25 was left in units of 10^8 beside a word for 10^9; "
            "then 751.94 million CNY agrees with 750 million CNY within rounding",
        )
    ]


def test_the_edit_that_most_checks_support() -> None:
    """15 for 51 mends the sum alone; 1.5 for 15 would not. The change against the year before speaks for the former."""
    found = proposals(
        """
        - {subject: A, metric: harvest, period: 2021, role: whole, stated: 84 tonnes}
        - {subject: A, metric: harvest, period: 2021, role: part, fruit: apples, stated: 33 tonnes}
        - {subject: A, metric: harvest, period: 2021, role: part, fruit: pears, stated: 15 tonnes}
        - {subject: A, metric: harvest, period: 2020, role: level, stated: 80 tonnes}
        - {subject: A, metric: harvest, period: 2021, role: change, stated: rose 5%}
        """,
        "AIC303",
    )
    assert found == [("15 tonnes", "51 tonnes", "two digits swapped; then 84 metric tons agrees with 84 metric tons")]


def test_none_is_proposed_where_two_do_equally_well() -> None:
    """Either of two statements may be ten times off: nothing tells which."""
    found = proposals(
        """
        - {subject: A, metric: harvest, period: 2021, stated: 430 tonnes}
        - {subject: A, metric: harvest, period: 2021, stated: 43 tonnes}
        """,
        "AIC301",
    )
    assert found == [("43 tonnes", "", "")]


def test_the_odd_one_out_is_mended() -> None:
    found = proposals(
        """
        - {subject: A, metric: harvest, period: 2021, stated: 430 tonnes}
        - {subject: A, metric: harvest, period: 2021, stated: 43 tonnes}
        - {subject: A, metric: harvest, period: 2021, stated: about 425 tonnes}
        """,
        "AIC301",
    )
    assert [(place, words) for place, words, _ in found] == [("43 tonnes", "430 tonnes")]


def test_a_hedge_beside_the_number_stays() -> None:
    found = proposals(
        """
        - {subject: A, metric: harvest, period: 2021, stated: 430 tonnes}
        - {subject: A, metric: harvest, period: 2021, stated: 428 tonnes to 435 tonnes}
        - {subject: A, metric: harvest, period: 2021, stated: about 43 tonnes}
        """,
        "AIC301",
    )
    assert [(place, words) for place, words, _ in found] == [("about 43 tonnes", "about 430 tonnes")]


def test_a_bound_alone_speaks_for_no_edit() -> None:
    found = proposals(
        """
        - {subject: A, metric: harvest, period: 2021, role: whole, stated: 84 tonnes}
        - {subject: A, metric: harvest, period: 2021, role: item, fruit: apples, stated: 920 tonnes}
        """,
        "AIC304",
    )
    assert found == [("84 tonnes", "", "")]


def test_a_reversed_range_alone_is_left_to_its_writer() -> None:
    outcome = proposals("{text: 'Profit of 8.25-0.97 billion yuan is expected.'}", "AIC103")
    assert outcome == [("8.25-0.97 billion yuan", "", "")]


LIMITS = [
    # an item of 70 tonnes would fit, but so would many others; the whole is borne out by the year before
    (
        "AIC304",
        """
        - {subject: A, metric: harvest, period: 2020, stated: 90 tonnes}
        - {subject: A, metric: harvest, period: 2021, role: change, stated: fell 10%}
        - {subject: A, metric: harvest, period: 2021, role: whole, stated: 81 tonnes}
        - {subject: A, metric: harvest, period: 2021, role: item, fruit: apples, stated: 700 tonnes}
        """,
    ),
    # 3,900 is over 3,100, but so is every larger number
    (
        "AIC301",
        """
        - {subject: A, metric: harvest, period: 2020, stated: 4000 tonnes}
        - {subject: A, metric: harvest, period: 2021, role: change, stated: fell 10%}
        - {subject: A, metric: harvest, period: 2021, stated: over 3100 tonnes}
        - {subject: A, metric: harvest, period: 2021, stated: about 390 tonnes}
        """,
    ),
]


@pytest.mark.parametrize(("rule", "claims"), LIMITS)
def test_a_limit_speaks_for_no_edit(rule: str, claims: str) -> None:
    ((_, words, _),) = proposals(claims, rule)
    assert words == ""


def test_no_repair_turns_a_range_around() -> None:
    from aicheck import extract
    from aicheck.rules.edits import edits

    (quantity,) = extract("15%-40%")
    assert edits(quantity, "en") and all(edit.meant.low == edit.meant.ends[0].value for edit in edits(quantity, "en"))


def test_a_share_is_told_in_percent_where_it_agrees_with_a_percentage() -> None:
    text = "The ferry carried 4.2 million passengers, up 12% from 3.5 million the year before."
    (finding,) = rules.run(rules.load(), [quantities.read(documents.from_text(text, "ferry.txt"))]).findings
    assert finding.fix is not None
    assert (finding.fix.place.text, finding.fix.replacement) == ("12%", "21%")
    assert finding.fix.reason == "two digits swapped; then [20.5, 21.5]% agrees with 20% within rounding"
