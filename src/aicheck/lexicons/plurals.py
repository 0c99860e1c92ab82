"""Units and counted nouns in the plural, as messages write them."""

from __future__ import annotations

from functools import lru_cache

from aicheck.lexicons import load


@lru_cache(maxsize=4096)
def plural(noun: str, language: str = "en") -> str:
    """A unit or noun in the singular (`metric ton`, `mile per hour`) as it stands behind a number other than one.

    What is no word of the language (a code, a symbol, another script), or stands in the plural already, is given back.

    >>> plural("mile per hour"), plural("company"), plural("USD")
    ('miles per hour', 'companies', 'USD')
    """
    raw = load(language).raw
    head, per, rest = noun.partition(" per ")
    before, space, word = head.rpartition(" ")
    plurals = {single: many for many, single in raw.get("singular", {}).get("irregular", {}).items()}
    own = raw.get("plural", {})
    if not (word.isascii() and word.islower()) or word in own.get("alike", ()):
        return noun
    many = plurals.get(word)
    if many is None:
        many = next((word[: len(word) - len(one)] + other for one, other in own.get("endings", ()) if word.endswith(one)), word)
    return f"{before}{space}{many}{per}{rest}"
