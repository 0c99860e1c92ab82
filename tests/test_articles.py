"""The four articles with the project's own claims and rules: what is found, at which place, and what stays silent."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from aicheck import claims, rules
from aicheck.config import Settings
from aicheck.model import Claim, Finding, Result
from aicheck.pipeline import check

ROOT = Path(__file__).parents[1]
ARTICLES = ROOT.parent / "shared" / "seeds"
SHOWDOWN, FUNDING, CURBS, REVIEW = (
    "000_63c05b7e177e9f84.txt", "001_d80ecbdb85facaf4.txt", "002_7ba6565501b67113.txt", "003_10faf636ca35a511.txt",
)  # fmt: skip
needs_articles = pytest.mark.skipif(not ARTICLES.is_dir(), reason="the articles are not at hand")

FOUND = {
    # document, line, column, rule -> severity, offending words, repair
    (SHOWDOWN, 58, 74, "ART333"): ("info", "several hundred billion dollars", None),
    (SHOWDOWN, 62, 45, "ART313"): ("info", "approximately $40 billion", None),
    (FUNDING, 11, 308, "ART301"): ("warning", "tripled", None),
    (FUNDING, 14, 216, "AIC101"): ("error", "31 billion billion US dollars", "31 billion US dollars"),
    (FUNDING, 29, 222, "AIC103"): ("warning", "6.45-0.73 billion yuan", "0.645-0.73 billion yuan"),
    (FUNDING, 29, 222, "AIC308"): ("error", "6.45-0.73 billion yuan", "0.645-0.73 billion yuan"),
    (FUNDING, 29, 345, "AIC104"): ("warning", "80 million -0.12 billion yuan", "0.08-0.12 billion yuan"),
    (REVIEW, 15, 19, "ART311"): ("warning", "超过600亿美元", None),
}

HELD = [
    # rule, document, line of the place, how often: statements that rules have checked and found right
    ("AIC303", SHOWDOWN, 11, 1),  # research money: 3.1 = 1.9 + 1.2
    ("AIC305", SHOWDOWN, 54, 1),  # shares of publications
    ("AIC305", FUNDING, 14, 1),  # 46 % + 25 % + 24 % of the deals
    ("AIC301", FUNDING, 14, 1),  # nearly half, 46 %
    ("AIC301", FUNDING, 13, 3),  # fortunes told twice
    ("AIC301", FUNDING, 16, 1),  # above 80, 86
    ("AIC301", FUNDING, 17, 1),  # nearly 30, about 29
    ("AIC301", FUNDING, 24, 2),  # processors told twice
    ("AIC301", FUNDING, 27, 1),  # nearly 15, 14.46
    ("AIC307", FUNDING, 16, 3),  # almost tripled within ten months
    ("AIC307", FUNDING, 21, 1),  # up more than three times from 3 to above 10
    ("AIC308", FUNDING, 27, 1),  # a loss that narrows
    ("AIC308", FUNDING, 29, 1),  # profit without non-recurring items
    ("AIC309", FUNDING, 13, 1),  # ten gains in falling order
    ("AIC310", FUNDING, 12, 1),  # ten of them
    ("AIC503", FUNDING, 26, 1),  # dollars and yuan
    ("ART302", FUNDING, 10, 1),  # ten gains within the total
    ("ART303", FUNDING, 13, 11),  # gains within fortunes
    ("ART304", FUNDING, 10, 1),  # thirty of five hundred
    ("ART312", FUNDING, 14, 1),  # China's deals within Asia's
    ("ART314", FUNDING, 20, 2),  # rounds below valuations
    ("ART321", FUNDING, 29, 2),  # profits within revenue
    ("ART322", FUNDING, 28, 1),  # one share on two exchanges
    ("ART323", FUNDING, 7, 1),  # a year's rise within the whole one
    ("ART331", FUNDING, 32, 1),  # later goals
    ("ART332", FUNDING, 32, 1),  # core within what it drives
]


def settings() -> Settings:
    return Settings(claims=(str(ROOT / "claims"),), rules=(str(ROOT / "rules"),))


def place(finding: Finding) -> tuple[str, int, int, str]:
    return Path(finding.place.path).name, finding.place.line, finding.place.column, finding.rule


def found(result: Result) -> dict[tuple[str, int, int, str], tuple[str, str, str | None]]:
    return {
        place(finding): (finding.severity, finding.place.text, finding.fix.replacement if finding.fix is not None else None)
        for finding in result.findings
    }


@pytest.fixture(scope="module")
def result() -> Result:
    return check([str(ARTICLES)], settings=settings())


@pytest.fixture(scope="module")
def curated() -> tuple[Claim, ...]:
    loaded = claims.load([ROOT / "claims"])
    assert loaded.findings == ()
    return loaded.claims


# -- with the articles ------------------------------------------------------------------------------------------------


@needs_articles
def test_what_is_found_and_nothing_else(result: Result) -> None:
    assert found(result) == FOUND
    assert not result.faulty


@needs_articles
@pytest.mark.parametrize(("rule", "document", "line", "times"), HELD)
def test_what_holds_was_checked_and_is_silent(result: Result, rule: str, document: str, line: int, times: int) -> None:
    held = [
        verdict
        for verdict in result.verdicts
        if (verdict.rule, Path(verdict.place.path).name, verdict.place.line) == (rule, document, line)
        and verdict.outcome in ("consistent", "rounding")
    ]
    assert len(held) == times


@needs_articles
def test_the_repair_of_the_profit_comes_with_its_proof(result: Result) -> None:
    (finding,) = [each for each in result.findings if place(each) == (FUNDING, 29, 222, "AIC308")]
    assert finding.fix is not None
    # 0.645 / 1.15 and 0.73 / 1.3 are the profit of one and the same year before
    assert "561.54 million CNY agrees with 560.87 million CNY within rounding" in finding.fix.reason


@needs_articles
def test_every_claim_stands_at_its_place(result: Result, curated: tuple[Claim, ...]) -> None:
    assert (result.coverage.claims, result.coverage.bound) == (len(curated), len(curated))


@needs_articles
def test_the_article_without_figures_gives_no_finding(result: Result) -> None:
    assert [finding for finding in result.findings if finding.place.path.endswith(CURBS)] == []


# -- without them -----------------------------------------------------------------------------------------------------


def test_over_a_hundred_statements_are_curated(curated: tuple[Claim, ...]) -> None:
    count = Counter(claim.source.path for claim in curated)
    assert (count[SHOWDOWN], count[FUNDING], count[CURBS], count[REVIEW]) == (13, 113, 0, 3)


def test_one_subject_has_one_name(curated: tuple[Claim, ...]) -> None:
    subjects = {claim.id: claim.subject for claim in curated}
    assert {subjects[id] for id in ("nvidia-shares", "nvidia-processors-a-year")} == {"NVIDIA"}
    assert {subjects[id] for id in ("iflytek-shares", "iflytek-profit")} == {"iFLYTEK"}


def test_contradictions_of_claims_are_found_without_the_documents_too(curated: tuple[Claim, ...]) -> None:
    assert found(check([], settings=settings())) == FOUND


def test_the_projects_rules_pass_their_own_tests() -> None:
    loaded = rules.load([ROOT / "rules", ROOT / "examples" / "rules"], strict=True)
    assert loaded.findings == ()
    own = [test for test in rules.selftest(loaded) if not test.rule.startswith("AIC")]
    assert [(test.rule, test.place.line, test.message) for test in own if not test.passed] == []
    assert {test.rule for test in own} == {rule.id for rule in loaded.rules if not rule.id.startswith("AIC")}
