"""Which findings the settings leave out: by the beginning of the rule's code, everywhere or on some paths."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec


class Ignores:
    """Codes left out everywhere, and codes left out on paths that match a pattern (as in .gitignore)."""

    def __init__(self, codes: Sequence[str], per_path: Sequence[tuple[str, Sequence[str]]]) -> None:
        self._codes = tuple(codes)
        self._per_path = [(_spec(pattern), tuple(path_codes)) for pattern, path_codes in per_path]

    def covers(self, rule: str, path: str) -> bool:
        """Whether a finding of `rule` in the document at `path` is left out."""
        if rule.startswith(self._codes):
            return True
        return any(rule.startswith(codes) and spec.match_file(path) for spec, codes in self._per_path)


def _spec(pattern: str) -> GitIgnoreSpec:
    from pathspec import GitIgnoreSpec  # 60 ms: only where a path has settings of its own

    return GitIgnoreSpec.from_lines([pattern])
