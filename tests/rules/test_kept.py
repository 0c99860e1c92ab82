"""The rules of packs that are kept beside them: the same rules, from nothing but the files that are there now."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from aicheck import documents, quantities, rules
from aicheck.model import Reading
from aicheck.rules import kept, loader

PACK = loader.PACKS_FOLDER / "change.yaml"
SLIP = "Fees rose 4 percent to $35.2 million from $30.0 million, and 1,240 of 2,480 guests, or 70 percent, stayed.\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Keeps rules in a folder of the test."""
    monkeypatch.setattr("sys.pycache_prefix", os.fspath(tmp_path))
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    kept.stamp.cache_clear()
    yield tmp_path
    kept.stamp.cache_clear()


def _files(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.rules"))


def _findings(loaded: rules.RuleSet, read: Reading) -> list[tuple[str, int, str]]:
    return [(each.rule, each.place.start, each.message) for each in rules.run(loaded, [read]).findings]


def test_every_pack_is_kept_and_gives_the_rules_that_it_was_made_from(folder: Path) -> None:
    first = rules.load(pack_tests=False)
    packs = [file for name in rules.pack_names() for file in loader.pack_files(name)]
    assert len(_files(folder)) == len(packs) > len(rules.pack_names())
    again = rules.load(pack_tests=False)
    assert all(kept.load(file) for file in packs)
    for one, other in zip(first.rules, again.rules, strict=True):
        assert one is not other
        assert (one.info, one.place, one.message) == (other.info, other.place, other.message)
        assert one.matcher.names == other.matcher.names
        assert one.source is other.source
        for mine, kept_one in ((one.when, other.when), (one.expect, other.expect)):
            assert (mine and (mine.text, mine.names)) == (kept_one and (kept_one.text, kept_one.names))


def test_kept_rules_find_what_read_ones_find() -> None:
    read = quantities.read(documents.from_text(SLIP, "fees.txt"))
    first, again = (_findings(rules.load(pack_tests=False), read) for _ in range(2))
    assert first == again
    assert {rule for rule, _, _ in again} >= {"AIC201"}


def test_a_changed_file_of_aicheck_counts(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rules.load(packs=["change"], pack_tests=False)
    assert kept.load(PACK)
    (folder / "room").mkdir()
    (folder / "room" / "code.py").write_text("", encoding="utf-8")
    monkeypatch.setattr(kept, "_PACKAGE", folder / "room")
    kept.stamp.cache_clear()
    assert kept.load(PACK) is None


def test_a_file_that_is_cut_off_does_not_count(folder: Path) -> None:
    rules.load(packs=["change"], pack_tests=False)
    (file,) = _files(folder)
    file.write_bytes(file.read_bytes()[:-1])
    assert kept.load(PACK) is None
    assert rules.load(packs=["change"], pack_tests=False).rules
    assert kept.load(PACK)


def test_nothing_is_kept_where_python_keeps_no_bytecode(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.dont_write_bytecode", True)
    assert rules.load(packs=["change"], pack_tests=False).rules
    assert _files(folder) == []


def test_a_folder_that_cannot_be_made_is_no_fault(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "file").write_text("", encoding="utf-8")
    monkeypatch.setattr("sys.pycache_prefix", os.fspath(folder / "file"))
    assert not rules.load(packs=["change"], pack_tests=False).findings


def test_packs_with_their_tests_are_always_read(folder: Path) -> None:
    assert all(rule.tests for rule in rules.load(packs=["change"]).rules)
    assert _files(folder) == []


def test_a_pack_named_twice_is_told_each_time() -> None:
    first, again = (rules.load(packs=["units", "units"], pack_tests=False).findings for _ in range(2))
    assert [each.rule for each in first] == ["AIC031"] * len(first) == [each.rule for each in again] != []
