"""Every report format says where in its file a finding stands, where that is not a line of text."""

import json

import pytest

from aicheck.model import Finding, Place, Related, Result
from aicheck.reports import FORMATS, render

FIRST = Place("annual.pdf", 40, 12, 40, 17, 900, 905, "7,140", "Total fares  7,140", "page 3, line 9", 3, (72, 310, 510, 322))
SECOND = Place("annual.xlsx", 12, 9, 12, 14, 300, 305, "7,410", "Total  7,410", "Fares!B12")
RESULT = Result((Finding("AIC401", "sum", "error", "7,140 is no sum", FIRST, (Related(SECOND, "a cell"),)),))
PLACE = ["path", "line", "column", "end_line", "end_column", "text"]


@pytest.mark.parametrize("name", sorted({*FORMATS} - {"statistics"}))
def test_the_page_is_named(name: str) -> None:
    assert "page 3, line 9" in render(RESULT, name)


@pytest.mark.parametrize("name", ["terminal", "markdown", "json", "jsonl", "sarif", "junit", "html", "csv"])
def test_the_cell_of_a_related_place_is_named(name: str) -> None:
    assert "Fares!B12" in render(RESULT, name)


def test_programs_get_page_and_box() -> None:
    finding = json.loads(render(RESULT, "json"))["findings"][0]
    assert (finding["origin"], finding["page"], finding["box"]) == ("page 3, line 9", 3, [72, 310, 510, 322])
    assert list(finding["related"][0]) == [*PLACE, "origin", "message"]
    location = json.loads(render(RESULT, "sarif"))["runs"][0]["results"][0]["locations"][0]
    assert location["properties"] == {"page": 3, "box": [72, 310, 510, 322]}
    assert location["logicalLocations"][0]["fullyQualifiedName"] == "annual.pdf#page 3, line 9"
