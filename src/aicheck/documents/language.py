"""The language of a text, told by its script: no words of any language are needed for that."""

from __future__ import annotations

import re
from functools import cache

from aicheck.model import Text

_KANA = re.compile(r"[ぁ-ヿ]")
_LATIN_WORD = re.compile(r"[A-Za-zÀ-ɏ]+")
_SAMPLE = 20_000


def language_of(text: Text) -> str:
    """`zh` where Chinese characters make up a fifth or more of the characters and Latin words, `en` elsewhere.

    A character of Chinese weighs as much as a Latin word, so names in Latin letters do not turn a Chinese text. Only the
    first 20,000 code points are weighed.
    """
    sample = text[:_SAMPLE]
    if sample.isascii():
        return "en"
    han = len(_han().findall(sample))
    if not han:
        return "en"
    words = len(_LATIN_WORD.findall(sample)) + len(_KANA.findall(sample))
    return "zh" if han * 4 >= words else "en"


@cache
def _han() -> re.Pattern[str]:
    """Compiled on first use: a class of so many characters takes as long as ten other patterns."""
    return re.compile(r"[㐀-䶿一-鿿豈-﫿]")
