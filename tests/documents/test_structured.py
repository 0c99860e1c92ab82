"""Values of JSON and YAML: running text, tables of records, and the ways to values as origins."""

from pathlib import Path

import pytest

from aicheck import check, documents
from aicheck.documents import json, yaml
from aicheck.documents.parsed import Parsed, Refused
from aicheck.model import Document, Segment


def _prose(found: Parsed) -> list[str]:
    return [found.text[start:end] for start, end in found.prose]


def _tables(found: Parsed) -> list[tuple[str, list[list[str]]]]:
    return [(table.caption, [[cell.text for cell in row] for row in table.rows]) for table in found.tables]


def test_json_values_are_read_and_keys_are_their_origins() -> None:
    text = '{"2019": {"title": "Six boats.", "odd key": [1.10, true, null]}}'
    found = json.parse(text)
    assert found.text == text
    assert _prose(found) == ["Six boats.", "1.10"]
    assert [(each.kind, each.origin) for each in found.segments] == [
        ("value", '["2019"].title'),
        ("value", '["2019"]["odd key"][0]'),
        ("value", '["2019"]["odd key"][1]'),
        ("value", '["2019"]["odd key"][2]'),
    ]
    assert found.segments[0] == Segment(text.index("Six"), text.index('", "odd'), "value", '["2019"].title')


ESCAPES = [
    (r'"\u516d\u767e\u4eba"', ["六百人"]),
    (r'"a \ud83d\ude80 of 5"', ["a 🚀 of 5"]),
    (r'"\ud83d of 5"', ["  of 5".strip()]),
    (r'"say \"5\" \/ \\"', ['say "5" / \\']),
    (r'"Six.\nSeven.\r\n\tEight."', ["Six.", "Seven.", "Eight."]),
    (r'"5\u2028 6"', ["5  6"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "prose"), ESCAPES)
def test_escapes_are_decoded(text: str, prose: list[str]) -> None:
    found = json.parse(f"[{text}, 77]")
    assert _prose(found) == [*prose, "77"]


def test_records_with_plain_values_are_a_table_under_their_keys() -> None:
    text = '{"boxes_in_thousands": [{"fruit": "Pears", "sold": 1,"left": null}, {"left": 2, "fruit": "\\u68a8"}]}'
    found = json.parse(text)
    assert _tables(found) == [("boxes in thousands", [["fruit", "sold", "left"], ["Pears", "1", ""], ["梨", "", "2"]])]
    assert _prose(found) == []
    (table,) = found.tables
    assert [found.text[cell.start : cell.end] for row in table.rows for cell in row] == [
        cell.text for row in table.rows for cell in row
    ]


LISTS = [
    ('[["Pears", 4], ["Plums", 5]]', [("", [["Pears", "4"], ["Plums", "5"]])]),
    ('{"a": [{"x": 1, "y": 2}, {"x": 1, "z": 2}]}', []),
    ('{"a": [{"x": 1, "y": [2]}, {"x": 1, "y": 2}]}', []),
    ('[{"x": 1}, {"x": 2}]', []),
    ('[["Pears", 4], ["Plums", [5]]]', []),
    ("[1, 2, 3]", []),
    ('{"x": 1, "y": 2}\n{"x": 3, "y": 4}\n', [("", [["x", "y"], ["1", "2"], ["3", "4"]])]),
]


@pytest.mark.parametrize(("text", "tables"), LISTS)
def test_which_lists_are_tables(text: str, tables: list[tuple[str, list[list[str]]]]) -> None:
    assert _tables(json.parse(text)) == tables


def test_sentences_in_records_are_running_text() -> None:
    found = json.parse('[{"fruit": "Pears", "note": "They were picked by 3 crews."}, {"fruit": "Plums", "note": ""}]')
    assert _prose(found) == ["They were picked by 3 crews."]


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        ('{"a": "Six.", "b": [7', ["Six.", "7"]),
        ('{"a": "Six', ["Six"]),
        ("]]{}{", []),
        ('// Nine.\n{"a": 5, /* 6 */ "b": 7,}', ["5", "7"]),
        ('{"a" 5 "b": 7}', ["7"]),
        ("", []),
    ],
)
def test_json_is_read_as_far_as_it_goes(text: str, prose: list[str]) -> None:
    assert _prose(json.parse(text)) == prose


def test_json_nested_deeper_than_the_limit_is_refused() -> None:
    with pytest.raises(Refused, match="nested deeper than the limit of 200 levels"):
        json.parse("[" * 10_000)
    assert _prose(json.parse("[" * 150 + "7" + "]" * 150)) == ["7"]


YAML = """\
# Nine.
share: 1.10
time: 6:45
'null': ~
one: 'It''s 7'
two: "a \\u20ac5 fee"
three: >
  Six boats
  sailed.

  Seven stayed.
four: |
    Eight
"""


def test_yaml_values_are_as_written_and_keep_their_lines() -> None:
    found = yaml.parse(YAML)
    assert _prose(found) == ["1.10", "6:45", "It's 7", "a €5 fee", "Six boats\n", "sailed.", "Seven stayed.", "Eight"]
    document = documents.from_text(YAML, "a.yaml")
    passages = [document.text[start:end] for start, end in documents.blocks(document)]
    assert passages[4:] == ["Six boats\n  sailed.", "Seven stayed.", "Eight"]
    assert found.text.count("\n") == YAML.count("\n")


def test_a_value_that_an_alias_repeats_is_read_once() -> None:
    found = yaml.parse("a: &x Six boats.\nb: *x\nc: 7\n")
    assert _prose(found) == ["Six boats.", "7"]
    assert [each.origin for each in found.segments] == ["a", "c"]


def test_yaml_that_cannot_be_read_is_plain_text() -> None:
    found = yaml.parse("{{ six boats\n")
    assert _prose(found) == ["{{ six boats\n"]


def test_files_of_values_are_read_where_a_path_names_them_and_not_in_folders(tmp_path: Path) -> None:
    text = '{\n  "rent": "It rose 20% from 100 dollars to 150 dollars."\n}\n'
    path = tmp_path / "rent.json"
    path.write_text(text)
    (tmp_path / "rules.yaml").write_text("- id: X\n")
    (finding,) = check([path]).findings
    assert (finding.place.origin, finding.place.line, finding.place.column) == ("rent", 2, 20)
    assert documents.walk([tmp_path]).paths == ()
    document = documents.read(tmp_path / "rules.yaml")
    assert isinstance(document, Document) and document.segments[0].origin == "[0].id"
