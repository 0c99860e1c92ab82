"""The pattern language of `match: text`: from the written pattern to a tree, with exact errors.

A pattern is read over the tokens of one sentence. Words stand for themselves, `:name` for any word or phrase of a lexicon
class (or any quantity of a type), `{slot:type}` binds one quantity, `{slot:type+}` a list of two or more,
`{slot:type@clue}` one that the words of a clue mark; `[x]` is optional, `(x|y)` a choice. `..` is a gap of at most four
words, without a comma or 'and'; `...` one of at most ten, which a bracketed remark does not end; `....` one of at most
fourteen, which verbs of change do not end either; a number sets the length (`..2`, `...20`). No gap passes a figure or a
semicolon. A backslash takes a bracket literally: `\\(`. `&` joins pieces that stand anywhere in one clause, in any order;
`>` puts a piece after all those before it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Literal, NamedTuple

Width = Literal["short", "long", "wide"]
WIDTHS: Mapping[str, tuple[Width, int]] = {"..": ("short", 4), "...": ("long", 10), "....": ("wide", 14)}
"""The gaps as written: which words they cross, and how many unless a number follows."""
LONGEST_GAP, LONGEST_PATTERN, DEEPEST = 60, 2000, 20
JOINTS = frozenset("&>")
"""What joins the pieces of a scattered pattern."""


class PatternError(ValueError):
    """A pattern that cannot be read: what is wrong, where in the pattern (from 0), the offending text, and advice."""

    def __init__(self, message: str, offset: int, text: str, advice: str = "") -> None:
        super().__init__(message)
        self.message, self.offset, self.text, self.advice = message, offset, text, advice


class Word(NamedTuple):
    """A literal word, lower case, or a run of Chinese characters, or a punctuation mark."""

    text: str
    offset: int


class Class(NamedTuple):
    """Any word or phrase of a lexicon class, or any quantity of a type; binds nothing."""

    name: str
    offset: int


class Slot(NamedTuple):
    """A quantity of a type, bound to a name; `many` binds a list of at least two. `clue` names the words that mark it."""

    name: str
    type: str
    many: bool
    offset: int
    clue: str = ""


class Gap(NamedTuple):
    """At most `length` words without a figure. A short one crosses no comma and no 'and', a wide one crosses verbs of change."""

    length: int
    width: Width


class Optional(NamedTuple):
    """Something that may be absent."""

    item: Node


class Choice(NamedTuple):
    """One of several alternatives."""

    items: tuple[Node, ...]


class Sequence(NamedTuple):
    """One after the other."""

    items: tuple[Node, ...]


class Scattered(NamedTuple):
    """Pieces that stand anywhere in one clause, in any order and without sharing a quantity.

    `later` tells of each piece whether it stands after all those before it.
    """

    pieces: tuple[Node, ...]
    later: tuple[bool, ...]


Node = Word | Class | Slot | Gap | Optional | Choice | Sequence | Scattered

_TOKEN = re.compile(
    r"""(?P<space>\s+)
      | (?P<slot>\{[^{}]*\}?)
      | (?P<gap>\.{2,4})(?P<length>\d*)
      | (?P<cls>:[A-Za-z][\w-]*)
      | (?P<escaped>\\[^\w\s])
      | (?P<mark>[\[\]()|&>])
      | (?P<punct>[,;:%、，；：])
      | (?P<cjk>[\u3400-\u9fff]+)
      | (?P<word>[^\W\d_\u3400-\u9fff][\w'’\-]*)
    """,
    re.X,
)
_SLOT = re.compile(r"\{\s*([A-Za-z_]\w*)\s*:\s*([A-Za-z][\w-]*)\s*(?:@\s*([A-Za-z][\w-]*)\s*)?(\+?)\s*\}\Z")
_CLOSING = {"[": "]", "(": ")"}


class Pattern(NamedTuple):
    """A pattern as read: its text, its tree, its slots in order, and the names that every match binds."""

    source: str
    tree: Node
    slots: tuple[Slot, ...]
    always: frozenset[str]


@lru_cache(maxsize=4000)
def parse(pattern: str, binds: bool = True) -> Pattern:
    """A written pattern as a tree; it must bind a quantity, and may be scattered, unless `binds` is false.

    Raises: PatternError, with the offset of what is wrong.

    >>> parse("up {n:percent}").slots[0].type
    'percent'
    """
    if len(pattern) > LONGEST_PATTERN:
        raise PatternError(f"a pattern has at most {LONGEST_PATTERN} characters", LONGEST_PATTERN, pattern[:20], "split it")
    tree, offset = _scattered(pattern)
    if offset < len(pattern):
        mark = pattern[offset]
        raise PatternError(f"'{mark}' closes nothing", offset, mark, f"remove it, or write \\{mark} for the character itself")
    slots = tuple(each for each in walk(tree) if isinstance(each, Slot))
    if binds and not slots:
        raise PatternError("the pattern binds no quantity", 0, pattern, "name at least one, such as {after:amount}")
    if not binds and isinstance(tree, Scattered):
        raise PatternError("scattered pieces silence nothing", 0, pattern, "write two patterns")
    _, always = _names(tree)
    return Pattern(pattern, tree, slots, always)


def _names(node: Node) -> tuple[frozenset[str], frozenset[str]]:
    """The slot names that a match of the node may bind, and those that it always binds.

    Raises: PatternError where one match would bind a name twice.
    """
    if isinstance(node, Slot):
        return frozenset({node.name}), frozenset({node.name})
    if isinstance(node, Optional):
        return _names(node.item)[0], frozenset()
    if isinstance(node, Choice):
        inner = [_names(item) for item in node.items]
        return frozenset().union(*(may for may, _ in inner)), frozenset.intersection(*(must for _, must in inner))
    may: frozenset[str] = frozenset()
    must: frozenset[str] = frozenset()
    for item in _inside(node):
        more, certain = _names(item)
        if may & more:
            slot = next(each for each in walk(item) if isinstance(each, Slot) and each.name in may)
            raise PatternError(f"slot '{slot.name}' is named twice", slot.offset, slot.name, "give each slot its own name")
        may, must = may | more, must | certain
    return may, must


def walk(node: Node) -> list[Node]:
    """The node and everything inside it, in the order of the pattern."""
    found: list[Node] = []
    ahead = [node]
    while ahead:
        found.append(node := ahead.pop())
        ahead += reversed(_inside(node))
    return found


def _inside(node: Node) -> tuple[Node, ...]:
    """What a node is made of, in the order of the pattern."""
    if isinstance(node, Choice | Sequence):
        return node.items
    if isinstance(node, Optional):
        return (node.item,)
    return node.pieces if isinstance(node, Scattered) else ()


def with_slots(node: Node, change: Callable[[Slot], Node]) -> Node:
    """The tree with each of its slots replaced."""
    match node:
        case Slot():
            return change(node)
        case Optional(item):
            return Optional(with_slots(item, change))
        case Choice(items):
            return Choice(tuple(with_slots(item, change) for item in items))
        case Sequence(items):
            return Sequence(tuple(with_slots(item, change) for item in items))
        case Scattered(pieces, later):
            return Scattered(tuple(with_slots(piece, change) for piece in pieces), later)
        case _:
            return node


def _scattered(pattern: str) -> tuple[Node, int]:
    """The pieces between `&` and `>`; one piece stands for itself."""
    pieces: list[Node] = []
    later: list[bool] = []
    offset, joint = 0, ""
    while True:
        began = offset
        piece, offset = _alternatives(pattern, offset, "")
        pieces.append(piece)
        later.append(joint == ">")
        joint = pattern[offset : offset + 1] if pattern[offset : offset + 1] in JOINTS else ""
        if (joint or len(pieces) > 1) and not any(isinstance(each, Slot) for each in walk(piece)):
            text = pattern[began:offset].strip()
            raise PatternError("this piece binds no quantity", pattern.index(text, began), text, "give each piece a slot")
        if not joint:
            return (pieces[0] if len(pieces) == 1 else Scattered(tuple(pieces), tuple(later))), offset
        offset += 1


_REGULAR = frozenset(".*+?^$\\")
"""Characters of regular expressions that a pattern has no use for."""


def _advice(character: str) -> str:
    """What to write in place of a character that means nothing."""
    if character in _REGULAR:
        return "a pattern is no regular expression: write words as they stand, figures as {after:amount}, and ... for a gap"
    if character in "“”‘’":
        return "use straight quotes around the pattern, and none inside"
    return "figures are bound by slots such as {after:amount}"


def _alternatives(pattern: str, offset: int, closing: str, depth: int = 0) -> tuple[Node, int]:
    """Everything up to `closing` (or the end), split at `|`."""
    if depth > DEEPEST:
        raise PatternError(f"brackets nest deeper than {DEEPEST}", offset, pattern[offset : offset + 10], "split the pattern")
    choices: list[Node] = []
    items: list[Node] = []
    opened = offset - 1
    while offset < len(pattern):
        match = _TOKEN.match(pattern, offset)
        if match is None:
            character = pattern[offset]
            raise PatternError(f"'{character}' means nothing in a pattern", offset, character, _advice(character))
        mark = match["mark"]
        if mark and mark in "[(":
            item, offset = _alternatives(pattern, match.end(), _CLOSING[mark], depth + 1)
            items.append(Optional(item) if mark == "[" else item)
            continue
        if mark == "|" and closing:
            choices.append(_sequence(items, pattern, offset))
            items = []
        elif mark == "|":
            raise PatternError("a choice needs brackets", offset, "|", "write (a|b)")
        elif mark in JOINTS and closing:
            raise PatternError(f"'{mark}' stands inside brackets", offset, mark, f"'{mark}' joins whole pieces of a pattern")
        elif mark:
            if mark == closing:
                choices.append(_sequence(items, pattern, offset))
                return choices[0] if len(choices) == 1 else Choice(tuple(choices)), match.end()
            return _sequence(items, pattern, offset), offset
        elif not match["space"]:
            items.append(_item(match))
        offset = match.end()
    if closing:
        raise PatternError(f"'{pattern[opened]}' is not closed", opened, pattern[opened:], f"add '{closing}'")
    return _sequence(items, pattern, offset), offset


def _sequence(items: list[Node], pattern: str, offset: int) -> Node:
    if not items:
        advice = "remove the empty brackets or the extra '|'"
        raise PatternError("nothing stands here", offset, pattern[max(0, offset - 1) : offset + 1], advice)
    return items[0] if len(items) == 1 else Sequence(tuple(items))


def _item(match: re.Match[str]) -> Node:
    offset, text = match.start(), match.group()
    if match["slot"]:
        return _slot(text, offset)
    if match["gap"]:
        width, usual = WIDTHS[match["gap"]]
        length = int((match["length"] or str(usual))[:4])
        if not 1 <= length <= LONGEST_GAP:
            advice = f"write {match['gap']}{usual}"
            raise PatternError(f"a gap spans 1 to {LONGEST_GAP} words, not {length}", offset, text, advice)
        return Gap(length, width)
    if match["cls"]:
        return Class(text[1:], offset)
    if match["escaped"]:
        return Word(text[1:], offset)
    return Word(text.lower(), offset)


def _slot(text: str, offset: int) -> Slot:
    match = _SLOT.match(text)
    if match is None:
        advice = "write {name:type}, such as {after:amount} or {parts:amount+}"
        raise PatternError("this is not a slot", offset, text, advice)
    return Slot(match[1], match[2], bool(match[4]), offset, match[3] or "")
