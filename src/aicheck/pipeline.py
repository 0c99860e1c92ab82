"""The calls in order, from paths to a result: documents, quantities, claims, rules, findings."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from aicheck import claims, config, documents, rules
from aicheck.config import Settings
from aicheck.documents.faults import UNREADABLE
from aicheck.findings.duplicates import without_duplicates
from aicheck.findings.selection import Selection
from aicheck.findings.suppressions import Suppression, suppress
from aicheck.fingerprints import stamp
from aicheck.lexicons import languages
from aicheck.model import Claim, Coverage, Finding, Outcome, Place, Result, Suppressed, Verdict
from aicheck.scanning import NO_TEXTS, Scan, Scanned, scan


def check(
    paths: Iterable[str | os.PathLike[str]] = (),
    *,
    settings: Settings | None = None,
    stdin_name: str = "",
    texts: Mapping[str, str] = NO_TEXTS,
    keep_readings: bool = False,
    jobs: int | None = None,
    told: Callable[[int, int], None] | None = None,
) -> Result:
    """Check the numbers of documents: every finding, every verdict, and how much was checked.

    `paths` are documents and folders, `-` for standard input; without any, the documents of the settings are read. Claims
    and rules are those of `settings` (default: the nearest settings file upward). Where paths are given, a finding on claims
    counts only if one of the documents that it rests on is among them. `stdin_name` stands for `-` in places, and its suffix
    tells the format. `texts` are texts that count in place of the files of their paths: what an editor has not saved.
    `keep_readings` hands the documents on to reports that show them. `jobs` is the number of worker
    processes (default: by cores and size), which changes nothing in the result; `told` hears how many documents of how many
    are done.

    Faults in documents, claims, rules and settings are findings too, and make the result `faulty`.
    """
    settings = config.discover() if settings is None else settings
    named = [os.fspath(path) for path in paths]
    walked = _walked(named, settings, texts)
    loaded = rules.load(settings.rules, settings.packs, pack_tests=False)
    claimed = claims.load(settings.claims)
    cited_files = {Path(claim.source.path).name for claim in claimed.claims}
    work = Scan(
        settings, loaded, cited_files, stdin_name, texts, keep=keep_readings, asked=_asked(named, settings),
        translated=documents.translations(walked.paths, languages()),
    )  # fmt: skip
    every = list(scan(work, walked.paths, jobs, None if told is None else partial(_tell, told, len(walked.paths))))
    scanned = [each for each in every if isinstance(each, Scanned)]

    unread = (each for each in every if isinstance(each, Finding))
    faults = (*settings.faults, *walked.findings, *unread, *loaded.findings, *claimed.findings)
    weighed = _weighed(scanned, loaded, claimed.claims, settings, everything=not named)
    result = _result(scanned, weighed, faults, loaded.rules, settings)
    if keep_readings:
        result = result._replace(readings=tuple(each.reading for each in scanned if each.reading is not None))
    if not settings.baseline:
        return result
    from aicheck.findings.baseline import set_aside

    checked = {each.path for each in scanned}
    return set_aside(result, Path(settings.baseline), checked, {rule.id for rule in result.rules})


def _result(
    scanned: Sequence[Scanned], weighed: _Weighed, faults: Sequence[Finding], used: Sequence[rules.Rule], settings: Settings
) -> Result:
    """Findings and verdicts that the settings ask for, in order, with what was covered."""
    selection = Selection(settings.select, settings.ignore, settings.severity, settings.per_path_ignores)
    findings, suppressed = _settled(
        stamp(_ordered([*faults, *weighed.findings])), scanned, settings.suppress, selection
    )
    verdicts = tuple(each for each in weighed.verdicts if selection.counts(each.rule, each.place.path))
    return Result(
        findings,
        verdicts,
        _coverage(scanned, weighed.cited, len(used), verdicts),
        faulty=any(fault.severity == "error" for fault in faults),
        unmatched=weighed.unmatched,
        rules=tuple(rule.info for rule in used),
        suppressed=suppressed,
    )


def _walked(named: Sequence[str], settings: Settings, texts: Mapping[str, str]) -> documents.Walk:
    """The documents that are asked for; of a text that counts in place of its file there may be no file."""
    if not named:
        return documents.walk(settings.documents, settings.exclude)
    on_disk = documents.walk([path for path in named if path not in texts], settings.exclude)
    return on_disk._replace(paths=(*(path for path in named if path in texts), *on_disk.paths))


def _asked(named: Sequence[str], settings: Settings) -> frozenset[str] | None:
    """The paths that are asked for by their own names; None where each file of a folder counts as asked for too."""
    if settings.severity.get(UNREADABLE) == "error":
        return None
    return frozenset(path.replace(os.sep, "/") for path in named or settings.documents)


class _Weighed(NamedTuple):
    """What rules say of documents and claims, as far as it concerns the documents asked for, and the claims that cite them."""

    findings: Sequence[Finding]
    verdicts: Sequence[Verdict]
    cited: Sequence[Claim]
    unmatched: tuple[str, ...]


def _weighed(
    scanned: Sequence[Scanned], loaded: rules.RuleSet, claimed: Iterable[Claim], settings: Settings, *, everything: bool
) -> _Weighed:
    together = [each.reading for each in scanned if each.outcome is None and each.reading is not None]
    stated, misquoted = claims.bind(claimed, together)
    scope = None if everything else _Scope((each.path for each in scanned), stated)
    cited = [claim for claim in stated if scope is None or scope.covers(claim.source)]
    # One claim on these documents is checked against all others; without one, nothing that claims say would count.
    originals = {each.path: each.original for each in scanned if each.original is not None}
    joint = rules.run(loaded, together, stated if cited else (), settings.hedges, originals=originals)
    outcome = rules.merge([joint, *(each.outcome for each in scanned if each.outcome is not None)])
    findings = (*misquoted, *outcome.findings)
    verdicts = sorted(outcome.verdicts, key=_where)
    if scope is not None:
        findings = tuple(each for each in findings if scope.reaches(each.place, *(related.place for related in each.related)))
        verdicts = [each for each in verdicts if scope.reaches(each.place, *each.others)]
    return _Weighed(findings, verdicts, cited, outcome.unmatched)


def _tell(told: Callable[[int, int], None], total: int, done: int) -> None:
    told(done, total)


def _settled(
    found: Sequence[Finding], scanned: Sequence[Scanned], asked: Iterable[Suppression], selection: Selection
) -> tuple[tuple[Finding, ...], tuple[Suppressed, ...]]:
    """The findings that count, with those about suppressions, and what authors and settings let stand."""
    passages = {each.path: each.passages for each in scanned}
    suppressions = [suppression for suppression in asked if suppression.path in passages]
    suppressions += [suppression for each in scanned for suppression in each.suppressions]
    settled = suppress(found, suppressions)
    own = [*(fault for each in scanned for fault in each.faults), *settled.notes]
    kept = selection.apply(_ordered([*settled.kept, *stamp(own)]))
    aside = [each for each in settled.suppressed if selection.counts(each.finding.rule, each.finding.place.path)]
    return without_duplicates(kept, passages), tuple(aside)


class _Scope:
    """What belongs to the documents that were asked for: their own places, and the claims that cite them."""

    def __init__(self, paths: Iterable[str], claimed: Iterable[Claim]) -> None:
        self._tails = {tail for path in paths for tail in _tails(path)}
        self._cited = {_key(claim.place): claim.source.path for claim in claimed}

    def covers(self, place: Place) -> bool:
        """Whether the place lies in one of the documents, or is a claim that cites one."""
        path = self._cited.get(_key(place), place.path)
        return path in self._tails or Path(path).name in self._tails

    def reaches(self, *places: Place) -> bool:
        """Whether one of the places that a finding or a verdict rests on is covered."""
        return any(self.covers(place) for place in places)


def _tails(path: str) -> Iterator[str]:
    """The path, and what remains of it when folders are taken from its front: a claim may cite any of these."""
    yield path
    parts = path.split("/")
    for at in range(1, len(parts)):
        yield "/".join(parts[at:])


def _key(place: Place) -> tuple[str, int, int]:
    return place.path, place.line, place.column


def _where(verdict: Verdict) -> tuple[str, int, int, int, str]:
    place = verdict.place
    return place.path, place.line, place.column, place.end, verdict.rule


def _ordered(findings: Iterable[Finding]) -> list[Finding]:
    """By path, position and rule; of findings that say the same of one place, the one that shows most is kept.

    A number that is bound to a claim is seen twice, as the document's and as the claim's.
    """
    kept: dict[tuple[object, ...], Finding] = {}
    for finding in findings:
        place = finding.place
        key = (place.path, place.start, place.end, finding.rule, finding.message)
        if key not in kept or _weight(finding) > _weight(kept[key]):
            kept[key] = finding
    return sorted(kept.values(), key=lambda f: (f.place.path, f.place.line, f.place.column, f.place.end, f.rule, f.message))


def _weight(finding: Finding) -> tuple[bool, int, int]:
    return finding.fix is not None, len(finding.related), len(finding.values)


def _coverage(scanned: Sequence[Scanned], cited: Sequence[Claim], rule_count: int, verdicts: Sequence[Verdict]) -> Coverage:
    outcomes: Counter[Outcome] = Counter(verdict.outcome for verdict in verdicts)
    return Coverage(
        documents=len(scanned),
        quantities=sum(each.quantities for each in scanned),
        bound=sum(claim.bound for claim in cited),
        checked=_checked(scanned, verdicts),
        claims=len(cited),
        rules=rule_count,
        consistent=outcomes["consistent"],
        rounding=outcomes["rounding"],
        contradictory=outcomes["contradictory"],
        unchecked=outcomes["unchecked"],
    )


def _checked(scanned: Sequence[Scanned], verdicts: Iterable[Verdict]) -> int:
    """How many quantities some rule came to a verdict on."""
    judged: dict[str, list[Place]] = {}
    for verdict in verdicts:
        if verdict.outcome != "unchecked":
            for place in (verdict.place, *verdict.others):
                judged.setdefault(place.path, []).append(place)
    return sum(len(each.passages.touched(judged.get(each.path, ())).starts) for each in scanned)
