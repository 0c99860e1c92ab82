"""The suspected cell of a broken relation, and what should stand there."""

import pytest

from aicheck.rules.tables.relations import reconcile
from aicheck.rules.tables.suspects import rewritten, style_of, suspects

from .test_relations import table


def blamed(rows: str):
    """(words of the suspected cell, proposal or None, relations mended) of the first relation that does not hold."""
    found = reconcile(table(rows))
    accused = suspects(found.grid, found.relations)
    relation = next(r for r in found.relations if not r.holds)
    if relation not in accused:
        return None
    suspect = accused[relation]
    row, column = suspect.cell
    number, words = found.grid.numbers[row][column], found.grid.table.rows[row][column].text
    fixed = rewritten(words, number, suspect.slip, style_of(found.grid).of(found.grid, relation)) if suspect.slip else None
    return words, fixed, suspect.mends


PORTS = """
 Port | Coal | Grain | Ore | Total
 Goole | 1,411 | {grain} | 226 | 2,440
 Whitby | 964 | 1,377 | 518 | 2,859
 Boston | 702 | 655 | 190 | 1,547
 Total | 3,077 | 2,835 | 934 | 6,846
"""


@pytest.mark.parametrize("written", ["830", "8,030", "403", "80"], ids=["transposed", "shifted", "digit", "dropped"])
def test_a_cell_in_which_a_row_and_a_column_fail(written):
    assert blamed(PORTS.format(grain=written)) == (written, "803", 2)


def test_a_subtotal_in_which_its_parts_and_the_total_fail():
    rows = """
    Wood | 2031 | 2030
    Oak | 1,205 | 1,184
    Ash | 877 | 902
    Hardwood | 2,082 | 2,806
    Pine | 3,417 | 3,288
    Fir | 1,266 | 1,590
    Softwood | 4,683 | 4,878
    All wood | 6,765 | 6,964
    """
    assert blamed(rows) == ("2,806", "2,086", 2)


def test_a_slip_that_leaves_nothing_to_rounding_comes_first():
    rows = """
    Plant | 2031 | 2030
    Cost | 13,407 | 13,056
    Less: wear | 6,218 | 5,640
    Net | 7,198 | 7,416
    """
    assert blamed(rows) == ("7,198", "7,189", 1)


def test_no_cell_is_named_where_two_do_equally_well():
    rows = """
    Depot | 2031 | 2030
    Leeds | 4,118 | 3,907
    Hull | 2,264 | 2,351
    Total | 6,382 | 6,358
    """
    assert blamed(rows) is None, "one digit of any of the three numbers would do"


@pytest.mark.parametrize(
    ("lost", "other", "expected"),
    [("1,802", "(2,116)", "(1,802)"), ("1,802", "-2,116", "-1,802")],
    ids=["brackets", "minus"],
)
def test_a_lost_sign_is_written_as_the_table_writes_it(lost, other, expected):
    rows = f"""
    Cash | 2031 | 2030
    Operating | 6,114 | 5,873
    Investing | 950 | 1,041
    Financing | {lost} | {other}
    Net change | 5,262 | 4,798
    """
    assert blamed(rows) == (lost, expected, 1)
