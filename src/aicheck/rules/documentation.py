"""Rules told to readers: one rule explained, the list of all, the reference pages, and the start of a new rule."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from aicheck.model import Severity
from aicheck.rules.expectations import ATTRIBUTES, FUNCTIONS
from aicheck.rules.messages import RESULTS
from aicheck.rules.rule import KEYS, Rule, RuleSet
from aicheck.rules.sources import SOURCES
from aicheck.yamlio import Mapping as MappingNode
from aicheck.yamlio import Node, Scalar, Sequence

_FAMILIES = {
    "1": "malformed numbers", "2": "arithmetic stated in a sentence", "3": "claims that contradict", "4": "tables and statements",
    "5": "units, currencies, rates", "6": "plausibility", "7": "across languages and sources", "8": "change and provenance",
}  # fmt: skip


class Listed(NamedTuple):
    """One line of the list of rules."""

    id: str
    name: str
    severity: Severity
    source: str
    what: str
    file: str


def catalogue(ruleset: RuleSet) -> tuple[Listed, ...]:
    """All rules, in the order of their ids."""
    return tuple(
        Listed(rule.id, rule.name, rule.severity, rule.source.name, rule.what, rule.place.path) for rule in ruleset.rules
    )


def explain(rule: Rule) -> str:
    """A rule in full, as plain text: what it demands and why, how it matches, and its tests as examples."""
    lines = [f"{rule.id} {rule.name} ({rule.severity})", "", rule.what, rule.why, ""]
    lines.append(f"Looks at: {rule.source.summary}")
    if rule.when is not None:
        lines.append(f"Applies when: {rule.when.text}")
    lines.append(f"Expects: {rule.expect.text if rule.expect is not None else 'that there is none'}")
    for title, bad in (("Holds", False), ("Breaks", True)):
        samples = [sample.node for sample in rule.tests if sample.bad == bad]
        if samples:
            lines += ["", f"{title}:"]
            lines += [f"  {line}" for sample in samples for line in _sample_lines(sample)]
    extra = (("Fix", rule.fix), ("Known problems", rule.known_problems), ("References", ", ".join(rule.references)))
    lines += ["", *(f"{title}: {text}" for title, text in extra if text), f"Defined in {rule.place.path}:{rule.place.line}"]
    return "\n".join(lines).rstrip() + "\n"


def reference(ruleset: RuleSet) -> str:
    """The page of all rules, in Markdown."""
    lines = ["# Rules that ship with aicheck", "", "Generated from the packs; do not edit.", ""]
    family = ""
    for rule in ruleset.rules:
        if rule.id[:4] != family:
            family = rule.id[:4]
            lines += [f"## {family}xx: {_FAMILIES.get(family[3:], 'other')}", ""]
        lines += [f"### {rule.id} {rule.name}", "", f"*{rule.severity}*, `match: {rule.source.name}`. {rule.what} {rule.why}", ""]
        lines += ["```text", *_examples(rule), "```", ""]
        extra = (("Fix", rule.fix), ("Known problems", rule.known_problems), ("References", ", ".join(rule.references)))
        lines += [item for title, text in extra if text for item in (f"{title}: {text}", "")]
    return "\n".join(lines).rstrip() + "\n"


def _examples(rule: Rule) -> list[str]:
    lines: list[str] = []
    for title, bad in (("holds", False), ("breaks", True)):
        for sample in rule.tests:
            if sample.bad == bad:
                shown = _sample_lines(sample.node)
                lines += [f"{title:>6}  {shown[0]}", *(f"        {line}" for line in shown[1:])]
    return lines


def _sample_lines(node: Node) -> list[str]:
    """A sample in a few lines: a text as it is, a claim as its keys and its stated words."""
    if isinstance(node, Scalar):
        return node.text.rstrip("\n").splitlines() or [""]
    if isinstance(node, Sequence):
        return [line for item in node.items for line in _claim_lines(item)]
    lines: list[str] = []
    for key, value in node:
        if (key.text == "text" and isinstance(value, Scalar)) or key.text == "claims":
            lines += _sample_lines(value)
        elif key.text == "documents" and isinstance(value, MappingNode):
            lines += [f"{name.text}: {line}" for name, text in value for line in _sample_lines(text)]
        elif isinstance(value, Scalar):
            lines.append(f"({key.text}: {value.text})")
    return lines


def _claim_lines(node: Node) -> list[str]:
    if not isinstance(node, MappingNode):
        return _sample_lines(node)
    stated = node.get("stated")
    keys = [f"{key.text} {value.text}" for key, value in node if isinstance(value, Scalar) and key.text != "stated"]
    return [f"{stated.text if isinstance(stated, Scalar) else ''}  ({', '.join(keys)})"]


# -- the languages of rules -------------------------------------------------------------------------------------------


def expectation_reference() -> str:
    """The page of the expectation language and of the keys and sources of rules, in Markdown."""
    lines = [_INTRODUCTION, "| function | gives | meaning | example |", "|---|---|---|---|"]
    gives = {"measure": "number", "truth": "condition", "any": "same as `x`"}
    for function in FUNCTIONS.values():
        result = gives.get(function.result, function.result)
        lines.append(f"| `{function.signature}` | {result} | {function.summary} | `{function.example}` |")
    lines += ["", "## Attributes", "", "Of a name that is bound to one statement.", "", "| attribute | meaning |", "|---|---|"]
    lines += [f"| `.{name}` | {meaning} |" for name, meaning in ATTRIBUTES.items()]
    lines += ["", "## Messages", "", "`{name}` is a bound statement as written, `{name.period}` one of its keys.", ""]
    lines += ["| in a message | meaning |", "|---|---|", *(f"| `{{{name}}}` | {meaning} |" for name, meaning in RESULTS.items())]
    lines += ["", "## Keys of a rule", "", "| key | meaning |", "|---|---|"]
    lines += [f"| `{key}` | {meaning} |" for key, meaning in KEYS.items()]
    lines += ["", "## Sources of `match`", ""]
    for source in SOURCES.values():
        lines += [f"### `{source.name}`", "", f"{source.summary[0].upper()}{source.summary[1:]}.", ""]
        lines += _described(source.schema.get("properties", {}), "key")
        others = source.schema.get("additionalProperties")
        if isinstance(others, dict):
            below = _described(others.get("properties", {}), "key")
            told = f"{others['description'][0].upper()}{others['description'][1:]}."
            lines += [f"{told} Below a name:" if below else told, "", *below]
        lines += ["```yaml", new_rule("ACME001", f"example-of-{source.name}", source.name).rstrip(), "```", ""]
    return "\n".join(lines).rstrip() + "\n"


def _described(properties: Mapping[str, Any], title: str) -> list[str]:
    """A table of keys with what they mean, from a JSON Schema."""
    rows = [f"| `{key}` | {told['description']} |" for key, told in properties.items() if "description" in told]
    return [f"| {title} | meaning |", "|---|---|", *rows, ""] if rows else []


def new_rule(id: str, name: str, source: str) -> str:
    """The YAML of a new rule with its tests, to be changed: it loads, and its tests pass.

    Raises: KeyError for an unknown source.
    """
    body = "".join(f"  {line}\n" if line else "\n" for line in SOURCES[source].example.splitlines())
    return f"- id: {id}\n  name: {name}\n{body}"


_INTRODUCTION = """\
# The expectation language

Generated from the function table; do not edit.

`expect` states what must hold of the names that `match` binds. `when`, in the same language, states when the rule applies.

    after == before * (1 + change)
    sum(parts) <= whole and count(parts) >= 2
    0 < share <= 100%

Every name stands for all the values that its statement allows: `31 billion` is 30.5 to 31.5 billion, `over 50` is 50 and
more. `a == b` holds where the two can be the same number, `a <= b` where some value of a is at most some value of b. So a
finding is raised only where the expectation can hold for no value at all. An expectation that holds, but would not if the
numbers were exact, is *consistent only by rounding*.

- Comparisons: `== != <= < >= >`, also chained. Logic: `and`, `or`, `not`. Arithmetic: `+ - * /`, unary minus, parentheses.
- Numbers are exact decimals (`0.05`, `1e9`); `46%` is 0.46. Texts stand in quotes.
- Percentages, multiples and fractions are ratios: 14 percent is 0.14. As a change they are growth: `fell 14 %` is -0.14,
  `tripled` is +2, and `rose three times` allows +2 and +3.
- A count times a price is a price; a bare number in the rule takes any unit. Amounts in different currencies are never
  added or compared, only converted. Where units do not fit, the expectation is left unchecked, and over claims that is a
  finding.
- An optional name that is not bound counts as an empty list inside a function that takes lists.

## Functions
"""
