"""Periods as claims write them: which one comes before which.

`2023`, `FY2023`, `2023-H1`, `2023-Q4`, `2023-04`, `2023-04-17`, where a hyphen may be missing before H and Q; and spans of
time, `2023-10/2024-02`, whose ends may be words.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

_PERIOD = re.compile(
    r"(?P<fiscal>FY ?)?(?P<year>\d{4})(?:[- ]?(?P<part>[HQ])(?P<index>[1-4])|-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?", re.ASCII
)
_PARTS = {"H": 2, "Q": 4}


def previous(period: str) -> str | None:
    """The period of the same length just before, written the same way; None for what is no period.

    >>> previous("2024-Q1")
    '2023-Q4'
    """
    match = _PERIOD.fullmatch(period.strip())
    if match is None:
        return None
    year = int(match["year"])
    if match["part"]:
        return _part_before(match, year, int(match["index"]))
    if match["day"]:
        return _day_before(year, int(match["month"]), int(match["day"]))
    return _month_before(year, int(match["month"])) if match["month"] else year_before(period)


def year_before(period: str) -> str | None:
    """The same period one year earlier, written the same way; None for what is no period.

    >>> year_before("2024-Q1")
    '2023-Q1'
    """
    match = _PERIOD.fullmatch(period.strip())
    if match is None or match["year"] == "0000":
        return None
    earlier = f"{int(match['year']) - 1:04d}"
    if match["day"] == "29" and match["month"] == "02":
        return f"{earlier}-02-28"
    return _like(match, earlier, match["index"] or "")


def start(period: str) -> str | None:
    """Where a span of time begins: `2023-10` of `2023-10/2024-02`; None for what is no span."""
    first, slash, last = period.partition("/")
    return first.strip() if slash and first.strip() and last.strip() else None


def end(period: str) -> str | None:
    """Where a span of time ends: `2024-02` of `2023-10/2024-02`; None for what is no span."""
    first, slash, last = period.partition("/")
    return last.strip() if slash and first.strip() and last.strip() else None


def _like(match: re.Match[str], year: str, index: str) -> str:
    """The matched period with another year and another half or quarter."""
    text = match[0]
    if index:
        text = text[: match.start("index")] + index + text[match.end("index") :]
    return text[: match.start("year")] + year + text[match.end("year") :]


def _part_before(match: re.Match[str], year: int, index: int) -> str | None:
    parts = _PARTS[match["part"]]
    if index > parts:
        return None
    return _like(match, f"{year:04d}", str(index - 1)) if index > 1 else _like(match, f"{year - 1:04d}", str(parts))


def _month_before(year: int, month: int) -> str | None:
    if not 1 <= month <= 12:
        return None
    return f"{year:04d}-{month - 1:02d}" if month > 1 else f"{year - 1:04d}-12"


def _day_before(year: int, month: int, day: int) -> str | None:
    try:
        return (date(year, month, day) - timedelta(days=1)).isoformat()
    except (ValueError, OverflowError):
        return None
