"""`aicheck check` on documents that are not clean yet: baseline, suppressions, selection, severities, changes, statistics."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from aicheck.cli import cli, run

TEXT = (
    "The fund raised 31 billion billion dollars.\n\n"
    "It lost between 9 and 4 million dollars, and owes 5 million million dollars.\n"
)
PIN = '<!-- aicheck: ignore[AIC101] "31 billion billion dollars" quoted from the prospectus -->\n'


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "fund.md").write_text(TEXT, encoding="utf-8")
    (tmp_path / "clean.md").write_text("The fund owns 3 ships.\n", encoding="utf-8")
    return tmp_path


def check(*arguments: str) -> tuple[int, dict[str, Any]]:
    """(exit status, JSON report)"""
    done = CliRunner().invoke(cli, ["check", *arguments, "--format", "json"], standalone_mode=False)
    assert done.exception is None, done.exception
    return done.return_value, json.loads(done.stdout)


def stated(report: dict[str, Any]) -> list[tuple[str, str]]:
    """(rule, text) of what was found in documents, without the notes on suppressions and baseline."""
    return [(found["rule"], found["text"]) for found in report["findings"] if not found["rule"].startswith("AIC08")]


def test_a_baseline_lets_only_new_findings_through(folder: Path) -> None:
    before, report = check("fund.md")
    assert before == 1
    known = len(report["findings"])
    status, report = check("fund.md", "--update-baseline")
    assert (status, report["findings"], report["summary"]["set_aside"]["baseline"]) == (0, [], known)
    (folder / "fund.md").write_text("A line more.\n\n" + TEXT.replace("5 million million", "6 million million"), encoding="utf-8")
    status, report = check("fund.md", "--baseline", "aicheck-baseline.json")
    assert status == 1
    assert stated(report) == [("AIC101", "6 million million dollars")]
    stale = next(finding for finding in report["findings"] if finding["rule"] == "AIC086")
    assert (stale["severity"], stale["message"]) == ("info", "1 finding that the baseline knows is gone")


def test_a_new_baseline_says_how_later_runs_find_it(folder: Path) -> None:
    def told() -> str:
        return CliRunner().invoke(cli, ["check", "fund.md", "--update-baseline"], standalone_mode=False).stderr

    assert told() == (
        "aicheck: aicheck-baseline.json knows 2 findings; later runs need --baseline aicheck-baseline.json, "
        'or baseline = "aicheck-baseline.json" in the settings\n'
    )
    (folder / "aicheck.toml").write_text('baseline = "aicheck-baseline.json"\n', encoding="utf-8")
    assert told() == "aicheck: aicheck-baseline.json knows 2 findings\n"


def test_an_update_for_some_documents_keeps_what_is_known_of_the_others(folder: Path) -> None:
    (folder / "other.md").write_text("It owes 8 million million dollars.\n", encoding="utf-8")
    check("fund.md", "other.md", "--update-baseline")
    (folder / "fund.md").write_text("Nothing.\n", encoding="utf-8")
    check("fund.md", "--update-baseline")
    entries = json.loads((folder / "aicheck-baseline.json").read_text(encoding="utf-8"))["findings"]
    assert [entry["path"] for entry in entries] == ["other.md"]
    (folder / "other.md").unlink()
    check("fund.md", "--update-baseline")
    assert json.loads((folder / "aicheck-baseline.json").read_text(encoding="utf-8"))["findings"] == []


def test_a_baseline_that_cannot_be_read_is_a_faulty_run_and_is_not_overwritten(folder: Path) -> None:
    (folder / "known.json").write_text("{", encoding="utf-8")
    status, report = check("clean.md", "--baseline", "known.json")
    assert status == 2
    assert [finding["rule"] for finding in report["findings"]] == ["AIC085"]
    assert run(["check", "clean.md", "--baseline", "known.json", "--update-baseline"]) == 2
    assert (folder / "known.json").read_text(encoding="utf-8") == "{"


def test_a_suppression_in_the_document(folder: Path) -> None:
    (folder / "fund.md").write_text(PIN + TEXT, encoding="utf-8")
    _, report = check("fund.md")
    assert ("AIC101", "31 billion billion dollars") not in stated(report)
    assert report["summary"]["set_aside"] == {"document": 1, "settings": 0, "baseline": 0}
    (folder / "fund.md").write_text(PIN + TEXT.replace("31 b", "32 b"), encoding="utf-8")
    _, report = check("fund.md")
    assert ("AIC101", "32 billion billion dollars") in stated(report)
    assert [finding["line"] for finding in report["findings"] if finding["rule"] == "AIC081"] == [1]


def test_settings_hold_all_of_it(folder: Path) -> None:
    (folder / "aicheck.toml").write_text(
        'severity = { AIC101 = "warning" }\nbaseline = "known.json"\n\n[[suppress]]\ncode = "AIC101"\npath = "fund.md"\n'
        'text = "31 billion billion dollars"\nreason = "quoted"\n\n[[suppress]]\ncode = "AIC101"\npath = "clean.md"\n'
        'text = "3 ships"\nreason = "none"\n',
        encoding="utf-8",
    )
    (folder / "known.json").write_text('{"version": 1, "findings": []}', encoding="utf-8")
    status, report = check("fund.md", "clean.md", "--select", "AIC101,AIC08")
    assert status == 0
    assert [(finding["rule"], finding["severity"], finding["line"]) for finding in report["findings"]] == [
        ("AIC080", "warning", 10), ("AIC101", "warning", 3),
    ]  # fmt: skip
    _, report = check("fund.md", "--select", "AIC101,AIC08")
    assert [finding["rule"] for finding in report["findings"]] == ["AIC101"], "clean.md was not looked at"


def test_a_suppression_in_the_settings_needs_all_its_keys(folder: Path) -> None:
    (folder / "aicheck.toml").write_text('[[suppress]]\ncode = "AIC101"\npath = "fund.md"\n', encoding="utf-8")
    status, report = check("clean.md")
    assert status == 2
    assert [finding["rule"] for finding in report["findings"]] == ["AIC062"]


def test_selection_and_severities_on_the_command_line() -> None:
    _, report = check("fund.md", "--select", "AIC101")
    assert {rule for rule, _ in stated(report)} == {"AIC101"}
    _, report = check("fund.md", "--ignore", "AIC1,AIC6", "--ignore", "AIC2")
    assert stated(report) == []
    status, report = check("fund.md", "--select", "AIC101", "--severity", "AIC101=info")
    assert (status, {finding["severity"] for finding in report["findings"]}) == (0, {"info"})


@pytest.mark.parametrize(
    "arguments",
    [
        ("--select", "AIC999"), ("--ignore", "AIC101,ACME001"), ("--severity", "AIC999=info"),
        ("--select", "aic1"), ("--ignore", "AIC1,,AIC2"), ("--severity", "AIC1"), ("--severity", "AIC1=fatal"),
        ("--diff", "nonsense"), ("--diff", "HEAD", "--update-baseline"), ("--statistics", "--format", "json"),
    ],
)  # fmt: skip
def test_wrong_usage(arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "fund.md", *arguments]) == 2
    assert "Error: " in capsys.readouterr().err


def test_only_findings_on_changed_lines(folder: Path) -> None:
    for command in (["init", "-q"], ["add", "."], ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "first"]):
        subprocess.run(["git", *command], check=True, capture_output=True, cwd=folder)
    assert check("fund.md", "--diff", "HEAD") == (0, check("fund.md", "--diff", "HEAD")[1])
    (folder / "fund.md").write_text(TEXT.replace("31 b", "32 b"), encoding="utf-8")
    status, report = check("fund.md", "--diff", "HEAD")
    assert (status, stated(report)) == (1, [("AIC101", "32 billion billion dollars")])


def test_statistics(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "fund.md", "--select", "AIC101", "--statistics"]) == 1
    assert capsys.readouterr().out == "2  error  AIC101  doubled-scale\n\n2 errors in 1 document\n"


def test_several_formats_at_once_and_the_same_bytes_twice(folder: Path) -> None:
    formats = {"sarif": "a.sarif", "html": "a.html", "junit": "a.xml", "csv": "a.csv", "gitlab": "a.json", "markdown": "a.md.txt"}
    arguments = [part for name, file in formats.items() for part in ("--format", name, "--output", f"out/{file}")]
    assert run(["check", "fund.md", *arguments]) == 1
    first = {file: (folder / "out" / file).read_bytes() for file in formats.values()}
    assert all(first.values())
    assert run(["check", "fund.md", *arguments]) == 1
    assert first == {file: (folder / "out" / file).read_bytes() for file in formats.values()}
    assert sorted(path.name for path in (folder / "out").iterdir()) == sorted(formats.values())
    assert b"The fund raised " in first["a.html"]


def test_sarif_shows_what_is_set_aside(folder: Path) -> None:
    (folder / "fund.md").write_text(PIN + TEXT, encoding="utf-8")
    done = CliRunner().invoke(cli, ["check", "fund.md", "--format", "sarif"], standalone_mode=False)
    results = json.loads(done.stdout)["runs"][0]["results"]
    assert [result["suppressions"] for result in results if "suppressions" in result] == [
        [{"kind": "inSource", "justification": "quoted from the prospectus"}]
    ]
