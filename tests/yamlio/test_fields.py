"""Typed fields: each fault is told with key, offending text and advice, and hides no other."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

import pytest

from aicheck.model import Finding
from aicheck.yamlio import Fault, Fields, NotANumber, parse, read_fraction, read_number

BAD_NUMBER = Fault("AIC012", "bad-number", "a value that is no number")


def fields(text: str) -> Fields:
    root, findings = parse(text, "claims/a.yaml")
    assert findings == []
    return Fields(root, [], "claim")


def shown(findings: list[Finding]) -> list[str]:
    return [f"{f.place.path}:{f.place.line}:{f.place.column}: {f.rule} {f.message}" for f in findings]


def test_a_required_key_that_is_misspelled_is_told_once() -> None:
    taken = fields("valu: 1\nunit: 2\n")
    assert taken.number("value", required=True) is None
    assert taken.text("metric", required=True) == ""
    taken.close(known=["unit"])
    assert shown(taken.findings) == [
        'claims/a.yaml:1:1: AIC005 the claim has no "metric"',
        'claims/a.yaml:1:1: AIC004 "valu" is not a key of a claim; did you mean "value"?',
    ]


def test_values_come_with_their_types() -> None:
    taken = fields("n: 1.10\nf: 1/3\ni: 7\nb: true\nt: [a, b]\none: c\nc: warning\nm: {x: 1}\nl: [1, [2]]\n")
    assert str(taken.number("n")) == "1.10"
    assert taken.fraction("f") == Fraction(1, 3)
    assert taken.integer("i", low=1, high=9) == 7
    assert taken.flag("b") is True
    assert (taken.texts("t"), taken.texts("one")) == (("a", "b"), ("c",))
    assert taken.choice("c", ["error", "warning"]) == "warning"
    inner = taken.fields("m")
    assert inner is not None and inner.text("x") == "1"
    assert len(taken.sequence("l")) == 2
    assert taken.text("absent", "default") == "default"
    assert taken.close() and taken.findings == []


CASES: dict[str, tuple[str, Callable[[Fields], object], str]] = {
    "decimal comma": (
        'id: x\nvalue:      "0,73"\n',
        lambda f: (f.text("id"), f.number("value", fault=BAD_NUMBER)),
        'claims/a.yaml:2:13: AIC012 value: "0,73" is not a number; did you mean 0.73?',
    ),
    "unknown key": (
        "id: x\nvalu: 1\n",
        lambda f: (f.text("id"), f.number("value")),
        'claims/a.yaml:2:1: AIC004 "valu" is not a key of a claim; did you mean "value"?',
    ),
    "missing key": (
        "id: x\n",
        lambda f: (f.text("id"), f.text("metric", required=True)),
        'claims/a.yaml:1:1: AIC005 the claim has no "metric"',
    ),
    "missing value": (
        "id:\n",
        lambda f: f.text("id", required=True),
        "claims/a.yaml:1:1: AIC005 id: the value is missing",
    ),
    "list for a scalar": (
        "id: [a]\n",
        lambda f: f.text("id"),
        "claims/a.yaml:1:5: AIC006 id: a single value is expected, not a list",
    ),
    "scalar for a list": (
        "rows: a\n",
        lambda f: f.sequence("rows"),
        'claims/a.yaml:1:7: AIC006 rows: a list is expected, not the single value "a"',
    ),
    "scalar for a mapping": (
        "rows: a\n",
        lambda f: f.fields("rows"),
        'claims/a.yaml:1:7: AIC006 rows: a mapping is expected, not the single value "a"',
    ),
    "list in a list": (
        "tags: [a, [b]]\n",
        lambda f: f.texts("tags"),
        "claims/a.yaml:1:11: AIC006 tags: each item is a single value, not a list",
    ),
    "no flag": (
        "on: maybe\n",
        lambda f: f.flag("on"),
        'claims/a.yaml:1:5: AIC006 on: "maybe" is neither true nor false',
    ),
    "unknown choice": (
        "severity: warnin\n",
        lambda f: f.choice("severity", ["error", "warning"]),
        'claims/a.yaml:1:11: AIC006 severity: "warnin" is not known; did you mean "warning"?',
    ),
    "far choice": (
        "severity: loud\n",
        lambda f: f.choice("severity", ["error", "warning"]),
        'claims/a.yaml:1:11: AIC006 severity: "loud" is not known; it is one of error, warning',
    ),
    "no whole number": (
        "n: 1.5\n",
        lambda f: f.integer("n"),
        'claims/a.yaml:1:4: AIC006 n: "1.5" is not a whole number',
    ),
    "out of bounds": (
        "n: 0\n",
        lambda f: f.integer("n", low=1),
        'claims/a.yaml:1:4: AIC006 n: "0" is outside what is allowed: at least 1',
    ),
    "no mapping": (
        "- a\n",
        lambda f: f.text("id", required=True),
        "claims/a.yaml:1:1: AIC006 a claim is a mapping of keys to values, not a list",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_fault_names_key_text_and_advice(case: str) -> None:
    text, take, expected = CASES[case]
    taken = fields(text)
    take(taken)
    taken.close()
    assert shown(taken.findings) == [expected] or shown(taken.findings)[0] == expected
    assert not taken.ok
    assert len({finding.place.start for finding in taken.findings}) == 1 or case == "unknown key"


def test_one_fault_hides_no_other() -> None:
    taken = fields("a: x\nb: [1]\nd: 1\n")
    assert (taken.number("a"), taken.text("b"), taken.text("c", required=True)) == (None, "", "")
    taken.close()
    assert [finding.rule for finding in taken.findings] == ["AIC006", "AIC006", "AIC005", "AIC004"]


def test_free_keys_are_taken_as_the_rest() -> None:
    taken = fields("id: x\nregion: EU\nstage: seed\n")
    taken.text("id")
    assert [(key.text, value.place.text) for key, value in taken.rest()] == [("region", "EU"), ("stage", "seed")]
    assert taken.close()


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [("0,73", "0.73"), ("1,234,567", "1234567"), ("1 234.5", "1234.5"), ("12%", "12"), ("１２", "12"), ("−5", "-5"),
     ("1O0", "100"), ("0,735", "0.735"), ("12,34,567", "1234567"), ("abc", ""), ("", ""), ("1..2", ""), ("nan", ""), ("inf", "")],
)  # fmt: skip
def test_advice_for_what_is_no_number(text: str, suggestion: str) -> None:
    assert read_number(text) == NotANumber(suggestion)


def test_numbers_are_exact_and_bounded() -> None:
    assert str(read_number("1.10")) == "1.10"
    assert read_number("-2.5e9") == Decimal("-2.5E+9")
    for text in ("1e999999999", "1e41", "9" * 61):
        number = read_number(text)
        assert isinstance(number, NotANumber) and "60 digits" in number.reason
    assert read_fraction("2/6") == Fraction(1, 3)
    assert read_fraction("1/0") == NotANumber(reason="divides by zero")
