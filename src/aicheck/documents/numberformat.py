"""Number formats of spreadsheets: what a cell shows for the value that it holds.

A format has up to four sections, for positive numbers, negative ones, zero, and text; conditions in brackets replace this
order. Values are exact, and rounded half away from zero as spreadsheets do. Two things are not as on the screen, since a
reader would see by other means what is meant: a negative number whose section has no sign (red ones) gets a minus, and a
number without format has at most nine significant digits beside its whole part, about as many as a column shows.
Source: ECMA-376 part 1, 18.8.30 and 18.8.31 (numFmt); order and signs of sections as LibreOffice reads them.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from functools import lru_cache, partial
from typing import Literal, NamedTuple

from aicheck.documents.dateformat import is_date, shown_date

SIGNIFICANT = 9
"""Digits that a number without format shows, unless its whole part has more."""
STORED = 15
"""Significant digits that a spreadsheet keeps; what stands behind them is noise of binary fractions."""
LARGEST = Decimal(10) ** 30
BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?",
    13: "# ??/??", 14: "m/d/yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM",
    20: "h:mm", 21: "h:mm:ss", 22: "m/d/yyyy h:mm", 27: "yyyy/m/d", 28: "m/d", 29: "m/d", 30: "m/d/yy", 31: "yyyy/m/d",
    32: "h:mm", 33: "h:mm:ss", 34: "h:mm", 35: "h:mm:ss", 36: "yyyy/m/d", 37: "#,##0;(#,##0)", 38: "#,##0;[Red](#,##0)",
    39: "#,##0.00;(#,##0.00)", 40: "#,##0.00;[Red](#,##0.00)", 41: '_(* #,##0_);_(* (#,##0);_(* "-"_);_(@_)',
    42: '_($* #,##0_);_($* (#,##0);_($* "-"_);_(@_)', 43: '_(* #,##0.00_);_(* (#,##0.00);_(* "-"??_);_(@_)',
    44: '_($* #,##0.00_);_($* (#,##0.00);_($* "-"??_);_(@_)', 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0",
    49: "@", 50: "yyyy/m/d", 51: "m/d", 52: "yyyy/m", 53: "m/d", 54: "m/d", 55: "yyyy/m", 56: "m/d", 57: "yyyy/m", 58: "m/d",
}  # fmt: skip
"""The formats that a workbook names by number alone. Those from 27 on belong to East Asian versions."""

_TOKEN = re.compile(
    r"""
      "(?P<quoted>[^"]*)"?                      # words
    | \\(?P<escaped>.)
    | _(?P<blank>.)                             # a blank as wide as a character
    | \*(?P<fill>.)                             # a character repeated over the width of the cell
    | \[\$(?P<currency>[^\]-]*)[^\]]*\]?
    | \[(?P<test>[<>]=?|=|<>)(?P<limit>-?[0-9.]+)\]
    | \[(?P<bracket>[^\]]*)\]?                  # a colour, a kind of numerals
    | (?P<general>General|Standard)
    | (?P<exponent>E[+-](?=[0#?]))
    | (?P<digit>[0#?])
    | (?P<mark>[.,%/@])
    | (?P<other>.)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_SECTION = re.compile(r'(?:"[^"]*"?|\\.|\[[^\]]*\]?|[_*].|[^;"\\\[_*]|[_*\\]\Z)*', re.DOTALL)
_TESTS: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "=": operator.eq, "<>": operator.ne,
}  # fmt: skip
_SIGN = re.compile(r"[-−–(△▲]")
_NOT_ZERO = re.compile("[1-9]")
_STORED = Context(prec=STORED, rounding=ROUND_HALF_UP)
_WIDE = Context(prec=60, rounding=ROUND_HALF_UP)
Role = Literal["words", "whole", "fraction", "power", "point", "exponent", "slash", "general", "text"]


class _Token(NamedTuple):
    """A piece of a section: a placeholder of a digit before or behind the point or of the power of ten, a mark, or words."""

    role: Role
    words: str


class _Section(NamedTuple):
    """One compiled section; `code` is its own part of the format. `shift` moves the point (percent, thousands)."""

    code: str
    tokens: tuple[_Token, ...]
    test: str
    limit: Decimal
    grouped: bool
    shift: int

    def has(self, *roles: Role) -> bool:
        """Whether a token has one of some roles."""
        return any(token.role in roles for token in self.tokens)

    def of(self, role: Role) -> str:
        """The words of the tokens of a role, one after the other."""
        return "".join(token.words for token in self.tokens if token.role == role)


class NumberFormat:
    """A compiled number format.

    >>> NumberFormat('0.0%').shown(Decimal("0.1234"))
    '12.3%'
    >>> NumberFormat('#,##0;(#,##0)').shown(Decimal(-4321))
    '(4,321)'
    """

    def __init__(self, code: str) -> None:
        parts: list[str] = []
        at = 0
        while at <= len(code) and len(parts) < 4:
            match = _SECTION.match(code, at)
            assert match is not None  # the pattern matches nothing too
            parts.append(match.group())
            at = match.end() + 1
        sections = [_section(part) for part in parts]
        self._text = sections.pop() if len(sections) == 4 or sections[-1].has("text") else None
        self._sections = tuple(sections) or (_section("General"),)
        self._writers = tuple(map(_writer, self._sections))
        self._signed = tuple(map(self._tells_sign, range(len(self._sections))))
        self.date = any(is_date(section.code) for section in sections)
        self._by_value = any(section.test for section in self._sections)

    def shown(self, value: Decimal, date1904: bool = False) -> str:
        """What a cell with this value shows, without blanks at its ends."""
        if abs(value) >= LARGEST:
            return str(value)
        value = _STORED.plus(value)
        at = self._chosen(value)
        section = self._sections[at]
        if is_date(section.code):
            return shown_date(value, section.code, date1904)
        written = self._writers[at](abs(value))
        if value < 0 and not self._signed[at] and _NOT_ZERO.search(written):
            written = f"-{written.lstrip()}"
        return written.strip()

    def shown_text(self, words: str) -> str:
        """What a cell with these words shows."""
        if self._text is None:
            return words
        return "".join(words if token.role == "text" else token.words for token in self._text.tokens).strip()

    def _chosen(self, value: Decimal) -> int:
        """The section for a value: the first whose condition holds; by the sign where no section has a condition."""
        count = len(self._sections)
        if not self._by_value:
            return 1 if value < 0 and count > 1 else 2 if value == 0 and count > 2 else 0
        for at, section in enumerate(self._sections):
            if section.test and _TESTS[section.test](value, section.limit):
                return at
        free = [at for at, section in enumerate(self._sections) if not section.test]
        return (free[0] if value < 0 else free[-1]) if free else count - 1

    def _tells_sign(self, at: int) -> bool:
        """Whether a section is for negative numbers alone and has a sign of its own for them."""
        section, first = self._sections[at], self._sections[0]
        if section.test:
            alone = section.test in ("<", "<=") and section.limit <= 0
        else:
            alone = at == 1 and (not first.test or (first.test in (">", ">=") and first.limit == 0))
        return alone and _SIGN.search(section.of("words")) is not None


@lru_cache(maxsize=512)
def compiled(code: str) -> NumberFormat:
    """The format of a code, compiled once."""
    return NumberFormat(code)


def plain(value: Decimal) -> str:
    """A number without format: all digits of its whole part, at most nine significant ones.

    >>> plain(Decimal("0.30000000000000004"))
    '0.3'
    """
    value = _STORED.plus(value)
    places = max(0, SIGNIFICANT - 1 - value.adjusted()) if value else 0
    written = format(value.quantize(Decimal(1).scaleb(-places), context=_WIDE), "f")
    return written.rstrip("0").rstrip(".") if "." in written else written


def _section(code: str) -> _Section:
    tokens: list[_Token] = []
    test, limit = "", Decimal(0)
    grouped, shift = False, 0
    role: Role = "whole"
    matches = list(_TOKEN.finditer(code))
    for at, match in enumerate(matches):
        written = match.group()
        if match["test"]:
            test, limit = match["test"], Decimal(match["limit"])
        elif match["digit"]:
            tokens.append(_Token(role, written))
        elif match["general"]:
            tokens.append(_Token("general", ""))
        elif match["exponent"]:
            role = "power"
            tokens.append(_Token("exponent", written))
        elif written == "." and role == "whole":
            role = "fraction"
            tokens.append(_Token("point", written))
        elif written == "," and any(token.role in ("whole", "fraction") for token in tokens):
            following = next((later for later in matches[at + 1 :] if later.group() != ","), None)
            if following is not None and following["digit"]:
                grouped = True
            else:
                shift -= 3
        elif written == "@":
            tokens.append(_Token("text", ""))
        elif written == "/" and any(token.role == "whole" for token in tokens):
            tokens.append(_Token("slash", written))
        else:
            shift += 2 * (match["mark"] == "%")
            tokens.append(_Token("words", _literal(match)))
    return _Section(code, tuple(tokens), test, limit, grouped, shift)


def _literal(match: re.Match[str]) -> str:
    """The words that a token puts beside the digits."""
    if match["blank"] or match["fill"]:
        return " "
    if match["bracket"] is not None:
        return ""
    return next((words for name in ("quoted", "escaped", "currency") if (words := match[name]) is not None), match.group())


def _writer(section: _Section) -> Callable[[Decimal], str]:
    """The function that writes a value, never negative, in the manner of a section."""
    if section.has("general"):
        return partial(_general, section)
    if section.has("slash"):
        return partial(_fraction, section)
    if section.has("exponent"):
        return partial(_scientific, section)
    if not section.has("whole", "fraction"):
        words = section.of("words")
        return lambda value: words
    return _simple(section) or partial(_fixed, section)


def _simple(section: _Section) -> Callable[[Decimal], str] | None:
    """The writer of the usual sections, in which nothing stands between the digits, none of them optional; else None."""
    roles = [token.role for token in section.tokens]
    first = next(at for at, role in enumerate(roles) if role != "words")
    last = next(at for at in range(len(roles), 0, -1) if roles[at - 1] != "words")
    if "words" in roles[first:last] or section.of("whole").count("0") != 1 or section.of("fraction").strip("0"):
        return None
    before = "".join(token.words for token in section.tokens[:first])
    behind = "".join(token.words for token in section.tokens[last:])
    places = len(section.of("fraction"))
    unit, form = Decimal(1).scaleb(-places), f"{',' if section.grouped else ''}.{places}f"
    shift = section.shift

    def write(value: Decimal) -> str:
        return f"{before}{format(value.scaleb(shift).quantize(unit, context=_WIDE), form)}{behind}"

    return write


def _general(section: _Section, value: Decimal) -> str:
    number = plain(value.scaleb(section.shift))
    return "".join(number if token.role == "general" else token.words for token in section.tokens)


def _fixed(section: _Section, value: Decimal) -> str:
    return _filled(section, value.scaleb(section.shift), section.tokens)


def _scientific(section: _Section, value: Decimal) -> str:
    """The digits before the point say by how many places the power moves: `##0.0E+0` gives 12.3E+3."""
    step = max(1, len(section.of("whole")))
    power = value.adjusted() // step * step if value else 0
    if step == 1 and value and _rounded(value.scaleb(-power), len(section.of("fraction"))) >= 10:
        power += 1
    sign = "-" if power < 0 else "+" if "+" in section.of("exponent") else ""
    at = next(at for at, token in enumerate(section.tokens) if token.role == "exponent")
    digits = str(abs(power)).rjust(len(section.of("power")), "0")
    rest = "".join(token.words for token in section.tokens[at + 1 :] if token.role == "words")
    return f"{_filled(section, value.scaleb(-power), section.tokens[:at])}E{sign}{digits}{rest}"


def _fraction(section: _Section, value: Decimal) -> str:
    """A vulgar fraction (`# ?/?`): whole number and fraction, or the fraction alone where there is one group of digits."""
    below = re.search(r"/\s*([0-9]+|[#?]+)", section.code)
    largest = below.group(1) if below else "?"
    exact = Fraction(value.scaleb(section.shift))
    if largest.isdigit() and largest.strip("0"):
        denominator = int(largest)
        numerator = int(exact * denominator + Fraction(1, 2))
    else:
        nearest = exact.limit_denominator(10 ** len(largest) - 1)
        numerator, denominator = nearest.numerator, nearest.denominator
    whole, rest = divmod(numerator, denominator) if re.search(r"[0#?]\s+[0#?]+\s*/", section.code) else (0, numerator)
    parts = [str(whole)] if whole or not rest else []
    return " ".join([*parts, f"{rest}/{denominator}"] if rest else parts)


def _rounded(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), context=_WIDE)


def _filled(section: _Section, value: Decimal, tokens: tuple[_Token, ...]) -> str:
    """The digits of a value at their places in the tokens; those that find none stand before the first."""
    behind = "".join(token.words for token in tokens if token.role == "fraction")
    whole, _, fraction = format(_rounded(value, len(behind)), "f").partition(".")
    kept = max((at + 1 for at, digit in enumerate(fraction) if digit != "0" or behind[at] == "0"), default=0)
    before = "".join(token.words for token in tokens if token.role == "whole")
    digits = _spread(whole.lstrip("0"), before, section.grouped)
    written: list[str] = []
    shown = 0
    for token in tokens:
        if token.role == "whole":
            written.append(digits.pop(0))
        elif token.role == "point":
            written.append((whole.lstrip("0") if not before else "") + ("." if kept else ""))
        elif token.role == "fraction":
            written.append(fraction[shown] if shown < kept else " " if token.words == "?" else "")
            shown += 1
        else:
            written.append(token.words)
    return "".join(written)


def _spread(digits: str, places: str, grouped: bool) -> list[str]:
    """The digits of a whole number at each of its places, the first with those for which there are no more places."""
    width = max(len(digits), len(places))
    padded = places.find("0") if "0" in places else width
    written: list[str] = []
    for at in range(width):
        place, digit = at - width + len(places), at - width + len(digits)
        if digit >= 0:
            one = digits[digit]
        elif place >= padded:
            one = "0"
        else:
            one = " " if places[place] == "?" else ""
        comma = grouped and one.strip() and (width - at - 1) % 3 == 0 and at < width - 1
        written.append(f"{one}," if comma else one)
    extra = width - len(places)
    return ["".join(written[: extra + 1]), *written[extra + 1 :]] if places else []
