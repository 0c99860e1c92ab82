"""What captions and headers say of the numbers below them."""

import pytest

from aicheck.quantities.scales import scale_of

CASES = [
    ("(in millions of euros, except per share)", 6, "EUR", True),
    ("(in millions)", 6, "", False),
    ("Amounts in thousands of Canadian dollars", 3, "CAD", False),
    ("(Dollars in thousands)", 3, "USD", False),
    ("$m", 6, "USD", False),
    ("€ bn", 9, "EUR", False),
    ("2031 £’000", 3, "GBP", False),
    ("US$ millions", 6, "USD", False),
    ("USDm", 6, "USD", False),
    ("RMB million", 6, "CNY", False),
    ("(000s)", 3, "", False),
    ("₹ in crores", 7, "INR", False),
    ("Amount (US$)", 0, "USD", False),
    ("单位：万元", 4, "CNY", False),
    ("单位：人民币百万元", 6, "CNY", False),
    ("营业收入（亿元）", 8, "CNY", False),
    ("金额单位：千美元", 3, "USD", False),
    ("in millions  of  Canadian\u00a0dollars", 6, "CAD", False),
]


@pytest.mark.parametrize(("words", "power", "currency", "excepting"), CASES, ids=[case[0] for case in CASES])
def test_scales(words, power, currency, excepting):
    assert scale_of(words) == (power, currency, excepting, True)


@pytest.mark.parametrize(
    "words",
    [
        "", "December 31, 2031", "Level 2 in use", "1.2 million people", "Number of shares (1,000)", "real won", "项目",
        "in 2031", "Sales: $150 million",
    ],
)
def test_words_without_a_scale(words):
    assert not scale_of(words).stated


def test_what_one_does_not_say_is_taken_from_the_other():
    assert scale_of("€").or_else(scale_of("(in thousands)")) == (3, "EUR", False, True)
    assert scale_of("words").or_else(scale_of("$m")) == (6, "USD", False, True)
