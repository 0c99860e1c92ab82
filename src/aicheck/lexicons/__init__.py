"""The words of each language, one YAML file a language, compiled on first use.

`load("en")` gives the compiled lexicon; `languages()` lists what there is. A new language is a new file beside this one.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from aicheck.lexicons.lexicon import Lexicon, compile_lexicon
from aicheck.units.currencies import plain_names

__all__ = ["Lexicon", "languages", "load"]
_FOLDER = Path(__file__).parent


@cache
def languages() -> tuple[str, ...]:
    """The ISO 639-1 codes of the languages that have a lexicon, sorted."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.yaml")))


@cache
def load(language: str) -> Lexicon:
    """The compiled lexicon of a language.

    Raises: ValueError for a language without one.
    """
    if language not in languages():
        raise ValueError(f"no lexicon for {language!r}; there are: {', '.join(languages())}")
    from aicheck.yamlio import load_trusted  # 20 ms: only where a text is read

    raw = load_trusted((_FOLDER / f"{language}.yaml").read_text(encoding="utf-8"))
    return compile_lexicon(raw, plain_names(language))
