"""What the words around a number say: hedges, direction of change, the noun counted, what it is about."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from aicheck.lexicons import Lexicon
from aicheck.lexicons.lexicon import Phrase, Term, trie
from aicheck.model import Exact
from aicheck.quantities.joining import Statement

_NEXT = re.compile(r"[ \u00a0\n]{0,2}([^\W\d_][\w'’.&-]*)")
_TRIM = "(\"'“”‘’[)]*.,;:!?"
_NAME_COMMA = re.compile(r"^[A-Z][\w'’-]+,$")
_COMMA = re.compile(r", (?![0-9])")
_REACH = 120
_MEMORY = 20_000
_TIME = " "
"""Stands for the name of a day or month among content words."""


class Context:
    """Reads the surroundings of the statements of one language that writes spaces between words."""

    def __init__(self, lexicon: Lexicon, find: Callable[[str, int], tuple[Term | None, int]]) -> None:
        self.lexicon = lexicon
        self.find = find
        raw = lexicon.raw
        self._of_spaced = tuple(f" {word} " for word in raw["change"].get("noun_of", ())[:1])
        self._determiners = frozenset(raw.get("determiners", ()))
        singular = raw.get("singular", {})
        self._irregular: dict[str, str] = singular.get("irregular", {})
        self._endings: list[tuple[str, str]] = [(str(end), str(rest)) for end, rest in singular.get("endings", ())]
        self._keep = tuple(singular.get("keep", ()))
        self._counted = frozenset(raw.get("counted_singular", ()))
        self._known_nouns: dict[str, str] = {}
        self._content: dict[str, str] = {}
        self._following: dict[str, tuple[str, str]] = {}
        self._opening: dict[str, str] = {}
        self._change_stop = frozenset(lexicon.change)
        self._skip = lexicon.stop | lexicon.verbs | frozenset(lexicon.change) | frozenset(raw.get("not_concepts", ()))
        self._changing = frozenset(form for word in lexicon.change for form in (word, word.capitalize(), word.upper()))
        self._after_first = frozenset(form.split()[0] for form in lexicon.hedges_after)
        self._participles = tuple(raw.get("participles", ()))
        self._age_before = frozenset(raw.get("age_before", ()))
        self._percent_of = tuple(raw.get("percent_of", ()))
        self._percent_last = frozenset(phrase.split()[-1] for phrase in self._percent_of)
        self._after_not = frozenset(raw["hedges"].get("after_not", ()))
        self._links = frozenset(raw.get("concept_links", ()))
        self._times = frozenset(map(str.lower, [*raw.get("dates", {}).get("weekdays", ()), *lexicon.months]))
        self._particles = frozenset(raw["change"].get("particles", ()))
        self._particle_verbs = frozenset(raw["change"].get("particle_verbs", ()))
        self.begin()
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
            if before[-1] in "<>≤≥=＜＞":
                self._sign_before(before, statement)
        if not statement.unit:
            self._unit(s, statement, words)
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
        directed = last not in lexicon.target
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
        limit = statement.ends and used and used < count and words[-used - 1].lower() in lexicon.openers
        if phrase is not None and not limit:
            statement.hedge, statement.relation = phrase
            statement.left = statement.start - len(before) + before.rstrip().rfind(words[-used], 0)
        if directed and not self._changing.isdisjoint(words[-9:]):
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
                if word in self._particles and index and words[index - 1].lower() in self._particle_verbs:
                    return
                noun = word in self._change_nouns and index + 1 < len(words) and words[index + 1].lower() in self._of
                statement.change = "none" if noun else direction
                return
            if first and word not in self._determiners:
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
        first = s[statement.end : statement.end + 14].split(None, 1)
        if not first or first[0].rstrip(".,;:)") not in self._after_first:
            return
        tail = s[statement.end : statement.end + 28].split()
        for size in range(min(4, len(tail)), 0, -1):
            phrase = self.lexicon.hedges_after.get(" ".join(tail[:size]).rstrip(".,;:)").lower())
            compares = size < len(tail) and (tail[size].lower() in self._after_not or tail[size][0].isdigit())
            if phrase is not None and not compares:
                statement.hedge, statement.relation = phrase
                statement.right = s.index(tail[size - 1], statement.end) + len(tail[size - 1].rstrip(".,;:)"))
                return

    def _sign_before(self, before: str, statement: Statement) -> None:
        """x>=5: a sign that touches the number."""
        for size in (2, 1):
            phrase = self.lexicon.hedges_before.get(before[-size:])
            if phrase is not None:
                statement.hedge, statement.relation = phrase
                return

    # -- the noun counted ---------------------------------------------------------------------------------------------

    def _unit(self, s: str, statement: Statement, words: list[str]) -> None:
        """The unit of a bare number: an age, what an "of" names, or the noun counted."""
        if words and words[-1].lower() in self._age_before:
            statement.unit, statement.kind = "age", "age"
            return
        if words and words[-1].lower() in self._percent_last and " ".join(words[-3:]).lower().endswith(self._percent_of):
            statement.unit, statement.kind = "percent", "percent"
            return
        if words and _NAME_COMMA.search(words[-1]) and _COMMA.match(s, statement.end) and _is_age(statement.value):
            statement.unit, statement.kind = "year of age", "age"
            return
        if s.startswith(self._of_spaced, statement.end) and self._parts(s, statement):
            return
        self._noun(s, statement)

    def _parts(self, s: str, statement: Statement) -> bool:
        """"tens of millions of dollars", "1/16 of a pint", "one of the students": what the "of" names."""
        vague = statement.value is None
        if not (vague or statement.kind == "fraction" or statement.value == 1):
            return False
        position = s.index(" ", statement.end + 1)
        words: list[str] = []
        for _ in range(4):
            match = _NEXT.match(s, position)
            if match is None:
                return False
            folded = match[1].lower()
            if folded in self._determiners and not words:
                position = match.end()
                continue
            term, end = self.find(s, match.start(1))
            if term is not None and term.role == "unit" and not words and not term.digits_only:
                statement.unit, statement.kind = term.unit, term.kind
                statement.unit_text = s[match.start(1) : end]
                statement.end = end if vague else statement.end
                return True
            if folded in self.lexicon.stop or folded in self.lexicon.verbs:
                return False
            single = self.singular(folded)
            words.append(folded)
            if (single != folded or folded in self._irregular) and (vague or statement.value == 1):
                self._count(s, statement, [*words[:-1], single], match.start(1), match.end())
                return True
            position = match.end()
        return False

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
            single = word[:-1] if word[-1] == "s" and word[:-1].isupper() else self.singular(folded)
            if len(words) > 1 and single != folded and (term := self._measure(folded)) is not None:
                statement.unit, statement.kind, statement.unit_text = term.unit, term.kind, word
                return
            if single != folded or folded in self._irregular or (hyphen and len(words) == 1) or folded in self._counted:
                self._count(s, statement, [*words[:-1], single], begin, end)
                return
            position = match.end()
            if word[-1] == "." or position - statement.end > 48:
                break
        if words and statement.value == 1 and statement.atom.spelled:
            self._count(s, statement, words[:2], begin, end)

    def _measure(self, word: str) -> Term | None:
        node = self.lexicon.terms.get(word)
        return node.term if node is not None and node.term is not None and node.term.measure else None

    def _count(self, s: str, statement: Statement, words: Sequence[str], begin: int, end: int) -> None:
        kept = [word for word in words[:-1] if "-" in word or not word.endswith(self._participles)]
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

    def begin(self) -> None:
        """Forgets the sentence before."""
        self._subject: list[str] | None = None
        self._carried: list[str] = []

    def _concept(self, s: str, words: list[str], statement: Statement) -> tuple[str, ...]:
        """The content words before the number, after it, and of the sentence's subject; none of their own carries on."""
        before = self._words_before(words)
        if not before:
            before = self._carried
        else:
            self._carried = before
        found = [*self._words_after(s, statement.atom.reach or statement.end), *before, *self._about(s, statement.start)]
        return tuple(dict.fromkeys(found)) if found else ()

    def _words_before(self, words: list[str]) -> list[str]:
        known = self._content
        found: list[str] = []
        for word in reversed(words[-14:]):
            plain = known.get(word)
            if plain is None:
                plain = self._learn_before(word)
            if found and word[-1] in ",;:)!?":
                break
            if plain:
                found.append(plain)
                if len(found) >= 6:
                    break
        found.reverse()
        return found

    def _learn_before(self, word: str) -> str:
        """The content word that a word before a number is, or "" for none; remembered."""
        if len(self._content) > _MEMORY:
            self._content.clear()
        written, word = word, word[:-1] if word[-1] in ",;:)!?" else word
        plain = "" if word.lower() in self._skip else word.strip(_TRIM)
        content = plain if plain and plain[0].isalpha() and plain.lower() not in self._skip else ""
        self._content[written] = content
        return content

    def _words_after(self, s: str, position: int) -> list[str]:
        """What the number qualifies (a 5 percent penalty), or is a share of (30 percent of the fleet)."""
        if position >= len(s) or s[position] not in " -":
            return []
        found: list[str] = []
        known = self._following
        linked = False
        for word in s[position + 1 : position + 64].split(None, 6)[:6]:
            part, plain = known.get(word) or self._learn_after(word)
            if part == "link" or (part == "stop" and linked):
                if found:
                    break
                linked = True
                continue
            if not plain:
                break
            found.append(plain)
            if part == "last" or len(found) == 3:
                break
        return found

    def _learn_after(self, word: str) -> tuple[str, str]:
        """What a word after a number is: a link, another function word, no content, content, or content and the last."""
        if len(self._following) > _MEMORY:
            self._following.clear()
        plain = word.strip(_TRIM)
        folded = plain.lower()
        if folded in self.lexicon.stop:
            kind = ("link" if folded in self._links else "stop", "")
        elif not plain or not plain[0].isalpha() or folded in self._skip:
            kind = ("end", "")
        else:
            kind = ("last" if word[-1] in ".,;:)!?" else "content", plain)
        self._following[word] = kind
        return kind

    def _about(self, s: str, limit: int) -> list[str]:
        """The words that the sentence opens with, up to its first verb or function word."""
        if self._subject is None:
            found: list[str] = []
            known = self._opening
            for word in s[: min(limit, 80)].split(None, 8)[:8]:
                plain = known.get(word)
                if plain is None:
                    plain = self._learn_opening(word)
                if not plain:
                    if found:
                        break
                elif plain != _TIME:
                    found.append(plain)
                    if len(found) == 4 or word[-1] in ",;:)":
                        break
            self._subject = found
        return self._subject

    def _learn_opening(self, word: str) -> str:
        """The content word that a word of a sentence's opening is, "" for none; a date is passed over."""
        if len(self._opening) > _MEMORY:
            self._opening.clear()
        plain = word.strip(_TRIM)
        folded = plain.lower()
        content = "" if folded in self._skip or not plain or not plain[0].isalpha() else _TIME if folded in self._times else plain
        self._opening[word] = content
        return content


def _is_age(value: Exact | None) -> bool:
    return isinstance(value, Decimal) and value.as_tuple().exponent == 0 and 1 <= value <= 115


def _restate(statement: Statement, previous: Statement) -> None:
    """A bound and a direction carry into the brackets that say the same in another unit."""
    if statement.relation == "=" and statement.change == "none" and previous.unit != statement.unit:
        statement.relation, statement.hedge, statement.change = previous.relation, previous.hedge, previous.change


def _by_last(words: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The words by their last character, longest first."""
    found: dict[str, tuple[str, ...]] = {}
    for word in sorted(filter(None, words), key=len, reverse=True):
        found[word[-1]] = (*found.get(word[-1], ()), word)
    return found


def _ending(text: str, words: dict[str, tuple[str, ...]]) -> str:
    """The longest of the words that the text ends with; empty where none does."""
    for word in words.get(text[-1:], ()):
        if text.endswith(word):
            return word
    return ""


class DenseContext:
    """The same for languages that write no spaces: hedges, direction and concept by the characters that touch."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._verbs = _by_last(lexicon.change)
        self._between = _by_last(lexicon.change_between)
        self._split = re.compile(rf"[，,。；;：:、（）()“”\"《》#*\s]|{trie(sorted(lexicon.stop))}")
        self._longest_after = max(map(len, lexicon.hedges_after), default=0)

    def begin(self) -> None:
        """Forgets the sentence before: nothing is carried on here."""

    def describe(self, s: str, statement: Statement, floor: int, previous: Statement | None) -> tuple[str, ...]:
        """Fills in hedge and change; returns the concept."""
        before = s[max(floor, statement.start - 40) : statement.start]
        rest = before.rstrip(" ")
        if statement.atom.more and statement.relation == "=":
            statement.hedge, statement.relation = "over", ">"
        phrase, rest = self._hedge_before(rest)
        if phrase is not None:
            statement.hedge, statement.relation = phrase
            statement.left = statement.start - len(before) + len(rest)
        else:
            self._hedge_after(s, statement)
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

    def _hedge_after(self, s: str, statement: Statement) -> None:
        tail = s[statement.end : statement.end + self._longest_after + 1]
        text = tail.lstrip(" ")
        for size in range(min(self._longest_after, len(text)), 0, -1):
            phrase = self.lexicon.hedges_after.get(text[:size])
            if phrase is not None:
                statement.hedge, statement.relation = phrase
                statement.right = statement.end + len(tail) - len(text) + size
                return

    def _direction(self, text: str, statement: Statement) -> None:
        first = True
        for _ in range(6):
            verb = _ending(text, self._verbs)
            if verb:
                statement.change = self.lexicon.change[verb]
                return
            word = _ending(text, self._between)
            if not word:
                return
            if first and word in self.lexicon.target:
                return
            first = False
            text = text[: len(text) - len(word)].rstrip(" ")

    def _concept(self, text: str) -> tuple[str, ...]:
        for piece in reversed(self._split.split(text)):
            piece = piece[: len(piece) - len(_ending(piece, self._verbs))]
            if len(piece) > 1:
                return (piece[-12:],)
        return ()
