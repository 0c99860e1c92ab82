"""The relations of small tables: what must foot, what does not, and what stays unsaid."""

import random

import pytest

from aicheck.documents.tables import markdown_tables
from aicheck.rules.tables.relations import reconcile


def table(rows: str):
    """A Markdown table of lines with cells between bars; the first line is the header."""
    lines = [line.strip() for line in rows.strip().splitlines()]
    width = lines[0].count("|") + 1
    (found,) = markdown_tables("\n".join([lines[0], "|".join(["---"] * width), *lines[1:]]))
    return found


def failing(rows: str):
    """(kind, words of the target, words of its parts, evidence) of every relation that does not hold."""
    found = table(rows)
    words = lambda at: found.rows[at[0]][at[1]].text  # noqa: E731
    return [(r.kind, words(r.target), [words(p) for p in r.parts], r.evidence) for r in reconcile(found).relations if not r.holds]


def holding(rows: str):
    """(kind, words of the target, signs) of every relation that holds."""
    found = table(rows)
    return [(r.kind, found.rows[r.target[0]][r.target[1]].text, r.signs) for r in reconcile(found).relations if r.holds]


DEPOTS = """
 Depot | 2031 | 2030
 Leeds | 4,118 | 3,907
 Hull | 2,264 | 2,351
 York | 986 | 1,048
 Total | {} | 7,306
"""


def test_a_total_that_foots():
    assert failing(DEPOTS.format("7,368")) == []
    assert holding(DEPOTS.format("7,368")) == [("total", "7,368", (1, 1, 1)), ("total", "7,306", (1, 1, 1))]


def test_a_total_within_rounding():
    rows = DEPOTS.format("7,370")
    assert failing(rows) == [], "four rounded numbers allow two units"


@pytest.mark.parametrize("stated", ["7,638", "7,668", "73,680", "736.8", "(7,368)"])
def test_a_total_with_a_slip(stated):
    assert failing(DEPOTS.format(stated)) == [("total", stated, ["4,118", "2,264", "986"], "consensus")]


CASES = {
    "nested subtotals": (
        """
        Crates | 2031 | 2030 | 2029
        Oak | 1,205 | 1,184 | 1,101
        Ash | 877 | 902 | 845
        Hardwood | 2,082 | 2,086 | 1,946
        Pine | 3,417 | 3,288 | 3,050
        Fir | 1,266 | 1,590 | 1,421
        Softwood | 4,683 | 4,878 | 4,471
        All wood | 6,765 | 6,964 | 6,471
        """,
        [("total", "6,471", ["1,946", "4,471"], "consensus")],
    ),
    "roll-forward": (
        """
        Warranty | 2031 | 2030
        Balance at beginning of year | 3,518 | 3,207
        Provided | 1,422 | 1,390
        Used | (1,085) | (1,079)
        Balance at end of year | 3,855 | 3,581
        """,
        [("roll-forward", "3,581", ["3,207", "1,390", "(1,079)"], "consensus")],
    ),
    "less lines shown positive": (
        """
        Plant | 2031 | 2030
        Sheds | 8,311 | 7,954
        Cranes | 5,096 | 5,102
        | | 13,407 | 13,056
        Less: wear | 6,218 | 5,640
        Net | 7,198 | 7,416
        """,
        [("net", "7,198", ["13,407", "6,218"], "consensus")],
    ),
    "row totals": (
        """
        Port | Coal | Grain | Ore | Total
        Goole | 1,411 | 803 | 226 | 2,440
        Whitby | 964 | 1,377 | 518 | 2,859
        Boston | 702 | 655 | 190 | 1,574
        """,
        [("total", "1,574", ["702", "655", "190"], "consensus")],
    ),
    "a change column": (
        """
        Line | 2031 | 2030 | Change
        Ferry | 5,182 | 4,967 | 215
        Cargo | 3,044 | 3,310 | (266)
        Tugs | 1,208 | 1,121 | 78
        """,
        [("change", "78", ["1,208", "1,121"], "consensus")],
    ),
    "a percent column": (
        """
        Line | 2031 | 2030 | % change
        Ferry | 5,182 | 4,967 | 4.3
        Cargo | 3,044 | 3,310 | (8.0)
        Tugs | 1,208 | 1,121 | 8.7
        """,
        [("percent-change", "8.7", ["1,208", "1,121"], "consensus")],
    ),
    "one column, by its label and a slip": (
        """
        Cost of the new quay | Amount
        Dredging | 41,228
        Piling | 77,904
        Paving | 18,351
        Total | 173,483
        """,
        [("total", "173,483", ["41,228", "77,904", "18,351"], "label")],
    ),
    "a lost bracket": (
        """
        Cash | 2031 | 2030
        Operating | 6,114 | 5,873
        Investing | (2,950) | 3,041
        Financing | (1,802) | (2,116)
        Net change in cash | 1,362 | 716
        """,
        [("total", "716", ["5,873", "3,041", "(2,116)"], "consensus")],
    ),
    "percentages of a whole": (
        """
        Share of sales | 2031 | 2030 | 2029
        Retail | 41.5% | 43.2% | 44.0%
        Trade | 37.1% | 33.6% | 34.9%
        Export | 21.4% | 23.2% | 20.1%
        Total | 100.0% | 100.0% | 100.0%
        """,
        [("total", "100.0%", ["44.0%", "34.9%", "20.1%"], "consensus")],
    ),
    "a column that no slip explains": (
        """
        Depot | 2031 | 2030 | 2029
        Leeds | 4,118 | 3,907 | 3,650
        Hull | 2,264 | 2,351 | 2,218
        York | 986 | 1,048 | 977
        Total | 7,368 | 7,306 | 7,199
        """,
        [("total", "7,199", ["3,650", "2,218", "977"], "unexplained")],
    ),
    "a total that repeats its heading": (
        """
        Spending | 2031 | 2030
        Investment | |
        Ships | 1,325 | 1,086
        Docks | 1,153 | 1,429
        Sheds | 132 | 92
        Investment | 2,610 | 2,706
        """,
        [("total", "2,706", ["1,086", "1,429", "92"], "consensus")],
    ),
    "a long line of amounts with scale words": (
        """
        Item | 2031 | 2030
        Chips | $12.42B | $9.87B
        Boards | $3.15B | $2.96B
        Total | $15.57B | $12.38B
        """,
        [("total", "$12.38B", ["$9.87B", "$2.96B"], "consensus")],
    ),
    "a column of shares": (
        """
        Buyer | Sales | Share
        Mills | 5,182 | 48.3%
        Ports | 3,044 | 82.4%
        Farms | 2,503 | 23.3%
        Camps | 1,117 | 10.4%
        All buyers | 10,729 | 100.0%
        """,
        [("share", "82.4%", ["3,044", "10,729"], "consensus")],
    ),
    "a balance carried forward": (
        """
        Warranty | 2031 | 2030 | 2029
        Balance at beginning of year | 3,518 | 3,270 | 2,960
        Balance at end of year | 3,855 | 3,518 | 3,207
        """,
        [("carried-forward", "3,270", ["3,207"], "consensus")],
    ),
    "a line printed again": (
        """
        Shares in thousands | 2031 | 2030 | 2029
        Weighted average shares | 16,223 | 16,041 | 15,877
        Options of the staff | 12 | 31 | 27
        Weighted average shares | 16,223 | 16,401 | 15,877
        """,
        [("repeated-line", "16,401", ["16,041"], "consensus")],
    ),
    "one column with blocks that totals end": (
        """
        Price of the yard | Amount
        Cranes | 5,310
        Berths | 70,926
        Total bought | 76,236
        Loans | (4,870)
        Taxes owed | (2,114)
        Total taken over | (6,984)
        Net bought | 69,522
        """,
        [("total", "69,522", ["76,236", "(6,984)"], "label")],
    ),
    "from the result of one year to the next": (
        """
        Bridge | Amount
        Ferry profit 2030 | 294
        Fares | 61
        Fuel | 41
        Wages | (10)
        Ferry profit 2031 | 836
        """,
        [("roll-forward", "836", ["294", "61", "41", "(10)"], "label")],
    ),
    "a lost bracket among movements that are taken away": (
        """
        Share rights | Number
        Unvested at beginning of year | 4,244
        Granted | 878
        Vested | 655
        Forfeited | (83)
        Unvested at end of year | 4,384
        """,
        [("roll-forward", "4,384", ["4,244", "878", "655", "(83)"], "label")],
    ),
    "a column that is the group": (
        """
        Line | Quays | Docks | Sheds | Group
        Carrying amount | 54,167 | 63,192 | 107,012 | 224,331
        Allowance | (441) | (361) | (559) | (1,361)
        """,
        [("total", "224,331", ["54,167", "63,192", "107,012"], "consensus")],
    ),
    "percentages without a sign": (
        """
        Line | 2031 | 2030 | Percent change
        Ferries | 2,110 | 1,850 | 14.1
        Cargo | 3,345 | 3,510 | (4.7)
        Tugs | 1,468 | 1,203 | 20.2
        Total | 6,923 | 6,563 | 5.5
        """,
        [("percent-change", "20.2", ["1,468", "1,203"], "consensus")],
    ),
    "Chinese labels": (
        """
        项目 | 2031年 | 2030年
        钢材 | 3,418.20 | 3,207.55
        水泥 | 1,096.41 | 1,173.08
        木材 | 587.36 | 490.12
        合计 | 5,101.97 | 4,780.75
        """,
        [("total", "4,780.75", ["3,207.55", "1,173.08", "490.12"], "consensus")],
    ),
}


@pytest.mark.parametrize(("rows", "expected"), [pytest.param(*case, id=name) for name, case in CASES.items()])
def test_what_does_not_foot(rows, expected):
    assert failing(rows) == expected


SILENT = {
    "percentages without a sign do not add up": """
        Line | 2031 | 2030 | Percent change
        Ferries | 2,110 | 1,850 | 14.1
        Cargo | 3,345 | 3,510 | (4.7)
        Tugs | 1,468 | 1,203 | 22.0
        Total | 6,923 | 6,563 | 5.5
    """,
    "a partial table: nothing foots": """
        Balance sheet, selected | 2031 | 2030
        Cash | 4,101 | 3,877
        Debtors | 2,950 | 3,106
        Total assets | 19,344 | 18,021
        """,
    "a total that stands first": """
        Members | 2031 | 2030
        Total members | 8,206 | 7,911
        Adults | 6,050 | 5,877
        Children | 2,156 | 2,034
        """,
    "of which": """
        Wages | 2031 | 2030
        Salaries | 3,106 | 2,988
        Social security | 644 | 617
        of which pensions | 201 | 188
        | | 3,750 | 3,605
        """,
    "averages under a total": """
        Ship | Tons | Age
        Alma | 4,118 | 12.5
        Vera | 3,907 | 8.0
        Total | 8,025 | 10.3
        """,
    "a ratio row": """
        Shop | 2031 | 2030
        Sales | 5,114 | 4,820
        Costs | 3,020 | 2,911
        Margin | 40.9% | 39.6%
        """,
    "years down the side": """
        Falling due | Leases
        2032 | 1,118
        2033 | 1,009
        Later | 2,766
        """,
    "a column of another kind, not marked as one": """
        Port | 2031 | 2030 | Rank
        Goole | 1,411 | 1,380 | 2
        Whitby | 964 | 921 | 5
        Boston | 702 | 688 | 7
        Total | 3,077 | 2,989 | 9
        """,
    "dashes where other columns have numbers": """
        Volumes | May | June | May 2029
        Bonds | 44,612 | 54,318 | -
        Notes | 3,577 | 1,722 | 2,846
        Bills | 1,461 | 2,229 | 18,193
        Total | 49,650 | 58,269 | 23,238
        """,
    "a difference that vanishes is no relation": """
        Loan | Book | Market | Book 2030 | Market 2030
        Term loan | 474.6 | 474.6 | - | -
        Bond | 223.8 | 223.8 | 222.2 | 222.2
        """,
    "parts beside a total that stands first": """
        Due | Total | Year 1 | Year 2 | Later
        Loans | 341,250 | 17,500 | 35,000 | 288,750
        Leases | 152,778 | 22,727 | 33,275 | 96,776
        """,
    "a line that only one year has, outside of the block": """
        Trade | 2031 | 2030
        Home | 5,126 | 4,980
        Abroad | 2,071 | 3,337
        Total | 9,301 | 8,317
        Licences | 2,104 | -
        """,
    "restated in one year only, no slip": """
        Trade | 2031 | 2030
        Home | 512 | 498
        Abroad | 207 | 333
        Together | 719 | 794
        """,
}


@pytest.mark.parametrize("rows", [pytest.param(rows, id=name) for name, rows in SILENT.items()])
def test_what_stays_unsaid(rows):
    assert failing(rows) == []


MOVES = """
 Depot | 2031 | 2030 | Change
 Leeds | 4,118 | 3,907 | 211
 Hull | 2,264 | 2,351 | (87)
 York | 986 | 1,048 | (62)
 Ripon | 5,612 | {} | 5,412
"""


def test_a_dash_may_stand_for_a_figure_that_is_not_shown():
    """A change from a dash is not called wrong; from a figure it is."""
    assert failing(MOVES.format("—")) == []
    assert [stated for _, stated, *_ in failing(MOVES.format("120"))] == ["5,412"]


def test_cost_is_linear_in_long_and_wide_tables():
    draw = random.Random(7).randrange
    long = "Item | A | B\n" + "\n".join(f"n{i} | {draw(10**5)} | {draw(10**5)}" for i in range(3000))
    assert failing(long) == []
    wide = " | ".join(["Item", *(f"c{i}" for i in range(500))])
    rows = "\n".join(" | ".join([f"n{r}", *(str(draw(10**4)) for _ in range(500))]) for r in range(12))
    assert failing(wide + "\n" + rows) == []


CREDITORS = """
 Equity | 2031 | 2030
 Share capital | 15,913 | 14,207
 Own shares | {} | {}
 Reserves | 7,208 | 6,944
 Total equity | 23,121 | {}
"""


def test_a_line_that_no_other_year_counts_may_be_no_part_of_the_total():
    assert failing(CREDITORS.format("200", "—", "21,151")) == []
    assert failing(CREDITORS.format("200", "350", "21,501")) != []


def test_one_number_alone_is_no_sum():
    rows = """
        Flows | 2031 | 2030
        Buildings | (18,949) | (33,041)
        Purchases | (65,827) | 0
        Total flows | (84,776) | (34,041)
        """
    assert failing(rows) == []
    assert failing(rows.replace("| 0", "| (7,210)").replace("(34,041)", "(41,251)")) != []
