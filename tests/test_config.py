from fractions import Fraction
from pathlib import Path

import pytest

from aicheck import config
from aicheck.model import HedgeWidths

FULL = """
[project]
name = "x"

[tool.aicheck]
documents = ["docs", "README.md"]
claims = ["facts"]
rules = ["rules"]
packs = ["numbers"]
language = "en"
exclude = ["drafts/"]
ignore = ["AIC6"]
fail-on = "warning"
hedges = { about = 0.05, nearly = "12.5%" }

[tool.aicheck.reports]
markdown = "out/report.md"

[tool.aicheck.per-path-ignores]
"docs/old/*" = ["AIC201"]
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_every_setting(project: Path) -> None:
    (project / "pyproject.toml").write_text(FULL)
    assert config.discover() == config.Settings(
        documents=("docs", "README.md"),
        claims=("facts",),
        rules=("rules",),
        packs=("numbers",),
        reports=(("markdown", "out/report.md"),),
        language="en",
        hedges=HedgeWidths(about=Fraction(1, 20), nearly=Fraction(1, 8)),
        exclude=("drafts/",),
        ignore=("AIC6",),
        per_path_ignores=(("docs/old/*", ("AIC201",)),),
        fail_on="warning",
        source="pyproject.toml",
    )


def test_settings_are_found_upward_and_paths_are_relative_to_their_file(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / "aicheck.toml").write_text('documents = ["docs"]\n')
    (project / "sub/deep").mkdir(parents=True)
    (project / "sub/pyproject.toml").write_text("[tool.other]\nx = 1\n")
    monkeypatch.chdir(project / "sub/deep")
    settings = config.discover()
    assert (settings.source, settings.documents, settings.faults) == ("../../aicheck.toml", ("../../docs",), ())


def test_without_a_file_the_defaults_hold(project: Path) -> None:
    assert config.discover() == config.Settings()


FAULTS = [
    ("unknown key", 'documnets = ["a"]\n', "AIC061", 1, 1, "documnets", "did you mean documents?"),
    ("wrong type", 'language = "en"\nclaims = "facts"\n', "AIC062", 2, 1, "claims", "write a list of texts"),
    ("wrong code", 'ignore = ["aic6"]\n', "AIC062", 1, 1, "ignore", "AIC201"),
    ("wrong choice", 'fail-on = "fatal"\n', "AIC062", 1, 1, "fail-on", "error, warning, info, never"),
    ("wrong language", 'language = "English"\n', "AIC062", 1, 1, "language", "one of de, en, zh"),
    ("wrong dollar", 'dollar = "peso"\n', "AIC062", 1, 1, "dollar", 'such as "CAD"'),
    ("wrong decimal mark", 'decimal-mark = ";"\n', "AIC062", 1, 1, "decimal-mark", '"," or "."'),
    ("wrong width", '[hedges]\nabout = "wide"\n', "AIC062", 1, 2, "hedges", "0.05"),
    ("unknown hedge", "hedges = { roughly = 0.1 }\n", "AIC062", 1, 1, "hedges", "about, nearly, reach"),
    ("a width above one", "hedges = { about = 5 }\n", "AIC062", 1, 1, "hedges", "from 0 to 1"),
    ("wrong report", "reports = 3\n", "AIC062", 1, 1, "reports", "markdown ="),
    ("no TOML", "language = en\n", "AIC060", 1, 12, "", "correct the line"),
    ("key twice", 'language = "en"\nlanguage = "zh"\n', "AIC060", 2, 16, "", "correct the line"),
]


IDS = [case[0] for case in FAULTS]


@pytest.mark.parametrize(("text", "rule", "line", "column", "offending", "advice"), [c[1:] for c in FAULTS], ids=IDS)
def test_a_mistake_is_a_finding_with_its_place(
    project: Path, text: str, rule: str, line: int, column: int, offending: str, advice: str
) -> None:
    (project / "aicheck.toml").write_text(text)
    settings = config.discover()
    (fault,) = settings.faults
    place = fault.place
    assert (fault.rule, fault.severity, place.path, place.line, place.column) == (rule, "error", "aicheck.toml", line, column)
    assert place.text == offending
    assert advice in fault.help


def test_the_other_settings_still_count(project: Path) -> None:
    (project / "aicheck.toml").write_text('lnguage = "zh"\nclaims = ["facts"]\n')
    settings = config.discover()
    assert settings.claims == ("facts",)
    assert len(settings.faults) == 1


def test_the_line_of_a_key_is_the_one_in_our_table(project: Path) -> None:
    (project / "pyproject.toml").write_text('[tool.other]\nclaims = 3\n\n[tool.aicheck]\nclaims = 3\n')
    (fault,) = config.discover().faults
    assert (fault.place.line, fault.place.column) == (5, 1)


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", None])
def test_an_unreadable_file_is_a_finding(project: Path, data: bytes | None) -> None:
    path = project / "named.toml"
    if data is not None:
        path.write_bytes(data)
    (fault,) = config.load(path).faults
    assert (fault.rule, fault.place.path) == ("AIC060", "named.toml")
