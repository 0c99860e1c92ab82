import pytest

from aicheck.documents import from_text
from aicheck.findings.suppressions import Suppression, in_document, suppress
from aicheck.model import Finding, Place
from tests.findings.places import finding

NUMBER = "7 million million crowns"


def settle(text: str, path: str = "a.md", rule: str = "AIC101", words: str = NUMBER) -> tuple[list[str], list[str]]:
    """(rules reported, reasons of what is set aside) for a text with one finding, at the last place of the words."""
    suppressions, faults = in_document(from_text(text, path))
    settled = suppress([*faults, finding(text, words, rule, path, last=True)], suppressions)
    return [found.rule for found in (*settled.kept, *settled.notes)], [aside.reason for aside in settled.suppressed]


PINNED = f'aicheck: ignore[AIC101] "{NUMBER}" as the source has it'


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.md", f"<!-- {PINNED} -->\nIt cost {NUMBER}."),
        ("a.md", f"It cost {NUMBER}. <!-- {PINNED} -->"),
        ("a.md", f"<!--\n  {PINNED}\n-->\nIt cost {NUMBER}."),
        ("a.html", f"<p><!-- {PINNED} -->It cost {NUMBER}.</p>"),
        ("a.txt", f"{PINNED}\nIt cost {NUMBER}."),
        ("a.txt", f"# {PINNED}\r\nIt cost {NUMBER}."),
        ("a.csv", f"# {PINNED}\ncost,{NUMBER}"),
        ("a.yaml", f"cost: {NUMBER}  # {PINNED}"),
        ("a.tex", f"It cost {NUMBER}. % {PINNED}"),
        ("a.rst", f".. {PINNED}\nIt cost {NUMBER}."),
        ("a.adoc", f"// {PINNED}\nIt cost {NUMBER}."),
    ],
)
def test_a_comment_of_the_document_sets_aside(path: str, text: str) -> None:
    if text.index(NUMBER) < text.index("aicheck:"):  # the number stands before its comment
        text = text.replace(f'"{NUMBER}"', f'"{NUMBER.replace(" ", "  ")}"')
    assert settle(text, path) == ([], ["as the source has it"])


@pytest.mark.parametrize(
    ("text", "reported"),
    [
        (f"<!-- {PINNED} -->\n\nIt cost {NUMBER}.", ["AIC101", "AIC080"]),
        (f"See <!-- {PINNED} --> below.\nIt cost {NUMBER}.", ["AIC101", "AIC080"]),
        (f"```\n<!-- {PINNED} -->\n```\nIt cost {NUMBER}.", ["AIC101"]),
        (f"Write `<!-- {PINNED} -->`: it cost {NUMBER}.", ["AIC101"]),
    ],
)
def test_it_covers_its_own_line_and_the_next_where_it_stands_alone(text: str, reported: list[str]) -> None:
    assert settle(text) == (reported, [])


def test_it_lapses_when_the_number_changes() -> None:
    text = f"<!-- {PINNED} -->\nIt cost 8 million million crowns."
    suppressions, _ = in_document(from_text(text, "a.md"))
    settled = suppress([finding(text, "8 million million crowns")], suppressions)
    assert [found.rule for found in settled.kept] == ["AIC101"]
    assert [found.rule for found in settled.notes] == ["AIC081"]
    lapsed = settled.notes[0]
    assert (lapsed.severity, lapsed.place.line, lapsed.place.column) == ("warning", 1, 1)
    assert lapsed.message == (
        'the suppression of AIC101 covers "7 million million crowns", but the number is now "8 million million crowns"'
    )


@pytest.mark.parametrize(
    ("words", "covered"),
    [("12", True), ("12 ships", True), ("all 12  ships", True), ("112", False), ("12 of 13", False), ("1 2", False)],
)
def test_the_words_may_hold_the_noun_but_no_other_digit(words: str, covered: bool) -> None:
    text = f'<!-- aicheck: ignore[AIC101] "{words}" so -->\nThere were 12 ships.'
    suppressions, _ = in_document(from_text(text, "a.md"))
    assert bool(suppress([finding(text, "12", last=True)], suppressions).suppressed) is covered


def test_without_its_number_it_holds_and_the_number_is_proposed() -> None:
    text = f"<!-- aicheck: ignore[AIC1] as the source has it -->\nIt cost {NUMBER}."
    suppressions, _ = in_document(from_text(text, "a.md"))
    settled = suppress([finding(text, NUMBER)], suppressions)
    assert [(found.rule, found.severity) for found in settled.notes] == [("AIC083", "info")]
    assert settled.kept == ()
    fix = settled.notes[0].fix
    assert fix is not None
    assert fix.replacement == f'<!-- aicheck: ignore[AIC1] "{NUMBER}" as the source has it -->'
    assert settle(text.replace(fix.place.text, fix.replacement)) == ([], ["as the source has it"])


@pytest.mark.parametrize("codes", ["AIC1", "AIC2, AIC101", "AIC101,AIC301"])
def test_codes_are_families_and_lists(codes: str) -> None:
    assert settle(f'<!-- aicheck: ignore[{codes}] "{NUMBER}" so -->\n{NUMBER}') == ([], ["so"])
    assert settle(f'<!-- aicheck: ignore[{codes}] "{NUMBER}" so -->\n{NUMBER}', rule="AIC601")[0] == ["AIC601", "AIC080"]


@pytest.mark.parametrize(
    ("directive", "message"),
    [
        ("aicheck: ignore reason", "this directive is not understood"),
        ("aicheck: off", "this directive is not understood"),
        ("aicheck: ignore[] reason", "no rule code stands in the brackets"),
        ("aicheck: ignore[aic101] reason", '"aic101" is not a rule code'),
        ("aicheck: ignore[AIC101]", "a suppression needs its reason"),
        (f'aicheck: ignore[AIC101] "{NUMBER}"', "a suppression needs its reason"),
    ],
)
def test_what_cannot_be_understood_is_reported_at_its_place(directive: str, message: str) -> None:
    suppressions, faults = in_document(from_text(f"One.\n  <!-- {directive} -->\nTwo.", "a.md"))
    assert suppressions == ()
    assert [(found.rule, found.message, found.place.line, found.place.column) for found in faults] == [("AIC082", message, 2, 3)]


def test_the_number_that_a_directive_quotes_is_not_stated_again() -> None:
    text = f"{PINNED}\nIt cost {NUMBER}."
    suppressions, _ = in_document(from_text(text, "a.txt"))
    settled = suppress([finding(text, NUMBER, path="a.txt"), finding(text, NUMBER, path="a.txt", last=True)], suppressions)
    assert settled.kept == settled.notes == ()
    assert len(settled.suppressed) == 1


def test_faults_are_never_set_aside() -> None:
    text = f'<!-- aicheck: ignore[AIC] "{NUMBER}" all of it -->\n{NUMBER}'
    assert settle(text, rule="AIC002") == (["AIC002", "AIC081"], [])


def test_settings_set_aside_by_path_and_number() -> None:
    text = f"It cost {NUMBER}.\nIt cost {NUMBER}."
    at = Place("aicheck.toml", 9, 1, 9, 5, 0, 4, "code")
    rule = Suppression("a.md", ("AIC101",), NUMBER, "agreed with the author", at, where="settings")
    first, second = finding(text, NUMBER), finding(text, NUMBER, last=True)
    elsewhere: Finding = finding(text, NUMBER, path="b.md")
    settled = suppress([first, second, elsewhere], [rule])
    assert settled.kept == (elsewhere,)
    assert [(aside.finding, aside.where) for aside in settled.suppressed] == [(first, "settings"), (second, "settings")]
    unused = suppress([elsewhere], [rule]).notes[0]
    assert (unused.rule, unused.place) == ("AIC080", at)


def test_a_text_without_directives_costs_nothing() -> None:
    assert in_document(from_text("It cost 7 crowns, says aicheck.", "a.md")) == ((), ())
