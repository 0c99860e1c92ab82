import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import click
import pytest
import yaml
from click.testing import CliRunner, Result

from aicheck.cli import cli

TEXT = "The port earned $1.25 million in 2023, over 40% of it in May.\r\nTwo thirds of the sum went to the town.\r\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "port.txt").write_bytes(TEXT.encode())
    return tmp_path


def run(*arguments: str, input: bytes | None = None) -> Result:
    return CliRunner().invoke(cli, ["extract", *arguments], input=input, standalone_mode=False)


def records(text: str) -> list[dict[str, Any]]:
    return [json.loads(line, parse_float=Decimal) for line in text.splitlines()]


def test_each_json_line_is_a_quantity_with_its_place() -> None:
    result = run("port.txt", "--format", "jsonl")
    found = records(result.stdout)
    assert [(r["path"], r["line"], r["column"], r["text"]) for r in found] == [
        ("port.txt", 1, 17, "$1.25 million"),
        ("port.txt", 1, 45, "40%"),
        ("port.txt", 2, 1, "Two thirds"),
    ]
    assert [TEXT[r["start"] : r["end"]] for r in found] == [r["text"] for r in found]
    assert list(found[0]) == [
        "path", "line", "column", "start", "end", "text", "low", "high", "value", "decimals", "relation", "hedge", "change",
        "unit", "unit_text", "kind", "concept", "notes", "ends",
    ]  # fmt: skip
    assert result.return_value == 0


def test_numbers_are_exact_and_written_in_full() -> None:
    (earned, share, part) = records(run("port.txt", "--format", "jsonl").stdout)
    assert (earned["low"], earned["decimals"]) == (1_250_000, -4)
    assert (share["low"], share["high"], share["relation"]) == (40, None, ">")
    assert part["value"] == Decimal("0.6666666666666666666666666667")
    assert part["exact"] == {"low": "2/3", "high": "2/3", "value": "2/3"}
    assert "1E+" not in run("port.txt", "--format", "jsonl").stdout


def test_yaml_holds_what_the_json_lines_hold() -> None:
    lines = records(run("port.txt", "--format", "jsonl").stdout)
    items = yaml.safe_load(run("port.txt", "--format", "yaml").stdout)
    assert [item | {"value": 0, "low": 0, "high": 0} for item in items] == [r | {"value": 0, "low": 0, "high": 0} for r in lines]


def test_table_for_people() -> None:
    lines = run("port.txt").stdout.splitlines()
    assert lines[0].split() == ["place", "stated", "low", "high", "unit", "relation", "change", "kind", "notes"]
    assert lines[2].split()[:6] == ["port.txt:1:17", "$1.25", "million", "1250000", "1250000", "USD"]


def test_standard_input_with_a_name() -> None:
    result = run("-", "--stdin-name", "draft.md", "--format", "jsonl", input=b"Set `n=7` for $12.\n")
    assert [(r["path"], r["text"]) for r in records(result.stdout)] == [("draft.md", "$12")]


def test_a_missing_file_is_told_and_the_others_are_printed() -> None:
    result = run("nowhere.txt", "port.txt", "--format", "jsonl")
    assert result.return_value == 2
    assert len(records(result.stdout)) == 3
    assert result.stderr.startswith("aicheck: nowhere.txt: no such file or folder; check the path")


def test_an_output_file_is_written_whole(folder: Path) -> None:
    result = run("port.txt", "--format", "jsonl", "--output", "out/port.jsonl")
    assert (result.stdout, result.return_value) == ("", 0)
    assert (folder / "out/port.jsonl").read_text() == run("port.txt", "--format", "jsonl").stdout


@pytest.mark.parametrize(("name", "begins"), [("a.jsonl", '{"path"'), ("a.yml", "- path"), ("a.txt", "place")])
def test_an_output_alone_is_of_the_format_that_its_suffix_names(folder: Path, name: str, begins: str) -> None:
    assert run("port.txt", "--output", name).stdout == ""
    assert (folder / name).read_text().startswith(begins)


def test_an_output_whose_suffix_names_no_format_is_wrong_usage(folder: Path) -> None:
    wrong = run("port.txt", "--output", "a.csv").exception
    assert isinstance(wrong, click.UsageError)
    assert "--output a.csv has no --format of its own: write --format NAME before it, or end it in .txt" in wrong.message
    assert not (folder / "a.csv").exists()


def test_a_folder_without_documents_is_told(folder: Path) -> None:
    (folder / "empty").mkdir()
    result = run("empty")
    assert result.exit_code == 0
    assert result.stderr.startswith("aicheck: no documents found in empty: nothing was read")
