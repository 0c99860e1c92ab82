"""Results whose documents try to break out of a report: markup, formulas, commands, control and direction characters."""

from aicheck.intervals import Interval
from aicheck.model import Bar, Coverage, Finding, Fix, Place, Related, Result, RuleInfo, Verdict

WORDS = (
    "<script>window.owned = 1</script>",
    '"><img src="http://192.0.2.1/x.png" onerror="window.owned = 1">',
    "</textarea></template></style></svg><script>window.owned = 1</script>",
    "{{ 7 * 7 }}{% raw %}",
    "javascript:window.owned=1",
    "]]>&lt;/failure&gt;<!-- ",
    "=HYPERLINK(\"http://192.0.2.1/\")",
    "+1 -2 @SUM(A1)",
    "::error file=a::b%0A\r\n::stop-commands::x",
    "[see](https://192.0.2.1/) | ` ``` ` \\",
    "\x1b[31mred\x1b[0m \x00 \x07 \x9b",
    "\u202eREVERSED\u2066 \ufeff\ud800",
    "a" * 20_000,
)  # fmt: skip


def hostile() -> Result:
    """Each of WORDS wherever a document, rule or path can put its text."""
    findings = []
    for number, words in enumerate(WORDS, 1):
        path, source, end = f"docs/{words[:80]}.md", f"a {words} b", 3 + len(words)
        place = Place(path, number, 3, number, end, 0, len(words), words, source, words[:80])
        findings.append(
            Finding(
                f"X{number:03}{words[:20]}",
                words[:80],
                "error",
                words,
                place,
                (Related(place, words),),
                {words[:80]: words},
                Fix(place, words, words),
                words,
                f"{number:016x}",
                (Bar(words[:80], Interval.of(number, None), words[:20]), Bar("other", Interval.point(0), words[:20], True)),
            )
        )
    verdicts = tuple(Verdict(found.rule, "unchecked", found.place, found.message) for found in findings)
    rules = tuple(RuleInfo(found.rule, found.name, "error", *[found.message] * 3, (found.message,)) for found in findings)
    return Result(tuple(findings), verdicts, Coverage(documents=1), True, tuple(words[:20] for words in WORDS), rules)
