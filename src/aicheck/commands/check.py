"""`aicheck check`: documents, claims and rules in, reports out."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import NamedTuple, cast

import click

from aicheck import config, pipeline, reports
from aicheck.commands import adoption as adopting
from aicheck.commands import progress
from aicheck.commands.adoption import Adoption
from aicheck.commands.arguments import PATH
from aicheck.commands.output import colored, format_of, nothing_in, say, width
from aicheck.config import FAIL_ON, Settings
from aicheck.documents.faults import UNREADABLE
from aicheck.lexicons import languages
from aicheck.model import SEVERITIES, Outcome, Result, Severity

_SHOW: dict[str, frozenset[Outcome]] = {
    "consistent": frozenset({"consistent"}),
    "rounding": frozenset({"rounding"}),
    "contradictory": frozenset({"contradictory"}),
    "unchecked": frozenset({"unchecked"}),
    "all": frozenset({"consistent", "rounding", "contradictory", "unchecked"}),
}


_OUTPUT = "File for the format before it; without one its suffix names the format (.json, .md, .html ...). Repeatable."
_STANDARD_OUTPUT = Path("-")
_UNTOLD = ""


class Target(NamedTuple):
    """One report to give: its format, and its file (None is standard output).

    A `standing` one is named by the settings: it is the same whatever a run is asked to show beside.
    """

    format: str
    path: Path | None
    standing: bool = False


class _InOrder(click.Command):
    """Remembers in which order --format and --output stood, so that each file goes with the format before it."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        _, _, order = self.make_parser(ctx).parse_args(args=list(args))
        ctx.meta["order"] = [parameter.name for parameter in order if parameter.name in ("formats", "outputs")]
        return super().parse_args(ctx, args)


@click.command(cls=_InOrder, short_help="Check the numbers of documents against the rules and the claims.")
@click.argument("paths", type=PATH, nargs=-1, metavar="[PATH]...")
@click.option("--format", "formats", multiple=True, type=click.Choice(list(reports.FORMATS)), help="Report format; repeatable.")
@click.option("--output", "outputs", multiple=True, metavar="FILE", help=_OUTPUT)
@click.option("--fail-on", type=click.Choice(FAIL_ON), help="Least severity that gives exit status 1 [default: error].")
@click.option("--exit-zero", is_flag=True, help="Exit with 0 although there are findings; a faulty run still gives 2.")
@click.option("--claims", multiple=True, metavar="PATH", help="Claims file or folder, in place of the settings'; repeatable.")
@click.option("--rules", multiple=True, metavar="PATH", help="Rule file or folder, in place of the settings'; repeatable.")
@click.option("--packs", multiple=True, metavar="NAME", help="Shipped rule pack to use, in place of all; repeatable.")
@click.option("--no-default-packs", is_flag=True, help="Use none of the shipped rule packs.")
@click.option("--language", type=click.Choice(languages()), help="Language of the documents [default: detected].")
@click.option("--config", "config_file", metavar="FILE", help="Settings file [default: the nearest upward].")
@click.option("--stdin-name", metavar="NAME", default="", help="Name, and so the format, of what comes by standard input.")
@click.option("--show", multiple=True, type=click.Choice(list(_SHOW)), help="List these verdicts too; repeatable.")
@click.option("-q", "--quiet", is_flag=True, help="Findings only, no summary.")
@click.option("-v", "--verbose", is_flag=True, help="Add what was not checked and why, and the rules that matched nothing.")
@click.option("--color/--no-color", default=None, help="Colour the report [default: on a terminal].")
@click.option("-j", "--jobs", type=click.IntRange(1), metavar="N", help="Worker processes [default: by cores and size].")
@click.option("--watch", is_flag=True, help="Check again whenever a document, claim, rule or setting changes.")
@adopting.options
@click.pass_context
def check(
    ctx: click.Context,
    paths: tuple[str, ...],
    formats: tuple[str, ...],
    outputs: tuple[str, ...],
    fail_on: str | None,
    exit_zero: bool,
    claims: tuple[str, ...],
    rules: tuple[str, ...],
    packs: tuple[str, ...],
    no_default_packs: bool,
    language: str | None,
    config_file: str | None,
    stdin_name: str,
    show: tuple[str, ...],
    quiet: bool,
    verbose: bool,
    color: bool | None,
    jobs: int | None,
    watch: bool,
    adoption: Adoption,
) -> int:
    """Check the numbers of documents against the rules and the claims.

    PATH is a document, a folder of documents, or - for standard input. Without a PATH, the documents of the settings
    (`[tool.aicheck]` in pyproject.toml, or aicheck.toml) and all claims are checked, and the reports of the settings written.

    Exit status: 0 clean, 1 findings at or above --fail-on, 2 the run itself is faulty.
    """
    settings = config.load(Path(config_file)) if config_file else config.discover()
    known = settings.baseline
    settings = adoption.settle(_overridden(settings, claims, rules, packs, no_default_packs, language, fail_on))
    if not paths and not settings.documents and not settings.claims and not settings.faults:
        raise click.UsageError(
            "there is nothing to check: give a PATH, or name documents in the settings (aicheck.toml, or [tool.aicheck])"
        )
    if adoption.statistics and formats:
        raise click.UsageError("--statistics is a report of its own: write --format statistics among the others")
    targets = _targets(ctx.meta["order"], formats, outputs, "statistics" if adoption.statistics else "terminal")
    if not (paths or formats or outputs):
        targets += [Target(name, Path(path), standing=True) for name, path in settings.reports]
    if watch:
        return _watch(ctx, paths, settings, [target.path for target in targets if target.path is not None])
    result = _run(paths, settings, targets, adoption, known, stdin_name=stdin_name, jobs=jobs, quiet=quiet)
    _tell_if_nothing_is_read(result, paths or settings.documents)
    wanted = frozenset(outcome for name in show for outcome in _SHOW[name])
    least: Severity = "error" if settings.fail_on == "never" else cast("Severity", settings.fail_on)
    options = reports.Options(show=wanted, quiet=quiet, verbose=verbose, fail_on=least, quote=settings.quote)
    if not _deliver(result, targets, options, color):
        return 2
    return _status(result, settings.fail_on, exit_zero)


def _run(
    paths: Sequence[str], settings: config.Settings, targets: Sequence[Target], adoption: Adoption, known: str,
    *, stdin_name: str, jobs: int | None, quiet: bool,
) -> Result:  # fmt: skip
    """What a run finds, with as much of the documents as the reports show; `known` is the baseline that it is held against."""
    shows_documents = settings.quote == "text" and any(reports.FORMATS[target.format].shows_documents for target in targets)
    changes = adoption.changes()
    keep_readings = shows_documents or adoption.update_baseline
    with progress.shown() if progress.wanted(quiet) else nullcontext() as told:
        result = pipeline.check(
            paths, settings=settings, stdin_name=stdin_name, keep_readings=keep_readings, jobs=jobs, told=told
        )
    if not result.faulty:  # the rule of a code may be the one that cannot be read
        adoption.hold_against(rule.id for rule in result.rules)
    return adoption.update(result, known) if changes is None else changes.narrow(result)


def _tell_if_nothing_is_read(result: Result, asked: Sequence[str]) -> None:
    """Nothing is found where nothing is looked at; what could not be read is a finding and says so itself."""
    if asked and not result.coverage.documents and not any(finding.rule == UNREADABLE for finding in result.findings):
        checked = "only claims were checked" if result.coverage.claims else "nothing was checked"
        click.echo(nothing_in(asked, checked), err=True)


def _watch(ctx: click.Context, paths: Sequence[str], settings: Settings, ours: Sequence[Path]) -> int:
    """Run this command again whenever something changes; with new settings from then on."""
    from aicheck.commands import watching

    if "-" in paths:
        raise click.UsageError("--watch looks at files, and standard input is none")
    callback = ctx.command.callback
    assert callback is not None
    parameters = {**ctx.params, "watch": False}
    file = ctx.params["config_file"]

    def state() -> watching.State:
        return watching.state_of(paths, settings, config.load(Path(file)) if file else config.discover(), ours)

    return watching.watch(lambda: ctx.invoke(callback, **parameters), state)


def _overridden(
    settings: Settings,
    claims: Sequence[str],
    rules: Sequence[str],
    packs: Sequence[str],
    no_default_packs: bool,
    language: str | None,
    fail_on: str | None,
) -> Settings:
    """The settings with what the command line says in their place."""
    if packs or no_default_packs:
        settings = settings._replace(packs=tuple(packs))
    return settings._replace(
        claims=tuple(claims) or settings.claims,
        rules=tuple(rules) or settings.rules,
        language=language or settings.language,
        fail_on=fail_on or settings.fail_on,
    )


def _targets(order: Sequence[str], formats: Sequence[str], outputs: Sequence[str], usual: str) -> list[Target]:
    """Each format with its file: an --output goes with the --format before it, before all of them with the one behind it.

    A file without one is of the format that its suffix names. Where no format is named, it is the `usual` one.

    Raises: click.UsageError where two reports would go to one place, or a file's format is not told.
    """
    names, files = iter(formats), iter(outputs)
    targets: list[Target] = []
    for option in order:
        last = targets[-1] if targets else None
        if option == "outputs" and last is not None and last.path is None:
            targets[-1] = last._replace(path=Path(next(files)))
        elif option == "outputs":
            targets.append(Target(_UNTOLD, Path(next(files))))
        elif last is not None and all(target.format == _UNTOLD for target in targets):
            targets[-1] = last._replace(format=next(names))
        else:
            targets.append(Target(next(names), None))
    targets = [each._replace(format=_format(each.path, usual)) if each.format == _UNTOLD else each for each in targets]
    targets = targets or [Target(usual, None)]
    targets = [target._replace(path=None) if target.path == _STANDARD_OUTPUT else target for target in targets]
    places = [target.path for target in targets]
    if len(set(places)) < len(places):
        raise click.UsageError("two reports cannot go to one place: give each --format an --output of its own")
    return targets


def _format(path: Path | None, usual: str) -> str:
    """The format of a file for which none is named."""
    return usual if usual != "terminal" or path == _STANDARD_OUTPUT else format_of(str(path), reports.SUFFIXES)


def _deliver(result: Result, targets: Sequence[Target], options: reports.Options, color: bool | None) -> bool:
    """Write every report, files first, and tell which the settings name; False where one could not be written."""
    complete = True
    plain = reports.Options(fail_on=options.fail_on, quote=options.quote)
    for target in sorted(targets, key=lambda target: target.path is None):
        if target.path is None:
            on_screen = target.format == "terminal"
            shown = options._replace(color=colored(color), width=width()) if on_screen else options
            say(reports.render(result, target.format, shown))
            continue
        try:
            reports.write(target.path, reports.render(result, target.format, plain if target.standing else options))
        except OSError as error:
            click.echo(f"aicheck: cannot write {target.path}: {error.strerror or error}", err=True)
            complete = False
    sys.stdout.flush()
    standing = [str(target.path) for target in targets if target.standing]
    if standing and complete and not options.quiet:
        click.echo(f"aicheck: wrote {', '.join(standing)}", err=True)
    return complete


def _status(result: Result, fail_on: str, exit_zero: bool) -> int:
    if result.faulty:
        return 2
    if exit_zero or fail_on == "never":
        return 0
    gravest = max((SEVERITIES.index(finding.severity) for finding in result.findings), default=-1)
    return int(gravest >= SEVERITIES.index(fail_on))
