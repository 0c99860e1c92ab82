"""What right statements of companies do that looks wrong, and what shows that one is wrong all the same."""

import pytest

from aicheck.documents import from_text
from aicheck.model import Finding
from aicheck.quantities import read
from aicheck.rules import load, run

RULES = load((), ("accounting", "tables"))


def errors(text: str) -> list[Finding]:
    """The findings at severity error."""
    found = run(RULES, [read(from_text(text, "statement.md"))]).findings
    return [each for each in found if each.severity == "error"]


def table(title: str, *rows: str, years: str = "2031 | 2030") -> str:
    """A statement as a Markdown table."""
    count = years.count("|") + 2
    lines = [f"## {title}", "", f"| | {years} |", "|" + "---|" * count, *(f"| {row} |" for row in rows)]
    return "\n".join(lines) + "\n"


RIGHT = {
    "costs of products and of services, and no sum of them": table(
        "Income Statement", "Revenue | 77,794 | 66,608", "Cost of aircraft | (59,864) | (53,969)",
        "Cost of services | (10,206) | (9,109)", "Gross profit | 7,724 | 3,530", "Operating income | 1,204 | 877",
    ),
    "cash due from banks beside all the cash of a bank": table(
        "Balance Sheet", "Cash and due from banks | 2,906 | 2,769", "Total assets | 387,539 | 366,574",
        "Total liabilities | 354,751 | 337,341", "Total equity | 32,788 | 29,233",
    ) + "\n" + table(
        "Cash Flow Statement", "Net change in cash | 5,691 | (1,736)", "Cash at beginning of year | 56,724 | 58,460",
        "Cash at end of year | 62,415 | 56,724",
    ),
    "exchange effects that are left out": table(
        "Cash Flow Statement", "Operating cash flow | 3,585 | 642", "Investing cash flow | (3,226) | (1,637)",
        "Financing cash flow | (95) | 15", "Net change in cash | 327 | (1,128)",
    ),
    "net income of the owners, with a loss of the minority and a discontinued business": table(
        "Income Statement", "Income before tax | 5,330 | 4,043", "Income taxes | (1,741) | (1,446)",
        "Income from discontinued operations | 2,375 | (748)", "Net income | 6,139 | 2,284",
    ) + "\n" + table("Cash Flow Statement", "Net income | 5,964 | 1,850", "Operating cash flow | 6,332 | 5,647"),
    "net income of the owners on both statements, below what the minority shares": table(
        "Income Statement", "Revenue | 4,550", "Profit from continuing operations | 570",
        "Income from discontinued operations | 359", "Net income | 914", years="2031",
    ) + "\n" + table("Cash Flow Statement", "Net income | 914", "Operating cash flow | 1,208", years="2031"),
    "other operating income below all costs": table(
        "Income Statement", "Revenue | 61,204", "Total costs and expenses | 49,118", "Other operating income | 1,340",
        "Interest expense | 1,102", "Income before tax | 12,324", years="2031",
    ),
    "bank balances that are no cash equivalents": table(
        "Balance Sheet", "Cash at bank and on hand | 90,612", "Total assets | 387,539", years="2031",
    ) + "\n" + table("Cash Flow Statement", "Net change in cash | 5,691", "Cash at end of year | 51,415", years="2031"),
    "millions written out in full, rounded": table(
        "Balance Sheet", "Total assets | 226,501,000,000 | 197,205,000,000", "Common stock | 478,000,000 | 476,000,000",
        "Additional paid-in capital | 92,631,000,000 | 91,802,000,000",
        "Retained earnings | 118,353,000,000 | 125,656,000,000", "Treasury stock | (114,487,000,000) | (113,969,000,000)",
        "Accumulated other comprehensive loss | (7,961,000,000) | (8,304,000,000)",
        "Noncontrolling interests | 274,000,000 | 256,000,000", "Total equity | 89,288,000,000 | 95,916,000,000",
    ),
}  # fmt: skip


@pytest.mark.parametrize("quirk", RIGHT)
def test_a_right_statement_is_left_alone(quirk: str) -> None:
    assert [(each.rule, each.message) for each in errors(RIGHT[quirk])] == []


WRONG = {
    "years exchanged": (
        table(
            "Income Statement", "Revenue | 61,204 | 58,117", "Operating expenses | 47,310 | 45,902",
            "Operating income | 12,215 | 13,894", "Interest expense | 1,102 | 987", "Income before tax | 12,792 | 11,228",
        ),
        "12,215",
    ),
    "cash of two years exchanged on the balance sheet": (
        table("Balance Sheet", "Cash | 7,241 | 8,264", "Total assets | 87,539 | 86,574")
        + "\n"
        + table("Cash Flow Statement", "Net change in cash | 1,023", "Cash at beginning of year | 7,241",
                "Cash at end of year | 8,264", years="2031"),
        "7,241",
    ),
    "a number of the year before in a statement that holds there": (
        table(
            "Income Statement", "Revenue | 61,204 | 58,117", "Cost of sales | 39,985 | 39,985", "Gross profit | 20,087 | 18,132",
        ),
        "20,087",
    ),
}  # fmt: skip


@pytest.mark.parametrize("slip", WRONG)
def test_a_wrong_statement_is_found(slip: str) -> None:
    text, blamed = WRONG[slip]
    assert blamed in {each.place.text for each in errors(text)} | {
        other.place.text for each in errors(text) for other in each.related
    }
