"""Numbers that belong together: ranges, tolerances, alternatives, fractions of two numbers."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Final

from aicheck.lexicons import Lexicon
from aicheck.model import End
from aicheck.quantities.atoms import Atom, exact, times
from aicheck.quantities.compounds import Compounds, noun_follows
from aicheck.quantities.lists import Lists
from aicheck.quantities.memory import Memory

_HYPHENS: Final = frozenset("-–—~～−‑‐－〜")
_HIGHEST_POWER: Final = 4
_FARTHEST: Final = 24
"""Characters that may stand between two numbers that belong together."""
_A_SCALE_APART: Final = 5
"""From here on a falling range is a slip of scale, and no fall that is meant."""
_RAISED: Final = re.compile(r"[\w)]\s?(?:\*\*?|\^)\s?\Z")


class Joiner:
    """Joins the atoms of one sentence."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        raw = lexicon.raw
        self._compounds = Compounds(lexicon)
        self._lists = Lists(lexicon)
        self._unordered = tuple(raw["ranges"].get("unordered_after", ()))
        self._compared = frozenset(raw["ranges"].get("compared", ()))
        self._participles = tuple(raw.get("participles", ()))
        self._opening = tuple(lexicon.openers - lexicon.opener_and)
        self._opening_ages = tuple(f"{words} " for words in lexicon.opener_and if " " in words)
        self._base = frozenset(raw["change"].get("base", ()))
        self._foretelling = frozenset(raw["change"].get("foretold", ()))
        self._among = frozenset(raw["numbers"].get("among", ()))
        self._leading = frozenset(word for word in lexicon.connectors if word.isalpha() and lexicon.spaced)
        limits = raw["ranges"].get("limits", ())
        self._limits_before = tuple(f" {limit}" for limit in limits)
        self._limits = frozenset(word for limit in limits for word in limit.split())
        self._alternatives = frozenset(raw["ranges"].get("alternatives", ()))
        self._over = frozenset(raw["numbers"].get("over", ()))
        self._tolerance_words = frozenset(raw["ranges"].get("tolerance", ()))
        joining = (self._tolerance_words, self._alternatives, self._over, self._among, raw.get("compound_links", ()))
        self._between = lexicon.connectors | lexicon.after_opener | _HYPHENS.union(("", "/"), *joining)
        self._may_join = Memory(self._joins_at_all)

    def join(self, s: str, atoms: list[Atom]) -> list[Atom]:
        """The statements of a sentence, in the order of the text."""
        found: list[Atom] = []
        at, last = 0, len(atoms) - 1
        if last > 0:
            if 3 in [atom.decimals for atom in atoms]:
                self._mark_separators(s, atoms)
            self._lists.share(s, atoms)
        while at < last:
            atom = atoms[at]
            gap = s[atom.reach or atom.end : atoms[at + 1].start]
            if len(gap) > _FARTHEST or not self._may_join[gap]:
                found.append(self._alone(s, atom))
                at += 1
                continue
            statement, at = self._joined(s, atoms, at)
            if statement is not None:
                found.append(statement)
        if at == last:
            found.append(self._alone(s, atoms[at]))
        return found

    def _alone(self, s: str, atom: Atom) -> Atom:
        """An atom that is joined with no number after it; vague words state no point."""
        if atom.kind == "fraction" and not atom.unit:
            self._compounds.after_one(s, atom)
        return _stated(atom)

    def _joins_at_all(self, gap: str) -> bool:
        """Whether what stands between two numbers may join them; most gaps never do."""
        gap = gap.strip()
        if gap in self._between or gap.strip("- ") in self.lexicon.connectors:
            return True
        *_, last = gap.split() or [""]
        return last in self._leading

    def _joined(self, s: str, atoms: list[Atom], at: int) -> tuple[Atom | None, int]:
        """The statement that begins with an atom, of it and the next ones where they belong together, and the atom after it.

        None for a score.
        """
        atom, following = atoms[at : at + 2]
        third = at + 2 < len(atoms)
        if s[atom.end] in _HYPHENS and self._is_score(s, atom, following):
            return None, at + 2
        if third and s[following.end] in _HYPHENS:
            self._share_last(s, atom, following, atoms[at + 2])
        statement, shared = self._pair(s, atom, following)
        if statement is None:
            return self._alone(s, atom), at + 1
        if third and not statement.ends and statement is atom:
            more, _ = self._pair(s, atom, atoms[at + 2])
            if more is atom:
                return more, at + 3
        return statement, at + (1 if shared and third and self._chained(s, following, atoms[at + 2]) else 2)

    def _mark_separators(self, s: str, atoms: list[Atom]) -> None:
        """6,200 from 9.900: a point where the number compared with shows that a comma was meant."""
        for a, b in pairwise(atoms):
            if b.decimals == 3 or a.decimals == 3:
                full, short = (a, b) if b.decimals == 3 else (b, a)
                if "," not in s[full.left : full.right] or full.decimals or short.scaled or full.scaled or not short.value:
                    continue
                words = s[a.end : b.start].lower().split()
                ratio = Fraction(full.value) / (Fraction(short.value) * 1000)
                if len(words) <= 3 and not self._compared.isdisjoint(words) and Fraction(1, 3) <= ratio <= 3:
                    short.notes += ("broken-grouping",)

    def _is_score(self, s: str, a: Atom, b: Atom) -> bool:
        """2-1: two bare whole numbers with a hyphen, the first no smaller."""
        if a.unit or b.unit or a.scaled or b.scaled or b.start != a.end + 1 or a.decimals or b.decimals:
            return False
        return a.value >= b.value and not a.notes and not b.notes and Fraction(a.value) < 1000

    def _chained(self, s: str, a: Atom, b: Atom) -> bool:
        """160 to 180 to 200: the middle ends one range and begins the next."""
        return s[a.reach or a.end : b.start].strip() in self.lexicon.connectors and a.unit == b.unit and a.value != b.value

    def _is_power(self, s: str, a: Atom, b: Atom) -> bool:
        """1465 cm-1: a power of the unit, straight after it."""
        straight = s[a.end - 1].isalpha() and b.start == a.end + 1 and b.end == b.start + 1
        return straight and a.unit != "" and b.value <= _HIGHEST_POWER and a.value > b.value

    def _share_last(self, s: str, a: Atom, b: Atom, c: Atom) -> None:
        """from 24 to 33-35 billion euros: scale and unit of the last number are those of all three."""
        bare = not (a.unit or b.unit or a.scaled or b.scaled)
        if bare and c.scaled and b.end + 1 == c.start and self._from(s, a) and s[a.end : b.start].strip() in self._leading:
            self._share_scale(s, b, c, s[b.end])
            b.unit, b.kind, b.unit_start, b.unit_end = c.unit, c.kind, c.unit_start, c.unit_end

    def _pair(self, s: str, a: Atom, b: Atom) -> tuple[Atom | None, bool]:
        gap = s[a.reach or a.end : b.start].strip()
        if gap in self.lexicon.connectors or gap.strip("- ") in self.lexicon.connectors:
            if self._comparable(s, a, b) and (b.unit or not a.unit or a.prefixed or self._from(s, a)):
                return self._range(s, a, b, gap), True
            return None, False
        if self._comparable(s, a, b) and (self._joins(s, a, b, gap) or self._neighbours(s, a, b, gap)):
            return self._range(s, a, b, gap), False
        if gap in self._tolerance_words and not b.unit.startswith("%"):
            return self._tolerance(s, a, b), False
        if not (a.unit or b.unit) and self._divides(s, a, b, gap):
            return self._quotient(s, a, b, gap), False
        return self._compounds.whole(s, a, b, gap), False

    def _neighbours(self, s: str, a: Atom, b: Atom, gap: str) -> bool:
        """Whether "or" stands between two whole numbers that are one step apart: 3 or 4 days, two or three million."""
        if gap not in self._alternatives or a.decimals is None or b.decimals is None:
            return False
        if a.unit and not (b.unit and a.scaled == b.scaled):
            return False
        if s[a.start - 2 : a.start] == ", " and s[a.start - 3 : a.start - 2].isdigit():
            return False  # 5, 6 or 7
        step = Decimal(10) ** b.power
        first = a.value if a.scaled or a.value >= step else times(a.value, step)
        return a.value > 0 and a.decimals <= 0 >= b.decimals and b.value - first == step  # type: ignore[operator]

    def _joins(self, s: str, a: Atom, b: Atom, gap: str) -> bool:
        """Whether words that join only in their place stand between: between 3 and 5, $14/$16, from 300 workers to 420."""
        if gap == "/":
            return a.prefixed and b.prefixed and a.unit == b.unit and b.start - a.end == 1
        if gap in self.lexicon.after_opener:
            return self._opened(s, a, b)
        return self._led(s, a, gap)

    def _led(self, s: str, a: Atom, gap: str) -> bool:
        """Whether "from" opens a range that goes on after a noun or a limit: from 300 workers to 420, from 45 m up to 90 m."""
        *between, last = gap.split() or [""]
        if last not in self._leading or not between or not self._from(s, a):
            return False
        return len(between) <= 2 and all(word in self._limits or self._plain_word(word) for word in between)

    def _plain_word(self, word: str) -> bool:
        return word.isalpha() and word.islower() and (word not in self.lexicon.stop or word.endswith(self._participles))

    def _divides(self, s: str, a: Atom, b: Atom, gap: str) -> bool:
        """Whether words of a fraction stand between bare numbers: 2 out of 5, one in 10,000, nine in ten."""
        if gap in self._over:
            return not noun_follows(s, b, self.lexicon.stop)
        return gap in self._among and (a.value == 1 or (a.spelled and b.spelled)) and a.value < b.value

    def _quotient(self, s: str, a: Atom, b: Atom, gap: str) -> Atom | None:
        """1 over 3, 2 out of 5: a fraction of two bare whole numbers."""
        if a.decimals != 0 or b.decimals != 0 or not b.value or (" " in gap and a.value > b.value):
            return None
        a.value = a.low = a.high = exact(Fraction(a.value) / Fraction(b.value))
        a.decimals, a.kind, a.end = None, "fraction", b.end
        return a

    def _comparable(self, s: str, a: Atom, b: Atom) -> bool:
        if a.kind == "fraction" or a.kind == "multiple" != b.kind:
            return a.kind == b.kind and not a.unit and b.spelled == a.spelled
        if a.kind == b.kind == "temperature" and s[a.unit_end - 1] == s[b.unit_start]:
            return True  # 20°-25°C
        return not a.unit or not b.unit or a.unit == b.unit or b.unit.startswith(a.unit + " per ")

    def _opened(self, s: str, a: Atom, b: Atom) -> bool:
        before = s[max(0, a.start - 10) : a.start].rstrip()
        if self.lexicon.spaced:
            words = s[max(0, a.start - _FARTHEST) : a.start].lower()
            return before.split(" ")[-1].lower().lstrip("(\"“") in self.lexicon.opener_and or words.endswith(self._opening_ages)
        closers = self.lexicon.raw["ranges"].get("closers", ())
        return any(closer in s[b.end : b.end + 6] for closer in closers)

    def _range(self, s: str, a: Atom, b: Atom, gap: str) -> Atom | None:
        opened = self._from(s, a) or gap in self.lexicon.after_opener
        if gap not in _HYPHENS and not opened and self._step_and_level(s, a, b):
            return None
        if gap in ("--", "-") and s[a.end].isspace() and a.value > b.value and (gap == "--" or a.unit != ""):
            return None  # a dash between clauses
        if gap in _HYPHENS and self._is_power(s, a, b):
            return None
        if gap in _HYPHENS and _subtracted(s, a, b):
            return None
        notes = list(a.notes) + [note for note in b.notes if note not in a.notes]
        self._share_scale(s, a, b, gap)
        if a.power != b.power and a.scaled and b.scaled and _below_one(a, b):
            notes.append("mixed-scale-range")
        if a.value > b.value and not opened and gap in _HYPHENS and self._misordered(s, a, b):
            notes.append("reversed-range")
        statement = a if a.unit and not b.unit else b.copy()  # the second number may begin another range
        statement.ends = (_end(s, a), _end(s, b))
        statement.low, statement.high, statement.point = min(a.low, b.low), max(a.high, b.high), False
        places = [place for place in (a.decimals, b.decimals) if place is not None]
        statement.decimals = min(places) if places else None
        statement.start, statement.end = a.start, b.end
        statement.notes = tuple(notes)
        if not b.unit:
            statement.kind = a.kind
        return statement

    def _from(self, s: str, a: Atom) -> bool:
        before = s[max(0, a.start - 14) : a.start].rstrip().lower()
        if not before:
            return False
        for limit in self._limits_before:
            if before.endswith(limit):
                before = before[: -len(limit)].rstrip()
                break
        return before.endswith(self._opening)

    def _step_and_level(self, s: str, a: Atom, b: Atom) -> bool:
        """Whether the first number is how far the second changed: "rose $5 million to $20 million", "up 8 percent to 45,015"."""
        if a.kind == "percent" and not b.unit and (b.scaled or Fraction(b.value) > 1000):
            return True
        stepping = a.unit != "" and b.unit != "" and a.scaled == b.scaled
        stepping = stepping or (not b.unit and Fraction(b.value) > 3 * Fraction(a.value))
        return stepping and self._changes(s, a) and not self._foretold(s, a, b)

    def _foretold(self, s: str, a: Atom, b: Atom) -> bool:
        """Whether both numbers are steps that may come: "will rise 5% to 7%", "expects to lose $2m to $3m"."""
        if a.unit != b.unit or a.scaled != b.scaled or not a.value < b.value <= 2 * a.value:
            return False
        words = s[max(0, a.start - 60) : a.start].lower().split()[-7:]
        verbs = [at for at, word in enumerate(words) if word in self._base]
        return bool(verbs) and not self._foretelling.isdisjoint(words[max(0, verbs[-1] - 2) : verbs[-1]])

    def _misordered(self, s: str, a: Atom, b: Atom) -> bool:
        """Whether a falling range is a slip: amounts of one range, about a scale apart, and no word says that it may fall.

        Prices, bids and yields are rightly written from high to low; bare numbers are codes, coordinates or arithmetic.
        """
        if not (a.unit or b.unit or b.scaled) or s.startswith(self._unordered, b.end) or _abbreviated(s, a, b):
            return False
        gap, last = s[a.end : b.start], s[b.left : b.right]
        if last[:1] == "0" and last[1:2].isdigit():
            return False  # a code or a time zone: 0112001.12-0700
        if "\n" in gap or (not b.scaled and (gap[0].isspace() or gap[-1].isspace())):
            return False
        return 0 < Fraction(b.value) * _A_SCALE_APART <= Fraction(a.value)

    def _changes(self, s: str, a: Atom) -> bool:
        """Whether a verb of change leads to the first number."""
        words = s[max(0, a.start - 60) : a.start].lower().split()[-7:]
        for word in reversed(words):
            if word in self.lexicon.change:
                return True
            if word not in self.lexicon.change_between:
                return False
        return False

    def _share_scale(self, s: str, a: Atom, b: Atom, gap: str) -> None:
        """"2 to 3 million": the first end is in millions too, where it is not written in full or larger."""
        powers = (b.tail, b.power) if b.tail > b.power else (b.power,)
        if a.scaled or a.power or not powers[0] or (a.unit and not a.prefixed) or abs(Fraction(a.value)) >= 1000:
            return
        for power in powers:
            if power and times(a.value, Decimal(10) ** power) <= b.value:
                a.scale(Decimal(10) ** power)
                return
        if gap in _HYPHENS and b.power:
            a.scale(Decimal(10) ** b.power)

    def _tolerance(self, s: str, a: Atom, b: Atom) -> Atom | None:
        if a.unit and b.unit and a.unit != b.unit:
            return None
        if b.scaled and not a.scaled and b.power:
            a.scale(Decimal(10) ** b.power)
        statement = _stated((b if b.unit else a).copy())
        statement.value, statement.decimals, statement.point = a.value, a.decimals, True
        statement.low, statement.high = a.value - b.value, a.value + b.value  # type: ignore[operator]
        statement.start, statement.end = a.start, b.end
        return statement


def _abbreviated(s: str, a: Atom, b: Atom) -> bool:
    """137.80-85, 1,520-40: the second end repeats only the digits that differ."""
    first, last = (s[atom.left : atom.right].replace(",", "") for atom in (a, b))
    if not last.isdigit() or not first.replace(".", "").isdigit() or len(last) >= len(first):
        return False
    tail = first[len(first) - len(last) :]
    return "." not in tail and tail <= last


def _subtracted(s: str, a: Atom, b: Atom) -> bool:
    """Whether the sign begins a line, or takes the second number from a power (2**31 - 1)."""
    powered = "^" in s[a.left : a.right] or _RAISED.search(s, max(0, a.start - 4), a.start) is not None
    return powered or "\n" in s[a.end : b.start].rstrip("\n")


def _below_one(a: Atom, b: Atom) -> bool:
    """Whether one end is below one in its own scale, and so could have been written in the other's."""
    return any(abs(Fraction(atom.value)) < Fraction(10) ** atom.power for atom in (a, b))


def _end(s: str, atom: Atom) -> End:
    return End(atom.start, atom.end, s[atom.start : atom.end], atom.value, atom.decimals)


def _stated(atom: Atom) -> Atom:
    """The atom as a statement: where its words are vague, they state no point."""
    if atom.low is not atom.high and atom.low != atom.high:
        atom.point, atom.relation = False, "~"
    return atom


def bound(s: str, lower: Atom, upper: Atom, links: frozenset[str]) -> bool:
    """Joins "more than 20 and less than 30" into the first, where nothing else stands between; whether it did."""
    begin = upper.start if upper.hedge_start < 0 else upper.hedge_start
    if s[max(lower.end, lower.hedge_end) : begin].strip() not in links or not (lower.point and upper.point):
        return False
    if lower.relation[0] == "<":
        lower_value, upper_value = upper.value, lower.value
    else:
        lower_value, upper_value = lower.value, upper.value
    signs = {lower.relation[0], upper.relation[0]}
    if signs != {"<", ">"} or lower_value >= upper_value or (lower.unit and upper.unit and lower.unit != upper.unit):
        return False
    ends = (_end(s, lower), _end(s, upper))
    lower.low, lower.high, lower.point = lower_value, upper_value, False
    lower.relation, lower.hedge, lower.ends = "=", "", ends
    if not lower.unit:
        lower.unit, lower.kind, lower.unit_start, lower.unit_end = upper.unit, upper.kind, upper.unit_start, upper.unit_end
    lower.end, lower.hedge_end = upper.end, upper.hedge_end
    return True
