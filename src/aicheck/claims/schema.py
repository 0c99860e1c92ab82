"""The JSON Schema of claims files, made from the same tables that the loader reads with: editors complete and check by it.

    python -m aicheck.claims.schema          # writes claims.schema.json
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from aicheck.claims.entries import KEYS, OWN
from aicheck.claims.roles import ROLES

SCHEMA_FILE = Path(__file__).parent / "claims.schema.json"
"""The schema as it ships."""
_SCALAR: dict[str, Any] = {"type": ["string", "number", "boolean"]}
_OF_THE_FILE = ("document", "language")


def schema() -> dict[str, Any]:
    """The schema of a claims file, draft 2020-12."""
    keys = {key: {"description": meaning, **_SCALAR} for key, meaning in KEYS.items()}
    keys["id"]["pattern"] = "^[a-z0-9]+([-._][a-z0-9]+)*$"
    keys["at"]["pattern"] = "^[1-9][0-9]*:[1-9][0-9]*$"
    keys["role"] = {"description": KEYS["role"], "oneOf": [{"const": role, "title": meaning} for role, meaning in ROLES.items()]}
    keys["change"] = {"description": KEYS["change"], "enum": ["up", "down", "none"]}
    shared = {key: False if key in OWN else value for key, value in keys.items()}
    claims = {"type": "array", "items": {"anyOf": [{"$ref": "#/$defs/claim"}, {"$ref": "#/$defs/group"}]}}
    defaults = {"description": "keys that every claim below has unless it says otherwise", **_open(shared)}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "aicheck claims",
        "type": "object",
        "properties": {
            **{key: keys[key] for key in _OF_THE_FILE},
            "aliases": {
                "description": "canonical name: [other names]",
                "type": "object",
                "additionalProperties": {"anyOf": [_SCALAR, {"type": "array", "items": _SCALAR}]},
            },
            "defaults": defaults,
            "claims": claims,
        },
        "anyOf": [{"required": ["claims"]}, {"required": ["aliases"]}],
        "additionalProperties": False,
        "$defs": {
            "claim": {**_open(keys), "required": ["id"], "anyOf": [{"required": ["stated"]}, {"required": ["value"]}]},
            "group": {
                "type": "object",
                "properties": {"defaults": defaults, "claims": claims},
                "required": ["claims"],
                "additionalProperties": False,
            },
        },
    }


def schema_text() -> str:
    """The schema as JSON, as it ships."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


def _open(properties: dict[str, Any]) -> dict[str, Any]:
    """An object with known keys beside free ones."""
    free = {"^[a-z][a-z0-9]*([-_][a-z0-9]+)*$": _SCALAR}
    return {"type": "object", "properties": properties, "patternProperties": free, "additionalProperties": False}


if __name__ == "__main__":
    SCHEMA_FILE.write_text(schema_text(), encoding="utf-8")
