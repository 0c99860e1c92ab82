"""Which files translate each other, told by their paths."""

from __future__ import annotations

import pytest

from aicheck.documents import translations

LANGUAGES = ("de", "en", "zh")
CASES = [
    (["report.zh.md", "report.en.md"], {"report.zh.md": "report.en.md"}),
    (["report_zh.md", "report_en.md", "other.md"], {"report_zh.md": "report_en.md"}),
    (["README.md", "README.zh-CN.md"], {"README.zh-CN.md": "README.md"}),
    (["docs/zh/a.md", "docs/en/a.md", "docs/en/b.md"], {"docs/zh/a.md": "docs/en/a.md"}),
    (["a-en-US.txt", "a-zh_Hans.txt", "a-de.txt"], {"a-en-US.txt": "a-de.txt", "a-zh_Hans.txt": "a-de.txt"}),
    (["report.zh.md", "report.en.docx"], {}),
    (["zhang.md", "eng.md", "open.md", "zh.md", "en.md"], {}),
    (["a/report.zh.md", "b/report.en.md"], {}),
    ([], {}),
]


@pytest.mark.parametrize(("paths", "expected"), CASES)
def test_paths_that_are_alike_but_for_the_code_of_a_language(paths: list[str], expected: dict[str, str]) -> None:
    assert translations(paths, LANGUAGES) == expected
    assert translations(reversed(paths), LANGUAGES) == expected
