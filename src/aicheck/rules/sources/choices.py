"""Words that a rule chooses from a closed list: one of them, or several."""

from __future__ import annotations

from aicheck.yamlio import WRONG_TYPE, Fields, Node, Scalar, Sequence, did_you_mean, quoted


def chosen(node: Node, fields: Fields, key: str, known: tuple[str, ...]) -> frozenset[str]:
    """One of the known words or a list of them; nothing, with a fault, where one is not known."""
    items = node.items if isinstance(node, Sequence) else (node,)
    for item in items:
        if not isinstance(item, Scalar) or item.text not in known:
            shown = quoted(item.text) if isinstance(item, Scalar) else item.kind
            hint = did_you_mean(item.text, known) if isinstance(item, Scalar) else ""
            fields.fault(WRONG_TYPE, f"{key}: {shown} is not known{hint}", item, f"it is one of {', '.join(known)}")
            return frozenset()
    return frozenset(item.text for item in items if isinstance(item, Scalar))


def choices(words: tuple[str, ...]) -> dict[str, object]:
    """The JSON Schema of such a choice."""
    one = {"enum": list(words)}
    return {"anyOf": [one, {"type": "array", "items": one, "minItems": 1}]}
