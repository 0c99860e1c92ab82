"""Labels as they are compared, and the lines that they name."""

import pytest

from aicheck.rules.rows.lines import Place, fold, vocabulary

LABELS = [
    ("Net income (loss)", "income", "net-income"),
    ("EPS (basic)", "income", "eps-basic"),
    ("Less: Provision for (benefit from) income taxes", "income", "tax"),
    ("Cost of Goods Sold (COGS)", "income", "cost-of-revenue"),
    ("Income/(loss) before income taxes", "income", "pretax-income"),
    ("**Total assets**", "balance", "assets"),
    ("Total stockholders’ equity", "balance", "equity"),
    ("PP&E, net", "balance", "ppe"),
    ("Net cash (used in) provided by financing activities", "cash", "financing-flow"),
    ("Cash flow from operations (1)", "cash", "operating-flow"),
    ("减：营业成本", "income", "cost-of-revenue"),
    ("一、营业总收入", "income", "revenue"),
    ("四、净利润（净亏损以“－”号填列）", "income", "net-income"),
    ("归属于母公司所有者权益（或股东权益）合计", "balance", "parent-equity"),
]


@pytest.mark.parametrize(("label", "kind", "line"), LABELS)
def test_a_label_names_its_line(label: str, kind: str, line: str) -> None:
    assert vocabulary().lines[kind][fold(label)].line == line


WORDED = [
    ("Cash, cash equivalents and restricted cash at end of period", "cash", "ending-cash"),
    ("Net (decrease)/increase in cash and cash equivalents, including restricted", "cash", "net-change"),
    ("Net earnings attributable to Solvane Mills", "income", "attributable"),
    ("Less: net loss attributable to non-controlling interests", "income", "minority"),
    ("Total Solvane Mills shareholders' equity", "balance", "parent-equity"),
    ("Total liabilities, redeemable noncontrolling interest, and equity", "balance", "liabilities-and-equity"),
]


@pytest.mark.parametrize(("label", "kind", "line"), WORDED)
def test_a_line_is_known_by_its_wording(label: str, kind: str, line: str) -> None:
    place = vocabulary().place(kind, fold(label))
    assert place is not None and place.line == line


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Net loss per share attributable to Solvane Mills", "income"),
        ("Net cash provided by operating activities of discontinued operations", "cash"),
    ],
)
def test_a_part_of_what_the_wording_says_is_another_line(label: str, kind: str) -> None:
    assert vocabulary().place(kind, fold(label)) is None


@pytest.mark.parametrize("label", ["Net income attributable to pensioners", "Adjusted EBITDA margin", "Revenue growth", ""])
def test_other_labels_name_nothing(label: str) -> None:
    assert not any(fold(label) in known for known in vocabulary().lines.values())


def test_totals_are_taken_before_parts() -> None:
    known = vocabulary().lines["income"]
    assert (known[fold("Total revenues")], known[fold("Net sales")]) == (Place("revenue", 0), Place("revenue", 1))
