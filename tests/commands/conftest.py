from pathlib import Path

import pytest

from tests.commands import project as sample


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sample project, as the current folder."""
    sample.make(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path
