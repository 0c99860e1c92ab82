"""The recipes for CI, as far as they run without a network: valid against their schemas, and their commands run."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import check_jsonschema
import pytest
import yaml
from jsonschema import Draft7Validator

from aicheck.commands.check import check

ROOT = Path(__file__).parents[2]
VENDORED = Path(check_jsonschema.__file__).parent / "builtin_schemas" / "vendor"
AICHECK = str(Path(sys.executable).with_name("aicheck"))
TEXT = "It raised 31 billion billion dollars.\n"


def loaded(path: str) -> Any:
    return yaml.safe_load((ROOT / path).read_text(encoding="utf-8"))


def run(script: str, folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", str(ROOT / "ci" / script), *arguments],
        cwd=folder,
        env={**os.environ, "AICHECK": AICHECK, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a fund.md").write_text(TEXT, encoding="utf-8")
    (tmp_path / "clean.md").write_text("It owns 3 ships.\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(("recipe", "schema"), [("action.yml", "github-actions.json"), ("ci/gitlab.yml", "gitlab-ci.json")])
def test_a_recipe_is_valid_against_the_schema_of_its_reader(recipe: str, schema: str) -> None:
    validator = Draft7Validator(json.loads((VENDORED / schema).read_text(encoding="utf-8")))
    assert [error.message for error in validator.iter_errors(loaded(recipe))] == []


RECIPE = re.compile(r"`(?P<path>\.[\w./-]+\.ya?ml)`[^`]*?(?:`[^`]*`\)?[^`]*?)?:\n\n```yaml\n(?P<text>.*?)```\n", re.DOTALL)
SCHEMAS = {
    ".github/workflows/numbers.yml": "github-workflows.json",
    ".gitlab-ci.yml": "gitlab-ci.json",
    ".pre-commit-config.yaml": "",
}


def test_the_recipes_of_the_documentation_are_whole_files() -> None:
    recipes = {match["path"]: match["text"] for match in RECIPE.finditer((ROOT / "docs/ci.md").read_text("utf-8"))}
    assert recipes.keys() == SCHEMAS.keys()
    for path, text in recipes.items():
        # "on" is a key here and true in YAML 1.1
        recipe = yaml.load(text, Loader=yaml.BaseLoader)
        assert "vendor/aicheck" in text
        if SCHEMAS[path]:
            schema = json.loads((VENDORED / SCHEMAS[path]).read_text(encoding="utf-8"))
            assert [error.message for error in Draft7Validator(schema).iter_errors(_typed(recipe))] == [], path
    workflow = yaml.load(recipes[".github/workflows/numbers.yml"], Loader=yaml.BaseLoader)
    (step,) = [step for step in workflow["jobs"]["numbers"]["steps"] if step.get("id") == "aicheck"]
    assert step["with"].keys() <= loaded("action.yml")["inputs"].keys()
    assert "OWNER" not in (ROOT / "docs/ci.md").read_text("utf-8")


def _typed(node: Any) -> Any:
    """YAML read as text, with the two words that are truth values in it."""
    if isinstance(node, dict):
        return {key: _typed(value) for key, value in node.items()}
    if isinstance(node, list):
        return [_typed(value) for value in node]
    return {"true": True, "false": False}.get(node, node)


def test_every_option_in_the_recipes_is_one_of_aicheck() -> None:
    known = {option for parameter in check.params for option in parameter.opts}
    for recipe in ("ci/github.sh", "ci/gitlab.yml", "ci/check.sh", ".pre-commit-hooks.yaml"):
        text = "\n".join(line for line in (ROOT / recipe).read_text(encoding="utf-8").splitlines() if "pip install" not in line)
        used = {word.strip('"') for word in text.split() if word.startswith("--") and len(word) > 2}
        assert used <= known, recipe


def test_pre_commit_hooks_have_what_pre_commit_asks_for() -> None:
    hooks = loaded(".pre-commit-hooks.yaml")
    assert [hook["id"] for hook in hooks] == ["aicheck", "aicheck-rules"]
    for hook in hooks:
        assert {"id", "name", "entry", "language"} <= set(hook)
        done = subprocess.run(
            [AICHECK, *hook["entry"].split()[1:], "--help"], capture_output=True, check=False, text=True
        )
        assert done.returncode == 0


def test_github(folder: Path) -> None:
    outputs, summary = folder / "outputs", folder / "summary"
    done = run("github.sh", folder, PATHS="a fund.md\nclean.md\n", GITHUB_OUTPUT=str(outputs), GITHUB_STEP_SUMMARY=str(summary))
    assert done.returncode == 1
    assert done.stdout.startswith("::error file=a fund.md,line=1,endLine=1,col=11,")
    assert outputs.read_text() == "sarif=aicheck-reports/aicheck.sarif\nhtml=aicheck-reports/discrepancies.html\n"
    assert summary.read_text(encoding="utf-8").startswith("# Discrepancies")
    assert json.loads((folder / "aicheck-reports/aicheck.sarif").read_text(encoding="utf-8"))["runs"][0]["results"]


def test_github_takes_inputs_as_words_and_never_as_code(folder: Path) -> None:
    done = run("github.sh", folder, PATHS="$(touch owned)\n`touch owned`; touch owned", ARGUMENTS="--fail-on=error")
    assert done.returncode == 2
    assert not (folder / "owned").exists()
    assert run("github.sh", folder, PATHS="clean.md", ARGUMENTS="--select\nAIC1").returncode == 0


def test_shell(folder: Path) -> None:
    done = run("check.sh", folder, "clean.md")
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "aicheck: every number that was checked can be true")
    done = run("check.sh", folder, "a fund.md", REPORTS="out")
    assert (done.returncode, done.stderr) == (1, "aicheck: see out/discrepancies.html\n")
    assert (folder / "out/discrepancies.html").is_file()
    assert run("check.sh", folder, "none.md").returncode == 2


def test_gitlab(folder: Path) -> None:
    command = loaded("ci/gitlab.yml")["aicheck"]["script"][0].replace("/tmp/aicheck/bin/aicheck", AICHECK)
    done = subprocess.run(
        ["bash", "-c", command], cwd=folder, env={**os.environ, "AICHECK_ARGUMENTS": "clean.md --fail-on warning"},
        capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0
    for path in ("gl-code-quality-report.json", "aicheck.xml", "discrepancies.html"):
        assert (folder / path).is_file()


@pytest.mark.skipif(shutil.which("shellcheck") is None, reason="needs shellcheck (Debian: shellcheck)")
def test_shellcheck() -> None:
    scripts = sorted(str(path) for path in (ROOT / "ci").glob("*.sh"))
    done = subprocess.run(["shellcheck", *scripts], capture_output=True, check=False, text=True)
    assert done.stdout == ""
