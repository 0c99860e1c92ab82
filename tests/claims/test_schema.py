"""The JSON Schema of claims files: as it ships, with the project's own claims, and against broken ones."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from aicheck.claims.schema import SCHEMA_FILE, schema, schema_text

ROOT = Path(__file__).parents[2]
FILES = [*sorted((ROOT / "claims").glob("*.yaml")), *sorted((ROOT / "examples" / "claims").glob("*.yaml"))]


def complaints(text: str) -> list[str]:
    data: Any = yaml.load(text, Loader=yaml.BaseLoader)
    return [error.message for error in Draft202012Validator(schema()).iter_errors(data)]


def test_the_shipped_schema_is_the_generated_one() -> None:
    assert SCHEMA_FILE.read_text(encoding="utf-8") == schema_text(), "run python -m aicheck.claims.schema"
    Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_the_projects_claims_follow_it(file: Path) -> None:
    assert complaints(file.read_text(encoding="utf-8")) == []


CLAIM = "claims:\n  - {id: a, subject: Kite, metric: m, value: 5 EUR%s}\n"
BROKEN = ["claim: []\n", "claims: {}\n", CLAIM % ", role: total", CLAIM % ", at: line 3", CLAIM % ", Region: North",
          CLAIM % ", period: [2030]", "claims:\n  - {subject: Kite, value: 5}\n", "claims:\n  - {id: a}\n",
          "defaults: {value: 5}\nclaims: []\n"]  # fmt: skip


@pytest.mark.parametrize("text", BROKEN)
def test_what_the_loader_refuses_the_schema_refuses(text: str) -> None:
    assert complaints(CLAIM % ", role: whole, region: North") == []
    assert complaints(text)
