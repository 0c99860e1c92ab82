"""Whole numbers in words: the roles of units, tens, multipliers and scales, and the words between them."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Final

from aicheck.lexicons import Lexicon
from aicheck.quantities.numerals import numeral

Token = tuple[str, Any, int]
"""Role of a word, its value, and where it ends."""
PARTS: Final = ("fractions", "denominators", "ordinals")
NUMERIC: Final = frozenset(("units", "tens", "digits"))
_OPEN: Final = frozenset(("and", "articles", "negative", "vague_link", "mixed", "fraction"))
# "tens" and "scores" count only with an "of".
_LINKED: Final = (10, 20)
_BOUND: Final = frozenset(("multipliers", "scales", "plural_scales", "vague_scales"))


class Whole:
    """Adds up tokens from left to right. `pick` chooses the lower or the upper end of vague words."""

    def __init__(self, tokens: list[Token], pick: int, lexicon: Lexicon) -> None:
        self.tokens, self.pick, self.lexicon = tokens, pick, lexicon
        self.used = 0
        self.total: Fraction = Fraction(0)
        self.section: Fraction = Fraction(0)
        self.number: Fraction | None = None
        self.last: int | None = None
        self.place: int | None = 0
        self.sign = 1
        self.whole: Fraction | None = None
        self.denominator: Fraction | None = None
        self.more = False
        self.scaled = False
        self.percent = False
        self.vague = False
        self.ordinal = False
        self.notes: list[str] = []
        self.string = 0

    def read(self) -> bool:
        """Takes as many tokens as make one number; whether there was any."""
        index, good = 0, 0
        while index < len(self.tokens):
            role, value, _ = self.tokens[index]
            step = getattr(self, "_" + role)(index, value)
            if step == 0:
                break
            index += step
            if role not in _OPEN:
                good = self.used = index
        self.used = good
        return good > 0

    def _current(self) -> Fraction:
        if self._shorthand():
            return self.total + self.section + (self.number or 0) * Fraction(self._shorthand_unit(), 10)
        return self.total + self.section + (self.number or 0)

    def _shorthand(self) -> bool:
        """A last digit straight after a multiplier counts the next place down, where the language has no word for and."""
        if self.lexicon.spaced or self.number is None or self.used < 2 or not 0 < self.number < 10:
            return False
        role, text, _ = self.tokens[self.used - 1]
        if not (role == "units" and self.string == 1) and not (role == "digits" and len(text) == 1):
            return False
        before, value, _ = self.tokens[self.used - 2]
        return before in ("multipliers", "scales") and value > 10

    def _shorthand_unit(self) -> int:
        return int(self.tokens[self.used - 2][1])

    def _role(self, index: int) -> str:
        return self.tokens[index][0] if index < len(self.tokens) else ""

    # -- one method a role: how many tokens it takes, 0 to stop -----------------------------------------------------------

    def _units(self, index: int, value: int) -> int:
        previous = self._role(index - 1) if index else ""
        if self._neighbours(index, value):
            self.number = Fraction(value + self.pick)
            self.vague, self.place = True, 0
            return 2
        if self.number is None:
            self.number, self.string = Fraction(value), 1
        elif previous == "tens" and 0 < value < 10:
            self.number += value
        elif not self.lexicon.spaced and previous == "units" and value < 10:
            self.number = self.number * 10 + value
            self.string += 1
        else:
            return 0
        self.place = 0
        return 1

    def _neighbours(self, index: int, value: int) -> bool:
        """Two neighbouring digits before a multiplier, or alone: "two or three" in languages without spaces."""
        if self.lexicon.spaced or self.number is not None or self._role(index + 1) != "units" or value == 0:
            return False
        alone = len(self.tokens) == index + 2 and (index == 0 or self._role(index - 1) == "fraction")
        following = self._role(index + 2)
        teens = index > 0 and self.tokens[index - 1][:2] == ("multipliers", 10) and following not in ("units", "point")
        between = alone or teens or following in ("multipliers", "scales")
        return bool(self.tokens[index + 1][1] == value + 1 and between)

    def _tens(self, index: int, value: int) -> int:
        previous = self._role(index - 1) if index else ""
        if self.number is not None and not (previous == "and" and self.number < 10 and self.lexicon.joined):
            return 0
        self.number = (self.number or Fraction(0)) + value
        self.place = 0
        return 1

    def _digits(self, index: int, text: str) -> int:
        if self.number is not None and not (self.number == 0 and (self.section or self.total)):
            return 0
        plain = text.replace(",", "").replace("·", ".")
        if plain.count(".") > 1:
            return 0
        if "," in text and (found := numeral(text)) is not None:
            self.notes += found.notes
            plain = format(found.value, "f")
        if self.lexicon.spaced and index and self._role(index - 1) == "scales" and not self._smaller(index):
            return 0
        self.number, self.string = Fraction(plain), 9
        self.place = -len(plain.partition(".")[2])
        return 1

    def _smaller(self, index: int) -> bool:
        """Whether the digits at a place have a scale of their own, below the last one."""
        return self._role(index + 1) in ("multipliers", "scales") and self.tokens[index + 1][1] < self.tokens[index - 1][1]

    def _multipliers(self, index: int, value: int) -> int:
        if self.number is None and index and self._role(index - 1) in ("scales", "multipliers") and self.lexicon.spaced:
            return 0
        previous = self.tokens[index - 1] if index else ("", 0, 0)
        if self.number is None and self.section and previous[0] == "multipliers":
            counted = index > 1 and self._role(index - 2) in NUMERIC
            if previous[1] == value and counted and self._role(index + 1) != "scales":  # 八百百万大卡 is a measured amount
                self.notes.append("doubled-scale")  # 5百百
            self.section *= value
        else:
            if self.number is None and previous[0] == "scales" and self.tokens[0][0] == "digits":
                self.notes.append("doubled-scale")  # 5万千
            self.section += (self.number or 1) * value
        self.number = None
        self.place = (self.place or 0) + (power_of_ten(value) if value >= 100 else 0)
        return 1

    def _scales(self, index: int, value: int) -> int:
        part = self.section + (self.number or 0)
        if self.section == 0 and self.number is None:
            if self.last is None:
                part = Fraction(1)
                self.total = part * value
            else:
                crossed = not self.lexicon.spaced and value < self.last and self.tokens[0][0] == "digits"  # 5亿万
                if crossed or self._third_scale(index) or (value == self.last and value > 10_000_000):
                    self.notes.append("doubled-scale")
                self.total *= value
        elif self.last is None or value < self.last:
            self.total += part * value
        else:
            self.total = (self.total + part) * value
        self.section, self.number, self.string = Fraction(0), None, 0
        self.scaled = True
        self.last = value if self.last is None else max(value, 0)
        self.place = (self.place or 0) + power_of_ten(value) if self.place is not None else None
        return 1

    def _third_scale(self, index: int) -> bool:
        """Whether two scales stand straight before a third, without spaces: 5万亿亿."""
        return index > 1 and not self.lexicon.spaced and self._role(index - 1) == self._role(index - 2) == "scales"

    def _plural_scales(self, index: int, value: int) -> int:
        return self._scales(index, value)

    def _vague(self, index: int, value: tuple[int, int]) -> int:
        if self.number is not None or self._role(index + 1) not in ("multipliers", "scales"):
            return 0
        self.number = Fraction(value[self.pick])
        return 1

    def _pairs(self, index: int, value: tuple[int, int]) -> int:
        """A couple of something, or of hundreds; 三五 of anything."""
        linked = self._role(index + 1) == "vague_link"
        following = self._role(index + 2 if linked else index + 1)
        if self.number is not None or (self.lexicon.spaced and not linked and following not in ("multipliers", "scales")):
            return 0
        self.number, self.vague = Fraction(value[self.pick]), True
        return 2 if linked else 1

    def _several(self, index: int, value: None) -> int:
        if self._role(index + 1) not in ("multipliers", "scales") and not self.section and not self.total:
            return 0
        if self.section or self.total:
            self.number, self.more = Fraction(0), True
        else:
            self.number = Fraction((2, 9)[self.pick])
        return 1

    def _vague_scales(self, index: int, value: int) -> int:
        if self.number is not None:
            return self._scales(index, value) if value == 12 else 0
        if value in _LINKED and self._role(index + 1) != "vague_link":
            return 0
        if self.number is None and self.last is None and not self.section:
            self.total = Fraction(value * (10 if self.pick else 1))
            self.last, self.place = value, power_of_ten(value)
            return 1
        if index and self._role(index - 1) == "vague_link":
            self.total *= value
            self.place = (self.place or 0) + power_of_ten(value)
            return 1
        return 0

    def _vague_link(self, index: int, value: None) -> int:
        if self._role(index - 1) in PARTS and self._role(index + 1) == "articles" and self._role(index + 2) == "scales":
            return 2  # a quarter of a million
        if self._role(index - 1) != "vague_scales":
            return 0
        return int(self._role(index + 1) == "vague_scales" or self.tokens[index - 1][1] in _LINKED)

    def _and(self, index: int, value: None) -> int:
        """Joins only what cannot be two numbers: a fraction, or smaller places after a multiplier or scale."""
        following = [self._role(index + step) for step in (1, 2, 3)]
        if index == 0 or self._role(index - 1) in PARTS:
            return 0
        if self.lexicon.joined:
            return int(following[0] in NUMERIC)
        if _is_fraction(following):
            self._close_number()
            return 1
        if self._role(index - 1) not in ("multipliers", "scales") or following[0] not in NUMERIC:
            return 0
        return int(self._smaller_follows(index))

    def _smaller_follows(self, index: int) -> bool:
        """Whether what follows "and" counts smaller places: "two million and three percent" is no one number."""
        bound, named = self.tokens[index - 1][1], False
        for role, size, _ in self.tokens[index + 1 :]:
            if role in _BOUND:
                if size >= bound and not (role == "scales" and bound == 100):
                    return False
                named = True
                if role == "scales":
                    break
            if role in ("and", "denominators"):
                break
        return named or bound <= 1000

    def _close_number(self) -> None:
        if self.number is not None:
            self.section += self.number
            self.number = None


def _is_fraction(roles: list[str]) -> bool:
    if roles[0] in PARTS:
        return True
    return roles[0] in ("articles", "units") and roles[1] in PARTS


def power_of_ten(value: int) -> int:
    """The power of ten of a scale; of a dozen none."""
    digits = str(value)
    return len(digits) - 1 if digits.strip("0") == "1" else 0
