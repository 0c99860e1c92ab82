"""What the lexicons call units and currencies is what units know."""

from __future__ import annotations

from pathlib import Path

import pytest

import aicheck.lexicons
from aicheck.units import ambiguous_symbols, currency_names, is_currency, known
from aicheck.yamlio import load_trusted

FILES = {path.stem: path for path in Path(aicheck.lexicons.__file__).parent.glob("*.yaml")}
COUNTED = {"night", "point", "generation wireless", "beat per minute", "twenty-foot equivalent unit"}  # no physical units
NO_CODE = {"peso", "franc", "krone", "krona"}  # of a country that the text does not tell


@pytest.mark.parametrize("language", FILES)
def test_units_of_the_lexicon_are_known(language: str) -> None:
    lexicon = load_trusted(FILES[language].read_text(encoding="utf-8"))
    named = [name for section in ("units", "durations", "temperature") for name in lexicon.get(section, {})]
    assert [name for name in named if not known(name) and name not in COUNTED] == []
    assert len(named) > 20


@pytest.mark.parametrize("language", FILES)
def test_currencies_of_the_lexicon_mean_what_cldr_says(language: str) -> None:
    lexicon = load_trusted(FILES[language].read_text(encoding="utf-8"))
    names, ambiguous = currency_names(language), ambiguous_symbols(language)
    for code, forms in lexicon["currencies"].items():
        unit = code.rstrip("$")
        assert is_currency(unit) or unit in NO_CODE, code
        for form in forms.split("|"):
            for spelled in (form.replace("(s)", ""), form.replace("(s)", "s")):
                for key in (spelled, spelled.casefold()):
                    meant = ambiguous.get(key) or ([names[key]] if key in names else [unit])
                    assert unit in meant or unit in NO_CODE, (code, spelled, meant)
