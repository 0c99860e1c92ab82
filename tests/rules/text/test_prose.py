"""What counts as prose."""

import pytest

from aicheck.rules.text.prose import is_prose


@pytest.mark.parametrize(
    "sentence",
    [
        "Of 640 delegates, 410 voted for the motion and 205 against it.",
        "HARBOR LINES <HLN.O> TO BUY ABOUT 130,000 SHARES",
        "Gull Corp <GUL> rose 1-1/8 to 88-1/2.",
        "全省新增86例，其中省会41例。",
        "第二大股东(600001.SH)持股由8.75%降至7.70%。",
        "**Revenue** rose to *$4.5 million*, up 12% (see note [3]).",
        "* 4,200 berths, of which 1,300 in the east basin",
        "",
    ],
)
def test_prose(sentence: str) -> None:
    assert is_prose(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "1000 -> 1e+03, with 4 digits",
        "room['floor'] = 321, of which 444",
        "total == 460 of which 230 and 203",
        "x = 12.5 of which 3.1 and 2.9",
        "std::max(460, 230)",
        "$ head -n 460 file with 230 lines",
        'path d="M96 352c-1 3" /> with 460',
        "92 -99 94 -73 97 -78 of 460 230 203 110",
        "|460|230|203|~ of ~|",
        "a <b> [c] {d} #e @f of 460",
    ],
)
def test_code_and_data(sentence: str) -> None:
    assert not is_prose(sentence)
