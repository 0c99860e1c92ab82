"""What can be wrong with a user's YAML file: the table of faults, and the finding that one becomes."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import NamedTuple

from aicheck.model import Finding, Place, Related


class Fault(NamedTuple):
    """One kind of fault in rules, claims or settings: stable code, name, and what it means."""

    code: str
    name: str
    what: str


SYNTAX = Fault("AIC001", "yaml-syntax", "the text is not YAML")
UNREADABLE = Fault("AIC002", "unreadable-file", "the file is missing, empty, no file, not permitted, or not UTF-8")
DUPLICATE_KEY = Fault("AIC003", "duplicate-key", "a key stands twice in one mapping; the first is kept")
UNKNOWN_KEY = Fault("AIC004", "unknown-key", "a key that nothing reads")
MISSING_KEY = Fault("AIC005", "missing-key", "a key that must be there is not")
WRONG_TYPE = Fault("AIC006", "wrong-type", "a value of another type than the key takes, or not among its choices")
TOO_LARGE = Fault("AIC007", "too-large", "the file, a scalar, its nesting or its number of nodes is above the limit")
ALIAS_BOMB = Fault("AIC008", "alias-bomb", "aliases would expand to more nodes than the limit")
UNSUPPORTED = Fault("AIC009", "yaml-unsupported", "YAML that is not read: tags, merge keys, more than one document")

FAULTS: tuple[Fault, ...] = (
    SYNTAX, UNREADABLE, DUPLICATE_KEY, UNKNOWN_KEY, MISSING_KEY, WRONG_TYPE, TOO_LARGE, ALIAS_BOMB, UNSUPPORTED,
)  # fmt: skip
"""AIC001 to AIC009. The rooms above define their own: AIC010-029 claims, AIC030-059 rules, AIC060-079 settings."""


def fault_finding(fault: Fault, message: str, place: Place, *, help: str = "", related: tuple[Related, ...] = ()) -> Finding:
    """The finding of a fault at a place, at severity error."""
    return Finding(fault.code, fault.name, "error", message, place, related=related, help=help)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`; did you mean "severity"?` for a word close to a known one, else an empty string."""
    near = nearest(word, known)
    return f'; did you mean "{near}"?' if near else ""


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that a word is probably a misspelling of; empty where none is close."""
    choices = {choice.casefold(): choice for choice in known}
    close = difflib.get_close_matches(word.casefold(), choices, n=1, cutoff=0.6)
    return choices[close[0]] if close else ""


def quoted(text: str, limit: int = 60) -> str:
    """`"text"` for a message, shortened, on one line."""
    flat = " ".join(text.split())
    return f'"{flat if len(flat) <= limit else flat[: limit - 1] + "…"}"'
