from pathlib import Path

import pytest

from aicheck.documents import walk


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("docs/b.md", "docs/a.txt", "docs/sub/c.md", "docs/x.py", "docs/.hidden/d.md", "docs/build/e.md", "outside/f.md"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Six.")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_folders_are_walked_in_order_with_known_suffixes_only(tree: Path) -> None:
    assert walk(["docs"]).paths == ("docs/a.txt", "docs/b.md", "docs/build/e.md", "docs/sub/c.md")


def test_the_order_given_is_kept_and_each_file_comes_once(tree: Path) -> None:
    assert walk(["docs/sub", "docs/b.md", "docs", "./docs/b.md"]).paths == (
        "docs/sub/c.md", "docs/b.md", "docs/a.txt", "docs/build/e.md",
    )  # fmt: skip


def test_a_named_file_is_read_whatever_its_suffix(tree: Path) -> None:
    assert walk(["docs/x.py", "-"]).paths == ("docs/x.py", "-")


def test_gitignore_of_the_folder_and_of_the_repository_above(tree: Path) -> None:
    (tree / ".git").mkdir()
    (tree / ".gitignore").write_text("build/\n*.txt\n")
    (tree / "docs/.gitignore").write_text("!a.txt\n/sub\n")
    assert walk(["docs"]).paths == ("docs/a.txt", "docs/b.md")
    assert walk(["docs/build/e.md"]).paths == ("docs/build/e.md",), "a named file is never ignored"


def test_gitignore_above_a_folder_that_is_in_no_repository_does_not_count(tree: Path) -> None:
    (tree / ".gitignore").write_text("*\n")
    assert len(walk(["docs"]).paths) == 4


def test_excluded_by_settings(tree: Path) -> None:
    assert walk(["docs"], exclude=["build", "docs/*.md"]).paths == ("docs/a.txt", "docs/sub/c.md")


def test_links_inside_a_folder_lead_nowhere(tree: Path) -> None:
    (tree / "docs/link").symlink_to(tree / "outside")
    (tree / "docs/f.md").symlink_to(tree / "outside/f.md")
    (tree / "docs/loop").symlink_to(tree / "docs")
    assert walk(["docs"]).paths == ("docs/a.txt", "docs/b.md", "docs/build/e.md", "docs/sub/c.md")
    assert walk(["docs/f.md"]).paths == ("docs/f.md",), "a named link is followed"


def test_a_missing_path_is_a_finding_and_the_others_are_walked(tree: Path) -> None:
    found = walk(["nowhere", "docs/a.txt"])
    assert found.paths == ("docs/a.txt",)
    assert [(f.rule, f.place.path) for f in found.findings] == [("AIC002", "nowhere")]
