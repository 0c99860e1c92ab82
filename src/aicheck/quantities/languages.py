"""The language of a text and of each of its sentences, told by the script."""

from __future__ import annotations

import re
from typing import Final

from aicheck.lexicons import Lexicon

_LATIN_WORD: Final = re.compile(r"[A-Za-z]{2,}")
HAN: Final = re.compile(r"[\u3400-\u9fff\u3007]+")


def western(text: str) -> bool:
    """Whether every character is one of Windows-1252: no Han among them, nothing full-width. A quick look, not a search."""
    if text.isascii():
        return True
    try:
        text.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


def detect(text: str) -> str:
    """The language of a text by its script: Chinese where a good part of its letters is Han, else English."""
    if western(text):
        return "en"
    han = sum(match.end() - match.start() for match in HAN.finditer(text))
    return "zh" if han and han * 4 >= sum(map(str.isalpha, text)) else "en"


def _mostly_han(sentence: str) -> bool:
    """Whether there are as many Chinese characters as Latin words, or more: a name in brackets makes no sentence Chinese."""
    if sentence.isascii():
        return False
    han = sum(match.end() - match.start() for match in HAN.finditer(sentence))
    return han > 0 and (han * 4 >= len(sentence) or han >= len(_LATIN_WORD.findall(sentence)))


def spoken(sentence: str, lexicon: Lexicon) -> str:
    """The language of one sentence of a text in the lexicon's language: an English one in a Chinese text, or the reverse."""
    if lexicon.fallback is not None:
        return lexicon.language if _mostly_han(sentence) else lexicon.fallback
    return lexicon.language if sentence.isascii() or detect(sentence) != "zh" else "zh"
