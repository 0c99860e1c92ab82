"""The form of a claims file: groups with shared keys become one flat row of fields a claim.

    document: annual-report.md          # which document the claims are about; any claim may name another
    defaults: {period: 2024}            # keys that every claim below has unless it says otherwise
    aliases: {Canonical Name: [other name]}
    claims:
      - {id: revenue, subject: Acme, metric: revenue, stated: $5 million, at: "3:14", value: 5e6 USD}
      - defaults: {subject: Acme}       # a group: more shared keys, and claims
        claims: [...]
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from aicheck.claims.aliases import Aliases
from aicheck.model import Finding
from aicheck.yamlio import MISSING_KEY, UNKNOWN_KEY, WRONG_TYPE, Fields, Node, Scalar, fault_finding, quoted
from aicheck.yamlio import Mapping as MappingNode

KEYS: Mapping[str, str] = MappingProxyType(
    {
        "id": "the claim's own name: lower-case letters, digits, hyphens; unique among all claims",
        "subject": "who or what the number is about; aliases are replaced by the canonical name",
        "metric": "what is measured",
        "period": "the time that it is about: 2023, FY2024, 2023-Q1, 2024-02-17, or two of them as start/end",
        "scope": "what is counted in and what is not, as exactly as the document says it",
        "role": "how the claim takes part in the arithmetic (see the roles)",
        "stated": "the number's own words in the document, with its hedge",
        "at": "where the stated words begin: line:column, both from 1",
        "value": "the exact meaning: a number or low..high, and a unit",
        "precision": "the unit to which the number is meant, where the digits do not tell (2,000,000 to the nearest 1e5)",
        "change": "up or down, where the stated words do not tell",
        "note": "anything that a reader of the claim should know; rules do not see it",
        "document": "the document's file name, or the end of its path",
        "language": "the language of the stated words, where it is not plain from them",
    }
)
OWN = ("id", "stated", "at", "value")
"""Keys that belong to one claim alone and cannot be shared through defaults."""
_FREE = re.compile(r"[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*")
_NEAR = 0.8
"""How close, as difflib measures it, a free key may come to a known one before it counts as its misspelling."""


class Entry(NamedTuple):
    """One claim as written: its node, the known keys with their values, and the free ones."""

    node: MappingNode
    known: Mapping[str, Scalar]
    dimensions: Mapping[str, str]


class _Shared(NamedTuple):
    known: Mapping[str, Scalar] = MappingProxyType({})
    dimensions: Mapping[str, str] = MappingProxyType({})

    def and_(self, other: _Shared) -> _Shared:
        return _Shared({**self.known, **other.known}, {**self.dimensions, **other.dimensions})


def entries(root: Node, aliases: Aliases, findings: list[Finding]) -> Iterator[Entry]:
    """Every claim of a file in order; aliases are collected on the way, and faults go to `findings`."""
    fields = Fields(root, findings, "claims file")
    if fields.mapping is None:
        return
    names = fields.fields("aliases")
    if names is not None:
        aliases.read(names)
    own = {key: value for key in ("document", "language") if (value := fields.scalar(key)) is not None}
    if names is None and fields.mapping.get("claims") is None:
        fields.node("claims", required=True)
    yield from _group(fields, _Shared(own), findings)


def _group(fields: Fields, above: _Shared, findings: list[Finding]) -> Iterator[Entry]:
    shared = above
    given = fields.node("defaults")
    if isinstance(given, MappingNode):
        shared = above.and_(_keys(given, above, findings, shared=True))
    elif given is not None:
        fields.fields("defaults")  # reports what is wrong with it
    claims = fields.sequence("claims")
    fields.close()
    for node in claims:
        if isinstance(node, MappingNode) and ("claims" in node or "defaults" in node):
            group = Fields(node, findings, "group of claims")
            group.node("claims", required=True)
            yield from _group(group, shared, findings)
        elif isinstance(node, MappingNode):
            claim = shared.and_(_keys(node, shared, findings, shared=False))
            yield Entry(node, claim.known, claim.dimensions)
        else:
            message = f"a claim is a mapping of keys to values, not {_shown(node)}"
            findings.append(fault_finding(WRONG_TYPE, message, node.place, help="write - id: ... with its keys below"))


def _keys(node: MappingNode, above: _Shared, findings: list[Finding], *, shared: bool) -> _Shared:
    """The keys of one claim, or of defaults: the known ones and the dimensions."""
    known: dict[str, Scalar] = {}
    dimensions: dict[str, str] = {}
    for key, value in node:
        fault = _value_fault(key, value) or _key_fault(key, node, above, shared)
        if fault is not None:
            findings.append(fault)
            meant = _meant(key.text, node, above, shared)
            if isinstance(value, Scalar) and not value.is_null and meant:  # told once, not as a missing key too
                known.setdefault(meant, value)
        elif isinstance(value, Scalar) and key.text in KEYS:
            known[key.text] = value
        elif isinstance(value, Scalar):
            dimensions[key.text] = value.text
    return _Shared(known, dimensions)


def _value_fault(key: Scalar, value: Node) -> Finding | None:
    if not isinstance(value, Scalar):
        message = f"{key.text}: a single value is expected, not {value.kind}"
        return fault_finding(WRONG_TYPE, message, value.place, help="write one value, or one claim for each")
    if value.is_null:
        cut = key.text[:1].isdigit()  # stated: 1,050 MWh inside { }
        help = "put the value before it in quotes: a comma starts a new key inside { }" if cut else "write it, or remove the key"
        return fault_finding(MISSING_KEY, f"{key.text}: the value is missing", key.place, help=help)
    return None


def _key_fault(key: Scalar, node: MappingNode, above: _Shared, shared: bool) -> Finding | None:
    if shared and key.text in OWN:
        message = f"{quoted(key.text)} belongs to one claim and cannot be shared through defaults"
        return fault_finding(UNKNOWN_KEY, message, key.place, help="move it into the claims themselves")
    if key.text in KEYS:
        return None
    meant = _meant(key.text, node, above, shared)
    if not meant and _FREE.fullmatch(key.text):
        return None
    hint = f'; did you mean "{meant}"?' if meant else ""
    help = "free keys (region, stage ...) are lower-case words joined by hyphens, not close to a known key"
    return fault_finding(UNKNOWN_KEY, f"{quoted(key.text)} is not a key of a claim{hint}", key.place, help=help)


def _meant(key: str, node: MappingNode, above: _Shared, shared: bool) -> str:
    """The known key that a key is probably a misspelling of: close to it, and missing from the claim."""
    near = _near(key)
    return "" if near in node or near in above.known or (shared and near in OWN) else near


@lru_cache(maxsize=4096)
def _near(key: str) -> str:
    return next(iter(difflib.get_close_matches(key.casefold(), KEYS, n=1, cutoff=_NEAR)), "")


def _shown(node: Node) -> str:
    return f"the single value {quoted(node.text)}" if isinstance(node, Scalar) else node.kind
