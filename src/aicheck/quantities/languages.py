"""The language of a text and of each of its sentences, told by the script."""

from __future__ import annotations

import re
from typing import Final

from aicheck.lexicons import Lexicon
from aicheck.model import Text
from aicheck.spilled import lines

_LATIN_WORD: Final = re.compile(r"[A-Za-z]{2,}")
_LATIN_RUN: Final = re.compile(r"[A-Za-zÀ-ɏ]{2,}(?:[^\w。！？；\n]{1,3}[A-Za-zÀ-ɏ0-9][\w'’.,-]*){3}")
_HAN_RUN: Final = 4
"""What a text has to hold to be in two languages: four words of one in a row, and four characters of the other."""
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


def han_count(text: str) -> int:
    """How many characters are Han."""
    return 0 if western(text) else sum(match.end() - match.start() for match in HAN.finditer(text))


def may_be_bilingual(text: Text) -> bool:
    """Whether a text holds words of two scripts beside each other: what is certainly in one language costs one look."""
    dense = any(_has_han_run(run) for _, run in lines(text))
    return dense and any(_LATIN_RUN.search(run) is not None for _, run in lines(text))


def _has_han_run(text: str) -> bool:
    return not western(text) and any(match.end() - match.start() >= _HAN_RUN for match in HAN.finditer(text))


def detect(text: str) -> str:
    """The language of a text by its script: Chinese where a good part of its letters is Han, else English."""
    han = han_count(text)
    return "zh" if han and han * 4 >= sum(map(str.isalpha, text)) else "en"


def _mostly_han(sentence: str) -> bool:
    """Whether there are as many Chinese characters as Latin words, or more: a name in brackets makes no sentence Chinese."""
    han = han_count(sentence)
    return han > 0 and (han * 4 >= len(sentence) or han >= len(_LATIN_WORD.findall(sentence)))


def spoken(sentence: str, lexicon: Lexicon) -> str:
    """The language of one sentence of a text in the lexicon's language: an English one in a Chinese text, or the reverse."""
    if lexicon.fallback is not None:
        return lexicon.language if _mostly_han(sentence) else lexicon.fallback
    return lexicon.language if sentence.isascii() or detect(sentence) != "zh" else "zh"
