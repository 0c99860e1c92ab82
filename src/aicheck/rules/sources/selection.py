"""Which claims a rule means: conditions on their keys.

metric: funding              equal, whatever the case and spacing
subject: [China, US]         one of several
role: {not: change}          none of these; a list is allowed too
stage: present               stated at all; `absent` for not
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from aicheck.model import Claim, Quantity
from aicheck.yamlio import UNKNOWN_KEY, WRONG_TYPE, Fields, Mapping, Node, Scalar, Sequence, did_you_mean, quoted

CLAIM_KEYS = (
    "subject", "metric", "period", "scope", "role", "id", "document", "unit", "kind", "currency", "extent", "dimensions",
)  # fmt: skip
"""Keys that every claim has; `currency` is empty for what is no money, `extent` is point, range or bound (over 50, say),
`dimensions` is all its free keys together. Any other key is a free key."""

_OWN: dict[str, Callable[[Claim], str]] = {
    "subject": lambda claim: claim.subject,
    "metric": lambda claim: claim.metric,
    "period": lambda claim: claim.period,
    "scope": lambda claim: claim.scope,
    "role": lambda claim: claim.role,
    "id": lambda claim: claim.id,
    "document": lambda claim: claim.source.path,
    "unit": lambda claim: claim.quantity.unit,
    "kind": lambda claim: claim.quantity.kind,
    "currency": lambda claim: claim.quantity.unit if claim.quantity.kind == "money" else "",
    "extent": lambda claim: _extent(claim.quantity),
    "dimensions": lambda claim: "; ".join(f"{key}={value}" for key, value in sorted(claim.dimensions.items())),
}


def _extent(quantity: Quantity) -> str:
    if quantity.value is None and quantity.low is not None and quantity.high is not None:
        return "range"
    return "point" if quantity.relation in ("=", "~") else "bound"


class Condition(NamedTuple):
    """One key with the values that it may have, or may not have; no values: any value at all."""

    key: str
    values: frozenset[str]
    negated: bool

    def takes(self, value: str) -> bool:
        """Whether the condition holds for a folded value; the empty one is that of a claim without the key."""
        inside = value in self.values if self.values else bool(value)
        return inside != self.negated


Selection = tuple[Condition, ...]
"""Conditions that all have to hold."""


def raw_reader(key: str) -> Callable[[Claim], str]:
    """A function from a claim to the value of a key as written; empty where the claim has none."""
    own = _OWN.get(key)
    return own if own is not None else lambda claim: claim.dimensions.get(key, "")


def reader(key: str) -> Callable[[Claim], str]:
    """A function from a claim to the value of a key, folded for comparison; empty where the claim has none."""
    raw = raw_reader(key)
    return lambda claim: fold(raw(claim))


def fold(text: str) -> str:
    """A text without case and superfluous spaces."""
    return " ".join(text.split()).casefold()


# -- reading ----------------------------------------------------------------------------------------------------------


def read_selection(entries: Iterable[tuple[Scalar, Node]], fields: Fields) -> Selection | None:
    """The conditions written as a mapping; None where one is faulty."""
    conditions: list[Condition] = []
    for key, node in entries:
        condition = _condition(key, node, fields)
        if condition is None:
            return None
        conditions.append(condition)
    return tuple(conditions)


def known_key(key: Scalar, fields: Fields) -> bool:
    """Whether a word can be meant as a key of claims: a free key, but no misspelled known one."""
    if key.text in CLAIM_KEYS or not (hint := did_you_mean(key.text, CLAIM_KEYS)):
        return True
    fields.fault(UNKNOWN_KEY, f"{quoted(key.text)} is not a key of claims{hint}", key, f"every claim has {', '.join(CLAIM_KEYS)}")
    return False


def _condition(key: Scalar, node: Node, fields: Fields) -> Condition | None:
    if not known_key(key, fields):
        return None
    if isinstance(node, Mapping):
        words = node.get("not")
        if words is None or len(node) != 1:
            fields.fault(WRONG_TYPE, f"{key.text}: a condition is a value, a list, or {{not: ...}}", node, "write {not: value}")
            return None
        values = _values(key, words, fields)
        return None if values is None else Condition(key.text, values, True)
    if isinstance(node, Scalar) and not node.quoted and node.text in ("present", "absent"):
        return Condition(key.text, frozenset(), node.text == "absent")
    values = _values(key, node, fields)
    return None if values is None else Condition(key.text, values, False)


def _values(key: Scalar, node: Node, fields: Fields) -> frozenset[str] | None:
    items = node.items if isinstance(node, Sequence) else (node,)
    values = frozenset(fold(item.text) for item in items if isinstance(item, Scalar) and not item.is_null)
    if len(items) == 0 or any(not isinstance(item, Scalar) or item.is_null for item in items):
        fields.fault(WRONG_TYPE, f"{key.text}: a value or a list of values is expected", node, "or present, or absent")
        return None
    return values
