"""`aicheck lsp`: the editor server."""

from __future__ import annotations

import click


@click.command(short_help="Serve an editor: findings while typing, repairs, hover.")
def lsp() -> int:
    """Serve an editor over standard input and output, in the Language Server Protocol.

    Editors start it by themselves: see docs/editors.md. It needs pygls, which the extra `lsp` brings.
    """
    try:
        from aicheck.lsp.server import start
    except ModuleNotFoundError as error:
        if error.name not in ("pygls", "lsprotocol"):
            raise
        raise click.ClickException("the editor server needs pygls: install aicheck with its extra lsp") from error
    start()
    return 0
