"""What CLDR knows of currencies, read through babel: names and symbols of a language, and which codes exist.

Reading CLDR costs 50 to 100 ms, so what the languages of the lexicons need is written to data files beside this module:

    python -m aicheck.units.cldr          # writes data/iso4217.json and data/currencies.*.json

A test holds the files equal to what the installed babel gives. Other languages are read through babel when asked for.
"""

from __future__ import annotations

import json
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

WRITTEN = ("en", "zh", "de")
"""The languages with a data file."""
# Currencies by turnover, most traded first: what an ambiguous name means unless the text says otherwise.
# Source: BIS Triennial Central Bank Survey 2022, table of turnover by currency.
_TRADED = (
    "USD", "EUR", "JPY", "GBP", "CNY", "AUD", "CAD", "CHF", "HKD", "SGD", "SEK", "KRW", "NOK", "NZD", "INR", "MXN", "TWD",
    "ZAR", "BRL", "DKK", "PLN", "THB", "ILS", "IDR", "CZK", "AED", "TRY", "HUF", "CLP", "SAR", "PHP", "MYR", "COP", "RUB",
    "RON", "PEN", "BHD", "BGN", "ARS",
)  # fmt: skip
_NAMELESS = "X"  # codes of metals, tests and accounting units begin with it, and a few currencies of unions:
_BEYOND_ISO = ("BTC", "ETH")
_UNIONS = frozenset({"XAF", "XCD", "XCG", "XDR", "XEU", "XOF", "XPF"})


def codes() -> dict[str, Any]:
    """ISO 4217 through CLDR: `codes` (all that ever were, and two that are money without a state), `current` (legal
    tender today), `tender` (legal tender once), `digits` (of the minor unit, where not 2), and `symbols` to codes.
    """
    from babel import Locale
    from babel.core import get_global

    every = sorted(code for code in map(str, Locale("en").currencies) if not code.startswith(_NAMELESS) or code in _UNIONS)
    every = sorted([*every, *_BEYOND_ISO])
    tender = get_global("territory_currencies")
    current = {code for uses in tender.values() for code, _, until, legal in uses if legal and until is None}
    legal = {code for uses in tender.values() for code, _, _, is_legal in uses if is_legal}
    digits = {code: value[0] for code, value in sorted(get_global("currency_fractions").items()) if code in every}
    return {
        "codes": every,
        "current": sorted(current & set(every)),
        "tender": sorted(legal & set(every)),
        "digits": {code: number for code, number in digits.items() if number != 2},
        "symbols": native_symbols(every),
    }


def native_symbols(every: Iterable[str]) -> dict[str, list[str]]:
    """Symbols of currencies as their own countries write them (`kr` for four of them), to codes."""
    from babel import Locale, UnknownLocaleError
    from babel.core import get_global
    from babel.languages import get_official_languages

    wanted = set(every)
    found: dict[str, set[str]] = {}
    for territory, uses in get_global("territory_currencies").items():
        own = [code for code, _, until, legal in uses if legal and until is None and code in wanted]
        for language in get_official_languages(territory, de_facto=True):
            try:
                locale = Locale.parse(f"{language}_{territory}")
            except (UnknownLocaleError, ValueError):
                continue
            for code in own:
                symbol = _plain(locale.currency_symbols.get(code, ""))
                if symbol and symbol != code and (len(symbol) > 1 or unicodedata.category(symbol) == "Sc"):
                    found.setdefault(symbol, set()).add(code)
    return {symbol: sorted(of) for symbol, of in sorted(found.items())}


def forms(language: str) -> dict[str, list[str]]:
    """Names (lower case) and symbols of a language to the codes that they may mean; the language's own choice first.

    Beside full names, the word that names the unit (`dollar`, `franc`, `卢布`) stands for every currency that has it.
    Raises: babel.UnknownLocaleError, ValueError for what is no language.
    """
    from babel import Locale

    locale = Locale.parse(language.replace("-", "_"), sep="_")
    known = codes_written()
    tender = set(known["tender"])
    names = {code: _names(locale, code, bracketed=code in tender) for code in known["codes"]}
    words_of = _unit_words(locale, {code: of for code, of in names.items() if code in tender})
    found: dict[str, dict[str, None]] = {}
    for code, of in names.items():
        words = [word for name in of for word in words_of(code, name)] if code in tender else []
        for form in (*of, *words):
            found.setdefault(form, {})[code] = None
    symbols: dict[str, dict[str, None]] = {}
    for code in known["codes"]:
        symbol = _plain(locale.currency_symbols.get(code, ""))
        if symbol and symbol != code and (len(symbol) > 1 or unicodedata.category(symbol) == "Sc"):
            symbols.setdefault(symbol, {})[code] = None
    for symbol, others in known["symbols"].items():
        symbols.setdefault(symbol, {}).update(dict.fromkeys(_ranked(others, known)))
    ranked = {form: _ranked(of, known) for form, of in found.items()} | {form: list(of) for form, of in symbols.items()}
    return dict(sorted(ranked.items()))


def _ranked(found: Iterable[str], known: Mapping[str, Any]) -> list[str]:
    """Codes with the likeliest first: legal tender today, most traded; past currencies after present ones."""
    ranks = {code: place for place, code in enumerate(_TRADED)}
    return sorted(found, key=lambda code: (code not in known["current"], ranks.get(code, len(ranks)), code))


def codes_written() -> Mapping[str, Any]:
    """The table of codes as written beside this module."""
    from aicheck.units.currencies import table

    return table()


def _names(locale: Any, code: str, *, bracketed: bool) -> list[str]:
    """The full names of a currency in a language, singular and plural, in lower case.

    What stands in brackets (years, `offshore`) is cut where `bracketed`, else such names are left out.
    """
    plurals = locale._data["currency_names_plural"].get(code, {})
    written = [_plain(name) for name in (locale.currencies.get(code, ""), *(plurals[count] for count in plurals))]
    bare = [name.split("(")[0].strip().casefold() for name in written if bracketed or "(" not in name]
    return list(dict.fromkeys(name for name in bare if name and name != code.casefold()))


def _unit_words(locale: Any, names: Mapping[str, list[str]]) -> Callable[[str, str], list[str]]:
    """A function from a code and its name to the word that names the unit, for this language's word order.

    Where words are spaced it is the first or the last word, whichever the currencies share more (`dollar`, in English the
    last); else what remains of the name without the country's.
    """
    from babel.core import get_global

    spaced = [of[0].split() for of in names.values() if of and " " in of[0]]
    if len(spaced) > len(names) // 2:
        shared = {place: Counter(words[place] for words in spaced) for place in (0, -1)}
        place = max(shared, key=lambda at: sum(count * count for count in shared[at].values()))

        def by_place(_: str, name: str) -> list[str]:
            word = name.split()[place].rpartition("-")[2] if " " in name else ""
            return [word] if len(word) > 1 and word.isalpha() else []

        return by_place
    countries: dict[str, list[str]] = {}
    for territory, uses in get_global("territory_currencies").items():
        for code, *_ in uses:
            countries.setdefault(code, []).append(_plain(locale.territories.get(territory, "")).casefold())

    def by_country(code: str, name: str) -> list[str]:
        rests = [name.removeprefix(country) for country in countries.get(code, []) if country and name.startswith(country)]
        return [rest for rest in rests if len(rest) > 1]

    return by_country


def _plain(text: str) -> str:
    """Compatibility forms folded, every space plain, no marks of direction."""
    folded = unicodedata.normalize("NFKC", text)
    return " ".join("".join(char for char in folded if unicodedata.category(char) != "Cf").split())


def main() -> None:
    """Writes the data files."""
    import babel

    folder = Path(__file__).parent / "data"
    folder.mkdir(exist_ok=True)
    _write(folder / "iso4217.json", {"babel": babel.__version__, **codes()})
    for language in WRITTEN:
        _write(folder / f"currencies.{language}.json", {"babel": babel.__version__, "forms": forms(language)})


def _write(path: Path, data: Mapping[str, Any]) -> None:
    text = json.dumps(data, ensure_ascii=False, indent=0, sort_keys=False)
    path.write_text(text + "\n", encoding="utf-8")
    sys.stdout.write(f"{path.name}: {len(text):,} characters\n")


if __name__ == "__main__":
    main()
