"""What a caption or a header says of the numbers below it: `in millions of dollars`, `€m`, `(000s)`, `单位：万元`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import Final, NamedTuple

from aicheck import lexicons
from aicheck.lexicons.lexicon import forms
from aicheck.quantities import labels

LONGEST: Final = 400
"""Code points of a caption in which a scale is looked for."""


_MONEY: Final = ("lead", "inner", "before", "after", "money")
_SCALED: Final = ("intro", "scale", "alone")


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


NO_SCALE: Final = Scale()


class _Words(NamedTuple):
    """What a language says of scales: forms with their meaning, and the words around them, in lower case."""

    spaced: bool
    powers: Mapping[str, int]
    currencies: Mapping[str, str]
    alone: Sequence[str]
    intro: Sequence[str]
    of: Sequence[str]
    excepting: Sequence[str]


def scale_of(words: str, language: str = "en") -> Scale:
    """The scale that a caption or header states, in the document's language or the first other one whose words it has.

    >>> scale_of("(in millions of euros, except per share)")
    Scale(power=6, currency='EUR', excepting=True, stated=True)
    """
    if not words.strip():
        return NO_SCALE
    for tried in dict.fromkeys((language, *labels.languages())):
        if tried not in labels.languages() or (tried != language and not labels.may_hold(words, tried)):
            continue
        known = _words(tried)
        pattern = _pattern(tried, *_present(known, words[:LONGEST]))
        if pattern is None:
            continue
        found = NO_SCALE
        for match in pattern.finditer(words[:LONGEST]):
            groups = match.groupdict()
            scale = next((groups[name] for name in _SCALED if groups.get(name)), "")
            money = next((groups[name] for name in _MONEY if groups.get(name)), "")
            currency = known.currencies.get(_folded(" ".join(money.split())), "")
            found = found.or_else(Scale(known.powers.get(scale.lower(), 0), currency, stated=bool(scale or money)))
        if found.stated:
            return found._replace(excepting=_holds(words.lower(), known.excepting))
    return NO_SCALE


def _holds(lowered: str, forms: Iterable[str]) -> bool:
    return any(form in lowered for form in forms)


def _present(known: _Words, words: str) -> tuple[tuple[str, ...], ...]:
    """Of scales, currencies and scales that stand alone, the forms whose letters the words have: few, mostly none."""
    lowered = words.lower()

    def present(forms: Iterable[str]) -> tuple[str, ...]:
        return tuple(form for form in forms if form.partition(" ")[0].lower() in lowered)

    return present(known.powers), present(known.currencies), present(known.alone)


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
    alone, intro, of, excepting = (
        tuple(filter(None, data.get(key, "").lower().split("|"))) for key in ("scale-alone", "scale-after", "scale-of", "except")
    )
    return _Words(lexicon.spaced, powers, currencies, alone, intro, of, excepting)


@lru_cache(maxsize=256)
def _pattern(
    language: str, scales: tuple[str, ...], currencies: tuple[str, ...], alone: tuple[str, ...]
) -> re.Pattern[str] | None:
    """The pattern over these forms, None without any: a pattern over all that a language has takes long to compile."""
    if not (scales or currencies or alone):
        return None
    known = _words(language)
    return (_spaced if known.spaced else _unspaced)(known, scales, currencies, alone)


def _spaced(known: _Words, scales: Iterable[str], currencies: Iterable[str], alone: Iterable[str]) -> re.Pattern[str]:
    """`in thousands of euros`, `$ million`, `€m`, `(000s)`, `Dollars in thousands`, `US$`."""
    scale, on_its_own, intro, of = (
        rf"(?i:{_any(forms)})(?![A-Za-z])" for forms in (scales, alone, known.intro, known.of)
    )
    spelled = [form for form in currencies if len(form) > 3 and form.replace(" ", "").replace(".", "").isalpha()]
    symbols = _any(form for form in currencies if form not in spelled and (not form.isalpha() or form.isupper()))
    names = f"(?:(?i:{_any(spelled)})(?![A-Za-z])|{symbols})"
    return re.compile(
        rf"""(?<![\w.,$])(?:
          (?:(?P<lead>{names})\s+)?{intro}\s+(?:(?P<inner>{names})\s*)?(?P<intro>{scale})
            (?:\s+{of}\s+(?P<after>{names}|[A-Z]\S*\s+{names}))?
        | (?P<before>{names})\s?(?P<scale>{scale})
        | (?P<alone>{on_its_own})
        | (?P<money>{symbols})(?![A-Za-z]|\s?\d)
        )""",
        re.VERBOSE,
    )


def _unspaced(known: _Words, scales: Iterable[str], currencies: Iterable[str], alone: Iterable[str]) -> re.Pattern[str]:
    """`单位：万元`, `（亿元）`, `单位：人民币百万元`, `金额单位：元`."""
    scale, money, intro = _any(scales), _any(currencies), _any(known.intro)
    return re.compile(
        rf"""(?:{intro})\s*[:：]?\s*(?P<before>{money})?\s*(?P<scale>{scale})?(?P<after>{money})?
        | (?:[（(]\s*|\A\s*)(?:{money})?(?P<alone>{scale})?(?P<money>{money})(?=\s*[)）,，]|\s*\Z)""",
        re.VERBOSE,
    )


def _any(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first; blanks in them are any blanks. Without words it matches nothing."""
    ordered = sorted({word for word in words if word}, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered) or "(?!)"
