"""What `aicheck extract` prints: the quantities of documents, one a JSON line, a YAML item, or a table row.

Numbers are exact and written out: never binary floats, never with an exponent. A number that has no finite decimal form
(a third) is given to 28 digits, and its exact form stands beside it under `exact`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal, localcontext
from fractions import Fraction
from functools import lru_cache
from itertools import islice

from aicheck.model import Exact, Quantity, Reading, Segment
from aicheck.reports.json import encode, origin
from aicheck.reports.screen import clean
from aicheck.text import LineIndex

DIGITS = 28
BATCH = 10_000
"""Quantities of a table for people that are held at once."""
_NUMBERS = ("low", "high", "value")


def jsonl(readings: Iterable[Reading]) -> Iterator[str]:
    """One JSON object a line: path, line and column (from 1), start and end (code points from 0), then the quantity."""
    for record in _records(readings):
        yield "{" + ", ".join([f'"{name}": {value}' for name, value in record.items()]) + "}\n"


def yaml(readings: Iterable[Reading]) -> Iterator[str]:
    """One YAML item a quantity, with the keys of `jsonl`."""
    for record in _records(readings):
        yield "".join(f"{'  ' if at else '- '}{name}: {value}\n" for at, (name, value) in enumerate(record.items()))


def table(readings: Iterable[Reading]) -> Iterator[str]:
    """A table for people: place, words, what they allow, unit, and what the words say of it.

    Of many quantities the columns are as wide as the first `BATCH` need, and wider from where that is too narrow.
    """
    rows = _rows(readings)
    whole, widths = _set(list(islice(rows, BATCH)), ())
    yield whole
    while batch := list(islice(rows, BATCH)):
        text, widths = _set(batch, widths)
        yield text


def _set(rows: Sequence[tuple[str, ...]], widths: Sequence[int]) -> tuple[str, Sequence[int]]:
    """The rows below their headers, and the widths of the columns; below rows of some widths they have no headers."""
    from tabulate import tabulate

    headers = ("place", "stated", "low", "high", "unit", "relation", "change", "kind", "notes")
    right = ("left", "left", "right", "right") if rows else None
    widest = [tuple("x" * width for width in widths)] if widths else []
    lines = tabulate([*widest, *rows], headers, tablefmt="simple", disable_numparse=True, colalign=right).split("\n")
    return "\n".join(lines[3:] if widths else lines) + "\n", [len(rule) for rule in lines[1].split()]


def _rows(readings: Iterable[Reading]) -> Iterator[tuple[str, ...]]:
    """What the table tells of each quantity."""
    return (
        (
            f"{clean(reading.document.path)}:{line}:{column}{f' ({clean(segment.origin)})' if segment else ''}",
            clean(quantity.text),
            written(quantity.low),
            written(quantity.high),
            clean(quantity.unit),
            quantity.relation,
            "" if quantity.change == "none" else quantity.change,
            quantity.kind,
            " ".join(quantity.notes),
        )
        for reading in readings
        for quantity, line, column, segment in _placed(reading)
    )


FORMATS = {"table": table, "jsonl": jsonl, "yaml": yaml}
SUFFIXES = {".txt": "table", ".jsonl": "jsonl", ".yaml": "yaml", ".yml": "yaml"}
"""Of a file, unless another format is asked for."""


def written(number: Exact | None) -> str:
    """A number in full: `3100000000`, `0.0000001`, 28 digits of a third; empty for None."""
    if number is None:
        return ""
    if isinstance(number, Decimal):
        return format(number, "f")
    with localcontext(prec=DIGITS):
        if _is_finite(number):
            digits = len(str(abs(number.numerator))) + number.denominator.bit_length()
            with localcontext(prec=digits + DIGITS):
                return format(Decimal(number.numerator) / Decimal(number.denominator), "f")
        return format(Decimal(number.numerator) / Decimal(number.denominator), "f")


def _is_finite(number: Fraction) -> bool:
    """Whether the decimal form ends: the denominator has no prime factors but 2 and 5."""
    rest = number.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return rest == 1


def _placed(reading: Reading) -> Iterator[tuple[Quantity, int, int, Segment | None]]:
    """Each quantity with its line, its column and its origin."""
    segments = reading.document.segments
    index = LineIndex(reading.document.text, segments[1:] if segments and segments[0].kind == "encoding" else segments)
    for quantity in reading.quantities:
        yield (quantity, *index.position(quantity.start), index.origin(quantity.start))


def _records(readings: Iterable[Reading]) -> Iterator[dict[str, str]]:
    """Each quantity as names and JSON values."""
    for reading in readings:
        for quantity, line, column, segment in _placed(reading):
            place: dict[str, object] = {"path": reading.document.path, "line": line, "column": column, **origin(segment)}
            fields = {name: value for name, value in quantity._asdict().items() if name not in ("document", "ends")}
            record = {name: _json(value) for name, value in (place | fields).items()}
            ends = (_object({name: _json(value) for name, value in end._asdict().items()}) for end in quantity.ends)
            record["ends"] = f"[{', '.join(ends)}]"
            endless = {name: value for name in _NUMBERS if _is_endless(value := fields[name])}
            if endless:
                record["exact"] = encode({name: str(value) for name, value in endless.items()})
            yield record


def _is_endless(value: object) -> bool:
    return isinstance(value, Fraction) and not _is_finite(value)


def _object(record: dict[str, str]) -> str:
    return "{" + ", ".join(f"{encode(name)}: {value}" for name, value in record.items()) + "}"


def _json(value: object) -> str:
    if type(value) is int:
        return str(value)
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, tuple):
        return f"[{', '.join([_json(item) for item in value])}]"
    return written(value) if isinstance(value, (Decimal, Fraction)) else encode(value)


@lru_cache(maxsize=4096)
def _text(words: str) -> str:
    """A text as JSON; units, kinds and labels come again and again."""
    return encode(words)
