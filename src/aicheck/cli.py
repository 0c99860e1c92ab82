"""The command line: the commands, loaded when called, and the exit status.

0 clean, 1 findings at or above `--fail-on`, 2 the run itself is faulty (a broken rule, an unreadable file, wrong usage, a
fault of aicheck), 130 interrupted, 141 output pipe closed. Standard output carries the report only; everything else goes
to standard error.
"""

from __future__ import annotations

import difflib
import gc
import os
import sys
from importlib import import_module
from types import TracebackType
from typing import NoReturn

import click

from aicheck import __version__

FAULTY = 2
INTERRUPTED = 130
CLOSED_PIPE = 141
FEW_COLLECTIONS = 100_000
"""New objects between two garbage collections: documents make millions of small tuples, and hardly a cycle to collect."""

COMMANDS: dict[str, tuple[str, str]] = {
    "check": ("aicheck.commands.check:check", "Check the numbers of documents against the rules and the claims."),
    "rules": ("aicheck.commands.rules:rules", "Test, list, explain and begin rules."),
    "claims": ("aicheck.commands.claims:claims", "Draft, list and verify claims."),
    "init": ("aicheck.commands.init:init", "Begin: settings, a first rule, and claims drafted from the documents."),
    "extract": ("aicheck.commands.extract:extract", "Print every quantity that documents state."),
    "lsp": ("aicheck.commands.lsp:lsp", "Serve an editor: findings while typing, repairs, hover."),
    "completion": ("aicheck.commands.completion:completion", "Print the completion script for a shell."),
}


class LazyGroup(click.Group):
    """A group that knows its commands by name and imports one when it is called: `--help` imports none."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names in the order of COMMANDS."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, imported now."""
        if cmd_name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[cmd_name][0].partition(":")
        command = getattr(import_module(module), attribute)
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the arguments call; a path in its place gets the advice to write `check` before it."""
        name = args[0]
        if name not in COMMANDS and not name.startswith("-") and os.path.lexists(name):
            ctx.fail(f"{name} is a path, not a command; did you mean `aicheck check {name}`?")
        close = difflib.get_close_matches(name, COMMANDS, n=1)
        if close and close[0] != name:
            ctx.fail(f"there is no command {name!r}; did you mean {close[0]!r}?")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands with their summaries."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary) for name, (_, summary) in COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="aicheck")
def cli() -> None:
    """The checker for the numbers in documents.

    Reads every stated quantity, tests it against rules and claims, shows the arithmetic and the repair.

    Exit status: 0 clean, 1 findings at or above --fail-on (default: error), 2 the run itself is faulty.
    """


def main() -> NoReturn:
    """Run the command line and leave with its exit status."""
    sys.excepthook = _own_fault
    gc.set_threshold(FEW_COLLECTIONS)
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command; its exit status."""
    try:
        status = cli.main(arguments, prog_name="aicheck", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return FAULTY
    except click.Abort:
        click.echo("aicheck: interrupted", err=True)
        return INTERRUPTED
    except SystemExit as end:  # what click makes of the end of a completion, and of a pipe that its reader has closed
        return CLOSED_PIPE if end.code else 0
    return status if isinstance(status, int) else 0


def _own_fault(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """An exception that nobody expected is our fault; Python would end with 1, which means findings."""
    sys.__excepthook__(kind, error, trace)
    click.echo("aicheck: this is a fault of aicheck, not of your documents; please report it", err=True)
    sys.stdout.flush()
    os._exit(FAULTY)
