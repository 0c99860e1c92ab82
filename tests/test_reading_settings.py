"""The settings that say how numbers are read reach the quantities of a run."""

from pathlib import Path

import pytest

from aicheck import config, pipeline


def values(folder: Path, settings: str, text: str, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    (folder / "aicheck.toml").write_text(f'documents = ["note.txt"]\n{settings}', encoding="utf-8")
    (folder / "note.txt").write_text(text, encoding="utf-8")
    monkeypatch.chdir(folder)
    result = pipeline.check(settings=config.discover())
    return {value for finding in result.findings for value in finding.values.values()}


@pytest.mark.parametrize(("settings", "currency"), [("", "USD"), ('dollar = "CAD"\n', "CAD")])
def test_the_dollar_is_what_the_settings_say(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: str, currency: str
) -> None:
    found = values(tmp_path, settings, "Fares rose 20% from $50 million to $90 million.\n", monkeypatch)
    assert any(currency in value for value in found)


@pytest.mark.parametrize(("mark", "broken"), [(".", True), (",", False)])
def test_the_decimal_mark_is_what_the_settings_say(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mark: str, broken: bool
) -> None:
    text = "Fares rose 20% from $1.500 million to $1,8 billion.\n"
    assert bool(values(tmp_path, f'decimal-mark = "{mark}"\n', text, monkeypatch)) is broken
