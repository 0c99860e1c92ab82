"""How digits go on: exponents, powers, fractions and fraction signs, and letters mistyped for digits."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import Final

from aicheck.quantities.atoms import EXACT, Atom, exact
from aicheck.quantities.numerals import MOST_DIGITS, numeral

VULGAR: Final = {
    "½": Fraction(1, 2), "⅓": Fraction(1, 3), "⅔": Fraction(2, 3), "¼": Fraction(1, 4), "¾": Fraction(3, 4), "⅕": Fraction(1, 5),
    "⅖": Fraction(2, 5), "⅗": Fraction(3, 5), "⅘": Fraction(4, 5), "⅙": Fraction(1, 6), "⅚": Fraction(5, 6), "⅛": Fraction(1, 8),
    "⅜": Fraction(3, 8), "⅝": Fraction(5, 8), "⅞": Fraction(7, 8),
}  # fmt: skip
_OS: Final = "OoОоΟο"
"""The Latin, Cyrillic and Greek letters that look like a nought."""
BEGINNINGS: Final = frozenset([*"eExX×^/⁄IlShm'′’·", *_OS, *VULGAR, *"⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹"])
"""Characters after digits with which they may go on."""
BEGINNINGS_APART: Final = frozenset(["x", "×", " ", *"0123456789", *VULGAR])
"""The same after a space or a hyphen."""
_RAISED: Final = "⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹"
# No letter or digit may follow but of a script that writes no spaces.
_EXPONENT: Final = re.compile(
    rf"[eE]([+-]?[0-9]{{1,3}})(?![A-Za-z0-9_])|\s?[x×·]\s?10\^?([+-]?[0-9]{{1,3}}|[{_RAISED}]{{1,4}})(?![A-Za-z0-9_{_RAISED}])"
)
LOOKALIKES: Final = frozenset((*_OS, "I", "l"))
"""Letters that scans and typists take for digits."""
BEGINNINGS_IN_LETTERS: Final = frozenset(mark + letter for mark in ".," for letter in (*LOOKALIKES, "S"))
"""A separator and a letter with which digits may go on: 3.O percent, 5,OOO."""
_L: Final = f"{_OS}Il"
_MISTYPED: Final = re.compile(
    rf"[0-9][0-9,.]*(?:[{_L}][0-9{_L},.]*[0-9{_L}](?![A-Za-z0-9_])|S(?:[0-9][0-9,.]*(?<=[0-9])(?![A-Za-z0-9_])|(?=[%％]))"
    rf"|(?<=[.,])[{_L}](?![A-Za-z0-9_])|O(?![A-Za-z0-9_])|[{_L}](?=[%％]))"
)
_IN_GROUPS: Final = re.compile(rf"[0-9][0-9{_L}]{{0,2}}(?:,[0-9{_L}S]{{3}})+")
_LETTERS: Final = frozenset((*LOOKALIKES, *".,S"))
LOOKALIKE: Final = str.maketrans(f"{_L}S", "0" * len(_OS) + "115")
_POWER: Final = re.compile(rf"\^([+-]{{0,2}}[0-9]{{1,2}})(?![0-9.])|(?<=(?<![0-9.,])10)([{_RAISED}]{{1,3}})")
_PLAIN: Final = str.maketrans(_RAISED, "+-0123456789")
_FRACTION: Final = re.compile(r"[/⁄]([0-9]{1,4})(?![0-9/⁄.,]*[0-9])")
_MIXED: Final = re.compile(r"(?: {1,2}|-)([0-9]{1,3})[/⁄]([0-9]{1,3})(?![0-9/⁄])")
_PART_OF_A_CENT: Final = re.compile(r"-([1-7])/([248])(?![0-9/⁄])")
_CENTS: Final = 2
_LONGEST_BASE: Final = 12
# 5'11", 5′ 11½″; without a mark for the inches only what a person measures (6'2).
_FEET: Final = re.compile(
    r"['′’](?: ?([0-9]{1,2}(?:\.[0-9]+)?|[0-9]{1,2}½)(?:[\"″”]|''|’’)|(?<=[4-7].)(1[01]|[0-9])(?![0-9'’′]))(?!\w)"
)
# 1h30m, 1h 5min 20s, 3m20s; 14h30 is a clock time in some languages.
_HOURS: Final = re.compile(r"h ?([0-5]?[0-9]) ?m(?:ins?)?(?: ?([0-5]?[0-9]) ?s(?:ecs?)?)?(?![^\W_]|[²³^/])")
_MINUTES: Final = re.compile(r"m(?:in)? ?([0-5]?[0-9])s(?:ecs?)?(?![^\W_]|[²³^/])")


def go_on(s: str, atom: Atom, decimal_comma: bool) -> None:
    """Takes what continues the digits of an atom; `decimal_comma` is the convention of its numbers."""
    end = atom.end
    if s[end] in _LETTERS:
        _mistyped(s, atom, decimal_comma)
        return
    if s[end] in "hm'′’":
        _in_parts(s, atom)
        return
    match = _EXPONENT.match(s, end)
    if match and isinstance(atom.value, Decimal):
        power = _power(match[1] or match[2])
        if abs(power) <= MOST_DIGITS:
            decimals = None if atom.decimals is None else atom.decimals - power
            _become(atom, EXACT.scaleb(atom.value, power), decimals, match.end())
        return
    raised = _POWER.match(s, end)
    if raised and end - atom.left <= _LONGEST_BASE:
        _raise(atom, raised)
        return
    apart = 1 if s[end] == " " and end + 1 < len(s) else 0
    vulgar = VULGAR.get(s[end + apart])
    if vulgar is not None:
        _add(atom, vulgar, end + apart + 1)
        return
    _fraction(s, atom)


def _in_parts(s: str, atom: Atom) -> None:
    """Feet and inches, hours and minutes, minutes and seconds: one amount in the larger unit."""
    if atom.decimals != 0 or atom.prefixed:
        return
    end, whole = atom.end, Fraction(atom.value)
    if s[end] in "'′’":
        match, unit, kind, parts = _FEET.match(s, end), "foot", "physical", Fraction(0)
        if match:
            inches = match[1] or match[2]
            parts = (Fraction(inches.rstrip("½")) + (Fraction(1, 2) if inches[-1] == "½" else 0)) / 12
    else:
        match, unit, kind, parts = _HOURS.match(s, end), "hour", "duration", Fraction(0)
        if match:
            parts = Fraction(int(match[1]), 60) + Fraction(int(match[2] or 0), 3600)
        elif match := _MINUTES.match(s, end):
            unit, parts = "minute", Fraction(int(match[1]), 60)
    if match is None or parts >= 1:
        return
    _become(atom, exact(whole + parts), None, match.end())
    atom.unit, atom.kind = unit, kind
    atom.unit_start, atom.unit_end = end, match.end()


def _power(written: str) -> int:
    """An exponent in plain or raised digits; signs alone are none."""
    plain = written.translate(_PLAIN)
    return int(plain) if plain.strip("+-").isdigit() and plain[1:].isdigit() | (len(plain) == 1) else 0


def _fraction(s: str, atom: Atom) -> None:
    """2 3/4, 1-1/2, 3/8; in quoted prices also parts of the last of two decimals, 3.12-1/2."""
    if atom.decimals != 0:
        quoted = _PART_OF_A_CENT.match(s, atom.end) if atom.decimals == _CENTS else None
        if quoted and int(quoted[1]) < int(quoted[2]):
            _add(atom, Fraction(int(quoted[1]), int(quoted[2]) * 10**_CENTS), quoted.end())
        return
    match = _MIXED.match(s, atom.end)
    if match and int(match[2]) and (s[atom.end] != "-" or int(match[1]) < int(match[2])):
        _add(atom, Fraction(int(match[1]), int(match[2])), match.end())
        return
    match = _FRACTION.match(s, atom.end)
    if match and int(match[1]) and abs(Fraction(atom.value)) < 10_000:
        _become(atom, exact(Fraction(atom.value) / int(match[1])), None, match.end())
        atom.kind = "fraction"


def _mistyped(s: str, atom: Atom, decimal_comma: bool) -> None:
    """1O0, 3l5, 5.O: letters that look like digits among digits; read as those digits where a unit or grouping shows it."""
    match = _MISTYPED.match(s, atom.left)
    if match is None or match.end() <= atom.end:
        return
    found = numeral(match.group().translate(LOOKALIKE), decimal_comma)
    if found is None or found.notes:
        return
    _become(atom, found.value, found.decimals, match.end())
    atom.notes, atom.doubtful = ("impossible-digits",), _IN_GROUPS.fullmatch(match.group()) is None


def _raise(atom: Atom, power: re.Match[str]) -> None:
    """1.1^23; a base of few digits and an exponent of two keep this small."""
    exponent = _power((power[1] or power[2]).replace("--", "").replace("+", ""))
    value = Fraction(atom.value)
    if value == 0 and exponent < 0:
        return
    raised = abs(value) ** exponent
    _become(atom, exact(-raised if value < 0 else raised), None, power.end())


def _add(atom: Atom, part: Fraction, end: int) -> None:
    whole = Fraction(atom.value)
    _become(atom, exact(whole - part if whole < 0 else whole + part), None, end)


def _become(atom: Atom, value: Decimal | Fraction, decimals: int | None, end: int) -> None:
    atom.value = atom.low = atom.high = value
    atom.decimals = decimals
    atom.end = atom.right = end
