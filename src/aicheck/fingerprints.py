"""Fingerprints of findings: made from content, so that they survive moved lines.

Two runs over a document in which lines were inserted, or whose rule was reformatted, give the same fingerprint to the
same finding. A changed number, rule id, path or offending passage gives another one.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable

from aicheck.model import Finding

_POSITION = re.compile(r"\bline \d+(?:, column \d+)?|(?<=\S):\d+:\d+")
_SPACE = re.compile(r"\s+")
_LENGTH = 16


def fingerprint(rule: str, path: str, text: str, message: str, occurrence: int = 0) -> str:
    """16 hexadecimal digits of what a finding says; numbers count, line numbers do not.

    `text` is the offending passage; runs of white space in it count as one space, so that a rewrapped paragraph keeps
    its findings. `occurrence` counts from 0 the findings of one run that are otherwise equal.
    """
    parts = (rule, path.replace("\\", "/"), _SPACE.sub(" ", text).strip(), _POSITION.sub("line", message), str(occurrence))
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        digest.update(b"%d:" % len(data))
        digest.update(data)
    return digest.hexdigest()[:_LENGTH]


def stamp(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings with their fingerprints, in the same order.

    Give all the findings of one run in the order of the documents: equal ones are told apart by their count.
    """
    seen: Counter[str] = Counter()
    stamped: list[Finding] = []
    for finding in findings:
        place = finding.place
        first = fingerprint(finding.rule, place.path, place.text, finding.message)
        occurrence = seen[first]
        seen[first] += 1
        if occurrence:
            first = fingerprint(finding.rule, place.path, place.text, finding.message, occurrence)
        stamped.append(finding._replace(fingerprint=first))
    return tuple(stamped)
