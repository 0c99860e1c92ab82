"""The textual edits that undo common slips of people and translators, and what the edited words say.

An edit changes the words of one statement; the words are then read anew, so that a repair proposes nothing that would not
be read as it is meant. Words that the statement only has from its surroundings (a hedge, a table's scale) are kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from aicheck.model import Exact, Quantity

_NUMBER = re.compile(r"\d+(?:,\d{2,4})*(?:\.\d+)?|\.\d+", re.ASCII)
_PIECE = re.compile(r"[^\W\d_]+|[^\w\s]", re.UNICODE)
_SUPERFLUOUS = frozenset(
    {
        "doubled-scale", "scaled-number", "doubled-unit", "doubled-percent", "sign-conflict", "broken-grouping",
        "doubtful-comma", "broken-decimal",
    }
)
"""Notes of numbers with a word or sign too many."""
_LEFT_SCALE: Mapping[int, tuple[int, str]] = {
    12: (4, "in units of 10^8 beside a word for 10^12"),
    9: (1, "in units of 10^8 beside a word for 10^9"),
    6: (2, "in units of 10^4 beside a word for 10^6"),
    3: (-1, "in units of 10^4 beside a word for 10^3"),
}
"""Power of the written scale to how far an end that was left in a myriad scale stands too high, and what happened."""
_CONFUSED = (3, 4, 6, 8, 9, 12)
"""Powers of ten whose words are taken for each other."""
_SHIFTS = (3, -3, 1, -1, 2, -2, 4, -4, 8, -8)
_LONGEST = 120


class Edit(NamedTuple):
    """One way to mend a statement: the new words, what they say, what the slip was, and how far-fetched (0 is nearest)."""

    words: str
    meant: Quantity
    slip: str
    rank: int


def _falls(quantity: Quantity) -> bool:
    return len(quantity.ends) == 2 and quantity.ends[0].value > quantity.ends[1].value


def edits(quantity: Quantity, language: str) -> list[Edit]:
    """Every edit of a statement that can be read and is no worse formed, the likeliest slips first.

    Of edits that mean the same, the likeliest one.
    """
    if len(quantity.text) > _LONGEST:
        return []
    reader = _Rereader(quantity, language)
    found: dict[tuple[object, ...], Edit] = {}
    for words, slip, rank in _edited(quantity, language):
        meant = reader.read(words)
        if meant is not None and words != quantity.text and set(meant.notes) <= set(quantity.notes):
            key = meant.low, meant.high, meant.unit, meant.kind, meant.notes
            if key not in found or rank < found[key].rank:
                found[key] = Edit(words, meant, slip, rank)
    return sorted(found.values(), key=lambda edit: edit.rank)


def _edited(quantity: Quantity, language: str) -> Iterator[tuple[str, str, int]]:
    text = quantity.text
    if _SUPERFLUOUS.intersection(quantity.notes):
        yield from _without_a_piece(text)
    yield from _in_one_scale(quantity)
    numbers = list(_NUMBER.finditer(text))
    for number in numbers:
        yield from _left_in_another_scale(quantity, number)
    if len(numbers) == 2 and quantity.value is None:
        first, second = numbers
        swapped = text[: first.start()] + second[0] + text[first.end() : second.start()] + first[0] + text[second.end() :]
        yield swapped, "the ends swapped", 2
    yield from _other_scale_word(text, language)
    for number in numbers:
        for shift in _SHIFTS:
            how = f"the decimal point moved by {abs(shift)} places" if abs(shift) > 1 else "the decimal point moved by one place"
            yield _replaced(text, number, shifted(number[0], shift)), how, 3 if abs(shift) == 3 else 4
        yield from ((_replaced(text, number, other), "two digits swapped", 5) for other in _transposed(number[0]))
        yield from _other_sign(text, number)
    yield from _points(quantity, language)


# -- slips ------------------------------------------------------------------------------------------------------------


def _without_a_piece(text: str) -> Iterator[tuple[str, str, int]]:
    """One word, sign or Chinese character less: the last that can go goes first."""
    for piece in reversed(list(_PIECE.finditer(text))):
        sizes = (piece.end() - piece.start(),) if piece[0].isascii() else (1, 2)
        for size in sizes:
            for start in range(piece.start(), piece.end() - size + 1):
                before, after = text[:start], text[start + size :]
                left = f"{before.rstrip()} {after.lstrip()}" if before.endswith(" ") else before + after
                yield left.strip(), f"without the extra {text[start : start + size]}", 0 if size == sizes[0] else 1


def _in_one_scale(quantity: Quantity) -> Iterator[tuple[str, str, int]]:
    """The first end of a range in the scale of the second: `0.08-0.12 billion` for `80 million-0.12 billion`."""
    if "mixed-scale-range" not in quantity.notes or len(quantity.ends) != 2:
        return
    first, second = quantity.ends
    written = _NUMBER.search(second.text)
    if written is None or second.value == 0:
        return
    scale = Fraction(second.value) / Fraction(written[0].replace(",", ""))
    digits = _plain(Fraction(first.value) / scale) if scale else None
    at = quantity.text.find(first.text)
    if digits is not None and at == 0:
        rest = quantity.text[len(first.text) :]
        yield digits + re.sub(r"^\s+(?=[-–—~])", "", rest), "both ends in one scale", 0


def _left_in_another_scale(quantity: Quantity, number: re.Match[str]) -> Iterator[tuple[str, str, int]]:
    """A number taken over from a language that counts in myriads, without conversion."""
    stated = {Fraction(end.value): end for end in quantity.ends}
    values = [Fraction(quantity.value)] if quantity.value is not None else list(stated)
    written = Fraction(number[0].replace(",", ""))
    if not written:
        return
    for value in values:
        power = _power(value / written)
        if power is not None and power in _LEFT_SCALE:
            shift, how = _LEFT_SCALE[power]
            yield _replaced(quantity.text, number, shifted(number[0], -shift)), f"{number[0]} was left {how}", 1


def _other_scale_word(text: str, language: str) -> Iterator[tuple[str, str, int]]:
    """Another scale word of the same style: billion for million, bn for mn, 亿 for 万."""
    scales = scale_words(language)
    for found, own in scale_words_in(text, scales):
        for power, words in scales.items():
            if power != own:
                styled = in_style(words, found[0])
                if _shared_end(styled, found[0]) or len(styled) == len(found[0]):
                    yield _replaced(text, found, styled), f"{styled} instead of {found[0]}", 3


def in_style(words: tuple[str, ...], like: str) -> str:
    """Of several words for one scale the one that is most like another: billion beside million, bn beside mn."""
    plural = like.endswith("s")
    script = like.isascii()

    def likeness(word: str) -> tuple[bool, int, bool, int]:
        return word.isascii() == script, _shared_end(word, like), word.endswith("s") == plural, -abs(len(word) - len(like))

    return max(words, key=likeness)


def scale_words_in(text: str, scales: Mapping[int, tuple[str, ...]]) -> Iterator[tuple[re.Match[str], int]]:
    """Where scale words stand, with their powers of ten: whole words, or the longest runs of Chinese characters."""
    powers = {word: power for power, words in scales.items() for word in words}
    known = sorted(powers, key=len, reverse=True)
    for piece in re.finditer("|".join(map(re.escape, known)) or r"(?!)", text):
        around = text[piece.start() - 1 : piece.start()] + text[piece.end() : piece.end() + 1]
        if not piece[0].isascii() or not any(char.isalpha() and char.isascii() for char in around):
            yield piece, powers[piece[0]]


def _other_sign(text: str, number: re.Match[str]) -> Iterator[tuple[str, str, int]]:
    before = text[: number.start()]
    if before.endswith(("-", "−", "－")) and not re.search(r"\d\s*\S$", before):
        yield before[:-1] + text[number.start() :], "without its sign", 6
    elif not before.strip():
        yield f"-{text}", "with a minus sign", 6


def _points(quantity: Quantity, language: str) -> Iterator[tuple[str, str, int]]:
    """Percentage points for percent."""
    if quantity.kind != "percent":
        return
    signs, points = _percent_words(language)
    for sign in signs:
        at = quantity.text.rfind(sign)
        if at > 0 and points:
            space = " " if points[0].isascii() and quantity.text[at - 1] != " " else ""
            yield quantity.text[:at] + space + points + quantity.text[at + len(sign) :], "percentage points instead of percent", 7
            return


# -- digits -----------------------------------------------------------------------------------------------------------


def shifted(number: str, places: int) -> str:
    """A written number times a power of ten, with its digits and grouping kept.

    >>> shifted("6.45", -1), shifted("1,234.5", 1), shifted("80", -3)
    ('0.645', '12,345', '0.080')
    """
    whole, _, fraction = number.replace(",", "").partition(".")
    digits, point = whole + fraction, len(whole) + places
    if point <= 0:
        digits, point = "0" * (1 - point) + digits, 1
    digits = digits.ljust(point, "0")
    whole, fraction = digits[:point].lstrip("0") or "0", digits[point:]
    grouped = f"{int(whole):,}" if "," in number and len(whole) > 3 else whole
    return f"{grouped}.{fraction}" if fraction else grouped


def _transposed(number: str) -> Iterator[str]:
    """Each pair of neighbouring digits swapped, over separators too."""
    places = [index for index, char in enumerate(number) if char.isdigit()]
    for left, right in pairwise(places):
        if number[left] != number[right]:
            chars = list(number)
            chars[left], chars[right] = chars[right], chars[left]
            yield "".join(chars)


def _plain(value: Fraction) -> str | None:
    """A number in plain decimals, None where it has none of reasonable length."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    text = f"{exact.normalize():f}"
    return text if Fraction(exact) == value and len(text) <= 12 else None


def _power(ratio: Fraction) -> int | None:
    """Which power of ten a ratio is."""
    for power in (3, 6, 9, 12):
        if ratio == 10**power:
            return power
    return None


def _replaced(text: str, match: re.Match[str], by: str) -> str:
    return text[: match.start()] + by + text[match.end() :]


def _shared_end(a: str, b: str) -> int:
    """How many characters two words share at their ends."""
    count = 0
    while count < min(len(a), len(b)) and a[-1 - count] == b[-1 - count]:
        count += 1
    return count


# -- words ------------------------------------------------------------------------------------------------------------


@lru_cache
def scale_words(language: str) -> Mapping[int, tuple[str, ...]]:
    """Power of ten to the words of a language for it."""
    from aicheck import lexicons

    scales: dict[int, tuple[str, ...]] = {}
    raw = lexicons.load(language).raw
    for factor, text in raw.get("scales", {}).items():
        power = len(str(factor)) - 1
        if power in _CONFUSED and Decimal(factor) == Decimal(10) ** power:
            scales[power] = tuple(text.split("|"))
    for word, factor in raw["numbers"].get("scales", {}).items():
        power = len(str(factor)) - 1
        if power in _CONFUSED and not word.isascii():
            scales[power] = (*scales.get(power, ()), word)
    return scales


@lru_cache
def _percent_words(language: str) -> tuple[tuple[str, ...], str]:
    """The forms of percent, the longest first, and the usual word for percentage points."""
    from aicheck import lexicons

    raw = lexicons.load(language).raw
    percent, points = raw.get("percent", {}), str(raw.get("percent_points", {}).get("1", ""))
    signs = tuple(sorted(str(percent.get("percent", "")).replace("(s)", "").split("|"), key=len, reverse=True))
    return tuple(sign for sign in signs if sign), points.split("|")[0].replace("(s)", "s")


class _Rereader:
    """Reads edited words as the statement was read: what came from outside of its words stays."""

    def __init__(self, quantity: Quantity, language: str) -> None:
        self.quantity, self.language = quantity, language
        plain = self._alone(quantity.text)
        self.known = plain is not None
        self.around = () if plain is None else tuple(note for note in quantity.notes if note not in plain.notes)
        self.factor, self.places = self._factor(plain) if plain is not None else (Fraction(1), 0)

    def read(self, words: str) -> Quantity | None:
        """What the edited words say in place of the statement, None where they say nothing clear."""
        stated = self.quantity
        meant = self._alone(words) if self.known else None
        if meant is None or (meant.unit != stated.unit and meant.kind == stated.kind and meant.unit):
            return None
        low, high, value = (self._scaled(each) for each in (meant.low, meant.high, meant.value))
        decimals = None if meant.decimals is None else meant.decimals - self.places
        plain = meant.kind == "number" and not meant.unit
        ends = tuple(end._replace(value=self._scaled(end.value) or end.value) for end in meant.ends)
        open_low, open_high = (end is None and value is not None for end in (stated.low, stated.high))
        return stated._replace(
            text=words, low=None if open_low else low, high=None if open_high else high, value=value, decimals=decimals,
            notes=(*meant.notes, *self._around(value), *self._falling(meant)), ends=ends if self.factor == 1 else (),
            kind=stated.kind if plain else meant.kind, unit=stated.unit if plain else meant.unit,
        )  # fmt: skip

    def _around(self, value: Exact | None) -> tuple[str, ...]:
        """Notes that come from the surroundings and that the edited words do not mend."""
        return tuple(note for note in self.around if note != "sign-conflict" or value is None or value < 0)

    def _falling(self, meant: Quantity) -> tuple[str, ...]:
        """No edit mends a range by one that runs backwards, unless it was written so and nobody minds."""
        note, stated = "reversed-range", self.quantity
        minded = note in stated.notes or not _falls(stated)
        return (note,) if minded and note not in meant.notes and _falls(meant) else ()

    def _alone(self, words: str) -> Quantity | None:
        from aicheck import quantities

        found = quantities.extract(words, self.language)
        return found[0] if len(found) == 1 and (found[0].end - found[0].start) == len(words) else None

    def _factor(self, plain: Quantity) -> tuple[Fraction, int]:
        """What the surroundings multiply the words by (a table in millions), as a factor and a power of ten."""
        stated, alone = (next((each for each in (q.value, q.low, q.high) if each), None) for q in (self.quantity, plain))
        if stated is None or alone is None:
            return Fraction(1), 0
        factor = Fraction(stated) / Fraction(alone)
        return factor, _power(factor) or 0

    def _scaled(self, value: Exact | None) -> Exact | None:
        if value is None or self.factor == 1:
            return value
        return Fraction(value) * self.factor
