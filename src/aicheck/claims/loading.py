"""Claims files to claims: every value checked against the words that it is curated from."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple, cast

from aicheck.claims.aliases import Aliases
from aicheck.claims.entries import Entry, entries
from aicheck.claims.faults import BAD_ID, BAD_PLACE, DUPLICATE_ID, UNKNOWN_CHANGE, UNKNOWN_ROLE
from aicheck.claims.meaning import meaning, moved
from aicheck.claims.roles import DEFAULT_ROLE, ROLES
from aicheck.model import Change, Claim, Finding, Place, Related
from aicheck.text import LineIndex
from aicheck.yamlio import MISSING_KEY, UNREADABLE, Fault, Scalar, did_you_mean, fault_finding, quoted
from aicheck.yamlio import load as load_yaml

SUFFIXES = (".yaml", ".yml")
_ID = re.compile(r"[a-z0-9]+(?:[-._][a-z0-9]+)*", re.ASCII)
_AT = re.compile(r"([1-9]\d{0,8}):([1-9]\d{0,8})", re.ASCII)
_CHANGES = ("up", "down", "none")


class ClaimSet(NamedTuple):
    """The claims of any number of files, in their order, and what was wrong with the files."""

    claims: tuple[Claim, ...]
    findings: tuple[Finding, ...]


def load(paths: Iterable[str | os.PathLike[str]]) -> ClaimSet:
    """The claims of files and folders (their .yaml and .yml files, sorted, with subfolders).

    A claim with a fault is left out, and the fault is a finding; all the others are kept. Linear in the files' size.
    """
    findings: list[Finding] = []
    aliases = Aliases()
    claims: dict[str, Claim] = {}
    for path in _files(paths, findings):
        loaded = load_yaml(path)
        findings += loaded.findings
        for entry in () if loaded.root is None else entries(loaded.root, aliases, findings):
            claim = _claim(entry, findings)
            if claim is not None and claims.setdefault(claim.id, claim) is not claim:
                findings.append(_duplicate(claim, claims[claim.id]))
    aliases.resolve(findings)
    named = (claim._replace(subject=aliases.canonical(claim.subject)) for claim in claims.values())
    return ClaimSet(tuple(named), tuple(findings))


def _files(paths: Iterable[str | os.PathLike[str]], findings: list[Finding]) -> Iterator[str]:
    for path in paths:
        given = Path(path)
        if not given.is_dir() or given.suffix in SUFFIXES:
            yield os.fspath(path)
            continue
        files = sorted(file for suffix in SUFFIXES for file in given.rglob(f"*{suffix}"))
        if not files:
            place = LineIndex("").place(given.as_posix(), 0, 0)
            findings.append(fault_finding(UNREADABLE, "no claims files in this folder", place, help="they end in .yaml or .yml"))
        for file in files:
            yield file.as_posix()


def _claim(entry: Entry, findings: list[Finding]) -> Claim | None:
    """The claim of an entry, with its subject as written; None where something is wrong with it."""
    before = len(findings)
    known = entry.known
    for key in ("id", "subject", "metric"):
        if key not in known:
            message, first = f"the claim has no {quoted(key)}", entry.node.entries[0][0]
            findings.append(fault_finding(MISSING_KEY, message, first.place, help=f"add {key}: here or in the defaults above"))
    if "id" in known and not _ID.fullmatch(known["id"].text):
        message = f"id: {quoted(known['id'].text)} is not made of lower-case letters, digits and hyphens"
        findings.append(fault_finding(BAD_ID, message, known["id"].place, help="such as us-financing-2023"))
    role = _choice(known.get("role"), tuple(ROLES), DEFAULT_ROLE, UNKNOWN_ROLE, findings)
    change = _choice(known.get("change"), _CHANGES, "", UNKNOWN_CHANGE, findings)
    source = _source(entry, findings)
    quantity = meaning(entry, findings)
    if len(findings) > before or quantity is None or source is None:
        return None
    if source.path == entry.node.source.path:  # the number stands in the claims file itself: its offsets count there
        quantity = moved(quantity, source.start)
    return Claim(
        id=known["id"].text,
        subject=known["subject"].text,
        metric=known["metric"].text,
        period=_text(known.get("period")),
        scope=_text(known.get("scope")),
        role=role,
        quantity=quantity._replace(change=cast(Change, change)) if change else quantity,
        source=source,
        place=known["id"].place,
        dimensions=entry.dimensions,
    )


def _source(entry: Entry, findings: list[Finding]) -> Place | None:
    """Where the claim says that its words stand: in the document, as yet unread, or else in the claims file itself."""
    stated, document, at = (entry.known.get(key) for key in ("stated", "document", "at"))
    if stated is None or document is None:
        number = stated or entry.known.get("value")
        return None if number is None else number.passage(0, len(number.text))
    if at is None:
        message = "the claim does not say where its words stand in the document"
        findings.append(fault_finding(MISSING_KEY, message, stated.place, help="add at: line:column, such as at: 14:231"))
        return None
    match = _AT.fullmatch(at.text.strip())
    if match is None:
        help = "write line:column, both counted from 1, such as 14:231"
        findings.append(fault_finding(BAD_PLACE, f"at: {quoted(at.text)} is not a place", at.place, help=help))
        return None
    line, column, length = int(match[1]), int(match[2]), len(stated.text)
    return Place(document.text, line, column, line, column + length, 0, length, stated.text)


def _choice(given: Scalar | None, choices: tuple[str, ...], default: str, fault: Fault, findings: list[Finding]) -> str:
    if given is None or given.text in choices:
        return default if given is None else given.text
    hint = did_you_mean(given.text, choices)
    message = f"{quoted(given.text)} is not known{hint}"
    findings.append(fault_finding(fault, message, given.place, help=f"it is one of {', '.join(choices)}"))
    return default


def _duplicate(claim: Claim, first: Claim) -> Finding:
    message = f"two claims have the id {quoted(claim.id)}; the first is kept"
    related = Related(first.place, f"{quoted(claim.id)} is here already")
    return fault_finding(DUPLICATE_ID, message, claim.place, help="rename one of the two", related=(related,))


def _text(scalar: Scalar | None) -> str:
    return "" if scalar is None else scalar.text
