"""What stands before a number and belongs to it: sign, currency, opening bracket, decimal point."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from aicheck.lexicons import Lexicon
from aicheck.quantities.atoms import EXACT, Atom
from aicheck.quantities.continuations import LOOKALIKE, LOOKALIKES
from aicheck.quantities.doubling import Doubling
from aicheck.quantities.exclusions import Exclusions
from aicheck.quantities.forms import by_ending
from aicheck.quantities.numerals import numeral
from aicheck.quantities.terms import Terms

_SIGNS: Final = "-−–＋+－"
_AFTER_WORD: Final = frozenset("-−+＋－")
_MINUS: Final = "-−－–"
_CAPITALS: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZcaus")
_BLANKS: Final = frozenset(" \n\u00a0")
_BEFORE_SIGN: Final = frozenset(" \t\n\u00a0([{:,<>=~～|≈，（：、")
_BEFORE_POINT: Final = frozenset("($€£¥-+")
_MISTYPED: Final = LOOKALIKES | frozenset(".,")
_CURRENCY_SIGNS: Final = frozenset("$€£¥￥")
# O alone only before a separator: O2 is oxygen. I after a currency only: it is a number of its own, and a pronoun.
_BEGUN: Final = re.compile(r"(?:^|(?<=[\s(\u3400-\u9fff$€£¥]))(l[0-9OlI]*[.,]?|O[.,]|(?<=[$€£¥])I[.,]?)\Z")
_LONGEST_BEGUN: Final = 8
_LONGEST_GAP: Final = 6
_MILLION: Final = 1_000_000


class Leading:
    """Reads what leads to the numbers of one language. `dollar` is the currency that a bare `$` stands for."""

    def __init__(self, lexicon: Lexicon, terms: Terms, exclusions: Exclusions, dollar: str) -> None:
        self._lexicon = lexicon
        self._terms = terms
        dates = lexicon.raw.get("dates", {})
        self._date_ends = frozenset(word[-1] for word in dates.get("units", ()))
        self._exclusions = exclusions
        self._dollar = dollar
        self._prefixes = lexicon.prefixes
        self._letters: Mapping[str, str] = lexicon.raw.get("prefix_letters", {})
        self._prefix_ends = lexicon.prefix_ends | frozenset(self._letters)
        self._lengths = by_ending((*lexicon.prefixes, *lexicon.scaled))
        self._connectors = lexicon.connectors
        self._doubling = Doubling(lexicon)
        self._negative = frozenset(word for word, (role, _) in lexicon.tokens.items() if role == "negative")
        self._not_negative = tuple(f" {word}" for word in lexicon.raw["numbers"].get("negative_not_after", ()))
        self._negative_ends = frozenset(word[-1] for word in self._negative) if lexicon.spaced else frozenset()

    def read(self, s: str, atom: Atom, last: Atom | None) -> bool:
        """Sign and currency in front; False where the number belongs to a name or code. `last` is the one before."""
        start = atom.start
        previous = s[start - 1]
        if previous in _BLANKS:
            self._apart(s, atom, last)
            return True
        if (previous in self._prefix_ends and self._prefix(s, atom, start, last)) or (
            last is not None and start - (last.reach or last.end) <= _LONGEST_GAP and self._connected(s, start, last)
        ):
            return True
        if previous in _SIGNS:
            return self._sign(s, atom, last)
        if previous == "(":
            self._accounting(s, atom, last)
            return True
        if previous in _MISTYPED and not atom.spelled:
            return self._mistyped_start(s, atom, last) or self._leading_point(s, atom, last)
        return self._exclusions.may_follow(s, start, atom.spelled)

    def _apart(self, s: str, atom: Atom, last: Atom | None) -> None:
        """Currency, sign or "minus" a space before the number."""
        start = atom.start
        if start > 1 and s[start - 2] in self._prefix_ends and self._prefix(s, atom, start - 1, last):
            return
        if start == 2 and s[0] == "-":
            atom.negate()
            atom.start = atom.left = 0
        elif not atom.spelled and s[start - 2] in self._negative_ends:
            self._negative_word(s, atom, last)

    def _negative_word(self, s: str, atom: Atom, last: Atom | None) -> None:
        """Reads minus 12 as one number, unless it is taken from another one (5 minus 3)."""
        begin = s.rfind(" ", 0, atom.start - 1) + 1
        taken = (last is not None and begin <= last.end + 1) or s[:begin].rstrip().endswith(self._not_negative)
        if s[begin : atom.start - 1].lower() in self._negative and not taken:
            atom.negate()
            atom.start = atom.left = begin

    def _connected(self, s: str, start: int, last: Atom) -> bool:
        """Whether a range leads from the last number to this one."""
        end = last.reach or last.end
        gap = s[end:start].strip()
        signed = s[start - 1] in _SIGNS and s[start - 2] in _BEFORE_SIGN and gap[-1:] in _SIGNS
        if signed and (len(gap) > 1 or not (last.unit or last.scaled)):
            return False  # 74 -65, -5 to -3: the sign of the second number
        return gap in self._connectors or (len(gap) > 2 and gap.strip("- ") in self._connectors)

    def _sign(self, s: str, atom: Atom, last: Atom | None) -> bool:
        start = atom.start
        before = s[start - 2] if start > 1 else " "
        if before in _BEFORE_SIGN:
            if s[start - 1] in _MINUS:
                atom.negate()
            atom.start = atom.left = start - 1
            self._prefix(s, atom, start - 1, last)
            return True
        if before in self._prefix_ends and self._prefix(s, atom, start - 1, last):
            if s[start - 1] in "-−－":
                atom.negate()
            return True
        if not self._lexicon.spaced and before.isalpha() and not before.isascii() and s[start - 1] in _AFTER_WORD:
            return self._sign_after_word(s, atom, last)
        return atom.spelled and not self._lexicon.spaced

    def _sign_after_word(self, s: str, atom: Atom, last: Atom | None) -> bool:
        """A sign straight after a word, in languages without spaces: 同比-3.2%; after a unit or date it is no sign."""
        at = atom.start - 2
        dated = s[at] in self._date_ends and at > 0 and (s[at - 1].isdigit() or s[at - 1] in self._lexicon.tokens)
        if dated or (last is not None and last.end > at) or not (atom.spelled or self._terms.measured(s, atom.end)):
            return atom.spelled
        if s[atom.start - 1] in _MINUS:
            atom.negate()
        atom.start = atom.left = atom.start - 1
        return True

    def _accounting(self, s: str, atom: Atom, last: Atom | None) -> None:
        """$(9.8), (3.2)%: brackets straight after a currency sign or before a percent sign make a negative number."""
        start, end = atom.start, atom.end
        if s[end : end + 2] in (")%", ")％"):
            atom.negate()
            atom.start = atom.left = start - 1
            atom.end = atom.right = end + 1
            return
        if start < 2 or s[start - 2] not in self._prefix_ends or not self._prefix(s, atom, start - 1, last):
            return
        if s.find(")", end, end + 24) < 0:
            atom.notes += ("unclosed-bracket",)
        elif s[end] == ")":
            atom.negate()
            atom.end = atom.right = end + 1

    def _mistyped_start(self, s: str, atom: Atom, last: Atom | None) -> bool:
        """l5 million, O.5%, $,500: letters that look like the first digits, or digits lost before a comma."""
        start = atom.start
        if s[start - 1] == "," and start > 1 and s[start - 2] in _CURRENCY_SIGNS:
            atom.notes += ("broken-grouping",)
            return self._prefix(s, atom, start - 1, last)
        match = _BEGUN.search(s, max(0, start - _LONGEST_BEGUN), start)
        found = numeral(s[match.start(1) : atom.end].translate(LOOKALIKE)) if match is not None else None
        if match is None or found is None or found.notes:
            return False
        atom.value = atom.low = atom.high = found.value
        atom.decimals, atom.notes, atom.doubtful = found.decimals, ("impossible-digits",), "," not in s[match.start(1) : atom.end]
        atom.start = atom.left = match.start(1)
        if atom.start and s[atom.start - 1] in self._prefix_ends:
            self._prefix(s, atom, atom.start, last)
        return True

    def _leading_point(self, s: str, atom: Atom, last: Atom | None) -> bool:
        """.25: a point before digits, where no word or digit stands before it."""
        start = atom.start
        if s[start - 1] != ".":
            return self._exclusions.may_follow(s, start, False)
        if start > 1 and not (s[start - 2].isspace() or s[start - 2] in _BEFORE_POINT):
            return False
        if isinstance(atom.value, Decimal) and atom.decimals == 0 and s[start : atom.end].isdigit():
            places = atom.end - start
            atom.value = atom.low = atom.high = EXACT.scaleb(atom.value, -places)
            atom.decimals = places
            atom.start = atom.left = start - 1
            if start > 1 and s[start - 2] in self._prefix_ends:
                self._prefix(s, atom, start - 1, last)
            return True
        return False

    def _prefix(self, s: str, atom: Atom, end: int, last: Atom | None) -> bool:
        """A currency that ends at `end`, a space apart or attached, and belongs to no number before."""
        floor = last.end if last is not None else 0
        if end <= floor:
            return False
        stop = end
        if s[stop - 1] in " \u00a0":
            stop -= 1
        if s[stop - 1] == "$" and stop > floor and (stop == 1 or _stands_alone(s, stop - 1)):
            atom.unit, atom.kind = self._dollar, "money"
            at = stop - 1
        else:
            at = self._named(s, atom, stop, floor)
            if at < 0:
                return False
        atom.unit_start, atom.unit_end = at, stop
        if at < atom.start:
            atom.start = at
        atom.prefixed = True
        if at > floor and s[at - 1] in self._prefix_ends:
            self._doubling.before(s, atom, at, floor)
        if at and s[at - 1] in _SIGNS and s[at - 1] != "–" and atom.value >= 0:
            self._sign_before_currency(s, atom, at - 1, floor)
        return True

    def _sign_before_currency(self, s: str, atom: Atom, at: int, floor: int) -> None:
        """-$5 million: a sign that no range and no word leads to."""
        if (at == 0 or s[at - 1] in _BEFORE_SIGN) and (not floor or s[floor:at].strip()):
            if s[at] not in "+＋":
                atom.negate()
            atom.start = at

    def _named(self, s: str, atom: Atom, stop: int, floor: int) -> int:
        """Where the longest currency that ends at `stop` begins, its unit taken; -1 where there is none."""
        for length in self._lengths.get(s[stop - 2 : stop]) or self._lengths.get(s[stop - 1], ()):
            at = stop - length
            form = s[at:stop] if at >= 0 else ""
            term = self._prefixes.get(form)
            if term is None:
                scaled = self._lexicon.scaled.get(form)
                if scaled is None:
                    continue
                term = scaled[0]
                atom.scale(scaled[1])
            if at < floor:
                return -1
            if at and form[0].isalpha() and form[0].isascii() and s[at - 1].isalnum() and s[at - 1].isascii():
                if " " in form:  # the end of a word (Pacific $5 million) and a sign of its own
                    continue
                return -1
            atom.unit, atom.kind = self._dollar if form == "$" else term.unit, term.kind
            return at
        return self._lettered(s, atom, stop - 1)

    def _lettered(self, s: str, atom: Atom, at: int) -> int:
        """R1.2 billion, R12,500: a letter that is a currency before an amount only; R8 is a name."""
        code = self._letters.get(s[at])
        if code is None or (at and s[at - 1] not in _BEFORE_SIGN) or atom.spelled:
            return -1
        term, _ = self._terms.term(s, atom.end + 1 if s[atom.end : atom.end + 1] in (" ", "-") else atom.end)
        scale = term is not None and term.role == "scale" and term.factor >= _MILLION
        if not scale and "," not in s[atom.left : atom.end]:
            return -1
        atom.unit, atom.kind = code, "money"
        return at


def _stands_alone(s: str, at: int) -> bool:
    """Whether the dollar sign at a place has no country before it."""
    return s[at - 1] in "( \n" and s[at - 2 : at - 1] not in _CAPITALS
