from pathlib import Path

import pytest

from aicheck.cli import run
from aicheck.config import load

TEXT = "The yard built 31 boats for $4.5 million, 12% more than a year before.\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for path in ("docs/boats.md", "docs/old/boats.md", "docs/empty.md"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("" if "empty" in path else TEXT, encoding="utf-8")
    return tmp_path


def test_what_it_writes_loads_tests_and_checks(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["init", "docs"]) == 0
    assert [line for line in capsys.readouterr().out.splitlines() if line.startswith("wrote ")] == [
        "wrote aicheck.toml", "wrote rules/local.yaml", "wrote rules/rules.schema.json", "wrote claims/boats.yaml",
        "wrote claims/boats-2.yaml",
    ]  # fmt: skip
    assert load(folder / "aicheck.toml").faults == ()
    assert run(["rules", "test", "--ci"]) == 0
    assert run(["check"]) in (0, 1)
    assert (folder / "reports/discrepancies.html").is_file()
    assert '"$4.5 million' in (folder / "claims/boats.yaml").read_text(encoding="utf-8").replace("stated: $", 'stated: "$')


def test_drafts_raise_no_contradiction(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "It cost $100 million, then $150 million, and 30% or 40% of it was lost.\n"
    (folder / "docs/boats.md").write_text(text, encoding="utf-8")
    assert run(["init", "docs"]) == 0
    assert run(["check", "--select", "AIC0,AIC3"]) == 0
    said = capsys.readouterr().out
    assert "docs/empty.md: is empty" in said and "AIC3" not in said


def test_it_overwrites_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "rules").mkdir()
    (folder / "rules/local.yaml").write_text("mine", encoding="utf-8")
    assert run(["init"]) == 2
    assert "rules/local.yaml exists already" in capsys.readouterr().err
    assert not (folder / "aicheck.toml").exists()
    assert (folder / "rules/local.yaml").read_text(encoding="utf-8") == "mine"


def test_twice_is_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["init", "docs"]) == 0
    assert run(["init", "docs"]) == 2
    assert "has settings already" in capsys.readouterr().err


def test_a_path_of_any_letters(folder: Path) -> None:
    name = 'a "b" \\ 港'
    (folder / name).mkdir()
    (folder / name / "x.md").write_text(TEXT, encoding="utf-8")
    assert run(["init", name]) == 0
    assert load(folder / "aicheck.toml").documents == (name,)


def test_a_missing_folder_is_wrong_usage() -> None:
    assert run(["init", "nowhere"]) == 2


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["completion", shell]) == 0
    assert "_AICHECK_COMPLETE" in capsys.readouterr().out


def test_completion_knows_commands_options_and_choices(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for words, expected in (("aicheck che", "check"), ("aicheck check --fo", "--format"), ("aicheck check --format sa", "sarif")):
        monkeypatch.setenv("_AICHECK_COMPLETE", "bash_complete")
        monkeypatch.setenv("COMP_WORDS", words)
        monkeypatch.setenv("COMP_CWORD", str(len(words.split()) - 1))
        assert run([]) == 0
        assert f"plain,{expected}" in capsys.readouterr().out.splitlines()


def test_where_there_is_nothing_to_draft_from_the_settings_are_sound(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    assert run(["init"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == (
        "no document with a number in it was found in this folder: name them in aicheck.toml"
    )
    assert run(["check"]) == 0
