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
    A link to a document or folder outside of the folder is a finding (info), so that nobody takes it for checked.
    `exclude` holds further patterns in the same syntax, relative to the current folder.
    """
    from_settings = _spec(list(exclude), Path.cwd())
    found: dict[Path, str] = {}
    findings: list[Finding] = []
    for path in paths:
        given = os.fspath(path)
        if given != STANDARD_INPUT and Path(given).is_dir():
            files: Iterable[str | Finding] = _folder(Path(given), from_settings)
        elif given == STANDARD_INPUT or os.path.lexists(given):
            files = (given,)
        else:
            files = ()
            shown = given.replace(os.sep, "/")
            findings.append(unreadable(shown, "no such file or folder", "check the path; it is relative to the current folder"))
        for file in files:
            if isinstance(file, Finding):
                findings.append(file)
                continue
            found.setdefault(Path(file).absolute() if file != STANDARD_INPUT else Path(file), file.replace(os.sep, "/"))
    return Walk(tuple(found.values()), tuple(findings))


def _folder(folder: Path, from_settings: list[_Ignored]) -> Iterator[str | Finding]:
    root = folder.resolve()
    yield from _below(folder, root, root, [*from_settings, *_outer_ignores(root)])


def _below(shown: Path, absolute: Path, root: Path, ignores: list[_Ignored]) -> Iterator[str | Finding]:
    ignores = [*ignores, *_ignore_file(absolute)]
    try:
        entries = sorted(os.scandir(absolute), key=lambda entry: entry.name)
    except OSError as error:
        yield unreadable(shown.as_posix(), f"cannot be listed ({error.strerror})", "change its permissions, or leave it out")
        return
    for entry in entries:
        is_folder = entry.is_dir(follow_symlinks=False)
        known = PurePath(entry.name).suffix.lower() in SUFFIXES
        if entry.name.startswith(".") or not (is_folder or entry.is_symlink() or (known and entry.is_file())):
            continue
        if _is_ignored(absolute / entry.name, is_folder, ignores):
            continue
        if is_folder:
            yield from _below(shown / entry.name, absolute / entry.name, root, ignores)
        elif not entry.is_symlink():
            yield str(shown / entry.name)
        elif (known or entry.is_dir()) and not _inside(absolute / entry.name, root):
            reason = f"is a link that leads out of {root.name}, and is not followed"
            advice = "name what it leads to, or leave it out"
            yield unreadable((shown / entry.name).as_posix(), reason, advice, severity="info")


def _inside(link: Path, root: Path) -> bool:
    """Whether a link leads to something in the folder, which is met there; one that leads nowhere does not lead out."""
    try:
        return link.resolve(strict=True).is_relative_to(root)
    except (OSError, RuntimeError):  # RuntimeError: a loop, before Python 3.13
        return True


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
