"""What the words of a row or column label tell about its arithmetic, as classes: total, less, opening ..."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from aicheck.yamlio import load_trusted

WHOLE = frozenset({"note"})
"""Classes whose words must be the whole label: `Note` heads a column of references, `2018 (restated, Note 3)` does not."""
NONE: frozenset[str] = frozenset()


@cache
def languages() -> tuple[str, ...]:
    """The languages whose label words are known, sorted."""
    names = (file.name for file in files("aicheck.lexicons").joinpath("labels").iterdir())
    return tuple(sorted(name.removesuffix(".yaml") for name in names if name.endswith(".yaml")))


@cache
def words(language: str) -> Mapping[str, Any]:
    """The file of label words of a language, as plain data."""
    loaded: Mapping[str, Any] = load_trusted(
        files("aicheck.lexicons").joinpath("labels", f"{language}.yaml").read_text(encoding="utf-8")
    )
    return loaded


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """(class, pattern) over the words of all languages: labels of one table may mix them."""
    found: dict[str, list[str]] = {}
    for language in languages():
        for name, forms in words(language)["classes"].items():
            found.setdefault(name, []).extend(_pattern(form) for form in forms.split("|"))
    return tuple(
        (name, re.compile(rf"\A(?:{'|'.join(forms)})\W*\Z" if name in WHOLE else "|".join(forms)))
        for name, forms in found.items()
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
