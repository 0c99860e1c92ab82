"""One small result with everything that a report can show, on two documents of our own words."""

from aicheck.intervals import Interval
from aicheck.model import Bar, Coverage, Finding, Fix, Place, Related, Result, RuleInfo, Suppressed, Verdict
from aicheck.text import LineIndex

ENGLISH = "The harbour fund raised 42 million million dollars in May.\r\nIt had 9 ships.\r\n"
CHINESE = "港口基金在五月募集了 4200 万元，船队共有 9 艘船，总吨位约 3.5-1.2 万吨。\n"

RULES = (
    RuleInfo(
        "AIC101",
        "doubled-scale",
        "error",
        "A scale word follows another that cannot be meant as a product.",
        "A translator wrote the scale of the source and the scale of the target.",
        "Drop one of the two words.",
        ("https://example.org/scales",),
    ),
    RuleInfo("AIC103", "reversed-range", "warning", "A range must rise from its first end to its second."),
    RuleInfo("AIC301", "agreement", "error", "Statements of one fact must agree."),
)


def place(path: str, text: str, words: str, origin: str = "") -> Place:
    start = text.index(words)
    return LineIndex(text).place(path, start, start + len(words), origin)


def result() -> Result:
    doubled = place("docs/harbour.txt", ENGLISH, "42 million million dollars")
    range_ends = place("docs/港口.txt", CHINESE, "3.5-1.2 万吨", "GB18030 text")
    ships = place("docs/港口.txt", CHINESE, "9 艘船", "GB18030 text")
    findings = (
        Finding(
            "AIC101",
            "doubled-scale",
            "error",
            "42 million million dollars names two scales, one of which must go",
            doubled,
            values={"stated": "42 x 10^12 USD", "with one scale": "42,000,000 USD"},
            fix=Fix(doubled, "42 million dollars", "a scale word was written twice"),
            fingerprint="1f1f1f1f1f1f1f1f",
            bars=(
                Bar("stated", Interval.of(41_500_000_000_000, 42_500_000_000_000), "USD"),
                Bar("with one scale", Interval.of(41_500_000, 42_500_000), "USD", implied=True),
            ),
        ),
        Finding(
            "AIC103",
            "reversed-range",
            "warning",
            "the first end of 3.5-1.2 万吨 is above the second",
            range_ends,
            related=(Related(ships, "the fleet that it speaks of"),),
            help="check which end is meant",
            fingerprint="2e2e2e2e2e2e2e2e",
        ),
    )
    verdicts = (
        Verdict("AIC301", "consistent", ships, "both documents say 9"),
        Verdict("AIC501", "unchecked", doubled, "no rate for 2031"),
    )
    coverage = Coverage(
        documents=2, quantities=5, bound=1, checked=4, claims=3, rules=7, consistent=1, contradictory=2, unchecked=1
    )
    ignored = Suppressed(
        Finding("AIC601", "round-number", "info", "9 ships is a round number", ships, fingerprint="3d3d3d3d3d3d3d3d"),
        "document",
        "counted by hand",
    )
    return Result(findings, verdicts, coverage, unmatched=("AIC999",), rules=RULES, suppressed=(ignored,))
