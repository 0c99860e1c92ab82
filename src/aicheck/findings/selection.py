"""Which findings count, by the beginnings of their codes, and how gravely."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from aicheck.model import Finding, Severity

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

_FAULTS = "AIC0"
_ABOUT_SUPPRESSIONS = "AIC08"


class Selection(NamedTuple):
    """What is selected and what is ignored; the longer code decides, as in ruff: `AIC2` ignored, `AIC201` selected.

    `select` empty means all. `severities` replace those of the rules. `per_path` is (pattern as in .gitignore, codes).
    Faults of the user's own files (AIC00x to AIC07x) always count: a broken rule must not hide.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severities: Mapping[str, Severity] = {}
    per_path: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def apply(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """The findings that count, with their severities."""
        return tuple(
            self._weighed(finding)
            for finding in findings
            if _fault(finding.rule) or self.counts(finding.rule, finding.place.path)
        )

    def counts(self, rule: str, path: str) -> bool:
        """Whether what a rule says of a document counts."""
        return self.takes(rule) and not any(
            rule.startswith(codes) and _spec(pattern).match_file(path) for pattern, codes in self.per_path
        )

    def takes(self, rule: str) -> bool:
        """Whether findings of a rule count, paths aside."""
        selected = _longest(rule, self.select) if self.select else 0
        return selected >= 0 and selected >= _longest(rule, self.ignore)

    def _weighed(self, finding: Finding) -> Finding:
        if _fault(finding.rule):
            return finding
        codes = [code for code in self.severities if finding.rule.startswith(code)]
        return finding._replace(severity=self.severities[max(codes, key=len)]) if codes else finding


def _longest(rule: str, codes: Iterable[str]) -> int:
    """The length of the longest code that the rule's begins with; -1 where none does."""
    return max((len(code) for code in codes if rule.startswith(code)), default=-1)


@cache
def _spec(pattern: str) -> GitIgnoreSpec:
    from pathspec import GitIgnoreSpec  # 60 ms: only where a path has settings of its own

    return GitIgnoreSpec.from_lines([pattern])


def _fault(rule: str) -> bool:
    return rule.startswith(_FAULTS) and not rule.startswith(_ABOUT_SUPPRESSIONS)
