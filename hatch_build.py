"""Compiles the rooms that pyproject.toml names to C when a wheel is built.

The modules stay what they are: Python, type-checked, and run as they are from a checkout, from an editable installation and
where a machine has no C compiler. See docs/decisions/0011-compiled-reading.md.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_SETUP = """
import sys
from mypyc.build import mypycify
from setuptools import setup

sys.argv = ["setup.py", "--quiet", *sys.argv[1:]]
modules = sys.stdin.read().split()
options = ["--config-file=", "--ignore-missing-imports", "--no-color-output", *modules]
setup(name="compiled", ext_modules=mypycify(options, group_name="aicheck", opt_level="3", debug_level="0"))
"""


class CompiledRooms(BuildHookInterface[Any]):
    """Adds compiled modules beside their sources; the wheel is then one of a platform."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable" or os.environ.get("AICHECK_PURE"):
            return
        source, room = Path(self.root, "src"), Path(self.root, "build", "compiled")
        shutil.copytree(source, room, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__", "*.so", "*.pyd"))
        modules = sorted({found.relative_to(source) for pattern in self.config["modules"] for found in source.glob(pattern)})
        modules = [module for module in modules if module.as_posix() not in self.config["except"]]
        for stale in _compiled(room):
            stale.unlink()
        command = [sys.executable, "-c", _SETUP, "build_ext", "--inplace"]
        names = "\n".join(module.as_posix() for module in modules)
        done = subprocess.run(command, cwd=room, input=names, capture_output=True, text=True, check=False)
        if done.returncode:
            why = (done.stderr or done.stdout).strip().splitlines()[-3:]
            self.app.display_warning("not compiled, the wheel holds Python only: " + " / ".join(why))
            return
        build_data["force_include"].update({str(path): path.relative_to(room).as_posix() for path in _compiled(room)})
        build_data["pure_python"] = False
        build_data["infer_tag"] = True


def _compiled(room: Path) -> list[Path]:
    """The modules that are compiled beside their sources; those below `build` are what they were made of."""
    return [path for path in (*room.rglob("*.so"), *room.rglob("*.pyd")) if room / "build" not in path.parents]
