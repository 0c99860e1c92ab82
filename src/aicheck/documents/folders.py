"""Which files a list of paths means: folders are walked in a fixed order, what git ignores is left out.

Symbolic links inside a folder are not followed, so that nothing outside the given paths is ever read; a path that the
user names is read whatever it is.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, NamedTuple

from aicheck.documents.faults import unreadable
from aicheck.documents.reader import STANDARD_INPUT
from aicheck.documents.registry import SUFFIXES
from aicheck.model import Finding

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec


class Walk(NamedTuple):
    """The files that a list of paths means, each once, and a finding for every path that does not exist."""

    paths: tuple[str, ...]
    findings: tuple[Finding, ...]


class _Ignored(NamedTuple):
    """The patterns of one ignore file and the folder that they are relative to."""

    folder: Path
    spec: GitIgnoreSpec

    def covers(self, path: Path, *, folder: bool) -> bool | None:
        """True or False where a pattern decides, None where none does."""
        name = path.relative_to(self.folder).as_posix()
        return self.spec.check_file(name + "/" if folder else name).include


def walk(paths: Iterable[str | Path], exclude: Iterable[str] = ()) -> Walk:
    """The documents that `paths` mean, in the order given, a folder's by name; each file once.

    Inside folders only files of a known suffix count; hidden ones, symbolic links and what `.gitignore` names are skipped.
    `exclude` holds further patterns in the same syntax, relative to the current folder.
    """
    from_settings = _spec(list(exclude), Path.cwd())
    found: dict[Path, str] = {}
    findings: list[Finding] = []
    for path in paths:
        given = os.fspath(path)
        if given != STANDARD_INPUT and Path(given).is_dir():
            files: Iterable[str] = _folder(Path(given), from_settings)
        elif given == STANDARD_INPUT or os.path.lexists(given):
            files = (given,)
        else:
            files = ()
            shown = given.replace(os.sep, "/")
            findings.append(unreadable(shown, "no such file or folder", "check the path; it is relative to the current folder"))
        for file in files:
            found.setdefault(Path(file).absolute() if file != STANDARD_INPUT else Path(file), file.replace(os.sep, "/"))
    return Walk(tuple(found.values()), tuple(findings))


def _folder(folder: Path, from_settings: list[_Ignored]) -> Iterator[str]:
    absolute = folder.resolve()
    yield from _below(folder, absolute, [*from_settings, *_outer_ignores(absolute)])


def _below(shown: Path, absolute: Path, ignores: list[_Ignored]) -> Iterator[str]:
    ignores = [*ignores, *_ignore_file(absolute)]
    try:
        entries = sorted(os.scandir(absolute), key=lambda entry: entry.name)
    except OSError:
        return  # a folder that may not be listed holds nothing for this user
    for entry in entries:
        if entry.name.startswith(".") or entry.is_symlink():
            continue
        is_folder = entry.is_dir(follow_symlinks=False)
        if not is_folder and (PurePath(entry.name).suffix.lower() not in SUFFIXES or not entry.is_file()):
            continue
        if _is_ignored(absolute / entry.name, is_folder, ignores):
            continue
        if is_folder:
            yield from _below(shown / entry.name, absolute / entry.name, ignores)
        else:
            yield str(shown / entry.name)


def _is_ignored(path: Path, is_folder: bool, ignores: list[_Ignored]) -> bool:
    """The innermost ignore file that has a pattern for the path decides, as in git."""
    for ignored in reversed(ignores):
        if path.is_relative_to(ignored.folder):
            verdict = ignored.covers(path, folder=is_folder)
            if verdict is not None:
                return verdict
    return False


def _outer_ignores(folder: Path) -> list[_Ignored]:
    """The ignore files of the folders above, up to the root of the repository; none outside of a repository."""
    above: list[Path] = []
    for parent in (folder, *folder.parents):
        if parent != folder:
            above.append(parent)
        if (parent / ".git").exists():
            return [found for each in reversed(above) for found in _ignore_file(each)]
    return []


def _ignore_file(folder: Path) -> list[_Ignored]:
    try:
        lines = (folder / ".gitignore").read_text("utf-8", errors="replace").splitlines()
    except OSError:
        return []
    return _spec(lines, folder)


def _spec(lines: list[str], folder: Path) -> list[_Ignored]:
    if not lines:
        return []
    from pathspec import GitIgnoreSpec  # 60 ms: only where there is something to ignore

    return [_Ignored(folder, GitIgnoreSpec.from_lines(lines))]
