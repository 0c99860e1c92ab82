"""Four digits that are a year, and the days of months before it, told by the words and marks around them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from aicheck.lexicons import Lexicon

_NEXT_WORD: Final = re.compile(r"[ \u00a0]?([^\s,;:()\"“”]+)")
_AFTER_DAY: Final = frozenset((" ", ",", ".", ";", ")"))
_PLAIN_STOPS: Final = frozenset((": ", ", ", ". ", "; ", ") ", "),", ").", ".", ")", ",\n", ".\n", ";\n"))
_YEARS: Final = re.compile(r"[-–/](?:[0-9]{2}|[12][0-9]{3})(?![0-9%])")
_YEAR_END: Final = re.compile(r"[,.;:)]|$")
_YEAR_PAIR: Final = re.compile(r" (?:and|to) (?:1[0-9]|20)[0-9]{2}(?![%\w]|[,.][0-9])|-(?:1[0-9]|20)[0-9]{2}(?![0-9,.%])")


class Years:
    """The years of one language that writes spaces. `counts` tells whether a word looks like a counted noun."""

    def __init__(self, lexicon: Lexicon, counts: Callable[[str], bool]) -> None:
        self.lexicon = lexicon
        self._counts = counts
        dates = lexicon.raw.get("dates", {})
        self._months = lexicon.months
        self._strong = frozenset(dates.get("year_strong", ()))
        self._counting = frozenset(dates.get("counting", ()))

    def dated_at_once(self, s: str, start: int, end: int, done: int) -> bool:
        """The commonest dates, told by a few characters and a word: "May 31, 2018", "in 2019"; `done` ends the last one."""
        before = s[start - 2]
        if end - start < 3:
            if s[start - 1] != " " or not before.isalpha() or s[end : end + 1] not in _AFTER_DAY:
                return False
            return s[s.rfind(" ", 0, start - 1) + 1 : start - 1] in self._months and not s[end + 1 : end + 2].isdigit()
        if end - start != 4 or s[start] not in "12" or not s[start:end].isdigit() or s[start - 1] not in " (":
            return False
        recent, stops = s[start : start + 2] in ("19", "20"), s[end : end + 2] in _PLAIN_STOPS
        if before == "," and start - done == 2 and done:
            return recent or stops  # July 4, 1776, but not "On July 4, 1776 guests came"
        if not (recent and before.isalpha()):
            return recent and stops and before in ",( "
        return self._after(s[s.rfind(" ", 0, start - 1) + 1 : start - 1], s, end, stops)

    def _after(self, word: str, s: str, end: int, stops: bool) -> bool:
        """Whether a word before makes four digits a year, given whether a stop follows them."""
        if word in self._months:
            return True
        if stops or word not in self.lexicon.year_before:
            return stops and (word in self.lexicon.year_before or word not in self.lexicon.hedge_last)
        following = _NEXT_WORD.match(s, end) if s[end : end + 1] == " " else None
        return following is not None and following[1].lower() not in self.lexicon.terms

    def year(self, s: str, start: int, end: int, word: str) -> int:
        """The end of the year, or years, that begin with the four digits at `start` after `word`; 0 where they are none."""
        year, folded = s[start:end], word.lower()
        likely = "1900" <= year < "2100"
        if (pair := _YEAR_PAIR.match(s, end)) is not None:
            return pair.end()
        if s[end : end + 1] in "-–/" and s[end + 1 : end + 3].isdigit():
            span = _YEARS.match(s, end)
            if span is None:
                return 0
            short = span.end() - end == 3 and s[end + 1 : end + 3] > year[2:]
            return span.end() if likely or short or folded in self._strong else 0
        if word in self._months or word.rstrip(",.") in self._months or folded in self._strong:
            return end
        if folded in self.lexicon.year_before and year >= "1900" and _YEAR_END.match(s, end):
            return end
        hedged = folded in self.lexicon.hedge_last and folded not in self.lexicon.year_before
        return end if likely and not hedged and not self._counts_people(s, end, folded) else 0

    def _counts_people(self, s: str, end: int, word: str) -> bool:
        """Whether a number like a year counts something: "the 2000 workers"."""
        if word in self.lexicon.year_before or word not in self._counting:
            return False
        following = _NEXT_WORD.match(s, end)
        return following is not None and following[1].islower() and self._counts(following[1])
