"""Enumerations after a counted noun: which are read, and how many items they have."""

from __future__ import annotations

import pytest

from aicheck.model import Document
from aicheck.quantities import read
from aicheck.rules.loader import parse_rules
from aicheck.rules.matching import Facts, Item
from aicheck.rules.sources import SOURCES
from aicheck.rules.sources.listing import SOURCE

RULE = "- {id: ACME001, name: t, severity: info, match: {listing: %s}, expect: stated == listed, message: m, what: W., why: W.}"

READ = [
    ("It has three docks: Hull, Bergen and Esbjerg.", "Hull, Bergen and Esbjerg", 3, 3),
    ("It has three docks: Hull, Bergen, and Esbjerg.", "Hull, Bergen, and Esbjerg", 3, 3),
    ("It has three partners: Sons and Daughters, Gray and Company.", "Sons and Daughters, Gray and Company", 3, 4),
    ("It has two docks, in the north: Hull and Bergen.", None, 0, 0),
    ("It has two docks in Norway: Hull and Bergen", "Hull and Bergen", 2, 2),
    ("It has two docks: Hull, which is old, and Bergen.", None, 0, 0),
    ("It has two docks: Hull, Bergen.", None, 0, 0),
    ("It has two docks: Hull (since 1990) and Bergen.", None, 0, 0),
    ("It has about three docks: Hull and Bergen.", None, 0, 0),
    ("公司有三个船厂：甲厂、乙厂和丙厂。", "甲厂、乙厂和丙厂", 3, 3),
    ("公司有三个船厂：甲厂、乙厂、丙厂，均已投产。", None, 0, 0),
    ("公司有三个船厂：甲厂、乙厂、丙厂。", "甲厂、乙厂、丙厂", 3, 3),
    ("厂训有六个字：勤劳、节俭、诚实。", None, 0, 0),
    ("公司在三个海边的小城建立了船厂：甲厂、乙厂、丙厂、丁厂。", None, 0, 0),
    ("公司有三个船厂：甲厂、乙厂、和平厂。", "甲厂、乙厂、和平厂", 3, 4),
    ("公司有三个船厂：甲厂、乙厂等。", None, 0, 0),
]


@pytest.mark.parametrize(("sentence", "listed", "least", "most"), READ)
def test_an_enumeration_is_counted_where_its_end_is_sure(sentence: str, listed: str | None, least: int, most: int) -> None:
    language = "en" if sentence.isascii() else "zh"
    (rule,) = parse_rules(RULE % '{en: ":", zh: "："}', "r.yaml").rules
    reading = read(Document("x.txt", language, sentence, ((0, len(sentence)),)))
    found = [match.bindings["listed"] for _, match in SOURCE.find([rule.matcher], Facts([reading]))]
    if listed is None:
        assert found == []
        return
    (item,) = found
    assert isinstance(item, Item)
    assert (item.place.text, item.quantity.low, item.quantity.high) == (listed, least, most)


CLOSED = [
    ("It calls at three ports (Hull, Bergen and Esbjerg) now.", "Hull, Bergen and Esbjerg", 3, 3),
    ("It calls at three ports (Hull, Bergen and Esbjerg now.", None, 0, 0),
    ("It won three titles (Hull, Bergen and Esbjerg).", None, 0, 0),
    ("Three ports — Hull, Bergen and Esbjerg — were closed.", "Hull, Bergen and Esbjerg", 3, 3),
    ("They closed three ports — Hull, Bergen and Esbjerg.", "Hull, Bergen and Esbjerg", 3, 3),
    ("船停三个港口（甲港、乙港和丙港），均在北方。", "甲港、乙港和丙港", 3, 3),
]


@pytest.mark.parametrize(("sentence", "listed", "least", "most"), CLOSED)
def test_a_bracket_or_dash_closes_what_it_opened(sentence: str, listed: str | None, least: int, most: int) -> None:
    language = "zh" if "。" in sentence else "en"
    rule = RULE.replace("listing: %s", 'listing: {en: ["(", "—"], zh: "（"}, nouns: named')
    (matcher,) = (each.matcher for each in parse_rules(rule, "r.yaml").rules)
    reading = read(Document("x.txt", language, sentence, ((0, len(sentence)),)))
    found = [match.bindings["listed"] for _, match in SOURCE.find([matcher], Facts([reading]))]
    assert [(each.place.text, each.quantity.low, each.quantity.high) for each in found if isinstance(each, Item)] == (
        [] if listed is None else [(listed, least, most)]
    )


def test_an_unknown_class_of_nouns_is_told() -> None:
    ruleset = parse_rules(RULE.replace("listing: %s", "listing: {en: '('}, nouns: vessles"), "r.yaml")
    assert [finding.message for finding in ruleset.findings] == ['nouns: "vessles" is no class of words']


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("words", "listing: languages are expected, not a single value"),
        ("{xx: ':'}", "listing: no word classes for language \"xx\""),
        ("{en: []}", "listing: a list of words is expected"),
    ],
)
def test_a_faulty_listing_is_told(written: str, message: str) -> None:
    ruleset = parse_rules(RULE % written, "r.yaml")
    assert not ruleset.rules and next(finding.message for finding in ruleset.findings).startswith(message)


def test_both_ways_to_look_beyond_one_sentence_are_registered() -> None:
    assert {"listing", "repeated"} <= SOURCES.keys()
