"""`aicheck claims`: draft a claims file from a document, list the claims, check that they stand where they say."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from aicheck import claims as room
from aicheck import config, documents, quantities
from aicheck.claims.schema import schema_text
from aicheck.commands.arguments import PATH
from aicheck.commands.begin import begin
from aicheck.commands.output import say, tell
from aicheck.model import Claim, Finding, Reading
from aicheck.reports import counted
from aicheck.reports.quantities import written
from aicheck.reports.screen import clean

_CONFIG = click.option("--config", "config_file", metavar="FILE", help="Settings file [default: the nearest upward].")


@click.group(short_help="Draft, list and verify claims.")
def claims() -> None:
    """Draft, list and verify claims: the curated facts that rules compare."""


@claims.command("draft")
@click.argument("path", type=PATH, metavar="PATH")
@click.option("--output", metavar="FILE", help="Write to FILE, which must not exist, in place of standard output.")
def draft(path: str, output: str | None) -> int:
    """Draft a claims file from a document, for a curator to name: every number's words, place and value.

    It loads without a fault and every claim binds. Subject and metric are first guesses.
    """
    document = documents.read(path, config.discover().language)
    if isinstance(document, Finding):
        raise click.UsageError(f"{document.message}; {document.help}")
    text = room.draft(quantities.read(document))
    if output is None:
        say(text)
        return 0
    begin({output: text})
    return 0


@claims.command("list")
@click.argument("paths", type=PATH, nargs=-1, metavar="[PATH]...")
@_CONFIG
def list_(paths: tuple[str, ...], config_file: str | None) -> int:
    """List claims: who, what, when, how much, and where it is stated. PATH is a claims file or a folder of them."""
    from tabulate import tabulate

    loaded, faults = _load(paths, config_file)
    rows = [
        (
            claim.id, claim.subject, claim.metric, claim.period, claim.role, *_value(claim),
            f"{claim.source.path}:{claim.source.line}",
        )
        for claim in loaded
    ]  # fmt: skip
    headers = ("id", "subject", "metric", "period", "role", "value", "unit", "stated in")
    shown = [tuple(clean(cell) for cell in row) for row in rows]
    say(tabulate(shown, headers, tablefmt="simple", disable_numparse=True) + "\n")
    tell(faults)
    return 2 if any(fault.severity == "error" for fault in faults) else 0


@claims.command("verify")
@click.argument("paths", type=PATH, nargs=-1, required=True, metavar="DOCUMENT...")
@click.option("--claims", "files", multiple=True, metavar="PATH", help="Claims file or folder, in place of the settings'.")
@_CONFIG
def verify(paths: tuple[str, ...], files: tuple[str, ...], config_file: str | None) -> int:
    """Verify that claims stand in the documents where they say, and read to the values that they give.

    Exit status: 0 all do, 1 some have moved or are gone, 2 a file could not be read.
    """
    loaded, faults = _load(files, config_file)
    walked = documents.walk(paths)
    readings: list[Reading] = []
    faults += walked.findings
    for path in walked.paths:
        document = documents.read(path)
        if isinstance(document, Finding):
            faults.append(document)
        else:
            readings.append(quantities.read(document))
    bound, misquoted = room.bind(loaded, readings)
    tell([*faults, *misquoted])
    missed = {finding.place for finding in misquoted}
    elsewhere = sum(not claim.bound and claim.place not in missed for claim in bound)
    told = f"{sum(claim.bound for claim in bound):,} of {counted(len(bound), 'claim', 'claims')} stand where they say"
    aside = f"; {elsewhere:,} cite none of the documents given" if elsewhere else ""
    say(f"{told} in {counted(len(readings), 'document', 'documents')}{aside}\n")
    if any(fault.severity == "error" for fault in faults):
        return 2
    return 1 if misquoted else 0


@claims.command("schema")
def schema() -> int:
    """Print the JSON Schema of claims files, for editors."""
    say(schema_text())
    return 0


def _load(paths: Sequence[str], config_file: str | None) -> tuple[list[Claim], list[Finding]]:
    """The claims of the paths or of the settings, and what is wrong with their files."""
    settings = config.load(Path(config_file)) if config_file else config.discover()
    loaded = room.load(paths or settings.claims)
    return list(loaded.claims), [*settings.faults, *loaded.findings]


def _value(claim: Claim) -> tuple[str, str]:
    """The value or the two bounds, and the unit."""
    quantity = claim.quantity
    if quantity.value is None:
        return f"{written(quantity.low)} to {written(quantity.high)}", quantity.unit
    hedge = "" if quantity.relation == "=" else f"{quantity.relation} "
    return hedge + written(quantity.value), quantity.unit
