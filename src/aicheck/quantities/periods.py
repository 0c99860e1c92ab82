"""The periods that headers and sentences name: a year, and which part of it.

`2031`, `FY 2031`, `Year ended December 31, 2031` and `2031年度` are all of 2031; `Q1 2031` and `2031年第一季度` a part of it.
A date alone stands for its year: balances are told by their day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, Final, NamedTuple

from aicheck import lexicons
from aicheck.quantities import labels
from aicheck.quantities.scales import scale_of

LONGEST_UNIT: Final = 24
"""Code points of the words beside a header's period that may state its unit."""
_YEAR: Final = re.compile(r"(?:19|20)\d\d")


class Period(NamedTuple):
    """A calendar or business year; `part` is empty for all of it, else `q1`, `h2`, or `9m` with the month that ends it."""

    year: int
    part: str = ""


class Named(NamedTuple):
    """A period where it is named."""

    start: int
    end: int
    period: Period


class _Words(NamedTuple):
    pattern: re.Pattern[str]
    parts: Mapping[str, str]


def periods_in(text: str, language: str) -> Iterator[Named]:
    """The periods that a text names, first to last; none in a language whose words for them are not known."""
    known = _words(language) if _YEAR.search(text) and language in labels.languages() else None
    for match in known.pattern.finditer(text) if known else ():
        assert known is not None
        groups = match.groupdict()
        part = known.parts.get(_folded(groups["part"] or ""), "")
        if part.endswith("m"):
            part += (groups.get("month") or groups.get("ending") or "")[:3].lower()
        yield Named(*match.span(), Period(int(groups["year"]), part))


def period_of(header: str, language: str) -> Period | None:
    """The period of a header that names one and nothing else but a unit; headers may be in any language."""
    for tried in dict.fromkeys((language, *labels.languages())):
        if tried != language and not labels.may_hold(header, tried):
            continue
        named = list(periods_in(header, tried))
        if len(named) == 1:
            rest = (header[: named[0].start] + " " + header[named[0].end :]).strip(" ,;:()（）")
            if not rest or (len(rest) <= LONGEST_UNIT and scale_of(rest, tried).stated):
                return named[0].period
    return None


def _folded(words: str) -> str:
    return " ".join(words.lower().split())


@cache
def _words(language: str) -> _Words:
    lexicon = lexicons.load(language)
    data = labels.words(language)["periods"]
    parts = {_folded(form): name for key in ("parts", "short") for name, forms in data[key].items() for form in forms.split("|")}
    build = _spaced if lexicon.spaced else _unspaced
    months = lexicon.raw.get("dates", {}).get("months", ())
    return _Words(re.compile(build(data, data["parts"], data["short"], months), re.IGNORECASE | re.VERBOSE), parts)


def _spaced(data: Mapping[str, Any], parts: Mapping[str, str], short: Mapping[str, str], months: Iterable[str]) -> str:
    """`the first quarter of fiscal 2031`, `nine months ended 30 September 2031`, `December 31, 2031`, `FY2031`."""
    before, of, span = (any_of(data[key].split("|")) for key in ("before-year", "of", "span"))
    part = any_of(form for forms in parts.values() for form in forms.split("|"))
    shorter = any_of(form for forms in short.values() for form in forms.split("|"))
    name = any_of(months)
    day = r"\d{1,2}(?:st|nd|rd|th)?"
    return rf"""(?<![\w.,$€£¥/-])(?:
        (?:(?P<part>{part}|{shorter})\s+(?:{of}\s+)?|{span}\s+)?
        (?:(?:the\s+)?(?:{before})\s*)?
        (?:(?P<month>{name})\s+(?:{day},?\s+)?|{day}\s+(?P<ending>{name}),?\s+)?
        (?P<year>(?:19|20)\d\d))(?![\w%/]|[.,-]\d)"""


def _unspaced(data: Mapping[str, Any], parts: Mapping[str, str], short: Mapping[str, str], months: Iterable[str]) -> str:
    """`2031年`, `2031年度`, `2031年第一季度`, `2031年1-9月`."""
    part = any_of(form for forms in (*parts.values(), *short.values()) for form in forms.split("|"))
    return rf"(?<![\d.,])(?P<year>(?:19|20)\d\d)\s*(?:(?P<part>{part})|(?:{any_of(data['after-year'].split('|'))})(?!\d))"


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first; blanks in them are any blanks. Nothing where there are none."""
    ordered = sorted({word for word in words if word}, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered) + ")" if ordered else "(?!)"
