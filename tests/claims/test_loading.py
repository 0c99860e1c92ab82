"""Claims files: what is read from good ones, and what is said of broken ones without losing the rest."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from aicheck.claims import FAULTS, KEYS, ROLES, ClaimSet, load
from aicheck.model import Finding

GOOD = "  - {id: sound, subject: Kite, metric: sales, value: 5e6 EUR}\n"


def load_text(tmp_path: Path, text: str | bytes) -> ClaimSet:
    file = tmp_path / "kite.yaml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return load([file])


def said(finding: Finding) -> tuple[str, int, int, str]:
    return finding.rule, finding.place.line, finding.place.column, finding.message


# -- good files -------------------------------------------------------------------------------------------------------


def test_a_claim_has_what_its_file_says(tmp_path: Path) -> None:
    text = (
        "document: notes/kite.md\n"
        "aliases: {Kite Systems: [Kite]}\n"
        "defaults: {subject: kite, period: 2031}\n"
        "claims:\n"
        "  - id: kite-sales\n"
        "    metric: sales\n"
        "    scope: group\n"
        "    region: Nordics\n"
        "    stated: more than 7.5 million euros\n"
        "    at: 12:31\n"
        "    value: 7.5e6 EUR\n"
    )
    (claim,), findings = load_text(tmp_path, text)
    assert findings == ()
    assert (claim.id, claim.subject, claim.metric, claim.period, claim.scope, claim.role) == (
        "kite-sales", "Kite Systems", "sales", "2031", "group", "level",
    )  # fmt: skip
    assert dict(claim.dimensions) == {"region": "Nordics"}
    assert (claim.quantity.value, claim.quantity.relation, claim.quantity.unit) == (Decimal(7_500_000), ">", "EUR")
    source = claim.source
    assert (source.path, source.line, source.column, source.text) == ("notes/kite.md", 12, 31, "more than 7.5 million euros")
    assert (claim.place.line, claim.place.text, claim.bound) == (5, "kite-sales", False)


def test_groups_share_keys_and_the_innermost_wins(tmp_path: Path) -> None:
    text = (
        "defaults: {subject: Kite, metric: sales, period: 2030, stage: audited}\n"
        "claims:\n"
        "  - {id: a, value: 1 EUR}\n"
        "  - defaults: {period: 2031, region: North}\n"
        "    claims:\n"
        "      - {id: b, value: 2 EUR}\n"
        "      - defaults: {region: South}\n"
        "        claims: [{id: c, value: 3 EUR, period: 2032}]\n"
        "  - {id: d, value: 4 EUR}\n"
    )
    claims, findings = load_text(tmp_path, text)
    assert findings == ()
    assert [(claim.id, claim.period, dict(claim.dimensions)) for claim in claims] == [
        ("a", "2030", {"stage": "audited"}),
        ("b", "2031", {"stage": "audited", "region": "North"}),
        ("c", "2032", {"stage": "audited", "region": "South"}),
        ("d", "2030", {"stage": "audited"}),
    ]


READINGS = [
    # stated, value, further keys -> low, high, decimals, unit, change
    ("$3.4 billion", "3.4e9 USD", "", 34 * 10**8, 34 * 10**8, -8, "USD", "none"),
    ("5.20-0.61 billion euros", "5.20e9..0.61e9 EUR", "", 61 * 10**7, 520 * 10**7, -7, "EUR", "none"),
    ("804", "804 turbines", "", 804, 804, 0, "turbines", "none"),
    ("2,000,000 euros", "2e6 EUR", "precision: 1e5, ", 2 * 10**6, 2 * 10**6, -5, "EUR", "none"),
    ("12.5 percent", "12.5 percent", "change: down, ", Decimal("12.5"), Decimal("12.5"), 1, "percent", "down"),
    ("fell 3%", "3%", "", 3, 3, 0, "percent", "down"),
    ("约45亿元", "4.5e9 CNY", "", 45 * 10**8, 45 * 10**8, -8, "CNY", "none"),
]


@pytest.mark.parametrize(("stated", "value", "keys", "low", "high", "decimals", "unit", "change"), READINGS)
def test_stated_words_and_value_read_alike(
    tmp_path: Path, stated: str, value: str, keys: str, low: object, high: object, decimals: int, unit: str, change: str
) -> None:
    text = f"claims:\n  - {{id: a, subject: Kite, metric: m, {keys}stated: '{stated}', value: {value}}}\n"
    (claim,), findings = load_text(tmp_path, text)
    assert findings == ()
    read = claim.quantity
    assert (read.low, read.high, read.decimals, read.unit, read.change) == (low, high, decimals, unit, change)


def test_a_number_in_the_claims_file_itself_has_its_place_there(tmp_path: Path) -> None:
    text = "claims:\n" + GOOD + "  - {id: b, subject: Kite, metric: m, stated: '2 to 3 percent'}\n"
    (value, stated), findings = load_text(tmp_path, text)
    assert findings == ()
    for claim, words in ((value, "5e6 EUR"), (stated, "2 to 3 percent")):
        assert claim.source.text == words
        assert text[claim.quantity.start : claim.quantity.end] == words
    assert [text[end.start : end.end] for end in stated.quantity.ends] == ["2", "3 percent"]


def test_folders_are_read_in_order_with_their_subfolders(tmp_path: Path) -> None:
    (tmp_path / "more").mkdir()
    for name, claim in (("b.yaml", "b"), ("a.yml", "a"), ("more/c.yaml", "c"), ("notes.txt", "no")):
        (tmp_path / name).write_text(f"claims:\n  - {{id: {claim}, subject: Kite, metric: m, value: 1}}\n")
    claims, findings = load([tmp_path])
    assert findings == ()
    assert [claim.id for claim in claims] == ["a", "b", "c"]


def test_a_file_may_say_that_its_document_states_no_number(tmp_path: Path) -> None:
    assert load_text(tmp_path, "document: essay.md\nclaims: []\n") == ClaimSet((), ())


# -- broken files: one finding, and the other claim is kept -----------------------------------------------------------

HEAD = "claims:\n"
CLAIM = "  - id: broken\n    subject: Kite\n    metric: sales\n"

BROKEN = {
    "unknown key": (
        HEAD + CLAIM + "    vlaue: 5 EUR\n    value: 5 EUR\n    perid: 2031\n" + GOOD,
        ("AIC004", 7, 5, '"perid" is not a key of a claim; did you mean "period"?'),
    ),
    "misspelled value": (
        HEAD + CLAIM + "    valeu: 5 EUR\n" + GOOD,
        ("AIC004", 5, 5, '"valeu" is not a key of a claim; did you mean "value"?'),
    ),
    "key of the file": (
        "documnet: kite.md\n" + HEAD + GOOD,
        ("AIC004", 1, 1, '"documnet" is not a key of a claims file; did you mean "document"?'),
    ),
    "wrong indentation": (
        HEAD + CLAIM + "   value: 5 EUR\n" + GOOD,
        ("AIC001", 5, 4, None),
    ),
    "duplicate key": (
        HEAD + CLAIM + "    value: 5 EUR\n    metric: costs\n" + GOOD,
        ("AIC003", 6, 5, None),
    ),
    "bad number": (
        HEAD + CLAIM + '    value: "0,73 EUR"\n' + GOOD,
        ("AIC010", 5, 13, 'value: "0,73" is not a number; did you mean 0.73?'),
    ),
    "unknown unit": (
        HEAD + CLAIM + "    value: 5 EURO\n" + GOOD,
        ("AIC011", 5, 14, 'value: "EURO" is no known unit; did you mean "EUR"?'),
    ),
    "scale word in the value": (
        HEAD + CLAIM + "    value: 5 million EUR\n" + GOOD,
        ("AIC011", 5, 14, 'value: "million EUR" is no known unit; write the scale as an exponent: 5 million USD is 5e6 USD'),
    ),
    "unreadable words": (
        HEAD + CLAIM + "    stated: a good deal\n" + GOOD,
        ("AIC015", 5, 13, 'stated: "a good deal" does not read as one number'),
    ),
    "words beside the number": (
        HEAD + CLAIM + "    stated: ferries cost 5 million euros\n" + GOOD,
        ("AIC015", 5, 13, 'stated: "ferries cost 5 million euros" says more than one number: "ferries" is no part of it'),
    ),
    "other value": (
        HEAD + CLAIM + "    stated: 5 million euros\n    value: 5e9 EUR\n" + GOOD,
        ("AIC016", 6, 12, 'value: "5e9 EUR", but "5 million euros" reads as 5e6 EUR'),
    ),
    "other unit": (
        HEAD + CLAIM + "    stated: 5 million euros\n    value: 5e6 USD\n" + GOOD,
        ("AIC016", 6, 12, 'value: "5e6 USD", but "5 million euros" reads as 5e6 EUR'),
    ),
    "no such unit": (
        HEAD + CLAIM + "    stated: 5 million euros\n    value: 5e6 flurbs\n" + GOOD,
        ("AIC011", 6, 16, 'value: "flurbs" is no known unit'),
    ),
    "misspelt unit": (
        HEAD + CLAIM + "    stated: 5 million dollars\n    value: 5e6 dolars\n" + GOOD,
        ("AIC011", 6, 16, 'value: "dolars" is no known unit; did you mean "dollars"?'),
    ),
    "no number": (HEAD + CLAIM + GOOD, ("AIC017", 2, 5, "the claim gives no number")),
    "no subject": (
        HEAD + "  - {id: broken, metric: sales, value: 1}\n" + GOOD,
        ("AIC005", 2, 6, 'the claim has no "subject"'),
    ),
    "unknown role": (
        HEAD + CLAIM + "    role: totall\n    value: 5 EUR\n" + GOOD,
        ("AIC013", 5, 11, '"totall" is not known'),
    ),
    "unknown change": (
        HEAD + CLAIM + "    change: upwards\n    value: 5 EUR\n" + GOOD,
        ("AIC025", 5, 13, '"upwards" is not known'),
    ),
    "bad id": (
        HEAD + "  - {id: Kite Sales, subject: Kite, metric: sales, value: 1}\n" + GOOD,
        ("AIC020", 2, 10, 'id: "Kite Sales" is not made of lower-case letters, digits and hyphens'),
    ),
    "bad place": (
        "document: kite.md\n" + HEAD + CLAIM + "    stated: 5 euros\n    at: line 3\n" + GOOD,
        ("AIC012", 7, 9, 'at: "line 3" is not a place'),
    ),
    "no place": (
        "document: kite.md\n" + HEAD + CLAIM + "    stated: 5 euros\n" + GOOD,
        ("AIC005", 6, 13, "the claim does not say where its words stand in the document"),
    ),
    "bad precision": (
        HEAD + CLAIM + "    value: 5000 EUR\n    precision: 500\n" + GOOD,
        ("AIC010", 6, 16, 'precision: "500" is not a power of ten'),
    ),
    "a list for a value": (
        HEAD + CLAIM + "    value: [5 EUR]\n" + GOOD,
        ("AIC006", 5, 12, "value: a single value is expected, not a list"),
    ),
    "an empty value": (HEAD + CLAIM + "    period:\n    value: 5 EUR\n" + GOOD, ("AIC005", 5, 5, "period: the value is missing")),
    "a comma that is not quoted": (
        HEAD + "  - {id: broken, subject: Kite, metric: sales, stated: 1,050 euros}\n" + GOOD,
        ("AIC005", 2, 58, "050 euros: the value is missing"),
    ),
    "a claim that is a word": (
        HEAD + "  - kite\n" + GOOD,
        ("AIC006", 2, 5, 'a claim is a mapping of keys to values, not the single value "kite"'),
    ),
    "own key in defaults": (
        "defaults: {value: 5 EUR}\n" + HEAD + GOOD,
        ("AIC004", 1, 12, '"value" belongs to one claim and cannot be shared through defaults'),
    ),
    "duplicate id": (
        HEAD + GOOD + "  - {id: sound, subject: Kite, metric: costs, value: 1}\n",
        ("AIC014", 3, 10, 'two claims have the id "sound"; the first is kept'),
    ),
    "alias cycle": (
        "aliases: {Kite: [Wing], Wing: [Kite]}\n" + HEAD + GOOD,
        ("AIC018", 1, 18, None),
    ),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_claim_is_one_finding_and_hides_no_other(tmp_path: Path, kind: str) -> None:
    text, (code, line, column, message) = BROKEN[kind]
    claims, findings = load_text(tmp_path, text)
    assert [claim.id for claim in claims if claim.id == "sound"] == ["sound"]
    finding = next(each for each in findings if (each.place.line, each.place.column) == (line, column))
    assert finding.rule == code
    assert finding.severity == "error"
    assert message is None or finding.message.startswith(message)
    assert finding.help or "did you mean" in finding.message, "a finding on a file says what to do"


@pytest.mark.parametrize("written", ["subjct", "metirc", "statd", "idd"])
def test_a_misspelled_key_is_not_a_missing_key_too(tmp_path: Path, written: str) -> None:
    meant = {"subjct": "subject", "metirc": "metric", "statd": "stated", "idd": "id"}[written]
    keys = {"id": "kites", "subject": "Kite", "metric": "sales", "stated": "5 EUR"}
    text = HEAD + "".join(
        f"  {' ' if at else '-'} {written if key == meant else key}: {value}\n" for at, (key, value) in enumerate(keys.items())
    )
    _, (finding,) = load_text(tmp_path, text)
    assert (finding.rule, finding.place.line, finding.place.column) == ("AIC004", 2 + [*keys].index(meant), 5)
    assert finding.message == f'"{written}" is not a key of a claim; did you mean "{meant}"?'


def test_a_claim_with_a_fault_is_left_out(tmp_path: Path) -> None:
    claims, _ = load_text(tmp_path, BROKEN["other value"][0])
    assert [claim.id for claim in claims] == ["sound"]


def test_invalid_text_is_named_and_the_rest_is_kept(tmp_path: Path) -> None:
    broken = b"  - {id: b\xff, subject: Kite, metric: m, value: 1}\n"
    claims, findings = load_text(tmp_path, b"claims:\n" + GOOD.encode() + broken)
    assert [claim.id for claim in claims] == ["sound"]
    assert said(findings[0]) == ("AIC002", 3, 11, "not UTF-8: byte 0xff at byte offset 80 (line 3)")


WITHOUT_ROOT = [(b"", "the file is empty"), (b"a" * 4_100_000, "the file is larger than 4,000,000 bytes")]


@pytest.mark.parametrize(("content", "message"), WITHOUT_ROOT)
def test_a_file_that_cannot_be_read_at_all_is_one_finding(tmp_path: Path, content: bytes, message: str) -> None:
    claims, findings = load_text(tmp_path, content)
    assert claims == ()
    (finding,) = findings
    assert finding.message.startswith(message)
    assert finding.place.path.endswith("kite.yaml")


def test_missing_files_folders_for_files_and_empty_folders_are_findings(tmp_path: Path) -> None:
    (tmp_path / "folder.yaml").mkdir()
    (tmp_path / "empty").mkdir()
    claims, findings = load([tmp_path / "none.yaml", tmp_path / "folder.yaml", tmp_path / "empty"])
    assert claims == ()
    assert [finding.message for finding in findings] == [
        "there is no such file", "this is a directory, not a YAML file", "no claims files in this folder",
    ]  # fmt: skip


def test_an_alias_bomb_is_refused(tmp_path: Path) -> None:
    bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    bomb += "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 9))
    _, findings = load_text(tmp_path, bomb + HEAD + GOOD)
    assert "AIC008" in {finding.rule for finding in findings}


def test_free_keys_are_dimensions_unless_they_must_be_a_misspelling(tmp_path: Path) -> None:
    text = HEAD + "  - {id: a, subject: Kite, metric: m, stated: 5 euros, state: Ohio, stage: seed}\n"
    (claim,), findings = load_text(tmp_path, text)
    assert findings == ()
    assert dict(claim.dimensions) == {"state": "Ohio", "stage": "seed"}


# -- the tables that the documentation lists --------------------------------------------------------------------------


def test_every_key_role_and_fault_is_documented() -> None:
    documentation = (Path(__file__).parents[2] / "docs" / "claims.md").read_text(encoding="utf-8")
    missing = [word for word in (*KEYS, *ROLES) if f"`{word}`" not in documentation]
    missing += [fault.code for fault in FAULTS if fault.code not in documentation]
    assert missing == []


def test_fault_codes_are_the_claims_own_and_distinct() -> None:
    codes = [fault.code for fault in FAULTS]
    assert len(set(codes)) == len(codes)
    assert all("AIC010" <= code <= "AIC029" for code in codes)


def test_a_unit_may_be_shortened_in_the_value(tmp_path: Path) -> None:
    path = tmp_path / "claims.yaml"
    path.write_text(HEAD + CLAIM + "    stated: 41 kilometers\n    value: 41 km\n", encoding="utf-8")
    loaded = load([path])
    assert [finding.rule for finding in loaded.findings] == []
    assert [(claim.quantity.value, claim.quantity.unit) for claim in loaded.claims] == [(41, "kilometer")]
