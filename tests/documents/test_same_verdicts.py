"""The same table gives the same verdicts in every format that is read."""

import csv
import html
import io
import random
from collections.abc import Callable
from pathlib import PurePath

import docx
import pytest
from openpyxl import Workbook

from aicheck import check
from aicheck.model import Place, Result
from tests.documents.pdfs import Paper

Rows = list[list[str]]
SEEDS = range(20)
NAMES = ["Almond", "Birch", "Cedar", "Dogwood", "Elder", "Fir"]


def _table(seed: int) -> Rows:
    """Two years of amounts that add up; every second table has one wrong digit in its total."""
    draw = random.Random(seed)
    names = NAMES[: draw.randint(3, 6)]
    columns = [[draw.randint(1_000, 9_999) for _ in names] for _ in range(2)]
    totals = [sum(column) for column in columns]
    totals[0] += 2000 * (seed % 2)
    body = [[name, *(f"{column[at]:,}" for column in columns)] for at, name in enumerate(names)]
    return [["Orchard", "2019", "2020"], *body, ["Total", *(f"{total:,}" for total in totals)]]


def _markdown(rows: Rows) -> bytes:
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([lines[0], "|---" * len(rows[0]) + "|", *lines[1:]]).encode() + b"\n"


def _html(rows: Rows) -> bytes:
    body = "\n".join("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<!doctype html>\n<table>\n{body}\n</table>\n".encode()


def _separated(delimiter: str) -> Callable[[Rows], bytes]:
    def written(rows: Rows) -> bytes:
        file = io.StringIO()
        csv.writer(file, delimiter=delimiter).writerows(rows)
        return file.getvalue().encode()

    return written


def _word(rows: Rows) -> bytes:
    document = docx.Document()
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for row, words in zip(table.rows, rows, strict=True):
        for cell, word in zip(row.cells, words, strict=True):
            cell.text = word
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _workbook(rows: Rows) -> bytes:
    """Amounts as numbers with a format, headers and labels as text."""
    book = Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(row)
    for number, row in enumerate(rows[1:], 2):
        for column, words in enumerate(row[1:], 2):
            cell = sheet.cell(number, column, int(words.replace(",", "")))
            cell.number_format = "#,##0"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _pdf(rows: Rows) -> bytes:
    paper = Paper()
    paper.table(72, rows, (72, 300, 380))
    return paper.bytes()


WRITERS: dict[str, Callable[[Rows], bytes]] = {
    "page.md": _markdown,
    "page.html": _html,
    "page.csv": _separated(","),
    "semicolons.csv": _separated(";"),
}
WRITERS |= {"page.tsv": _separated("\t"), "page.docx": _word, "page.xlsx": _workbook, "page.pdf": _pdf}


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """All the tables in all the formats, checked in one run."""
    folder = tmp_path_factory.mktemp("tables")
    for seed in SEEDS:
        for name, written in WRITERS.items():
            (folder / f"{seed}-{name}").write_bytes(written(_table(seed)))
    return check([folder])


@pytest.mark.parametrize("seed", SEEDS)
def test_a_table_has_one_verdict_in_all_formats(seed: int, result: Result) -> None:
    said = {}
    for name in WRITERS:
        findings = [(each.rule, each.severity, each.place.text) for each in result.findings if _is_of(each.place, seed, name)]
        verdicts = sorted(
            (each.rule, each.outcome, each.place.text) for each in result.verdicts if _is_of(each.place, seed, name)
        )
        said[name] = (findings, verdicts)
    findings, verdicts = said["page.md"]
    assert verdicts and bool(findings) == bool(seed % 2)
    assert said == dict.fromkeys(WRITERS, (findings, verdicts))


def _is_of(place: Place, seed: int, name: str) -> bool:
    return PurePath(place.path).name == f"{seed}-{name}"
