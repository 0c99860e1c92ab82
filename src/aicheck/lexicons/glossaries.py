"""Words of one language and what they begin with in another: they show that two passages say the same thing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

_FOLDER = Path(__file__).parent / "glossaries"
_SHORTEST = 2


class Glossary(NamedTuple):
    """Words of the language `source`, each with the beginnings of the words that render it in the language `target`.

    `pattern` finds the words, the longest first; `beginnings` are in lower case.
    """

    source: str
    target: str
    pattern: re.Pattern[str]
    beginnings: Mapping[str, tuple[str, ...]]

    def said(self, text: str) -> frozenset[tuple[str, ...]]:
        """What a text of the source language says, as the beginnings that its words have in the other."""
        return frozenset(self.beginnings[found] for found in self.pattern.findall(text))


@cache
def glossary(one: str, other: str) -> Glossary | None:
    """The glossary of two languages, in either order, or None where there is none."""
    file = _FOLDER / f"{'-'.join(sorted((one, other)))}.yaml"
    if not file.is_file():
        return None
    from aicheck.yamlio import load_trusted  # 20 ms: only where two languages stand beside each other

    raw = load_trusted(file.read_text(encoding="utf-8"))
    beginnings = {
        word: tuple(dict.fromkeys(rendered.split("|"))) for words, rendered in raw["words"].items() for word in words.split("|")
    }
    longest = sorted(beginnings, key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, longest)))
    return Glossary(raw["from"], raw["to"], pattern, beginnings)
