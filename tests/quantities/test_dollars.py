"""Which dollars a bare `$` means is what the document says."""

from __future__ import annotations

import pytest

from aicheck.documents import from_text
from aicheck.quantities import read
from aicheck.quantities.dollars import dollars_of


@pytest.mark.parametrize(
    ("says", "currency"),
    [
        ("All amounts are in Canadian dollars unless we say otherwise. Wages took $4 million.", "CAD"),
        ("Figures in thousands of Australian\ndollars. Wages took $4 million.", "AUD"),
        ("The accounts are presented in HK$. Wages took $4 million.", "HKD"),
        ('In this note "$" means Singapore dollars. Wages took $4 million.', "SGD"),
        ("Amounts are stated in U.S. dollars. Wages took $4 million.", "USD"),
        ("Wages took $4 million. The bonds were paid in Canadian dollars.", None),
        ("Prices are in Canadian dollars; fees are given in US dollars. Wages took $4 million.", None),
        ("Amounts are shown in dollars. Wages took $4 million.", None),
        ("Amounts are shown in\u00a0Canadian\u2009dollars. Wages took $4 million.", "CAD"),
        ("$ DENOTES\x0bNEW ZEALAND DOLLARS. Wages took 4 million.", "NZD"),
        ("Amounts are shown in Canadian dollarsish. Wages took $4 million.", None),
        ("Amounts are shown in euros. Wages took $4 million.", None),
        ("All amounts are in Canadian dollars. Wages took 4 million.", None),
    ],
)
def test_what_the_words_of_the_document_say(says: str, currency: str | None) -> None:
    assert dollars_of(from_text(says, "note.txt")) == currency


def test_amounts_of_prose_and_tables_are_in_the_dollars_of_the_document() -> None:
    text = "Amounts are expressed in Canadian dollars.\n\nWages took $4 million.\n\n"
    text += "| Item | Cost |\n|---|---|\n| Rent | $7 |\n| Fuel | 8 |\n"
    units = {quantity.text: quantity.unit for quantity in read(from_text(text, "note.md")).quantities}
    assert units == {"$4 million": "CAD", "$7": "CAD", "8": "CAD"}


def test_a_setting_stands_above_the_document() -> None:
    document = from_text("Amounts are expressed in Canadian dollars. Wages took $4 million.", "note.txt")
    assert [quantity.unit for quantity in read(document, dollar="NZD").quantities] == ["NZD"]
