"""The baseline: a file of findings that were there when aicheck was adopted, so that only new ones are reported.

Findings are known by their fingerprints, which survive moved lines. The file is JSON with one finding a line, sorted, so
that a change of it is readable; it quotes the words of numbers and nothing else of the documents.
"""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from aicheck.fingerprints import stamp
from aicheck.model import Finding, Place, Result, Suppressed
from aicheck.text import LineIndex

BROKEN = ("AIC085", "broken-baseline")
STALE = ("AIC086", "stale-baseline")
VERSION = 1
REASON = "known to the baseline"


class Entry(NamedTuple):
    """One known finding; all but the fingerprint is there for the reader of the file."""

    fingerprint: str
    rule: str = ""
    path: str = ""
    text: str = ""
    message: str = ""


class Compared(NamedTuple):
    """What is new, what was known, and the entries of what is gone."""

    fresh: tuple[Finding, ...]
    known: tuple[Suppressed, ...]
    gone: tuple[Entry, ...]


class Baseline(NamedTuple):
    """Known findings."""

    entries: tuple[Entry, ...] = ()

    @classmethod
    def of(cls, findings: Iterable[Finding]) -> Baseline:
        """The baseline that knows exactly these findings; faults of the user's own files (AIC0xx) are never known."""
        return cls.sorted(
            Entry(found.fingerprint, found.rule, found.place.path, found.place.text, found.message)
            for found in findings
            if not found.rule.startswith("AIC0")
        )

    @classmethod
    def sorted(cls, entries: Iterable[Entry]) -> Baseline:
        """The baseline with these entries in the order of the file."""
        return cls(tuple(sorted(entries, key=lambda entry: (entry.path, entry.rule, entry.text, entry.fingerprint))))

    @classmethod
    def read(cls, path: Path) -> Baseline | Finding:
        """The baseline in a file, or the finding that says why there is none."""
        shown = path.as_posix()
        try:
            text = path.read_bytes().decode("utf-8")
        except FileNotFoundError:
            return _broken(shown, "", 0, "is not there", "write it with --update-baseline")
        except OSError as error:
            return _broken(shown, "", 0, f"cannot be read ({error.strerror})", "check the path and its permissions")
        except UnicodeDecodeError:
            return _broken(shown, "", 0, "is no UTF-8 text", "write it anew with --update-baseline")
        try:
            data: Any = json.loads(text)
        except json.JSONDecodeError as error:
            return _broken(shown, text, error.pos, f"is no JSON ({error.msg})", "take back the change, or write it anew")
        except RecursionError:
            return _broken(shown, text, 0, "is nested too deeply", "write it anew with --update-baseline")
        return cls._decoded(shown, text, data)

    @classmethod
    def _decoded(cls, shown: str, text: str, data: Any) -> Baseline | Finding:
        if not isinstance(data, dict) or data.get("version") != VERSION or not isinstance(data.get("findings"), list):
            return _broken(shown, text, 0, f"is no baseline of version {VERSION}", "write it anew with --update-baseline")
        entries = []
        for item in data["findings"]:
            known = isinstance(item, dict) and {key: value for key, value in item.items() if key in Entry._fields}
            if not known or not isinstance(known.get("fingerprint"), str):
                return _broken(shown, text, 0, "has a finding without a fingerprint", "write it anew with --update-baseline")
            entries.append(Entry(**{key: str(value) for key, value in known.items()}))
        return cls(tuple(entries))

    def text(self) -> str:
        """The file's text."""
        lines = ",\n".join(f"    {json.dumps(entry._asdict(), ensure_ascii=False)}" for entry in self.entries)
        findings = f"[\n{lines}\n  ]" if lines else "[]"
        return f'{{\n  "version": {VERSION},\n  "findings": {findings}\n}}\n'

    def compare(self, findings: Iterable[Finding]) -> Compared:
        """Tell new findings from known ones."""
        known = {entry.fingerprint for entry in self.entries}
        seen = list(findings)
        found = {finding.fingerprint for finding in seen}
        return Compared(
            tuple(finding for finding in seen if finding.fingerprint not in known),
            tuple(Suppressed(finding, "baseline", REASON) for finding in seen if finding.fingerprint in known),
            tuple(entry for entry in self.entries if entry.fingerprint not in found),
        )

    def updated(self, findings: Iterable[Finding], checked: Container[str]) -> Baseline:
        """The baseline of these findings; what was known of documents that were not checked, but are there, stays."""
        others = [entry for entry in self.entries if entry.path not in checked and Path(entry.path).exists()]
        return Baseline.sorted((*Baseline.of(findings).entries, *others))


def set_aside(result: Result, path: Path, checked: Container[str], rules: Container[str]) -> Result:
    """The result without the findings that the baseline knows; a baseline that cannot be read makes it faulty.

    Entries that are gone are told, as far as their document (`checked`) and their rule (`rules`) were looked at.
    """
    baseline = Baseline.read(path)
    if isinstance(baseline, Finding):
        return result._replace(findings=(*result.findings, *stamp([baseline])), faulty=True)
    compared = baseline.compare(result.findings)
    gone = [entry for entry in compared.gone if entry.path in checked and entry.rule in rules]
    return result._replace(
        findings=(*compared.fresh, *stamp(_stale(path, gone))), suppressed=(*result.suppressed, *compared.known)
    )


def _stale(path: Path, gone: Sequence[Entry]) -> Iterator[Finding]:
    if gone:
        many = f"{len(gone)} findings that the baseline knows are" if len(gone) > 1 else "1 finding that the baseline knows is"
        place = LineIndex("").place(path.as_posix(), 0, 0)
        advice = "write the baseline anew with --update-baseline, or it would hide them when they return"
        yield Finding(*STALE, "info", f"{many} gone", place, help=advice)


def _broken(shown: str, text: str, offset: int, reason: str, advice: str) -> Finding:
    place: Place = LineIndex(text).place(shown, offset, offset)
    return Finding(*BROKEN, "error", f"the baseline {reason}", place, help=advice)
