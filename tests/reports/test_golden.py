import json
from collections.abc import Callable
from pathlib import Path

import pytest

from aicheck.model import Result
from aicheck.reports import FORMATS, Options, render
from tests.reports.sample import result

GOLDEN = Path(__file__).parent / "golden"
EVERYTHING = Options(show=frozenset({"consistent"}), verbose=True)
SUFFIX = {
    "terminal": "txt", "markdown": "md", "json": "json", "jsonl": "jsonl", "sarif": "sarif", "junit": "xml",
    "github": "github.txt", "gitlab": "gitlab.json", "csv": "csv",
}  # fmt: skip
STREAMS = {"jsonl", "github"}


@pytest.mark.parametrize("name", sorted(SUFFIX))
def test_report(name: str, golden: Callable[[Path, str], None]) -> None:
    golden(GOLDEN / f"sample.{SUFFIX[name]}", render(result(), name, EVERYTHING))


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_nothing_found_is_a_report_too(name: str) -> None:
    report = render(Result(()), name)
    assert report == "" if name in STREAMS else report.endswith("\n")


def test_json_has_exactly_the_keys_of_the_contract() -> None:
    report = json.loads(render(result(), "json"))
    assert list(report) == ["version", "findings", "summary"]
    for finding, origin in zip(report["findings"], ([], ["origin"]), strict=True):
        assert list(finding) == [
            "rule", "name", "severity", "message", "path", "line", "column", "end_line", "end_column", "text", *origin, "related",
            "values", "fix", "fingerprint",
        ]  # fmt: skip
    assert report["summary"]["error"] == 1
    assert report["summary"]["quantities"] == 5


def test_quiet_leaves_out_the_summary() -> None:
    assert "quantities seen" not in render(result(), "terminal", Options(quiet=True))
    assert render(Result(()), "terminal", Options(quiet=True)) == ""


def test_markdown_quotes_numbers_and_no_sentences() -> None:
    report = render(result(), "markdown", EVERYTHING)
    assert "42 million million dollars" in report
    assert "harbour fund" not in report
    assert "募集" not in report
