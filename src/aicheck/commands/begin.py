"""Files that commands begin for a user, never over one that is there; YAML files name their JSON Schema for editors."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

_MODELINE = "# yaml-language-server: $schema={schema}\n"


def begin(files: Mapping[str, str]) -> None:
    """Write files that are new, paths to texts, with their folders.

    Raises: click.UsageError where one is there already (then none is written) or cannot be written.
    """
    there = next((path for path in files if Path(path).exists()), None)
    if there is not None:
        raise click.UsageError(f"{there} exists already, and nothing is overwritten: name another file, or move it away")
    for path, text in files.items():
        try:
            Path(path).parent.mkdir(parents=True, exist_ok=True)
            with Path(path).open("x", encoding="utf-8", newline="\n") as file:
                file.write(text)
        except OSError as error:
            raise click.UsageError(f"cannot write {path}: {error.strerror or error}") from error


def with_schema(path: str, text: str, name: str, schema: str) -> dict[str, str]:
    """A YAML file whose first line names the JSON Schema beside it, and that schema where it is not there yet."""
    beside = Path(path).parent / name
    files = {path: _MODELINE.format(schema=name) + text}
    return files if beside.exists() else {**files, beside.as_posix(): schema}
