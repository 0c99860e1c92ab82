import pytest

from aicheck.documents import blocks, from_text, running_text

CASES = [
    ("front matter", "---\nprice: 5\n---\n\nSix boxes.\n", ["Six boxes."]),
    ("TOML front matter", "+++\nprice = 5\n+++\nSix boxes.\n", ["Six boxes."]),
    ("two rules are no front matter", "---\n\nSix boxes.\n\n---\n", ["Six boxes."]),
    ("heading", "## Six boxes ##\n", ["Six boxes"]),
    ("list numbers", "1. 1 box\n2. 2 boxes\n", ["1 box", "2 boxes"]),
    ("fenced code", "Six.\n\n```py\nx = 7\n```\n\nEight.\n", ["Six.", "Eight."]),
    ("indented code", "Six.\n\n    x = 7\n\nEight.\n", ["Six.", "Eight."]),
    ("code span", "Set `n=7` to six.\n", ["Set ", " to six."]),
    ("link target", 'See [six boxes](https://example.org/7 "8") now.\n', ["See ", "six boxes", " now."]),
    ("reference link", "See [six][r].\n\n[r]: https://example.org/7\n", ["See ", "six", "."]),
    ("bare address", "See https://example.org/7 or six.\n", ["See ", " or six."]),
    ("comment block", "Six.\n\n<!-- 7\n8 -->\n\nNine.\n", ["Six.", "Nine."]),
    ("comment in a line", "Six <!-- 7 --> boxes.\n", ["Six ", " boxes."]),
    ("tag", 'Six <span data-n="7">boxes</span>.\n', ["Six ", "boxes", "."]),
    ("emphasis", "Up **6 %** and _7_ points, 2*3 and a_8_b.\n", ["Up ", "6 %", " and ", "7", " points, 2*3 and a_8_b."]),
    ("escape", "It cost \\$6 million.\n", ["It cost ", "$6 million."]),
    ("mathematics in a line", "Take $n = 7$ of $x_8$ and $k$, $10^6$.\n", ["Take ", " of ", " and ", ", ", "."]),
    ("money is no mathematics", "Fees of $5 and $10, or 4$ to A$6 = $7.\n", ["Fees of $5 and $10, or 4$ to A$6 = $7."]),
    ("one sign is no mathematics", "Paid $8, x = 9 then.\n", ["Paid $8, x = 9 then."]),
    ("footnote", "Six[^7] boxes.\n", ["Six", " boxes."]),
    ("quote", "> Six\n> boxes\nlazily.\n", ["Six\n", "boxes\nlazily."]),
    ("table", "Six.\n\n| a | b |\n|---|---|\n| 7 | 8 |\n\nNine.\n", ["Six.", "Nine."]),
    ("hard wrapped", "Six\nboxes.\n", ["Six\nboxes."]),
    ("nothing", "", []),
]


@pytest.mark.parametrize(("text", "prose"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
@pytest.mark.parametrize("line_break", ["\n", "\r\n"])
def test_prose(text: str, prose: list[str], line_break: str) -> None:
    document = from_text(text.replace("\n", line_break), "page.md")
    assert [document.text[start:end] for start, end in document.prose] == [p.replace("\n", line_break) for p in prose]


def test_running_text_keeps_offsets_and_parts_blocks() -> None:
    document = from_text("# Six\nSee [seven](u) `8`\n- nine\n", "page.md")
    running = running_text(document)
    assert len(running) == document.text.index("nine") + 4
    assert [running.index(word) for word in ("Six", "See", "seven", "nine")] == [2, 6, 11, 27]
    assert "8" not in running
    lines = [" ".join(line.split()) for line in running.splitlines() if line.strip()]
    assert lines == ["Six", "See seven", "nine"]


def test_a_block_takes_along_what_is_hidden_inside_its_sentences() -> None:
    document = from_text("# Six\nSee [seven](u) `8` and\n> nine\n\nTen.\n", "page.md")
    assert [document.text[start:end] for start, end in blocks(document)] == ["Six", "See [seven](u) `8` and", "nine", "Ten."]


def test_displayed_mathematics_is_no_prose() -> None:
    text = "Six boxes.\n\n$$\ny = 7\n$$\n\nEach costs US$$8 or $9.\n"
    assert "7" not in running_text(from_text(text, "page.md"))
    assert "8 or $9" in running_text(from_text(text, "page.md"))
