"""Totals of columns too long to be held as cells, and sums along their rows."""

import random

import pytest

from aicheck import check
from aicheck.config import Settings

ROWS = 2_400
HEADER = "Parcel,Depot,Crates,Weight,Fee"


def lists(*, mend=lambda lines: lines, subtotals=0, last="Total"):
    """A list of parcels with its total, as CSV; `mend` changes the lines."""
    draw = random.Random(5)
    lines, every, block = [HEADER], [0, 0, 0], [0, 0, 0]
    for number in range(1, ROWS + 1):
        row = draw.randint(1, 400), draw.randint(100, 90_000), draw.randint(10, 7_000)
        every, block = ([a + b for a, b in zip(sums, row, strict=True)] for sums in (every, block))
        lines.append(f"Parcel {number},{draw.choice(['Hull', 'York'])},{row[0]},{row[1] / 100:.2f},{row[2] / 100:.2f}")
        if subtotals and number % subtotals == 0:
            lines.append(f"Subtotal,,{block[0]},{block[1] / 100:.2f},{block[2] / 100:.2f}")
            block = [0, 0, 0]
    lines.append(f"{last},,{every[0]},{every[1] / 100:.2f},{every[2] / 100:.2f}")
    return "\n".join(mend(lines)) + "\n"


def total(change):
    """A change to the fields of the last line."""

    def mend(lines):
        fields = lines[-1].split(",")
        change(fields)
        return [*lines[:-1], ",".join(fields)]

    return mend


def found(text, tmp_path):
    path = tmp_path / "parcels.csv"
    path.write_text(text, encoding="utf-8")
    return check([path], settings=Settings())


def told(result):
    return [(each.rule, each.place.line, each.place.text, each.fix and each.fix.replacement) for each in result.findings]


@pytest.mark.parametrize("last", ["Total", ""])
@pytest.mark.parametrize("subtotals", [0, 300])
def test_right_totals_of_long_columns_are_consistent(tmp_path, last, subtotals):
    result = found(lists(last=last, subtotals=subtotals), tmp_path)
    assert told(result) == []
    line = ROWS + 2 + (ROWS // subtotals if subtotals else 0)
    assert [v.outcome for v in result.verdicts if v.rule == "AIC401" and v.place.line == line] == ["consistent"] * 3


@pytest.mark.parametrize("subtotals", [0, 300])
def test_a_wrong_digit_in_the_total_of_a_long_column_is_found_and_mended(tmp_path, subtotals):
    right = lists(subtotals=subtotals)
    stated = right.splitlines()[-1].split(",")[3]
    wrong = ("9" if stated[0] != "9" else "2") + stated[1:]
    text = lists(subtotals=subtotals, mend=total(lambda fields: fields.__setitem__(3, wrong)))
    line = ROWS + 2 + (ROWS // subtotals if subtotals else 0)
    assert told(found(text, tmp_path)) == [("AIC401", line, wrong, stated)]


def test_a_total_that_only_rounding_to_one_side_would_explain_is_a_warning(tmp_path):
    """2,400 whole numbers may be 1,200 off together, but never are: the odds of 900 are nil."""
    crates = int(lists().splitlines()[-1].split(",")[2])
    text = lists(mend=total(lambda fields: fields.__setitem__(2, str(crates + 900))))
    assert [(each.rule, each.severity, each.place.line) for each in found(text, tmp_path).findings] == [
        ("AIC408", "warning", ROWS + 2)
    ]


@pytest.mark.parametrize("place, words", [(3, "451.18"), (2, ""), (4, "n/a")])
def test_averages_and_blanks_below_a_long_column_are_no_wrong_totals(tmp_path, place, words):
    assert told(found(lists(mend=total(lambda fields: fields.__setitem__(place, words))), tmp_path)) == []


def test_one_column_alone_tells_by_its_label_and_a_slip(tmp_path):
    rows = [f"Parcel {n},{1000 + n * 37 % 9000}" for n in range(1, ROWS + 1)]
    amount = sum(int(row.split(",")[1]) for row in rows)
    swapped = str(amount)[1] + str(amount)[0] + str(amount)[2:]
    assert swapped != str(amount)
    text = "\n".join(["Parcel,Weight", *rows, f"Total,{swapped}"])
    assert told(found(text, tmp_path)) == [("AIC407", ROWS + 2, swapped, str(amount))]


def test_a_row_of_a_long_table_that_does_not_add_up_is_found(tmp_path):
    draw = random.Random(3)
    rows = [(draw.randint(1_000, 9_999), draw.randint(100, 999)) for _ in range(ROWS)]
    lines = ["Parcel,Net,Duty,Total", *(f"Parcel {n},{a},{b},{a + b}" for n, (a, b) in enumerate(rows))]
    number = 1_777
    net, duty = rows[number]
    lines[number + 1] = f"Parcel {number},{net},{duty},{net + duty + 3_000}"
    result = found("\n".join(lines), tmp_path)
    assert [(each.rule, each.place.line) for each in result.findings] == [("AIC402", number + 2)]


def test_a_total_below_a_list_that_is_cut_short_is_silent(tmp_path):
    """Where the total does not foot in any column, the list may be a part of what it covers."""
    assert told(found(lists(mend=lambda lines: [*lines[:1_000], *lines[1_900:]]), tmp_path)) == []
