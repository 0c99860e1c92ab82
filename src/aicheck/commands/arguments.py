"""Arguments that several commands take."""

from __future__ import annotations

import click


class PathArgument(click.ParamType[str]):
    """A path as it was given. An empty one, which a script makes of an unset variable, would be the current folder."""

    name = "path"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The path. Fails where it is empty."""
        if not value:
            self.fail("the path is empty; write . for the current folder", param, ctx)
        return value


PATH = PathArgument()
