"""Statements for tests of rules, made from short written forms instead of from documents."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from aicheck.model import Claim, Place, Quantity
from aicheck.rules.matching import Item

_SCALES = {"k": 3, "m": 6, "b": 9, "t": 12}
_KINDS = {"%": ("percent", "percent"), "pp": ("percentage-point", "percentage point"), "x": ("multiple", "x"), "": ("number", "")}


def quantity(written: str, **more: Any) -> Quantity:
    """A quantity from `[over|under|about|nearly|up|down] 3.1[b] [USD]`, ranges as `0.5..0.7b CNY`.

    Units: an ISO 4217 code, `%`, `pp`, `x`, nothing, or a noun; scales k, m, b, t.
    """
    words = written.split()
    relation, hedge, change = "=", "", "none"
    while words[0] in ("over", "under", "about", "nearly", "up", "down"):
        word = words.pop(0)
        if word in ("up", "down"):
            change = word
        else:
            relation, hedge = {"over": (">", ""), "under": ("<", ""), "about": ("~", ""), "nearly": ("~", "nearly")}[word]
    number, unit = words[0], " ".join(words[1:])
    if number[-1] == "%":
        number, unit = number[:-1], "%"
    shift = _SCALES.get(number[-1], 0)
    number = number.rstrip("kmbt")
    kind, name = _KINDS.get(unit) or ("money" if unit.isupper() else "count", unit)
    ends = [Decimal(end).scaleb(shift) for end in number.split("..")]
    decimals = min(-int(Decimal(end).as_tuple().exponent) for end in number.split("..")) - shift
    low: Decimal | None = min(ends)
    high: Decimal | None = max(ends)
    value = ends[0] if len(ends) == 1 else None
    if relation in (">", "<"):
        low, high = (low, None) if relation == ">" else (None, high)
    fields: dict[str, Any] = {
        "start": 0, "end": len(written), "text": written, "low": low, "high": high, "value": value, "decimals": decimals,
        "relation": relation, "hedge": hedge, "change": change, "unit": name, "kind": kind,
    }  # fmt: skip
    return Quantity(**(fields | more))


def place(text: str, path: str = "d.txt", start: int = 0) -> Place:
    """A place on the first line."""
    return Place(path, 1, start + 1, 1, start + 1 + len(text), start, start + len(text), text, text)


def item(written: str, **more: Any) -> Item:
    """A bound statement."""
    return Item(quantity(written, **more), place(written), written)


def claim(written: str, *, id: str = "", **keys: str) -> Claim:
    """A claim; keys that are not its own are dimensions."""
    own = {key: keys.pop(key, "") for key in ("subject", "metric", "period", "scope")}
    role, document = keys.pop("role", "level"), keys.pop("document", "d.txt")
    return Claim(
        id or written, **own, role=role, quantity=quantity(written), source=place(written, document),
        place=place(id, "claims.yaml"), dimensions=keys,
    )  # fmt: skip
