from decimal import Decimal

import pytest

from aicheck.documents.numberformat import BUILT_IN, NumberFormat

ACCOUNTS = BUILT_IN[44]
MILLIONS = '[>=1000000]0.0,,"M";[>=1000]0.0,"K";0'

SHOWN = [
    ("0.0%", "0.123", "12.3%"),
    ("0.00%;(0.00%)", "-0.0512", "(5.12%)"),
    ("#,##0", "1234567.5", "1,234,568"),
    ("#,##0", "-1234567.5", "-1,234,568"),
    ("#,##0", "-0.4", "0"),
    ("#,##0.00;(#,##0.00)", "-1234.5", "(1,234.50)"),
    (ACCOUNTS, "1234.5", "$ 1,234.50"),
    (ACCOUNTS, "-1234.5", "$ (1,234.50)"),
    (ACCOUNTS, "0", "$ -"),
    ("[$€-407] #,##0.00", "-5.5", "-€ 5.50"),
    ("#,##0.00 [$USD]", "5", "5.00 USD"),
    ("$#,##0", "-5000", "-$5,000"),
    ("#,##0;[Red]#,##0", "-77", "-77"),
    ("#,##0_);[Red](#,##0)", "-77", "(77)"),
    ('0;-0;"-"', "0", "-"),
    ("0;-0;;@", "0", ""),
    ('0.0,,"m"', "12345678", "12.3m"),
    ("#,##0,", "12345678", "12,346"),
    ("0,.0", "12345", "12.3"),
    (MILLIONS, "2500000", "2.5M"),
    (MILLIONS, "2500", "2.5K"),
    (MILLIONS, "25", "25"),
    (MILLIONS, "-5", "-5"),
    ("[<0]0.0;0", "-2.5", "-2.5"),
    ("[Red][<0](0.0);0", "-2.5", "(2.5)"),
    ("0.0x", "2.45", "2.5x"),
    ("0.005", "1", "1.005"),
    ("#.00", "0.5", ".50"),
    ("0.##", "12", "12"),
    ("#,##0.0#", "1234.5", "1,234.5"),
    ("0.0??", "1.25", "1.25"),
    ("00", "5", "05"),
    ("0,000.0", "12.3", "0,012.3"),
    ("000-00-0000", "123456789", "123-45-6789"),
    ('"Q"0', "3", "Q3"),
    (r"0\ \k\g", "3", "3 kg"),
    ("0.00E+00", "123456", "1.23E+05"),
    ("0.00E+00", "0.000123456", "1.23E-04"),
    ("0.0E+0", "99999", "1.0E+5"),
    ("##0.0E+0", "123456", "123.5E+3"),
    ("# ?/?", "1.25", "1 1/4"),
    ("# ?/?", "3", "3"),
    ("?/8", "0.5", "4/8"),
    ("General", "0.30000000000000004", "0.3"),
    ("General", "0.333333333333333", "0.333333333"),
    ("General", "-1234567.891", "-1234567.89"),
    ("General", "123456789012", "123456789012"),
    ("General", "1E-10", "0.0000000001"),
    ('General" t"', "-4.5", "-4.5 t"),
    ("@", "5", "5"),
    ("yyyy-mm-dd", "45292", "2024-01-01"),
    ("m/d/yy", "45292", "1/1/24"),
    ("d-mmm-yy", "45292", "1-Jan-24"),
    ("dddd, mmmm d", "45293", "Tuesday, January 2"),
    ("[$-407]mmmm yyyy", "45292", "Januar 2024"),
    ("[$-804]aaaa", "45292", "星期一"),
    ('yyyy"年"m"月"d"日"', "45292", "2024年1月1日"),
    ("yyyy", "45292", "2024"),
    ("d mmm yyyy", "60", "29 Feb 1900"),
    ("d mmm yyyy", "59", "28 Feb 1900"),
    ("h:mm AM/PM", "0.5", "12:00 PM"),
    ("h:mm:ss.00", "0.123456", "2:57:46.60"),
    ("mm:ss", "0.123456", "57:47"),
    ("[h]:mm", "1.5", "36:00"),
    ("yyyy-mm-dd", "-1", "#####"),
    ("0.0", "1E+40", "1E+40"),
]


@pytest.mark.parametrize(("code", "value", "shown"), SHOWN)
def test_a_cell_shows_its_value_as_the_format_says(code: str, value: str, shown: str) -> None:
    assert NumberFormat(code).shown(Decimal(value)) == shown


def test_the_date_system_of_1904_begins_four_years_later() -> None:
    form = NumberFormat("yyyy-mm-dd")
    assert (form.shown(Decimal(0), True), form.shown(Decimal(1462)), form.shown(Decimal(366), True)) == (
        "1904-01-01",
        "1904-01-01",
        "1905-01-01",
    )


@pytest.mark.parametrize(
    ("code", "shown"), [("0.0", "north"), ('"<"@">"', "<north>"), ("0;0;0;", ""), ('0;0;0;"to "@', "to north")]
)
def test_words_are_shown_by_the_section_for_text(code: str, shown: str) -> None:
    assert NumberFormat(code).shown_text("north") == shown


@pytest.mark.parametrize("code", BUILT_IN.values())
def test_every_built_in_format_shows_something(code: str) -> None:
    assert NumberFormat(code).shown(Decimal("1234.5"))
