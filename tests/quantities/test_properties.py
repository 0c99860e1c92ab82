"""What holds for any text: no crash, spans that slice back, sentences that stand alone, written numbers read back."""

from __future__ import annotations

import time
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aicheck.lexicons import languages
from aicheck.model import KINDS, NOTES, Quantity
from aicheck.quantities import extract, extraction, sentences, stream

WORDS = st.sampled_from(
    [
        "$5",
        "€3.2",
        "31",
        "billion",
        "million",
        "百分之",
        "万",
        "亿",
        "元",
        "%",
        "percent",
        "between",
        "and",
        "to",
        "from",
        "about",
        "超过",
        "12,000",
        "1,2,3",
        "3-4",
        "(7)",
        "a",
        "half",
        "third",
        "one",
        "2019",
        "May",
        "14",
        "rose",
        "fell",
        "30%",
        "一",
        "十",
        "-",
        "–",
        ".",
        ",",
        "。",
        "，",
        "\n",
        "x",
        "10^6",
        "5'2",
        "½",
        "１２",
        "eine",
        "zwei",
        "Prozent",
        "1.234,56",
        "dozens",
        "of",
        "tens",
        "years",
        "old",
        "per",
        "a",
        "day",
        "USD",
        "RM23",
        "-5",
        "+3",
        "0.0.39",
        "1O0",
        "7,5,3",
        "twenty",
        "third",
        "thirds",
        "hundred",
        "minus",
        "over",
        "out",
        "of",
        "折",
        "成",
        "半",
        "分",
        "年",
        "个",
        "US$",
        "($",
        "9",
        ")",
        "%",
        "%",
    ]
)
SOUP = st.lists(WORDS, max_size=25).flatmap(lambda words: st.sampled_from([" ".join(words), "".join(words)]))
QUICK = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def held(text: str, found: list[Quantity]) -> None:
    end = middle = 0
    for quantity in found:
        assert text[quantity.start : quantity.end] == quantity.text
        # Of "160 to 180 to 200" the middle ends one range and begins the next.
        assert (middle if quantity.ends else end) <= quantity.start < quantity.end <= len(text)
        assert quantity.kind in KINDS
        assert set(quantity.notes) <= set(NOTES)
        if quantity.low is not None and quantity.high is not None:
            assert quantity.low <= quantity.high
        for stated in quantity.ends:
            assert text[stated.start : stated.end] == stated.text
        assert quantity.interval is not None
        end = quantity.end
        middle = quantity.ends[1].start if quantity.ends else end


@QUICK
@given(st.one_of(st.text(), SOUP), st.sampled_from([None, *languages()]))
def test_any_text_is_read_without_a_crash(text: str, language: str | None) -> None:
    held(text, extract(text, language))


@QUICK
@given(st.lists(SOUP, min_size=2, max_size=4), st.sampled_from(languages()))
def test_a_text_is_read_the_same_whatever_was_read_before(texts: list[str], language: str) -> None:
    alone = [extract(text, language) for text in texts]
    assert [extract(text, language) for text in reversed(texts)] == alone[::-1]


@QUICK
@given(SOUP, st.sampled_from(languages()))
def test_line_ends_of_any_system_read_alike(text: str, language: str) -> None:
    unix, windows = extract(text, language), extract(text.replace("\n", "\r\n"), language)
    assert [(q.low, q.high, q.unit, q.notes) for q in windows] == [(q.low, q.high, q.unit, q.notes) for q in unix]
    held(text.replace("\n", "\r\n"), windows)


@QUICK
@given(st.lists(SOUP.map(lambda words: words + "."), min_size=2, max_size=4), st.sampled_from(languages()))
def test_a_cut_between_sentences_changes_nothing(parts: list[str], language: str) -> None:
    text = " ".join(parts)
    whole = [(q.start, q.text, q.low, q.high, q.relation, q.unit) for q in extract(text, language)]
    for _, cut in sentences(text, language)[:-1]:
        left = [(q.start, q.text, q.low, q.high, q.relation, q.unit) for q in extract(text[:cut], language)]
        right = [(q.start + cut, q.text, q.low, q.high, q.relation, q.unit) for q in extract(text[cut:], language)]
        assert left + right == whole


@QUICK
@given(st.lists(SOUP, min_size=8, max_size=20).map("。 ".join), st.sampled_from(languages()), st.integers(65, 200))
def test_blocks_change_nothing(text: str, language: str, size: int) -> None:
    whole = extract(text, language)
    blocks = list(extraction._read_blocks(text, 0, language, "USD", None, "", most=size))
    assert [quantity for block in blocks for quantity in block] == whole == list(stream(text, language))


@QUICK
@given(st.text(), st.sampled_from(languages()))
def test_sentences_cover_the_text(text: str, language: str) -> None:
    places = sentences(text, language)
    assert "".join(text[start:end] for start, end in places) == text
    assert all(start < end for start, end in places)


SENTENCES = {"en": "They counted {} there.", "zh": "他们统计了{}。", "de": "Gezählt wurden {} dort."}
MONEY = {
    "en": ["${}", "{} euros", "£{}", "{} yuan", "HK${}"],
    "zh": ["{}元", "{}美元", "{}欧元", "{}日元"],
    "de": ["{} Euro", "{} Dollar"],
}
CODES = {
    "en": ["USD", "EUR", "GBP", "CNY", "HKD"],
    "zh": ["CNY", "USD", "EUR", "JPY"],
    "de": ["EUR", "USD"],
}
SCALES = {
    "en": {"": 0, " thousand": 3, " million": 6, " billion": 9, " trillion": 12},
    "zh": {"": 0, "万": 4, "亿": 8, "万亿": 12},
    "de": {"": 0, " Millionen": 6, " Milliarden": 9},
}
SHARES = {"en": "{}%", "zh": "{}%", "de": "{} Prozent"}
LENGTHS = {"en": "{} kilometers", "zh": "{}公里", "de": "{} Kilometer"}
RANGES = {"en": "between {} and {} million yuan", "zh": "{}万至{}万元", "de": "zwischen {} und {} Millionen Euro"}
HEDGES = {
    "en": {"about": "~", "nearly": "~", "more than": ">", "less than": "<", "at least": ">=", "at most": "<="},
    "zh": {"约": "~", "近": "~", "超过": ">", "不到": "<", "至少": ">=", "不超过": "<="},
    "de": {"etwa": "~", "fast": "~", "mehr als": ">", "weniger als": "<", "mindestens": ">=", "höchstens": "<="},
}


def written(value: Decimal, language: str, grouped: bool) -> str:
    text = f"{value:,f}" if grouped else f"{value:f}"
    return text.translate(str.maketrans(",.", ".,")) if language == "de" else text


NUMBERS = st.decimals(min_value=0, max_value=999_999, places=2).map(lambda d: d.quantize(Decimal("0.01")))
LANGUAGE = st.sampled_from(sorted(SENTENCES))


@QUICK
@given(LANGUAGE, NUMBERS, st.booleans(), st.data())
def test_money_reads_back(language: str, value: Decimal, grouped: bool, data: st.DataObject) -> None:
    choice = data.draw(st.integers(0, len(MONEY[language]) - 1))
    scale = data.draw(st.sampled_from(sorted(SCALES[language])))
    amount = MONEY[language][choice].replace("{}", written(value, language, grouped) + "{}").format(scale)
    quantity = one(SENTENCES[language].format(amount), language)
    power = SCALES[language][scale]
    assert (quantity.text, quantity.value, quantity.unit) == (amount, value.scaleb(power), CODES[language][choice])
    assert (quantity.kind, quantity.decimals) == ("money", 2 - power)


@QUICK
@given(LANGUAGE, NUMBERS, st.data())
def test_hedged_shares_read_back(language: str, value: Decimal, data: st.DataObject) -> None:
    hedge = data.draw(st.sampled_from(sorted(HEDGES[language])))
    share = SHARES[language].format(written(value, language, False))
    gap = "" if language == "zh" else " "
    quantity = one(SENTENCES[language].format(hedge + gap + share), language)
    assert (quantity.text, quantity.value, quantity.unit) == (share, value, "percent")
    assert quantity.relation == HEDGES[language][hedge]


@QUICK
@given(LANGUAGE, st.integers(1, 99_999))
def test_lengths_read_back(language: str, value: int) -> None:
    quantity = one(SENTENCES[language].format(LENGTHS[language].format(value)), language)
    assert (quantity.value, quantity.unit, quantity.kind) == (value, "kilometer", "physical")


@QUICK
@given(LANGUAGE, st.integers(1, 400), st.integers(1, 400))
def test_ranges_read_back(language: str, low: int, more: int) -> None:
    quantity = one(SENTENCES[language].format(RANGES[language].format(low, low + more)), language)
    power = 4 if language == "zh" else 6
    assert (quantity.low, quantity.high) == (low * 10**power, (low + more) * 10**power)
    assert [end.text.strip("万元 ")[:3].split(" ")[0] for end in quantity.ends] == [str(low), str(low + more)]


ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def english(value: int) -> str:
    if value < 18:
        return ONES[value]
    if value < 20:
        return {18: "eighteen", 19: "nineteen"}[value]
    if value < 100:
        return TENS[value // 10 - 2] + (f"-{ONES[value % 10]}" if value % 10 else "")
    for size, name in ((10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if value >= size:
            rest = value % size
            joint = " and " if rest < 100 and size == 100 else " "
            return f"{english(value // size)} {name}" + (f"{joint}{english(rest)}" if rest else "")
    raise AssertionError(value)


def chinese(value: int) -> str:
    for size, name in ((10**8, "亿"), (10**4, "万"), (1000, "千"), (100, "百"), (10, "十")):
        if value >= size:
            rest = value % size
            gap = "零" if rest and rest * 10 < size else ""
            return chinese(value // size) + name + (gap + chinese(rest) if rest else "")
    return "零一二三四五六七八九"[value]


@QUICK
@given(st.integers(2, 10**9 - 1))
def test_english_words_read_back(value: int) -> None:
    assert one(f"They counted {english(value)} sheep.", "en").value == value


@QUICK
@given(st.integers(11, 10**9 - 1))
def test_chinese_words_read_back(value: int) -> None:
    assert one(f"他们统计了{chinese(value)}元。", "zh").value == value


@pytest.mark.parametrize(("words", "value"), [("two thirds", Fraction(2, 3)), ("three quarters", Decimal("0.75"))])
def test_fractions_are_exact(words: str, value: Fraction | Decimal) -> None:
    assert one(f"It lost {words} of its value.", "en").value == value


HOSTILE = [
    "1,",
    "1.",
    "1-",
    "a ",
    "one ",
    "(",
    "$",
    "5 to ",
    "百",
    "分之",
    "1/",
    "万",
    "and a half ",
    "billion ",
    "http://1 ",
    "-",
]


@pytest.mark.parametrize("unit", HOSTILE)
def test_time_is_linear(unit: str) -> None:
    small, large = (_seconds(unit * (size // len(unit))) for size in (4_000, 32_000))
    assert large < 40 * small + 0.2


def _seconds(text: str) -> float:
    best = 9.0
    for _ in range(2):
        begin = time.process_time()
        extract(text)
        best = min(best, time.process_time() - begin)
    return best


def one(text: str, language: str) -> Quantity:
    found = extract(text, language)
    assert len(found) == 1, found
    held(text, found)
    return found[0]


KIND_FORMS = {
    "en": {
        "money": "${}", "percent": "{}%", "percentage-point": "{} percentage points", "multiple": "{} times", "physical": "{} kg",
        "temperature": "{} °C", "duration": "{} hours", "age": "{} years old", "count": "{} boats", "number": "{}",
    },
    "zh": {
        "money": "{}元", "percent": "{}%", "percentage-point": "{}个百分点", "multiple": "{}倍", "physical": "{}公斤",
        "temperature": "{}摄氏度", "duration": "{}小时", "age": "{}岁", "count": "{}艘", "number": "{}",
    },
    "de": {
        "money": "{} Euro", "percent": "{} Prozent", "percentage-point": "{} Prozentpunkte", "multiple": "{} mal",
        "physical": "{} kg", "temperature": "{} °C", "duration": "{} Stunden", "age": "{} Jahre alt",
        "count": "{} Menschen", "number": "{}",
    },
}  # fmt: skip
UNITS = {
    "money": {"en": "USD", "zh": "CNY", "de": "EUR"}, "percent": "percent", "percentage-point": "percent", "multiple": "x",
    "physical": "kilogram", "temperature": "celsius", "duration": "hour", "age": "year of age",
    "count": {"en": "boat", "zh": "艘", "de": "mensch"}, "number": "",
}  # fmt: skip
FRACTIONS = {
    "en": {"a third": Fraction(1, 3), "two fifths": Decimal("0.4"), "three quarters": Decimal("0.75"), "half": Decimal("0.5")},
    "zh": {"三分之一": Fraction(1, 3), "五分之二": Decimal("0.4"), "四分之三": Decimal("0.75"), "一半": Decimal("0.5")},
    "de": {"zwei Drittel": Fraction(2, 3), "ein Viertel": Decimal("0.25"), "die Hälfte": Decimal("0.5")},
}
SHARE_OF = {"en": "They lost {} of it.", "zh": "他们失去了{}。", "de": "Verloren ging {} davon."}
READABLE = st.decimals(min_value=2, max_value=99_999, places=1).map(lambda d: d.quantize(Decimal("0.1")))


@QUICK
@given(LANGUAGE, st.sampled_from(sorted(UNITS)), READABLE, st.booleans())
def test_every_kind_reads_back(language: str, kind: str, value: Decimal, whole: bool) -> None:
    value = value if not whole else value.to_integral_value()
    if kind == "age":
        value = min(value, Decimal(110))
    text = KIND_FORMS[language][kind].format(written(value, language, kind != "age"))
    quantity = one(SENTENCES[language].format(text), language)
    unit = UNITS[kind]
    assert (quantity.value, quantity.kind) == (value, kind)
    assert quantity.unit == (unit if isinstance(unit, str) else unit[language])


@pytest.mark.parametrize(
    ("language", "words", "value"), [(language, *item) for language, words in FRACTIONS.items() for item in words.items()]
)
def test_every_fraction_reads_back(language: str, words: str, value: Fraction | Decimal) -> None:
    quantity = one(SHARE_OF[language].format(words), language)
    assert (quantity.value, quantity.kind) == (value, "fraction")


def test_the_forms_cover_every_kind_that_is_read() -> None:
    produced = {*UNITS, "fraction"}
    assert produced == set(KINDS) - {"ratio"}
