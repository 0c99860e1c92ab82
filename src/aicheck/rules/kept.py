"""The rules of packs, kept beside them as Python keeps bytecode: reading them was a third of the check of a small file.

What is kept counts as long as aicheck's own files are those that it was made from. Where the folder cannot be written, or
`PYTHONDONTWRITEBYTECODE` is set, nothing is kept and packs are read each time. See docs/decisions/0013-kept-packs.md.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import pickle
import sys
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.util import cache_from_source
from pathlib import Path

from aicheck.rules.matching import Source
from aicheck.rules.rule import Rule
from aicheck.rules.sources import SOURCES

_PACKAGE = Path(__file__).parent.parent
_DIGEST = hashlib.sha256
_HEAD = 2 * _DIGEST().digest_size


def load(file: Path) -> tuple[Rule, ...] | None:
    """The rules that were kept of a file of a pack; None where none were, or of other files than there are now."""
    try:
        kept = _beside(file).read_bytes()
    except OSError:
        return None
    head, body = kept[:_HEAD], kept[_HEAD:]
    if head != _head(body):
        return None
    rules: tuple[Rule, ...] = _Unpickler(io.BytesIO(body)).load()
    return rules


def keep(file: Path, rules: Sequence[Rule]) -> None:
    """Keeps the rules of a file of a pack, which were read without their tests, for the next time."""
    if sys.dont_write_bytecode:
        return
    body = io.BytesIO()
    _Pickler(body, pickle.HIGHEST_PROTOCOL).dump(tuple(rules))
    beside = _beside(file)
    unfinished = beside.with_suffix(f".{os.getpid()}")
    with contextlib.suppress(OSError):  # a folder that cannot be written
        beside.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_bytes(_head(body.getvalue()) + body.getvalue())
        unfinished.replace(beside)


class _Pickler(pickle.Pickler):
    """Sources of `match` by their names."""

    def persistent_id(self, obj: object) -> str | None:
        return obj.name if isinstance(obj, Source) else None


class _Unpickler(pickle.Unpickler):
    def persistent_load(self, pid: str) -> Source:
        return SOURCES[pid]


def _beside(file: Path) -> Path:
    return Path(cache_from_source(os.fspath(file))).with_suffix(".rules")


def _head(body: bytes) -> bytes:
    """What stands before the rules: of which files they are, and that they are whole."""
    return stamp() + _DIGEST(body).digest()


@lru_cache
def stamp() -> bytes:
    """What aicheck's own files are like: names, sizes and times of change, as for bytecode."""
    return _DIGEST("\n".join(sorted(_files(os.fspath(_PACKAGE)))).encode()).digest()


def _files(folder: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                if entry.name != "__pycache__":
                    yield from _files(entry.path)
            else:
                status = entry.stat()
                yield f"{entry.path} {status.st_size} {status.st_mtime_ns}"
