"""What a claim's number means: its words as they read, held against the value that the curator gives."""

from __future__ import annotations

import difflib
import re
from functools import lru_cache
from typing import NamedTuple

from aicheck import quantities, units
from aicheck.claims.entries import Entry
from aicheck.claims.faults import BAD_NUMBER, NO_NUMBER, NOT_READ, OTHER_VALUE, UNKNOWN_UNIT
from aicheck.claims.values import BadValue, Value, decimals_of, of_quantity, read_value, same_number, show_value
from aicheck.model import Finding, Quantity
from aicheck.units.algebra import PLAIN
from aicheck.yamlio import NotANumber, Scalar, fault_finding, quoted, read_number

_HELP = "write plain numbers: 3.1e9 USD, 6.8e8..7.2e8 CNY, 46 percent, 1151 deals"
_SCALE = re.compile(r"(?:hundred|thousand|million|billion|trillion|[mb]n|[千万亿]+)\b", re.IGNORECASE)
_NEAR = 0.8
_COUNTED = ("count", "number")


class _Claimed(NamedTuple):
    """A value with the code and the kind of its unit, and the scalar that it is written in."""

    value: Value
    unit: str
    kind: str
    scalar: Scalar


def meaning(entry: Entry, findings: list[Finding]) -> Quantity | None:
    """The quantity of a claim, or None with a finding where its words and its value do not fit each other.

    The words alone are enough where they read as one number; the value alone where nothing is stated. The quantity's
    offsets count in the stated words, or in the value where there are none.
    """
    stated, given = entry.known.get("stated"), entry.known.get("value")
    if stated is None and given is None:
        first = entry.node.entries[0][0]
        help = "add stated: with the number's words, or value:"
        findings.append(fault_finding(NO_NUMBER, "the claim gives no number", first.place, help=help))
        return None
    claimed = None if given is None else _claimed(given, findings)
    if given is not None and claimed is None:
        return None
    quantity = _read(stated, claimed, entry, findings) if stated is not None else _written(claimed)
    return None if quantity is None else _with_precision(quantity, entry.known.get("precision"), findings)


# -- the value --------------------------------------------------------------------------------------------------------


def _claimed(given: Scalar, findings: list[Finding]) -> _Claimed | None:
    value = read_value(given.text)
    if isinstance(value, BadValue):
        passage = given.text[value.start : value.end]
        hint = f"; did you mean {value.suggestion}?" if value.suggestion else ""
        place = given.passage(value.start, value.end) if passage else given.place
        findings.append(fault_finding(BAD_NUMBER, f"value: {quoted(passage)} {value.reason}{hint}", place, help=_HELP))
        return None
    unit = units.resolve(value.unit)
    advice = _doubt(value.unit)
    if unit is None or advice:
        start = given.text.rindex(value.unit)
        message = f"value: {quoted(value.unit)} is no known unit{advice}"
        place = given.passage(start, start + len(value.unit))
        findings.append(fault_finding(UNKNOWN_UNIT, message, place, help=_HELP))
        return None
    return _Claimed(value, unit.code, unit.kind, given)


@lru_cache(maxsize=1024)
def _doubt(unit: str) -> str:
    """Why a word is hardly meant as a noun to count: a scale word, a currency's name, or close to a known unit."""
    if not unit or units.known(unit):
        return ""
    if _SCALE.match(unit):
        return "; write the scale as an exponent: 5 million USD is 5e6 USD"
    names = units.currency_names("en")
    code = names.get(unit) or names.get(unit.casefold())
    if code:
        return f'; did you mean "{code}"?'
    upper = unit.isascii() and unit.isupper() and len(unit) <= 4
    choices = [*PLAIN, *units.physical_names(), *([name for name in names if name.isupper()] if upper else [])]
    near = difflib.get_close_matches(unit if upper else unit.casefold(), choices, n=1, cutoff=0.6 if upper else _NEAR)
    if near:
        return f'; did you mean "{near[0]}"?'
    return "; nouns to count are written in lower case" if upper else ""


def _written(claimed: _Claimed | None) -> Quantity:
    """The quantity of a claim that states no words: its value, exactly."""
    assert claimed is not None
    value, text = claimed.value, claimed.scalar.text
    low, high = value.ordered()
    point = low if value.is_point else None
    decimals = decimals_of(value)
    return Quantity(0, len(text), text, low, high, point, decimals, unit=claimed.unit, kind=claimed.kind)


# -- the words --------------------------------------------------------------------------------------------------------


def _read(stated: Scalar, claimed: _Claimed | None, entry: Entry, findings: list[Finding]) -> Quantity | None:
    language = entry.known.get("language")
    spoken = language.text if language is not None else quantities.detect(stated.text)
    read = quantities.read_stated(stated.text, spoken)
    other = None if read is None else quantities.beside(stated.text, read, spoken)
    if read is None or other is not None:
        message = f"stated: {quoted(stated.text)} does not read as one number"
        if other is not None:
            message = f"stated: {quoted(stated.text)} says more than one number: {quoted(other.text)} is no part of it"
        help = "quote the number's own words and nothing else: its hedge, digits, scale and unit"
        findings.append(fault_finding(NOT_READ, message, stated.place, help=help))
        return None
    if claimed is None:
        return read
    as_read = of_quantity(read)
    fits = same_number(claimed.value, as_read) and _same_unit(claimed, read)
    if not fits and not _reads_alike(claimed.scalar, read):
        if not _no_unit(claimed, read, findings):
            message = f"value: {quoted(claimed.scalar.text)}, but {quoted(stated.text)} reads as {show_value(as_read)}"
            help = f"correct one of the two: value: {show_value(as_read)}, or the stated words"
            findings.append(fault_finding(OTHER_VALUE, message, claimed.scalar.place, help=help))
        return None
    if fits and claimed.unit and read.kind in (*_COUNTED, "fraction") and claimed.unit != read.unit:
        return read._replace(unit=claimed.unit, kind=claimed.kind)
    return read


def _reads_alike(value: Scalar, read: Quantity) -> bool:
    """Whether a value written as in running text (`41 km`) is the number and unit of the words (`41 kilometers`)."""
    alike = quantities.read_stated(value.text, "en")
    return alike is not None and alike.unit == read.unit and of_quantity(alike) == of_quantity(read)


def _no_unit(claimed: _Claimed, read: Quantity, findings: list[Finding]) -> bool:
    """Whether the value's unit is a word that nothing knows, where its words have a unit: a finding then."""
    name = claimed.value.unit
    if not name or read.kind in (*_COUNTED, "fraction") or not read.unit or units.known(name):
        return False
    choices = [*units.currency_names("en"), *units.physical_names(), *PLAIN]
    near = difflib.get_close_matches(name.casefold(), choices, n=1, cutoff=_NEAR)
    hint = f'; did you mean "{near[0]}"?' if near else ""
    start = claimed.scalar.text.rindex(name)
    message = f"value: {quoted(name)} is no known unit{hint}"
    help = f"the stated words read as {show_value(of_quantity(read))}"
    place = claimed.scalar.passage(start, start + len(name))
    findings.append(fault_finding(UNKNOWN_UNIT, message, place, help=help))
    return True


def _same_unit(claimed: _Claimed, read: Quantity) -> bool:
    """Whether the claim's unit is the one read, or names what the words leave open (`1151`: deals)."""
    if claimed.unit == read.unit or not claimed.unit:
        return True
    if not read.unit:
        return read.kind in (*_COUNTED, "fraction")
    return claimed.kind == "count" and read.kind == "count"


def _with_precision(quantity: Quantity, precision: Scalar | None, findings: list[Finding]) -> Quantity | None:
    """The quantity read to the unit that the claim states: 2,000,000 to the nearest 1e5."""
    if precision is None:
        return quantity
    unit = read_number(precision.text)
    if isinstance(unit, NotANumber) or unit <= 0 or unit.normalize().as_tuple().digits != (1,):
        hint = f"; did you mean {unit.suggestion}?" if isinstance(unit, NotANumber) and unit.suggestion else ""
        message = f"precision: {quoted(precision.text)} is not a power of ten{hint}"
        help = "write the unit that the number is rounded to: 1e6, 1000, 0.01"
        findings.append(fault_finding(BAD_NUMBER, message, precision.place, help=help))
        return None
    decimals = -unit.adjusted()
    return quantity._replace(decimals=decimals, ends=tuple(end._replace(decimals=decimals) for end in quantity.ends))


def moved(quantity: Quantity, by: int) -> Quantity:
    """The quantity with its offsets counted from elsewhere."""
    ends = tuple(end._replace(start=end.start + by, end=end.end + by) for end in quantity.ends)
    return quantity._replace(start=quantity.start + by, end=quantity.end + by, ends=ends)
