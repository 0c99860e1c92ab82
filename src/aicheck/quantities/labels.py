"""What the words of a row or column label tell about its arithmetic, as classes: total, less, opening ..."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final, NamedTuple

import re2

from aicheck import lexicons
from aicheck.yamlio import load_trusted

_FOLDER: Final = Path(lexicons.__file__).with_name("labels")

WHOLE: Final = frozenset({"note", "all"})
"""Classes whose words must be the whole label: `Note` heads a column of references, `2018 (restated, Note 3)` does not."""
SUMMING: Final = frozenset({"total", "result", "closing", "balance"})
"""Classes of the labels that may name a sum of the lines before."""
TOLD_AS: Final[Mapping[str, str]] = {"all": "total"}
"""Classes that are told as another: `Group` alone names the sum of its segments."""
NONE: Final[frozenset[str]] = frozenset()


@cache
def languages() -> tuple[str, ...]:
    """The languages whose label words are known, sorted."""
    return tuple(sorted(file.stem for file in _FOLDER.glob("*.yaml")))


@cache
def words(language: str) -> Mapping[str, Any]:
    """The file of label words of a language, as plain data."""
    loaded: Mapping[str, Any] = load_trusted((_FOLDER / f"{language}.yaml").read_text(encoding="utf-8"))
    return loaded


def may_hold(text: str, language: str) -> bool:
    """Whether a text may have words of a language: one in ASCII has none of a language in other letters."""
    return not text.isascii() or words(language)["scale-after"].isascii()


class _Known(NamedTuple):
    """The words of all languages, for one pass over a label: pattern number i of `every` is a word of the class `names[i]`."""

    names: tuple[str, ...]
    every: re2.Set


@cache
def _known() -> _Known:
    """Labels of one table may mix languages, so that all of them count."""
    found: dict[str, list[str]] = {}
    for language in languages():
        for name, forms in words(language)["classes"].items():
            found.setdefault(name, []).extend(_pattern(form) for form in forms.split("|"))
    every = re2.Set.SearchSet()
    for name, patterns in found.items():
        any_of = f"(?:{'|'.join(patterns)})"
        every.Add(rf"\A{any_of}[^\pL\pN_]*\z" if name in WHOLE else any_of)
    every.Compile()
    return _Known(tuple(TOLD_AS.get(name, name) for name in found), every)


def _pattern(word: str) -> str:
    return rf"(?:\A|[^a-z]){re2.escape(word)}(?:[^a-z]|\z)" if word.isascii() else re2.escape(word)


@lru_cache(maxsize=8192)
def classes_of(label: str) -> frozenset[str]:
    """The classes that a label's words belong to.

    >>> sorted(classes_of("Total net assets"))
    ['result', 'total']
    """
    folded = " ".join(label.split()).lower()
    if not folded:
        return NONE
    names, every = _known()
    return frozenset(names[number] for number in every.Match(folded) or ()) or NONE


def may_sum(text: str) -> bool:
    """Whether a word of a label that names a sum may stand in a text: never wrongly no."""
    return _summing().search(text) is not None


@cache
def _summing() -> Any:
    files = [words(language)["classes"] for language in languages()]
    known = {form for file in files for name in (*SUMMING, *TOLD_AS) for form in file.get(name, "").split("|") if form}
    openers = sorted({_pattern(form.split()[0]) for form in known})
    return re2.compile(f"(?i){'|'.join(openers)}")
