"""What a finding says of two numbers that should be one: the words for the scale, and what to write instead."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from aicheck.lexicons import load
from aicheck.model import Quantity
from aicheck.rules.across.statements import Slip
from aicheck.rules.edits import edits, in_style, scale_words, scale_words_in

_NUMERAL = re.compile(r"\d[\d,]*(?:\.\d+)?")
_TRAILING = re.compile(r"(?:(\.\d*[1-9])|\.)0+(?!\d)")
_LONGEST = 9
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
    found = _scale(translation, language)
    if found is not None and (words := _rescaled(source, translation, found, language)):
        return words
    for edit in edits(translation, language):
        meant = edit.meant
        if meant.value == source.value and meant.kind == translation.kind and not _TINY.search(edit.words):
            return _TRAILING.sub(lambda found: found[1] or "", edit.words)
    return ""


def _rescaled(source: Quantity, translation: Quantity, scale: tuple[str, int], language: str) -> str:
    """The translation with the number of the source, in the largest scale that it fills; empty where it fills none."""
    word, own = scale
    value, number = source.value, _NUMERAL.search(translation.text)
    at = -1 if number is None else translation.text.find(word, number.end())
    if number is None or at < 0 or translation.text[number.end() : at].strip() or not isinstance(value, Decimal):
        return ""
    before, between = translation.text[: number.start()], translation.text[number.end() : at]
    scales = _in_script(word, scale_words(language))
    power = max((power for power in scales if value >= 10**power), default=0)
    digits = f"{value.scaleb(-power).normalize():{',' if load(language).spaced else ''}f}"
    if not power or len(digits) > _LONGEST:
        return ""
    words = word if power == own else in_style(scales[power], word)
    return f"{before}{digits}{between}{words}{translation.text[at + len(word) :]}"


def _in_script(word: str, scales: Mapping[int, tuple[str, ...]]) -> dict[int, tuple[str, ...]]:
    """The words for scales in the script of one of them: 45M元 is no way to write 4500万元."""
    plain = word.isascii()
    found = {power: tuple(each for each in words if each.isascii() == plain) for power, words in scales.items()}
    return {power: words for power, words in found.items() if words}


def _scale(quantity: Quantity, language: str) -> tuple[str, int] | None:
    """The word for a scale in a statement, and its power of ten."""
    return next(((found[0], power) for found, power in scale_words_in(quantity.text, scale_words(language))), None)


def _plain(quantity: Quantity) -> str:
    value = quantity.value
    return f"{value:,}" if value is not None and value == int(value) else quantity.text
