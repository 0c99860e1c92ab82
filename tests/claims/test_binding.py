"""Claims and documents: where the words stand, where they went, and which document is meant."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from aicheck.claims import bind, load
from aicheck.documents import from_text
from aicheck.model import Claim, Finding, Reading
from aicheck.quantities import read

NOTE = "Kite Systems had a good year.\nIts sales rose 12% to 3.4 million euros, and it hired 41 people.\n"


def reading(text: str, path: str = "notes/kite.md") -> Reading:
    return read(from_text(text, path))


def claims_of(tmp_path: Path, *claims: str, document: str = "kite.md") -> tuple[Claim, ...]:
    file = tmp_path / "kite.yaml"
    lines = "".join(f"  - {{id: c{index}, subject: Kite, metric: m, {claim}}}\n" for index, claim in enumerate(claims))
    file.write_text(f"document: {document}\nclaims:\n{lines}", encoding="utf-8")
    loaded = load([file])
    assert loaded.findings == ()
    return loaded.claims


def only(findings: tuple[Finding, ...]) -> Finding:
    (finding,) = findings
    return finding


def test_words_at_their_place_are_bound_with_the_quantity_read_there(tmp_path: Path) -> None:
    document = reading(NOTE)
    (claim,), findings = bind(claims_of(tmp_path, "stated: rose 12%, at: 2:11"), [document])
    assert findings == ()
    assert claim.bound
    source = claim.source
    assert (source.path, source.line, source.column, source.text) == ("notes/kite.md", 2, 11, "rose 12%")
    assert (source.start, source.end, source.source) == (40, 48, NOTE.splitlines()[1])
    (percent,) = [quantity for quantity in document.quantities if quantity.unit == "percent"]
    assert claim.quantity.span == percent.span
    assert (claim.quantity.text, claim.quantity.value, claim.quantity.change) == (percent.text, 12, "up")


def test_the_ends_of_a_range_point_into_the_document(tmp_path: Path) -> None:
    text = "An outlook:\nnext year 5.20-0.61 million euros.\n"
    (claim,), _ = bind(claims_of(tmp_path, "stated: 5.20-0.61 million euros, at: 2:11"), [reading(text)])
    assert [text[end.start :].split()[0] for end in claim.quantity.ends] == ["5.20-0.61", "0.61"]


def test_words_may_run_over_a_line_break(tmp_path: Path) -> None:
    text = "Sales came to 3.4\n   million euros, they said.\n"
    claims = claims_of(tmp_path, "stated: 3.4 million euros, at: 1:15", "stated: 3.4 million euros, at: 9:9")
    (there, moved), findings = bind(claims, [reading(text)])
    for claim in (there, moved):
        source = claim.source
        assert (source.line, source.column, source.end_line, source.end_column) == (1, 15, 2, 17)
        assert source.text == "3.4\n   million euros"
    assert only(findings).help == "stands now at 1:15: write at: 1:15"


def test_claims_on_other_documents_and_on_none_stay_as_they_are(tmp_path: Path) -> None:
    claims = claims_of(tmp_path, "stated: 12%, at: 2:16", "value: 5 EUR", document="absent.md")
    assert bind(claims, [reading(NOTE)]) == (claims, ())


@pytest.mark.parametrize("document", ["kite.md", "notes/kite.md", "./notes/kite.md"])
def test_a_document_is_named_by_the_end_of_its_path(tmp_path: Path, document: str) -> None:
    claims = claims_of(tmp_path, "stated: 12%, at: 2:16", document=document)
    bound, findings = bind(claims, [reading(NOTE, "a/notes/kite.md"), reading("Nothing.", "a/notes/mykite.md")])
    assert (bound[0].bound, findings) == (True, ())


def test_a_name_that_fits_two_documents_is_a_finding(tmp_path: Path) -> None:
    claims = claims_of(tmp_path, "stated: 12%, at: 2:16")
    bound, findings = bind(claims, [reading(NOTE, "a/kite.md"), reading(NOTE, "b/kite.md")])
    finding = only(findings)
    assert (finding.rule, finding.severity, bound[0].bound) == ("AIC023", "error", False)
    assert finding.message == 'claim c0: "kite.md" fits 2 documents: a/kite.md, b/kite.md'


def test_words_that_moved_are_bound_at_their_new_place_with_advice(tmp_path: Path) -> None:
    (claim,), findings = bind(claims_of(tmp_path, "stated: 12%, at: 1:16"), [reading(NOTE)])
    assert (claim.bound, claim.source.line, claim.source.column) == (True, 2, 16)
    finding = only(findings)
    assert (finding.rule, finding.severity, finding.place.path) == ("AIC021", "warning", (tmp_path / "kite.yaml").as_posix())
    assert finding.message == 'claim c0: "12%" does not stand at 1:16 of notes/kite.md'
    assert finding.help == "stands now at 2:16: write at: 2:16"


def test_words_that_stand_nowhere_are_an_error(tmp_path: Path) -> None:
    (claim,), findings = bind(claims_of(tmp_path, "stated: 13%, at: 2:16"), [reading(NOTE)])
    finding = only(findings)
    assert (finding.rule, finding.severity, claim.bound) == ("AIC022", "error", False)
    assert finding.message == 'claim c0: "13%" does not stand at 2:16 of notes/kite.md, nor anywhere in it'


def test_words_at_several_other_places_are_left_to_the_curator(tmp_path: Path) -> None:
    text = "Up 12%.\nAnother 12%, and again 12%.\n"
    (claim,), findings = bind(claims_of(tmp_path, "stated: 12%, at: 9:1"), [reading(text)])
    finding = only(findings)
    assert (finding.rule, claim.bound) == ("AIC024", False)
    assert finding.help == "it stands at 1:4, 2:9, 2:24: choose one for at:"
    assert [related.place.column for related in finding.related] == [4, 9, 24]


GLUED = [
    ("1151", "A fleet of 11512 vans.", "1:12"),
    ("1151", "A fleet of 1151,500 vans.", "1:12"),
    ("2 million euros", "It cost 7.2 million euros.", "1:11"),
    ("2 million euros", "It cost 1,2 million euros in all; 12 million euros.", "1:36"),
    ("double that", "It fell to double thatched roofs.", "1:12"),
]


@pytest.mark.parametrize(("stated", "text", "at"), GLUED)
def test_a_piece_of_a_longer_number_or_word_is_not_the_statement(tmp_path: Path, stated: str, text: str, at: str) -> None:
    (claim,), _ = bind(claims_of(tmp_path, f"stated: {stated}, at: {at}"), [reading(text)])
    assert not claim.bound or claim.source.column != int(at.split(":")[1])


def test_the_cost_grows_with_the_claims_and_not_with_their_square(tmp_path: Path) -> None:
    """Every claim has moved by a line, so every one is searched for: the worst case of binding."""

    def seconds(count: int) -> float:
        text = "\n" + "".join(f"Item {index} costs {index + 1_000_000} euros.\n" for index in range(count))
        column = [len(f"Item {index} costs ") + 1 for index in range(count)]
        claims = claims_of(tmp_path, *(f"stated: {n + 1_000_000} euros, at: {n + 1}:{column[n]}" for n in range(count)))
        document = Reading(from_text(text, "kite.md"), ())
        start = time.process_time()
        bound, findings = bind(claims, [document])
        assert all(claim.bound for claim in bound)
        assert len(findings) == count
        return time.process_time() - start

    small, large = seconds(300), seconds(3000)
    assert large < 40 * max(small, 0.002)
