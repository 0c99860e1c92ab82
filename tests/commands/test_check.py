import json
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from aicheck.cli import cli, run
from tests.rules.across.test_layouts import LAYOUTS

ESCAPE = "\x1b"


def check(*arguments: str, input: bytes | None = None, env: dict[str, str] | None = None) -> Result:
    return CliRunner(env=env).invoke(cli, ["check", *arguments], input=input, standalone_mode=False)


def found(*arguments: str) -> list[tuple[Any, ...]]:
    report = json.loads(check("--format", "json", *arguments).stdout)
    return [(f["rule"], f["severity"], f["path"], f["line"], f["column"]) for f in report["findings"]]


DOUBLED = ("AIC101", "error", "docs/dam.txt", 1, 14)
LENGTHS = ("DAM001", "warning", "docs/dam.txt", 2, 44)


def test_without_a_path_the_documents_of_the_settings_and_all_claims_are_checked(project: Path) -> None:
    assert found() == [DOUBLED, LENGTHS]


def test_the_coverage_counts_every_statement_that_a_verdict_rests_on(project: Path) -> None:
    summary = json.loads(check("--format", "json").stdout)["summary"]
    names = ("documents", "quantities", "bound", "checked", "claims", "consistent", "contradictory", "unchecked")
    assert [summary[name] for name in names] == [2, 4, 2, 3, 2, 0, 2, 0]


def test_a_finding_on_claims_counts_only_where_its_document_is_asked_for(project: Path) -> None:
    assert found("docs/dam.txt") == [DOUBLED, LENGTHS]
    assert found("docs/mill.txt") == []
    summary = json.loads(check("--format", "json", "docs/mill.txt").stdout)["summary"]
    assert (summary["claims"], summary["contradictory"]) == (0, 0)


def test_claims_whose_document_is_absent_are_checked_at_their_citation(project: Path) -> None:
    (project / "docs/dam.txt").unlink()
    assert found() == [("DAM001", "warning", "dam.txt", 2, 44)]


STATUSES = [
    ("clean", ["docs/mill.txt"], 0),
    ("an error", ["docs"], 1),
    ("shown only", ["docs", "--exit-zero"], 0),
    ("never fails", ["docs", "--fail-on", "never"], 0),
    ("a warning is no error", ["--no-default-packs"], 0),
    ("a warning where warnings fail", ["--no-default-packs", "--fail-on", "warning"], 1),
    ("a missing file", ["docs/mill.txt", "nowhere.txt"], 2),
    ("a missing file, shown only", ["docs/mill.txt", "nowhere.txt", "--exit-zero"], 2),
    ("a missing rule file", ["docs/mill.txt", "--rules", "nowhere.yaml"], 2),
    ("a missing claims file", ["docs/mill.txt", "--claims", "nowhere.yaml"], 2),
    ("a missing settings file", ["docs/mill.txt", "--config", "nowhere.toml"], 2),
    ("an unknown pack", ["docs/mill.txt", "--packs", "nothing"], 2),
]


@pytest.mark.parametrize(("arguments", "status"), [case[1:] for case in STATUSES], ids=[case[0] for case in STATUSES])
def test_exit_status(project: Path, arguments: list[str], status: int) -> None:
    assert run(["check", *arguments]) == status


USAGE = [
    (["--format", "jsn"], "'jsn' is not one of"),
    (["--fail-on", "fatal"], "'fatal' is not one of 'error', 'warning', 'info', 'never'"),
    (["--language", "xx"], "'xx' is not one of 'de', 'en', 'zh'"),
    (["--format", "json", "--format", "markdown"], "give each --format an --output of its own"),
    (["--output", "a", "--output", "b"], "--output a has no --format of its own: write --format NAME before it, or end"),
    (["--format", "json", "--output", "a.json", "--output", "b.bin"], "--output b.bin has no --format of its own"),
    (["--colour"], "No such option"),
]


@pytest.mark.parametrize(("arguments", "message"), USAGE)
def test_wrong_usage_says_what_would_be_right(
    project: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    assert run(["check", "docs", *arguments]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert message in captured.err


def test_nothing_to_check_is_wrong_usage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["check"]) == 2
    assert "there is nothing to check" in capsys.readouterr().err


def test_a_misspelled_setting_is_told_rather_than_that_there_is_nothing_to_check(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "aicheck.toml").write_text('documnts = ["mill.txt"]\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    result = check()
    assert "AIC061" in result.stdout and "did you mean documents?" in result.stdout
    assert run(["check"]) == 2


def test_reports_go_to_the_file_named_after_their_format(project: Path) -> None:
    files = ["--format", "markdown", "--output", "out/a.md", "--format", "terminal", "--format", "json", "--output", "b.json"]
    result = check(*files)
    assert result.stdout.startswith("docs/dam.txt:1:14 error AIC101")
    assert (project / "out/a.md").read_text().startswith("# Discrepancies")
    assert json.loads((project / "b.json").read_text())["summary"]["error"] == 1


NAMED = {
    "a.txt": "docs/dam.txt:1:14 error AIC101",
    "a.json": '{\n  "version"',
    "a.MD": "# Discrepancies",
    "a.sarif.json": '{\n  "$schema"',
    "a.xml": "<?xml",
    "a.html": "<!doctype html>",
}


@pytest.mark.parametrize("name", NAMED)
def test_an_output_alone_is_of_the_format_that_its_suffix_names(project: Path, name: str) -> None:
    assert check("--output", name).stdout == ""
    assert (project / name).read_text().startswith(NAMED[name])


def test_formats_and_suffixes_go_together(project: Path) -> None:
    """A format that is named outweighs the suffix; `-` is standard output, and the first file may stand before its format."""
    check("--output", "a.json", "--output", "b.txt", "--format", "markdown", "--output", "c.csv")
    begins = [(project / name).read_text()[:5] for name in ("a.json", "b.txt", "c.csv")]
    assert begins == ["{\n  \"", "# Dis", "\ufeffseve"]
    assert check("--output", "-").stdout.startswith("docs/dam.txt:1:14 error AIC101")


def test_a_folder_without_documents_is_told_and_is_no_error(project: Path) -> None:
    (project / "empty").mkdir()
    (project / "empty" / "picture.png").write_bytes(b"")
    result = check("empty", "--quiet")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.startswith("aicheck: no documents found in empty: nothing was checked; folders are searched for .csv, ")
    (project / "empty" / "blank.txt").write_bytes(b"")
    assert check("empty").stderr == "", "the file is told of as a finding"


def test_the_reports_of_the_settings_are_written_only_without_paths_and_formats(project: Path) -> None:
    with (project / "aicheck.toml").open("a") as file:
        file.write('reports = { markdown = "out/report.md" }\n')
    report = project / "out/report.md"
    check("docs")
    check("--format", "json")
    assert not report.exists()
    assert check().stdout.startswith("docs/dam.txt:1:14 error AIC101")
    assert report.read_text().startswith("# Discrepancies")


def test_the_reports_of_the_settings_are_the_same_whatever_is_shown_beside(project: Path) -> None:
    with (project / "aicheck.toml").open("a") as file:
        file.write('reports = { markdown = "out/report.md" }\n')
    report = project / "out/report.md"
    assert check().stderr == "aicheck: wrote out/report.md\n"
    plain = report.read_bytes()
    assert "contradictory" in check("--show", "all", "--verbose").stdout
    assert report.read_bytes() == plain


def test_a_report_that_cannot_be_written_is_a_faulty_run(project: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "docs/mill.txt", "--format", "json", "--output", "docs"]) == 2
    assert "cannot write docs" in capfd.readouterr().err


def test_standard_input(project: Path) -> None:
    text = b"`42 million million`\n\nWorth 42 million million dollars.\n"
    result = check("-", "--stdin-name", "draft.md", "--format", "json", input=text)
    (finding,) = json.loads(result.stdout)["findings"]
    assert (finding["rule"], finding["path"], finding["line"], finding["column"]) == ("AIC101", "draft.md", 3, 7)


def test_ignored_by_settings(project: Path) -> None:
    with (project / "aicheck.toml").open("a") as file:
        file.write('ignore = ["DAM"]\nper-path-ignores = { "docs/d*" = ["AIC1"] }\n')
    assert found() == []


def test_ignoring_does_not_hide_what_could_not_be_read(project: Path) -> None:
    with (project / "aicheck.toml").open("a") as file:
        file.write('ignore = ["AIC"]\n')
    assert [rule for rule, *_ in found("nowhere.txt")] == ["AIC002"]


def test_a_fault_in_the_settings_is_reported_and_the_rest_still_runs(project: Path) -> None:
    with (project / "aicheck.toml").open("a") as file:
        file.write('langage = "en"\n')
    assert found() == [("AIC061", "error", "aicheck.toml", 5, 1), DOUBLED, LENGTHS]
    assert run(["check"]) == 2


def test_verdicts_on_request(project: Path) -> None:
    (project / "claims/dam.yaml").write_text((project / "claims/dam.yaml").read_text().replace("52", "41").replace("2:44", "2:7"))
    assert "consistent DAM001" not in check().stdout
    assert "docs/dam.txt:2:7 consistent DAM001" in check("--show", "consistent").stdout
    report = json.loads(check("--show", "consistent", "--format", "json").stdout)
    told = [(verdict["rule"], verdict["outcome"], verdict["path"], verdict["line"]) for verdict in report["verdicts"]]
    assert ("DAM001", "consistent", "docs/dam.txt", 2) in told
    assert {outcome for _, outcome, _, _ in told} == {"consistent"}
    assert "verdicts" not in json.loads(check("--format", "json").stdout)


def test_colour_only_where_it_is_asked_for(project: Path) -> None:
    assert ESCAPE not in check().stdout
    assert ESCAPE not in check(env={"FORCE_COLOR": "1", "NO_COLOR": "1"}).stdout
    assert f"{ESCAPE}[1;31merror{ESCAPE}[0m" in check("--color").stdout
    assert ESCAPE not in check("--color", "--format", "json").stdout


@pytest.mark.parametrize("format", ["terminal", "markdown", "json"])
def test_documents_cannot_command_the_terminal(project: Path, format: str) -> None:
    (project / "docs/evil\x1b[2J.txt").write_bytes(b"\x1b]0;owned\x07 worth 42 million million\x1b[31m dollars\xc2\x9b31m\n")
    output = check("--format", format, "docs").stdout
    assert "42 million million" in output
    assert not any((ord(char) < 0x20 and char != "\n") or 0x7F <= ord(char) < 0xA0 for char in output)


def _subprocess(arguments: Sequence[str], seed: str) -> subprocess.CompletedProcess[bytes]:
    env = os.environ | {"PYTHONHASHSEED": seed, "LC_ALL": "C", "PYTHONIOENCODING": ""}
    return subprocess.run([sys.executable, "-m", "aicheck", *arguments], capture_output=True, env=env, check=False)


def test_output_is_the_same_byte_for_byte_whatever_the_locale(project: Path) -> None:
    (project / "docs/坝.txt").write_text("大坝造价 42 亿亿元。\n", encoding="utf-8")
    first, second = (_subprocess(["check", "--show", "all", "-v"], seed) for seed in ("1", "2"))
    assert (first.returncode, first.stderr) == (1, b"")
    assert first.stdout == second.stdout
    assert "大坝造价 42 亿亿元。".encode() in first.stdout


def test_a_fault_of_ours_ends_with_2_and_not_with_the_status_for_findings(project: Path) -> None:
    code = (
        "import sys, aicheck.cli as c; from aicheck import pipeline\n"
        "def broken(*a, **k): raise ZeroDivisionError('ours')\n"
        "pipeline.check = broken; sys.argv = ['aicheck', 'check', 'docs']; c.main()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert "ZeroDivisionError: ours" in done.stderr
    assert "a fault of aicheck" in done.stderr


def test_an_empty_path_is_no_folder(project: Path) -> None:
    for command in ("check", "check docs", "extract", "claims draft", "init", "rules test"):
        with pytest.raises(click.BadParameter, match=r"the path is empty; write \. for the current folder"):
            cli.main([*command.split(), ""], standalone_mode=False)
    assert run(["check", ""]) == 2


def test_the_reports_of_the_settings_are_named(project: Path) -> None:
    settings = project / "aicheck.toml"
    settings.write_text(settings.read_text() + 'reports = { markdown = "out/a.md", json = "out/a.json" }\n')
    assert check().stderr == "aicheck: wrote out/a.md, out/a.json\n"
    assert check("--quiet").stderr == ""
    assert check("docs").stderr == ""


def test_the_summary_is_two_lines_and_a_table_on_request(project: Path) -> None:
    rules = json.loads(check("--format", "json").stdout)["summary"]["rules"]
    assert check().stdout.splitlines()[-2:] == [
        "1 error and 1 warning in 2 documents",
        f"verdicts of {rules} rules: 2 contradictory; 3 of 4 quantities checked; 2 of 2 claims bound",
    ]
    assert "quantities seen" in check("--verbose").stdout


def test_a_verdict_on_the_words_of_a_table_is_not_counted_among_quantities(project: Path) -> None:
    Path("both.csv").write_text(LAYOUTS["table.csv"], "utf-8")
    Path("aicheck.toml").unlink()
    headline, coverage = check("both.csv").stdout.splitlines()[-2:]
    assert headline == "1 error in 1 document"
    assert re.fullmatch(r"verdicts of \d+ rules: 1 contradictory, 5 consistent", coverage), coverage
