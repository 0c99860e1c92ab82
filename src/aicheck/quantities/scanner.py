"""One pass over a sentence: every number with the scale and unit that touch it, and nothing that only looks like one."""

from __future__ import annotations

import re
from bisect import bisect_right
from decimal import Decimal
from typing import Final

from aicheck.lexicons import Lexicon
from aicheck.quantities.atoms import Atom, exact
from aicheck.quantities.continuations import BEGINNINGS, BEGINNINGS_APART, BEGINNINGS_IN_LETTERS, LOOKALIKES, VULGAR, go_on
from aicheck.quantities.dense_exclusions import DenseExclusions
from aicheck.quantities.exclusions import Exclusions
from aicheck.quantities.leading import Leading
from aicheck.quantities.memory import Memory
from aicheck.quantities.numerals import MOST_DIGITS, NUMERALS, SWAP, Numeral, no_list
from aicheck.quantities.runs import Runs
from aicheck.quantities.terms import LETTERS, Terms
from aicheck.quantities.trailing import Trailing

_SPACED_GROUPS: Final = re.compile(
    r"(?:[ \u00a0\u2009\u202f][0-9]{3})+(?:[,.][0-9]{1,2}(?![0-9.,]*[0-9])|(?![0-9.,]*[0-9]))"
    r"|(?:['’][0-9]{3})+(?:\.[0-9]+)?(?![0-9'’.,]*[0-9])"
)
_LAST_MEMBER: Final = re.compile(r",? ([a-z]+|&) [0-9]+(?![0-9]*[.,]?[0-9])")
_WORD_BEFORE: Final = re.compile(r"([^\s\d]+) [$€£¥]?\Z")
_IN_THOUSANDS: Final = re.compile(r"(?<![0-9,.])(?:[0-9]{3}|[0-9]{1,3},[0-9]{3}),[0-9]{3}(?![0-9,])")
_IN_MILLIONS: Final = re.compile(r"(?<![0-9,.])[0-9]{1,3}(?:(?:,[0-9]{3}){2,}(?![0-9,])|,[0-9]{3}\.[0-9])")
_LONGEST_SHORT: Final = 5
_TWO_PLACES: Final = re.compile(r"[0-9]{1,3},[0-9]{2}")
_SIGNS: Final = frozenset("$€£¥￥")
_MILLION: Final = 1_000_000
_REACH: Final = 24
_GROUP_MARKS: Final = frozenset(" \u00a0\u2009\u202f'’")
_LINK: Final = re.compile(r"(?:https?://|www\.)[^\s<>\"'）)，。]+")
# A class of characters first: `re` scans quickly for one.
_DIGITS: Final = re.compile(r"[0-9][0-9]*(?:[.,]{1,2}[0-9]+)*")
_DIGITS_OR_SIGN: Final = re.compile(
    rf"[0-9{''.join(VULGAR)}](?:(?<=[0-9])[0-9]*"
    r"(?:(?:[.,]{1,2}|·(?!10[⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹^]))[0-9]+)*)?"
)
_EXTENDING: Final = "extending"
_ENDING: Final = "ending"

Places = list[tuple[int, int]]
"""(start, end) of what may be numbers, in order: runs of digits with separators, and the first word of words."""


class Scanner:
    """Reads the sentences of one language. `dollar` is the currency that a bare `$` stands for."""

    def __init__(self, lexicon: Lexicon, dollar: str = "USD", decimal_comma: bool | None = None, habit: bool = False) -> None:
        self.lexicon = lexicon
        self.decimal_comma = lexicon.decimal == "," if decimal_comma is None else decimal_comma
        self._habit = habit and not self.decimal_comma
        versus = "|".join(map(re.escape, lexicon.raw["ranges"].get("versus", ()))) or "(?!)"
        self._versus_after = re.compile(rf"(?: [a-zA-Z.]{{2,9}}){{0,2}},? (?:{versus}) (?:[a-z]+ ){{0,2}}[$£€¥]?[0-9]")
        self._versus_before = re.compile(rf"[0-9a-z] (?:{versus}) (?:[a-z]+ ){{0,2}}[$£€¥]?\Z")
        self.exclusions = Exclusions(lexicon) if lexicon.spaced else DenseExclusions(lexicon)
        self.terms = Terms(lexicon)
        self.runs = Runs(lexicon, self.terms, self.exclusions)
        self._determiners = frozenset(lexicon.raw.get("determiners", ()))
        self._date_units = frozenset(unit[0] for unit in lexicon.raw.get("dates", {}).get("units", ()))
        self._before = Leading(lexicon, self.terms, self.exclusions, dollar).read
        self._after = Trailing(lexicon, self.terms, self.exclusions, dollar).read

    def places(self, text: str) -> Places:
        """Where the numbers of a text may begin; found for many sentences at once."""
        if not self.lexicon.spaced:
            return [match.span() for match in self.lexicon.starts.finditer(text)]
        digits = _DIGITS if text.isascii() else _DIGITS_OR_SIGN
        found = [match.span() for match in digits.finditer(text)]
        # A space in front lets every word begin after a character; it also makes offsets those of the text.
        words = [(match.start(), match.end() - 1) for match in self.lexicon.words.finditer(" " + _lower(text))]
        return sorted(found + words) if words else found

    def scan(self, s: str, places: Places, base: int = 0) -> list[Atom]:
        """The numbers of one sentence in order; spans count from its beginning, `places` from `base` code points before it."""
        atoms: list[Atom] = []
        links = _links(s)
        done = 0
        exclusions, spaced = self.exclusions, self.lexicon.spaced
        for start, end in places:
            start -= base
            end -= base
            if start < done or (links and _inside(start, links)):
                continue
            exclusions.skipped = end
            first = s[start]
            if not spaced:
                atom = self._in_characters(s, start, end, atoms)
            elif "0" <= first <= "9":
                dated = end - start < 5 and start > 1 and s[start - 1] in " ("
                if dated and exclusions.dated_at_once(s, start, end, done):
                    done = end
                    continue
                atom = self._digits(s, start, end, atoms)
            elif first in VULGAR:
                atom = self._finish(s, Atom(start, end, exact(VULGAR[first]), None), atoms)
            else:
                atom = self.runs.multiple(s, start, end)
                if atom is None:
                    atom = self.runs.in_words(s, start)
                    atom = atom and self._finish(s, atom, atoms)
            if atom is None:
                done = max(end, exclusions.skipped)
            else:
                done = atom.reach or atom.end
                atoms.append(atom)
        return atoms

    def _in_characters(self, s: str, start: int, end: int, atoms: list[Atom]) -> Atom | None:
        """A number in a language without spaces."""
        if "0" <= s[start] <= "9":
            following = s[end] if end < len(s) else ""
            if following in self._date_units and end - start in (1, 2, 4) and self._date(s, start):
                return None
            near = self.lexicon.near_digits
            if following not in near and (start == 0 or s[start - 1] not in near):
                return self._number(s, start, end, s[start:end], atoms)
        else:
            multiple = self.runs.multiple(s, start, end)
            if multiple is not None:
                return multiple
        atom, digits_end = self.runs.in_characters(s, start)
        if digits_end:
            return self._number(s, start, digits_end, s[start:digits_end], atoms)
        return atom and self._finish(s, atom, atoms)

    def _date(self, s: str, start: int) -> bool:
        """Whether parts of a date follow, all of them taken; a last unit that begins a longer one is none (5日元)."""
        match = self.lexicon.date.match(s, start)
        if match is None or (start and s[start - 1] in self.lexicon.prefix_ends):
            return False
        end = match.end()
        if any(self.terms.by_prefix(s, end - back)[1] > end for back in (1, 2)):
            return False
        self.exclusions.skipped = end
        return True

    def _digits(self, s: str, start: int, end: int, atoms: list[Atom]) -> Atom | None:
        surface = s[start:end]
        if end - start <= 3 and s[end + 1 : end + 2].isdigit() and s[end] in _GROUP_MARKS:
            groups = _SPACED_GROUPS.match(s, end)
            if groups and surface.isdigit() and surface[0] != "0":
                end = groups.end()
                whole, mark, places = s[start:end].replace(",", ".").partition(".")
                surface = "".join(filter(str.isdigit, whole)) + mark + places
                return self._number(s, start, end, surface, atoms, plain=True)
        return self._number(s, start, end, surface, atoms)

    def _number(self, s: str, start: int, end: int, surface: str, atoms: list[Atom], plain: bool = False) -> Atom | None:
        """Reads on from digits; `plain` tells that `surface` has a decimal point, whatever the language."""
        found = NUMERALS[surface.translate(SWAP) if self.decimal_comma and not plain else surface]
        self.exclusions.skipped = end
        if self._habit and (found is None or found.doubtful or found.notes):
            other = NUMERALS[surface.translate(SWAP)]
            found = other if other is not None and not other.notes else found
        if found is None or found.unlike:
            found = self._in_place(s, start, end, surface, found, plain)
            if found is None:
                return self._pieces(s, start, end, atoms)
        value, decimals, notes, doubtful, _ = found
        atom = Atom(start, end, value, decimals)
        if notes or doubtful:
            atom.notes, atom.doubtful = notes, doubtful
        return self._finish(s, atom, atoms)

    def _in_place(self, s: str, start: int, end: int, surface: str, found: Numeral | None, plain: bool) -> Numeral | None:
        """A form that may be something else than a number, by what stands around it; None where it is a list."""
        short = found is not None and found.decimals == 1 and not found.notes and len(surface) <= _LONGEST_SHORT  # 5,6
        if short and (plain or "," not in surface):
            return found
        if short and self._listed(s, end):
            return None
        if self._compares(s, start, end):
            return self._compared(s, surface, found, short)
        if found is None and _TWO_PLACES.fullmatch(surface) is not None and self._amount(s, start, end):
            return no_list(surface)
        return found

    def _compared(self, s: str, surface: str, found: Numeral | None, short: bool) -> Numeral | None:
        """A number that is compared with another: neither a list nor a version; grouped as that one is."""
        if found is None:
            return no_list(surface)
        if short or found.doubtful or found.notes:
            return found._replace(notes=found.notes or ("doubtful-comma",), doubtful=False)
        mixed = self.lexicon.grouping == "," and (_IN_THOUSANDS if "," in surface else _IN_MILLIONS).search(s) is not None
        return found._replace(notes=("broken-grouping",)) if mixed else found

    def _compares(self, s: str, start: int, end: int) -> bool:
        """Whether a word of comparison links the number to another: 1,234,5678 vs 987,000."""
        after = self._versus_after.match(s, end)
        return after is not None or self._versus_before.search(s, max(0, start - _REACH), start) is not None

    def _amount(self, s: str, start: int, end: int) -> bool:
        """Whether a currency sign before or a large scale or percent sign after makes one number of two: 12,34 million."""
        if s[start - 1 : start] in _SIGNS or (s[start - 1 : start] == " " and s[max(0, start - 2) : start - 1] in _SIGNS):
            return True
        node, _, _, _ = self.terms.following(s, end)
        term = None if node is None else node.term
        return term is not None and (term.unit == "percent" if term.role == "unit" else term.factor >= _MILLION)

    def _listed(self, s: str, end: int) -> bool:
        """Whether a last member of a list follows digits with a comma: 5,6 and 7 boxes."""
        match = _LAST_MEMBER.match(s, end)
        return match is not None and match[1] in self.lexicon.after_opener

    def _pieces(self, s: str, start: int, end: int, atoms: list[Atom]) -> Atom | None:
        """A list without spaces (22,24,26) or a range with two points (10..20): its first members, and the last read on."""
        if ".." in s[start:end] and end - start <= MOST_DIGITS:
            return self._span(s, start, end, atoms)
        if end - start > MOST_DIGITS or self.exclusions.excluded_list(s, start, end):
            return None
        pieces = s[start:end].split(",")
        if len(pieces) < 2 or not all(map(str.isdigit, pieces)):
            return None
        at = start
        for piece in pieces[:-1]:
            atoms.append(Atom(at, at + len(piece), Decimal(piece), 0))
            at += len(piece) + 1
        return self._finish(s, Atom(at, end, Decimal(pieces[-1]), 0), atoms)

    def _span(self, s: str, start: int, end: int, atoms: list[Atom]) -> Atom | None:
        """10..20: two numbers; the joiner makes a range of them."""
        middle = s.index("..", start, end)
        first, second = NUMERALS[s[start:middle]], NUMERALS[s[middle + 2 : end]]
        if first is None or second is None:
            return None
        opening = Atom(start, middle, first.value, first.decimals)
        if start and not self._before(s, opening, atoms[-1] if atoms else None):
            return None
        atoms.append(opening)
        closing = self._finish(s, Atom(middle + 2, end, second.value, second.decimals), atoms)
        if closing is None:
            atoms.pop()
        return closing

    def _finish(self, s: str, atom: Atom, atoms: list[Atom]) -> Atom | None:
        """Reads sign, currency before, exponent, fraction, scale and unit; None where this is no quantity."""
        last = atoms[-1] if atoms else None
        if atom.start and not self._before(s, atom, last):
            return None
        following = _FOLLOWING[s[atom.end : atom.end + 2]]
        if following == _EXTENDING and not atom.spelled:
            go_on(s, atom, self.decimal_comma)
            following = _FOLLOWING[s[atom.end : atom.end + 2]]
        if following != _ENDING and not self._after(s, atom, last):
            return None
        if not atom.prefixed:
            exclusions = self.exclusions
            excluded = exclusions.lettered if atom.scaled else exclusions.misread if atom.unit else exclusions.excluded
            if excluded(s, atom):
                exclusions.skipped = max(exclusions.skipped, atom.right)
                return None
        return None if atom.doubtful and not self._sure(s, atom) else atom

    def _sure(self, s: str, atom: Atom) -> bool:
        """Whether a unit shows that a doubtful form is a number; a lone letter or a quote may end a version (1.0.1s, "0.4.0").

        Digits around one comma are a number before a word, and alone in a cell or a claim; elsewhere they may be a list.
        """
        if s[atom.left] in LOOKALIKES:
            return atom.scaled or atom.kind == "percent" or (atom.kind == "money" and not atom.prefixed)
        if "doubtful-comma" in atom.notes and s.count(",", atom.left, atom.right) == 1:
            before_a_word = s[atom.end : atom.end + 3].lstrip()[:1].isalpha()
            if before_a_word or len(s.strip()) == atom.end - atom.start:
                return True
        written = s[atom.left : atom.right]
        if "broken-decimal" in atom.notes and not (written.startswith(("0.", "-0.")) or ".0." in written):
            signed = atom.prefixed and not s[atom.unit_start : atom.unit_end].rstrip(".").isalpha()  # Tk 8.6.13 is a version
            if atom.kind == "percent" or (atom.kind == "money" and (atom.scaled or signed)):
                return True
            return (atom.kind in ("money", "physical") or atom.scaled) and self._amid_words(s, atom)
        behind = s[atom.left : atom.end].lstrip("0123456789.,。·-−+")
        unit = s[atom.unit_start : atom.unit_end]
        lone = any(len(word) == 1 and word.isascii() and (word.isalpha() or word in "'\"") for word in (unit, behind.strip()))
        return "\n" not in behind and not lone and (atom.scaled or atom.unit != "")

    def _amid_words(self, s: str, atom: Atom) -> bool:
        """Whether neither a name or label before, nor a verb's object after, makes a version of it (it marks the end)."""
        before, after = _WORD_BEFORE.search(s, max(0, atom.start - _REACH), atom.start), LETTERS.match(s, atom.end + 1)
        if before is None or not before[1].islower() or before[1] in self.lexicon.labels:
            return False
        unit = s[atom.unit_start : atom.unit_end]
        named = atom.scaled or (len(unit) > 3 and unit.islower())
        return named and (after is None or after.group() not in self._determiners)


def _following(two: str) -> str:
    """What the two characters after a number tell: that it may go on, that it ends, or nothing."""
    if two[:1] in BEGINNINGS or two in BEGINNINGS_IN_LETTERS or (two[:1] in ("-", " ") and two[1:] in BEGINNINGS_APART):
        return _EXTENDING
    return _ENDING if two == "" or (two[0] in ",.;:)" and two[1:] in ("", " ", "\n")) else ""


_FOLLOWING: Final = Memory(_following)


def _lower(s: str) -> str:
    """Lower case, letter by letter, so that offsets stay."""
    low = s.lower()
    return low if len(low) == len(s) else "".join(c.lower() if len(c.lower()) == 1 else c for c in s)


def _links(s: str) -> list[tuple[int, int]]:
    return [match.span() for match in _LINK.finditer(s)] if "://" in s or "www." in s else []


def _inside(place: int, spans: list[tuple[int, int]]) -> bool:
    at = bisect_right(spans, (place, place)) - 1
    return (at >= 0 and place < spans[at][1]) or (at + 1 < len(spans) and spans[at + 1][0] == place)
