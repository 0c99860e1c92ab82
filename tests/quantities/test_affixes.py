from decimal import Decimal

import pytest

from aicheck.documents import from_text
from aicheck.quantities.grid import grid_of

Numbers = list[list[tuple[str, str] | None]]
HEAD = "| | | 2031 | | | 2030 | |\n|-|-|-|-|-|-|-|\n"


def _numbers(rows: str) -> Numbers:
    (table,) = from_text(HEAD + rows, "page.md").tables
    grid = grid_of(table)
    assert grid.columns == (2, 5)
    return [[(str(n.value), n.kind) if (n := grid.numbers[r][c]) else None for c in grid.columns] for r in grid.body]


CASES: list[tuple[str, str, Numbers]] = [
    ("currency", "| Coal | $ | 1,411 | | $ | 803 | |\n| Ore | | 226 | | | 518 | |\n",
     [[("1411", "amount"), ("803", "amount")], [("226", "amount"), ("518", "amount")]]),
    ("closing brackets", "| Coal | | 1,411 | | | 803 | |\n| Wear | $ | (226 | ) | $ | (518 | ) |\n",
     [[("1411", "amount"), ("803", "amount")], [("-226", "amount"), ("-518", "amount")]]),
    ("percent", "| Coal | | 1,411 | | | 803 | |\n| Share | | 22.6 | % | | (51.8 | )% |\n",
     [[("1411", "amount"), ("803", "amount")], [("22.6", "percent"), ("-51.8", "percent")]]),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "numbers"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_signs_beside_a_number_belong_to_it(rows: str, numbers: Numbers) -> None:
    assert _numbers(rows) == numbers


def test_the_header_above_the_sign_is_that_of_the_number() -> None:
    text = "| | 2031 | | 2030 | |\n|-|-|-|-|-|\n| Coal | $ | 1,411 | $ | 803 |\n| Ore | $ | 226 | $ | 518 |\n"
    grid = grid_of(from_text(text, "page.md").tables[0])
    assert [grid.column_labels[c].text for c in grid.columns] == ["2031", "2030"]
    assert grid.row_labels[1].text == "Coal" and grid.lead(1, 2) == "$"


def test_a_column_headed_percent_is_no_column_of_signs() -> None:
    text = "| | 2031 | % |\n|-|-|-|\n| Coal | 1,411 | 22.6 |\n| Ore | 226 | 77.4 |\n"
    grid = grid_of(from_text(text, "page.md").tables[0])
    assert [grid.numbers[1][c].value for c in grid.columns if grid.numbers[1][c]] == [Decimal(1411), Decimal("22.6")]  # type: ignore[union-attr]
