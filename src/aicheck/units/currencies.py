"""Currencies by ISO 4217: which codes there are, what they are called, and which names are ambiguous.

Names and symbols come from CLDR (see `cldr`), and from `data/currencies.yaml` for what newspapers write beside that.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any
from unicodedata import category

_DATA = Path(__file__).with_name("data")
_FULL_WIDTH = {"￥": "¥", "￡": "£", "￦": "₩", "＄": "$"}

_WORDS = frozenset(
    ("ALL", "AMD", "AWG", "BAM", "CUP", "DOP", "GEL", "GIP", "LAK", "MAD", "MOP", "NAD", "NIO", "PEN", "SAR", "SCR", "SHP", "SLE",
     "SOS", "STN", "TOP", "TRY")
)  # fmt: skip
"""Codes that are words, names or measures as well: TOP 500, AWG 24."""
_MARKED = re.compile(r"[.&\u0590-\u08ff\u0900-\u0dff\u1200-\u137f]|\A[A-Z]{0,2}[a-z]{0,2}\Z|\A[A-Z]{1,4}\Z")
"""Abbreviations of letters alone, and what other scripts write: no word of running text."""

MINOR_UNITS: Mapping[str, tuple[str, Fraction]] = MappingProxyType(
    {
        "US cent": ("USD", Fraction(1, 100)),
        "euro cent": ("EUR", Fraction(1, 100)),
        "pence": ("GBP", Fraction(1, 100)),
        "sen": ("MYR", Fraction(1, 100)),
        "角": ("CNY", Fraction(1, 10)),
        "分": ("CNY", Fraction(1, 100)),
        "satoshi": ("BTC", Fraction(1, 10**8)),
    }
)
"""Unit codes of minor units whose currency is plain, and what one is worth in it. A bare `cent` may be of many currencies."""


@lru_cache(maxsize=1)
def table() -> Mapping[str, Any]:
    """The table of codes: `codes`, `current`, `tender`, `digits`, `symbols`."""
    found: dict[str, Any] = json.loads((_DATA / "iso4217.json").read_text(encoding="utf-8"))
    return MappingProxyType(found)


@lru_cache(maxsize=1)
def _codes() -> frozenset[str]:
    return frozenset(table()["codes"])


def is_currency(code: str) -> bool:
    """Whether a code is an ISO 4217 currency, past ones (DEM, ITL) among them, or BTC or ETH. Upper case only."""
    return len(code) == 3 and code in _codes()


def is_current(code: str) -> bool:
    """Whether a currency is legal tender somewhere today."""
    return code in table()["current"]


def minor_digits(code: str) -> int:
    """How many decimals a currency's minor unit has: 2 for USD, 0 for JPY, 3 for KWD.

    Raises: KeyError for what is no currency.
    """
    if not is_currency(code):
        raise KeyError(code)
    return int(table()["digits"].get(code, 2))


def _written(language: str) -> Mapping[str, list[str]]:
    """The names and symbols of CLDR in a language, with the codes that they may mean, the likeliest first."""
    written = _DATA / f"currencies.{language}.json"
    if written.is_file():
        found: dict[str, list[str]] = json.loads(written.read_text(encoding="utf-8"))["forms"]
        return found
    from aicheck.units import cldr

    return cldr.forms(language)


def plain_names(language: str) -> Mapping[str, str]:
    """The names (lower case), symbols and codes that mean one currency of today, to its code; codes that are words are left out.

    Raises: babel.UnknownLocaleError, ValueError for what is no language.
    """
    current = frozenset(table()["current"])
    found = {code: code for code in sorted(current - _WORDS)}
    for form, codes in _written(language).items():
        today = [code for code in codes if code in current]
        if len(today) == 1 and today[0] == codes[0] and (len(form) > 1 or category(form) == "Sc") and not _MARKED.search(form):
            found.setdefault(form, today[0])
    return MappingProxyType(found)


@lru_cache(maxsize=16)
def _forms(language: str) -> Mapping[str, tuple[str, ...]]:
    """Every name and symbol of a language, with the codes that it may mean, the likeliest first."""
    ranked = {form: tuple(of) for form, of in _written(language).items()}
    ranked |= {form: tuple(of) for form, of in _supplement(language).items()}
    ranked |= {wide: ranked[plain] for wide, plain in _FULL_WIDTH.items() if plain in ranked}
    ranked |= {code: (code,) for code in table()["codes"]}
    return MappingProxyType({form: of for form, of in ranked.items() if of})


@lru_cache(maxsize=1)
def _supplements() -> Mapping[str, Any]:
    from aicheck.yamlio import load_trusted

    found: dict[str, Any] = load_trusted((_DATA / "currencies.yaml").read_text(encoding="utf-8"))
    return found


def _supplement(language: str) -> dict[str, list[str]]:
    """What newspapers write beside CLDR's names: of every language, then of this one."""
    extra = _supplements()
    return {str(form): str(of).split() for key in ("all", language) for form, of in extra.get(key, {}).items()}


def currency_names(language: str) -> Mapping[str, str]:
    """Surface forms to ISO 4217 codes: codes and symbols as written, names in lower case, singular and plural.

    An ambiguous form gives its likeliest code; see `ambiguous_symbols`. Any language of CLDR; en, zh and de are quick.
    Raises: babel.UnknownLocaleError, ValueError for what is no language.
    """
    return MappingProxyType({form: of[0] for form, of in _forms(language).items()})


def ambiguous_symbols(language: str) -> Mapping[str, tuple[str, ...]]:
    """The forms that several currencies share (`$`, `¥`, `kr`, `dollar`, `元`), with their codes, the likeliest first."""
    return MappingProxyType({form: of for form, of in _forms(language).items() if len(of) > 1})
