"""Drafted claims files: what is drafted loads, binds, and means what was read."""

from __future__ import annotations

from pathlib import Path

import pytest

from aicheck.claims import bind, draft, load
from aicheck.documents import from_text
from aicheck.quantities import read

TEXTS = {
    "english": "Kite Systems hired more than 40 people: sales rose nearly 12% to €3.4 million.\n5.20-0.61 million euros.\n",
    "chinese": "风筝公司去年营收约3.4亿元，同比增长12%，员工超过400人。\n",
    "quotes": 'He said: "no: 12% # of it" - \'maybe\' 30, or {5 kg}.\n',
    "words": "Output doubled, then fell by a third; nearly half of it went abroad.\n",
    "nothing": "There is no number in it.\n",
    "hostile": "x\u2028y 12% \t 5 km\n: - & * 7 apples\n",
}


@pytest.mark.parametrize("name", TEXTS)
def test_a_draft_loads_without_a_finding_and_every_claim_binds(tmp_path: Path, name: str) -> None:
    reading = read(from_text(TEXTS[name], "notes/kite one.md"))
    file = tmp_path / "draft.yaml"
    file.write_text(draft(reading), encoding="utf-8")
    claims, findings = load([file])
    assert findings == ()
    bound, missing = bind(claims, [reading])
    assert missing == ()
    assert all(claim.bound for claim in bound)
    spans = {quantity.span: quantity for quantity in reading.quantities}
    for claim in bound:
        quantity = spans[claim.quantity.span]
        assert (claim.quantity.low, claim.quantity.high, claim.quantity.relation, claim.quantity.change) == (
            quantity.low, quantity.high, quantity.relation, quantity.change,
        )  # fmt: skip
    assert len(bound) + draft(reading).count("is not plain from its own words") == len(reading.quantities)


def test_a_draft_takes_in_the_hedge_and_the_verb() -> None:
    reading = read(from_text(TEXTS["english"], "kite.md"))
    text = draft(reading)
    assert "document: kite.md\n" in text
    assert "    role: change\n    stated: rose nearly 12%\n    at: 1:47\n    value: 12 percent\n" in text
    assert "stated: more than 40 people\n    at: 1:20\n" in text


def test_ids_are_distinct() -> None:
    text = draft(read(from_text("Sales 5 kg. Sales 6 kg. Sales 7 kg.\n", "kite.md")))
    ids = [line.split("id: ")[1] for line in text.splitlines() if "id: " in line]
    assert len(ids) == len(set(ids)) == 3
