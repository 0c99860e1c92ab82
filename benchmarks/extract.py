"""How fast quantities are read: characters a CPU second, against a bare digit scan and any peer that is installed.

    python benchmarks/extract.py [--language en|zh|de] [--largest MEGABYTES] [--text FILE]

Prints one line a measurement. Texts are made from the sentences below, or from a file of your own, repeated to 10 KB and
on to the largest: the cost per character must not grow, nor the memory beyond the text and its quantities. Everything is
CPU time of this process; the digit scan runs before and after, so that the ratio holds on a busy machine.
"""

from __future__ import annotations

import argparse
import importlib.util
import re
import resource
import time
from collections.abc import Callable
from pathlib import Path

from aicheck import extract

DIGITS = re.compile(r"\d[\d,.]*")
SENTENCES = {
    "en": (
        "Net sales of the northern unit rose 8.4% to $612.7 million in 2021 from $565.2 million in 2020. "
        "As of June 30, 2021, the group held about 14,300 leases with terms of two to nine years. "
        "The board proposed a dividend between $0.42 and $0.45 per share, and half of the staff, some 2,150 people, "
        "own shares. Costs that no number describes were discussed at length, and nothing was decided in the end. "
    ),
    "zh": (
        "公司去年营业收入约61.3亿元，同比增长8.4%，净利润在2.1亿元至2.4亿元之间。"
        "截至2021年6月30日，员工超过1.2万人，其中三分之一持有股份。"
    ),
    "de": (
        "Der Umsatz stieg 2021 um 8,4 Prozent auf 612,7 Millionen Euro. "
        "Mehr als 1.200 Beschäftigte halten zwischen 3 und 5 Prozent. "
    ),
}


def cpu(work: Callable[[], object]) -> float:
    """The least CPU time of up to three runs, one where a run is long."""
    best = float("inf")
    for _ in range(3):
        begin = time.process_time()
        work()
        best = min(best, time.process_time() - begin)
        if best > 2:
            break
    return best


def digit_scan(text: str) -> int:
    return sum(1 for _ in DIGITS.finditer(text))


def peers() -> dict[str, Callable[[str], object]]:
    """The extractors of quantities that this interpreter has, by name."""
    found: dict[str, Callable[[str], object]] = {}
    if importlib.util.find_spec("quantulum3"):
        from quantulum3 import parser

        found["quantulum3"] = parser.parse
    if importlib.util.find_spec("recognizers_number_with_unit"):
        from recognizers_number_with_unit import recognize_currency

        found["recognizers"] = lambda text: recognize_currency(text, "en-us")
    return found


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--language", default="en", choices=sorted(SENTENCES))
    options.add_argument("--largest", type=float, default=10, help="megabytes of the largest text (default 10)")
    options.add_argument("--text", type=Path, help="a file of your own to repeat instead")
    given = options.parse_args()
    passage = given.text.read_text(encoding="utf-8") if given.text else SENTENCES[given.language]
    extract(passage, given.language)
    size = 10_000
    while size <= given.largest * 1_000_000:
        text = passage * (size // len(passage) + 1)
        before = cpu(lambda text=text: digit_scan(text))
        spent = cpu(lambda text=text: extract(text, given.language))
        after = cpu(lambda text=text: digit_scan(text))
        found = len(extract(text, given.language))
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{len(text)} chars: {len(text) / spent / 1e6:.2f} million chars/s,"
            f" {spent / ((before + after) / 2):.0f} x digit scan,"
            f" {1e9 * spent / len(text):.0f} ns/char, {found} quantities, peak {memory:.0f} MB"
        )
        size *= 10
    sample = passage * (2_000 // len(passage) + 1)
    ours = cpu(lambda: extract(sample, given.language))
    for name, read in peers().items():
        spent = cpu(lambda read=read: read(sample))
        print(f"{name}: {len(sample) / spent:.0f} chars/s, {spent / ours:.0f} x aicheck on the same text")


if __name__ == "__main__":
    main()
