"""Whether a sentence is prose. Code, logs, paths and columns of data hold numbers too, but state nothing about them."""

from __future__ import annotations

import re

_CODE = re.compile(
    r"""
    -> | => | [=!:+*/-]= | :: | >>> | && | \|\|        # operators
    | \(\) | \w\[['"] | \w_\w*\( | \s=\s | \$\{ | \\  # calls, keys, assignments, escapes
    | </ | />                                          # tags
    | ;\n\s*\w+[ .(]                                   # statements, one a line
    | ^\s*[$#%]\s\w                                    # a shell's prompt, a comment
    """,
    re.VERBOSE | re.MULTILINE,
)
_MARK = re.compile(r"[=<>{}\[\]|\\^~#@_+`]")
_WORD = re.compile(r"[^\W\d_]{2,}")
_HAN = re.compile(r"[\u3400-\u9fff]")
LEAST_WORDS = 4
"""In prose, at least one in four characters that are no blanks stands in a word; a Chinese character is a word, worth three."""
MOST_MARKS, SHORT = 8, 60
"""At most one in eight is a mark that prose seldom needs; a sentence shorter than 60 characters may have as many as one of 60."""


def is_prose(sentence: str) -> bool:
    """Whether a sentence reads as running text, in any language, and not as code or data. Linear in its length.

    >>> is_prose("Of 640 delegates, 410 voted for it and 205 against."), is_prose("total = 640; yes = 410")
    (True, False)
    """
    if _CODE.search(sentence):
        return False
    size = len(sentence) - sum(map(sentence.count, " \n\t\r"))
    words = sum(map(len, _WORD.findall(sentence)))
    if not sentence.isascii():
        words += 2 * len(_HAN.findall(sentence))
    return words * LEAST_WORDS >= size and len(_MARK.findall(sentence)) * MOST_MARKS <= max(size, SHORT)
