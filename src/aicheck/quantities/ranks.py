"""Words of fractions and ordinals that are no amount: a third party, twenty-first, half-hearted."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

from aicheck.lexicons import Lexicon

LAST_WORD: Final = re.compile(r"([^\s(),;\[\]\"“”]+)[ \u00a0\n]*[(\[]?$")
"""The word that ends here; an opening bracket may follow it."""
NEXT_WORD: Final = re.compile(r"[ \u00a0]?([^\s,;:()\"“”]+)")
"""The word that begins here or a blank further."""
_NEXT_PART: Final = re.compile(r"[- ]([^\W\d_]+)")


class Ranks:
    """Tells shares from ranks in one language that writes spaces."""

    def __init__(self, lexicon: Lexicon) -> None:
        raw = lexicon.raw
        roles = {role: [word for word, (of, _) in lexicon.tokens.items() if of == role] for role in ("denominators", "ordinals")}
        self._lexicon = lexicon
        self._articles = tuple(raw["numbers"].get("articles", ()))
        self._needs_number = frozenset(raw.get("fraction_needs_number", ()))
        self._ordinal_forms = frozenset((*roles["denominators"], *roles["ordinals"])) | self._needs_number
        self._fraction_before = frozenset(raw.get("fraction_before", ()))
        self._share_after = frozenset(raw.get("share_after", ()))
        self._ordinals = frozenset((*raw["numbers"].get("ordinals", ()), *roles["ordinals"]))
        fractions = [(word, value) for word, (role, value) in lexicon.tokens.items() if role == "fractions"]
        self._halves = frozenset(word for word, value in fractions if value == Fraction(1, 2))
        self._plurals = tuple(raw.get("dates", {}).get("decades", ()))

    def rank(self, s: str, start: int, end: int, fraction: bool) -> bool:
        """Whether number words are a rank or part of another word; `fraction` tells that they may be a share."""
        if fraction and (self._rank(s, start, end) or self._halved(s, start, end)):
            return True
        return self._ordinal_follows(s, end)

    def _halved(self, s: str, start: int, end: int) -> bool:
        """Half as the first part of another word: half-hearted; of a scale, unit or number it is one (half-mile)."""
        match = _NEXT_PART.match(s, end) if s[end : end + 1] == "-" else None
        if match is None or s[start:end].lower() not in self._halves:
            return False
        word = match[1].lower()
        node = self._lexicon.terms.get(word)
        return word not in self._lexicon.tokens and (node is None or node.term is None)

    def _ordinal_follows(self, s: str, end: int) -> bool:
        """twenty-first: a rank."""
        match = _NEXT_PART.match(s, end)
        return match is not None and match[1].lower() in self._ordinals

    def _rank(self, s: str, start: int, end: int) -> bool:
        """Whether "a third" is a rank (a third party) and no share (a third of)."""
        words = s[start:end].lower().split()
        bare = len(words) == 1 or (len(words) == 2 and words[0] in self._articles)
        if bare and words[-1] in self._needs_number and self._of_unit(s, end):
            return False
        if len(words) == 1 and words[0] in self._needs_number:
            return True
        if words[-1] not in self._ordinal_forms or words[0] not in self._articles:
            return False
        after = NEXT_WORD.match(s, end)
        if after is None or not after[1].strip(".!?"):
            before = LAST_WORD.search(s, max(0, start - 24), start)
            return after is not None and (before is None or before[1].lower() not in self._share_after)
        return after[1].lower() not in self._fraction_before

    def _of_unit(self, s: str, end: int) -> bool:
        """Whether one unit in the singular follows: a quarter point, quarter-mile."""
        match = _NEXT_PART.match(s, end)
        node = None if match is None or match[1].endswith(self._plurals) else self._lexicon.terms.get(match[1].lower())
        return node is not None and node.term is not None and node.term.role == "unit" and not node.term.digits_only
