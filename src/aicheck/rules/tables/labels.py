"""What the words of a row or column label tell about its arithmetic, as classes: total, less, opening ..."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from aicheck.yamlio import load_trusted

WHOLE = frozenset({"note"})
"""Classes whose words must be the whole label: `Note` heads a column of references, `2018 (restated, Note 3)` does not."""
NONE: frozenset[str] = frozenset()


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """(class, pattern) over the words of all languages: labels of one table may mix them."""
    found: dict[str, list[str]] = {}
    for file in sorted(files("aicheck.lexicons").joinpath("labels").iterdir(), key=lambda file: file.name):
        if file.name.endswith(".yaml"):
            for name, words in load_trusted(file.read_text(encoding="utf-8"))["classes"].items():
                found.setdefault(name, []).extend(_pattern(word) for word in words.split("|"))
    return tuple(
        (name, re.compile(rf"\A(?:{'|'.join(words)})\W*\Z" if name in WHOLE else "|".join(words)))
        for name, words in found.items()
    )


def _pattern(word: str) -> str:
    return rf"(?<![a-z]){re.escape(word)}(?![a-z])" if word.isascii() else re.escape(word)


@cache
def classes_of(label: str) -> frozenset[str]:
    """The classes that a label's words belong to.

    >>> sorted(classes_of("Total net assets"))
    ['result', 'total']
    """
    folded = re.sub(r"\s+", " ", label).strip().lower()
    return frozenset(name for name, pattern in _patterns() if pattern.search(folded)) if folded else NONE
