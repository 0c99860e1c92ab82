"""The word classes of each language, read from its file beside the lexicons."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from aicheck import lexicons
from aicheck.rules.text.shape import TYPES
from aicheck.yamlio import WRONG_TYPE, Fields, Scalar, did_you_mean, load_trusted, quoted

_FOLDER = Path(lexicons.__file__).with_name("classes")
DIGITS_CLASS = "digits"
"""The class of digits that are no quantity, such as a year; it needs no words."""


class WordClasses(NamedTuple):
    """The classes of one language: each name with its words and phrases, in the order of the file; its clues, each with its
    patterns (see `clues`); and its conditions, patterns that rules name together as `@name`."""

    language: str
    classes: Mapping[str, tuple[str, ...]]
    clues: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    conditions: Mapping[str, tuple[str, ...]] = MappingProxyType({})

    def single(self, name: str) -> frozenset[str]:
        """The words of a class that are one word, as a set to look up; empty for an unknown class."""
        return _single(self.language, name)


@lru_cache
def word_classes(language: str) -> WordClasses | None:
    """The classes of a language, or None for a language that has none."""
    file = _FOLDER / f"{language}.yaml"
    if not file.is_file():
        return None
    raw = load_trusted(file.read_text(encoding="utf-8"))
    entries = {str(name): [entry.strip() for entry in str(text).split("|")] for name, text in raw["classes"].items()}
    clash = (entries.keys() & TYPES.keys()) | (entries.keys() & {DIGITS_CLASS})
    if clash:
        raise ValueError(f"lexicons/classes/{language}.yaml: {sorted(clash)} are types of quantities, not classes of words")
    clues, conditions = (
        {str(name): tuple(map(str, patterns)) for name, patterns in raw.get(key, {}).items()} for key in ("clues", "conditions")
    )
    return WordClasses(language, {name: _words(name, entries, ()) for name in entries}, clues, conditions)


@lru_cache
def _single(language: str, name: str) -> frozenset[str]:
    words = word_classes(language)
    return frozenset(word for word in (words.classes.get(name, ()) if words else ()) if " " not in word)


@lru_cache
def languages() -> tuple[str, ...]:
    """The languages that have word classes, sorted."""
    return tuple(sorted(file.stem for file in _FOLDER.glob("*.yaml")))


def has_classes(language: Scalar, fields: Fields, key: str) -> bool:
    """Whether a language named below a key of a rule has word classes; a fault where it has none."""
    known = languages()
    if language.text in known:
        return True
    message = f"{key}: no word classes for language {quoted(language.text)}{did_you_mean(language.text, known)}"
    fields.fault(WRONG_TYPE, message, language, f"there are {', '.join(known)}")
    return False


def _words(name: str, entries: Mapping[str, list[str]], above: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a class, with those of the classes that it names."""
    if name in above:
        raise ValueError(f"class '{name}' contains itself")
    words: list[str] = []
    for entry in entries[name]:
        words.extend(_words(entry[1:], entries, (*above, name)) if entry.startswith(":") else (entry,))
    return tuple(dict.fromkeys(words))
