"""The terminal report: place and message first, then the passage with its caret, the arithmetic, and the repair."""

from __future__ import annotations

from collections.abc import Iterator

from aicheck.model import Finding, Place, Related, Result, Verdict
from aicheck.reports.registry import Options
from aicheck.reports.screen import clean, columns, excerpt
from aicheck.reports.summary import counted, coverage_line, coverage_rows, headline, unchecked_reasons

_COLORS = {"error": "1;31", "warning": "1;33", "info": "1;36", "help": "32", "faint": "2", "place": "1"}


def render(result: Result, options: Options) -> str:
    """Every finding, then the verdicts asked for, then the coverage."""
    page = _Page(options)
    blocks = ["\n".join(page.finding(finding)) for finding in result.findings]
    shown = [verdict for verdict in result.verdicts if verdict.outcome in options.show]
    if shown:
        blocks.append("\n".join(page.verdict(verdict) for verdict in shown))
    if not options.quiet:
        blocks.append("\n".join(page.summary(result)))
    return "\n\n".join(blocks) + "\n" if blocks else ""


class _Page:
    """The layout of one report: how wide it is, and whether it is coloured."""

    def __init__(self, options: Options) -> None:
        self.options = options

    def paint(self, text: str, style: str) -> str:
        return f"\x1b[{_COLORS[style]}m{text}\x1b[0m" if self.options.color and text else text

    def finding(self, finding: Finding) -> Iterator[str]:
        severity = self.paint(finding.severity, finding.severity)
        yield f"{self.where(finding.place)} {severity} {clean(finding.rule)} {clean(finding.name)}"
        yield f"  {clean(finding.message)}"
        margin = max([len(str(place.line)) for place in (finding.place, *(r.place for r in finding.related))])
        yield from self.picture(finding.place, margin, finding.severity)
        yield from self.arithmetic(finding, margin)
        for related in finding.related:
            yield from self.related(related, margin)
        yield from self.help(finding, margin)

    def where(self, place: Place) -> str:
        where = self.paint(f"{clean(place.path)}:{place.line}:{place.column}", "place")
        return f"{where} ({clean(place.origin)})" if place.origin else where

    def picture(self, place: Place, margin: int, style: str) -> Iterator[str]:
        """The line that the passage starts on, and carets below the passage as far as it runs on that line."""
        room = self.options.width - margin - 4
        if place.source.strip():
            start = place.column - 1
            end = place.end_column - 1 if place.end_line == place.line else len(place.source)
            shown = excerpt(place.source, start, max(end, start), room)
        elif place.text.strip() and place.text != place.path:  # a document that is cited but was not read
            words = place.text.strip()
            shown = excerpt(f"...{words}...", 3, 3 + len(words), room)
        else:
            return
        bar = self.paint("|", "faint")
        yield f" {self.paint(str(place.line).rjust(margin), 'faint')} {bar} {shown.text}"
        yield f" {' ' * margin} {bar} {' ' * shown.column}{self.paint('^' * shown.width, style)}"

    def arithmetic(self, finding: Finding, margin: int) -> Iterator[str]:
        values = [(clean(name), clean(value)) for name, value in finding.values.items()]
        widest = max((columns(name) for name, _ in values), default=0)
        for name, value in values:
            yield f" {' ' * margin} {self.paint('=', 'faint')} {name}{' ' * (widest - columns(name))}  {value}"

    def related(self, related: Related, margin: int) -> Iterator[str]:
        said, words = clean(related.message) or "see also", clean(related.place.text)
        quoted = f' "{words}"' if words and words not in said else ""
        yield f" {' ' * margin} {self.paint('-', 'faint')} {self.where(related.place)}{quoted} {said}"

    def help(self, finding: Finding, margin: int) -> Iterator[str]:
        if finding.fix is not None:
            fix = finding.fix
            instead = f' instead of "{clean(fix.place.text)}"' if fix.place.text else ""
            reason = f": {clean(fix.reason)}" if fix.reason else ""
            yield f" {' ' * margin} {self.paint('help:', 'help')} write \"{clean(fix.replacement)}\"{instead}{reason}"
        elif finding.help:
            yield f" {' ' * margin} {self.paint('help:', 'help')} {clean(finding.help)}"

    def verdict(self, verdict: Verdict) -> str:
        quoted = f' "{clean(verdict.place.text)}"' if verdict.place.text else ""
        reason = f" {clean(verdict.reason)}" if verdict.reason else ""
        return f"{self.where(verdict.place)} {verdict.outcome} {clean(verdict.rule)}{quoted}{reason}"

    def summary(self, result: Result) -> Iterator[str]:
        yield headline(result)
        if not self.options.verbose:
            yield coverage_line(result.coverage)
        else:
            rows = coverage_rows(result.coverage)
            widest = max(len(name) for name, _ in rows)
            for name, number in rows:
                yield f"  {name:<{widest}}  {number:>7,}"
            for reason, number in unchecked_reasons(result.verdicts):
                yield f"  unchecked: {clean(reason)}  {number:,}"
            if result.unmatched:
                yield f"  {counted(len(result.unmatched), 'rule', 'rules')} matched nothing: {clean(', '.join(result.unmatched))}"
        if result.faulty:
            yield self.paint("The run is faulty: what could not be read was not checked.", "error")
