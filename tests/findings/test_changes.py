import subprocess
from pathlib import Path

import pytest

from aicheck.findings.changes import Changes, NoRevision
from aicheck.model import Related
from tests.findings.places import finding, place

BEFORE = "One 1%.\nTwo 2%.\nThree 3%.\nFour 4%.\nFive 5%.\n"


def git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    git(tmp_path, "init", "-q")
    (tmp_path / "文 档").mkdir()
    for name in ("a.md", "文 档/b.md", "gone.md", "same.md"):
        (tmp_path / name).write_text(BEFORE, encoding="utf-8")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "first")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def touched(text: str, path: str, *words: str) -> list[str]:
    changes = Changes.since("HEAD")
    return [word for word in words if changes.touch(finding(text, word, path=path))]


def test_only_findings_on_changed_lines(repository: Path) -> None:
    after = BEFORE.replace("Two 2%", "Two 22%").replace("Five", "++ Four and a half 4.5%.\nFive")
    (repository / "a.md").write_text(after, encoding="utf-8")
    (repository / "文 档/b.md").write_text(after, encoding="utf-8")
    (repository / "gone.md").unlink()
    for path in ("a.md", "文 档/b.md"):
        assert touched(after, path, "1%", "22%", "3%", " 4%", "4.5%", "Five 5%") == ["22%", "4.5%"]
    assert touched(BEFORE, "same.md", "1%", "5%") == []


def test_a_deletion_touches_the_lines_beside_it(repository: Path) -> None:
    after = BEFORE.replace("Three 3%.\n", "")
    (repository / "a.md").write_text(after, encoding="utf-8")
    assert touched(after, "a.md", "1%", "2%", "4%", "5%") == ["2%", "4%"]


def test_an_untracked_file_is_all_new(repository: Path) -> None:
    (repository / "new.md").write_text(BEFORE, encoding="utf-8")
    assert touched(BEFORE, "new.md", "1%", "5%") == ["1%", "5%"]


def test_a_file_that_is_no_text_changed_as_a_whole(repository: Path) -> None:
    (repository / "same.md").write_bytes(b"\x00\x01" + BEFORE.encode())
    assert touched(BEFORE, "same.md", "1%", "5%") == ["1%", "5%"]


def test_a_related_place_counts(repository: Path) -> None:
    after = BEFORE.replace("Two 2%", "Two 22%")
    (repository / "a.md").write_text(after, encoding="utf-8")
    found = finding(BEFORE, "1%", path="same.md")._replace(related=(Related(place(after, "22%", "a.md"), ""),))
    assert Changes.since("HEAD").touch(found)


def test_it_works_from_a_folder_below(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (repository / "a.md").write_text(BEFORE.replace("2%", "22%"), encoding="utf-8")
    monkeypatch.chdir(repository / "文 档")
    assert touched(BEFORE, "../a.md", "1%", "2%") == ["2%"]


@pytest.mark.parametrize("revision", ["nonsense", "--output=x", "HEAD~9", ""])
def test_no_such_revision(repository: Path, revision: str) -> None:
    with pytest.raises(NoRevision):
        Changes.since(revision)
    assert not (repository / "x").exists()


def test_no_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    monkeypatch.chdir(tmp_path)
    with pytest.raises(NoRevision, match="not a git repository"):
        Changes.since("HEAD")
