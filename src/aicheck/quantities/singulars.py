"""The singular of a noun, as the lexicon of a language forms it."""

from __future__ import annotations

from functools import partial

from aicheck.lexicons import Lexicon
from aicheck.quantities.memory import Memory


def singulars(lexicon: Lexicon) -> Memory[str, str]:
    """Gives the singular of a word in lower case; the word itself where it is no plural.

    >>> from aicheck.lexicons import load
    >>> english = singulars(load("en"))
    >>> english["companies"], english["men"], english["glass"]
    ('company', 'man', 'glass')
    """
    said = lexicon.raw.get("singular", {})
    endings = [(str(end), str(rest)) for end, rest in said.get("endings", ())]
    return Memory(partial(_singular, said.get("irregular", {}), endings, tuple(said.get("keep", ()))))


def _singular(irregular: dict[str, str], endings: list[tuple[str, str]], keep: tuple[str, ...], word: str) -> str:
    if word in irregular:
        return irregular[word]
    if len(word) < 4 or word.endswith(keep):
        return word
    for ending, replacement in endings:
        if word.endswith(ending):
            return word[: len(word) - len(ending)] + replacement
    return word
