"""How much speaks for it that two passages render each other."""

from __future__ import annotations

import pytest

from aicheck import documents, quantities
from aicheck.rules.across.alignment import LEAST, aligned
from aicheck.rules.across.evidence import Counterparts
from aicheck.rules.across.passages import passages_of
from tests.rules.across.test_layouts import PAIRS


def counterparts(one: str, other: str) -> Counterparts:
    reading = quantities.read(documents.from_text(f"{one}\n\n{other}\n", "a.md"))
    first, second = passages_of(reading)
    return Counterparts(first, second)


@pytest.mark.parametrize("at", range(len(PAIRS)))
def test_a_rendering_is_stronger_than_any_other_passage_and_keeps_its_promise(at: int) -> None:
    found = [counterparts(PAIRS[at][0], other) for _, other in PAIRS]
    assert max(range(len(found)), key=lambda to: found[to].strength) == at
    assert found[at].strength >= LEAST
    assert all(each.strength < LEAST for to, each in enumerate(found) if to != at)
    assert found[at].promise >= found[at].strength


def test_of_passages_that_promise_nothing_no_number_is_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[object] = []
    monkeypatch.setattr("aicheck.rules.across.evidence.same", lambda *both: compared.append(both))
    text = "\n\n".join(
        part
        for number in range(40)
        for part in (f"该校第{number}年招收新生{3200 + number}名。", f"The museum sold {71 + number},000 tickets to visitors.")
    )
    passages = passages_of(quantities.read(documents.from_text(text, "a.md")))
    assert len(passages) == 80
    assert list(aligned(*([each for each in passages if each.language == language] for language in ("zh", "en")))) == []
    assert compared == []


def test_what_is_converted_or_plainly_dated_is_not_left_over() -> None:
    found = counterparts("农场占地4500亩，收获小麦1900吨。", "The farm covers 300 hectares and harvested 1,900 tons of wheat.")
    assert found.left == ([], [])
    found = counterparts("7月9日和17日，公司支付480万元。", "On July 9 and 17 the company paid 4.8 million yuan.")
    assert found.left == ([], [])
