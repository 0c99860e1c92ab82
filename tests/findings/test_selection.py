import pytest

from aicheck.findings.selection import Selection
from tests.findings.places import finding

TEXT = "Prices rose 5% and 6%."


@pytest.mark.parametrize(
    ("select", "ignore", "taken"),
    [
        ((), (), ["AIC101", "AIC201", "AIC202", "MINE1"]),
        (("AIC2",), (), ["AIC201", "AIC202"]),
        ((), ("AIC2",), ["AIC101", "MINE1"]),
        (("AIC2",), ("AIC202",), ["AIC201"]),
        (("AIC202",), ("AIC2",), ["AIC202"]),
        (("AIC",), ("AIC",), ["AIC101", "AIC201", "AIC202"]),
        (("MINE",), (), ["MINE1"]),
    ],
)
def test_the_longer_code_decides(select: tuple[str, ...], ignore: tuple[str, ...], taken: list[str]) -> None:
    selection = Selection(select, ignore)
    assert [rule for rule in ("AIC101", "AIC201", "AIC202", "MINE1") if selection.takes(rule)] == taken


def test_faults_always_count_but_notes_on_suppressions_may_be_ignored() -> None:
    found = [finding(TEXT, "5%", rule) for rule in ("AIC002", "AIC061", "AIC080", "AIC101")]
    assert [kept.rule for kept in Selection(("AIC9",), ("AIC",)).apply(found)] == ["AIC002", "AIC061"]


def test_severities_by_family_and_by_code() -> None:
    found = [finding(TEXT, "5%", rule) for rule in ("AIC201", "AIC202", "AIC601", "AIC002")]
    kept = Selection(severities={"AIC2": "warning", "AIC202": "info", "AIC0": "info"}).apply(found)
    assert [(one.rule, one.severity) for one in kept] == [
        ("AIC201", "warning"), ("AIC202", "info"), ("AIC601", "error"), ("AIC002", "error"),
    ]  # fmt: skip


def test_patterns_of_paths() -> None:
    found = [finding(TEXT, "5%", rule, path) for path in ("drafts/a.md", "docs/a.md") for rule in ("AIC101", "AIC201")]
    kept = Selection(per_path=(("drafts/**", ("AIC2",)), ("*.txt", ("AIC1",)))).apply(found)
    assert [(one.place.path, one.rule) for one in kept] == [
        ("drafts/a.md", "AIC101"), ("docs/a.md", "AIC101"), ("docs/a.md", "AIC201"),
    ]  # fmt: skip
