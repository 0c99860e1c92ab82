"""A proven error as a finding: at the cell to blame, with the arithmetic and the repair."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from aicheck.model import Fix
from aicheck.quantities.grid import grid_of
from aicheck.rules.expectations import Assessment
from aicheck.rules.matching import Item
from aicheck.rules.rows.amounts import Amounts, Remedy, weight_of
from aicheck.rules.rows.binding import Details, Taken
from aicheck.rules.rows.relations import Relation, cells_of, form_of
from aicheck.rules.rule import Judged
from aicheck.rules.tables.slips import Slip
from aicheck.rules.tables.suspects import SLIP_WORDS, Style, rewritten

_OF_TWO_ROWS = ("exchange", "copy")
"""Slips that one number alone does not mend."""


class Candidate(NamedTuple):
    """One cell (`taken`, in the reading `judged`) that, with another value, makes a broken relation hold.

    `mends` lists the matches of the other relations that hold then, `keeps` counts those that still do, `breaks` those that
    no longer do.
    """

    relation: Relation
    judged: Judged
    taken: Taken
    remedy: Remedy
    mends: tuple[tuple[Relation, Judged], ...]
    keeps: int
    breaks: int

    @property
    def rank(self) -> tuple[int, bool, int]:
        return len(self.mends), self.remedy.slip is not None, self.keeps


def unchecked(relation: Relation, reason: str) -> Judged:
    """A broken relation that proves nothing."""
    return relation.first._replace(assessment=Assessment("unchecked", reason=reason))


def finding(candidates: Sequence[Candidate], best: Candidate, amounts: Amounts) -> Judged:
    """The reading of the best candidate as a finding at its cell; at the rule's first name where two do equally well."""
    rivals = {each.taken.at for each in candidates if each.rank == best.rank}
    judged, slip = best.judged, best.remedy.slip
    alone = len(rivals) == 1
    suspect = best.taken.item if alone else _largest(judged, amounts) or cells_of(judged)[0].item
    values = {each.remedy.value for each in candidates if each.taken.at == best.taken.at and each.rank == best.rank}
    elsewhere = slip is not None and slip.kind in _OF_TWO_ROWS
    fix = _fix(best) if alone and len(values) == 1 and (slip or best.mends) and not elsewhere else None
    told = f"; {suspect.text_of('row')}: {SLIP_WORDS[slip.kind]}" if alone and slip else ""
    bindings = {**judged.match.bindings, "suspect": suspect, "computed": amounts.computed(judged), "slip": told}
    match = judged.match._replace(bindings=bindings, place=suspect.place, fix=fix)
    assessment = judged.assessment
    if assessment is not None and assessment.judgement is not None:
        assessment = assessment._replace(judgement=assessment.judgement._replace(culprit=suspect))
    return judged._replace(match=match, assessment=assessment)


def _largest(judged: Judged, amounts: Amounts) -> Item | None:
    """Of an upper bound that is exceeded, the line that adds most; nothing of an identity."""
    form = form_of(judged)
    if form is None or form.operator != "<=":
        return None
    return max(cells_of(judged), key=lambda taken: weight_of(form, taken) * amounts.written(taken)).item


def _fix(best: Candidate) -> Fix | None:
    number, details = best.taken.entry.number, best.judged.match.details
    wanted, found = best.remedy.value, best.remedy.slip
    slip = found or Slip("digit", wanted, number.places)
    if not found and (wanted < 0) != (number.value < 0):
        return None
    words = rewritten(best.taken.item.quantity.text, number, slip, _style(details, best.taken))
    if not words:
        return None
    reason = SLIP_WORDS[found.kind] if found else "a wrong number"
    mended = 1 + len(best.mends)
    held = "the identity holds" if mended == 1 else f"all {mended} identities that it broke hold"
    kept = f", and {best.keeps} more still hold" if best.keeps else ""
    return Fix(best.taken.item.place, words, f"{reason}: then {held}{kept}")


def _style(details: Details, taken: Taken) -> Style:
    table = details.tables[taken.entry.table]
    grid = grid_of(table)
    numbers = [
        (cell.text, number)
        for row, read in zip(table.rows, grid.numbers, strict=True)
        for cell, number in zip(row, read, strict=True)
        if number
    ]
    return Style(any(n.bracketed for _, n in numbers), False, any("," in text for text, _ in numbers), taken.entry.number.places)
