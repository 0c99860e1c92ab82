"""The quantities of long tables are those that would be made of them, were they short."""

import pickle
import random

import pytest

from aicheck.documents import delimited, from_text
from aicheck.passages import Passages
from aicheck.quantities import read
from aicheck.quantities.stored import StoredQuantities

DRAW = random.Random(11)
WORDS = ("14", "1,275", '"8,410.50"', "(39)", "-", "", "n/a", "12%", "$75", "2031-04-02", "(17", '"1,7754,000"', "3.5M", '"a, b"')
CELLS = [[f"Item {number}", *(DRAW.choice(WORDS) for _ in range(4))] for number in range(2_300)]
ROWS = ["Item,Year,Cost,Share (%),Note", *map(",".join, CELLS)]
TEXT = "The fleet carried 40 million tons.\n\n" + "\n".join(ROWS) + "\n\nEnd, 5 of them\n"


@pytest.fixture(scope="module")
def both():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(delimited, "FEW", 10**9)
        kept = read(from_text(TEXT, "items.csv"))
    return kept, read(from_text(TEXT, "items.csv"))


def test_a_long_table_gives_the_same_quantities_as_one_that_is_kept(both):
    kept, stored = both
    assert isinstance(stored.quantities, StoredQuantities)
    assert list(stored.quantities) == list(kept.quantities)
    assert len(stored.quantities) > 4_000
    assert [list(side) for side in Passages.of(stored)] == [list(side) for side in Passages.of(kept)]
    assert [quantity for quantity in kept.quantities if quantity.notes] == [q for q in stored.worded if q.notes]
    assert stored.worded[0].text == "40 million tons"


def test_the_rows_of_a_long_table_are_those_of_one_that_is_kept(both):
    kept, stored = both
    assert [tuple(row) for row in stored.document.tables[0].rows] == list(kept.document.tables[0].rows)
    assert stored.document.tables[0][1:] == kept.document.tables[0][1:]


def test_where_quantities_stand_can_be_handed_to_another_process(both):
    again = pickle.loads(pickle.dumps(Passages.of(both[1])))
    assert [list(side) for side in again] == [list(side) for side in Passages.of(both[1])]


def test_from_a_quote_on_that_nothing_closes_quotes_are_words_in_long_tables_too():
    rows = ["Size,Price", *(f'{n} mm,"{n},000"' for n in range(2_100)), '3" pipe,12', '4" pipe, "17"']
    table = from_text("\n".join(rows), "sizes.csv").tables[0]
    assert [cell.text for cell in table.rows[2]] == ["1 mm", "1,000"]
    assert [cell.text for cell in table.rows[-2]] == ['3" pipe', "12"]
