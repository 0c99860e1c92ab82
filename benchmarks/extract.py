"""How fast quantities are read: characters a CPU second, against a bare digit scan and any peer that is installed.

    python benchmarks/extract.py [--language en|zh|de] [--largest MEGABYTES] [--text FILE]

Prints one line a measurement. Texts are made from the sentences below, or from a file of your own, repeated to 10 KB and
on to the largest (`--largest 100` takes a minute or two): the cost per character must not grow, nor the memory beyond the
text. Each size is a process of its own, so that its memory is its own; all else is CPU time, and the digit scan runs before
and after, so that the ratio holds on a busy machine. Exits with 1 where the largest text costs twice as much a character as
the smallest, or takes more memory beside itself than MOST_MEMORY.
"""

from __future__ import annotations

import argparse
import importlib.util
import multiprocessing
import re
import resource
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from aicheck.quantities import extract, stream

DIGITS = re.compile(r"\d[\d,.]*")
MOST_MEMORY = 40
"""Megabytes that reading may take beside the text, whatever the text's length."""
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


class Measured(NamedTuple):
    """One size: characters, CPU seconds of the reading and of one digit scan, quantities, megabytes beside the text."""

    size: int
    seconds: float
    digits: float
    found: int
    memory: float

    @property
    def nanoseconds(self) -> float:
        """CPU time a character."""
        return 1e9 * self.seconds / self.size


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


def peak() -> float:
    """The most memory that this process had, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measured(passage: str, size: int, language: str) -> Measured:
    """Reads the passage repeated to a size."""
    extract(passage, language)
    text = passage * (size // len(passage) + 1)
    before = cpu(lambda: digit_scan(text))
    least = peak()
    found = sum(1 for _ in stream(text, language))
    memory = peak() - least
    spent = cpu(lambda: sum(1 for _ in stream(text, language)))
    after = cpu(lambda: digit_scan(text))
    return Measured(len(text), spent, (before + after) / 2, found, memory)


def apart(passage: str, size: int, language: str) -> Measured:
    """`measured` in a process of its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(measured, (passage, size, language))


def peers(language: str) -> dict[str, Callable[[str], object]]:
    """The extractors of numbers and quantities that this interpreter has, by name, for texts of a language."""
    found: dict[str, Callable[[str], object]] = {}
    if language == "en" and importlib.util.find_spec("quantulum3"):
        from quantulum3 import parser

        found["quantulum3 (quantities)"] = parser.parse
    if importlib.util.find_spec("recognizers_number_with_unit"):
        from recognizers_number_with_unit import recognize_currency

        culture = {"en": "en-us", "zh": "zh-cn", "de": "de-de"}[language]
        found["recognizers-text (currency)"] = lambda text: recognize_currency(text, culture)
    if language in ("en", "de") and importlib.util.find_spec("text_to_num"):
        from text_to_num import alpha2digit

        found["text2num (number words)"] = lambda text: alpha2digit(text, language)
    if language == "zh" and importlib.util.find_spec("cn2an"):
        import cn2an

        found["cn2an (number words)"] = lambda text: cn2an.transform(text, "cn2an")
    return found


def compared(passage: str, language: str) -> None:
    """Prints the peers' speed on two pages of text."""
    sample = passage * (2_000 // len(passage) + 1)
    ours = cpu(lambda: extract(sample, language))
    for name, read in peers(language).items():
        read(passage)
        spent = cpu(lambda read=read: read(sample))  # type: ignore[misc]
        print(f"{name}: {len(sample) / spent:,.0f} chars/s, {spent / ours:,.0f} x aicheck on the same text")


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--language", default="en", choices=sorted(SENTENCES))
    options.add_argument("--largest", type=float, default=10, help="megabytes of the largest text (default 10)")
    options.add_argument("--text", type=Path, help="a file of your own to repeat instead")
    given = options.parse_args()
    passage = given.text.read_text(encoding="utf-8") if given.text else SENTENCES[given.language]
    runs: list[Measured] = []
    size = 10_000
    while size <= given.largest * 1_000_000:
        run = apart(passage, size, given.language)
        runs.append(run)
        print(
            f"{run.size:,} chars: {run.size / run.seconds / 1e6:.2f} million chars/s, {run.nanoseconds:.0f} ns/char,"
            f" {run.seconds / run.digits:.0f} x digit scan, {run.found:,} quantities, {run.memory:.1f} MB beside the text"
        )
        size *= 10
    compared(passage, given.language)
    return int(runs[-1].nanoseconds > 2 * runs[0].nanoseconds or runs[-1].memory > MOST_MEMORY)


if __name__ == "__main__":
    raise SystemExit(main())
