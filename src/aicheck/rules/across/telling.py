"""What a finding says of two numbers that should be one: the words for the scale, and what to write instead."""

from __future__ import annotations

import re

from aicheck.model import Quantity
from aicheck.rules.across.statements import Slip
from aicheck.rules.edits import edits, scale_words, scale_words_in

_NUMERAL = re.compile(r"\d[\d,]*(?:\.\d+)?")
_TINY = re.compile(r"(?<![\d.])0\.0*\d")


def told(source: Quantity, translation: Quantity, language: str, other: str, slip: Slip | None) -> str:
    """Why the two differ, after a semicolon: what the word for the scale is, and what the source amounts to."""
    if slip is None:
        return ""
    if slip.kind == "digits":
        return "; the digits differ"
    meant = instead(source, translation, other)
    right = f"{source.text} is {meant or _plain(source)}, not {translation.text}"
    for quantity, spoken in ((source, language), (translation, other)):
        found = _scale(quantity, spoken)
        if found is not None and found[1] in (4, 8):
            return f"; {found[0]} is 10^{found[1]}: {right}"
    return f"; {right}"


def instead(source: Quantity, translation: Quantity, language: str) -> str:
    """What a translation should say, in its own words; empty where no small change of them says it."""
    if source.value is None or translation.value is None:
        return ""
    for edit in edits(translation, language):
        meant = edit.meant
        if meant.value == source.value and meant.kind == translation.kind and not _TINY.search(edit.words):
            return edit.words
    return _written_out(source, translation, language)


def _written_out(source: Quantity, translation: Quantity, language: str) -> str:
    """The translation with the number of the source in digits, in place of its own and the word for its scale."""
    value, number = source.value, _NUMERAL.search(translation.text)
    if number is None or value is None or value != int(value):
        return ""
    end = number.end()
    found = _scale(translation, language)
    if found is not None:
        at = translation.text.find(found[0], end)
        if at < 0 or translation.text[end:at].strip():
            return ""
        end = at + len(found[0])
    return f"{translation.text[: number.start()]}{int(value):,}{translation.text[end:]}"


def _scale(quantity: Quantity, language: str) -> tuple[str, int] | None:
    """The word for a scale in a statement, and its power of ten."""
    scales = scale_words(language)
    for found in scale_words_in(quantity.text, scales):
        return found[0], next(power for power, words in scales.items() if found[0] in words)
    return None


def _plain(quantity: Quantity) -> str:
    value = quantity.value
    return f"{value:,}" if value is not None and value == int(value) else quantity.text
