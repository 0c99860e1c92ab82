"""The options of `aicheck check` for documents that are not clean yet: what counts, what is known, what was touched."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import reduce, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from aicheck import reports
from aicheck.config import Settings
from aicheck.model import SEVERITIES, Finding, Result, Severity
from aicheck.yamlio import did_you_mean

if TYPE_CHECKING:
    from aicheck.findings.changes import Changes

_CODE = re.compile(r"[A-Z]+[0-9]*")
_ID = re.compile(r"[A-Z]+[0-9]{3}")
_OWN = ("AIC0", "AIC8")
"""Beginnings of codes that no rule has: faults in files and settings, and changes."""
DEFAULT_BASELINE = "aicheck-baseline.json"


def _codes(ctx: click.Context, param: click.Parameter, values: Sequence[str]) -> tuple[str, ...]:
    """Rule codes or their beginnings, from options that hold several with commas between them."""
    codes = tuple(code.strip() for value in values for code in value.split(","))
    wrong = [code for code in codes if not _CODE.fullmatch(code)]
    if wrong:
        raise click.BadParameter(f"{wrong[0]!r} is not a rule code, nor the beginning of one, such as AIC201 or AIC2")
    return codes


def _severities(ctx: click.Context, param: click.Parameter, values: Sequence[str]) -> dict[str, Severity]:
    """Severities by code, from options such as `AIC601=info`."""
    found: dict[str, Severity] = {}
    for value in values:
        code, _, severity = value.partition("=")
        if severity not in SEVERITIES or not _CODE.fullmatch(code):
            raise click.BadParameter(f"{value!r} is not CODE=SEVERITY with one of {', '.join(SEVERITIES)}")
        found[code] = severity
    return found


_OPTIONS: Sequence[Callable[[Any], Any]] = (
    click.option("--select", multiple=True, callback=_codes, metavar="CODES", help="Report only these, as in AIC1,AIC301."),
    click.option("--ignore", multiple=True, callback=_codes, metavar="CODES", help="Leave out these; the longer code decides."),
    click.option("--severity", multiple=True, callback=_severities, metavar="CODE=SEVERITY", help="Another severity."),
    click.option("--baseline", metavar="FILE", help="Report only findings that this file does not know."),
    click.option("--update-baseline", is_flag=True, help=f"Write the findings to the baseline [default: {DEFAULT_BASELINE}]."),
    click.option("--diff", "since", metavar="REV", help="Report only findings on lines changed since a git revision."),
    click.option("--quote", type=click.Choice(reports.QUOTES), help="How much of the documents reports show [default: text]."),
    click.option("--statistics", is_flag=True, help="Count the findings of each rule instead of listing them."),
)


class Adoption(NamedTuple):
    """What these options ask for."""

    select: tuple[str, ...]
    ignore: tuple[str, ...]
    severity: Mapping[str, Severity]
    baseline: str | None
    update_baseline: bool
    since: str | None
    quote: reports.Quote | None
    statistics: bool

    def settle(self, settings: Settings) -> Settings:
        """The settings with what the command line says; an update of the baseline starts from all findings."""
        return settings._replace(
            select=self.select or settings.select,
            ignore=(*settings.ignore, *self.ignore),
            severity={**settings.severity, **self.severity},
            quote=self.quote or settings.quote,
            baseline="" if self.update_baseline else self.baseline or settings.baseline,
        )

    def hold_against(self, ids: Iterable[str]) -> None:
        """Refuse codes that no rule has: what they select would be silence. Families without rules can be ignored.

        Raises: click.UsageError.
        """
        known = tuple(ids)
        for option, codes in (("--select", self.select), ("--ignore", self.ignore), ("--severity", self.severity)):
            for code in codes:
                meant = option == "--select" or _ID.fullmatch(code)
                if meant and not any(id.startswith(code) for id in known) and not code.startswith(_OWN):
                    told = f"{option} {code}: no rule has this id, or one that begins so{did_you_mean(code, known)}"
                    raise click.UsageError(f"{told}; aicheck rules list shows all")

    def changes(self) -> Changes | None:
        """What changed since the revision, asked before the run, so that a mistake in it costs nothing.

        Raises: click.UsageError where git knows no such revision.
        """
        if self.since is not None and self.update_baseline:
            raise click.UsageError("--update-baseline looks at all findings: leave out --diff")
        if self.since is None:
            return None
        from aicheck.findings.changes import Changes, NoRevision

        try:
            return Changes.since(self.since)
        except NoRevision as error:
            raise click.UsageError(f"--diff: {error}") from error

    def update(self, result: Result, known: str) -> Result:
        """Write the baseline where that is asked; the result then without what it knows. `known` is the settings' file.

        Raises: click.ClickException where the old baseline cannot be read or the new one not be written.
        """
        if not self.update_baseline:
            return result
        from aicheck.findings.baseline import Baseline, set_aside

        path = Path(self.baseline or known or DEFAULT_BASELINE)
        old = Baseline.read(path) if path.exists() else Baseline()
        if isinstance(old, Finding):
            raise click.ClickException(f"{path}: {old.message}; remove the file to write it anew")
        checked = {reading.document.path for reading in result.readings}
        new = old.updated(result.findings, checked)
        try:
            reports.write(path, new.text())
        except OSError as error:
            raise click.ClickException(f"cannot write {path}: {error.strerror or error}") from error
        told = f"aicheck: {path} knows {reports.counted(len(new.entries), 'finding', 'findings')}"
        later = "" if self.baseline or known else f'; later runs need --baseline {path}, or baseline = "{path}" in the settings'
        click.echo(told + later, err=True)
        return set_aside(result, path, checked, {rule.id for rule in result.rules})


def options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds the options to a command, which gets them together as `adoption`."""

    @wraps(command)
    def called(*args: Any, **kwargs: Any) -> Any:
        adoption = Adoption(**{name: kwargs.pop(name) for name in Adoption._fields})
        return command(*args, adoption=adoption, **kwargs)

    return reduce(lambda inner, option: option(inner), reversed(_OPTIONS), called)
