"""The HTML report: one file for people who would rather look than read, which loads nothing and sends nothing.

Everything that came from outside passes through `clean` and the template's escaping; the content policy admits exactly the
style and the script of this page, by their hashes. What of a document is shown is what the result holds: the words of
numbers always, the line around them where a place has its `source`, the whole text where the result has `readings`.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import msgspec
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from aicheck import __version__
from aicheck.model import Coverage, Finding, Place, Reading, Related, Result, RuleInfo
from aicheck.reports.figures import Scales, figure, span
from aicheck.reports.json import encode
from aicheck.reports.numberline import NumberLine, draw
from aicheck.reports.passages import Difference, Piece, difference, lines, passage
from aicheck.reports.registry import Options
from aicheck.reports.rules import named
from aicheck.reports.screen import clean
from aicheck.reports.summary import severities, unchecked_reasons

_PAGE = files("aicheck.reports") / "page"
_SIDES_SHOWN = 6
_TEXT_SHOWN = 2_000_000
"""Code points of documents that the page shows in all: as much as a browser searches without delay."""


class Language(msgspec.Struct, frozen=True):
    """One language of the page's own words: a JSON file in `page/languages`."""

    tag: str
    name: str
    scales: list[tuple[int, str]]
    words: dict[str, str]


class Side(NamedTuple):
    """A line with the statements on it that a finding speaks of, and what it says of those that it rests on."""

    place: Place
    pieces: tuple[Piece, ...]
    said: tuple[Related, ...]


class Card(NamedTuple):
    """A finding as the page shows it; `documents` are the numbers of those that it touches."""

    finding: Finding
    number: int
    anchor: str
    documents: tuple[int, ...]
    rule: int
    sides: tuple[Side, ...]
    more: tuple[Side, ...]
    line: NumberLine | None
    repair: Difference | None


class Sheet(NamedTuple):
    """A document as the page lists it, with its text where that is given."""

    number: int
    path: str
    cards: tuple[Card, ...]
    counts: Mapping[str, int]
    verdicts: Mapping[str, int]
    text: Sequence[Sequence[Piece]]


class Ruling(NamedTuple):
    """A rule with how often it was broken, and whether it matched anything."""

    number: int
    rule: RuleInfo
    findings: int
    matched: bool

    @property
    def explained(self) -> bool:
        return bool(self.rule.what or self.rule.why or self.rule.help)


def render(result: Result, options: Options) -> str:
    """The whole page."""
    style, script = _asset("report.css"), _asset("report.js")
    return (
        _environment()
        .get_template("report.html.j2")
        .render(
            version=__version__,
            result=result,
            sheets=_sheets(result),
            left_out=len(result.readings) - len(_shown(result)),
            rulings=_rulings(result),
            counts=severities(result.findings),
            shares=_shares(result.coverage),
            reasons=unchecked_reasons(result.verdicts),
            style=Markup(style),
            script=Markup(script),
            style_hash=_digest(style),
            script_hash=_digest(script),
            words=_words(),
            languages=languages(),
        )
        .rstrip()
        + "\n"
    )


@cache
def languages() -> tuple[Language, ...]:
    """The languages of the page, English first."""
    folder = sorted((_PAGE / "languages").iterdir(), key=lambda file: (file.name != "en.json", file.name))
    return tuple(msgspec.json.decode(file.read_bytes(), type=Language) for file in folder if file.name.endswith(".json"))


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("aicheck.reports", "page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["clean"] = clean
    environment.globals["figure"] = _localized(figure)
    environment.globals["span"] = _localized(span)
    return environment


def _localized(write: Callable[..., str]) -> Callable[..., Markup]:
    """A function of the template that gives an attribute a language, and the text in the first of them."""

    def localized(*arguments: Any) -> Markup:
        texts = {known.tag: clean(write(*arguments, scales=_scales(known))) for known in languages()}
        first = texts.pop(languages()[0].tag)
        other = [Markup(' data-in-{}="{}"').format(tag, text) for tag, text in texts.items() if text != first]
        return Markup("{}>{}").format(Markup("").join([Markup(" data-in"), *other] if other else []), first)

    return localized


def _scales(language: Language) -> Scales:
    return tuple(language.scales)


@cache
def _asset(name: str) -> str:
    return (_PAGE / name).read_text(encoding="utf-8").strip()


def _digest(text: str) -> str:
    """A hash source of the content policy. Source: W3C Content Security Policy Level 3."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode('ascii')}'"


def _words() -> Markup:
    """The translations as data for the script; no text in it can end the element."""
    table = {known.tag: known.words for known in languages()}
    return Markup(encode(table).replace("<", "\\u003c").replace("&", "\\u0026"))


def _sheets(result: Result) -> list[Sheet]:
    """The documents in the order of their findings, then those with verdicts or texts only."""
    readings = _shown(result)
    verdicts: dict[str, Counter[str]] = defaultdict(Counter)
    for verdict in result.verdicts:
        verdicts[verdict.place.path][verdict.outcome] += 1
    findings: dict[str, list[tuple[int, Finding]]] = defaultdict(list)
    for number, finding in enumerate(result.findings, 1):
        findings[finding.place.path].append((number, finding))
    touched = [related.place.path for finding in result.findings for related in finding.related]
    paths = list(dict.fromkeys([*findings, *touched, *sorted(verdicts), *readings]))
    numbers = {path: number for number, path in enumerate(paths)}
    rules = {rule.id: number for number, rule in enumerate(named(result))}
    return [
        Sheet(
            numbers[path],
            path,
            tuple(_card(number, finding, numbers, rules) for number, finding in findings.get(path, ())),
            severities(finding for _, finding in findings.get(path, ())),
            verdicts.get(path, {}),
            _text(readings.get(path), result),
        )
        for path in paths
    ]


def _shown(result: Result) -> dict[str, Reading]:
    """The documents whose texts are shown: those with findings first, as long as there is room."""
    found = {finding.place.path for finding in result.findings}
    shown: dict[str, Reading] = {}
    room = _TEXT_SHOWN
    for reading in sorted(result.readings, key=lambda reading: reading.document.path not in found):
        size = len(reading.document.text)
        if size <= room:
            shown[reading.document.path] = reading
            room -= size
    return {reading.document.path: reading for reading in result.readings if reading.document.path in shown}


def _text(reading: Reading | None, result: Result) -> Sequence[Sequence[Piece]]:
    return () if reading is None else list(lines(reading, result))


def _card(number: int, finding: Finding, documents: Mapping[str, int], rules: Mapping[str, int]) -> Card:
    sides = _sides(finding)
    touched = [finding.place.path, *(related.place.path for related in finding.related)]
    return Card(
        finding,
        number,
        finding.fingerprint or str(number),
        tuple(dict.fromkeys(documents[path] for path in touched)),
        rules[finding.rule],
        tuple(sides[:_SIDES_SHOWN]),
        tuple(sides[_SIDES_SHOWN:]),
        draw(finding.bars),
        None if finding.fix is None else difference(finding.fix),
    )


def _sides(finding: Finding) -> list[Side]:
    """The finding's own line first; what it rests on joins the line that it stands on."""
    lines: dict[tuple[str, int, str, str], list[tuple[Place, Related | None]]] = defaultdict(list)
    for place, related in [(finding.place, None), *((related.place, related) for related in finding.related)]:
        alone = "" if place.source else place.text  # without its line, a passage stands by itself
        lines[place.path, place.line, place.source, alone].append((place, related))
    return [
        Side(places[0][0], passage(places[0][0], [place for place, _ in places[1:]]), tuple(said for _, said in places if said))
        for places in lines.values()
    ]


def _rulings(result: Result) -> list[Ruling]:
    broken = Counter(finding.rule for finding in result.findings)
    unmatched = set(result.unmatched)
    return [
        Ruling(number, rule, broken[rule.id], rule.id not in unmatched) for number, rule in enumerate(named(result))
    ]


def _shares(coverage: Coverage) -> list[tuple[str, int, float, float]]:
    """Each outcome with its count, and where its part of the coverage bar starts and how wide it is, in percent."""
    outcomes = ("consistent", "rounding", "contradictory", "unchecked")
    counts = [getattr(coverage, outcome) for outcome in outcomes]
    whole = sum(counts)
    start = 0.0
    shares = []
    for outcome, count in zip(outcomes, counts, strict=True):
        width = 100 * count / whole if whole else 0.0
        shares.append((outcome, count, round(start, 3), round(width, 3)))
        start += width
    return shares
