import pytest

from aicheck.quantities.periods import Period, period_of, periods_in

HEADERS = [
    ("2031", Period(2031)),
    ("FY2031", Period(2031)),
    ("Fiscal year ended June 30, 2031", Period(2031)),
    ("As of 31 December 2031", Period(2031)),
    ("Dec. 31, 2031", Period(2031)),
    ("2031 $m", Period(2031)),
    ("2031 (in millions)", Period(2031)),
    ("Q1 2031", Period(2031, "q1")),
    ("Three Months Ended June 30, 2031", Period(2031, "3mjun")),
    ("nine months ended 30 September 2031", Period(2031, "9msep")),
    ("2031年", Period(2031)),
    ("2031年12月31日", Period(2031)),
    ("2031年第一季度", Period(2031, "q1")),
    ("2031年1-9月", Period(2031, "9m")),
    ("2031 Budget", None),
    ("Change 2031", None),
    ("2031 to 2030", None),
    ("2030/2031", None),
    ("Crates", None),
    ("", None),
]


@pytest.mark.parametrize(("header", "period"), HEADERS)
def test_a_header_is_a_period_where_it_says_nothing_else(header: str, period: Period | None) -> None:
    assert period_of(header, "en") == period


def test_periods_of_a_sentence_stand_where_they_are_named() -> None:
    text = "In the second quarter of 2031 it was 1.5 million, in fiscal 2030 2.0 million, and $2031 later."
    assert [(text[named.start : named.end], named.period) for named in periods_in(text, "en")] == [
        ("second quarter of 2031", Period(2031, "q2")), ("fiscal 2030", Period(2030)),
    ]  # fmt: skip


def test_a_language_without_words_for_periods_names_none() -> None:
    assert list(periods_in("2031", "de")) == []
