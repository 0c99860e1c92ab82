"""What follows a number and belongs to it: scale words, units, a second currency, and what it is a rate over."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

from aicheck.lexicons import Lexicon
from aicheck.lexicons.lexicon import Node, Term
from aicheck.quantities.atoms import Atom, exact
from aicheck.quantities.doubling import CONFLICT, DOUBLED, Doubling
from aicheck.quantities.exclusions import Exclusions
from aicheck.quantities.singulars import singulars
from aicheck.quantities.spelled import LONGEST, spelled
from aicheck.quantities.terms import LETTERS, WORD, Terms, past_blanks

_MOST_TERMS: Final = 6
_MILLIONS: Final = 6
_PERCENTS: Final = re.compile("%*")
_LAKHS: Final = re.compile(r",[0-9]{2},[0-9]{3}(?![0-9])")
_FORMAT: Final = re.compile(r"%[-+#.(]?[A-Za-z0-9(]|[\\{}]|\w\([\"']")
_QUOTED: Final = re.compile(r"(?:^|[\s(\[])\"(?!\s)[^\"]*\Z")
_LETTER: Final = 3
"""The most characters of a gap and a unit that may be one letter or two."""


class Trailing:
    """Reads what follows the numbers of one language. `dollar` is the currency that a bare `$` stands for."""

    def __init__(self, lexicon: Lexicon, terms: Terms, exclusions: Exclusions, dollar: str) -> None:
        self._lexicon = lexicon
        self._spaced = lexicon.spaced
        self._singulars = singulars(lexicon)
        self._terms = terms
        self._node = terms.node
        self._following = terms.following
        self._exclusions = exclusions
        self._dollar = dollar
        self._rate_words = lexicon.rate
        self._stop = lexicon.stop
        raw = lexicon.raw
        self._temperatures = sorted(raw.get("temperature_before", {}).items(), key=lambda item: -len(item[0]))
        self._tenths_not_before = tuple(raw.get("tenths_not_before", ()))
        in_words = raw.get("units_in_words")
        self._in_word = re.compile(in_words) if in_words else None
        self._tenths_in_percent = frozenset(raw.get("tenths_in_percent", ()))
        self._classifiers = tuple(lexicon.classifiers)
        self._recorded = frozenset(raw.get("record", ()))
        self._small = frozenset(raw.get("small_currencies", ()))
        self._wired = tuple(raw.get("scales_of_newswires", ()))
        self._ambiguous = frozenset(('"', *lexicon.never_last, *self._recorded))
        self._after_products = tuple(raw.get("scale_products_before", ()))
        self._money_scales = frozenset(raw.get("scale_only_money", ()))
        self._generic = frozenset(raw.get("generic_currency", ()))
        self._doubling = Doubling(lexicon)
        of = "|".join(map(re.escape, raw["change"].get("noun_of", ())[:1])) or "(?!)"
        one = f"(?:{'|'.join(map(re.escape, raw['numbers'].get('articles', ()))) or '(?!)'}) "
        single = "|".join(map(re.escape, (*raw.get("one", {}).get("word", ()), "1")))
        self._one, self._of_one = re.compile(f" {one}| (?:{of}) (?:{single}) "), re.compile(f" (?:{of}) (?:{one}|(?:{single}) )")
        self._below = tuple(f" {words}" for words in raw.get("temperature_below", ()))
        self._not_before_noun = frozenset(raw.get("scale_not_before_noun", ()))
        percent = lexicon.terms["%"].term
        assert percent is not None
        self._percent = percent
        self._last: Atom | None = None

    def read(self, s: str, atom: Atom, last: Atom | None) -> bool:
        """Takes scale words and units after the number; False where it is part of a word. `last` is the one before."""
        self._last = last
        end = atom.end
        if s[end : end + 1] == "%":
            if atom.unit == "percent":
                atom.notes += ("doubled-percent",)
            self._take(s, atom, self._percent, end, end + 1)
            following = s[end + 1 : end + 2]
            if not (following == " " or following == "-" or following.isalpha()):
                if following == "%":
                    self._percent_again(s, atom)
                return True
        if not self._take_terms(s, atom):
            return False
        end = atom.end
        if not atom.unit and s[end : end + 1] == " " and self._spaced and self._is_part(atom):
            self._part_of_one(s, atom)
        if atom.unit:
            over = self._rate_words.match(s, atom.end)
            if over is not None:
                self._rate(s, atom, over)
            if atom.kind == "temperature" and self._below and s.startswith(self._below, atom.end):
                self._below_zero(s, atom)
        elif atom.scaled and not atom.spelled and self._lexicon.mixed is not None and self._continue(s, atom):
            self.read(s, atom, last)
        elif s[end : end + 2] in (" [", " <"):
            self._bracketed(s, atom)
        return True

    def _percent_again(self, s: str, atom: Atom) -> None:
        """5%%: a misprint, where nothing else makes it a format."""
        end = _PERCENTS.match(s, atom.end).end()  # type: ignore[union-attr]
        if _FORMAT.search(s) is None and not s[end : end + 1].isalnum():
            atom.notes += ("doubled-percent",)
            atom.end = end

    def _take_terms(self, s: str, atom: Atom) -> bool:
        """Takes term after term; False where letters straight after bare digits make them part of a word (3rd, 1980s, 16z)."""
        for _ in range(_MOST_TERMS):
            node, gap, start, end = self._following(s, atom.end)
            if node is None or node.term is None:
                if atom.scaled and not self._spaced and atom.unit and s[start : start + 1] in self._lexicon.multiplying:
                    self._doubling.echoed(s, atom)
                bare = not (gap or atom.unit or atom.scaled or atom.spelled)
                return not (bare and self._spaced and s[start : start + 1].isalpha())
            if not self._apply(s, atom, node, start, end, gap):
                break
        return True

    def _continue(self, s: str, atom: Atom) -> bool:
        """4 thousand 3 hundred and 21, 3 million and a half: digits and words in turns; whether more follows."""
        mixed = self._lexicon.mixed.match(s, atom.left, atom.left + LONGEST) if self._lexicon.mixed is not None else None
        if mixed is None or mixed.end() <= atom.right:
            return False
        found = spelled(self._lexicon, mixed.group())
        if found is None or atom.left + found.length <= atom.right:
            return False
        atom.value, atom.low, atom.high, atom.decimals = found.low, found.low, found.high, found.decimals
        atom.end = atom.right = atom.left + found.length
        atom.spelled = True
        return atom.end < len(s)

    def _is_part(self, atom: Atom) -> bool:
        return atom.kind == "fraction" or (not atom.scaled and 0 < atom.value < 1)

    def _part_of_one(self, s: str, atom: Atom) -> None:
        """Half a mile, 0.25 of a percentage point: a part of one unit."""
        opening = (self._one if atom.kind == "fraction" else self._of_one).match(s, atom.end)
        term, end = self._terms.term(s, opening.end()) if opening is not None else (None, 0)
        if term is not None and term.role == "unit" and not term.digits_only:
            self._take(s, atom, term, opening.end() if opening is not None else end, end)
            if term.factor != 1:
                atom.scale(term.factor)

    def _below_zero(self, s: str, atom: Atom) -> None:
        """5 degrees below zero"""
        atom.negate()
        atom.end += next(len(words) for words in self._below if s.startswith(words, atom.end))

    def _bracketed(self, s: str, atom: Atom) -> None:
        """20 [kg]"""
        term, end = self._terms.term(s, atom.end + 2)
        if term is not None and term.role == "unit" and s[end : end + 1] in ("]", ">"):
            self._take(s, atom, term, atom.end + 2, end)
            atom.end = end + 1

    def _rate(self, s: str, atom: Atom, over: re.Match[str]) -> None:
        """A rate after a unit: "per gallon", "/day" over anything; "a day" over measures only."""
        if atom.kind == "multiple" or atom.kind == "age":
            return
        start = over.end()
        node, end = self._node(s, start)
        term = None if node is None else node.other if node.term is not None and node.term.role == "scale" else node.term
        direct = over.lastgroup == "per"
        if not direct and self._exclusions.past(s, end):
            return
        counted = term is not None and (term.kind == "physical" or (term.kind == "count" and not self._spaced))
        if term is not None and (term.measure or (direct and counted)):
            name = term.unit
        elif direct and self._spaced and (word := LETTERS.match(s, start)):
            if word.group().lower() in self._stop:
                return
            name, end = self._singulars[word.group().lower()], word.end()
        else:
            return
        atom.unit += " per " + name
        atom.reach = end

    def _apply(self, s: str, atom: Atom, node: Node, start: int, end: int, gap: str) -> bool:
        """Takes one term; False where the words after the number end."""
        term = node.term
        if node.other is not None and not self._means_scale(s, atom, end, gap):
            term = node.other
        assert term is not None
        shy = term.digits_only and not atom.unit and (atom.spelled or gap == "-" or (gap and term.attached))
        if shy or self._something_else(s, term, start, end):
            return False
        if term.role == "scale":
            return self._scale(s, atom, term, end, gap)
        if not atom.unit:
            return self._first_unit(s, atom, term, start, end)
        if atom.kind == "money" and term.kind == "money":
            return self._second_currency(s, atom, term, start, end, gap)
        if atom.unit == "percent" and term.kind in ("percent", "percentage-point"):
            if term.kind == "percent" or not self._spaced or atom.kind == "percentage-point":
                atom.notes += ("doubled-percent",)
                atom.end = end
            else:
                self._take(s, atom, term, atom.unit_start, end)
            return True
        if self._doubling.again(s, atom, term, start, end, gap) or self._doubling.in_another_sense(s, atom, term, start, end):
            atom.notes += (DOUBLED,)
            atom.end = end
        return False

    def _something_else(self, s: str, term: Term, start: int, end: int) -> bool:
        """Whether what may be a term is none: a noun's word (ten grand pianos), a sign of the next number (10 x 12 feet)."""
        form = s[start:end]
        if form in self._ambiguous and self._no_unit(s, form, start, end):
            return True
        if self._in_word is not None and self._in_word.match(s, start) is not None:
            return True
        if term.kind == "multiple":
            return end - start == 1 and s[end : end + 2].lstrip(" ")[:1].isdigit()
        if term.role != "scale" or form.lower() not in self._not_before_noun:
            return False
        after = WORD.match(s, end + 1) if s[end : end + 1] in (" ", "-") else None
        return after is not None and after.group().lower() not in self._stop and after.group()[0].isalpha()

    def _no_unit(self, s: str, form: str, start: int, end: int) -> bool:
        """Whether a sign or word is no unit here: the "class of 15", 3两个 (the two belongs to what is counted), 9平8负."""
        if form == '"':
            return _QUOTED.search(s, 0, start) is not None
        if form in self._lexicon.never_last and s.startswith(self._classifiers, end):
            return True
        return form in self._recorded and self._in_record(s, start, end)

    def _in_record(self, s: str, start: int, end: int) -> bool:
        """Whether a word counts games drawn, by the counts of games won or lost beside it: 21胜9平8负."""
        digits = start
        while digits and s[digits - 1].isdigit():
            digits -= 1
        following = end
        while s[following : following + 1].isdigit():
            following += 1
        lost = following > end and s[following : following + 1] in self._recorded
        return lost or s[max(0, digits - 1) : digits] in self._recorded

    def _scale(self, s: str, atom: Atom, term: Term, end: int, gap: str) -> bool:
        if atom.unit and not atom.prefixed and atom.right != atom.end and (atom.scaled or atom.kind != "money" or gap != " "):
            self._doubling.echoed(s, atom)
            return False
        if atom.scaled:
            # two thousand million, a lakh crore; but no letter multiplies a word (35k million)
            product = 0 < atom.power < _MILLIONS <= term.factor.adjusted() and s[atom.right - 2 : atom.right - 1].isalpha()
            if not product and atom.power != 2 and self._spaced and term.factor >= 1000 and not self._counts_products(s, end):
                atom.notes += ("doubled-scale",)
        elif s.count(",", atom.left, atom.right) > 1 and term.factor >= 1_000_000:
            self._written_in_full(s, atom, term, end)
        atom.scale(term.factor)
        atom.end = atom.right = end
        return True

    def _written_in_full(self, s: str, atom: Atom, term: Term, end: int) -> None:
        """Notes a scale after a number with two commas, but where reports state sums to the million (¥12,345,678 million), and
        where lakhs are grouped (Rs.1,96,105 crore)."""
        if _LAKHS.search(s, atom.left, atom.right) is not None:
            return
        exactly = term.factor == 1_000_000 and s[atom.right - 2 : atom.right] != "00"
        wired = s[:end].endswith(self._wired)
        if not (exactly and not wired) and atom.unit not in self._small:
            atom.notes += ("scaled-number",)

    def _counts_products(self, s: str, end: int) -> bool:
        """Whether what is counted makes a product of scales meant: 5 million billion operations."""
        return s.startswith(self._after_products, end + 1)

    def _means_scale(self, s: str, atom: Atom, end: int, gap: str) -> bool:
        """Whether a letter after a number is a scale (12m tonnes, $5m) and not a unit (12m)."""
        if self._money_scales and s[end - 2 : end] in self._money_scales:
            return atom.kind == "money"
        if atom.unit == "" and gap == " ":
            return self._before_unit(s, end)
        if atom.unit == "" and gap == "" and self._ends_money(s, atom):
            return True
        if atom.unit == "" and gap == "" and end < len(s):
            apart = s[end] == " "
            term, _ = self._terms.term(s, end + 1) if apart else (None, 0)
            if term is not None and not term.attached:
                return term.role == "unit"
            after = WORD.match(s, end + 1) if apart else None
            return after is not None and (self._exclusions.counts(after.group()) or self._exclusions.possessed(s, after))
        return atom.kind == "money"

    def _before_unit(self, s: str, end: int) -> bool:
        """Whether a unit follows that no letter stands for: 12.3 m tonnes."""
        term, stop = self._terms.term(s, end + 1) if s[end : end + 1] == " " else (None, 0)
        return term is not None and term.role == "unit" and stop - end > _LETTER

    def _ends_money(self, s: str, atom: Atom) -> bool:
        """Whether a range leads to this number from an amount of money: $2m-3m, $2-3m."""
        last = self._last
        if last is None or not last.prefixed or atom.start - last.end > 4:
            return False
        gap = s[last.end : atom.start]
        return gap.strip() in self._lexicon.connectors and (last.scaled or (len(gap) == 1 and not gap.isalpha()))

    def _first_unit(self, s: str, atom: Atom, term: Term, start: int, end: int) -> bool:
        if term.kind == "temperature" and self._temperatures:
            before = s[max(0, atom.start - 5) : atom.start]
            for word, unit in self._temperatures:
                if before.endswith(word):
                    term = term._replace(unit=unit)
                    break
        if s[start:end] in self._lexicon.tenths:
            return self._tenths(s, atom, term, start, end)
        self._take(s, atom, term, start, end)
        if term.factor != 1:
            atom.scale(term.factor)
        if not self._spaced and s.startswith(self._lexicon.half_after, end) and atom.decimals == 0:
            atom.value = atom.low = atom.high = exact(Fraction(atom.value) + Fraction(1, 2))
            atom.decimals, atom.end = 1, end + 1
        return True

    def _tenths(self, s: str, atom: Atom, term: Term, start: int, end: int) -> bool:
        """Seven tenths (七成), a price at 65 percent (六五折): written as tenths, or as a percentage of two digits."""
        in_percent = s[start:end] in self._tenths_in_percent
        if s.startswith(self._tenths_not_before, end) or isinstance(atom.value, Fraction):
            return False
        if atom.low != atom.high and in_percent and atom.high < 10:
            atom.value = atom.low = atom.high = atom.value * 10 + atom.high  # type: ignore[operator]
        whole = atom.value >= 11 and atom.decimals == 0
        if (atom.value == 10 and in_percent) or (whole and not in_percent):
            return False
        self._take(s, atom, term, start, end)
        if not whole:
            atom.scale(term.factor)
            atom.scaled = False
            if s.startswith(self._lexicon.half_after, end) and atom.decimals == -1:
                atom.value = atom.low = atom.high = atom.value + term.factor / 2
                atom.end = end + 1
            at = past_blanks(s, end)
            digit = self._lexicon.tokens.get(s[at : at + 1])
            if digit is not None and digit[0] == "units" and atom.decimals == -1 and self._ends_number(s, at + 1):
                atom.value = atom.low = atom.high = atom.value + int(digit[1])
                atom.end = at + 1
        return True

    def _ends_number(self, s: str, at: int) -> bool:
        """Whether neither digits nor a unit follow a last digit: the five of 七成五, not of 七成五家."""
        return s[at : at + 1] not in self._lexicon.tokens and not self._terms.measured(s, at)

    def _second_currency(self, s: str, atom: Atom, term: Term, start: int, end: int, gap: str) -> bool:
        form = s[start:end]
        if gap == "-":
            return False
        if atom.prefixed and form in self._generic and (self._spaced or s[atom.unit_start : atom.unit_end][-1:].isalpha()):
            atom.end = end
            return True
        note = self._doubling.second_currency(s, atom, term, start, end)
        if note:
            atom.notes += (note,)
        if term.unit != atom.unit and note != CONFLICT:
            if not (atom.prefixed and atom.unit == self._dollar):
                return False
            atom.unit = term.unit
        atom.end = end
        return True

    def _take(self, s: str, atom: Atom, term: Term, start: int, end: int) -> None:
        atom.unit, atom.kind = term.unit, term.kind
        if s[start:end] == "$":
            atom.unit = self._dollar
        atom.unit_start, atom.unit_end = start, end
        atom.end = end
        if "scaled-number" in atom.notes and term.unit in self._small:
            atom.notes = tuple(note for note in atom.notes if note != "scaled-number")
