"""Which month a passage names, and which one a sentence tells of."""

from __future__ import annotations

import pytest

from aicheck.rules.text.dates import month_of, months


@pytest.mark.parametrize(
    ("language", "text", "named"),
    [
        ("en", "It opened on 4 May 2011, was sold in Sept. 2014 and again on September 9th, 2014.", ("2011-05", "2014-09")),
        ("en", "Signed 2013-11-30; 2013-13-01 is no day, and 12013-11-30 none either.", ("2013-11",)),
        ("en", "In May it may rise to 2017 tons; Mayfair 2017.", ()),
        ("zh", "码头于2011年5月4日开放，2014年09月出售，2015年扩建。", ("2011-05", "2014-09")),
        ("de", "Am 4. März 2011 und im Mai 2012.", ("2011-03", "2012-05")),
    ],
)
def test_the_months_of_a_text(language: str, text: str, named: tuple[str, ...]) -> None:
    assert months(text, language) == named


@pytest.mark.parametrize(
    ("sentence", "head", "month"),
    [
        ("In March 2016 it cost 9 euros.", "Ghent, 2 June 2019", "2016-03"),
        ("In March 2016 it cost as much as in 2012.", "Ghent, 2 June 2019", ""),
        ("Between March 2016 and May 2016 it cost 9 euros.", "Ghent, 2 June 2019", ""),
        ("In 2016 it cost 9 euros.", "Ghent, 2 June 2019", ""),
        ("It cost 9 euros.", "Ghent, 2 June 2019", "2019-06"),
        ("It cost 9 euros.", "Ghent, 2 June 2019, as of 4 July 2019", ""),
        ("It cost 9 euros.", "Ghent", ""),
    ],
)
def test_the_month_that_a_sentence_tells_of(sentence: str, head: str, month: str) -> None:
    assert month_of(sentence, head, "en") == month
