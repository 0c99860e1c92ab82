"""`aicheck rules`: the rules' own tests, their list, their explanations, and the start of a new one."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from pathlib import Path

import click

from aicheck import config
from aicheck import rules as room
from aicheck.commands.arguments import PATH
from aicheck.commands.begin import begin, with_schema
from aicheck.commands.output import say, tell
from aicheck.model import Finding
from aicheck.reports.json import encode
from aicheck.reports.screen import clean
from aicheck.rules.sources import SOURCES

_LOOK_ALIKE = str.maketrans("OILSB", "01158")
_PATHS = click.argument("paths", type=PATH, nargs=-1, metavar="[PATH]...")
_CONFIG = click.option("--config", "config_file", metavar="FILE", help="Settings file [default: the nearest upward].")
_NO_PACKS = click.option("--no-default-packs", is_flag=True, help="Leave out the rule packs that ship with aicheck.")


@click.group(short_help="Test, list, explain and begin rules.")
def rules() -> None:
    """Test, list, explain and begin rules.

    Without a PATH, the rules are those of the settings and of the packs that ship with aicheck.
    """


@rules.command("test")
@_PATHS
@click.option("--only", multiple=True, metavar="ID", help="Test this rule only; repeatable.")
@click.option("--ci", is_flag=True, help="Refuse a rule that has no ok or no bad test.")
@_NO_PACKS
@_CONFIG
@click.option("-v", "--verbose", is_flag=True, help="List the tests that passed, too.")
def test(
    paths: tuple[str, ...], only: tuple[str, ...], ci: bool, no_default_packs: bool, config_file: str | None, verbose: bool
) -> int:
    """Run the tests that rules carry; no documents are needed.

    Exit status: 0 all passed, 1 some failed, 2 a rule file is broken or a rule of --only does not exist.
    """
    ruleset, faults = _load(paths, no_default_packs, config_file, strict=ci)
    for id in only:
        _the_rule(ruleset, id)
    results = room.selftest(ruleset, only)
    failed = [result for result in results if not result.passed]
    for result in results:
        if verbose or not result.passed:
            place = f"{clean(result.place.path)}:{result.place.line}:{result.place.column}"
            kind, told = "bad" if result.bad else "ok", "passed" if result.passed else "FAILED"
            say(f"{place} {told} {result.rule} {kind}{': ' if result.message else ''}{clean(result.message)}\n")
    tell(faults)
    tested = len({result.rule for result in results})
    say(f"{tested:,} rules, {len(results):,} tests, {len(failed):,} failed\n")
    if any(fault.severity == "error" for fault in faults):
        return 2
    return 1 if failed else 0


@rules.command("list")
@_PATHS
@click.option("--format", "format_", type=click.Choice(["table", "jsonl"]), default="table", show_default=True)
@_NO_PACKS
@_CONFIG
def list_(paths: tuple[str, ...], format_: str, no_default_packs: bool, config_file: str | None) -> int:
    """List the rules: id, name, severity, what they match on, and what they demand."""
    ruleset, faults = _load(paths, no_default_packs, config_file)
    listed = room.catalogue(ruleset)
    if format_ == "jsonl":
        for rule in listed:
            say(encode(rule._asdict()) + "\n")
    else:
        from tabulate import tabulate

        rows = [(rule.id, rule.name, rule.severity, rule.source, clean(rule.what)) for rule in listed]
        say(tabulate(rows, ("id", "name", "severity", "source", "what"), tablefmt="simple", disable_numparse=True) + "\n")
    tell(faults)
    return 2 if any(fault.severity == "error" for fault in faults) else 0


@rules.command("explain")
@click.argument("id", metavar="ID")
@_PATHS
@_CONFIG
def explain(id: str, paths: tuple[str, ...], config_file: str | None) -> int:
    """Explain a rule: what it demands and why, with its examples."""
    ruleset, _ = _load(paths, False, config_file)
    say("".join(f"{clean(line)}\n" for line in room.explain(_the_rule(ruleset, id)).splitlines()))
    return 0


@rules.command("new")
@click.argument("id", metavar="ID")
@click.argument("name", metavar="NAME")
@click.option("--source", type=click.Choice(list(SOURCES)), default="claims", show_default=True, help="What the rule matches on.")
@click.option("--output", metavar="FILE", help="Write to FILE, behind the rules that it has, in place of printing.")
def new(id: str, name: str, source: str, output: str | None) -> int:
    """Print a new rule with its tests, ready to be changed, such as: aicheck rules new ACME001 parts-of-sales.

    It loads and its tests pass as it is: change one thing after the other and run `aicheck rules test`.
    """
    text = room.new_rule(id, name, source)
    broken = room.parse_rules(text, "new rule").findings
    if broken:
        raise click.UsageError("; ".join(f"{fault.message} ({fault.help})" if fault.help else fault.message for fault in broken))
    if output is None:
        say(text)
        return 0
    path = Path(output)
    if not path.exists():
        begin(with_schema(output, text, room.SCHEMA_FILE.name, room.schema_text()))
    else:
        _append(path, text)
    click.echo(f"aicheck: wrote {id} to {output}; test it with: aicheck rules test {output}", err=True)
    return 0


def _append(path: Path, text: str) -> None:
    """A rule behind those of a file. Raises: click.UsageError where the file has the rule already, or cannot be written."""
    present = room.load([path], ())
    added = room.parse_rules(text, "new rule").rules[0]
    if present.get(added.id) is not None:
        raise click.UsageError(f"{path} has a rule {added.id} already: give the new one another id")
    try:
        with path.open("a", encoding="utf-8", newline="\n") as file:
            file.write(("\n" if file.tell() else "") + text)
    except OSError as error:
        raise click.UsageError(f"cannot write {path}: {error.strerror or error}") from error


@rules.command("schema")
def schema() -> int:
    """Print the JSON Schema of rule files, for editors."""
    say(room.schema_text())
    return 0


def _load(
    paths: Sequence[str], no_default_packs: bool, config_file: str | None, *, strict: bool = False
) -> tuple[room.RuleSet, tuple[Finding, ...]]:
    """The rules of the paths or of the settings, and what is wrong with their files."""
    settings = config.load(Path(config_file)) if config_file else config.discover()
    packs = () if no_default_packs else settings.packs
    ruleset = room.load(paths or settings.rules, packs, strict=strict)
    return ruleset, (*settings.faults, *ruleset.findings)


def _the_rule(ruleset: room.RuleSet, id: str) -> room.Rule:
    """The rule of an id. Raises: click.UsageError with a near id where there is none."""
    rule = ruleset.get(id) or ruleset.get(id.upper())
    if rule is None:
        raise click.UsageError(f"there is no rule {id!r}; {_near(ruleset, id)}`aicheck rules list` has them all")
    return rule


def _near(ruleset: room.RuleSet, id: str) -> str:
    """What a mistyped id, or a rule's name, may have meant: letters read as the digits they look like come first."""
    ids = [known.id for known in ruleset.rules]
    typed = id.upper()
    if (digits := typed[:3] + typed[3:].translate(_LOOK_ALIKE)) in ids:
        return f"did you mean {digits}? "
    named = {known.name: known.id for known in ruleset.rules}
    for name in difflib.get_close_matches(id.lower(), named, n=1, cutoff=0.8):
        return f"did you mean {named[name]} ({name})? "
    close = difflib.get_close_matches(typed, ids, n=1, cutoff=0.8)
    return f"did you mean {close[0]}? " if close else ""
