from pathlib import Path

import pytest

from aicheck.reports import write


def test_a_report_is_written_with_its_folders(tmp_path: Path) -> None:
    path = tmp_path / "new/report.md"
    write(path, "增长\n")
    assert path.read_bytes() == "增长\n".encode()
    assert list(path.parent.iterdir()) == [path]


def test_a_failed_write_leaves_the_old_report_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "report.md"
    path.write_text("old")

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("os.fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write(path, "new")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_the_mode_of_the_old_report_and_a_link_to_it_stay(tmp_path: Path) -> None:
    path = tmp_path / "report.md"
    path.write_text("old")
    path.chmod(0o640)
    link = tmp_path / "latest.md"
    link.symlink_to(path)
    write(link, "new")
    assert (path.read_text(), path.stat().st_mode & 0o777, link.is_symlink()) == ("new", 0o640, True)


def test_a_folder_in_place_of_the_file_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(OSError):
        write(tmp_path, "text")
