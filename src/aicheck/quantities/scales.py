"""What a caption or a header says of the numbers below it: `in millions of dollars`, `€m`, `(000s)`, `单位：万元`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple

from aicheck import lexicons
from aicheck.lexicons.lexicon import forms
from aicheck.quantities import labels

LONGEST = 400
"""Code points of a caption in which a scale is looked for."""


_MONEY = ("lead", "inner", "before", "after", "money")
_SCALED = ("intro", "scale", "alone")


class Scale(NamedTuple):
    """The power of ten that numbers are written in, and their currency (ISO 4217); 0 and empty where nothing is said.

    `stated` tells that the words speak of a scale or a currency at all; `excepting` that some lines are left out of it.
    """

    power: int = 0
    currency: str = ""
    excepting: bool = False
    stated: bool = False

    def or_else(self, other: Scale) -> Scale:
        """This scale, with what it does not say taken from another."""
        if not self.stated:
            return other
        return self._replace(
            power=self.power or other.power, currency=self.currency or other.currency, excepting=self.excepting or other.excepting
        )


NO_SCALE = Scale()


class _Words(NamedTuple):
    pattern: re.Pattern[str]
    powers: Mapping[str, int]
    currencies: Mapping[str, str]
    excepting: re.Pattern[str]


def scale_of(words: str, language: str = "en") -> Scale:
    """The scale that a caption or header states, in the document's language or the first other one whose words it has.

    >>> scale_of("(in millions of euros, except per share)")
    Scale(power=6, currency='EUR', excepting=True, stated=True)
    """
    if not words.strip():
        return NO_SCALE
    for tried in dict.fromkeys((language, *labels.languages())):
        known = _words(tried) if tried in labels.languages() else None
        if known is None:
            continue
        found = NO_SCALE
        for match in known.pattern.finditer(words[:LONGEST]):
            groups = match.groupdict()
            scale = next((groups[name] for name in _SCALED if groups.get(name)), "")
            money = next((groups[name] for name in _MONEY if groups.get(name)), "")
            here = Scale(
                known.powers.get(scale.lower(), 0), known.currencies.get(_folded(money), ""), False, bool(scale or money)
            )
            found = found.or_else(here)
        if found.stated:
            return found._replace(excepting=bool(known.excepting.search(words)))
    return NO_SCALE


def _folded(form: str) -> str:
    return form if len(form) <= 3 or not form.isascii() else form.lower()


@cache
def _words(language: str) -> _Words:
    lexicon = lexicons.load(language)
    data = labels.words(language)
    powers = {form.lower(): len(factor) - 1 for factor, text in data["scales"].items() for form in text.split("|")}
    currencies = {
        _folded(form): code for code, text in lexicon.raw["currencies"].items() if len(code) == 3 for form in forms(text)
    }
    pattern = (_spaced if lexicon.spaced else _unspaced)(data, powers, currencies)
    return _Words(pattern, powers, currencies, re.compile("|".join(map(re.escape, data["except"].split("|"))), re.IGNORECASE))


def _spaced(data: Mapping[str, Any], powers: Iterable[str], currencies: Iterable[str]) -> re.Pattern[str]:
    """`in thousands of euros`, `$ million`, `€m`, `(000s)`, `Dollars in thousands`, `US$`."""
    scale, alone, intro, of = (
        rf"(?i:{_any(forms)})(?![A-Za-z])"
        for forms in (powers, data["scale-alone"].split("|"), data["scale-after"].split("|"), data["scale-of"].split("|"))
    )
    every = list(currencies)
    spelled = [form for form in every if len(form) > 3 and form.replace(" ", "").replace(".", "").isalpha()]
    symbols = _any(form for form in every if form not in spelled and (not form.isalpha() or form.isupper()))
    names = f"(?:(?i:{_any(spelled)})(?![A-Za-z])|{symbols})"
    return re.compile(
        rf"""(?<![\w.,$])(?:
          (?:(?P<lead>{names})\s+)?{intro}\s+(?:(?P<inner>{names})\s*)?(?P<intro>{scale})
            (?:\s+{of}\s+(?P<after>{names}|[A-Z]\S*\s+{names}))?
        | (?P<before>{names})\s?(?P<scale>{scale})
        | (?P<alone>{alone})
        | (?P<money>{symbols})(?![A-Za-z])
        )""",
        re.VERBOSE,
    )


def _unspaced(data: Mapping[str, Any], powers: Iterable[str], currencies: Iterable[str]) -> re.Pattern[str]:
    """`单位：万元`, `（亿元）`, `单位：人民币百万元`, `金额单位：元`."""
    scale, money, intro = _any(powers), _any(currencies), _any(data["scale-after"].split("|"))
    return re.compile(
        rf"""(?:{intro})\s*[:：]?\s*(?P<before>{money})?\s*(?P<scale>{scale})?(?P<after>{money})?
        | (?:[（(]\s*|\A\s*)(?:{money})?(?P<alone>{scale})?(?P<money>{money})(?=\s*[)）,，]|\s*\Z)""",
        re.VERBOSE,
    )


def _any(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first; blanks in them are any blanks."""
    ordered = sorted({word for word in words if word}, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered)
