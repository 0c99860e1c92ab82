"""A claims file drafted from a document: every number with its words, place and value, for a curator to name."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import PurePosixPath

from aicheck import quantities
from aicheck.claims.values import of_quantity, show_value
from aicheck.model import Quantity, Reading
from aicheck.text import LineIndex

_PLAIN = re.compile(r"(?:[A-Za-z$€£¥\u3400-\u9fff]|[\d.-]+(?:e\d+)?[\d.e]* (?=[A-Za-z]))[\w $€£¥.,%/+-]*(?<![ ,])")
_RESERVED = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
# One word, or one character where words are not spaced; never over the end of a clause.
_WORD = r"(?:[\u3400-\u9fff]|[^\s\u3400-\u9fff,;:.!?，。；：！？、（）()]+)"
_WORD_BEFORE, _WORD_AFTER = re.compile(rf"{_WORD}[ \t]*\Z"), re.compile(rf"[ \t]*{_WORD}")
_MOST_BEFORE, _MOST_AFTER = 8, 3
_WORDS_IN_METRIC = 4


def draft(reading: Reading, cited: str = "", used: Counter[str] | None = None) -> str:
    """The YAML text of a claims file with one claim a quantity; it loads without a finding, and every claim binds.

    `cited` is how the file names the document, by default its name without folders. `used` counts the ids that other
    drafts have taken; this draft's are added.

    The words take in the hedge and the verb that the reading rests on. Subject and metric are first guesses (the file's
    name, the words around the number); a number that cannot be read from its own words is left as a comment.
    """
    document = reading.document
    text = document.text[:]
    lines = LineIndex(text)
    name = cited or PurePosixPath(document.path).name or "document"
    language = [f"language: {_scalar(document.language)}"] if document.language else []
    written = [
        f"# Drafted from {' '.join(document.path.split())}: give each claim its subject, metric, period and scope.",
        f"document: {_scalar(name)}",
        *language,
        "defaults:",
        f"  subject: {_scalar(PurePosixPath(name).stem or name)}",
        "claims:" if reading.quantities else "claims: []",
    ]
    used = Counter() if used is None else used
    readable = 0
    for quantity in reading.quantities:
        line, column = lines.position(quantity.start)
        span = _stated(text, quantity, document.language)
        if span is None:
            shown = " ".join(quantity.text.split())
            written.append(f"  # {line}:{column} {json.dumps(shown, ensure_ascii=False)} is not plain from its own words")
            continue
        readable += 1
        line, column = lines.position(span[0])
        written += _claim(quantity, text[slice(*span)], f"{line}:{column}", used)
    if reading.quantities and not readable:
        written[-len(reading.quantities) - 1] = "claims: []"
    return "\n".join(written) + "\n"


def _claim(quantity: Quantity, stated: str, at: str, used: Counter[str]) -> Iterator[str]:
    metric = " ".join(quantity.concept[:_WORDS_IN_METRIC]) or quantity.kind
    stem = re.sub(r"[^a-z0-9]+", "-", metric.casefold()).strip("-") or quantity.kind
    used[stem] += 1
    id = stem if used[stem] == 1 else f"{stem}-{used[stem]}"
    yield f"  - id: {_scalar(id)}"
    # A guess that returns is counted, so that no draft makes two numbers statements of one fact.
    yield f"    metric: {_scalar(metric if used[stem] == 1 else f'{metric} ({used[stem]})')}"
    if quantity.change != "none" and quantity.kind in ("percent", "multiple"):
        yield "    role: change"
    yield f"    stated: {_scalar(' '.join(stated.split()))}"
    yield f"    at: {at}"
    yield f"    value: {_scalar(show_value(of_quantity(quantity)))}"


def _stated(text: str, quantity: Quantity, language: str) -> tuple[int, int] | None:
    """The shortest passage around a quantity that reads as it does by itself: its words, and the hedge and verb it needs."""
    for after in range(_MOST_AFTER + 1):
        end = quantity.end
        for _ in range(after):
            word = _WORD_AFTER.match(text, end)
            end = end if word is None else word.end()
        start = quantity.start
        for _ in range(_MOST_BEFORE + 1):
            read = quantities.read_stated(text[start:end], language or quantities.detect(text[start:end]))
            if read is not None and _same(read, quantity):
                return start, end
            word = _WORD_BEFORE.search(text, max(start - 40, 0), start)
            if word is None:
                break
            start = word.start()
    return None


def _same(read: Quantity, quantity: Quantity) -> bool:
    meaning = (quantity.low, quantity.high, quantity.value, quantity.unit, quantity.relation, quantity.change)
    return (read.low, read.high, read.value, read.unit, read.relation, read.change) == meaning


def _scalar(text: str) -> str:
    """A text as YAML writes it: plain where nothing in it could mean anything else, in double quotes otherwise."""
    if _PLAIN.fullmatch(text) and text.casefold() not in _RESERVED:
        return text
    return json.dumps(text, ensure_ascii=False)
