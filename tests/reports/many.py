"""As many findings as wanted, of the kinds that a report meets, on documents of our own words."""

from itertools import cycle, islice

from aicheck.intervals import Interval
from aicheck.model import (
    Bar,
    Coverage,
    Document,
    Finding,
    Fix,
    Place,
    Quantity,
    Reading,
    Related,
    Result,
    RuleInfo,
    Severity,
    Verdict,
)
from aicheck.text import LineIndex

RULES = (
    RuleInfo(
        "AIC101",
        "doubled-scale",
        "error",
        "A scale word follows another that cannot be meant as a product.",
        "A translator wrote the scale of the source and the scale of the target; the number reads a million times too high.",
        "Drop one of the two scale words.",
    ),
    RuleInfo(
        "AIC201",
        "change-between-levels",
        "error",
        "A stated change must lead from the first stated level to the second.",
        "One of the three numbers was mistyped, mistranslated or updated alone.",
        "Correct the number under which the other two agree.",
    ),
    RuleInfo(
        "AIC301",
        "agreement",
        "warning",
        "Statements of one fact must share a value.",
        "Two documents were written from different sources, or one of them was not updated.",
        "Follow the primary source, or name the scope in which both are right.",
    ),
    RuleInfo("AIC601", "round-number", "info", "A figure that is exact in one place is vague in another."),
)
_TEXTS = {
    "reports/harbour-fund.md": (
        "The harbour fund placed 42 million million dollars of notes in May, its largest issue since it was founded, and "
        "kept 9 ships at sea.\n\nIncome from berths rose 20% to 150 million crowns, from 100 million crowns a year before.\n\n"
        "About 1,200 people work there; 610 of them on the quays.\n"
    ),
    "reports/annual-review.md": (
        "At the end of the year the fund employed 1,350 people.\nIt kept 9 ships at sea and let 31 berths.\n"
    ),
    "通讯/港口基金.txt": "港口基金五月发行了 4200 万美元的票据，船队共有 9 艘船，员工约 1350 人。\n",
}
_COUNTED = ("9 ships", "31 berths", "610 of them", "9 艘船", "May")


def _place(path: str, words: str) -> Place:
    text = _TEXTS[path]
    start = text.index(words)
    return LineIndex(text).place(path, start, start + len(words))


def _kinds() -> tuple[Finding, ...]:
    english, review, chinese = _TEXTS
    doubled = _place(english, "42 million million dollars")
    after = _place(english, "150 million crowns")
    people = _place(review, "1,350 people")
    return (
        Finding(
            "AIC101", "doubled-scale", "error", "42 million million dollars names two scales, one of which must go", doubled,
            (Related(_place(chinese, "4200 万美元"), "the same issue in the other document"),),
            {
                "stated": "42 x 10^12 USD, allowed 41.5 to 42.5 x 10^12",
                "the other document": "4200 万美元 = 42,000,000 USD, allowed 41,995,000 to 42,005,000",
            },
            Fix(doubled, "42 million dollars", "with one scale word the two documents agree"),
            bars=(
                Bar("stated", Interval.of(41_500_000_000_000, 42_500_000_000_000), "USD"),
                Bar("the other document", Interval.of(41_995_000, 42_005_000), "USD", implied=True),
            ),
        ),
        Finding(
            "AIC201", "change-between-levels", "error", "100 million crowns raised by 20% give about 120 million, not 150",
            after,
            (
                Related(_place(english, "100 million crowns"), "the level before"),
                Related(_place(english, "20%"), "the change"),
            ),
            {
                "after": "150 million",
                "before x (1 + change)": "99.5 to 100.5 million x 1.195 to 1.205 = 118.9025 to 121.1025 million",
            },
            Fix(_place(english, "20%"), "50%", "the levels agree with a change of 50%"),
            bars=(
                Bar("stated after", Interval.of(149_500_000, 150_500_000), "crowns"),
                Bar("before and change", Interval.of(118_902_500, 121_102_500), "crowns", implied=True),
            ),
        ),
        Finding(
            "AIC301", "agreement", "warning", "two documents give the fund's staff differently", people,
            (
                Related(_place(english, "About 1,200 people"), "the staff of the same fund, no date given"),
                Related(_place(chinese, "约 1350 人"), "agrees with the first"),
            ),
            {"reports/annual-review.md": "1350", "reports/harbour-fund.md": "about 1,200 allows 1,140 to 1,260"},
            help="say of which day each figure speaks",
            bars=(
                Bar("reports/annual-review.md", Interval.of(1349, 1350), "people"),
                Bar("reports/harbour-fund.md", Interval.of(1140, 1260), "people"),
                Bar("over, in 通讯/港口基金.txt", Interval.of(1280, None), "people"),
            ),
        ),
        Finding("AIC601", "round-number", "info", "1,350 people stands against about 1,350 elsewhere", people),
    )  # fmt: skip


def _reading(path: str, language: str, found: tuple[Finding, ...]) -> Reading:
    text = _TEXTS[path]
    places = {found.place for found in found} | {related.place for found in found for related in found.related}
    spans = {(place.start, place.end, place.text) for place in places if place.path == path}
    spans |= {(text.index(words), text.index(words) + len(words), words) for words in _COUNTED if words in text}
    quantities = tuple(Quantity(start, end, words, None, None, None, None) for start, end, words in sorted(spans))
    return Reading(Document(path, language, text, ((0, len(text)),)), quantities)


def _moved(found: Finding, folder: str, lines: int) -> Finding:
    def move(place: Place) -> Place:
        return place._replace(path=folder + place.path, line=place.line + lines, end_line=place.end_line + lines)

    return found._replace(
        place=move(found.place),
        related=tuple(related._replace(place=move(related.place)) for related in found.related),
        fix=None if found.fix is None else found.fix._replace(place=move(found.fix.place)),
    )


def many(number: int, documents: int = 3, texts: bool = False) -> Result:
    """A result of `number` findings, spread over so many documents; with their texts where asked."""
    kinds = _kinds()
    findings = []
    for index, kind in enumerate(islice(cycle(kinds), number)):
        part = index * documents // max(1, number)
        folder = "" if documents <= 3 else f"{part:03}/"
        findings.append(_moved(kind, folder, index // 4 * 7)._replace(fingerprint=f"{index:016x}"))
    findings.sort(key=lambda found: found.place.path)
    verdicts = (
        Verdict("AIC301", "consistent", _place("reports/annual-review.md", "9 ships"), "three documents say 9"),
        Verdict("AIC301", "rounding", _place("通讯/港口基金.txt", "9 艘船"), "agrees only as rounded"),
        Verdict("AIC501", "unchecked", _place("reports/harbour-fund.md", "610 of them"), "no pair"),
        Verdict("AIC501", "unchecked", _place("reports/annual-review.md", "31 berths"), "no rate for crowns in 2031"),
    )
    severities: list[Severity] = [found.severity for found in findings]
    coverage = Coverage(documents, 214, 61, 163, 58, 41, 131, 9, len(severities), 51)
    readings = tuple(_reading(path, "zh" if "通" in path else "en", kinds) for path in _TEXTS) if texts else ()
    return Result(tuple(findings), verdicts, coverage, unmatched=("AIC777",), rules=RULES, readings=readings)
