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


@pytest.mark.parametrize("label", ["Net income attributable to pensioners", "Adjusted EBITDA margin", "Revenue growth", ""])
def test_other_labels_name_nothing(label: str) -> None:
    assert not any(fold(label) in known for known in vocabulary().lines.values())


def test_totals_are_taken_before_parts() -> None:
    known = vocabulary().lines["income"]
    assert (known[fold("Total revenues")], known[fold("Net sales")]) == (Place("revenue", 0), Place("revenue", 1))
