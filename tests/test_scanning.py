"""Documents scanned in worker processes: the same result with any number of them, and a finding for one that dies."""

import os
import pickle
import signal
from pathlib import Path

import pytest

from aicheck import pipeline, quantities, reports, rules, workers
from aicheck.config import Settings
from aicheck.model import Document, Reading
from aicheck.scanning import Scan, Scanned, scan

SENTENCES = (
    "The dam cost 42 million million dollars.",
    "Sales rose 20% from $100 million to $150 million.",
    "The mill sold 7 boats in May.",
    "Of 90 mills, 30 closed, 20 moved and 50 stayed.",
    "大坝造价 42 亿亿元。",
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Seven documents, the current folder."""
    for number in range(7):
        text = "\n\n".join(SENTENCES[: number % 5 + 1])
        (tmp_path / f"d{number:02}.md").write_text(text + "\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


SETTINGS = Settings(packs=("malformed", "change", "sums"))


def test_reports_are_the_same_with_any_number_of_workers(folder: Path) -> None:
    options = reports.Options(show=frozenset({"consistent", "rounding", "contradictory", "unchecked"}), verbose=True)
    results = [pipeline.check(["."], settings=SETTINGS, keep_readings=True, jobs=jobs) for jobs in (1, 2, 4)]
    for format in ("terminal", "json", "html"):
        one, two, four = (reports.render(result, format, options) for result in results)
        assert "AIC101" in one
        assert one == two == four


def test_every_document_is_told_of_when_it_is_done(folder: Path) -> None:
    heard: list[tuple[int, int]] = []
    pipeline.check(["."], settings=SETTINGS, jobs=2, told=lambda done, total: heard.append((done, total)))
    assert heard == [(done, 7) for done in range(1, 8)]


def test_a_document_whose_worker_dies_is_a_finding(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = quantities.read

    def dying(document: Document, *, dollar: str, decimal_comma: bool) -> Reading:
        if document.path == "d04.md":
            os.kill(os.getpid(), signal.SIGKILL)
        return read(document, dollar=dollar, decimal_comma=decimal_comma)

    monkeypatch.setattr(quantities, "read", dying)
    result = pipeline.check(["."], settings=SETTINGS, jobs=2)
    assert result.faulty
    (lost,) = [finding for finding in result.findings if finding.rule == "AIC002"]
    assert lost.place.path == "d04.md"
    assert lost.message == "d04.md: could not be checked: the process that read it was killed by SIGKILL"
    assert result.coverage.documents == 6


def test_workers_that_begin_anew_give_the_same(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    forked = pipeline.check(["d00.md", "d01.md"], settings=SETTINGS, jobs=2)
    monkeypatch.setattr(workers, "START", "spawn")
    assert pipeline.check(["d00.md", "d01.md"], settings=SETTINGS, jobs=2) == forked
    assert forked.findings


def test_the_work_loads_its_rules_where_it_arrives_without_them(folder: Path) -> None:
    work = Scan(Settings(), rules.load(packs=["malformed"]))
    arrived: Scan = pickle.loads(pickle.dumps(work))
    assert [scanned.path for scanned in scan(arrived, ["d00.md"], 1) if isinstance(scanned, Scanned)] == ["d00.md"]


def test_only_documents_that_claims_cite_are_kept_in_memory(folder: Path) -> None:
    work = Scan(SETTINGS, rules.load(packs=SETTINGS.packs), {"d01.md"})
    kept = [scanned.path for scanned in scan(work, ["d00.md", "d01.md"], 2) if isinstance(scanned, Scanned) and scanned.reading]
    assert kept == ["d01.md"]


@pytest.mark.parametrize(
    ("paths", "severity", "expected"),
    [
        (["."], {}, "warning"),
        (["broken.docx", "whole.txt"], {}, "error"),
        ([".", "broken.docx"], {}, "error"),
        (["."], {"AIC002": "error"}, "error"),
    ],
    ids=["met in a folder", "named", "met and named", "settings ask for it"],
)
def test_an_unreadable_file_makes_the_run_faulty_only_where_it_is_asked_for(tmp_path, monkeypatch, paths, severity, expected):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "broken.docx").write_bytes(b"PK\x03\x04 torn")
    (tmp_path / "whole.txt").write_text("The quay cost 42 million million dollars.", encoding="utf-8")
    result = pipeline.check(paths, settings=SETTINGS._replace(severity=severity))
    assert [(each.rule, each.severity) for each in result.findings] == [("AIC002", expected), ("AIC101", "error")]
    assert result.faulty == (expected == "error")
