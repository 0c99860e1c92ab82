import time
from collections.abc import Callable
from pathlib import Path

import pytest

from aicheck.cli import run

BAD = "It raised 31 billion billion dollars.\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text("It owns 3 ships.\n", encoding="utf-8")
    return tmp_path


def looks(monkeypatch: pytest.MonkeyPatch, *steps: Callable[[], object]) -> None:
    """Do one step at each pause, then interrupt."""
    waiting = iter(steps)

    def pause(seconds: float) -> None:
        step = next(waiting, None)
        if step is None:
            raise KeyboardInterrupt
        step()

    monkeypatch.setattr(time, "sleep", pause)


def test_it_runs_again_when_a_document_changes(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    looks(monkeypatch, lambda: None, lambda: (folder / "a.md").write_text(BAD, encoding="utf-8"), lambda: None)
    assert run(["check", "a.md", "--watch", "--quiet"]) == 1
    said = capsys.readouterr()
    assert said.out.count("a.md:1:11 error AIC101") == 1
    assert said.err.count("aicheck: watching 1 files") == 2


def test_its_own_reports_are_no_change(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    looks(monkeypatch, lambda: None, lambda: None)
    assert run(["check", ".", "--watch", "--format", "markdown", "--output", "report.md"]) == 0
    assert capsys.readouterr().err.count("watching") == 1


def test_new_documents_settings_and_mistakes_are_seen(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    looks(
        monkeypatch,
        lambda: (folder / "b.md").write_text(BAD, encoding="utf-8"),
        lambda: (folder / "aicheck.toml").write_text('ignore = ["AIC1"]\n', encoding="utf-8"),
        lambda: (folder / "aicheck.toml").write_text("ignore = 7\n", encoding="utf-8"),
    )
    assert run(["check", ".", "--watch", "--quiet"]) == 2
    assert capsys.readouterr().err.count("watching") == 4


def test_standard_input_cannot_be_watched(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "-", "--watch"]) == 2
    assert "--watch" in capsys.readouterr().err
