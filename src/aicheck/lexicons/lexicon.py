"""A lexicon file, compiled: dictionaries for look-up and a few regular expressions for scanning.

Nothing here knows a language. Words are found by walking a `Node` tree word by word (languages that write spaces), or by
the longest prefix (those that do not).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple
from unicodedata import category

Raw = Mapping[str, Any]


class Term(NamedTuple):
    """What a word after a number means: a scale to multiply by, or a unit.

    `role` is `scale` or `unit`; `unit` the canonical name, `kind` one of the model's kinds, `factor` what one is worth (a
    scale's power, a cent's hundredth). `measure` tells that a rate may be taken over it ("a day"). `digits_only` marks a
    symbol that means nothing after a number in words.
    """

    role: str
    unit: str
    kind: str
    factor: Decimal
    measure: bool = False
    digits_only: bool = False
    attached: bool = False


class Node:
    """A step in the tree of terms: the term that ends here, its second meaning, and the words that may follow."""

    __slots__ = ("more", "other", "term")

    def __init__(self) -> None:
        self.term: Term | None = None
        self.other: Term | None = None
        self.more: dict[str, Node] | None = None


class Phrase(NamedTuple):
    """A hedge's kind with the relation that it gives."""

    hedge: str
    relation: str


_OPTIONAL = re.compile(r"\((\w+)\)")
_ONE = Decimal(1)
_BREAK = re.compile(r"[ -]")


def forms(text: str) -> list[str]:
    """The forms that "meter(s)|metre(s)" stands for."""
    found = []
    for form in str(text).split("|"):
        match = _OPTIONAL.search(form)
        if match:
            found += [form[: match.start()] + form[match.end() :], form[: match.start()] + match[1] + form[match.end() :]]
        else:
            found.append(form)
    return found


def trie(words: Iterable[str]) -> str:
    """A regular expression for any of the words, longest first, with shared beginnings written once."""
    root: dict[str, Any] = {}
    for word in words:
        node = root
        for letter in word:
            node = node.setdefault(letter, {})
        node[""] = {}
    return _trie_node(root)


def _trie_node(node: dict[str, Any]) -> str:
    branches = [re.escape(letter) + _trie_node(rest) for letter, rest in sorted(node.items()) if letter]
    if not branches:
        return ""
    body = branches[0] if len(branches) == 1 and "" not in node else "(?:" + "|".join(branches) + ")"
    return body + "?" if "" in node else body


class Lexicon:
    """One language, ready to scan. Attributes are named after the keys of the file; see docs/lexicons.md."""

    def __init__(self, raw: Raw, currencies: Mapping[str, str]) -> None:
        self.raw = raw
        self._named = currencies
        self.language: str = raw["language"]
        self.spaced: bool = raw["spaced"] == "true"
        self.joined: bool = raw.get("joined", "false") == "true" or not self.spaced
        self.grouping: str = raw["grouping"]
        self.decimal: str = raw["decimal"]
        self.fallback: str | None = raw.get("fallback")
        self.terms: dict[str, Node] = {}
        self.prefixes: dict[str, Term] = {}
        self.scaled: dict[str, tuple[Term, Decimal]] = {}
        self.longest = 1
        self._add_terms()
        self._add_numbers()
        self._add_context()
        self._add_phrases()

    # -- words after a number -----------------------------------------------------------------------------------------

    def _add(self, form: str, term: Term) -> None:
        if not self.spaced:
            node = self.terms.setdefault(form, Node())
            self.longest = max(self.longest, len(form))
            _put(node, term)
            return
        level = self.terms
        words = _BREAK.split(form) if form not in ("-", "--") else [form]
        for place, word in enumerate(words):
            key = word if len(form) <= 3 or not word.isascii() or "/" in word else word.lower()
            node = level.setdefault(key, Node())
            if place == len(words) - 1:
                _put(node, term)
            else:
                node.more = node.more if node.more is not None else {}
                level = node.more

    def _add_group(self, group: Raw, kind: str, role: str = "unit", measure: bool = False) -> None:
        shy = self._shy
        for name, text in group.items():
            for form in forms(text):
                self._add(form, Term(role, str(name), kind, _ONE, measure, form in shy, form in self._attached))

    def _add_terms(self) -> None:
        raw = self.raw
        self._shy = frozenset(map(str, raw.get("symbols_need_digit", ())))
        self._attached = frozenset(raw.get("symbols_attached", ()))
        for scales in (raw.get("scales", {}), raw.get("misspelled_scales", {})):
            for factor, text in scales.items():
                for form in forms(text):
                    self._add(form, Term("scale", "", "", Decimal(factor), digits_only=form in self._shy))
        for name, text in raw.get("percent", {}).items():
            self._add_group({name: text}, "percentage-point" if name == "basis point" else "percent")
        for name, entry in raw.get("percent_points", {}).items():
            for form in forms(entry):
                share = Fraction(name)
                factor = Decimal(share.numerator) / Decimal(share.denominator)
                self._add(form, Term("unit", "percent", "percentage-point", factor))
        self._add_group(raw.get("age", {}), "age")
        self._add_group(raw.get("temperature", {}), "temperature")
        self._add_currencies(raw)
        self._add_group(raw.get("durations", {}), "duration", measure=True)
        for name, parts in raw.get("scaled_units", {}).items():
            for factor, text in parts.items():
                for form in forms(text):
                    self._add(form, Term("unit", str(name), "physical", Decimal(factor), digits_only=True))
        self._add_group(raw.get("units", {}), "physical", measure=True)
        for form in raw.get("multiples", {}).get("unit", ()):
            self._add(form, Term("unit", "x", "multiple", _ONE))
        self.classifiers = frozenset(forms(raw.get("classifiers", ""))) - {""}
        for form in self.classifiers:
            self._add(form, Term("unit", form, "count", _ONE, digits_only=form in self._shy))
        for form, factor in raw.get("tenths", {}).items():
            self._add(form, Term("unit", "percent", "percent", Decimal(factor)))
        self.tenths = frozenset(raw.get("tenths", {}))
        self.half_after = tuple(raw["numbers"].get("half_after", ()))
        self._add_rate(raw)
        self.prefix_ends = frozenset(form[-1] for form in self.prefixes)

    def _add_rate(self, raw: Raw) -> None:
        """The words that make a rate: `per` takes any noun after it, an article only a measure."""
        rate = raw.get("rate", {})
        gap = " ?" if not self.spaced else "[ -]"
        signs = [re.escape(word) for word in rate.get("per", ()) if not word[0].isalpha() or not self.spaced]
        words = [re.escape(word) for word in rate.get("per", ()) if word[0].isalpha() and self.spaced]
        per = "|".join([*(f" ?{sign}" for sign in signs), *(f"{gap}{word}{gap}" for word in words)]) or "(?!)"
        articles = "|".join(f"{gap}{re.escape(word)}{gap}" for word in rate.get("article", ())) or "(?!)"
        self.rate = re.compile(f"(?P<per>{per})|(?P<article>{articles})")

    def _add_currencies(self, raw: Raw) -> None:
        words, before_only = set(raw.get("prefix_words", ())), frozenset(raw.get("prefix_only", ()))
        for code, text in raw.get("currencies", {}).items():
            unit = code.rstrip("$")
            term = Term("unit", unit, "money", _ONE)
            for form in forms(text):
                if form not in before_only:
                    self._add(form, term._replace(digits_only=form in self._shy))
                if form in words or form == code or _is_code(form):
                    self.prefixes.setdefault(form, term)
        for name, entry in raw.get("minor_currencies", {}).items():
            term = Term("unit", str(name), "money", _ONE)
            for form in forms(entry["forms"]):
                self._add(form, term._replace(digits_only=form in self._shy, attached=form in self._attached))
                if form in words:
                    self.prefixes.setdefault(form, term)
        self._add_named(raw)

    def _add_named(self, raw: Raw) -> None:
        """Currencies that the file does not name; and codes with a letter for a scale (MEUR), in this case only."""
        known = {form.lower() for text in raw.get("currencies", {}).values() for form in forms(text)}
        for form, code in self._named.items():
            if form.lower() in known or form in raw.get("not_currencies", ()):
                continue
            term = Term("unit", code, "money", _ONE)
            self._add(form, term)
            if form == code or _is_code(form):
                self.prefixes.setdefault(form, term)
        for code in filter(str.isupper, raw.get("currencies", {}) if self.spaced else ()):
            for letter, power in raw.get("scaled_codes", {}).items():
                term = Term("unit", code, "money", Decimal(power))
                self.scaled[letter + code] = (term._replace(factor=_ONE), term.factor)
                _put(self.terms.setdefault(letter + code, Node()), term)

    # -- numbers in words ---------------------------------------------------------------------------------------------

    def _add_numbers(self) -> None:
        numbers = self.raw["numbers"]
        tokens: dict[str, tuple[str, Any]] = {}
        for role in _VALUED:
            for text, value in numbers.get(role, {}).items():
                for place, form in enumerate(forms(text)):
                    single = role == "denominators" and place == 0
                    entry = ("ordinals" if single else role, _number(value))
                    tokens.setdefault(form, entry)
                    tokens.setdefault(form.lower(), entry)
        for role in _UNVALUED:
            for form in numbers.get(role, ()):
                tokens.setdefault(form, (role, None))
        self.tokens = tokens
        self.mixed: re.Pattern[str] | None = None
        alone = frozenset(numbers.get("not_alone", ()))
        starters = [word for word, (role, _) in tokens.items() if role not in _NEVER_FIRST and word not in alone]
        if self.spaced:
            self._spaced_patterns(tokens, starters)
        else:
            self._dense_patterns(tokens, starters)
        self.multiplying = frozenset(word[-1] for word, (role, _) in tokens.items() if role in ("multipliers", "scales"))
        self.never_alone = frozenset(numbers.get("never_alone", ()))
        self.never_last = frozenset(numbers.get("never_last", ()))
        needing = tuple(numbers.get("before_unit", ()))
        free = [word for word in tokens if word not in needing]
        self.before_unit = tuple((word, tuple(other for other in free if other.endswith(word))) for word in needing)
        never = numbers.get("never", ())
        self.never = frozenset(never)
        # By two characters of a word: its length, and how far before the second of them it begins.
        pairs: dict[str, set[tuple[int, int]]] = {}
        for word in never:
            for at in range(1, len(word)):
                pairs.setdefault(word[at - 1 : at + 1], set()).add((len(word), at))
        self.never_pairs = {pair: tuple(sorted(found, reverse=True)) for pair, found in pairs.items()}
        multiples = self.raw.get("multiples", {})
        self.multiple_words = {word: Fraction(factor) for word, factor in multiples.get("words", {}).items()}
        self.fixed_percent = {word: Fraction(share) for word, share in self.raw.get("fixed_percent", {}).items()}
        self.multiple_weak = {word: Fraction(factor) for word, factor in multiples.get("weak", {}).items()}

    def _spaced_patterns(self, tokens: Iterable[str], starters: list[str]) -> None:
        word = trie(sorted(tokens))
        if self.joined:
            self.run = re.compile(rf"(?i:(?:{word})(?:[ -]?(?:{word}))*)(?![^\W_])")
        else:
            word = rf"(?:{word})(?![^\W_])"
            self.run = re.compile(rf"(?i:{word}(?:(?:[ \u00a0]| ?- ?|\n ?){{1,3}}{word})*)")
            more = rf"(?:{_NUMERAL}|{word})(?:(?:[ \u00a0\n]{{1,3}}|-(?=[^\W\d_]))(?:{_NUMERAL}|{word}))+"
            self.mixed = re.compile(f"(?i:{more})")
        self.token = re.compile(f"(?i:{word})|{_NUMERAL}")
        multiples = self.raw.get("multiples", {})
        first = trie(sorted(map(str.lower, {*starters, *multiples.get("words", ()), *multiples.get("weak", ())})))
        # For text in lower case with a space before it: a first letter class that `re` scans for quickly.
        self.words = re.compile(rf"[^0-9a-z_](?:{first})" + ("" if self.joined else r"(?![^\W_])"))

    def _dense_patterns(self, tokens: Iterable[str], starters: list[str]) -> None:
        one = f"{trie(sorted(tokens))}|{_NUMERAL}"
        self.run = re.compile(f"(?:{one})(?: {{0,2}}(?:{one}))*")
        self.token = re.compile(one)
        phrases = [*self.raw.get("multiples", {}).get("words", {}), *self.raw.get("fixed_percent", {})]
        first = {word[0] for word in [*starters, *phrases]}
        self.starts = re.compile(f"[0-9{''.join(sorted(map(re.escape, first)))}](?:(?<=[0-9])[0-9]*{_PLACES}*)?")
        self.near_digits = self._near_digits(tokens)
        self.date = self._dense_date(self.raw.get("dates", {}))

    def _near_digits(self, tokens: Iterable[str]) -> frozenset[str]:
        """Characters beside digits that may make more of them than a number in digits: number words, names, clock times."""
        never = [word for word in self.raw["numbers"].get("never", ()) if any(map(str.isdigit, word))]
        hours = self.raw.get("dates", {}).get("hours", ())
        return frozenset("".join(never)) | {word[0] for word in (*tokens, *hours)} | {" "}

    def _dense_date(self, dates: Raw) -> re.Pattern[str]:
        """Parts of a date that follow each other: four digits with a year's unit, one or two with another that is no clock's."""
        years, clock = "".join(dates.get("year_unit", ())), "".join(dates.get("clock", ()))
        others = trie(unit for unit in dates.get("units", ()) if unit[0] not in years + clock) or "(?!)"
        part = f"[0-9]{{1,2}}(?:{others})"
        return re.compile(f"(?:(?:1[0-9]|2[01])[0-9]{{2}}[{years}]|{part})(?:{part})*" if years else f"{part}(?:{part})*")

    def _add_context(self) -> None:
        raw = self.raw
        dates = raw.get("dates", {})
        self.months = frozenset(dates.get("months", ()))
        self.year_before = frozenset(dates.get("year_before", ()))
        self.clock_after = frozenset(dates.get("clock_after", ()))
        self.ordinals = frozenset(dates.get("ordinals", ()))
        self.decades = frozenset(dates.get("decades", ()))
        self.labels = frozenset(raw.get("labels", ()))
        self.stop = frozenset(raw.get("stop", ()))
        self.verbs = frozenset(raw.get("verbs", ()))
        self.abbreviations = frozenset(raw.get("abbreviations", ()))

    def _add_phrases(self) -> None:
        raw = self.raw
        relations = raw.get("relations", {})
        self.hedges_before: dict[str, Phrase] = {}
        self.hedges_after: dict[str, Phrase] = {}
        for table, place in ((self.hedges_before, "before"), (self.hedges_after, "after")):
            for kind, text in raw["hedges"].get(place, {}).items():
                for form in forms(text):
                    table.setdefault(form, Phrase(kind, relations[kind]))
        self.hedge_last = frozenset(form.rsplit(" ", 1)[-1] if self.spaced else form[-1] for form in self.hedges_before)
        self.hedge_words = max(form.count(" ") + 1 if self.spaced else len(form) for form in self.hedges_before)
        self.change: dict[str, str] = {}
        for direction in ("up", "down"):
            for form in forms(raw["change"].get(direction, "")):
                self.change.setdefault(form, direction)
        self.target = frozenset(raw["change"].get("target", ()))
        self.change_between = frozenset(raw["change"].get("between", ()))
        ranges = raw["ranges"]
        self.bound_links = frozenset(ranges.get("bounds", ()))
        self.connectors = frozenset(ranges["between"])
        self.openers = frozenset(ranges.get("openers", ()))
        self.after_opener = frozenset(ranges.get("after_opener", ()))
        self.opener_and = frozenset(ranges.get("opener_and", ()))


_PLACES = r"(?:[,.]{1,2}[0-9]+|·[0-9]+|。[0-9]{1,2}(?=[%％]))"
_NUMERAL = f"[0-9]+{_PLACES}*"
_VALUED = (
    "units", "tens", "multipliers", "scales", "plural_scales", "vague", "pairs", "vague_scales", "denominators", "fractions",
)  # fmt: skip
_UNVALUED = ("and", "point", "articles", "negative", "over", "vague_link", "mixed", "fraction", "half", "more", "several")
_NEVER_FIRST = frozenset(("and", "point", "articles", "over", "vague_link", "mixed", "fraction", "half", "more"))


def _is_code(form: str) -> bool:
    """Whether a currency's form is a code or has a currency sign, and so may stand before a number."""
    return (form.isupper() and len(form) == 3) or any(category(sign) == "Sc" for sign in form)


def _put(node: Node, term: Term) -> None:
    if node.term is None:
        node.term = term
    elif node.other is None and node.term.role == "scale" != term.role:
        node.other = term


def _number(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(int(end) for end in value)
    return Fraction(value) if "/" in value else int(value)


def compile_lexicon(raw: Raw, currencies: Mapping[str, str]) -> Lexicon:
    """The compiled form of a parsed lexicon file; `currencies` are forms to codes that hold beside the file's own."""
    return Lexicon(raw, currencies)
