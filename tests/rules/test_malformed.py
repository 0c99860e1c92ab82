"""Rule files as new users get them wrong: each gives a message that they can act on, and never a green result."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from aicheck import rules
from aicheck.cli import run
from aicheck.yamlio import load_trusted

DATA = load_trusted((Path(__file__).parent / "malformed_rules.yaml").read_text(encoding="utf-8"))
CASES: list[dict[str, str]] = DATA["cases"]


@pytest.fixture
def file(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    case: dict[str, str] = request.param
    text = case.get("file")
    if text is None:
        assert DATA["rule"].count(case["old"]), case["old"]
        text = DATA["rule"].replace(case["old"], case["new"], 1)
    path = tmp_path / "rules.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_rule_itself_is_right() -> None:
    ruleset = rules.parse_rules(DATA["rule"], "r.yaml", strict=True)
    assert ruleset.findings == ()
    assert [result.passed for result in rules.selftest(ruleset)] == [True, True]


NAMES = [case["case"] for case in CASES]


@pytest.mark.parametrize(("file", "case"), [(case, case) for case in CASES], ids=NAMES, indirect=["file"])
def test_a_message_to_act_on(file: Path, case: dict[str, str]) -> None:
    ruleset = rules.load([file], ["change"], strict=True)
    assert ruleset.faulty
    first = ruleset.findings[0]
    assert f"{first.place.line}:{first.place.column} {first.rule}" == f"{case['at']} {case['code']}", first.message
    assert case["says"] in first.message
    assert case["help"] in first.help


@pytest.mark.parametrize(("file", "case"), [(case, case) for case in CASES], ids=NAMES, indirect=["file"])
def test_never_green(file: Path, case: dict[str, str], capsys: Any) -> None:
    alone = [] if case["code"] == "AIC031" else ["--no-default-packs"]  # the tests of all shipped rules take their time
    assert run(["rules", "test", "--ci", *alone, str(file)]) == 2
    assert "rules.yaml:" in "".join(capsys.readouterr())


def test_one_mistake_gives_one_finding() -> None:
    broken = DATA["rule"].replace("after == before", "after = before").partition("  tests:")[0]
    assert [finding.rule for finding in rules.parse_rules(broken, "r.yaml").findings] == ["AIC032"]
    assert [finding.rule for finding in rules.parse_rules("broken: [\n", "r.yaml").findings] == ["AIC001"]
