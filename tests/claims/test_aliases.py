"""Names of one subject: canonical names through any number of steps, and entries that contradict each other."""

from __future__ import annotations

from aicheck.claims.aliases import Aliases
from aicheck.model import Finding
from aicheck.yamlio import Fields, parse


def read(text: str) -> tuple[Aliases, list[Finding]]:
    root, findings = parse(text, "aliases.yaml")
    aliases = Aliases()
    aliases.read(Fields(root, findings, "aliases"))
    aliases.resolve(findings)
    return aliases, findings


def test_names_lead_to_the_canonical_one_whatever_their_case() -> None:
    aliases, findings = read("Borealis Power: [Borealis, 'BP  North']\nKite Systems: Kite\n")
    assert findings == []
    assert [aliases.canonical(name) for name in ("borealis", "bp north", "BOREALIS POWER", "Kite", "Elsewhere")] == [
        "Borealis Power", "Borealis Power", "Borealis Power", "Kite Systems", "Elsewhere",
    ]  # fmt: skip


def test_aliases_of_aliases_are_followed() -> None:
    aliases, findings = read("C: [B]\nB: [A]\nD: [C]\n")
    assert findings == []
    assert {aliases.canonical(name) for name in "abcd"} == {"D"}


def test_another_spelling_of_the_name_itself_is_no_cycle() -> None:
    aliases, findings = read("ACME: [Acme, acme]\n")
    assert findings == []
    assert aliases.canonical("Acme") == "ACME"


def test_a_cycle_is_one_finding_and_harms_no_other_name() -> None:
    aliases, findings = read("A: [B]\nB: [C]\nC: [A]\nNorth: [N]\n")
    (finding,) = findings
    assert (finding.rule, finding.place.line, finding.place.text) == ("AIC018", 1, "B")
    assert finding.message == '"B" leads back to itself through "A"'
    assert [aliases.canonical(name) for name in "ABCN"] == ["A", "B", "C", "North"]


def test_one_name_for_two_subjects_names_both_places() -> None:
    aliases, findings = read("Harbor Energy: [HE]\nHelios: [HE]\n")
    (finding,) = findings
    assert (finding.rule, finding.place.line, finding.place.column) == ("AIC019", 2, 10)
    assert finding.related[0].place.line == 1
    assert aliases.canonical("HE") == "Harbor Energy"


def test_what_is_no_name_is_a_finding() -> None:
    aliases, findings = read("Kite: [{a: b}, K]\n")
    (finding,) = findings
    assert (finding.rule, finding.place.column, finding.message) == ("AIC006", 8, "Kite: a name is expected, not a mapping")
    assert aliases.canonical("K") == "Kite"


def test_a_long_chain_costs_no_more_than_its_length() -> None:
    names = "".join(f"n{index}: [n{index + 1}]\n" for index in range(20_000))
    aliases, findings = read(names)
    assert findings == []
    assert aliases.canonical("n20000") == "n0"
