"""`aicheck init`: settings, a first rule with its tests, and claims drafted from the documents that are there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

import click

from aicheck import claims, config, documents, quantities, rules
from aicheck.commands.arguments import PATH
from aicheck.commands.begin import begin, with_schema
from aicheck.model import Finding

_RULE = ("LOCAL001", "stated-alike", "claims")
_ALWAYS = ("aicheck.toml", "rules/local.yaml")
_DRAFTED = 20
"""Documents for which claims are drafted; a curator takes them one by one, and hundreds of drafts help nobody."""
_LARGEST = 200_000
"""Code points of a document to draft claims from."""
_SETTINGS = """\
# Settings of aicheck. Every one is explained in docs/ci.md and docs/reports.md of the project.
documents = [{documents}]
{claims}
rules = ["rules"]
exclude = ["claims", "rules", "reports"]
fail-on = "error"

[reports]
markdown = "reports/discrepancies.md"
html = "reports/discrepancies.html"
"""


@click.command(short_help="Begin: settings, a first rule, and claims drafted from the documents.")
@click.argument("paths", type=PATH, nargs=-1, metavar="[PATH]...")
def init(paths: tuple[str, ...]) -> int:
    """Write aicheck.toml, a first rule with its tests, and a claims file drafted from each document found.

    PATH is a document or a folder of documents [default: the current folder]. Nothing that exists is overwritten.
    """
    found = config.discover()
    if found.source and Path(found.source).resolve().parent == Path.cwd():
        raise click.UsageError(f"{found.source} has settings already; edit it, or remove it to begin anew")
    walked = documents.walk(list(paths) or ["."], ("claims", "rules", "reports"))
    for fault in walked.findings:
        raise click.UsageError(fault.message)
    files = dict(_files(paths or (".",), walked.paths))
    begin(files)
    for path in files:
        click.echo(f"wrote {path}")
    if not any(path.startswith("claims/") for path in files):
        click.echo(f"no document with a number in it was found in {', '.join(paths) or 'this folder'}: name them in aicheck.toml")
        return 0
    click.echo("next: name the claims that matter, delete the others, and run `aicheck rules test` and `aicheck check`")
    return 0


def _files(paths: Sequence[str], walked: Sequence[str]) -> Iterator[tuple[str, str]]:
    """(path, text) of every file to write."""
    drafts = dict(_drafts(walked))
    listed = ", ".join(_quoted(path) for path in paths)
    claimed = 'claims = ["claims"]' if drafts else '# claims = ["claims"]'  # a folder that is not there would be a fault
    settings, rule = _ALWAYS
    yield settings, _SETTINGS.format(documents=listed, claims=claimed)
    yield from with_schema(rule, rules.new_rule(*_RULE), rules.SCHEMA_FILE.name, rules.schema_text()).items()
    yield from drafts.items()


def _drafts(walked: Sequence[str]) -> Iterator[tuple[str, str]]:
    """(path, text) of the claims drafted from each document."""
    taken: set[str] = set()
    ids: Counter[str] = Counter()
    names = Counter(PurePosixPath(path).name for path in walked)
    for path in walked:
        document = documents.read(path)
        if len(taken) == _DRAFTED or isinstance(document, Finding) or len(document.text) > _LARGEST:
            continue
        reading = quantities.read(document)
        if reading.quantities:
            target = _target(path, taken)
            taken.add(target)
            cited = path if names[PurePosixPath(path).name] > 1 else ""
            yield target, claims.draft(reading, cited, ids)


def _target(path: str, taken: set[str]) -> str:
    """A claims file named after the document; documents of one name are counted."""
    stem = PurePosixPath(path).stem or "document"
    names = (f"claims/{stem}.yaml", *(f"claims/{stem}-{number}.yaml" for number in range(2, _DRAFTED + 2)))
    return next(name for name in names if name not in taken)


def _quoted(path: str) -> str:
    """A TOML text; every character but quotes, backslashes and controls stands for itself."""
    escaped = "".join(f"\\u{ord(char):04x}" if char in '"\\' or ord(char) < 0x20 or char == "\x7f" else char for char in path)
    return f'"{escaped}"'

