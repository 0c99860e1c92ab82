"""What broken identities prove: cases of our own companies, one number changed or none."""

import pytest

from aicheck.documents import from_text
from aicheck.model import Finding
from aicheck.quantities import read
from aicheck.rules import load, run

RULES = load((), ("accounting", "tables"))
FULL = """Wickham Pumps plc: Financial Statements (in thousands of GBP)
Period: FY2031

INCOME STATEMENT
====================================================
  Revenue                                    612,047
  Cost of Goods Sold                         389,752
  Gross Profit                               222,295
  Operating Expenses                         148,806
  Operating Income                            73,489
  Interest Expense                             6,114
  Pretax Income                               67,375
  Income Tax Expense                          15,218
  Net Income                                  52,157

BALANCE SHEET
====================================================
                                 Current       Prior
  Cash and Equivalents            91,408      80,377
  Total Current Assets           352,870     319,316
  Total Assets                   841,275     794,537
  Total Liabilities              480,114     460,902
  Total Equity                   361,161     333,635
  Total Liabilities and Equity   841,275     794,537

CASH FLOW STATEMENT
====================================================
  Net Income                                  52,157
  Operating Cash Flow                         98,905
  Capital Expenditures                       -37,310
  Investing Cash Flow                        -51,240
  Financing Cash Flow                        -36,634
  Net Change in Cash                          11,031
  Beginning Cash                              80,377
  Ending Cash                                 91,408
  Free Cash Flow                              61,595
"""


def errors(text: str, path: str = "wickham.txt") -> tuple[Finding, ...]:
    return run(RULES, [read(from_text(text, path))]).findings


ONE_SLIP = [
    ("612,047", "712,047", "AIC450", "612,047"),
    ("222,295", "222,925", "AIC450", "222,295"),
    ("67,375", "63,775", "AIC455", "67,375"),
    ("480,114     460", "408,114     460", "AIC462", "480,114"),
    ("-51,240", "51,240", "AIC470", "-51,240"),
    ("91,408\n  Free", "94,108\n  Free", "AIC471", "91,408"),
    ("61,595", "16,595", "AIC472", "61,595"),
]


@pytest.mark.parametrize(("right", "wrong", "rule", "repair"), ONE_SLIP)
def test_one_slip_gives_one_error(right: str, wrong: str, rule: str, repair: str) -> None:
    assert errors(FULL) == ()
    found = errors(FULL.replace(right, wrong, 1))
    assert [(each.rule, each.severity) for each in found] == [(rule, "error")]
    if found[0].fix is not None:
        assert found[0].fix.replacement == repair


def test_the_repair_is_the_one_that_mends_all() -> None:
    (found,) = errors(FULL.replace("222,295", "222,925"))
    assert found.place.text == "222,925"
    assert found.fix is not None
    assert found.fix.replacement == "222,295"
    assert found.message == "Gross Profit: 612,047 less 389,752 is 222,295, not 222,925; Gross Profit: two digits are swapped"


LEFT_OUT = [
    ("minority interests", "361,161     333,635", "352,961     325,017"),
    ("an effect of exchange rates", "-36,634", "-35,821"),
    ("restricted cash", "91,408      80,377", "89,915      79,102"),
    ("another definition", "148,806", "131,442"),
    ("a line", "  Interest Expense                             6,114\n", ""),
    ("costs below zero", "389,752", "-389,752"),
    ("brackets", "15,218", "(15,218)"),
]


@pytest.mark.parametrize(("what", "shown", "instead"), LEFT_OUT, ids=[what for what, _, _ in LEFT_OUT])
def test_what_is_left_out_is_no_error(what: str, shown: str, instead: str) -> None:
    assert shown in FULL
    assert errors(FULL.replace(shown, instead, 1)) == ()


def test_a_verdict_says_why_it_is_unchecked() -> None:
    text = FULL.replace("148,806", "131,442")
    verdicts = [each for each in run(RULES, [read(from_text(text, "w.txt"))]).verdicts if each.rule == "AIC451"]
    assert [(each.outcome, each.reason) for each in verdicts] == [
        ("unchecked", "lines may be left out, and nothing shows that a number is wrong")
    ]


def test_a_table_and_a_row_rule_tell_one_slip_once() -> None:
    table = """## Balance sheet

| | 2031 | 2030 | 2029 |
|---|---|---|---|
| Total current assets | 52,870 | 49,316 | 47,225 |
| Total non-current assets | 88,405 | 85,221 | 81,340 |
| Total assets | 114,275 | 134,537 | 128,565 |
"""
    (found,) = errors(table, "b.md")
    assert (found.rule, found.place.line) == ("AIC460", 7)


def test_the_parent_and_the_group_are_kept_apart() -> None:
    rows = "| | 2031 |\n|---|---|\n| Total liabilities | 310 |\n| Total equity | 502 |\n| Total assets | 812 |\n"
    group = "## Consolidated balance sheet\n\n" + rows.replace("812", "1,946").replace("502", "1,636")
    assert errors(f"{group}\n## Parent company balance sheet\n\n{rows}", "b.md") == ()


def test_other_identities_can_show_that_nothing_is_left_out() -> None:
    """Pretax income less tax is net income, so no minority explains a cash flow that begins with another number."""
    before, after = FULL.split("CASH FLOW STATEMENT")
    (found,) = errors(f"{before}CASH FLOW STATEMENT{after.replace('52,157', '50,944')}")
    assert (found.rule, found.place.text) == ("AIC475", "50,944")


def test_nothing_is_subtracted_in_a_statement_that_no_rule_knows() -> None:
    cut = FULL.replace("  Gross Profit                               222,295\n", "").replace("612,047", "238,544")
    assert errors(cut) == ()


MINORITY = """| Income statement | 2031 | 2030 |
|---|---|---|
| Pretax income | 4,410 | 4,172 |
| Income taxes | 922 | 871 |
| Net income | 3,488 | 3,301 |
| Noncontrolling interests | 96 | 88 |
| Net income attributable to the Company | 3,488 | 3,301 |
"""


def test_net_income_may_be_that_of_the_owners() -> None:
    assert errors(MINORITY, "m.md") == ()
    (found,) = errors(MINORITY.replace("Company | 3,488", "Company | 3,988"), "m.md")
    assert (found.rule, found.place.line) == ("AIC457", 7)


STEADY = """# Marlow Instruments

## Income Statement

| | 2031 | 2030 |
|---|---|---|
| Gross profit | 41,416 | 38,207 |
| Research and development | 9,310 | 8,744 |
| Selling, general and administrative | 13,627 | 12,340 |
| Operating income | {now} | 17,123 |
"""


@pytest.mark.parametrize(("now", "found"), [("18,479", 0), ("19,246", 1), ("17,862", 0)])
def test_a_cost_of_one_year_alone_lowers_income_and_never_raises_it(now: str, found: int) -> None:
    assert len(errors(STEADY.format(now=now), "marlow.md")) == found


def test_a_line_that_counts_in_one_year_only_explains_the_gap_of_that_year() -> None:
    shown = STEADY.format(now="19,246").replace("| Operating", "| Gain on the sale of a mill | 767 | - |\n| Operating")
    assert errors(shown, "marlow.md") == ()


def test_a_sum_that_holds_by_rounding_only_shows_no_list_to_be_whole() -> None:
    rounded = STEADY.format(now="19,246").replace("17,123", "17,124")
    assert errors(rounded, "marlow.md") == ()


def test_a_credit_among_costs_may_lower_them() -> None:
    credited = STEADY.format(now="19,246").replace("| Operating", "| Restructuring | (767) | 340 |\n| Operating")
    assert errors(credited.replace("17,123", "16,783"), "marlow.md") == ()


SIGNED = """INCOME STATEMENT
====================================================
                                FY2031      FY2030
  Revenue                      612,047     540,118
  Cost of Goods Sold           389,752     341,007
  Gross Profit                 222,295     199,111
  Pretax Income                 67,375      61,300
  Income Tax Expense            15,218      13,100
  Net Income                    52,157      48,200
"""


@pytest.mark.parametrize(
    ("right", "wrong", "rule"),
    [("389,752 ", "-389,752", "AIC450"), ("     13,100", "   (13,100)", "AIC456")],
)
def test_a_row_is_written_with_one_sign(right: str, wrong: str, rule: str) -> None:
    assert right in SIGNED
    found = errors(SIGNED.replace(right, wrong))
    assert rule in {each.rule for each in found if each.place.text == wrong.strip()}
    (fix,) = {each.fix.replacement for each in found if each.fix is not None and each.rule == rule}
    assert fix == right.strip()


def test_a_row_may_have_another_sign_than_others() -> None:
    negative = SIGNED.replace("389,752 ", "-389,752").replace("  341,007", " -341,007")
    assert errors(negative) == ()
    credit = SIGNED.replace("   15,218", "  (4,115)").replace("52,157", "71,490")
    assert errors(credit) == ()


YEARS = """Wickham Pumps plc: Financial Statements (in thousands of GBP)

INCOME STATEMENT
==========================================================
                                     FY2031         FY2030
  Revenue                           612,047        587,316
  Cost of Goods Sold                389,752        377,190
  Gross Profit                      222,295        210,126
  Operating Income                   73,489         68,402
  Interest Expense                    6,114          5,927
  Other Income (Expense), Net           846            792
  Pretax Income                      68,221         63,267
  Income Tax Expense                 15,218         14,206
  Net Income                         53,003         49,061

CASH FLOW STATEMENT
==========================================================
                                     FY2031         FY2030
  Net Income                         53,003         49,061
  Operating Cash Flow                98,905         91,774
"""


def test_a_broken_identity_is_read_as_the_other_period_reads_it() -> None:
    """Ten too many in one of eight readings proves nothing; in the one that holds a year before it does."""
    wrong = YEARS.replace("68,221", "68,231")
    (found,) = errors(wrong)
    assert (found.rule, found.place.text, found.fix and found.fix.replacement) == ("AIC455", "68,231", "68,221")
    alone = "\n".join(line[:-15] if line[-3:].isdigit() or "FY2030" in line else line for line in wrong.splitlines())
    assert errors(alone) == ()


def test_the_numbers_of_two_rows_are_exchanged() -> None:
    head, _, tail = YEARS.partition("CASH FLOW")
    for right, wrong in (("15,218         14", "68,221         14"), ("68,221         63", "15,218         63")):
        assert head.count(right) == 1
        head = head.replace(right, wrong)
    (found,) = errors(f"{head}CASH FLOW{tail}")
    assert found.rule == "AIC455"
    assert found.message.endswith("its number and that of a row beside it are exchanged")
    assert found.fix is None


def test_a_line_that_is_left_out_is_no_exchange() -> None:
    """The row beside a zero may be the one that counts."""
    table = """| Balance sheet | 2031 | 2030 |
|---|---|---|
| Property, plant and equipment | 9,214 | 8,730 |
| Goodwill | 6,105 | 0 |
| Claims on the harbour fund | 1,180 | 5,988 |
| Total non-current assets | 15,319 | 14,718 |
"""
    assert errors(table, "table.md") == ()


def test_a_number_that_is_written_twice_is_found() -> None:
    """A tax that equals the income before it would leave nothing."""
    one_year = "\n".join(line[:-15] for line in YEARS.partition("CASH FLOW")[0].splitlines())
    one_year = one_year.replace("15,218", "68,221")
    (found,) = errors(one_year)
    assert (found.rule, found.place.text) == ("AIC456", "68,221")
    assert found.message.endswith("the number of a row beside it, written again")


AT_MOST = [("389,752", "38,975"), ("389,752", "3,897,520")]


@pytest.mark.parametrize(("right", "wrong"), AT_MOST)
def test_what_is_left_out_explains_only_so_much(right: str, wrong: str) -> None:
    """No line that is left out makes an income out of a cost of six times the revenue."""
    statement = """Wickham Pumps plc: Financial Statements (in thousands of GBP)

INCOME STATEMENT
====================================================
  Revenue                                    612,047
  Cost of Goods Sold                         389,752
  Research and Development                    61,305
  Selling, General and Administrative         80,114
  Operating Income                            73,489
"""
    assert errors(statement) == ()
    assert [each.severity for each in errors(statement.replace(right, wrong))] == (["error"] if wrong == "3,897,520" else [])


PER_SHARE = """
INCOME STATEMENT
==========================================
  Revenue                           891,200
  Net Income                        139,537
  EPS (Basic)                          6.42
  Basic Shares Outstanding      {shares}

CASH FLOW STATEMENT
==========================================
  Net Income                        {flow}
  Operating Cash Flow               189,050
"""


@pytest.mark.parametrize("shares", ["     21,735", " 21,735,044"], ids=["millions", "thousands"])
def test_earnings_per_share_tell_which_net_income_is_wrong(shares: str) -> None:
    right = PER_SHARE.format(shares=shares, flow="139,537")
    assert errors(right) == ()
    (found,) = errors(right.replace("139,537", "149,204", 1))
    assert (found.rule, found.place.text) == ("AIC475", "149,204")
    assert errors(PER_SHARE.format(shares=shares, flow="149,204")) == ()  # a minority may have the rest


@pytest.mark.parametrize(("stated", "told"), [("9,611,799,998", False), ("9,611,799,994", True), ("9,616,800,000", True)])
def test_a_unit_lost_where_programs_add_rounded_numbers_is_no_error(stated: str, told: bool) -> None:
    sheet = f"""Wickham Ltd. - Accounts (in USD)

BALANCE SHEET
==========================================================
                                       FY2031          FY2030
  Total Assets                 11,040,900,301   9,611,800,000
  Total Liabilities and Equity 11,040,900,301   {stated}
"""
    assert bool(errors(sheet)) == told
