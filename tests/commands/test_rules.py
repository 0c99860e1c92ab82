import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from aicheck.cli import cli, run


def rules(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["rules", *arguments], standalone_mode=False)


def test_the_tests_of_a_projects_rules_and_of_the_packs_pass(project: Path) -> None:
    result = rules("test", "--ci")
    assert (result.return_value, result.stderr) == (0, "")
    assert result.stdout.endswith(" 0 failed\n")


def test_a_failed_test_is_told_with_its_place(project: Path) -> None:
    path = project / "rules/dam.yaml"
    path.write_text(path.read_text().replace("[[5 kilometers]]", "[[3 kilometers]]"))
    result = rules("test", "--only", "DAM001")
    assert result.return_value == 1
    assert result.stdout.startswith("rules/dam.yaml:17:")
    assert " FAILED DAM001 bad: " in result.stdout
    assert result.stdout.endswith("1 rules, 2 tests, 1 failed\n")


def test_a_rule_without_tests_is_refused_in_ci(project: Path) -> None:
    path = project / "rules/dam.yaml"
    path.write_text(path.read_text().split("  tests:")[0])
    assert rules("test", "rules").return_value == 0
    result = rules("test", "--ci", "rules")
    assert result.return_value == 2
    assert "rules/dam.yaml:1:3 error AIC036" in result.stderr


def test_a_broken_rule_makes_the_test_run_faulty(project: Path) -> None:
    path = project / "rules/dam.yaml"
    path.write_text(path.read_text().replace("agree(", "agre("))
    result = rules("test")
    assert result.return_value == 2
    assert "rules/dam.yaml:8:11 error AIC032" in result.stderr


def test_list(project: Path) -> None:
    lines = [json.loads(line) for line in rules("list", "--format", "jsonl", "--no-default-packs").stdout.splitlines()]
    assert [(rule["id"], rule["name"], rule["severity"], rule["source"]) for rule in lines] == [
        ("DAM001", "one-length", "warning", "claims")
    ]
    assert "DAM001  one-length" in rules("list", "--no-default-packs").stdout


def test_explain_shows_what_why_and_examples(project: Path) -> None:
    text = rules("explain", "dam001").stdout
    assert text.startswith("DAM001 one-length (warning)\n")
    assert "All lengths of one dam agree." in text
    assert "[[5 kilometers]]" in text


@pytest.mark.parametrize("source", ["claims", "note"])
def test_a_new_rule_loads_and_passes_its_tests(project: Path, source: str) -> None:
    assert rules("new", "OWN001", "begun-here", "--source", source, "--output", "rules/own.yaml").return_value == 0
    assert rules("test", "--ci", "rules/own.yaml", "--no-default-packs").stdout.startswith("1 rules, ")
    begun = Path("rules/own.yaml").read_text("utf-8")
    assert begun.startswith("# yaml-language-server: $schema=rules.schema.json\n- id: OWN001\n")
    assert json.loads(Path("rules/rules.schema.json").read_text("utf-8"))["title"] == "aicheck rules"
    assert rules("new", "OWN002", "begun-next", "--source", source, "--output", "rules/own.yaml").return_value == 0
    assert run(["rules", "test", "--ci", "rules/own.yaml", "--no-default-packs"]) == 0


def test_a_new_rule_never_stands_twice(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules", "new", "OWN001", "begun-here", "--output", "rules/own.yaml"]) == 0
    written = Path("rules/own.yaml").read_text("utf-8")
    assert run(["rules", "new", "OWN001", "begun-again", "--output", "rules/own.yaml"]) == 2
    assert "rules/own.yaml has a rule OWN001 already" in capsys.readouterr().err
    assert Path("rules/own.yaml").read_text("utf-8") == written


def test_a_wrong_id_is_refused(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules", "new", "own", "begun-here"]) == 2
    assert '"own" is not a rule id' in capsys.readouterr().err


def test_schema_is_json() -> None:
    assert json.loads(rules("schema").stdout)["$schema"].startswith("https://json-schema.org/")
