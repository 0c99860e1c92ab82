"""Samples of rules as pytest items, in a project of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest_plugins = ("pytester",)
RULE = """\
- id: ACME001
  name: change-between-levels
  severity: error
  match:
    text: "{change:percent} to {after:amount} from {before:amount}"
  expect: after == before * (1 + change)
  message: "{before} changed by {change} gives {expected}, not {after}"
  what: A stated change leads from the first level to the second.
  why: One of the three was mistyped.
  tests:
    ok: ["Orders rose 20% to $48 million from $40 million."]
    bad: ["Orders rose 20% to [[$84 million]] from $40 million."]
"""
SETTINGS = '[pytest]\naicheck_rules = rules\naddopts = -p aicheck.pytest_plugin\n'


@pytest.fixture
def project(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    pytester.makefile(".ini", pytest=SETTINGS)
    (pytester.path / "rules").mkdir()
    return pytester


def written(project: pytest.Pytester, text: str) -> Path:
    path = project.path / "rules" / "acme.yaml"
    path.write_text(text, encoding="utf-8")
    (project.path / "other.yaml").write_text("- not a rule\n", encoding="utf-8")
    return path


def test_each_sample_is_a_test(project: pytest.Pytester) -> None:
    written(project, RULE)
    result = project.runpytest_subprocess("-v")
    result.assert_outcomes(passed=2)
    result.stdout.fnmatch_lines(["*acme.yaml::ACME001-ok-11 PASSED*", "*acme.yaml::ACME001-bad-12 PASSED*"])


def test_a_sample_that_fails_says_where(project: pytest.Pytester) -> None:
    written(project, RULE.replace("[[$84 million]]", "[[$48 million]]"))
    result = project.runpytest_subprocess()
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(["*acme.yaml:12: ACME001 bad: expected a finding, but there is none"])


def test_a_faulty_file_is_never_green(project: pytest.Pytester) -> None:
    written(project, RULE.replace("severity: error", "severity: eror"))
    result = project.runpytest_subprocess()
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(['*acme.yaml:3: AIC006 severity: "eror" is not known; did you mean "error"?*'])


def test_nothing_is_collected_without_the_setting(project: pytest.Pytester) -> None:
    written(project, RULE)
    project.makefile(".ini", pytest="[pytest]\naddopts = -p aicheck.pytest_plugin\n")
    assert project.runpytest_subprocess().ret == pytest.ExitCode.NO_TESTS_COLLECTED
