import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from aicheck.cli import cli, run


def claims(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["claims", *arguments], standalone_mode=False)


def test_list_says_who_what_how_much_and_where(project: Path) -> None:
    lines = claims("list").stdout.splitlines()
    assert lines[0].split() == ["id", "subject", "metric", "period", "role", "value", "unit", "stated", "in"]
    assert lines[2].split() == ["dam-a", "Dam", "length", "level", "41", "kilometer", "dam.txt:2"]
    assert len(lines) == 4


def test_verify_finds_the_claims_in_the_documents(project: Path) -> None:
    result = claims("verify", "docs")
    assert (result.return_value, result.stdout) == (0, "2 of 2 claims stand where they say in 2 documents\n")


def test_verify_says_how_many_claims_are_about_other_documents(project: Path) -> None:
    result = claims("verify", "docs/mill.txt")
    assert (result.return_value, result.stderr) == (0, "")
    assert result.stdout == "0 of 2 claims stand where they say in 1 document; 2 cite none of the documents given\n"


def test_verify_tells_a_claim_that_has_moved_and_one_that_is_gone(project: Path) -> None:
    path = project / "docs/dam.txt"
    path.write_bytes(path.read_bytes().replace(b"It is 41", b"It is, we read, 41").replace(b"52", b"53"))
    result = claims("verify", "docs")
    assert result.return_value == 1
    assert "claims/dam.yaml:3:10 warning AIC021 claim-moved" in result.stderr
    assert "claims/dam.yaml:4:10 error AIC022 claim-not-found" in result.stderr


def test_a_document_that_cannot_be_read_makes_it_faulty(project: Path) -> None:
    assert claims("verify", "docs", "nowhere.txt").return_value == 2


def test_a_draft_loads_and_binds(project: Path) -> None:
    assert claims("draft", "docs/dam.txt", "--output", "drafts/dam.yaml").return_value == 0
    assert (project / "drafts/dam.yaml").read_text() == claims("draft", "docs/dam.txt").stdout
    result = claims("verify", "docs", "--claims", "drafts")
    assert (result.return_value, result.stderr) == (0, "")


def test_a_draft_overwrites_nothing(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["claims", "draft", "docs/dam.txt", "--output", "claims/dam.yaml"]) == 2
    assert "claims/dam.yaml exists already, and nothing is overwritten" in capsys.readouterr().err


def test_schema_is_json() -> None:
    assert json.loads(claims("schema").stdout)["$schema"].startswith("https://json-schema.org/")
