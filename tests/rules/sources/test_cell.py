"""Sentences against tables: what is told, how gravely, and what should be written instead."""

import pytest

from aicheck import rules
from aicheck.documents import from_text
from aicheck.model import Finding
from aicheck.quantities import read

TABLE = """Crates sold ({})

| | 2031 | 2030 |
|---|---|---|
| Oak crates | 8,417 | 7,902 |
| Elm crates | 1,118 | 1,096 |
| Profit margin | 40.3% | 38.1% |

"""


def found(text: str) -> list[Finding]:
    shipped = rules.load(packs=["tables"])
    return [*rules.run(shipped, [read(from_text(text, "page.md"))]).findings]


CASES = [
    ("swapped digits", "in thousands", "Oak crates were 8,471 thousand in 2031.", "error", "8,417 thousand"),
    ("a wrong digit", "in thousands", "The profit margin was 48.3% in 2031.", "error", "40.3%"),
    ("a wrong scale", "in thousands", "Oak crates were 8.42 billion in 2031.", "error", None),
    ("a shifted point", "in thousands", "Oak crates were 84.17 million in 2031.", "error", "8.417 million"),
    ("a scale that nobody tells", "by quay", "Oak crates were 8,471 thousand in 2031.", "error", "8,417 thousand"),
    ("beside a number that agrees", "in thousands", "Elm crates were 1.1 million in 2031 (2030: 1.3 million).", "error", None),
    ("nothing but near", "in thousands", "Elm crates were 1.3 million in 2031.", "warning", None),
]  # fmt: skip


@pytest.mark.parametrize(("scale", "sentence", "severity", "fix"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_contradiction(scale: str, sentence: str, severity: str, fix: str | None) -> None:
    (finding,) = found(TABLE.format(scale) + sentence + "\n")
    assert finding.severity == severity
    assert finding.fix is None if fix is None else finding.fix and finding.fix.replacement == fix
    assert sentence.rstrip(").").endswith(finding.place.text) or f"{finding.place.text} in" in sentence
    (cell,) = finding.related
    assert cell.place.line in (5, 6, 7) and cell.place.text in cell.message


QUIET = [
    ("rounded", "in thousands", "Oak crates were 8.4 million in 2031."),
    ("a scale that nobody tells", "by quay", "Oak crates were 8.4 million in 2031."),
    ("far off where the scale is not told", "by quay", "Oak crates were 3.1 million in 2031."),
    ("another thing altogether", "in thousands", "Oak crates were 120 million in 2031."),
    ("dollars beside a number without a currency", "in thousands", "Oak crates were $5.1 million in 2031."),
]


@pytest.mark.parametrize(("scale", "sentence"), [case[1:] for case in QUIET], ids=[case[0] for case in QUIET])
def test_no_contradiction(scale: str, sentence: str) -> None:
    assert found(TABLE.format(scale) + sentence + "\n") == []


def test_under_another_heading_only_a_slip_tells() -> None:
    text = TABLE.format("in thousands") + "# The north quay\n\n"
    assert found(text + "Elm crates were 1.3 million in 2031.\n") == []
    assert [each.severity for each in found(text + "Elm crates were 1,181 thousand in 2031.\n")] == ["error"]


def test_a_sentence_that_agrees_is_recorded() -> None:
    shipped = rules.load(packs=["tables"])
    text = TABLE.format("in thousands") + "Oak crates were 8.4 million in 2031.\n"
    outcome = rules.run(shipped, [read(from_text(text, "page.md"))])
    assert [verdict.outcome for verdict in outcome.verdicts if verdict.rule == "AIC412"] == ["rounding"]
