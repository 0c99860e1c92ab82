"""Clues: the words that mark what a quantity is in its sentence, such as the level that a change began at.

A language lists them once, in `clues` of its word classes, as patterns in which `{}` is the quantity. A slot
`{before:amount@base}` stands for any of the patterns of the clue `base`, with its own type and name.
"""

from __future__ import annotations

from functools import lru_cache

from aicheck.rules.text import syntax
from aicheck.rules.text.classes import WordClasses

_QUANTITY, _STANDS_FOR = "{}", "{clued:figure}"


def expanded(node: syntax.Node, words: WordClasses) -> syntax.Node:
    """The tree with the patterns of its clue in place of every slot that has one.

    Raises: KeyError for a clue that the language does not have.
    """

    def clued(slot: syntax.Slot) -> syntax.Node:
        if not slot.clue:
            return slot
        plain = slot._replace(clue="")
        return syntax.Choice(tuple(syntax.with_slots(tree, lambda _: plain) for tree in trees(words, slot.clue)))

    return syntax.with_slots(node, clued)


def trees(words: WordClasses, clue: str) -> tuple[syntax.Node, ...]:
    """The patterns of a clue, each with one slot `clued` of type `figure` where the quantity stands."""
    return tuple(_tree(pattern) for pattern in words.clues[clue])


@lru_cache(maxsize=1000)
def _tree(pattern: str) -> syntax.Node:
    if pattern.count(_QUANTITY) != 1:
        raise ValueError(f"a clue marks one quantity, as {_QUANTITY}: {pattern}")
    return syntax.parse(pattern.replace(_QUANTITY, _STANDS_FOR)).tree

