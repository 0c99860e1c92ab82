"""What changed since a git revision, to report only findings that the change touches.

Git is asked for files and lines; nothing of its configuration that would run a program is used.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from aicheck.model import Finding, Place, Result

_HUNK = re.compile(r"@@ -\d+(?:,(?P<gone>\d+))? \+(?P<start>\d+)(?:,(?P<new>\d+))? @@")
_FILE = "+++ "
Lines = tuple[tuple[int, int], ...]


class NoRevision(ValueError):
    """Git gives no such revision, or there is no git here; the text says which."""


class Changes(NamedTuple):
    """The changed lines of files by their real paths, as (first, last), both included; None where all of it changed."""

    files: Mapping[Path, Lines | None]

    @classmethod
    def since(cls, revision: str, folder: Path | None = None) -> Changes:
        """What differs between a revision and the files as they are, untracked ones included.

        Raises: NoRevision.
        """
        here = folder or Path.cwd()
        root = Path(_git(here, "rev-parse", "--show-toplevel").strip())
        if revision.startswith("-"):
            raise NoRevision(f"{revision} is not a revision")
        commit = _git(here, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}", wanted=revision).strip()
        options = ("--no-color", "--no-ext-diff", "--no-textconv", "--no-renames", "--ignore-submodules")
        named = _git(root, "diff", *options, "--name-only", "-z", commit, "--").split("\0")
        untracked = _git(root, "ls-files", "--others", "--exclude-standard", "-z").split("\0")
        diff = _git(root, "diff", *options, "--unified=0", "--src-prefix=", "--dst-prefix=", commit, "--")
        lines = dict(_hunks(diff))
        return cls({(root / name).resolve(): lines.get(name) for name in (*named, *untracked) if name})

    def touch(self, finding: Finding) -> bool:
        """Whether the finding, or a place that it rests on, lies on a changed line."""
        return any(self._holds(place) for place in (finding.place, *(related.place for related in finding.related)))

    def narrow(self, result: Result) -> Result:
        """The result with the findings that the changes touch; faults of the user's own files (AIC0xx) stay."""
        kept = (found for found in result.findings if found.rule.startswith("AIC0") or self.touch(found))
        return result._replace(findings=tuple(kept))

    def _holds(self, place: Place) -> bool:
        path = Path(place.path).resolve()
        if path not in self.files:
            return False
        lines = self.files[path]
        return lines is None or any(first <= place.end_line and place.line <= last for first, last in lines)


def _git(folder: Path, *arguments: str, wanted: str = "") -> str:
    command = ["git", "-c", "core.quotePath=false", "-c", "core.fsmonitor=false", *arguments]
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, check=False, env={**os.environ, "LC_ALL": "C"})
    except FileNotFoundError as error:
        raise NoRevision("git is not installed, or the folder is not there") from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip()
        raise NoRevision(f"git knows no revision {wanted}" if wanted and not said else said or "git failed")
    return done.stdout.decode("utf-8", "surrogateescape")


def _hunks(diff: str) -> Iterator[tuple[str, Lines]]:
    """(path, changed lines) of each file of a diff without context; a deletion counts at the line that it left."""
    path = ""
    found: list[tuple[int, int]] = []
    for line in _outside_of_hunks(diff.split("\n")):
        if line.startswith(_FILE):
            if path and found:
                yield path, tuple(found)
            path, found = line[len(_FILE) :].removesuffix("\t"), []
        elif hunk := _HUNK.match(line):
            start, new = int(hunk["start"]), int(hunk["new"] or 1)
            found.append((max(1, start), max(1, start + new - 1) if new else start + 1))
    if path and found:
        yield path, tuple(found)


def _outside_of_hunks(lines: Sequence[str]) -> Iterator[str]:
    """The lines of a diff that are not a file's own, so that no text of a file is taken for a heading."""
    at = 0
    while at < len(lines):
        yield lines[at]
        hunk = _HUNK.match(lines[at])
        at += 1
        left = int(hunk["gone"] or 1) + int(hunk["new"] or 1) if hunk else 0
        while left and at < len(lines):
            left -= not lines[at].startswith("\\")
            at += 1
