"""Twelve kinds of broken rule and claims files: each gives its place and advice, and nothing else is lost."""

import json
from pathlib import Path
from typing import NamedTuple

import pytest

from aicheck.cli import run
from tests.commands.project import CLAIMS, RULES
from tests.commands.test_check import DOUBLED, LENGTHS

SECOND = RULES.replace("DAM001", "DAM002").replace("one-length", "other-length")


class Broken(NamedTuple):
    """A file to write, and the finding on it: code, line, column, and a part of its advice or message."""

    file: str
    data: bytes | None
    rule: str
    line: int
    column: int
    advice: str
    faulty: bool = True


def _claim(rest: str) -> bytes:
    return f"document: dam.txt\nclaims:\n  - {{id: c, subject: Weir, metric: cost, {rest}}}\n".encode()


def _bomb() -> bytes:
    levels = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    levels += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    return "\n".join(levels).encode()


BROKEN = {
    "wrong key": Broken("rules/x.yaml", SECOND.replace("severity", "severty").encode(), "AIC004", 3, 3, '"severity"'),
    "wrong key in claims": Broken("claims/x.yaml", _claim("stted: 5 km"), "AIC004", 3, 42, 'did you mean "stated"'),
    "wrong indentation": Broken("rules/x.yaml", SECOND.replace("  expect:", "   expect:").encode(), "AIC001", 8, 4, "indent"),
    "duplicate key": Broken("rules/x.yaml", SECOND.replace("  why:", "  what: x\n  why:").encode(), "AIC003", 11, 3, "first"),
    "bad number": Broken("claims/x.yaml", _claim("value: '0,73 km'"), "AIC010", 3, 50, "0.73"),
    "unknown unit": Broken("claims/x.yaml", _claim("value: 5 EURO"), "AIC011", 3, 51, '"EUR"'),
    "unknown function": Broken("rules/x.yaml", SECOND.replace("agree(", "agre(").encode(), "AIC032", 8, 11, '"agree"'),
    "no tests": Broken("rules/x.yaml", SECOND[: SECOND.index("  tests:")].encode(), "AIC036", 1, 3, "ok", faulty=False),
    "alias bomb": Broken("rules/x.yaml", _bomb(), "AIC008", 6, 25, "alias"),
    "10-MB scalar": Broken("claims/x.yaml", b"claims: " + b"x" * 10_000_000, "AIC007", 1, 1, "limit"),
    "empty file": Broken("rules/x.yaml", b"", "AIC002", 1, 1, "empty"),
    "folder for a file": Broken("claims/x.yaml", None, "AIC002", 1, 1, "directory"),
    "invalid UTF-8": Broken("rules/x.yaml", b"- id: \xff\xfe\n", "AIC002", 1, 7, "UTF-8"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_gives_place_and_advice_and_hides_nothing(
    project: Path, capsysbinary: pytest.CaptureFixture[bytes], name: str
) -> None:
    broken = BROKEN[name]
    path = project / broken.file
    if broken.data is None:
        path.mkdir()
    else:
        path.write_bytes(broken.data)
    assert run(["check", "--format", "json"]) == (2 if broken.faulty else 1)
    report = json.loads(capsysbinary.readouterr().out)
    places = [(f["rule"], f["severity"], f["path"], f["line"], f["column"]) for f in report["findings"]]
    assert set(places) >= {DOUBLED, LENGTHS}
    assert report["summary"]["faulty"] == broken.faulty
    faults = [f for f in report["findings"] if f["path"] == broken.file]
    assert (broken.rule, broken.line, broken.column) in [(f["rule"], f["line"], f["column"]) for f in faults]

    run(["check"])
    text = capsysbinary.readouterr().out.decode()
    told = next(block for block in text.split("\n\n") if f"{broken.file}:{broken.line}:{broken.column} " in block)
    assert broken.advice in told
    assert len(told) < 2000


def test_the_project_itself_is_sound() -> None:
    assert "DAM001" in RULES and "dam-a" in CLAIMS
