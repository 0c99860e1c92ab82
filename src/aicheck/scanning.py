"""One document at a time, from its path to what its own numbers give: the part of a run that worker processes share.

Documents whose numbers claims cite are only read here: what claims say of them is weighed for all of them together.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from aicheck import documents, quantities, rules
from aicheck.config import Settings
from aicheck.documents.faults import unreadable
from aicheck.findings.suppressions import Suppression, in_document
from aicheck.model import Document, Finding, Reading, Stored
from aicheck.passages import Passages

if TYPE_CHECKING:
    from aicheck.workers import Lost

_SHARE = 256 * 1024
"""Bytes of documents that are worth a worker of their own."""

NO_TEXTS: Mapping[str, str] = {}


class Scanned(NamedTuple):
    """What one document gives: its quantities, what is suppressed in it, and what its own numbers break.

    `passages` are the quantities that its findings and verdicts lie on, of `quantities` in all; every one where there are no
    long tables, or where `outcome` is None, because the document is weighed with the claims.
    `reading` is there for such a document, and where it was asked for; `original` is, for such a document, the reading of
    the one that it translates.
    """

    path: str
    quantities: int
    passages: Passages
    suppressions: tuple[Suppression, ...]
    faults: tuple[Finding, ...]
    outcome: rules.Outcome | None
    reading: Reading | None
    original: Reading | None = None


class Scan:
    """The work on one path; picklable, and then without the rules, which another process loads for itself.

    `cited` names the files that claims cite; `texts` are texts that count in place of the files of their paths; `keep` asks
    for every reading. `asked` are the paths that were asked for by name: of others, one that cannot be read is a warning
    (None: of none). `translated` names, for translations, the document that they translate.
    """

    def __init__(
        self,
        settings: Settings,
        ruleset: rules.RuleSet,
        cited: Collection[str] = (),
        stdin_name: str = "",
        texts: Mapping[str, str] = NO_TEXTS,
        *,
        keep: bool = False,
        asked: Collection[str] | None = None,
        translated: Mapping[str, str] = NO_TEXTS,
    ) -> None:
        self._rules, self._packs = settings.rules, settings.packs
        self._hedges, self._language = settings.hedges, settings.language
        self._dollar = settings.dollar
        self._decimal_comma = settings.decimal_mark == "," if settings.decimal_mark else None
        self._asked, self._translated = asked, translated
        self._cited, self._stdin_name, self._texts, self._keep = cited, stdin_name, texts, keep
        self._ruleset: rules.RuleSet | None = ruleset
        self._together = any(rule.source.scope == "corpus" and rule.source.name != "fault" for rule in ruleset.rules)

    def __getstate__(self) -> dict[str, object]:
        return {**self.__dict__, "_ruleset": None}

    def _at_hand(self) -> rules.RuleSet:
        if self._ruleset is None:
            self._ruleset = rules.load(self._rules, self._packs, pack_tests=False)
        return self._ruleset

    def __call__(self, path: str) -> Scanned | Finding:
        """What the document gives; a finding where it cannot be read."""
        document = self._document(path)
        if isinstance(document, Finding):
            met = self._asked is not None and path not in self._asked and document.severity == "error"
            return document._replace(severity="warning") if met else document
        reading = self._reading(document)
        original = self._original(path)
        cited = self._together or Path(document.path).name in self._cited
        outcome = None if cited else self._outcome(reading, original)
        return Scanned(
            document.path,
            len(reading.quantities),
            _told(reading, outcome),
            *in_document(document),
            outcome,
            reading if cited or self._keep else None,
            original if cited else None,
        )

    def _outcome(self, reading: Reading, original: Reading | None) -> rules.Outcome:
        originals = {} if original is None else {reading.document.path: original}
        return rules.run(self._at_hand(), [reading], widths=self._hedges, originals=originals)

    def _reading(self, document: Document) -> Reading:
        return quantities.read(document, dollar=self._dollar, decimal_comma=self._decimal_comma)

    def _original(self, path: str) -> Reading | None:
        """The reading of the document that one translates; what cannot be read is told where it is scanned itself."""
        translated = self._translated.get(path)
        document = None if translated is None else self._document(translated)
        return self._reading(document) if isinstance(document, Document) else None

    def _document(self, path: str) -> Document | Finding:
        if path in self._texts:
            return documents.from_text(self._texts[path], path, self._language)
        return documents.read(path, self._language, self._stdin_name if path == documents.STANDARD_INPUT else "")


def _told(reading: Reading, outcome: rules.Outcome | None) -> Passages:
    """Where the quantities of a document stand; of one with long tables those alone that its findings and verdicts lie on."""
    if outcome is None or not isinstance(reading.quantities, Stored):
        return Passages.of(reading)
    path = reading.document.path
    return Passages.of(reading).touched(place for place in outcome.places if place.path == path)


def scan(
    work: Scan, paths: Sequence[str], jobs: int | None = None, told: Callable[[int], None] | None = None
) -> Iterator[Scanned | Finding]:
    """What each document gives, in the order of the paths, the same with any number of worker processes.

    `jobs` of None chooses by the cores and the size of the documents; `told` hears after each how many are done. A document
    whose worker dies is a finding.
    """
    jobs = _worth(paths) if jobs is None else min(jobs, len(paths))
    alone = jobs <= 1 or documents.STANDARD_INPUT in paths  # only this process has standard input
    for done, scanned in enumerate(map(work, paths) if alone else _shared(work, paths, jobs), 1):
        if told is not None:
            told(done)
        yield scanned


def _shared(work: Scan, paths: Sequence[str], jobs: int) -> Iterator[Scanned | Finding]:
    from aicheck.workers import Lost, ordered  # 15 ms: only where there are many documents

    for path, answer in zip(paths, ordered(work, paths, jobs), strict=True):
        yield _lost(path, answer) if isinstance(answer, Lost) else answer


def _lost(path: str, lost: Lost) -> Finding:
    return unreadable(path, f"could not be checked: the process that read it {lost.reason}", "check it alone, with more memory")


def _worth(paths: Sequence[str]) -> int:
    """How many workers these documents are worth: none for a few small ones."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(cores, len(paths), sum(map(_size, paths)) // _SHARE)


def _size(path: str) -> int:
    try:
        return os.stat(path).st_size  # noqa: PTH116 (of thousands of paths)
    except (OSError, ValueError):
        return 0
