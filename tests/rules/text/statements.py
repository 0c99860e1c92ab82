"""Quantities for tests, written in brackets inside a sentence: "rose <12 percent> to <45 money USD>"."""

from __future__ import annotations

import re
from decimal import Decimal

from aicheck.model import Quantity

_STATED = re.compile(r"<(~?)([\d.]+)(?:-([\d.]+))? ([a-z-]+)(?: ([^>]+))?>")


def read(marked: str) -> tuple[str, list[Quantity]]:
    """The sentence without its brackets, and the quantities that they stand for."""
    text, found, at = "", [], 0
    for match in _STATED.finditer(marked):
        hedge, low, high, kind, unit = match.groups()
        text += marked[at : match.start()]
        at = match.end()
        shown = low if high is None else f"{low}-{high}"
        decimals = len(low.partition(".")[2])
        value = None if high else Decimal(low)
        found.append(
            Quantity(
                len(text), len(text) + len(shown), shown, Decimal(low), Decimal(high or low), value, decimals,
                "~" if hedge else "=", unit=unit or "", kind=kind,
            )
        )  # fmt: skip
        text += shown
    return text + marked[at:], found
