"""Findings at the words of a text, for the tests of this room."""

from aicheck.fingerprints import fingerprint
from aicheck.model import Finding, Place, Severity
from aicheck.text import LineIndex


def place(text: str, words: str, path: str = "a.md", last: bool = False) -> Place:
    start = text.rindex(words) if last else text.index(words)
    return LineIndex(text).place(path, start, start + len(words))


def finding(
    text: str, words: str, rule: str = "AIC101", path: str = "a.md", severity: Severity = "error", last: bool = False
) -> Finding:
    message = f"{words} cannot be"
    return Finding(
        rule, "name", severity, message, place(text, words, path, last), fingerprint=fingerprint(rule, path, words, message)
    )
