"""README keeps its word: its picture is what the program prints, its claim and rule work as they stand."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

import aicheck
from aicheck.cli import cli

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
PICTURE = re.compile(r"<!-- output of: aicheck (?P<arguments>[^\n]*) -->\n```text\n(?P<text>.*?)```\n", re.DOTALL)
FILE = re.compile(r"`(?P<path>[a-z]+/quay\.yaml)`:\n\n```yaml\n(?P<text>.*?)```\n", re.DOTALL)


def _output(*arguments: str) -> str:
    return CliRunner().invoke(cli, list(arguments), standalone_mode=False, env={"COLUMNS": "100"}).stdout


def test_the_picture_is_what_the_program_prints(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    readme = README.read_text("utf-8")
    picture = PICTURE.search(readme)
    assert picture is not None
    printed = _output(*picture["arguments"].split())
    if request.config.getoption("--update-golden"):
        README.write_text(readme[: picture.start("text")] + printed + readme[picture.end("text") :], "utf-8")
        picture = PICTURE.search(README.read_text("utf-8"))
        assert picture is not None
    assert picture["text"] == printed, "the picture in README.md is stale; if the new output is right: pytest --update-golden"


def test_the_claim_and_the_rule_work_as_they_stand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    files = {match["path"]: match["text"] for match in FILE.finditer(README.read_text("utf-8"))}
    assert sorted(files) == ["claims/quay.yaml", "rules/quay.yaml"]
    for name, text in files.items():
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(text, "utf-8")
    document = re.search(r"`quay\.md`:\n\n```text\n(.*?)```\n", README.read_text("utf-8"), re.DOTALL)
    assert document is not None
    (tmp_path / "quay.md").write_text(document[1], "utf-8")
    assert " 0 failed" in _output("rules", "test", "--ci", "rules")
    told = _output("check", "quay.md", "--claims", "claims", "--rules", "rules")
    assert "error AIC303 parts-do-not-sum" in told
    assert "AIC02" not in told, "the claims stand where they say"
    built = "warning QUAY001 sold-no-more-than-built\n  Quay Cranes sold 25 cranes in 2023 but built 20 cranes"
    assert built in told


PAGES = sorted(path.relative_to(ROOT).as_posix() for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")))


@pytest.mark.parametrize("name", PAGES)
def test_links_lead_somewhere_and_nobody_is_sent_to_the_other_package(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text):
        assert ((ROOT / name).parent / target).exists(), target
    assert not re.search(r"pip install (?:-\S+ )*aicheck\b", text)


def test_the_public_functions_are_those_that_the_readme_names() -> None:
    found = aicheck.extract("It cost $5 million.")
    assert [(quantity.text, quantity.value, quantity.unit) for quantity in found] == [("$5 million", 5_000_000, "USD")]
    result = aicheck.check([str(ROOT / "examples/harbor-energy.md")], settings=None)
    assert result.coverage.documents == 1


def test_the_ten_lines_of_contributing_find_the_contradiction(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    (document,) = re.findall(r"```text\n(.*?)```\n", text, re.DOTALL)
    claims, rules = re.findall(r"```yaml\n(.*?)```\n", text, re.DOTALL)
    assert len(rules.splitlines()) == 10
    (tmp_path / "claims.yaml").write_text(claims, "utf-8")
    (tmp_path / "rules.yaml").write_text(rules, "utf-8")
    (tmp_path / "ports.txt").write_text(document, "utf-8")
    assert " 0 failed" in _output("rules", "test", "--ci", "rules.yaml")
    told = _output("check", "ports.txt", "--claims", "claims.yaml", "--rules", "rules.yaml")
    assert told.startswith("ports.txt:7:5 error PORT001 berth-within-the-port\n")
    assert "1 error in 1 document" in told
