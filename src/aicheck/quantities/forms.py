"""How long the forms of a lexicon are that begin, or end, with two characters: what is to be tried at a place of a text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

Lengths = Mapping[str, tuple[int, ...]]
"""Lengths, longest first, by two characters; by one where no form has another beside it. Look up two, then one."""


def by_beginning(forms: Iterable[str]) -> Lengths:
    """The lengths of forms by the two characters that they begin with.

    >>> by_beginning(["per", "pence", "p"])
    {'p': (1,), 'pe': (5, 3, 1)}
    """
    return _lengths((form[:1], form[:2], len(form)) for form in forms)


def by_ending(forms: Iterable[str]) -> Lengths:
    """The lengths of forms by the two characters that they end with.

    >>> by_ending(["US$", "$", "euro"])
    {'$': (1,), 'S$': (3, 1), 'ro': (4,)}
    """
    return _lengths((form[-1:], form[-2:], len(form)) for form in forms)


def _lengths(forms: Iterable[tuple[str, str, int]]) -> Lengths:
    """Forms of one character are also under every pair that has it."""
    found: dict[str, set[int]] = {}
    for one, two, length in sorted(forms, key=lambda form: form[2]):
        if length:
            found.setdefault(two, set(found.get(one, ()))).add(length)
    return {key: tuple(sorted(lengths, reverse=True)) for key, lengths in found.items()}
