"""Which files are translations of each other, told by their paths: `a.zh.md` beside `a.en.md`, `zh/a.md` beside `en/a.md`.

Paths that are alike but for the code of a language are one document in several languages. A path without a code stands
beside those with one: `README.md` and `README.zh-CN.md`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache


def translations(paths: Iterable[str], languages: tuple[str, ...]) -> Mapping[str, str]:
    """Each path that is a translation, with the path of what it translates: the first of its group, sorted by path.

    `languages` are the codes that count (ISO 639-1).

    >>> translations(["b/report.zh.md", "b/report.en.md", "b/other.md"], ("en", "zh"))
    {'b/report.zh.md': 'b/report.en.md'}
    """
    groups: dict[str, list[str]] = defaultdict(list)
    coded: set[str] = set()
    code = _code(languages)
    for path in paths:
        plain = code.sub("", path)
        groups[plain].append(path)
        if plain != path:
            coded.add(plain)
    found: dict[str, str] = {}
    for plain in coded:
        first, *others = sorted(groups[plain])
        found.update(dict.fromkeys(others, first))
    return found


@cache
def _code(languages: tuple[str, ...]) -> re.Pattern[str]:
    """The code of a language in a path: a folder of its own, or after a mark in a name: `_zh`, `.en-US`, `-zh_Hans`."""
    code = f"(?:{'|'.join(map(re.escape, languages))})(?:[-_][A-Za-z]{{2,4}})?"
    return re.compile(rf"(?<![^/\\]){code}[/\\]|[._-]{code}(?=\.[^/\\]*\Z|\Z)", re.IGNORECASE)
