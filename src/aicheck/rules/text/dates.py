"""The month of a passage, where it names one: for the rates of exchange of its amounts."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from aicheck.lexicons import load

YEAR = re.compile(r"(?<![\d.,-])(?:1[5-9]|20)\d\d(?![\d.,]?\d)")
"""Four digits that may be a year."""
HEAD = 300
"""Where the dateline or the front matter of a document stands: its first 300 characters."""
_ISO = r"(?<!\d)(?P<iso_year>(?:19|20)\d\d)-(?P<iso_month>0[1-9]|1[0-2])(?:-\d\d)?(?![\d-])"
_YEARS = r"(?:19|20)\d\d(?!\d)"
_ALIKE, _IN_YEAR = 3, 12


@cache
def _pattern(language: str) -> re.Pattern[str]:
    dates = load(language).raw.get("dates", {})
    ways = [_ISO]
    if months := sorted(map(re.escape, map(str, dates.get("months", ()))), key=len, reverse=True):
        ways.append(rf"\b(?P<name>{'|'.join(months)})\s+(?:\d{{1,2}}(?:[a-z]{{2}})?,?\s+)?(?P<year>{_YEARS})")
    if (years := "".join(dates.get("year_unit", ()))) and (marks := "".join(dates.get("month_unit", ()))):
        ways.append(rf"(?<!\d)(?P<han_year>(?:19|20)\d\d)\s?[{years}]\s?(?P<han_month>1[0-2]|0?[1-9])\s?[{marks}]")
    return re.compile("|".join(ways))


@lru_cache
def months(text: str, language: str) -> tuple[str, ...]:
    """The months that a text names with their years, as `2024-02`, each once, in the order of the text.

    >>> months("On 3 February 2024, and since Aug. 2023", "en"), months("2024年2月3日", "zh"), months("in May", "en")
    (('2024-02', '2023-08'), ('2024-02',), ())
    """
    names = [str(name)[:_ALIKE] for name in load(language).raw.get("dates", {}).get("months", ())[:_IN_YEAR]]
    found: dict[str, None] = {}
    for match in _pattern(language).finditer(text):
        groups = match.groupdict()
        year = next(filter(None, (groups.get(key) for key in ("iso_year", "year", "han_year"))))
        digits = groups.get("iso_month") or groups.get("han_month")
        month = int(digits) if digits else names.index(match["name"][:_ALIKE]) + 1
        found[f"{year}-{month:02}"] = None
    return tuple(found)


def month_of(sentence: str, head: str, language: str) -> str:
    """The month of which a sentence tells: the only one that it names, beside no other year; else, where it names no year,
    the only one at the head of its document. Empty where there is none."""
    own = months(sentence, language)
    years = set(YEAR.findall(sentence))
    if years or own:
        return own[0] if len(own) == 1 and years <= {own[0][:4]} else ""
    dated = months(head, language)
    return dated[0] if len(dated) == 1 else ""
