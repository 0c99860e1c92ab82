"""`aicheck extract`: documents in, their quantities out."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from aicheck import config, documents, quantities
from aicheck.commands.arguments import PATH
from aicheck.commands.output import format_of, nothing_in, say
from aicheck.lexicons import languages
from aicheck.model import Finding, Reading
from aicheck.reports import write
from aicheck.reports.quantities import FORMATS, SUFFIXES


@click.command(short_help="Print every quantity that documents state.")
@click.argument("paths", type=PATH, nargs=-1, required=True, metavar="PATH...")
@click.option("--format", "format_", type=click.Choice(list(FORMATS)), help="Output format [default: FILE's suffix, or table].")
@click.option("--output", metavar="FILE", help="Write to FILE in place of standard output.")
@click.option("--language", type=click.Choice(languages()), help="Language of the documents [default: detected].")
@click.option("--stdin-name", metavar="NAME", default="", help="Name, and so the format, of what comes by standard input.")
def extract(paths: tuple[str, ...], format_: str | None, output: str | None, language: str | None, stdin_name: str) -> int:
    """Print every quantity that documents state, with its place, bounds, unit and relation.

    PATH is a document, a folder of documents, or - for standard input.

    Exit status: 0, or 2 where a document could not be read; the others are printed all the same.
    """
    format_ = format_ or ("table" if output in (None, "-") else format_of(output, SUFFIXES))
    settings = config.discover()
    walked = documents.walk(paths, settings.exclude)
    faults = list(walked.findings)

    def readings() -> Iterator[Reading]:
        for path in walked.paths:
            document = documents.read(path, language or settings.language, stdin_name if path == "-" else "")
            if isinstance(document, Finding):
                faults.append(document)
            else:
                yield quantities.read(document)

    pieces = FORMATS[format_](readings())
    if output is None or output == "-":
        for piece in pieces:
            say(piece)
    else:
        try:
            write(Path(output), "".join(pieces))
        except OSError as error:
            click.echo(f"aicheck: cannot write {output}: {error.strerror or error}", err=True)
            return 2
    sys.stdout.flush()
    for fault in faults:
        click.echo(f"aicheck: {fault.message}; {fault.help}", err=True)
    if not walked.paths and not faults:
        click.echo(nothing_in(paths, "nothing was read"), err=True)
    return 2 if faults else 0
