"""Where aicheck is installed, the reading of numbers runs compiled (docs/decisions/0011-compiled-reading.md)."""

from __future__ import annotations

import os
import shutil
import sysconfig
import tomllib
from importlib import import_module
from pathlib import Path

import pytest

import aicheck

_PROJECT = Path(__file__).parents[2]
_WHEEL = tomllib.loads(_PROJECT.joinpath("pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]["targets"]["wheel"]
_HOOK = _WHEEL["hooks"]["custom"]
_SOURCE = _PROJECT / "src"
_COMPILED = sorted(
    found.relative_to(_SOURCE).as_posix()
    for pattern in _HOOK["modules"]
    for found in _SOURCE.glob(pattern)
    if found.relative_to(_SOURCE).as_posix() not in _HOOK["except"]
)
_compiler = (sysconfig.get_config_var("CC") or "cc").split()[0]
installed = pytest.mark.skipif(
    Path(aicheck.__file__).is_relative_to(_SOURCE) or "AICHECK_PURE" in os.environ or shutil.which(_compiler) is None,
    reason="runs from src/, was told to stay Python, or has no C compiler",
)


@installed
@pytest.mark.parametrize("module", _COMPILED)
def test_a_module_of_the_room_is_compiled(module: str) -> None:
    found = import_module(module.removesuffix(".py").replace("/", "."))
    assert found.__file__ is not None and not found.__file__.endswith(".py")


def test_what_stays_python_is_there() -> None:
    assert [name for name in _HOOK["except"] if not (_SOURCE / name).is_file()] == []
    assert "aicheck/quantities/extraction.py" in _COMPILED
