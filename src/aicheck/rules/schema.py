"""The JSON Schema of rule files, made from the same tables that the loader reads with."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from aicheck.model import SEVERITIES
from aicheck.rules.rule import KEYS
from aicheck.rules.samples import SAMPLE_KEYS
from aicheck.rules.sources import SOURCES

SCHEMA_FILE = Path(__file__).parent / "rules.schema.json"
"""The schema as it ships."""
_LISTS = ("references", "tags")
_REQUIRED = ("id", "name", "severity", "match", "message", "what", "why")


def schema() -> dict[str, Any]:
    """The schema of a rule file, draft 2020-12."""
    text = {"type": ["string", "number"]}
    properties: dict[str, Any] = {key: {"description": meaning, "type": "string"} for key, meaning in KEYS.items()}
    properties["id"]["pattern"] = "^[A-Z]{2,}[0-9]{3,4}$"
    properties["name"]["pattern"] = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
    properties["severity"] = {"description": KEYS["severity"], "enum": list(SEVERITIES)}
    properties["since"] = {"description": KEYS["since"], **text}
    for key in _LISTS:
        properties[key] = {"description": KEYS[key], "anyOf": [text, {"type": "array", "items": text}]}
    properties["match"] = _match()
    properties["tests"] = _tests()
    rule = {"type": "object", "properties": properties, "required": list(_REQUIRED), "additionalProperties": False}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "aicheck rules",
        "type": "array",
        "items": rule,
    }


def schema_text() -> str:
    """The schema as JSON, as it ships."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


def _match() -> dict[str, Any]:
    alternatives = [
        {
            "type": "object",
            "properties": {source.name: {"description": source.summary, **source.schema}, **source.beside},
            "required": [source.name],
            "additionalProperties": False,
        }
        for source in SOURCES.values()
    ]
    return {"description": KEYS["match"], "oneOf": alternatives}


def _tests() -> dict[str, Any]:
    claim = {"type": "object", "required": ["stated"], "additionalProperties": {"type": ["string", "number"]}}
    claims = {"type": "array", "items": claim}
    full: dict[str, Any] = {key: {"type": "string"} for key in SAMPLE_KEYS} | {
        "claims": claims,
        "documents": {"type": "object", "additionalProperties": {"type": "string"}},
    }
    sample = {"anyOf": [{"type": "string"}, claims, {"type": "object", "properties": full, "additionalProperties": False}]}
    samples = {"type": "array", "items": sample, "minItems": 1}
    return {
        "description": KEYS["tests"],
        "type": "object",
        "properties": {"ok": samples, "bad": samples},
        "additionalProperties": False,
    }
