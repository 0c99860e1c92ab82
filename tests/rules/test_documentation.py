"""What rules tell of themselves; the generated pages and the schema are fresh."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from aicheck import rules
from aicheck.rules.expectations import FUNCTIONS, compile_expectation
from aicheck.rules.loader import pack_files
from aicheck.rules.schema import SCHEMA_FILE, schema_text
from aicheck.rules.sources import SOURCES
from aicheck.yamlio import load_trusted
from tests.rules.test_loader import GOOD

ROOT = Path(__file__).parents[2]
Golden = Callable[[Path, str], None]
NAMES = dict.fromkeys(
    ("x", "a", "b", "after", "before", "change", "share", "part", "whole", "mean", "stated", "record", "opening", "closing",
     "loss", "profit", "growth", "yuan", "dollars", "rest"), "one",
) | dict.fromkeys(("parts", "values", "items", "months", "years"), "many") | {"period": "text"}  # fmt: skip


def test_the_reference_pages_are_fresh(golden: Golden) -> None:
    golden(ROOT / "docs" / "expectations.md", rules.expectation_reference())
    golden(ROOT / "docs" / "rules.md", rules.reference(rules.load()))


def test_the_schema_that_ships_is_fresh(golden: Golden) -> None:
    golden(SCHEMA_FILE, schema_text())
    jsonschema.Draft202012Validator.check_schema(rules.schema())


@pytest.mark.parametrize("pack", rules.pack_names())
def test_the_packs_fit_the_schema(pack: str) -> None:
    for file in pack_files(pack):
        plain = load_trusted(file.read_text("utf-8"))
        jsonschema.Draft202012Validator(rules.schema()).validate(_typed(plain))


@pytest.mark.parametrize("source", SOURCES)
def test_the_examples_fit_the_schema(source: str) -> None:
    plain = load_trusted(rules.new_rule("ACME001", "example", source))
    jsonschema.Draft202012Validator(rules.schema()).validate(_typed(plain))


def _typed(node: Any) -> Any:
    """Plain scalars as an editor reads them: here only what the schema asks to be no text."""
    if isinstance(node, list):
        return [_typed(item) for item in node]
    if isinstance(node, dict):
        return {key: _typed(value) for key, value in node.items()}
    return {"true": True, "false": False, "": None}.get(node, int(node) if node.isdigit() and len(node) < 4 else node)


@pytest.mark.parametrize("function", FUNCTIONS.values(), ids=list(FUNCTIONS))
def test_the_example_of_a_function_compiles(function: Any) -> None:
    text = function.example
    if function.name == "either":
        text += " == x"
    compile_expectation(text, NAMES, frozenset({"rest"}))  # type: ignore[arg-type]
    assert function.name in text


def test_a_rule_explained() -> None:
    text = rules.explain(rules.parse_rules(GOOD, "r.yaml").rules[0])
    assert (
        text
        == """\
ACME001 revenue-once (error)

All statements of one revenue agree.
One was mistyped.

Looks at: claims selected by key, grouped (`values`), or joined under several names
Expects: agree(values)

Holds:
  5 million dollars  (subject A, metric revenue, period 2021)
  about 5 million dollars  (subject A, metric revenue, period 2021)

Breaks:
  5 million dollars  (subject A, metric revenue, period 2021)
  9 million dollars  (subject A, metric revenue, period 2021)

Defined in r.yaml:1
"""
    )


def test_the_catalogue() -> None:
    (line,) = rules.catalogue(rules.parse_rules(GOOD, "r.yaml"))
    assert line == ("ACME001", "revenue-once", "error", "claims", "All statements of one revenue agree.", "r.yaml")


def test_the_rule_of_the_guide_works() -> None:
    guide = (ROOT / "docs" / "rules-guide.md").read_text("utf-8")
    text = guide.partition("```yaml\n")[2].partition("```")[0]
    ruleset = rules.parse_rules(text, "guide.yaml", strict=True)
    assert ruleset.findings == ()
    assert [result.message for result in rules.selftest(ruleset)] == ["", ""]
