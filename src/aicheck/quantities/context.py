"""What the words around a number say: hedges, direction of change, the noun counted, what it is about."""

from __future__ import annotations

import re
from collections.abc import Sequence

from aicheck.lexicons import Lexicon
from aicheck.lexicons.lexicon import Phrase
from aicheck.quantities.joining import Statement

_NEXT = re.compile(r"[ \u00a0\n]{0,2}([^\W\d_][\w'’.&-]*)")
_TRIM = "(\"'“”‘’[)]*"
_REACH = 120


class Context:
    """Reads the surroundings of the statements of one language that writes spaces between words."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        raw = lexicon.raw
        singular = raw.get("singular", {})
        self._irregular: dict[str, str] = singular.get("irregular", {})
        self._endings: list[tuple[str, str]] = [(str(end), str(rest)) for end, rest in singular.get("endings", ())]
        self._keep = tuple(singular.get("keep", ()))
        self._counted = frozenset(raw.get("counted_singular", ()))
        self._known_nouns: dict[str, str] = {}
        self._change_stop = frozenset(lexicon.change)
        self._skip = lexicon.stop | lexicon.verbs | frozenset(lexicon.change) | frozenset(raw.get("not_concepts", ()))
        self._after_first = frozenset(form.split()[0] for form in lexicon.hedges_after)
        self._change_nouns = frozenset(raw["change"].get("nouns", ()))
        self._of = frozenset(raw["change"].get("noun_of", ()))
        self._by = frozenset(raw["change"].get("by", ()))

    def describe(self, s: str, statement: Statement, floor: int, previous: Statement | None) -> tuple[str, ...]:
        """Fills in hedge, change and noun; returns the concept. `floor` is where the last statement ended."""
        start = statement.start
        low = max(floor, start - _REACH)
        before = s[low:start]
        words = before.split()
        if words:
            self._before(words, statement, before)
        if not statement.unit:
            self._noun(s, statement)
        if statement.end < len(s):
            self._hedge_after(s, statement)
        if previous is not None and previous.kind == statement.kind and start - previous.end <= 2 and before.endswith("("):
            _restate(statement, previous)
        return self._concept(s, words, statement)

    # -- before -------------------------------------------------------------------------------------------------------

    def _before(self, words: list[str], statement: Statement, before: str) -> None:
        last = words[-1].lower().lstrip(_TRIM)
        lexicon = self.lexicon
        count = len(words)
        if last in lexicon.openers and count > 1:
            words = words[:-1]
            count -= 1
            last = words[-1].lower()
        phrase: Phrase | None = None
        used = 0
        if last in lexicon.hedge_last:
            for size in range(min(lexicon.hedge_words, count), 0, -1):
                phrase = lexicon.hedges_before.get(" ".join(words[-size:]).lower().lstrip(_TRIM))
                if phrase is not None:
                    used = size
                    break
        if phrase is not None:
            statement.hedge, statement.relation = phrase
        self._direction(words, count - used, statement)

    def _direction(self, words: list[str], at: int, statement: Statement) -> None:
        """The nearest verb of change, if only words that may stand between lead from it to the number."""
        change, between = self.lexicon.change, self.lexicon.change_between
        loose = 0
        first = True
        for index in range(at - 1, max(-1, at - 9), -1):
            word = words[index].lower()
            direction = change.get(word)
            if direction is not None and not (word in between and index and change.get(words[index - 1].lower())):
                noun = word in self._change_nouns and index + 1 < len(words) and words[index + 1].lower() in self._of
                statement.change = "none" if noun else direction
                return
            if first:
                if word in self.lexicon.target:
                    return
                if word in self._by:
                    loose = 5
                first = False
            if word in between:
                continue
            if loose and word[-1] not in ",;:.)":
                loose -= 1
                continue
            return

    def _hedge_after(self, s: str, statement: Statement) -> None:
        tail = s[statement.end : statement.end + 28].split()
        if not tail:
            return
        if tail[0] not in self._after_first:
            return
        for size in range(min(4, len(tail)), 0, -1):
            phrase = self.lexicon.hedges_after.get(" ".join(tail[:size]).rstrip(".,;:)").lower())
            if phrase is not None:
                statement.hedge, statement.relation = phrase
                return

    # -- the noun counted ---------------------------------------------------------------------------------------------

    def _noun(self, s: str, statement: Statement) -> None:
        """The noun phrase after a bare number: its unit, with the noun in the singular."""
        position = statement.end
        hyphen = s[position : position + 1] == "-"
        if hyphen:
            position += 1
        elif s[position : position + 1] not in (" ", "\n", "\u00a0"):
            return
        words: list[str] = []
        begin = end = position
        stop, verbs = self.lexicon.stop, self.lexicon.verbs
        for _ in range(5):
            match = _NEXT.match(s, position)
            if match is None:
                break
            word = match[1]
            folded = word.lower().rstrip(".")
            if folded in stop or (folded in verbs) or word in self.lexicon.months:
                break
            if not words:
                begin = match.start(1)
            words.append(folded)
            end = match.end()
            single = self.singular(folded)
            if single != folded or folded in self._irregular or (hyphen and len(words) == 1) or folded in self._counted:
                self._count(s, statement, [*words[:-1], single], begin, end)
                return
            position = match.end()
            if word[-1] == "." or position - statement.end > 48:
                break
        if words and statement.value == 1 and statement.atom.spelled:
            self._count(s, statement, words[:2], begin, end)

    def _count(self, s: str, statement: Statement, words: Sequence[str], begin: int, end: int) -> None:
        kept = [word for word in words[:-1] if not word.endswith("ed") or "-" in word]
        statement.unit = " ".join([*kept, words[-1]])
        statement.unit_text = s[begin:end].rstrip(".")
        if statement.kind == "number":
            statement.kind = "count"

    def singular(self, word: str) -> str:
        """The singular of a noun as the lexicon forms it; the word itself where it is none in the plural."""
        known = self._known_nouns.get(word)
        if known is None:
            known = self._known_nouns[word] = self._singular(word)
            if len(self._known_nouns) > 20_000:
                self._known_nouns.clear()
        return known

    def _singular(self, word: str) -> str:
        if word in self._irregular:
            return self._irregular[word]
        if len(word) < 4 or word.endswith(self._keep):
            return word
        for ending, replacement in self._endings:
            if word.endswith(ending):
                return word[: len(word) - len(ending)] + replacement
        return word

    # -- what it is about ---------------------------------------------------------------------------------------------

    def _concept(self, s: str, words: list[str], statement: Statement) -> tuple[str, ...]:
        skip = self._skip
        found: list[str] = []
        for word in reversed(words[-14:]):
            last = word[-1]
            if last in ".,;:)!?" and last != ".":
                if found:
                    break
                word = word[:-1]
            plain = word.strip(_TRIM + ".,;:")
            if not plain or plain.lower() in skip or not plain[0].isalpha():
                continue
            found.append(plain)
            if len(found) >= 6:
                break
        found.reverse()
        position = statement.end
        if s[position : position + 4] in (" of ", " in ", " for"):
            for word in s[position + 4 : position + 50].split()[:5]:
                plain = word.strip(_TRIM + ".,;:")
                if plain and plain[0].isalpha() and plain.lower() not in skip:
                    found.append(plain)
                elif found and plain.lower() not in self.lexicon.stop:
                    break
                if word[-1] in ".,;:)":
                    break
        return tuple(found)


def _restate(statement: Statement, previous: Statement) -> None:
    """A bound and a direction carry into the brackets that say the same in another unit."""
    if statement.relation == "=" and statement.change == "none" and previous.unit != statement.unit:
        statement.relation, statement.hedge, statement.change = previous.relation, previous.hedge, previous.change


class DenseContext:
    """The same for languages that write no spaces: hedges, direction and concept by the characters that touch."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._verbs = sorted(lexicon.change, key=len, reverse=True)
        self._between = sorted(lexicon.change_between, key=len, reverse=True)
        stops = "|".join(map(re.escape, sorted(lexicon.stop, key=len, reverse=True)))
        self._split = re.compile(rf"[，,。；;：:、（）()“”\"《》#*\s]|{stops}")
        self._longest_after = max(map(len, lexicon.hedges_after), default=0)

    def describe(self, s: str, statement: Statement, floor: int, previous: Statement | None) -> tuple[str, ...]:
        """Fills in hedge and change; returns the concept."""
        before = s[max(floor, statement.start - 40) : statement.start]
        rest = before.rstrip(" ")
        if statement.atom.more and statement.relation == "=":
            statement.hedge, statement.relation = "over", ">"
        phrase, rest = self._hedge_before(rest)
        if phrase is not None:
            statement.hedge, statement.relation = phrase
        after = self._hedge_after(s, statement)
        if after is not None and phrase is None:
            statement.hedge, statement.relation = after
        self._direction(rest, statement)
        return self._concept(rest)

    def _hedge_before(self, text: str) -> tuple[Phrase | None, str]:
        hedges = self.lexicon.hedges_before
        if text and text[-1] in self.lexicon.hedge_last:
            for size in range(min(self.lexicon.hedge_words, len(text)), 0, -1):
                phrase = hedges.get(text[-size:])
                if phrase is not None:
                    return phrase, text[:-size]
        return None, text

    def _hedge_after(self, s: str, statement: Statement) -> Phrase | None:
        tail = s[statement.end : statement.end + self._longest_after + 1].lstrip(" ")
        for size in range(min(self._longest_after, len(tail)), 0, -1):
            phrase = self.lexicon.hedges_after.get(tail[:size])
            if phrase is not None:
                return phrase
        return None

    def _direction(self, text: str, statement: Statement) -> None:
        first = True
        for _ in range(6):
            for verb in self._verbs:
                if text.endswith(verb):
                    statement.change = self.lexicon.change[verb]
                    return
            for word in self._between:
                if word and text.endswith(word):
                    break
            else:
                return
            if first and word in self.lexicon.target:
                return
            first = False
            text = text[: len(text) - len(word)].rstrip(" ")

    def _concept(self, text: str) -> tuple[str, ...]:
        for piece in reversed(self._split.split(text)):
            for verb in self._verbs:
                if piece.endswith(verb):
                    piece = piece[: len(piece) - len(verb)]
                    break
            if len(piece) > 1:
                return (piece[-12:],)
        return ()
