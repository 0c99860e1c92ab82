"""What is malformed about a number, and what only looks so: ranges that fall, versions, lists, arithmetic."""

from pathlib import Path

import pytest

from aicheck import extract

LOOK_ALIKES = Path(__file__).with_name("look_alikes")


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("Profit of 7.2-0.91 billion yuan is expected.", [("7.2-0.91 billion yuan", ("reversed-range",))]),
        ("Profit was 70 million -0.11 billion yuan.", [("70 million -0.11 billion yuan", ("mixed-scale-range",))]),
        ("预计利润为72亿-9.1亿元。", [("72亿-9.1亿元", ("reversed-range",))]),
        ("It traded at 131.40-55 yen.", [("131.40-55 yen", ())]),
        ("It was bought at 22.35-21.90 dollars.", [("22.35-21.90 dollars", ())]),
        ("It allows 40 - 8 kg.", [("40 - 8 kg", ())]),
        ("The columns hold 74 -65.", [("74", ()), ("-65", ())]),
        ("A key has 2**31 - 1 bytes.", [("2", ()), ("31", ()), ("1 bytes", ())]),
        ("单价降至0.0.47元/片。", [("0.0.47元", ("broken-decimal",))]),
        ("The firm owns 817,0000 shares.", [("817,0000", ("doubtful-comma",))]),
    ],
)
def test_notes(text: str, notes: list[tuple[str, tuple[str, ...]]]) -> None:
    assert [(found.text, found.notes) for found in extract(text)] == notes


@pytest.mark.parametrize("text", ["Upgrade to 1.0.1s now.", 'Set it to "0.4.0" first.', "The list is 234,2143,1435"])
def test_versions_and_lists_are_no_quantities(text: str) -> None:
    assert extract(text) == []


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_only_looks_malformed_has_no_note(language: str) -> None:
    sentences = (LOOK_ALIKES / f"{language}.txt").read_text(encoding="utf-8").splitlines()
    noted = {sentence: [found.notes for found in extract(sentence, language)] for sentence in sentences}
    assert {sentence: notes for sentence, notes in noted.items() if any(notes)} == {}
