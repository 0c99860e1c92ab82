"""Every way to write a number: files of a language, some about one kind (en-currency), one sentence a line with what it says.

A line is `sentence | reading; reading`, or `-` for a sentence without quantities. A reading is the relation (none for `=`),
the value or the two ends of a range (one of them for a bound), `^` or `v` for the change, the unit, and `!` with the notes.
`\n` and `\r` stand for line ends.
"""

from fractions import Fraction
from pathlib import Path

import pytest

import aicheck
from aicheck.model import Exact, Quantity

FORMS = Path(__file__).parent / "forms"
CASES = [
    (path.stem.partition("-")[0], *map(str.strip, line.rsplit("|", 1)))
    for path in sorted(FORMS.glob("*.txt"))
    for line in path.read_text(encoding="utf-8").splitlines()
]
CHANGES = {"up": "^", "down": "v", "none": ""}


def written(value: Exact | None) -> str:
    if value is None or isinstance(value, Fraction):
        return "" if value is None else str(value)
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def reading(quantity: Quantity) -> str:
    ends = dict.fromkeys((written(quantity.low), written(quantity.high)))
    relation = "" if quantity.relation == "=" else quantity.relation
    parts = [relation + "..".join(ends) + CHANGES[quantity.change], quantity.unit]
    if quantity.notes:
        parts.append("!" + ",".join(quantity.notes))
    return " ".join(filter(None, parts))


@pytest.mark.parametrize(("language", "sentence", "expected"), CASES, ids=[case[1] for case in CASES])
def test_forms(language: str, sentence: str, expected: str) -> None:
    text = sentence.replace("\\n", "\n").replace("\\r", "\r")
    found = aicheck.extract(text, language)
    assert ("; ".join(map(reading, found)) or "-") == expected
    assert all(text[quantity.start : quantity.end] == quantity.text for quantity in found)


def test_forms_of_every_language_are_given() -> None:
    assert {language for language, _, _ in CASES} == {"de", "en", "zh"}
