"""Numbers as users write them in their files: exact, bounded, and with advice where they are none."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_FRACTION = re.compile(r"([+-]?\d+)/(\d+)", re.ASCII)
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:[ ,_' \u2019]\d{2,3})*[ ,_' \u2019]\d{3}(?:\.\d+)?", re.ASCII)
_COMMA = re.compile(r"[+-]?\d+,\d+", re.ASCII)
_DIGITS = 60
_EXPONENT = 40


class NotANumber(NamedTuple):
    """Why a text is no number; `suggestion` is what may be meant, empty where nothing is close."""

    suggestion: str = ""
    reason: str = "is not a number"


def read_number(text: str) -> Decimal | NotANumber:
    """The exact value of a plain number (`0.73`, `-5`, `1e9`); digits are kept as written, `1.10` as Decimal("1.10").

    At most 60 digits, and an exponent of at most 40 either way: larger ones are refused, not computed.
    """
    stripped = text.strip()
    if _NUMBER.fullmatch(stripped):
        mantissa, _, exponent = stripped.lower().partition("e")
        if len(mantissa) > _DIGITS or len(exponent) > 3 or abs(int(exponent or 0)) > _EXPONENT:
            return NotANumber(reason=f"has more than {_DIGITS} digits or an exponent above {_EXPONENT}")
        return Decimal(stripped)
    return NotANumber(_suggestion(stripped))


def read_fraction(text: str) -> Fraction | NotANumber:
    """The exact value of a plain number or of a fraction of whole numbers (`1/3`)."""
    match = _FRACTION.fullmatch(text.strip())
    if match is None:
        value = read_number(text)
        return value if isinstance(value, NotANumber) else Fraction(value)
    if len(match[0]) > _DIGITS:
        return NotANumber(reason=f"has more than {_DIGITS} digits")
    if int(match[2]) == 0:
        return NotANumber(reason="divides by zero")
    return Fraction(int(match[1]), int(match[2]))


def _suggestion(text: str) -> str:
    """A plain number that the text may mean: decimal comma, grouping, full-width digits, a percent sign, letter o."""
    plain = unicodedata.normalize("NFKC", text).replace("\u2212", "-").strip()
    bare = plain.rstrip("%").strip()
    if len(bare) > _DIGITS:
        return ""
    if _GROUPED.fullmatch(bare) and not re.fullmatch(r"[+-]?0,\d{3}", bare):
        return re.sub(r"[ ,_'\u2019]", "", bare)
    if _COMMA.fullmatch(bare):
        return bare.replace(",", ".")
    for candidate in (bare, bare.replace("O", "0").replace("o", "0").replace("l", "1")):
        if candidate != text and _NUMBER.fullmatch(candidate) and any(char.isdigit() for char in bare):
            return candidate
    return ""
