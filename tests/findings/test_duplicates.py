from aicheck.documents import from_text
from aicheck.findings.duplicates import ALSO, without_duplicates
from aicheck.model import Finding, Fix, Place, Related, Severity
from aicheck.passages import Passages
from aicheck.quantities import read
from aicheck.text import LineIndex

TEXT = "Sales rose by 30% from $50 million to $60 million in May, with 9 ships."
READING = read(from_text(TEXT, "a.txt"))
PASSAGES = {"a.txt": Passages.of(READING)}


def place(words: str) -> Place:
    start = TEXT.index(words)
    return LineIndex(TEXT).place("a.txt", start, start + len(words))


def finding(rule: str, severity: Severity, *words: str, fix: bool = False) -> Finding:
    first, *rest = map(place, words)
    repair = Fix(first, "20%", "it is") if fix else None
    return Finding(rule, rule.lower(), severity, rule, first, tuple(Related(other, "") for other in rest), {"a": "b"}, repair)


def test_two_rules_that_rest_on_the_same_quantities_give_one_finding() -> None:
    text = finding("AIC201", "error", "30%", "$50 million", "$60 million")
    claims = finding("AIC306", "error", "$60 million", "rose by 30%", "$50 million")
    (kept,) = without_duplicates([text, claims], PASSAGES)
    assert kept == text._replace(values={"a": "b", ALSO: "AIC306 aic306"})


def test_the_gravest_is_kept_then_the_one_with_a_repair() -> None:
    mild = finding("AIC211", "warning", "30%", "$50 million", fix=True)
    plain = finding("AIC201", "error", "30%", "$50 million")
    mended = finding("AIC306", "error", "$50 million", "30%", fix=True)
    (kept,) = without_duplicates([mild, plain, mended], PASSAGES)
    assert (kept.rule, kept.values[ALSO]) == ("AIC306", "AIC211 aic211, AIC201 aic201")


def test_faults_of_one_number_and_other_sets_stay_apart() -> None:
    findings = [
        finding("AIC101", "error", "30%"),
        finding("AIC106", "error", "30%"),
        finding("AIC201", "error", "30%", "$50 million"),
        finding("AIC202", "error", "30%", "9 ships"),
    ]
    assert list(without_duplicates(findings, PASSAGES)) == findings


def test_places_in_documents_that_were_not_read_count_as_they_are_cited() -> None:
    away = [finding("AIC201", "error", "30%", "$50 million"), finding("AIC306", "error", "$50 million", "30%")]
    assert len(without_duplicates(away, {})) == 1
