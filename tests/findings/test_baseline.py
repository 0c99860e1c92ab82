import json
from pathlib import Path

import pytest

from aicheck.findings.baseline import Baseline
from aicheck.fingerprints import stamp
from tests.findings.places import finding

TEXT = "It cost 7 million million crowns, or 港口 9-3 万吨.\nIt cost 8 million million crowns."
FOUND = stamp(
    [finding(TEXT, "7 million million crowns"), finding(TEXT, "9-3 万吨", "AIC103"), finding(TEXT, "8 million million crowns")]
)


def test_it_reads_back_what_it_wrote_with_one_finding_a_line(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    path.write_text(Baseline.of(FOUND).text(), encoding="utf-8")
    assert Baseline.read(path) == Baseline.of(FOUND)
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len([line for line in lines if '"fingerprint"' in line]) == 3
    assert "9-3 万吨" in lines[-3]
    assert Baseline.of(FOUND) == Baseline.of(reversed(FOUND))
    assert json.loads(Baseline().text()) == {"version": 1, "findings": []}


def test_it_tells_new_from_known_and_gone() -> None:
    compared = Baseline.of(FOUND[:2]).compare(FOUND[1:])
    assert compared.fresh == FOUND[2:]
    assert [known.finding for known in compared.known] == [FOUND[1]]
    assert compared.known[0].where == "baseline"
    assert [entry.text for entry in compared.gone] == ["7 million million crowns"]


def test_moved_lines_are_known_and_changed_numbers_are_new() -> None:
    moved = stamp([finding(f"One line more.\n\n{TEXT}", "8 million million crowns")])
    changed = stamp([finding(TEXT.replace("8 m", "6 m"), "6 million million crowns")])
    baseline = Baseline.of(FOUND)
    assert baseline.compare(moved).fresh == ()
    assert baseline.compare(changed).fresh == changed


def test_equal_findings_are_counted() -> None:
    twice = stamp([FOUND[0], FOUND[0]])
    assert Baseline.of(twice[:1]).compare(twice).fresh == twice[1:]


def test_faults_are_never_known() -> None:
    fault = FOUND[0]._replace(rule="AIC002")
    assert Baseline.of([fault]).entries == ()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (b"", "the baseline is no JSON (Expecting value)"),
        (b"[]", "the baseline is no baseline of version 1"),
        (b'{"version": 2, "findings": []}', "the baseline is no baseline of version 1"),
        (b'{"version": 1, "findings": {}}', "the baseline is no baseline of version 1"),
        (b'{"version": 1, "findings": [{"rule": "AIC101"}]}', "the baseline has a finding without a fingerprint"),
        (b'{"version": 1, "findings": [7]}', "the baseline has a finding without a fingerprint"),
        (b"\xff", "the baseline is no UTF-8 text"),
        (b"[" * 100_000, "the baseline is nested too deeply"),
    ],
)
def test_a_broken_file_is_a_finding(tmp_path: Path, text: bytes, message: str) -> None:
    path = tmp_path / "baseline.json"
    path.write_bytes(text)
    read = Baseline.read(path)
    assert not isinstance(read, Baseline)
    assert (read.rule, read.message) == ("AIC085", message)


def test_the_place_of_a_fault_is_told(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    path.write_text('{\n  "version": 1,\n  oops\n}', encoding="utf-8")
    read = Baseline.read(path)
    assert not isinstance(read, Baseline)
    assert (read.place.line, read.place.column) == (3, 3)


def test_a_missing_file_and_a_folder_are_findings(tmp_path: Path) -> None:
    missing, folder = Baseline.read(tmp_path / "none.json"), Baseline.read(tmp_path)
    assert not isinstance(missing, Baseline)
    assert missing.message == "the baseline is not there"
    assert not isinstance(folder, Baseline)
