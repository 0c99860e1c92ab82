"""Numbers as a reader of the page wants them: a few digits and a scale word of the reader's language.

These texts explain a drawing; the exact arithmetic stands in a finding's values.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, localcontext
from fractions import Fraction

from aicheck.intervals import Interval, magnitude

Scales = Sequence[tuple[int, str]]
"""Powers of ten with their words, the greatest first: `((9, " billion"), (6, " million"))`."""

_DIGITS = 6
_MORE_DIGITS = 15
_BEYOND = 16
_APART = 3
_SUPERSCRIPT = str.maketrans("-0123456789", "\u207b\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079")
_MINUS = "\u2212"
_SIGNS = {"percent": " %", "x": "\u00d7"}


def figure(value: Fraction, scales: Scales = ()) -> str:
    """One number in at most six digits.

    >>> figure(Fraction(31_500_000_000), ((9, " billion"), (6, " million")))
    '31.5 billion'
    """
    power, word = _scale(value, scales)
    return _mantissa(value, power, _DIGITS) + word


def span(interval: Interval, unit: str = "", scales: Scales = ()) -> str:
    """An interval with its unit: `30.5 - 31.5 billion USD` with a true dash, or `>= 50` with a true sign.

    Both ends stand in one scale, except where one is a thousandth of the other or less.
    """
    low, high = interval.low, interval.high
    tail = _SIGNS.get(unit) or (f" {unit}" if unit else "")
    if low is None and high is None:
        return f"\u2212\u221e \u2013 \u221e{tail}"
    if high is None:
        return f"{'≥' if interval.low_closed else '>'} {figure(low or Fraction(0), scales)}{tail}"
    if low is None:
        return f"{'≤' if interval.high_closed else '<'} {figure(high, scales)}{tail}"
    if low == high:
        return f"{figure(low, scales)}{tail}"
    if low and high and abs(magnitude(low) - magnitude(high)) >= _APART:
        return f"{figure(low, scales)} \u2013 {figure(high, scales)}{tail}"
    power, word = _scale(max(low, high, key=abs), scales)
    ends = _mantissa(low, power, _DIGITS), _mantissa(high, power, _DIGITS)
    if ends[0] == ends[1]:
        ends = _mantissa(low, power, _MORE_DIGITS), _mantissa(high, power, _MORE_DIGITS)
    return f"{ends[0]} \u2013 {ends[1]}{word}{tail}"


def _scale(value: Fraction, scales: Scales) -> tuple[int, str]:
    power = magnitude(value)
    if power >= _BEYOND or power < -_DIGITS:
        return power, f"\u00d710{str(power).translate(_SUPERSCRIPT)}"
    for known, word in scales:
        if power >= known:
            return known, word
    return 0, ""


def _mantissa(value: Fraction, power: int, digits: int) -> str:
    scaled = value / Fraction(10) ** power
    with localcontext() as context:
        context.prec = digits
        rounded = Decimal(scaled.numerator) / Decimal(scaled.denominator)
    text = f"{rounded:,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace("-", _MINUS) if text not in ("-0", "") else "0"
