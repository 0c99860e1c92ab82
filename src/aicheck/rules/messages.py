"""Message templates: `{after}` is a bound statement as written, `{after.period}` one of its keys, `{expected}` a result."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from aicheck.rules.matching import Binding, Item, NameType
from aicheck.yamlio import did_you_mean

RESULTS: Mapping[str, str] = {
    "expected": "what the other side of the comparison leads to",
    "stated": "the statement that is to blame, as written",
    "allowed": "what the statement to blame allows",
}
"""What a message can name beside the bound names."""
_FIELD = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")
_MOST_SHOWN = 5


class TemplateError(ValueError):
    """A template that cannot be filled: what is wrong, where in it (from 0), and advice."""

    def __init__(self, message: str, start: int, end: int, advice: str) -> None:
        super().__init__(message)
        self.message, self.start, self.end, self.advice = message, start, end, advice


class Template(NamedTuple):
    """A message with holes; `parts` are literal texts and (name, key) pairs in turn."""

    parts: tuple[str | tuple[str, str], ...]

    @property
    def names(self) -> frozenset[str]:
        """The names that it uses."""
        return frozenset(part[0] for part in self.parts if not isinstance(part, str))

    def fill(self, bindings: Mapping[str, Binding], results: Mapping[str, str]) -> str:
        """The message; a name that is not bound is shown as an ellipsis, brackets around nothing are left out."""
        text = "".join(part if isinstance(part, str) else _filled(*part, bindings, results) for part in self.parts)
        return text.replace(" ()", "")


def read_template(text: str, names: Mapping[str, NameType]) -> Template:
    """The template of a written message.

    Raises: TemplateError.
    """
    known = (*names, *RESULTS)
    parts: list[str | tuple[str, str]] = []
    offset = 0
    for match in _FIELD.finditer(text):
        parts.append(text[offset : match.start()])
        offset = match.end()
        if match[0] in ("{{", "}}"):
            parts.append(match[0][0])
            continue
        if match[1] is None:
            raise TemplateError(
                f"a lone '{match[0]}'", match.start(), match.end(), f"write {match[0] * 2} for the character itself"
            )
        name, _, key = match[1].strip().partition(".")
        if name not in known:
            raise TemplateError(
                f"nothing is named '{name}'{did_you_mean(name, known)}",
                match.start(),
                match.end(),
                f"known are {', '.join(known)}",
            )
        parts.append((name, key))
    parts.append(text[offset:])
    return Template(tuple(part for part in parts if part))


def _filled(name: str, key: str, bindings: Mapping[str, Binding], results: Mapping[str, str]) -> str:
    if name not in bindings:
        return results.get(name, "…")
    bound = bindings[name]
    if bound is None:
        return "…"
    if isinstance(bound, str):
        return bound
    if isinstance(bound, Item):
        return _of_item(bound, key)
    shown = list(dict.fromkeys(_of_item(item, key) for item in bound[:_MOST_SHOWN]))
    if len(bound) > _MOST_SHOWN:
        return ", ".join([*shown, "…"])
    return " and ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)


def _of_item(item: Item, key: str) -> str:
    if key:
        return item.text_of(key) or "…"
    falls = item.claim is None and item.quantity.change == "down" and item.words[0].isdigit()
    return f"-{item.words}" if falls else item.words  # "-15%", where the sentence says "fell 15%"
