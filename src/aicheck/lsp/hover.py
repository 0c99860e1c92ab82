"""What an author is told of the number under the cursor: what it allows and why, and what rules made of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction

from aicheck.model import Claim, Finding, HedgeWidths, Quantity, Verdict
from aicheck.reports.figures import figure, span

_SCALES = ((12, " trillion"), (9, " billion"), (6, " million"))
_SPECIAL = re.compile(r"([\\`*_\[\]<>|#])")
_FEWEST_EQUAL = {"<": "less than", "<=": "at most", ">": "more than", ">=": "at least"}


def of_quantity(quantity: Quantity, widths: HedgeWidths) -> Iterator[str]:
    """The lines about a statement, in Markdown: its words, the interval that it allows, the arithmetic of that."""
    kind = quantity.kind if quantity.unit in ("", quantity.kind) else f"{quantity.kind}, {quantity.unit}"
    yield f"**{_plain(quantity.text)}** ({_plain(kind)})"
    yield f"- allows {_plain(span(quantity.allowed(widths), quantity.unit, _SCALES))}"
    yield f"- because {_reason(quantity, widths)}"
    for note in quantity.notes:
        yield f"- malformed: {note}"


def of_verdicts(verdicts: Iterable[Verdict], found: Iterable[Finding]) -> Iterator[str]:
    """A line for each finding and for each other verdict that rests on a passage."""
    told = set()
    for finding in found:
        told.add(finding.rule)
        yield f"- **{finding.rule} {finding.name}**: {_plain(finding.message)}"
        yield from (f"  - {_plain(name)}: {_plain(value)}" for name, value in finding.values.items())
    for verdict in verdicts:
        if verdict.rule in told:
            continue
        why = verdict.reason or "; ".join(f"{name} {value}" for name, value in verdict.values.items())
        yield f"- {verdict.rule}: {verdict.outcome}" + (f" ({_plain(why)})" if why else "")


def of_claim(claim: Claim, widths: HedgeWidths) -> Iterator[str]:
    """The lines about a claim, in Markdown: who, what and when, where it is stated, what it allows."""
    about = ", ".join(filter(None, (claim.subject, claim.metric, claim.period, claim.scope)))
    yield f"**{_plain(claim.id)}** {_plain(about)}"
    where = f"{claim.source.path}:{claim.source.line}:{claim.source.column}"
    yield f"- stated in {_plain(where)}" + ("" if claim.bound else ", where it was not found")
    yield from list(of_quantity(claim.quantity, widths))[1:]


def _reason(quantity: Quantity, widths: HedgeWidths) -> str:
    """In words how the ends of the interval come about."""
    rounding = _rounding(quantity.decimals)
    if quantity.value is None:
        return f"it is a range from {_end(quantity.low)} to {_end(quantity.high)}, {rounding} at either end"
    if quantity.relation in _FEWEST_EQUAL:
        return f"it is {_FEWEST_EQUAL[quantity.relation]} {figure(Fraction(quantity.value), _SCALES)}"
    if quantity.relation == "~":
        near = quantity.hedge == "nearly"
        share = figure((widths.nearly if near else widths.about) * 100)
        reach = "below" if near else "either way"
        return f"`{quantity.hedge or 'about'}` allows {share} % {reach}, and no less than rounding does: {rounding}"
    return rounding


def _rounding(decimals: int | None) -> str:
    if decimals is None:
        return "it is exact: nothing is rounded"
    last = Fraction(10) ** -decimals
    return f"its last digit counts {figure(last, _SCALES)}, so rounding moves it by {figure(last / 2, _SCALES)}"


def _end(value: object) -> str:
    return "any" if value is None else figure(Fraction(str(value)), _SCALES)


def _plain(text: str) -> str:
    """Text of documents that Markdown shows as it is."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
