from aicheck.fingerprints import fingerprint, stamp
from aicheck.model import Finding
from aicheck.text import LineIndex


def finding(text: str, words: str, message: str = "12 is not 13") -> Finding:
    start = text.index(words)
    return Finding("AIC201", "sum", "error", message, LineIndex(text).place("a.md", start, start + len(words)))


def test_fingerprints_survive_moved_lines() -> None:
    [before] = stamp([finding("cost 12 in all", "12", "12 is not 13, see line 4")])
    [after] = stamp([finding("new\n\nlines\ncost 12 in all", "12", "12 is not 13, see line 7")])
    assert before.fingerprint == after.fingerprint
    assert len(before.fingerprint) == 16


def test_every_part_of_the_content_counts() -> None:
    prints = {
        fingerprint("AIC201", "a.md", "12", "12 is not 13"),
        fingerprint("AIC202", "a.md", "12", "12 is not 13"),
        fingerprint("AIC201", "b.md", "12", "12 is not 13"),
        fingerprint("AIC201", "a.md", "13", "12 is not 13"),
        fingerprint("AIC201", "a.md", "12", "12 is not 14"),
        fingerprint("AIC201", "a.md", "12", "12 is not 13", 1),
        fingerprint("AIC201", "a.md1", "2", "12 is not 13"),
    }
    assert len(prints) == 7


def test_equal_findings_are_told_apart_by_their_order() -> None:
    same = finding("12 and 12", "12")
    first, second = stamp([same, same])
    assert first.fingerprint != second.fingerprint
    assert stamp([same, same]) == (first, second)


def test_paths_and_white_space_are_normal() -> None:
    assert fingerprint("A", "x\\a.md", "1\n 2", "m") == fingerprint("A", "x/a.md", "1 2", "m")
