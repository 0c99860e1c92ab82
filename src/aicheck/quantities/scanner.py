"""One pass over a sentence: every number with the scale and unit that touch it, and nothing that only looks like one."""

from __future__ import annotations

import re
from bisect import bisect_right
from decimal import Decimal
from fractions import Fraction

from aicheck.lexicons import Lexicon
from aicheck.lexicons.lexicon import Node, Term
from aicheck.quantities.atoms import EXACT, Atom, times
from aicheck.quantities.exclusions import Exclusions
from aicheck.quantities.numerals import MOST_DIGITS, numeral
from aicheck.quantities.spelled import Spelled, spelled

_GAPS = " \u00a0\u2009\u202f\n-"
_WORD = re.compile(r"[^\s,;:!?()\[\]{}<>“”—–…\"'’]+|\"")
_LETTERS = re.compile(r"[^\W\d_]+")
_SYMBOLS = re.compile(r"[^\w\s]+")
_SPACED_GROUPS = re.compile(
    r"(?:[ \u00a0\u2009\u202f][0-9]{3})+(?:[,.][0-9]{1,2}(?![0-9.,]*[0-9])|(?![0-9.,]*[0-9]))"
    r"|(?:['’][0-9]{3})+(?:\.[0-9]+)?(?![0-9'’.,]*[0-9])"
)
_EXPONENT = re.compile(r"[eE]([+-]?[0-9]{1,3})(?!\w)|\s?[x×]\s?10\^?([+-]?[0-9]{1,3})(?!\w)")
_LINK = re.compile(r"(?:https?://|www\.)[^\s<>\"'）)，。]+")
_MISTYPED = re.compile(r"[0-9][0-9,.]*[OoIl][0-9OoIl,.]*[0-9OoIl](?![\w])")
_LOOKALIKE = str.maketrans("OoIl", "0011")
_POWER = re.compile(r"\^([+-]{0,2}[0-9]{1,2})(?![0-9.])")
_SECOND_END = re.compile(r"-[0-9][0-9.,]*([^\W\d_]+)")
_FRACTION = re.compile(r"[/⁄]([0-9]{1,4})(?![0-9/⁄.,]*[0-9])")
_MIXED = re.compile(r"(?: {1,2}|-)([0-9]{1,3})[/⁄]([0-9]{1,3})(?![0-9/⁄])")
_VULGAR = {
    "½": Fraction(1, 2), "⅓": Fraction(1, 3), "⅔": Fraction(2, 3), "¼": Fraction(1, 4), "¾": Fraction(3, 4), "⅕": Fraction(1, 5),
    "⅖": Fraction(2, 5), "⅗": Fraction(3, 5), "⅘": Fraction(4, 5), "⅙": Fraction(1, 6), "⅚": Fraction(5, 6), "⅛": Fraction(1, 8),
    "⅜": Fraction(3, 8), "⅝": Fraction(5, 8), "⅞": Fraction(7, 8),
}  # fmt: skip
_DIGITS = re.compile(rf"[0-9{''.join(_VULGAR)}](?:(?<=[0-9])[0-9]*(?:[.,]{{1,2}}[0-9]+)*)?")
_EXTENDING = frozenset(["e", "E", "x", "X", "×", "^", "/", "⁄", "O", "o", "I", "l", *_VULGAR])
_EXTENDING_APART = frozenset(["x", "×", " ", *"0123456789", *_VULGAR])
_SIGNS = "-−–＋+－"
_BEFORE_SIGN = " \t\n\u00a0([{:,<>=~|≈，（：、"
_MILLIONS = 6
_CAPITALS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZcaus")
_LONGEST_SPELLED = 400


class Scanner:
    """Reads the sentences of one language. `dollar` is the currency that a bare `$` stands for."""

    def __init__(self, lexicon: Lexicon, dollar: str = "USD", decimal_comma: bool | None = None) -> None:
        self.lexicon = lexicon
        self.dollar = dollar
        self.decimal_comma = lexicon.decimal == "," if decimal_comma is None else decimal_comma
        self.exclusions = Exclusions(lexicon)
        self._other: Term | None = None
        self._floor = 0
        self._last: Atom | None = None
        self._temperatures = sorted(lexicon.raw.get("temperature_before", {}).items(), key=lambda item: -len(item[0]))
        self._longest: dict[str, int] = {}
        for form in filter(None, lexicon.terms):
            self._longest[form[0]] = max(len(form), self._longest.get(form[0], 0))
        self._negative = frozenset(word for word, (role, _) in lexicon.tokens.items() if role == "negative")
        self._negative_ends = frozenset(word[-1] for word in self._negative) if lexicon.spaced else frozenset()
        self._multiples = {**lexicon.multiple_words, **lexicon.multiple_weak, **lexicon.fixed_percent}
        self._multiple_starts = frozenset(word[0] for word in filter(None, self._multiples))

    def scan(self, sentence: str) -> list[Atom]:
        """The numbers of one sentence in order; spans count from its beginning."""
        return self._scan_spaced(sentence) if self.lexicon.spaced else self._scan_dense(sentence)

    def _scan_spaced(self, s: str) -> list[Atom]:
        atoms: list[Atom] = []
        places = [match.span() for match in _DIGITS.finditer(s)]
        # A space in front lets every word begin after a character; it also makes offsets those of the sentence.
        words = [(match.start(), match.end() - 1) for match in self.lexicon.words.finditer(" " + _lower(s))]
        if words:
            places = sorted(places + words)
        links = _links(s)
        done = 0
        exclusions = self.exclusions
        for start, end in places:
            if start < done or (links and _inside(start, links)):
                continue
            first = s[start]
            if "0" <= first <= "9":
                if end - start < 5 and start > 1 and exclusions.dated_at_once(s, start, end, done):
                    done = end
                    continue
                atom = self._digits(s, start, end, atoms)
            elif first in _VULGAR:
                atom = self._finish(s, Atom(start, end, _exact(_VULGAR[first]), None), atoms)
            else:
                atom = self._word(s, start, end, atoms)
            if atom is None:
                done = max(end, exclusions.skipped)
            else:
                done = atom.reach or atom.end
                atoms.append(atom)
        return atoms

    def _scan_dense(self, s: str) -> list[Atom]:
        atoms: list[Atom] = []
        links = _links(s)
        done = 0
        for match in self.lexicon.starts.finditer(s):
            start = match.start()
            if start < done or (links and _inside(start, links)):
                continue
            atom = self._run(s, start, atoms) if "0" <= s[start] <= "9" else self._word(s, start, start + 1, atoms)
            if atom is None:
                done = max(start + 1, self.exclusions.skipped)
            else:
                done = atom.reach or atom.end
                atoms.append(atom)
        return atoms

    # -- digits -------------------------------------------------------------------------------------------------------

    def _digits(self, s: str, start: int, end: int, atoms: list[Atom]) -> Atom | None:
        if end < len(s) and s[end] in " \u00a0\u2009\u202f'’" and end - start <= 3:
            groups = _SPACED_GROUPS.match(s, end)
            if groups and s[start:end].isdigit() and s[start] != "0":
                whole, mark, places = s[start : groups.end()].replace(",", ".").partition(".")
                surface = "".join(filter(str.isdigit, whole)) + mark + places
                return self._number(s, start, groups.end(), surface, atoms, plain=True)
        return self._number(s, start, end, s[start:end], atoms)

    def _number(self, s: str, start: int, end: int, surface: str, atoms: list[Atom], plain: bool = False) -> Atom | None:
        """Reads on from digits; `plain` tells that `surface` has a decimal point, whatever the language."""
        found = numeral(surface, self.decimal_comma and not plain)
        self.exclusions.skipped = end
        if found is None:
            return self._pieces(s, start, end, atoms)
        atom = Atom(start, end, found.value, found.decimals)
        atom.notes, atom.doubtful = found.notes, found.doubtful
        return self._finish(s, atom, atoms)

    def _pieces(self, s: str, start: int, end: int, atoms: list[Atom]) -> Atom | None:
        """A list without spaces (22,24,26): its first member; the others are found by going on from there."""
        if end - start > MOST_DIGITS or self.exclusions.excluded_list(s, start, end):
            return None
        pieces = s[start:end].split(",")
        if len(pieces) < 2 or not all(map(str.isdigit, pieces)):
            return None
        at = start
        for piece in pieces[:-1]:
            atoms.append(Atom(at, at + len(piece), Decimal(piece), 0))
            at += len(piece) + 1
        return self._finish(s, Atom(at, end, Decimal(pieces[-1]), 0), atoms)

    # -- words --------------------------------------------------------------------------------------------------------

    def _word(self, s: str, start: int, end: int, atoms: list[Atom]) -> Atom | None:
        self.exclusions.skipped = end
        multiple = self._multiple(s, start, end)
        if multiple is not None:
            return multiple
        return self._run(s, start, atoms)

    def _multiple(self, s: str, start: int, end: int) -> Atom | None:
        if self.lexicon.spaced:
            word = s[start:end].lower()
            factor = self._multiples.get(word)
            if factor is None or (word in self.lexicon.multiple_weak and not self.exclusions.compared(s, end)):
                return None
        else:
            if s[start] not in self._multiple_starts:
                return None
            for length in range(5, 1, -1):
                factor = self._multiples.get(s[start : start + length])
                if factor is not None:
                    end = start + length
                    break
            else:
                return None
        fixed = not self.lexicon.spaced and s[start:end] in self.lexicon.fixed_percent
        atom = Atom(start, end, _exact(factor), None)
        atom.unit, atom.kind = ("percent", "percent") if fixed else ("x", "multiple")
        atom.unit_start, atom.unit_end = start, end
        return atom

    def _run(self, s: str, start: int, atoms: list[Atom]) -> Atom | None:
        lexicon = self.lexicon
        if lexicon.never_starts and self.exclusions.never(s, start):
            return None
        left = self.exclusions.article(s, start) if lexicon.spaced else start
        run = lexicon.run.match(s, left, start + _LONGEST_SPELLED)
        if left < start and (run is None or spelled(lexicon, run.group()) is None):
            left, run = start, lexicon.run.match(s, start, start + _LONGEST_SPELLED)
        if run is None:
            return None
        surface = run.group()
        plain = not lexicon.spaced and "0" <= surface[0] <= "9"
        if plain:
            digits = lexicon.token.match(s, start)
            unit_begins = run.end() - start > 1 and self._unit_begins(s, digits.end(), run.end()) if digits else False
            if digits and (digits.end() == run.end() or unit_begins):
                return self._number(s, start, digits.end(), digits.group(), atoms)
        found = spelled(lexicon, surface)
        if found is not None and not lexicon.spaced:
            found = self._trimmed(s, left, surface, found)
        if found is None:
            self.exclusions.skipped = start + 1
            return self._fallback_digits(s, start, atoms) if plain else None
        end = left + found.length
        if self.exclusions.not_number(s, left, end, found):
            self.exclusions.skipped = end
            return None
        atom = _from_spelled(found, left, end)
        if found.percent:
            atom.unit, atom.kind = "percent", "percent"
            atom.unit_start, atom.unit_end = left, end
        atom.spelled = not plain
        return self._finish(s, atom, atoms)

    def _unit_begins(self, s: str, start: int, end: int) -> bool:
        """Whether a unit that begins with a multiplier follows digits (5千米)."""
        return start < end and s[start] in self.lexicon.multiplying and self._lookup_prefix(s, start)[1] > start + 1

    def _trimmed(self, s: str, start: int, surface: str, found: Spelled) -> Spelled | None:
        """Without a last character that begins a unit (千米), or that cannot end a number."""
        end = start + found.length
        if found.length < 2:
            return found
        last = s[end - 1]
        begins_unit = last in self.lexicon.multiplying and self._lookup_prefix(s, end - 1)[1] > end
        if not begins_unit and not (last in self.lexicon.never_last and s[end - 2] in self.lexicon.multiplying):
            return found
        return spelled(self.lexicon, surface[: found.length - 1])

    def _fallback_digits(self, s: str, start: int, atoms: list[Atom]) -> Atom | None:
        digits = self.lexicon.token.match(s, start)
        if digits is None:
            return None
        return self._number(s, start, digits.end(), digits.group(), atoms)

    # -- what touches the number --------------------------------------------------------------------------------------

    def _finish(self, s: str, atom: Atom, atoms: list[Atom]) -> Atom | None:
        """Reads sign, currency before, exponent, fraction, scale and unit; None where this is no quantity."""
        start, end = atom.start, atom.end
        self._last = atoms[-1] if atoms else None
        self._floor = self._last.end if self._last else 0
        if start and not self._before(s, atom, atoms):
            return None
        if end < len(s):
            following = s[end]
            if following in _EXTENDING or (following in " -" and s[end + 1 : end + 2] in _EXTENDING_APART):
                self._extend(s, atom)
            if atom.end < len(s) and not self._after(s, atom):
                return None
        if not atom.scaled and not atom.prefixed and self._no_quantity(s, atom):
            return None
        if atom.doubtful and not self._sure(s, atom):
            return None
        return atom

    def _sure(self, s: str, atom: Atom) -> bool:
        """Whether a unit shows that a doubtful form is a number; a lone letter or a quote may end a version (1.0.1s, "0.4.0").

        Digits around one comma are a number before a word, and alone in a cell or a claim; elsewhere they may be a list.
        """
        if "broken-grouping" in atom.notes:
            among_words = s.count(",", atom.left, atom.right) == 1 and s[atom.end : atom.end + 3].lstrip()[:1].isalpha()
            if among_words or len(s.strip()) == atom.end - atom.start:
                return True
        unit = s[atom.unit_start : atom.unit_end]
        lone = len(unit) == 1 and unit.isascii() and (unit.isalpha() or unit in "'\"")
        return atom.unit != "" and not lone

    def _no_quantity(self, s: str, atom: Atom) -> bool:
        return self.exclusions.dated(s, atom) if atom.unit else self.exclusions.excluded(s, atom)

    def _before(self, s: str, atom: Atom, atoms: list[Atom]) -> bool:
        """Sign and currency in front; False where the number belongs to a name or code."""
        start = atom.start
        previous = s[start - 1]
        prefix_ends = self.lexicon.prefix_ends
        if previous == " " or previous == "\n" or previous == "\u00a0":
            self._apart(s, atom)
            return True
        if (previous in prefix_ends and self._prefix(s, atom, start)) or self._connected(s, start, atoms):
            return True
        if previous in _SIGNS:
            return self._sign(s, atom)
        if previous == "(":
            self._accounting(s, atom)
            return True
        if previous == "." and not atom.spelled:
            return self._leading_point(s, atom)
        return self.exclusions.may_follow(s, start, atom.spelled)

    def _apart(self, s: str, atom: Atom) -> None:
        """Currency, sign or "minus" a space before the number."""
        start = atom.start
        if start > 1 and s[start - 2] in self.lexicon.prefix_ends and self._prefix(s, atom, start - 1):
            return
        if start == 2 and s[0] == "-":
            atom.negate()
            atom.start = atom.left = 0
        elif not atom.spelled and s[start - 2] in self._negative_ends:
            self._negative_word(s, atom)

    def _negative_word(self, s: str, atom: Atom) -> None:
        """Reads minus 12 as one number, unless it is taken from another one (5 minus 3)."""
        begin = s.rfind(" ", 0, atom.start - 1) + 1
        if s[begin : atom.start - 1].lower() in self._negative and begin > self._floor + (1 if self._floor else -1):
            atom.negate()
            atom.start = atom.left = begin

    def _connected(self, s: str, start: int, atoms: list[Atom]) -> bool:
        """Whether a range leads from the last number to this one."""
        if not atoms:
            return False
        last = atoms[-1].reach or atoms[-1].end
        if start - last > 6:
            return False
        gap = s[last:start].strip()
        if gap in _SIGNS and s[start - 1] in _SIGNS and s[last].isspace() and not (atoms[-1].unit or atoms[-1].scaled):
            return False  # 74 -65: the sign of the second number
        return gap in self.lexicon.connectors or (len(gap) > 2 and gap.strip("-") in self.lexicon.connectors)

    def _sign(self, s: str, atom: Atom) -> bool:
        start = atom.start
        before = s[start - 2] if start > 1 else " "
        if before in _BEFORE_SIGN:
            if s[start - 1] in "-−－–":
                atom.negate()
            atom.start = atom.left = start - 1
            self._prefix(s, atom, start - 1)
            return True
        if before in self.lexicon.prefix_ends and self._prefix(s, atom, start - 1):
            if s[start - 1] in "-−－":
                atom.negate()
            return True
        return atom.spelled and not self.lexicon.spaced

    def _accounting(self, s: str, atom: Atom) -> None:
        """$(9.8): brackets straight after a currency sign make a negative number."""
        start, end = atom.start, atom.end
        if start < 2 or s[start - 2] not in self.lexicon.prefix_ends or not self._prefix(s, atom, start - 1):
            return
        if s.find(")", end, end + 24) < 0:
            atom.notes += ("unclosed-bracket",)
        elif s[end] == ")":
            atom.negate()
            atom.end = atom.right = end + 1

    def _leading_point(self, s: str, atom: Atom) -> bool:
        """.25: a point before digits, where no word or digit stands before it."""
        start = atom.start
        if start > 1 and not (s[start - 2].isspace() or s[start - 2] in "($€£¥-+"):
            return False
        if isinstance(atom.value, Decimal) and atom.decimals == 0 and s[start : atom.end].isdigit():
            places = atom.end - start
            atom.value = atom.low = atom.high = atom.value.scaleb(-places)
            atom.decimals = places
            atom.start = atom.left = start - 1
            if start > 1 and s[start - 2] in self.lexicon.prefix_ends:
                self._prefix(s, atom, start - 1)
            return True
        return False

    def _prefix(self, s: str, atom: Atom, end: int) -> bool:
        """A currency that ends at `end`, a space apart or attached, and belongs to no number before."""
        if end <= self._floor:
            return False
        stop = end
        if stop and s[stop - 1] in " \u00a0":
            stop -= 1
        prefixes = self.lexicon.prefixes
        sign = s[stop - 1]
        alone = stop == 1 or (s[stop - 2] in "( \n" and s[stop - 3 : stop - 2] not in _CAPITALS)
        if sign == "$" and alone and stop > self._floor:
            self._set_unit(atom, prefixes[sign], stop - 1, stop, sign)
            self._prefixed(s, atom, stop - 1)
            return True
        for length in range(min(self.lexicon.longest_prefix, stop), 0, -1):
            form = s[stop - length : stop]
            term = prefixes.get(form)
            if term is None:
                scaled = self.lexicon.scaled.get(form)
                if scaled is None:
                    continue
                term = scaled[0]
                atom.scale(scaled[1])
            at = stop - length
            if at < self._floor:
                return False
            if at and form[0].isalpha() and form[0].isascii() and s[at - 1].isalnum() and s[at - 1].isascii():
                return False
            self._set_unit(atom, term, at, stop, form)
            self._prefixed(s, atom, at)
            return True
        return False

    def _prefixed(self, s: str, atom: Atom, at: int) -> None:
        """Takes a currency that begins at `at`, with a sign straight before it: -$5 million."""
        atom.start = min(atom.start, at)
        atom.prefixed = True
        if at == 0 or s[at - 1] not in _SIGNS or s[at - 1] == "–" or atom.value < 0:
            return
        apart = at == 1 or s[at - 2] in _BEFORE_SIGN
        if apart and (not self._floor or s[self._floor : at - 1].strip()):
            if s[at - 1] not in "+＋":
                atom.negate()
            atom.start = at - 1

    def _set_unit(self, atom: Atom, term: Term, start: int, end: int, form: str) -> None:
        atom.unit, atom.kind = term.unit, term.kind
        if form == "$":
            atom.unit = self.dollar
        atom.unit_start, atom.unit_end = start, end

    def _extend(self, s: str, atom: Atom) -> None:
        """Exponent, fraction bar or vulgar fraction after the digits."""
        if atom.spelled:
            return
        end = atom.end
        if s[end] in "OoIl":
            self._mistyped(s, atom)
            return
        match = _EXPONENT.match(s, end)
        if match and isinstance(atom.value, Decimal):
            power = int(match[1] or match[2])
            if abs(power) <= MOST_DIGITS:
                atom.value = atom.low = atom.high = atom.value.scaleb(power)
                atom.decimals = None if atom.decimals is None else atom.decimals - power
                atom.end = atom.right = match.end()
            return
        vulgar = _VULGAR.get(s[end]) or (_VULGAR.get(s[end + 1]) if s[end] == " " and end + 1 < len(s) else None)
        raised = _POWER.match(s, end)
        if raised and end - atom.left <= 12:
            self._raise(atom, raised)
            return
        if vulgar is not None:
            self._add_fraction(atom, vulgar, end + (2 if s[end] == " " else 1))
            return
        match = _MIXED.match(s, end)
        proper = match and int(match[2]) and (s[end] != "-" or int(match[1]) < int(match[2]))
        if match and proper and atom.decimals == 0:
            self._add_fraction(atom, Fraction(int(match[1]), int(match[2])), match.end())
            return
        match = _FRACTION.match(s, end)
        if match and int(match[1]) and atom.decimals == 0 and abs(Fraction(atom.value)) < 10_000:
            atom.value = atom.low = atom.high = _exact(Fraction(atom.value) / int(match[1]))
            atom.decimals, atom.kind = None, "fraction"
            atom.end = atom.right = match.end()

    def _mistyped(self, s: str, atom: Atom) -> None:
        """1O0, 3l5: letters that look like digits among digits; read as those digits where a unit follows."""
        match = _MISTYPED.match(s, atom.left)
        if match is None or match.end() <= atom.end:
            return
        found = numeral(match.group().translate(_LOOKALIKE), self.decimal_comma)
        if found is None or found.notes:
            return
        atom.value = atom.low = atom.high = found.value
        atom.decimals, atom.end = found.decimals, match.end()
        atom.right, atom.notes = atom.end, ("impossible-digits",)
        atom.doubtful = True

    def _raise(self, atom: Atom, power: re.Match[str]) -> None:
        """1.1^23; a base of few digits and an exponent of two keep this small."""
        exponent = int(power[1].replace("--", "").replace("+", ""))
        value = Fraction(atom.value)
        if value == 0 and exponent < 0:
            return
        raised = abs(value) ** exponent
        atom.value = atom.low = atom.high = _exact(-raised if value < 0 else raised)
        atom.decimals = None
        atom.end = atom.right = power.end()

    def _add_fraction(self, atom: Atom, part: Fraction, end: int) -> None:
        whole = Fraction(atom.value)
        atom.value = atom.low = atom.high = _exact(whole - part if whole < 0 else whole + part)
        atom.decimals = None
        atom.end = atom.right = end

    # -- scale and unit -----------------------------------------------------------------------------------------------

    def _after(self, s: str, atom: Atom) -> bool:
        """Scale words and units after the number; False where the number is part of a word."""
        following = s[atom.end]
        if following in ",.;:)" and (atom.end + 1 == len(s) or s[atom.end + 1] in " \n"):
            return True
        if following == "%":
            self._take(s, atom, self._percent, atom.end, atom.end + 1)
            following = s[atom.end] if atom.end < len(s) else " "
            if not (following.isalpha() or following == " " or following == "-"):
                return True
        for _ in range(6):
            position, gap = self._gap(s, atom.end) if self.lexicon.spaced else (_dense_gap(s, atom.end), "")
            if position >= len(s):
                break
            term, end = self.lookup(s, position)
            if term is None:
                if not gap and self._goes_on(s, atom, position):
                    return False
                break
            if not self._apply(s, atom, term, position, end, gap):
                break
        if atom.unit:
            self._rate(s, atom)
        elif atom.scaled and not atom.spelled and self.lexicon.mixed is not None and self._continue(s, atom):
            self._after(s, atom)
        elif s[atom.end : atom.end + 2] in (" [", " <"):
            self._bracketed(s, atom)
        return True

    def _continue(self, s: str, atom: Atom) -> bool:
        """4 thousand 3 hundred and 21, 3 million and a half: digits and words in turns."""
        mixed = self.lexicon.mixed.match(s, atom.left, atom.left + _LONGEST_SPELLED) if self.lexicon.mixed is not None else None
        if mixed is None or mixed.end() <= atom.right:
            return False
        found = spelled(self.lexicon, mixed.group())
        if found is None or atom.left + found.length <= atom.right:
            return False
        atom.value, atom.low, atom.high, atom.decimals = found.low, found.low, found.high, found.decimals
        atom.end = atom.right = atom.left + found.length
        atom.spelled = True
        return atom.end < len(s)

    def _bracketed(self, s: str, atom: Atom) -> None:
        """20 [kg]"""
        term, end = self.lookup(s, atom.end + 2)
        if term is not None and term.role == "unit" and s[end : end + 1] in ("]", ">"):
            self._take(s, atom, term, atom.end + 2, end)
            atom.end = end + 1

    def _rate(self, s: str, atom: Atom) -> None:
        """A rate after a unit: "per gallon", "/day" over anything; "a day" over measures only."""
        match = self.lexicon.rate.match(s, atom.end)
        if match is None or (atom.kind == "multiple") or atom.kind == "age":
            return
        start = match.end()
        term, end = self.lookup(s, start)
        if term is not None and (term.role == "scale" or end == start):
            term = self._other
        direct = match.lastgroup == "per"
        if not direct and self.exclusions.past(s, end):
            return
        if term is not None and (term.measure or (direct and term.kind == "physical")):
            name = term.unit
        elif direct and self.lexicon.spaced and (word := _LETTERS.match(s, start)):
            if self._stops(word.group()):
                return
            name, end = self.exclusions.singular(word.group().lower()), word.end()
        else:
            return
        atom.unit += " per " + name
        atom.reach = end

    def _stops(self, word: str) -> bool:
        return word.lower() in self.lexicon.stop

    def _goes_on(self, s: str, atom: Atom, position: int) -> bool:
        """Whether letters straight after bare digits make them part of a word (3rd, 1980s, 16z)."""
        return self.lexicon.spaced and s[position].isalpha() and not (atom.unit or atom.scaled or atom.spelled)

    def _gap(self, s: str, end: int) -> tuple[int, str]:
        """Where the next word starts, and what separates it."""
        if end < len(s) and s[end] in _GAPS:
            step = 2 if s[end : end + 2] in ("  ", "\r\n") else 1
            if s[end] == "-" and not s[end + 1 : end + 2].isalpha():
                return len(s), ""
            return end + step, s[end]
        return end, ""

    def lookup(self, s: str, position: int) -> tuple[Term | None, int]:
        """The term that the words at a place make, and where it ends."""
        if not self.lexicon.spaced:
            return self._lookup_prefix(s, position)
        node, end = self._step(self.lexicon.terms, s, position)
        if node is None:
            return None, position
        term = node.term
        stop = end
        self._other = node.other
        while node.more is not None and end < len(s) and s[end] in " -\u00a0\n":
            following, after = self._step(node.more, s, end + 1)
            if following is None:
                break
            node, end = following, after
            if node.term is not None:
                term, stop, self._other = node.term, end, node.other
        return term, stop

    def _step(self, level: dict[str, Node], s: str, position: int) -> tuple[Node | None, int]:
        match = _WORD.match(s, position)
        if match is None:
            return None, position
        word = match.group()
        if level is not self.lexicon.terms:
            node, length = _find(level, word, True)
            return node, position + length
        known = self.lexicon.found.get(word)
        if known is None:
            if len(self.lexicon.found) > 20_000:
                self.lexicon.found.clear()
            known = self.lexicon.found[word] = _find(level, word)
        return known[0], position + known[1]

    def _lookup_prefix(self, s: str, position: int) -> tuple[Term | None, int]:
        longest = self._longest.get(s[position]) if position < len(s) else None
        if longest is None:
            return None, position
        terms = self.lexicon.terms
        for length in range(min(longest, len(s) - position), 0, -1):
            node = terms.get(s[position : position + length])
            if node is not None:
                end = position + length
                if s[end - 1].isascii() and s[end - 1].isalpha() and end < len(s) and s[end].isascii() and s[end].isalpha():
                    continue
                self._other = node.other
                return node.term, end
        return None, position

    @property
    def _percent(self) -> Term:
        term = self.lexicon.terms["%"].term
        assert term is not None
        return term

    def _apply(self, s: str, atom: Atom, term: Term, start: int, end: int, gap: str) -> bool:
        """Takes one term; False where the words after the number end."""
        other = self._other
        if other is not None and not self._means_scale(s, atom, start, end, gap):
            term = other
        if term.digits_only and not atom.unit and (atom.spelled or gap == "-" or (gap and term.attached)):
            return False
        if term.role == "scale":
            return self._scale(s, atom, term, start, end, gap)
        if not atom.unit:
            return self._first_unit(s, atom, term, start, end)
        if atom.kind == "money" and term.kind == "money":
            return self._second_currency(s, atom, term, start, end, gap)
        if atom.unit == "percent" and term.kind in ("percent", "percentage-point"):
            if term.kind == "percent":
                atom.notes += ("doubled-percent",)
                atom.end = end
            else:
                self._take(s, atom, term, atom.unit_start, end)
            return True
        return False

    def _scale(self, s: str, atom: Atom, term: Term, start: int, end: int, gap: str) -> bool:
        if atom.unit and not atom.prefixed and atom.right != atom.end and (atom.scaled or atom.kind != "money" or gap != " "):
            return False
        product = 0 < atom.power < _MILLIONS <= term.factor.adjusted()  # two thousand million, a lakh crore
        if atom.scaled and term.factor >= 1000 and self.lexicon.spaced and not product and atom.power != 2:
            atom.notes += ("doubled-scale",)
        elif not atom.scaled and term.factor >= 1_000_000 and s.count(",", atom.left, atom.right) > 1:
            atom.notes += ("scaled-number",)
        atom.scale(term.factor)
        atom.end = atom.right = end
        return True

    def _means_scale(self, s: str, atom: Atom, start: int, end: int, gap: str) -> bool:
        """Whether a letter after a number is a scale (12m tonnes, $5m) and not a unit (12m)."""
        if atom.unit == "" and gap == "" and self._ends_money(s, atom):
            return True
        if atom.unit == "" and gap == "" and end < len(s):
            term, _ = self.lookup(s, end + 1) if s[end] == " " else (None, 0)
            if term is not None:
                return term.role == "unit"
            after = _WORD.match(s, end + 1) if s[end] == " " else None
            return after is not None and (self.exclusions.counts(after.group()) or self.exclusions.possessed(s, after))
        return atom.kind == "money"

    def _ends_money(self, s: str, atom: Atom) -> bool:
        """Whether a range leads to this number from a scaled amount of money: $2m-3m."""
        last = self._last
        if last is None or not (last.prefixed and last.scaled) or atom.start - last.end > 4:
            return False
        return s[last.end : atom.start].strip() in self.lexicon.connectors

    def _first_unit(self, s: str, atom: Atom, term: Term, start: int, end: int) -> bool:
        form = s[start:end]
        if term.kind == "temperature" and self._temperatures:
            before = s[max(0, atom.start - 5) : atom.start]
            for word, unit in self._temperatures:
                if before.endswith(word):
                    term = term._replace(unit=unit)
                    break
        if form in self.lexicon.tenths:
            return self._tenths(s, atom, term, start, end)
        self._take(s, atom, term, start, end)
        if term.factor != 1:
            atom.scale(term.factor)
        if not self.lexicon.spaced and s.startswith(self.lexicon.half_after, end) and atom.decimals == 0:
            atom.value = atom.low = atom.high = _exact(Fraction(atom.value) + Fraction(1, 2))
            atom.decimals, atom.end = 1, end + 1
        return True

    def _tenths(self, s: str, atom: Atom, term: Term, start: int, end: int) -> bool:
        """Seven tenths (七成), a price at 65 percent (六五折): written as tenths, or as a percentage of two digits."""
        raw = self.lexicon.raw
        if s.startswith(tuple(raw.get("tenths_not_before", ())), end) or isinstance(atom.value, Fraction):
            return False
        if atom.value == 10 and s[start:end] in raw.get("tenths_in_percent", ()):
            return False
        whole = atom.value >= 11 and atom.decimals == 0
        if whole and s[start:end] not in raw.get("tenths_in_percent", ()):
            return False
        self._take(s, atom, term, start, end)
        if not whole:
            atom.value = atom.low = atom.high = times(atom.value, term.factor)
            digit = self.lexicon.tokens.get(s[end : end + 2].strip()) if s[end : end + 1] else None
            if digit is not None and digit[0] == "units" and atom.decimals == 0:
                atom.value = atom.low = atom.high = atom.value + int(digit[1])
                atom.end = end + len(s[end : end + 2]) - (0 if s[end] == " " else len(s[end : end + 2]) - 1)
            atom.decimals = None if atom.decimals is None else atom.decimals - 1
        return True

    def _second_currency(self, s: str, atom: Atom, term: Term, start: int, end: int, gap: str) -> bool:
        form = s[start:end]
        if gap == "-":
            return False
        if term.unit == atom.unit:
            signed = not s[atom.unit_start : atom.unit_end].isalnum()
            if (self.lexicon.spaced or signed) and not form.isupper() and form.isalpha():
                atom.notes += ("doubled-unit",)
        elif not (atom.prefixed and atom.unit == self.dollar):
            return False
        else:
            atom.unit = term.unit
        atom.end = end
        return True

    def _take(self, s: str, atom: Atom, term: Term, start: int, end: int) -> None:
        self._set_unit(atom, term, start, end, s[start:end])
        atom.end = end


def _lower(s: str) -> str:
    """Lower case, letter by letter, so that offsets stay."""
    low = s.lower()
    return low if len(low) == len(s) else "".join(c.lower() if len(c.lower()) == 1 else c for c in s)


def _links(s: str) -> list[tuple[int, int]]:
    return [match.span() for match in _LINK.finditer(s)] if "://" in s or "www." in s else []


def _inside(place: int, spans: list[tuple[int, int]]) -> bool:
    at = bisect_right(spans, (place, place)) - 1
    return (at >= 0 and place < spans[at][1]) or (at + 1 < len(spans) and spans[at + 1][0] == place)


def _dense_gap(s: str, end: int) -> int:
    """Past up to three spaces; a line break ends."""
    stop = end
    while stop - end < 3 and stop < len(s) and s[stop] in " \u00a0":
        stop += 1
    return stop


def _find(level: dict[str, Node], word: str, inner: bool = False) -> tuple[Node | None, int]:
    """A word in one level of the tree of terms: as written, folded, without its full stop, or its first part."""
    for form in (word, word.rstrip(".")):
        node = level.get(form)
        if node is None:
            node = level.get(form.lower())
            if node is not None and len(form) < 3 and node.term is not None and not inner:
                continue
        if node is not None:
            return node, len(form)
    part = _LETTERS.match(word) or _SYMBOLS.match(word)
    if part is None or part.end() == len(word):
        return None, 0
    form = part.group()
    rest = word[part.end() :]
    if rest[0].isdigit() or rest[0] == "_":
        return None, 0
    if rest[0] == "-" and rest[1:2].isdigit() and len(form) < 3 and not _again(rest, form):
        return None, 0
    node = level.get(form) or (level.get(form.lower()) if len(form) > 3 else None)
    return node, len(form)


def _again(rest: str, form: str) -> bool:
    """Whether what follows a short form is a number with the same form: the second end of 2m-3m."""
    match = _SECOND_END.match(rest)
    return match is not None and match[1].lower() == form.lower()


def _from_spelled(found: Spelled, start: int, end: int) -> Atom:
    atom = Atom(start, end, found.low, found.decimals)
    atom.low, atom.high = found.low, found.high
    atom.notes, atom.scaled, atom.more = found.notes, found.scaled, found.more
    atom.power, atom.tail = found.power, found.tail
    if isinstance(found.low, Fraction) or found.decimals is None:
        atom.kind = "fraction"
    return atom


def _exact(value: Fraction) -> Decimal | Fraction:
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return EXACT.divide(Decimal(value.numerator), Decimal(value.denominator)) if rest == 1 else value
