"""Signs across periods: a line that one identity adds in one period and takes away in another has the wrong sign in one.

The sign of a cost is free, so an identity holds whether `Taxes` reads 161 or (161); but the same row is written the same way
in every column.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence

from aicheck.rules.expectations import Assessment
from aicheck.rules.rows.amounts import Amounts, Remedy, size_of, weight_of
from aicheck.rules.rows.binding import Position, Taken
from aicheck.rules.rows.relations import Relation, Way, cells_of, form_of, trivial
from aicheck.rules.rows.telling import Candidate, finding
from aicheck.rules.rule import Judged
from aicheck.rules.tables.slips import Slip


def turned(periods: Sequence[Relation], amounts: Amounts) -> Iterator[tuple[Relation, Taken]]:
    """The cells of one identity that are taken with another sign than their row is in its other periods."""
    signs = {each.key: _signs(each, amounts) for each in periods if each.held is not None and not trivial(each.held)}
    rows = dict.fromkeys(row for own in signs.values() for row in own)
    for row in rows:
        held = [(each, own[row]) for each in periods if (own := signs.get(each.key)) and row in own]
        votes = sum(taken.sign for _, taken in held)
        odd = -1 if votes >= 0 else 1
        if len({taken.sign for _, taken in held}) > 1:
            yield from ((each, taken) for each, taken in held if taken.sign == odd)


def _signs(relation: Relation, amounts: Amounts) -> Mapping[Way, Taken]:
    """The rows that every reading which holds takes with one and the same sign, and that matter."""
    ways = [cells_of(each) for each in relation.readings if each.holds]
    found: dict[Way, list[Taken]] = {}
    for cells in ways:
        for taken in cells:
            found.setdefault((taken.name, *taken.at[:2]), []).append(taken)
    form = form_of(relation.first)
    if form is None or form.operator != "==":
        return {}
    gap, slack = amounts.gap(form, cells_of(relation.first))
    if 2 * size_of(gap) > slack:  # so much rounding is as likely another line of small numbers
        return {}
    return {
        row: all_taken[0]
        for row, all_taken in found.items()
        if len(all_taken) == len(ways) and len({taken.sign for taken in all_taken}) == 1
        and 2 * size_of(weight_of(form, all_taken[0]) * amounts.written(all_taken[0])) > slack
    }  # fmt: skip


def reported(relation: Relation, taken: Taken, amounts: Amounts) -> Judged:
    """The identity as a finding at the cell with the wrong sign."""
    held, number = relation.first, taken.entry.number
    wrong = taken._replace(sign=-taken.sign)
    cells = tuple(wrong if each.at == taken.at and each.name == taken.name else each for each in cells_of(held))
    match = held.match._replace(details=relation.details._replace(cells=cells))
    judged = held._replace(match=match, assessment=Assessment("contradictory"))
    slip = Slip("sign", -number.value, number.places)
    candidate = Candidate(relation, judged, wrong, Remedy(slip, slip.value, 0), (), 0, 0)
    return finding([candidate], candidate, amounts)


def contrary(
    periods: Mapping[Hashable, Sequence[Relation]], told: Mapping[Hashable, object], amounts: Amounts
) -> Mapping[Hashable, Judged]:
    """By the key of a relation that holds: the finding about a sign in it, each cell once."""
    seen: set[Position] = set()
    found: dict[Hashable, Judged] = {}
    for each in periods.values():
        for relation, taken in turned(each, amounts):
            if taken.at not in seen and relation.key not in told and relation.key not in found:
                seen.add(taken.at)
                found[relation.key] = reported(relation, taken, amounts)
    return found
