"""Adds up the words of a number.

One evaluator serves every language: a lexicon gives each number word a role (unit, ten, multiplier, scale, fraction ...), and
the roles say how values combine: those of whole numbers in `wholes`, those of fractions, decimals and signs here.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Final

from aicheck.model import Exact
from aicheck.quantities.atoms import exact
from aicheck.quantities.wholes import NUMERIC, PARTS, Whole, power_of_ten

_BEFORE_ARTICLE: Final = ("and", *PARTS)
_AFTER_ARTICLE: Final = (*PARTS, "multipliers", "scales", "vague", "pairs")
_NUMERATORS: Final = frozenset(("units", "digits", "multipliers", "negative", "several", "fractions", "tens"))


class Sum(Whole):
    """A number in words, whole or with a fraction, decimals or a sign."""

    def result(self) -> Exact:
        """The value of the tokens taken."""
        value = self._current()
        if self.denominator is not None:
            value = value / self.denominator if self.denominator else value
        if self.whole is not None:
            value += self.whole
        if self.percent:
            value *= 100
        value *= self.sign
        return Decimal(value.numerator) if value.denominator == 1 else exact(value)

    def decimals(self) -> int | None:
        """The place of the last stated digit, None for a fraction in words."""
        if self.percent and self.denominator is not None and self.place is not None:
            return power_of_ten(int(self.denominator)) - 2 - self.place
        return None if self.place is None or self.denominator is not None else -self.place

    def _articles(self, index: int, value: None) -> int:
        if index and self._role(index - 1) not in _BEFORE_ARTICLE:
            return 0
        return int(self._role(index + 1) in _AFTER_ARTICLE)

    def _fractions(self, index: int, value: Fraction) -> int:
        return self._part(index, value)

    def _denominators(self, index: int, value: int) -> int:
        if index == 0:
            return 0
        if self._role(index - 1) == "tens" and value < 10 and self.number is not None and self.section + self.total > 0:
            # one hundred thirty-fifths
            self.number = (self.section + self.total) / (self.number + value)
            self.section = self.total = Fraction(0)
            self.place = None
            return 1
        return self._part(index, Fraction(1, value))

    def _ordinals(self, index: int, value: int) -> int:
        """A third, one third; but twenty-third is a rank."""
        previous = self._role(index - 1) if index else ""
        one = previous == "units" and self.number == 1 and (self.section == 0 or self._role(index - 2) == "and")
        if previous == "articles" or one:
            return self._part(index, Fraction(1, value))
        self.ordinal = previous in ("units", "tens", "multipliers", "scales") and self.used == index - 1
        return 0

    def _part(self, index: int, share: Fraction) -> int:
        previous = self._role(index - 1) if index else ""
        counted = self.number if self.number is not None and previous not in ("and", "articles") else Fraction(1)
        if self.number is None and previous in ("multipliers", "scales"):
            if self.section == 0 and self.total == 0:
                return 0
            whole, self.section, self.total = self.section + self.total, Fraction(0), Fraction(0)
            self.number = whole * share
            self.place = None
            return 1
        self.number = counted * share * (1 if self._scale_follows(index) else self._scale_before(index))
        self.place = None
        return 1

    def _scale_follows(self, index: int) -> bool:
        following = self._role(index + 1)
        return following in ("scales", "multipliers") or (following == "articles" and self._role(index + 2) == "scales")

    def _scale_before(self, index: int) -> int:
        """Of "three million and a half" the million, of which half is added."""
        at = index - 2 if self._role(index - 1) == "articles" or self._role(index - 1) in NUMERIC else index - 1
        joined = self.last is not None and self._role(at) == "and" and self._role(at - 1) == "scales"
        return self.last if joined and self.last is not None else 1

    def _point(self, index: int, value: None) -> int:
        digits, step = "", 1
        while self._role(index + step) in NUMERIC:
            digits += str(self.tokens[index + step][1])
            step += 1
            if self._role(index + step) == "units" and self._role(index + step - 1) == "tens":
                digits = digits[:-1] + str(self.tokens[index + step][1])
                step += 1
        if not digits.isdigit() or index == 0:
            return 0
        self.used = index
        if self._shorthand():
            self.number = (self.number or 0) * Fraction(self._shorthand_unit(), 10)
        self.number = (self.number or 0) + Fraction(int(digits), 10 ** len(digits))
        self.place, self.string = -len(digits), 9
        return step

    def _more(self, index: int, value: None) -> int:
        if index == 0 or (self._role(index - 1) == "units"):
            return 0
        self.more = True
        return 1

    def _half(self, index: int, value: None) -> int:
        """And a half of what is counted."""
        if self.number is None or self.number.denominator != 1 or self._role(index - 1) not in ("units", "digits"):
            return 0
        self.number += Fraction(1, 2)
        self.place = None
        return 1

    def _negative(self, index: int, value: None) -> int:
        if index:
            if self.denominator is not None:
                self.sign = -self.sign
                return 1
            return 0
        self.sign = -1
        return 1

    def _over(self, index: int, value: None) -> int:
        if not index or self._role(index + 1) not in NUMERIC or self.last is not None:
            return 0
        rest = Sum(self.tokens[index + 1 :], self.pick, self.lexicon)
        if not rest.read() or not rest._current():
            return 0
        self.number = self._current() / rest._current()
        self.section = self.total = Fraction(0)
        self.place = None
        return 1 + rest.used

    def _fraction(self, index: int, value: None) -> int:
        current = self._current()
        if index == 0 or current == 0 or self._role(index + 1) not in _NUMERATORS:
            return 0
        if self.percent and current == self.denominator:
            self.notes.append("doubled-percent")  # 百分之百分之五
            self._restart()
            return 1
        self.percent = current >= 100 and all(role in ("multipliers", "scales") for role, _, _ in self.tokens[:index])
        self.denominator = current
        self._restart()
        return 1

    def _mixed(self, index: int, value: None) -> int:
        self.used = index
        self.whole = self._current()
        self._restart()
        return 1

    def _restart(self) -> None:
        self.total = self.section = Fraction(0)
        self.number, self.last, self.string = None, None, 0
