"""The editor server, through a real client: findings, hover, repairs, definitions, references, units of positions."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest
from lsprotocol import types

from tests.commands import project as sample
from tests.lsp.editor import LONGEST, Editor, edited, session, shown

RIGHT = "Sales rose 20% from $100 million to $120 million.\n"
Run = Callable[[Callable[[Editor], Awaitable[None]]], None]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    """Runs a test in one session for all of this file: the sample project is open, and is not the current folder."""
    folder = tmp_path_factory.mktemp("lsp")
    sample.make(folder)
    with asyncio.Runner() as runner:
        ours = session(folder, types.PositionEncodingKind.Utf16)
        editor, _ = runner.run(ours.__aenter__())
        yield lambda act: runner.run(asyncio.wait_for(act(editor), 3 * LONGEST))
        runner.run(ours.__aexit__(None, None, None))


def test_findings_come_and_go_while_somebody_types(run: Run) -> None:
    async def types_away(editor: Editor) -> None:
        (found,) = await editor.open("docs/mill.txt", "The mill cost 42 million million dollars.\n")
        assert (found.code, found.source, found.severity) == ("AIC101", "aicheck", types.DiagnosticSeverity.Error)
        assert shown(found.range) == "0:14-0:40"
        assert "two scale words" in found.message
        assert await editor.write("docs/mill.txt", "The mill cost 42 million dollars.\n") == []
        assert len(await editor.write("docs/mill.txt", "It cost 42 million million dollars.\n")) == 1
        assert await editor.close("docs/mill.txt") == []

    run(types_away)


def test_hover_shows_the_interval_its_arithmetic_and_the_verdicts(run: Run) -> None:
    async def hovers(editor: Editor) -> None:
        (editor.folder / "own").mkdir()
        (editor.folder / "own/aicheck.toml").write_text('packs = ["change"]\n[hedges]\nabout = "4%"\n', encoding="utf-8")
        await editor.open("own/a.md", RIGHT + "\nAbout 50 ships came, nearly 40 left, over 9 sank, and 3.5 to 4.5 tons stayed.\n")
        lines = (await editor.hover("own/a.md", 0, 12)).splitlines()
        assert lines[:3] == [
            "**20%** (percent)",
            "- allows 19.5 – 20.5 %",
            "- because its last digit counts 1, so rounding moves it by 0.5",
        ]
        assert lines[3].startswith("- AIC201: consistent")
        about = await editor.hover("own/a.md", 2, 7)
        assert "- allows 48 – 52 ship" in about
        assert "because `about` allows 4 % either way" in about
        assert "because `nearly` allows 10 % below" in await editor.hover("own/a.md", 2, 30)
        assert "because it is more than 9" in await editor.hover("own/a.md", 2, 43)
        assert "because it is a range from 3.5 to 4.5" in await editor.hover("own/a.md", 2, 56)
        assert await editor.hover("own/a.md", 2, 16) == ""

    run(hovers)


def test_a_repair_is_a_quick_fix(run: Run) -> None:
    async def mends(editor: Editor) -> None:
        text = "😀 The dam cost 42 million million dollars."
        (found,) = await editor.open("docs/mill.txt", text)
        (action,) = await editor.actions("docs/mill.txt", found)
        assert action.kind == types.CodeActionKind.QuickFix
        assert list(action.diagnostics or ()) == [found]
        assert action.edit is not None and action.edit.changes is not None
        (edit,) = action.edit.changes[editor.uri("docs/mill.txt")]
        mended = edited(text, edit)
        assert mended == "😀 The dam cost 42 million dollars."
        assert await editor.write("docs/mill.txt", mended) == []

    run(mends)


def test_the_way_from_a_claim_to_its_words_and_back(run: Run) -> None:
    async def goes(editor: Editor) -> None:
        assert await editor.open("claims/dam.yaml") == []
        assert await editor.definition("claims/dam.yaml", 3, 20) == [("docs/dam.txt", "1:43-1:56")]
        told = await editor.hover("claims/dam.yaml", 2, 4)
        assert told.startswith("**dam-a** Dam, length\n- stated in docs/dam.txt:2:7\n- allows 40.5 – 41.5 kilometer")
        assert await editor.references("claims/dam.yaml", 2, 4) == [("docs/dam.txt", "1:43-1:56")]
        found = await editor.open("docs/dam.txt", (editor.folder / "docs/dam.txt").read_bytes().decode())
        assert [each.code for each in found] == ["AIC101", "DAM001"]
        assert found[1].related_information is not None
        assert editor.seen(found[1].related_information[0].location) == ("docs/dam.txt", "1:6-1:19")
        assert await editor.definition("docs/dam.txt", 1, 8) == [("claims/dam.yaml", "2:9-2:14")]
        assert await editor.references("docs/dam.txt", 1, 8) == [("docs/dam.txt", "1:43-1:56")]

    run(goes)


def test_the_way_from_a_rule_to_what_it_matched(run: Run) -> None:
    async def goes(editor: Editor) -> None:
        await editor.open("rules/dam.yaml")
        assert await editor.references("rules/dam.yaml", 8, 5) == [("docs/dam.txt", "1:43-1:56")]

    run(goes)


def test_a_broken_claim_is_told_where_it_stands_once_it_is_saved(run: Run) -> None:
    async def saves(editor: Editor) -> None:
        await editor.put("claims/dam.yaml", sample.CLAIMS.replace("stated: 52 kilometers", "statd: 52 kilometers"))
        found = await editor.save("claims/dam.yaml")
        assert ("AIC004", 3) in [(each.code, each.range.start.line) for each in found]
        await editor.put("claims/dam.yaml", sample.CLAIMS)
        assert await editor.save("claims/dam.yaml") == []

    run(saves)


TEXT = "😀坝😀 The dam cost 42 million million dollars.\n"
UNITS = [(types.PositionEncodingKind.Utf32, 17), (types.PositionEncodingKind.Utf8, 25)]


def test_positions_are_in_utf_16_units_by_default(run: Run) -> None:
    async def counts(editor: Editor) -> None:
        await editor.open("docs/emoji.md", "one\n")
        await _counted(editor, 19)

    run(counts)


@pytest.mark.parametrize(("encoding", "column"), UNITS, ids=[encoding for encoding, _ in UNITS])
def test_positions_are_in_the_units_agreed_on(tmp_path: Path, encoding: types.PositionEncodingKind, column: int) -> None:
    async def counts() -> None:
        async with session(tmp_path, encoding) as (editor, given):
            assert given.capabilities.position_encoding == encoding
            await editor.open("docs/emoji.md", "one\n")
            await _counted(editor, column)

    asyncio.run(asyncio.wait_for(counts(), 3 * LONGEST))


async def _counted(editor: Editor, column: int) -> None:
    (found,) = await editor.write("docs/emoji.md", TEXT)
    assert shown(found.range) == f"0:{column}-0:{column + 26}"
    assert await editor.hover("docs/emoji.md", 0, column - 2) == ""
    assert "42 million million dollars" in await editor.hover("docs/emoji.md", 0, column)
