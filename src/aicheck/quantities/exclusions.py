"""What looks like a quantity and is none, by the words around it: years, dates, clock times, ranks, names, addresses, labels."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from aicheck.lexicons import Lexicon
from aicheck.quantities import codes
from aicheck.quantities.atoms import Atom
from aicheck.quantities.ranks import LAST_WORD as _LAST_WORD
from aicheck.quantities.ranks import NEXT_WORD as _NEXT_WORD
from aicheck.quantities.ranks import Ranks
from aicheck.quantities.spelled import Spelled
from aicheck.quantities.years import Years

_TIME: Final = re.compile(r"(?::[0-9]{2})+(?:\.[0-9]+)?")
_DATE_PARTS: Final = re.compile(r"[-/.][0-9]{1,2}[-/.][0-9]{2,4}(?![0-9])|-[0-9]{2}-[0-9]{2}")
_CHAIN: Final = re.compile(r"-[0-9]+(?:-[0-9]+)+|(?:\.[0-9]+){2,}")
_AREA_CODE: Final = re.compile(r"\)[ -]?[0-9]{3}")
_AFTER_AREA: Final = re.compile(r"\(\+?[0-9]{1,4}\)[ -]?\Z")
_STREET_RANGE: Final = re.compile(r"[-–][0-9]{1,4}(?= [A-Z])")
_HOURS: Final = re.compile(r"[-–][0-9]{1,2}(?= ?[AaPpo.']{1,2}[Mmc.])")
_SECTION: Final = re.compile(r" ?§* ?[0-9][0-9.]*[a-z]?(?:\([0-9a-zA-Z]+\))*")
_LONG_DIGITS: Final = re.compile(r"[0-9]{4,}(?![,.]?[0-9])")
_CLOCK_POINT: Final = re.compile(r"[0-9]{1,2}\.[0-5][0-9]")
_STATE: Final = re.compile(r"[A-Z]{2}")
_YEAR: Final = re.compile("(?:19|20)[0-9]{2}")
_CAMEL: Final = re.compile(r"[a-z][A-Z]|[a-z]\.[a-z]{2}\Z")
_INDEX_BASE: Final = re.compile(r"\w ?= ?10{1,3}\Z")  # 2015=100


class Exclusions:
    """The tests of one language. `skipped` is where scanning goes on after something excluded."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._hyphened = tuple(word for word in lexicon.connectors if len(word) > 2 and word[0] == word[-1] == "-")
        self.skipped = 0
        self._years = Years(lexicon, self.counts)
        self.dated_at_once = self._years.dated_at_once
        raw = lexicon.raw
        self._one = {key: frozenset(words) for key, words in raw.get("one", {}).items()}
        self._address = frozenset(raw.get("address_after", ()))
        dates = raw.get("dates", {})
        self._weak_after = frozenset(raw.get("multiples", {}).get("weak_after", ()))
        self._months = lexicon.months
        self._articles = tuple(raw["numbers"].get("articles", ()))
        self._ranks = Ranks(lexicon)
        self._leads_on = lexicon.connectors | lexicon.after_opener | frozenset(raw["numbers"].get("among", ()))
        self._past = frozenset(raw.get("rate", {}).get("past", ()))
        self._ordinal_words = frozenset(dates.get("ordinal_words", ()))
        self._labels_of_digits = frozenset(raw.get("labels_of_digits", ()))
        self._label_last = frozenset(label.split()[1] for label in lexicon.labels if " " in label)
        self._decade_before = frozenset(dates.get("decade_before", ()))
        self._decades = frozenset(dates.get("decades", ()))
        self._citation_after = frozenset(raw.get("citation_after", ()))
        self._labels_capitalized = frozenset(raw.get("labels_capitalized", ()))
        captions = raw.get("captions", {})
        self._scale_after = frozenset(captions.get("scale_after", ()))
        self._scaled = frozenset(captions.get("scaled", ()))
        self._need_words = {form: frozenset(words) for form, words in raw.get("symbols_need_words", {}).items()}
        self._names = _by_number(raw.get("names", ()))

    # -- before the number is read ------------------------------------------------------------------------------------

    def may_follow(self, s: str, start: int, in_words: bool) -> bool:
        """Whether a number may stand straight after the character before it."""
        previous = s[start - 1]
        if previous.isspace() or previous in "([{<>=≥≤≈~～×:;,'\"“”‘’—–-−|*•·，。、：；！？（【《「…½±@+":
            if previous in "'’" and not in_words:
                return False
            if previous == ":" and start > 1 and s[start - 2].isdigit():
                return False
            if previous == "," and start > 1 and s[start - 2].isdigit():
                return True
            return not (previous in "-–" and start > 1 and (s[start - 2].isalnum() and not self.lexicon.joined))
        return "\u3400" <= previous <= "\u9fff" or (not self.lexicon.spaced and previous in "）】》」”)]")

    def article(self, s: str, start: int) -> int:
        """Where "a hundred" begins, given where "hundred" does."""
        if start < 2 or s[start - 1] not in " \n":
            return start
        for word in self._articles:
            at = start - len(word) - 1
            if at >= 0 and s[at : start - 1].lower() == word and not (at and s[at - 1].isalnum()):
                return at
        return start

    def never(self, s: str, start: int) -> bool:
        """Whether a number word is part of another word: only where words are not set apart."""
        return False

    def not_number(self, s: str, start: int, end: int, found: Spelled) -> bool:
        """Whether a number word is used as something else ("no one", "one another")."""
        lexicon = self.lexicon
        linked = start > 1 and s[start - 1] == "-" and s[start - 2].isalpha()
        if linked and not s.endswith(self._hyphened, max(0, start - 8), start):
            return True
        if self._ranks.rank(s, start, end, found.decimals is None) or self._named(s, start, end):
            return True
        if s[start:end].lower() in lexicon.never_alone or self._caption(s, start, end):
            return True
        one = s[start:end].lower() in self._one.get("word", ())
        return one and (s[end : end + 1] in ("’", "'") or self._not_one(s, start, end))

    def _caption(self, s: str, start: int, end: int) -> bool:
        """Whether a scale word alone says how other numbers are written: (in millions of euros), US$ million."""
        role, _ = self.lexicon.tokens.get(s[start:end].split(" ")[0].lower(), ("", None))
        before = _LAST_WORD.search(s, max(0, start - 24), start) if role in ("vague_scales", "scales") else None
        if before is None or " " in s[start:end].replace(" of", ""):
            return False
        if role == "scales":
            return before[1][-1] in self.lexicon.prefix_ends and before[1] in self.lexicon.prefixes and not before[1].islower()
        if before[1].lower() not in self._scale_after:
            return False
        at = before.start()
        earlier = _LAST_WORD.search(s, max(0, at - 24), at)
        opened = s[at - 1 : at] == "(" or (at == 0 and s[0].islower())
        return opened or (earlier is not None and earlier[1].lower() in self._scaled)

    def _named(self, s: str, start: int, end: int) -> bool:
        """A number word that belongs to a name: Final Four, Group of Seven, Ten Commandments, or a name of the lexicon."""
        if self._is_name(s, start, end):
            return True
        if not s[start].isupper() or start < 2 or s[start - 1] != " " or s[start - 2] in ".:;!?\"'”’)-–—":
            return False
        before = _LAST_WORD.search(s, max(0, start - 24), start)
        if before is None:
            return False
        if before[1].lower() in self._one.get("of", ()):
            before = _LAST_WORD.search(s, max(0, before.start() - 24), before.start())
            return before is not None and before[1][0].isupper()
        if before[1][0].isupper():
            return not before[1].isupper()
        return s[end : end + 1] == " " and s[end + 1 : end + 2].isupper()

    def _is_name(self, s: str, start: int, end: int) -> bool:
        """Whether the lexicon knows a name with this number in it: 7-Eleven, nine-to-five."""
        names = self._names.get(s[start:end].lower())
        if names is None:
            return False
        for before, after in (*names.get(s[end : end + 2].lower(), ()), *names.get("", ())):
            begin, stop = start - len(before), end + len(after)
            same = begin >= 0 and s[begin:start].lower() == before and s[end:stop].lower() == after
            if same and not s[stop : stop + 1].isalnum():
                self.skipped = stop
                return True
        return False

    def _not_one(self, s: str, start: int, end: int) -> bool:
        before = _LAST_WORD.search(s[max(0, start - 24) : start])
        after = _NEXT_WORD.match(s, end)
        if before and before[1].lower() in self._one.get("not_after", ()):
            return True
        if after is None:
            return True
        following = after[1].lower()
        if following in self._one.get("not_before", ()):
            return following not in self._leads_on or not self._number_at(s, after.end())
        if following in self._one.get("of", ()):
            rest = _NEXT_WORD.match(s, after.end())
            return rest is None
        return following in self.lexicon.verbs or following[0].isdigit() or not (following[0].isalpha() or following[0] == "-")

    def _number_at(self, s: str, position: int) -> bool:
        """Whether a number that is no year comes next: one in five, one in 10,000."""
        after = _NEXT_WORD.match(s, position)
        if after is None:
            return False
        role, _ = self.lexicon.tokens.get(after[1].lower(), ("", None))
        return role in ("units", "tens", "multipliers") or (after[1][0].isdigit() and not _YEAR.fullmatch(after[1]))

    def compared(self, s: str, end: int) -> bool:
        """Whether "twice" or "double" compares with something."""
        after = _NEXT_WORD.match(s, end)
        return after is not None and after[1].lower() in self._weak_after

    def excluded_list(self, s: str, start: int, end: int) -> bool:
        """Whether digits with commas are a date (3,1987) rather than a list."""
        return s[start:end].split(",")[-1].isdigit() and len(s[start:end].split(",")[-1]) == 4

    # -- after the number is read: it has neither scale nor unit -----------------------------------------------------------

    def excluded(self, s: str, atom: Atom) -> bool:
        """Whether a bare number is a year, date, time, ordinal, label, code, score or address."""
        if atom.spelled:
            return self._spelled_excluded(s, atom)
        start, end = atom.left, atom.end
        digits = s[start:end].isdigit()
        if end < len(s) and s[end] in ":-/." and self._compound(s, start, end, digits):
            return True
        if self._coded(s, start, end, digits) or (atom.kind == "fraction" and self._is_pair(s, start, end)):
            return True
        before = _LAST_WORD.search(s, max(0, start - 24), start)
        word = before[1] if before else ""
        if word and (self._labelled(s, start, word) or self._version(s, end, word, digits)):
            return True
        if not digits:
            return _CLOCK_POINT.fullmatch(s, start, end) is not None and self._by_next_word(s, end, 4)
        return (end - start == 5 and _STATE.fullmatch(word) is not None) or self._bare_integer(s, start, end, word)

    def _bare_integer(self, s: str, start: int, end: int, word: str) -> bool:
        size = end - start
        if (size > 1 and s[start] == "0") or (s[start] == "1" and _INDEX_BASE.search(s[max(0, start - 3) : end])):
            return True
        if size == 4 and "1000" <= s[start:end] < "2200" and (passed := self._years.year(s, start, end, word)):
            self.skipped = max(self.skipped, passed)
            return True
        if word in self._months and size <= 2:
            return True
        if s[end : end + 1] == ")" and _AREA_CODE.match(s, end) and s[start - 1 : start] == "(":
            return True
        if ")" in s[max(0, start - 2) : start] and _AFTER_AREA.search(s, max(0, start - 8), start):
            return True
        return self._by_next_word(s, end, size)

    def _coded(self, s: str, start: int, end: int, digits: bool) -> bool:
        """A name of the lexicon, a telephone number, a citation, a list number."""
        passed = codes.passage(s, start, end) if digits else codes.telephone(s, start) if s[start] == "+" else 0
        if passed:
            self.skipped = passed
            return True
        return self._is_name(s, start, end) or (digits and self._cited(s, end))

    def _is_pair(self, s: str, start: int, end: int) -> bool:
        """Whether digits with a bar are no fraction: a name (9/11), a season, a pair (120/80)."""
        bar = max(s.find("/", start, end), s.find("⁄", start, end))
        if bar < 0 or " " in s[start:end] or not s[start:bar].isdigit():
            return False
        if self._is_name(s, start, end):
            return True
        passed = codes.pair(s, start, bar)
        self.skipped = max(self.skipped, passed)
        return passed > 0

    def _cited(self, s: str, end: int) -> bool:
        """Whether a law report or code follows, and its page or section: 410 U.S. 113, 26 CFR 1.401."""
        after = _NEXT_WORD.match(s, end)
        if after is None or after[1] not in self._citation_after:
            return False
        second = _SECTION.match(s, after.end())
        if second is not None:
            self.skipped = second.end()
        return second is not None

    def _version(self, s: str, end: int, word: str, digits: bool) -> bool:
        """Whether a word of mixed case before (macOS, PyTorch, Node.js) makes a name of the number, where it counts nothing."""
        if _CAMEL.search(word) is None:
            return False
        after = _NEXT_WORD.match(s, end)
        return not digits or after is None or not after[1].islower() or after[1] in self.lexicon.stop

    def _labelled(self, s: str, start: int, word: str) -> bool:
        """Whether the word before makes a name of the number: No. 5, GPT 4, HKG: 9888, founder of 360."""
        folded = word.lower()
        labels = self.lexicon.labels
        if folded in labels or (folded in self._labels_capitalized and self._as_label(s, start, word)):
            return True
        if folded[-1] == ":" and s[start + 1 : start + 2] == " " and s[start + 2 : start + 3].isupper():
            return True  # a mark or a list number: "Miller: 7 Started well"
        if folded[-1] == ":":
            return folded[:-1] in labels or (word[:-1].isupper() and 2 <= len(word) <= 7 and word[:-1].isalpha())
        if folded in self._label_last:
            return " ".join(s[max(0, start - 40) : start].lower().split()[-2:]) in labels
        return False

    def _as_label(self, s: str, start: int, word: str) -> bool:
        """Whether a word that is a verb as well is a label here: Release 7.2, port 8080."""
        if word[0].isupper():
            return True
        number = _LONG_DIGITS.match(s, start)
        after = _NEXT_WORD.match(s, number.end()) if number is not None else None
        return number is not None and (after is None or not after[1].islower() or after[1] in self.lexicon.stop)

    def _compound(self, s: str, start: int, end: int, digits: bool) -> bool:
        """Clock times, dates with separators, telephone numbers, codes that go on after a stop or slash."""
        following = s[end : end + 2]
        if following[0] == ":":
            match = _TIME.match(s, end)
        elif following[1:].isalpha() and following[0] in "./" and digits:
            return (following[0] == "/" and not s[end + 1 : end + 3].islower()) or (following[0] == "." and s[end + 1].isupper())
        elif digits:
            match = _DATE_PARTS.match(s, end) or _CHAIN.match(s, end)
        else:
            match = None
        if match is None:
            return False
        self.skipped = match.end()
        return True

    def _by_next_word(self, s: str, end: int, size: int) -> bool:
        """Dates (3 May), clock times (5 p.m., 5-10pm) and street numbers."""
        for pattern in (_HOURS, _STREET_RANGE):
            first = pattern.match(s, end)
            if first is not None and self._by_next_word(s, first.end(), size):
                self.skipped = first.end()
                return True
        after = _NEXT_WORD.match(s, end)
        if after is None:
            return False
        word = after[1]
        bare = word.rstrip(".")
        if size <= 2 and (word in self._months or bare in self._months):
            return True
        if word in self.lexicon.clock_after or bare in self.lexicon.clock_after:
            return size <= 4
        if (word[:1].isupper() or word[:1].isdigit()) and self._address:
            rest = s[after.end() : after.end() + 24].lower().replace(",", " ").split()
            return word.lower() in self._address or any(piece in self._address and len(piece) > 2 for piece in rest[:2])
        return False

    def counts(self, word: str) -> bool:
        """Whether a word looks like a counted noun: a plural that is no function word."""
        folded = word.lower().rstrip(".")
        return len(folded) > 3 and folded.isalpha() and folded[-1] == "s" and folded not in self.lexicon.stop

    def possessed(self, s: str, word: re.Match[str]) -> bool:
        """Whether "of its", "of the" follows a number with a letter: 35m of its devices."""
        if word.group().lower() not in self._one.get("of", ()):
            return False
        following = _NEXT_WORD.match(s, word.end())
        return following is not None and following[1].lower() in self.lexicon.stop

    def past(self, s: str, end: int) -> bool:
        """Whether "a year" is a time past ("$5 a year earlier") and no rate."""
        following = _NEXT_WORD.match(s, end)
        return following is not None and following[1].lower().rstrip(".") in self._past

    def _spelled_excluded(self, s: str, atom: Atom) -> bool:
        before = _LAST_WORD.search(s, max(0, atom.start - 24), atom.start)
        folded = before[1].lower() if before else ""
        if atom.kind == "fraction" and folded in self._ordinal_words:
            return True
        return folded in self.lexicon.labels and folded not in self._labels_of_digits

    # -- after the number is read with a unit -----------------------------------------------------------------------------

    def misread(self, s: str, atom: Atom) -> bool:
        """Whether the unit is none: a decade (1990s, in his 40s), a section with a letter (Section 12A), a coordinate."""
        start, end = atom.left, atom.end
        if s[end - 1] in self._decades and s[end - 2] == "0" and s[start : end - 1].isdigit():
            if end - start == 5:
                return True
            before = _LAST_WORD.search(s, max(0, start - 24), start)
            return end - start == 3 and before is not None and before[1].lower() in self._decade_before
        if s[end - 1] in "NSEW" and atom.unit_end - atom.unit_start == 1 and codes.coordinate(s, atom.right, end):
            return True
        needed = self._need_words.get(s[atom.unit_start : atom.unit_end])
        if needed is not None and needed.isdisjoint(re.split(r"[^\w-]+", s.lower())):
            return True
        return self.lettered(s, atom)

    def lettered(self, s: str, atom: Atom) -> bool:
        """Whether digits with one letter after a label, or before a street, are a name: Section 12A, Table 5b, 221B."""
        end = atom.end
        if end - atom.left < 2 or not (s[end - 1].isalpha() and s[end - 1].isascii() and s[end - 2].isdigit()) or atom.prefixed:
            return False
        before = _LAST_WORD.search(s, max(0, atom.start - 24), atom.start)
        folded = before[1].lower() if before else ""
        if folded in self.lexicon.labels and folded not in self._labels_of_digits:
            return True
        return self._by_next_word(s, end, 9)


def _by_number(names: Iterable[str]) -> dict[str, dict[str, list[tuple[str, str]]]]:
    """Names by the number in them, which is set in brackets, and the two characters after it: (before, after) in lower case."""
    found: dict[str, dict[str, list[tuple[str, str]]]] = {}
    for name in names:
        before, _, rest = name.lower().partition("[")
        number, _, after = rest.partition("]")
        found.setdefault(number, {}).setdefault(after[:2], []).append((before, after))
    return found
