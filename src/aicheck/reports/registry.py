"""The report formats: name, module, and the options that renderers share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import NamedTuple, cast

from aicheck.model import Outcome, Result, Severity
from aicheck.reports.quoting import Quote, quoted


class Options(NamedTuple):
    """What a renderer may be asked: each takes what it can use.

    `width` is in columns; `show` names the verdicts to list beside the findings; `quiet` leaves out the summary,
    `verbose` adds what was not checked and why. Findings at or above `fail_on` fail the run. `quote` is how much of
    the documents may be shown.
    """

    color: bool = False
    width: int = 100
    fail_on: Severity = "error"
    show: frozenset[Outcome] = frozenset()
    quiet: bool = False
    verbose: bool = False
    quote: Quote = "text"


DEFAULTS = Options()
Renderer = Callable[[Result, Options], str]


class Format(NamedTuple):
    """A report format; `module` holds `render(result, options)` and is loaded when the format is first used.

    A file with one of the `suffixes` is of this format unless another is asked for. `shows_documents` tells that the report
    shows the documents themselves, where `Result.readings` has them.
    """

    name: str
    summary: str
    module: str
    suffixes: tuple[str, ...] = ()
    shows_documents: bool = False

    def render(self, result: Result, options: Options) -> str:
        """The report as text, ending in a line break; the same text for the same result."""
        renderer = cast("Renderer", import_module(self.module).render)
        return renderer(quoted(result, options.quote), options)


_ALL = (
    Format("terminal", "for people: source line, caret, arithmetic, repair", "aicheck.reports.terminal", (".txt",)),
    Format("markdown", "tables and sections, to commit or to send", "aicheck.reports.markdown", (".md", ".markdown")),
    Format("json", "for programs: findings with exact places, and the summary", "aicheck.reports.json", (".json",)),
    Format("jsonl", "for programs that stream: one finding a line", "aicheck.reports.jsonl", (".jsonl",)),
    Format("sarif", "SARIF 2.1.0, for code scanning", "aicheck.reports.sarif", (".sarif", ".sarif.json")),
    Format("junit", "JUnit XML, each rule and document a case", "aicheck.reports.junit", (".xml",)),
    Format("github", "annotations in a GitHub pull request", "aicheck.reports.github"),
    Format("gitlab", "code quality in a GitLab merge request", "aicheck.reports.gitlab"),
    Format("statistics", "how many findings each rule has", "aicheck.reports.statistics"),
    Format("html", "one page to look at, to print, to send", "aicheck.reports.html", (".html", ".htm"), shows_documents=True),
    Format("csv", "for spreadsheets, one finding a row", "aicheck.reports.csv", (".csv",)),
)
FORMATS: Mapping[str, Format] = {known.name: known for known in _ALL}
SUFFIXES: Mapping[str, str] = {suffix: known.name for known in _ALL for suffix in known.suffixes}


def render(result: Result, format: str = "terminal", options: Options = DEFAULTS) -> str:
    """The report of `result` in one of FORMATS.

    Raises: KeyError for a format that is not registered.
    """
    return FORMATS[format].render(result, options)
