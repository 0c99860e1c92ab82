"""Which findings count, by the beginnings of their codes, and how gravely."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from aicheck.model import Finding, Severity

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
        from pathspec import GitIgnoreSpec  # only where findings are

        paths = [(GitIgnoreSpec.from_lines([pattern]), codes) for pattern, codes in self.per_path]
        return tuple(
            self._weighed(finding)
            for finding in findings
            if _fault(finding.rule)
            or (
                self.takes(finding.rule)
                and not any(finding.rule.startswith(codes) and spec.match_file(finding.place.path) for spec, codes in paths)
            )
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


def _fault(rule: str) -> bool:
    return rule.startswith(_FAULTS) and not rule.startswith(_ABOUT_SUPPRESSIONS)
