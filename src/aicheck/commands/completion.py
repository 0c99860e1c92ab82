"""`aicheck completion`: the script that teaches a shell the commands, options and their choices."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from aicheck.commands.output import say

SHELLS = ("bash", "zsh", "fish")


@click.command(short_help="Print the completion script for a shell.")
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> int:
    """Print the completion script for a shell, such as: eval "$(aicheck completion bash)"."""
    made = get_completion_class(shell)
    assert made is not None
    root = ctx.find_root().command
    say(made(root, {}, "aicheck", "_AICHECK_COMPLETE").source() + "\n")
    return 0
