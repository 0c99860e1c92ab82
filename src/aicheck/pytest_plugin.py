"""A pytest plugin: each sample of a project's own rules is a test.

    [tool.pytest.ini_options]
    aicheck_rules = ["rules"]

`aicheck_rules` lists rule files and folders, from the folder of pytest's settings; without it nothing is collected, and
nothing of aicheck is loaded. A file gives an item for each sample (`ACME001-bad-12`: rule, kind, line) and one for each fault.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from aicheck.model import Finding
    from aicheck.rules import TestResult

_SUFFIXES = (".yaml", ".yml")


def pytest_addoption(parser: pytest.Parser) -> None:
    """The setting that names the rule files."""
    parser.addini("aicheck_rules", "rule files and folders of aicheck whose samples are tests", type="paths", default=[])


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> RuleFile | None:
    """The samples of a rule file that the settings name."""
    if file_path.suffix not in _SUFFIXES:
        return None
    named: list[Path] = parent.config.getini("aicheck_rules")
    if not any(file_path == each or each in file_path.parents for each in named):
        return None
    return RuleFile.from_parent(parent, path=file_path)


class RuleFile(pytest.File):
    """One rule file."""

    def collect(self) -> Iterator[pytest.Item]:
        """A fault of the file, then its samples; all in the order of the file."""
        from aicheck import rules

        ruleset = rules.load([self.path], (), strict=True)
        for fault in ruleset.findings:
            if fault.severity == "error":
                yield Fault.of(self, fault)
        for result in rules.selftest(ruleset):
            yield Sample.of(self, result)


class Wrong(Exception):
    """What a rule file or a sample says against itself."""


class _Item(pytest.Item):
    """An item whose outcome is known when it is collected."""

    told = ""
    line = 1

    def runtest(self) -> None:
        """Fails where there is something to tell."""
        if self.told:
            raise Wrong(self.told)

    def reportinfo(self) -> tuple[Path, int, str]:
        """File, line from 0, and name."""
        return self.path, self.line - 1, self.name

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: object = None) -> str:
        """The message alone: no Python stands behind it."""
        if isinstance(excinfo.value, Wrong):
            return f"{self.path}:{self.line}: {excinfo.value}"
        return str(super().repr_failure(excinfo))


class Fault(_Item):
    """A fault in a rule file."""

    @classmethod
    def of(cls, parent: RuleFile, fault: Finding) -> Fault:
        """The item of a fault."""
        item: Fault = cls.from_parent(parent, name=f"{fault.rule}-{fault.place.line}")
        item.line, item.told = fault.place.line, f"{fault.rule} {fault.message}{f'; {fault.help}' if fault.help else ''}"
        return item


class Sample(_Item):
    """A sample of a rule."""

    @classmethod
    def of(cls, parent: RuleFile, result: TestResult) -> Sample:
        """The item of a sample."""
        kind = "bad" if result.bad else "ok"
        item: Sample = cls.from_parent(parent, name=f"{result.rule}-{kind}-{result.place.line}")
        item.line = result.place.line
        item.told = "" if result.passed else f"{result.rule} {kind}: {result.message}"
        return item
