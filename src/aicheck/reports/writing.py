"""Report files, written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path


def write(path: Path, text: str) -> None:
    """Put `text` into the file at `path` as UTF-8; a reader sees the old file or the new one, never a part.

    Folders on the way are made. What is no regular file (a pipe, /dev/null) is written to as it is.
    Raises: OSError where the file cannot be written; the old file is then as it was.
    """
    data = text.encode("utf-8", errors="backslashreplace")
    if path.exists() and not path.is_file():
        path.write_bytes(data)
        return
    target = path.resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(f".{target.name}.{os.getpid()}.unfinished")
    try:
        with unfinished.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            unfinished.chmod(target.stat().st_mode & 0o777)
        unfinished.replace(target)
    except BaseException:  # an interrupt too leaves nothing behind
        unfinished.unlink(missing_ok=True)
        raise
