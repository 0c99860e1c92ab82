"""Currencies: codes, names in languages, what is ambiguous, and data files that equal CLDR."""

from __future__ import annotations

import json
from pathlib import Path

import babel
import pytest

from aicheck.units import ambiguous_symbols, cldr, currencies, currency_names, is_currency, is_current, minor_digits

NAMES = {
    "en": {
        "USD": "USD", "US$": "USD", "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "RMB": "CNY", "HK$": "HKD", "NT$": "TWD",
        "us dollar": "USD", "us dollars": "USD", "dollars": "USD", "euro": "EUR", "euros": "EUR", "yuan": "CNY", "yen": "JPY",
        "renminbi": "CNY", "pound": "GBP", "pounds": "GBP", "pound sterling": "GBP", "swiss francs": "CHF", "won": "KRW",
        "deutsche mark": "DEM", "deutsche marks": "DEM", "marks": "DEM", "german marks": "DEM", "french franc": "FRF",
        "french francs": "FRF", "italian lira": "ITL", "lire": "ITL", "dutch guilders": "NLG", "guilder": "NLG",
        "bolivar": "VES", "belgian francs": "BEF", "spanish pesetas": "ESP", "austrian schillings": "ATS", "₹": "INR",
        "rupees": "INR", "indian rupees": "INR", "baht": "THB", "zł": "PLN", "kr": "SEK", "ringgits": "MYR", "₽": "RUB",
    },
    "zh": {
        "美元": "USD", "人民币": "CNY", "元": "CNY", "¥": "CNY", "￥": "CNY", "欧元": "EUR", "日元": "JPY", "英镑": "GBP",
        "港元": "HKD",
        "港币": "HKD", "新台币": "TWD", "韩元": "KRW", "卢布": "RUB", "俄罗斯卢布": "RUB", "瑞士法郎": "CHF", "瑞郎": "CHF",
        "加元": "CAD",
        "澳元": "AUD", "德国马克": "DEM", "法国法郎": "FRF", "意大利里拉": "ITL", "US$": "USD", "印度卢比": "INR", "卢比": "INR",
    },
    "de": {"us-dollar": "USD", "schweizer franken": "CHF", "deutsche mark": "DEM", "€": "EUR", "euro": "EUR", "yen": "JPY"},
    "fr": {"dollar des états-unis": "USD", "euros": "EUR", "franc suisse": "CHF", "dollars": "USD", "yens": "JPY"},
}  # fmt: skip


@pytest.mark.parametrize("language", NAMES)
def test_names_and_symbols_of_a_language(language: str) -> None:
    names = currency_names(language)
    assert {form: names.get(form) for form in NAMES[language]} == NAMES[language]
    assert all(is_currency(code) for code in names.values())


def test_ambiguous_forms_list_their_codes_the_likeliest_first() -> None:
    english, chinese = ambiguous_symbols("en"), ambiguous_symbols("zh")
    assert english["$"][:3] == ("USD", "AUD", "CAD")
    assert english["¥"] == ("JPY", "CNY") and chinese["¥"] == ("CNY", "JPY") == chinese["￥"]
    assert english["dollars"][0] == "USD" and "HKD" in english["dollars"]
    assert english["kr"] == ("SEK", "NOK", "DKK")
    assert chinese["法郎"][:2] == ("CHF", "FRF")
    for clear in ("€", "US$", "yen", "deutsche mark", "us dollars"):
        assert clear not in english
    assert not {"美元", "人民币", "日元", "元"} & chinese.keys()


def test_words_that_name_no_currency() -> None:
    names = currency_names("en")
    assert not {"gold", "silver", "rights", "unit", "units", "code", "currency", "us", "new", "south"} & names.keys()


def test_codes() -> None:
    assert [is_currency(code) for code in ("USD", "CNY", "DEM", "XAF", "usd", "USDD", "XAU", "XXX", "GPU", "")] == [
        True, True, True, True, False, False, False, False, False, False,
    ]  # fmt: skip
    assert is_current("EUR") and not is_current("DEM")
    assert [minor_digits(code) for code in ("USD", "JPY", "KWD")] == [2, 0, 3]
    with pytest.raises(KeyError):
        minor_digits("XYZ")


def test_no_such_language() -> None:
    with pytest.raises((babel.UnknownLocaleError, ValueError)):
        currency_names("xx")


def test_data_files_equal_cldr() -> None:
    """Another babel brings another CLDR: then the names that matter still hold above, and the files want writing anew."""
    folder = Path(currencies.__file__).parent / "data"
    for language in cldr.WRITTEN:
        written = json.loads((folder / f"currencies.{language}.json").read_text(encoding="utf-8"))
        fresh = cldr.forms(language)
        if written["babel"] == babel.__version__:
            assert written["forms"] == fresh
        else:
            assert len(written["forms"].keys() & fresh.keys()) > 0.9 * len(fresh)
    table = json.loads((folder / "iso4217.json").read_text(encoding="utf-8"))
    if table["babel"] == babel.__version__:
        assert {key: value for key, value in table.items() if key != "babel"} == cldr.codes()


def test_supplementary_names_are_currencies() -> None:
    for language in ("all", *NAMES):
        for form, of in currencies._supplement(language).items():
            assert form and all(is_currency(code) for code in of), form
