"""Which dollars a bare `$` means, where the document says so: "amounts are in Canadian dollars", "$ means Australian dollars"."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Final

import re2

from aicheck.lexicons import load
from aicheck.lexicons.lexicon import forms
from aicheck.model import Document
from aicheck.quantities.periods import any_of
from aicheck.spilled import lines

_SIGN: Final = "$"
_BLANK: Final = r"[\s\v\x1c-\x1f\x85\pZ]"
"""What the standard library means by a blank, for RE2, where it is one of ASCII."""
_REACH: Final = 60
"""Code points between the words of a statement and the currency that it names."""


def dollars_of(document: Document) -> str | None:
    """The ISO 4217 code of the currency that the document's own words give to `$`; None where they give none, or two.

    A statement names amounts, or how they are stated, and a currency whose name or sign says which dollars it means.
    """
    if not any(_SIGN in run for _, run in lines(document.text)) or not _may_state(document):
        return None
    pattern, names = _statement(document.language), _names(document.language)
    said = (match[1] for _, run in lines(document.text) for match in pattern.finditer(run))
    found = {names[" ".join(words.lower().split())] for words in said}
    return found.pop() if len(found) == 1 else None


def _may_state(document: Document) -> bool:
    """Whether the words of a statement follow each other in a document: never wrongly no, and a hundredth of the time."""
    quick = _quick(document.language)
    return quick is not None and any(quick.search(run) is not None for _, run in lines(document.text))


@cache
def _quick(language: str) -> Any:
    """The pieces of a statement, whatever stands around them and between them; None for a language without their words."""
    said, names = load(language).raw.get("dollars"), any_of(_names(language))
    if said is None or not _names(language):
        return None
    stated, within, means = any_of(said["stated"]), any_of(said["in"]), any_of(said["means"])
    pattern = rf"(?i)(?:{stated}[^.;\n]*{within}|{means})\s+{names}"
    return re2.compile(pattern.replace(r"\s", _BLANK))


@cache
def _statement(language: str) -> re.Pattern[str]:
    """Words of stating, a preposition or a verb of meaning, and a currency; the language's file has the words."""
    said = load(language).raw["dollars"]
    stated, within, means = any_of(said["stated"]), any_of(said["in"]), any_of(said["means"])
    given = rf"\b{stated}\b[^.;\n]{{0,{_REACH}}}?\b{within}\s+|(?<![\w$])\$[\"”’']?\s+{means}\s+"
    return re.compile(rf"(?:{given})({any_of(_names(language))})(?![\w$])", re.IGNORECASE)


@cache
def _names(language: str) -> dict[str, str]:
    """Names and signs of the currencies whose sign is `$`, in lower case, without those that leave open which is meant."""
    currencies = {str(code): forms(text) for code, text in load(language).raw.get("currencies", {}).items()}
    named = {form.lower(): code for code, of in currencies.items() if any(_SIGN in form for form in of) for form in of}
    return {name: code for name, code in named.items() if not any(other != name and other.endswith(name) for other in named)}
