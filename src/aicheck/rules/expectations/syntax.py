"""The expectation language: from the written expression to a tree, with exact places for whatever is wrong.

    comparison    a == b   a != b   a <= b   a < b   a >= b   a > b, also chained (low <= x <= high)
    logic         and   or   not
    arithmetic    + - * /   unary minus   parentheses
    values        12   0.05   46%   "USD"   names   attributes (x.low)   calls (sum(parts))

Nothing here is ever handed to Python. Size and depth are bounded: a rule may come from a stranger.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from typing import NamedTuple, TypeAlias

from aicheck import units
from aicheck.yamlio import NotANumber, read_number

MAX_CHARACTERS = 2_000
MAX_DEPTH = 40


class ExpectationError(ValueError):
    """An expression that cannot be used: what is wrong, where in it (`start` to `end`, from 0), and advice."""

    def __init__(self, message: str, start: int, end: int, advice: str = "") -> None:
        super().__init__(message)
        self.message, self.start, self.end, self.advice = message, start, end, advice


class Number(NamedTuple):
    """A number as written in the rule: exact. `46%` is 0.46 with `percent`."""

    value: Fraction
    percent: bool
    start: int
    end: int


class Text(NamedTuple):
    """A quoted text, such as a currency or a period."""

    text: str
    start: int
    end: int


class Name(NamedTuple):
    """A name that `match` binds."""

    name: str
    start: int
    end: int


class Attribute(NamedTuple):
    """Something of a bound statement: `x.low`, `x.period`."""

    of: Tree
    name: str
    start: int
    end: int
    at: int
    """Where the attribute's own name begins."""


class Call(NamedTuple):
    """A function of the table with its arguments."""

    name: str
    arguments: tuple[Tree, ...]
    start: int
    end: int


class Negative(NamedTuple):
    """Unary minus."""

    of: Tree
    start: int
    end: int


class Arithmetic(NamedTuple):
    """One of `+ - * /` between two values."""

    operator: str
    left: Tree
    right: Tree
    start: int
    end: int


class Comparison(NamedTuple):
    """One of `== != <= < >= >` between two values."""

    operator: str
    left: Tree
    right: Tree
    start: int
    end: int


class Logic(NamedTuple):
    """`and` or `or` over two or more conditions."""

    operator: str
    items: tuple[Tree, ...]
    start: int
    end: int


class Not(NamedTuple):
    """The opposite of a condition."""

    of: Tree
    start: int
    end: int


Tree: TypeAlias = Number | Text | Name | Attribute | Call | Negative | Arithmetic | Comparison | Logic | Not

COMPARISONS = ("==", "!=", "<=", "<", ">=", ">")
KEYWORDS = ("and", "or", "not")

_TOKEN = re.compile(
    r"""(?P<space>\s+)
      | (?P<number>(?:\d[\d_]*(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?)
      | (?P<name>[^\W\d]\w*)
      | (?P<text>"[^"]*"|'[^']*')
      | (?P<mark>==|!=|<=|>=|<|>|\+|-|\*(?!\*)|/|\(|\)|,|\.|%)
    """,
    re.VERBOSE,
)
_INSTEAD = {
    "=": "write == to compare", "&": "write and", "|": "write or", "!": "write not", "^": "multiply instead of a power",
    "**": "multiply instead of a power", "×": "write *", "÷": "write /", "≤": "write <=", "≥": "write >=", "≠": "write !=",
    "−": "write the plain minus -", "“": 'write the plain quote "', "”": 'write the plain quote "',
    "[": "a list is used whole, as in agree(values), or by first(values) and last(values); group with ( and )",
    "{": "write the name without braces", "$": "write amounts without a currency sign", "（": "write (", "）": "write )",
    "，": "write ,", "：": "a colon has no meaning here", "；": "join conditions with and", ";": "join conditions with and",
    '"': "close the quote", "'": "close the quote",
}  # fmt: skip


class _Token(NamedTuple):
    kind: str
    text: str
    start: int
    end: int


def parse(text: str) -> Tree:
    """The tree of a written expression.

    Raises: ExpectationError.

    >>> parse("after == before * 2").operator
    '=='
    """
    if len(text) > MAX_CHARACTERS:
        raise ExpectationError(
            f"the expression has {len(text):,} characters; at most {MAX_CHARACTERS:,} are read",
            0, 40, "split it into several rules",
        )  # fmt: skip
    return _Parser(text).whole()


def _tokens(text: str) -> list[_Token]:
    tokens: list[_Token] = []
    offset = 0
    while offset < len(text):
        match = _TOKEN.match(text, offset)
        if match is None:
            wrong = "**" if text.startswith("**", offset) else text[offset]
            raise ExpectationError(
                f"'{wrong}' has no meaning here", offset, offset + len(wrong), _INSTEAD.get(wrong, "remove it")
            )
        kind = match.lastgroup or ""
        if kind != "space":
            word = match[0]
            tokens.append(_Token("keyword" if word in KEYWORDS else kind, word, match.start(), match.end()))
        offset = match.end()
    tokens.append(_Token("end", "", len(text), len(text)))
    return tokens


class _Parser:
    """Recursive descent over the tokens of one expression."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = _tokens(text)
        self.index = 0
        self.depth = 0

    @property
    def next(self) -> _Token:
        return self.tokens[self.index]

    def take(self) -> _Token:
        token = self.tokens[self.index]
        self.index += 1
        return token

    def at(self, *texts: str) -> bool:
        return self.next.kind in ("mark", "keyword") and self.next.text in texts

    def whole(self) -> Tree:
        if self.next.kind == "end":
            raise ExpectationError(
                "the expression is empty", 0, 0, "state what must hold, such as after == before * (1 + change)"
            )
        tree = self.disjunction()
        if self.next.kind != "end":
            self.unexpected(self.next)
        return tree

    def unexpected(self, token: _Token) -> None:
        if token.kind == "end":
            raise ExpectationError("the expression ends too early", token.start, token.end, "a value is missing at the end")
        advice = "remove it, or join two conditions with and"
        if token.kind == "name" and self.index and self.tokens[self.index - 1].kind == "number":
            self.unit(token)
        if self.index and self.tokens[self.index - 1].text == "if":
            advice = "write the condition as when: of the rule, beside expect:"
        if token.text == ")":
            advice = "no parenthesis is open here"
        elif token.text == "," and self.tokens[self.index - 1].kind == "number":
            advice = "write numbers without grouping: 1000, not 1,000"
        raise ExpectationError(f"unexpected '{token.text}'", token.start, token.end, advice)

    def unit(self, token: _Token) -> None:
        """A word behind a number: people write units there, right ones and wrong ones."""
        number = self.tokens[self.index - 1].text
        advice = "write the number alone: it takes the unit of what it is compared with, or added to"
        if token.text in ("percent", "pct"):
            advice = f"write {number}%"
        if not units.known(token.text):
            raise ExpectationError(f"'{token.text}' is no known unit", token.start, token.end, advice)
        raise ExpectationError(f"a number takes no unit here, such as '{token.text}'", token.start, token.end, advice)

    def deeper(self, token: _Token) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise ExpectationError(
                f"more than {MAX_DEPTH} levels of nesting", token.start, token.end, "split the expression into several rules"
            )

    # -- logic --------------------------------------------------------------------------------------------------------

    def disjunction(self) -> Tree:
        return self.joined("or", self.conjunction)

    def conjunction(self) -> Tree:
        return self.joined("and", self.negation)

    def joined(self, word: str, inner: Callable[[], Tree]) -> Tree:
        items = [inner()]
        while self.at(word):
            self.take()
            items.append(inner())
        return items[0] if len(items) == 1 else Logic(word, tuple(items), items[0].start, items[-1].end)

    def negation(self) -> Tree:
        if not self.at("not"):
            return self.comparison()
        token = self.take()
        self.deeper(token)
        inner = self.negation()
        self.depth -= 1
        return Not(inner, token.start, inner.end)

    def comparison(self) -> Tree:
        left = self.sum()
        links: list[Tree] = []
        while self.at(*COMPARISONS):
            operator = self.take().text
            right = self.sum()
            links.append(Comparison(operator, left, right, left.start, right.end))
            left = right
        if not links:
            return left
        return links[0] if len(links) == 1 else Logic("and", tuple(links), links[0].start, links[-1].end)

    # -- arithmetic ---------------------------------------------------------------------------------------------------

    def sum(self) -> Tree:
        left = self.product()
        while self.at("+", "-"):
            operator = self.take().text
            right = self.product()
            left = Arithmetic(operator, left, right, left.start, right.end)
        return left

    def product(self) -> Tree:
        left = self.factor()
        while self.at("*", "/"):
            operator = self.take().text
            right = self.factor()
            left = Arithmetic(operator, left, right, left.start, right.end)
        return left

    def factor(self) -> Tree:
        if not self.at("-", "+"):
            return self.attributes(self.atom())
        token = self.take()
        self.deeper(token)
        inner = self.factor()
        self.depth -= 1
        return Negative(inner, token.start, inner.end) if token.text == "-" else inner

    def attributes(self, tree: Tree) -> Tree:
        while self.at("."):
            self.take()
            name = self.take()
            if name.kind != "name":
                raise ExpectationError(
                    "a dot must be followed by a name", name.start, name.end, "such as x.low, x.high or x.period"
                )
            tree = Attribute(tree, name.text, tree.start, name.end, name.start)
        return tree

    def atom(self) -> Tree:
        token = self.take()
        if token.kind == "number":
            return self.number(token)
        if token.kind == "text":
            return Text(token.text[1:-1], token.start, token.end)
        if token.kind == "name":
            return self.call(token) if self.at("(") else Name(token.text, token.start, token.end)
        if token.text == "(" and token.kind == "mark":
            self.deeper(token)
            tree = self.disjunction()
            self.depth -= 1
            if not self.at(")"):
                if self.next.kind == "name" and self.tokens[self.index - 1].kind == "number":
                    self.unit(self.next)
                raise ExpectationError("this parenthesis is not closed", token.start, token.end, "add the closing )")
            end = self.take().end
            return tree._replace(start=token.start, end=end)
        self.index -= 1
        if token.kind in ("keyword", "mark"):
            raise ExpectationError(
                f"a value is missing before '{token.text}'", token.start, token.end, "put a name or a number there"
            )
        self.unexpected(token)
        raise AssertionError("unexpected() raises")

    def number(self, token: _Token) -> Tree:
        value = read_number(token.text.replace("_", ""))
        if isinstance(value, NotANumber):
            raise ExpectationError(f"the number {token.text[:40]} {value.reason}", token.start, token.end)
        follows = self.next
        if follows.kind == "name" and follows.start == token.end:
            raise ExpectationError(
                f"'{token.text}{follows.text}' is neither a number nor a name", token.start, follows.end,
                "write numbers in full, such as 5000000, and units as quoted text",
            )  # fmt: skip
        if self.at("%"):
            return Number(Fraction(value) / 100, True, token.start, self.take().end)
        return Number(Fraction(value), False, token.start, token.end)

    def call(self, name: _Token) -> Tree:
        opening = self.take()
        self.deeper(opening)
        arguments: list[Tree] = []
        while not self.at(")"):
            if self.next.kind == "end":
                raise ExpectationError("this parenthesis is not closed", opening.start, opening.end, "add the closing )")
            arguments.append(self.disjunction())
            if self.at(","):
                self.take()
            elif not self.at(")") and self.next.kind != "end":
                self.unexpected(self.next)
        self.depth -= 1
        return Call(name.text, tuple(arguments), name.start, self.take().end)
