"""Settings: `[tool.aicheck]` in pyproject.toml, or aicheck.toml, found upward from the current folder.

A mistake in the settings is a finding (`AIC06x`) with its line and column; the other settings still count, and the run
is faulty. Paths in the file are relative to the file.
"""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple, cast

from aicheck.findings.suppressions import Suppression
from aicheck.model import DEFAULT_WIDTHS, SEVERITIES, Finding, HedgeWidths, Place, Severity
from aicheck.reports.quoting import QUOTES, Quote
from aicheck.text import LineIndex

FILES = ("aicheck.toml", "pyproject.toml")
FAIL_ON = (*reversed(SEVERITIES), "never")


class Settings(NamedTuple):
    """What a run does, after the file and before the command line.

    Paths are ready to open from the current folder. `packs` of None means every pack that ships; `reports` is (format,
    path) pairs; `language` empty means detected; `dollar` is the currency of a bare `$` (None: what a document says of it,
    else USD), `decimal_mark` "," or "." (empty: as the language writes); `exclude` holds patterns as in .gitignore;
    `select`, `ignore` and the keys of `severity` are rule codes or their beginnings; `baseline` is a file of known
    findings; `per_path_ignores` is (pattern, rule codes) pairs; `quote` is how much of the documents reports show. `source`
    is the file that was read, empty where there is none; `faults` what is wrong in it.
    """

    documents: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    packs: tuple[str, ...] | None = None
    reports: tuple[tuple[str, str], ...] = ()
    language: str = ""
    dollar: str | None = None
    decimal_mark: str = ""
    hedges: HedgeWidths = DEFAULT_WIDTHS
    exclude: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = MappingProxyType({})
    suppress: tuple[Suppression, ...] = ()
    baseline: str = ""
    per_path_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    fail_on: str = "error"
    quote: Quote = "text"
    source: str = ""
    faults: tuple[Finding, ...] = ()


class _Wrong(ValueError):
    """A value that a setting does not take; the text says what it takes."""


def discover(folder: Path | None = None) -> Settings:
    """The settings of the nearest file that has any, from `folder` (the current one) upward; defaults where none has."""
    start = (folder or Path.cwd()).resolve()
    for parent in (start, *start.parents):
        for name in FILES:
            path = parent / name
            if path.is_file() and _has_settings(path):
                return load(path)
    return Settings()


def load(path: Path) -> Settings:
    """The settings of one file. Unknown keys, wrong values and broken TOML are in `faults`."""
    shown = _shown(path)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return _broken(shown, "", "are in no such file", "check the path that --config names")
    except OSError as error:
        return _broken(shown, "", f"cannot be read ({error.strerror})", "check the path and its permissions")
    except UnicodeDecodeError as error:
        return _broken(shown, "", f"is no UTF-8 text (byte {error.start})", "save the file as UTF-8")
    return _Reader(path, shown, text).settings()


def _has_settings(path: Path) -> bool:
    """aicheck.toml always counts; pyproject.toml only with a table of ours, also where it is broken."""
    if path.name == "aicheck.toml":
        return True
    try:
        return re.search(r"^\s*\[\s*tool\s*\.\s*aicheck\b", path.read_text("utf-8", errors="replace"), re.MULTILINE) is not None
    except OSError:
        return False


def _broken(shown: str, text: str, reason: str, advice: str, offset: int = 0) -> Settings:
    place = LineIndex(text).place(shown, offset, offset)
    return Settings(source=shown, faults=(_fault("AIC060", "broken-settings", f"the settings {reason}", place, advice),))


def _fault(rule: str, name: str, message: str, place: Place, advice: str) -> Finding:
    return Finding(rule, name, "error", message, place, help=advice)


class _Reader:
    """Decodes one file, key by key; what is wrong is gathered in `faults`."""

    def __init__(self, path: Path, shown: str, text: str) -> None:
        self.folder, self.shown, self.text = path.resolve().parent, shown, text
        self.prefix: tuple[str, ...] = ("tool", "aicheck") if path.name == "pyproject.toml" else ()
        self.index = LineIndex(text)
        self.faults: list[Finding] = []

    def settings(self) -> Settings:
        import tomllib  # 20 ms: only where there is a file

        try:
            data: Any = tomllib.loads(self.text, parse_float=Decimal)
        except tomllib.TOMLDecodeError as error:
            at = re.search(r"at line (\d+), column (\d+)", str(error))
            offset = self.index.offset(int(at[1]), int(at[2])) if at else len(self.text)
            reason = re.sub(r"\s*\(at .*\)$", "", str(error))
            return _broken(self.shown, self.text, f"are no TOML: {reason}", "correct the line", min(offset, len(self.text)))
        for key in self.prefix:
            data = data.get(key, {}) if isinstance(data, dict) else {}
        fields = dict(self._fields(data if isinstance(data, dict) else {}))
        if "suppress" in fields:
            fields["suppress"] = tuple(self._placed(fields["suppress"]))
        return Settings(**fields, source=self.shown, faults=tuple(self.faults))

    def _placed(self, suppressions: tuple[Suppression, ...]) -> Iterator[Suppression]:
        """The suppressions with the places of their table headers, in their order; inline ones stand at the first."""
        headers = [match.span() for match in re.finditer(r"^[ \t]*\[\[[^\]\r\n]*suppress\s*\]\]", self.text, re.MULTILINE)]
        for number, suppression in enumerate(suppressions):
            start, end = headers[number] if number < len(headers) else (0, 0)
            yield suppression._replace(place=self.index.place(self.shown, start, end))

    def _fields(self, data: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
        places = _key_places(self.text)
        for key, value in data.items():
            start, end = places.get((*self.prefix, key), (0, 0))
            place = self.index.place(self.shown, start, end)
            decoder = _KEYS.get(key)
            if decoder is None:
                close = difflib.get_close_matches(key, _KEYS, n=1)
                advice = f"did you mean {close[0]}?" if close else f"the settings are {', '.join(_KEYS)}"
                self.faults.append(_fault("AIC061", "unknown-setting", f"there is no setting {key!r}", place, advice))
                continue
            try:
                yield key.replace("-", "_"), decoder(value, self.folder)
            except _Wrong as error:
                message = f"{key}: {_written(value)} is not what this setting takes"
                self.faults.append(_fault("AIC062", "wrong-setting", message, place, f"write {error}"))


# -- decoders: one a kind of value, each from (value, folder of the file) -----------------------------------------------


def _texts(value: Any, folder: Path) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
        raise _Wrong('a list of texts, such as ["one", "two"]')
    return tuple(value)


def _paths(value: Any, folder: Path) -> tuple[str, ...]:
    return tuple(_shown(folder / item) for item in _texts(value, folder))


def _codes(value: Any, folder: Path) -> tuple[str, ...]:
    codes = _texts(value, folder)
    if not all(re.fullmatch(r"[A-Z]+[0-9]*", code) for code in codes):
        raise _Wrong('a list of rule codes or their beginnings, such as ["AIC201", "AIC6"]')
    return codes


def _reports(value: Any, folder: Path) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, dict) or not all(isinstance(item, str) and item for item in value.values()):
        raise _Wrong('formats with their files, such as { markdown = "reports/discrepancies.md" }')
    return tuple((key, _shown(folder / item)) for key, item in value.items())


def _language(value: Any, folder: Path) -> str:
    from aicheck.lexicons import languages  # only where the setting is given

    if value not in languages():
        raise _Wrong(f"one of {', '.join(languages())}")
    return str(value)


def _dollar(value: Any, folder: Path) -> str:
    from aicheck.units import is_currency  # only where the setting is given

    if not isinstance(value, str) or not value.isupper() or not is_currency(value):
        raise _Wrong('the ISO 4217 code of a currency, such as "CAD"')
    return value


def _decimal_mark(value: Any, folder: Path) -> str:
    if value not in (",", "."):
        raise _Wrong('"," or "."')
    return str(value)


def _fail_on(value: Any, folder: Path) -> str:
    if value not in FAIL_ON:
        raise _Wrong(f"one of {', '.join(FAIL_ON)}")
    return str(value)


def _quote(value: Any, folder: Path) -> Quote:
    if value not in QUOTES:
        raise _Wrong(f"one of {', '.join(QUOTES)}")
    return cast("Quote", value)


def _hedges(value: Any, folder: Path) -> HedgeWidths:
    names = HedgeWidths._fields
    if not isinstance(value, dict) or not set(value) <= set(names):
        raise _Wrong(f"some of {', '.join(names)}, such as " + '{ about = "5%" }')
    return HedgeWidths(**{name: _share(item) for name, item in value.items()})


def _share(value: Any) -> Fraction:
    """A share of the stated value: `0.05` or `"5%"`, exact."""
    written = str(value).strip()
    try:
        number = Fraction(Decimal(written.removesuffix("%"))) / (100 if written.endswith("%") else 1)
    except (InvalidOperation, ValueError, OverflowError):
        number = Fraction(-1)
    if isinstance(value, bool) or not 0 <= number <= 1:
        raise _Wrong('a share from 0 to 1 for each, such as 0.05 or "5%"')
    return number


def _per_path(value: Any, folder: Path) -> tuple[tuple[str, tuple[str, ...]], ...]:
    if not isinstance(value, dict):
        raise _Wrong('patterns with rule codes, such as { "drafts/**" = ["AIC6"] }')
    return tuple((pattern, _codes(codes, folder)) for pattern, codes in value.items())


def _severities(value: Any, folder: Path) -> Mapping[str, Severity]:
    if not isinstance(value, dict) or not set(value.values()) <= set(SEVERITIES):
        raise _Wrong(f'rule codes with one of {", ".join(SEVERITIES)}, such as ' + '{ AIC601 = "info" }')
    return dict(zip(_codes(list(value), folder), value.values(), strict=True))


def _suppressions(value: Any, folder: Path) -> tuple[Suppression, ...]:
    tables: list[Any] = value if isinstance(value, list) else [None]
    if not all(isinstance(table, dict) and set(table) == _SUPPRESS and all(map(_filled, table.values())) for table in tables):
        raise _Wrong("tables [[...suppress]], each with code, path, text and reason: the rule, the document, the number, and why")
    return tuple(
        Suppression(
            _shown(folder / table["path"]), _codes([table["code"]], folder), table["text"], table["reason"], _NOWHERE,
            where="settings",
        )
        for table in tables
    )  # fmt: skip


def _filled(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _file(value: Any, folder: Path) -> str:
    if not _filled(value):
        raise _Wrong('a file, such as "aicheck-baseline.json"')
    return _shown(folder / value)


_SUPPRESS = {"code", "path", "text", "reason"}
_NOWHERE = Place("", 1, 1, 1, 1, 0, 0, "")
_KEYS: Mapping[str, Callable[[Any, Path], object]] = {
    "documents": _paths,
    "claims": _paths,
    "rules": _paths,
    "packs": _texts,
    "reports": _reports,
    "language": _language,
    "dollar": _dollar,
    "decimal-mark": _decimal_mark,
    "hedges": _hedges,
    "exclude": _texts,
    "select": _codes,
    "ignore": _codes,
    "severity": _severities,
    "suppress": _suppressions,
    "baseline": _file,
    "per-path-ignores": _per_path,
    "fail-on": _fail_on,
    "quote": _quote,
}


# -- places -------------------------------------------------------------------------------------------------------------


_HEADER = re.compile(r"\s*\[\[?\s*(?P<keys>[^\]]+?)\s*\]\]?")
_KEY = re.compile(r"""\s*(?P<key>[A-Za-z0-9_-]+|"[^"]*"|'[^']*')(?=\s*[.=])""")


def _key_places(text: str) -> dict[tuple[str, ...], tuple[int, int]]:
    """(start, end) of every table header and of every key at the start of a line, by its full name."""
    found: dict[tuple[str, ...], tuple[int, int]] = {}
    table: tuple[str, ...] = ()
    for line in re.finditer(r"[^\r\n]+", text):
        if header := _HEADER.match(line[0]):
            table = tuple(part.strip().strip("\"'") for part in header["keys"].split("."))
            found.setdefault(table, (line.start() + header.start("keys"), line.start() + header.end("keys")))
        elif key := _KEY.match(line[0]):
            name = (*table, key["key"].strip("\"'"))
            found.setdefault(name, (line.start() + key.start("key"), line.start() + key.end("key")))
    return found


def _shown(path: Path) -> str:
    """The path as seen from the current folder, with forward slashes."""
    try:
        return Path(os.path.relpath(path)).as_posix()
    except ValueError:  # another drive
        return path.as_posix()


def _written(value: Any) -> str:
    text = repr(value) if not isinstance(value, Decimal) else str(value)
    return text if len(text) <= 60 else text[:57] + "..."
