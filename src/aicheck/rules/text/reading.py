"""From the YAML of `match: text` to a rule about sentences: patterns by language, what silences it, what has to be proven."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from aicheck.model import Finding, Place
from aicheck.rules.matching import Matcher, NameType, Tentative
from aicheck.rules.slips import FEWEST_DIGITS
from aicheck.rules.text import syntax
from aicheck.rules.text.classes import has_classes, languages, word_classes
from aicheck.rules.text.compiler import check, conditions
from aicheck.rules.text.rule import Groups, Patterns, TextRule
from aicheck.rules.text.shape import TYPES
from aicheck.yamlio import MISSING_KEY, WRONG_TYPE, Fault, Fields, Node, Scalar, did_you_mean, fault_finding, quoted
from aicheck.yamlio import Mapping as MappingNode
from aicheck.yamlio import Sequence as SequenceNode

BAD_PATTERN = Fault("AIC045", "bad-pattern", "a text pattern that cannot be read, or that names an unknown class or type")
Written = Mapping[str, tuple[Scalar, ...]]
"""Language to its patterns, as written."""
_TENTATIVE: Mapping[str, Tentative] = {"false": "never", "far": "far", "true": "always"}


def text_matcher(node: Node, fields: Fields) -> Matcher | None:
    """The matcher of a `match: text`; None where anything is wrong with it, which is told through the fields."""
    patterns = _written(node, fields, "text")
    conditions = [_written(fields.node(key), fields, key) for key in ("unless", "unless-anywhere", "needs")]
    alone = fields.flag("alone")
    groups = _groups(fields)
    tentative = _TENTATIVE[fields.choice("tentative", tuple(_TENTATIVE), "false")]
    digits = fields.integer("digits", FEWEST_DIGITS, low=2, high=12) or FEWEST_DIGITS
    significant = fields.flag("significant")
    chance = _chance(fields)
    if not fields.ok:
        return None
    trees = _parsed(patterns, fields, binds=True)
    unless, anywhere, needs = (_parsed(each, fields, binds=False) for each in conditions)
    if trees is None or unless is None or anywhere is None or needs is None:
        return None
    listed = [pattern for language in trees.values() for pattern in language]
    if not listed:
        fields.fault(MISSING_KEY, "text: there is no pattern", node, 'write one, such as "{before:amount} to {after:amount}"')
        return None
    slots = [slot for pattern in listed for slot in pattern.slots]
    names: dict[str, NameType] = {slot.name: "many" if slot.many else "one" for slot in slots}
    if (groups and not _known(groups, names, fields)) or not _of_one_type(slots, fields, node):
        return None
    optional = frozenset(names) - frozenset.intersection(*(pattern.always for pattern in listed))
    rule = TextRule(
        trees, unless, anywhere, needs, groups or _by_type(slots),
        kinds={name: frozenset().union(*(TYPES[slot.type] for slot in slots if slot.name == name)) for name in names},
        clued=frozenset(slot.name for slot in slots if slot.clue),
        lists=frozenset(name for name, kind in names.items() if kind == "many"),
        apart=bool(groups), alone=alone, tentative=tentative,
    )  # fmt: skip
    return Matcher(names, rule, optional, tentative=tentative, digits=digits, significant=significant, chance=chance)


def _chance(fields: Fields) -> Fraction:
    chance = fields.fraction("chance")
    node = fields.node("chance")
    if chance is not None and node is not None and not 0 < chance <= 1:
        fields.fault(WRONG_TYPE, "chance: a probability above 0, at most 1, is expected", node, "write 1/20 or 0.05")
    return Fraction(1) if chance is None else chance


def _groups(fields: Fields) -> Groups:
    node = fields.node("same-unit")
    if node is None:
        return ()
    rows = node.items if isinstance(node, SequenceNode) else ()
    if not rows or not all(isinstance(row, SequenceNode) for row in rows):
        fields.fault(WRONG_TYPE, "same-unit: a list of lists of names is expected", node, "write [[before, after]]")
        return ()
    sequences = (row for row in rows if isinstance(row, SequenceNode))
    return tuple(tuple(name.text for name in row.items if isinstance(name, Scalar)) for row in sequences)


def _of_one_type(slots: Sequence[syntax.Slot], fields: Fields, node: Node) -> bool:
    """Whether every name is a list in all the patterns of a rule, or in none: what is bound to it is one or the other."""
    lists, single = ({slot.name for slot in slots if slot.many is many} for many in (True, False))
    for name in sorted(lists & single):
        message = f"text: {quoted(name)} is a list in one pattern and one number in another"
        fields.fault(WRONG_TYPE, message, node, "give the single number another name")
    return fields.ok


def _known(groups: Groups, names: Mapping[str, NameType], fields: Fields) -> bool:
    node = fields.node("same-unit")
    for name in (name for group in groups for name in group):
        if name not in names and node is not None:
            message = f"same-unit: no slot {quoted(name)}{did_you_mean(name, names)}"
            fields.fault(WRONG_TYPE, message, node, f"the slots are {', '.join(names)}")
    return fields.ok


def _by_type(slots: Sequence[syntax.Slot]) -> Groups:
    """Slots of one type share a unit, hedged or not."""
    types: dict[str, dict[str, None]] = {}
    for slot in slots:
        types.setdefault(slot.type.removeprefix("firm-"), {})[slot.name] = None
    return tuple(dict.fromkeys(tuple(names) for names in types.values()))


def _written(node: Node | None, fields: Fields, key: str) -> Written:
    """The patterns of a key by language; patterns for any language stand under each language that has word classes."""
    if node is None:
        return {}
    if not isinstance(node, MappingNode):
        listed = _listed(node, fields, key)
        return dict.fromkeys(languages(), listed)
    found: dict[str, tuple[Scalar, ...]] = {}
    for language, value in node.entries:
        if not has_classes(language, fields, key):
            continue
        found[language.text] = _listed(value, fields, key)
    return found


def _listed(node: Node, fields: Fields, key: str) -> tuple[Scalar, ...]:
    items = node.items if isinstance(node, SequenceNode) else (node,)
    scalars = tuple(item for item in items if isinstance(item, Scalar))
    for item in items:
        if not isinstance(item, Scalar):
            fields.fault(WRONG_TYPE, f"{key}: a pattern is a text, not {item.kind}", item, "put the pattern into quotes")
    return scalars


def _parsed(written: Written, fields: Fields, *, binds: bool) -> Patterns | None:
    """The patterns as trees, or None where one is faulty; each fault is told once, at its place inside the pattern."""
    found: dict[str, tuple[syntax.Pattern, ...]] = {}
    faults: dict[Place, Finding] = {}
    for language, scalars in written.items():
        words = word_classes(language)
        assert words is not None, "only languages with word classes are written"
        listed: list[syntax.Pattern] = []
        for scalar in scalars:
            try:
                for text in (scalar.text,) if binds else conditions(scalar.text, words):
                    pattern = syntax.parse(text, binds)
                    check(pattern, words)
                    listed.append(pattern)
            except syntax.PatternError as error:
                place = scalar.passage(error.offset, error.offset + max(1, len(error.text)))
                message = f"pattern {quoted(scalar.text)}: {error.message}"
                faults.setdefault(place, fault_finding(BAD_PATTERN, message, place, help=error.advice))
        found[language] = tuple(listed)
    fields.findings.extend(faults.values())
    return None if faults else found
