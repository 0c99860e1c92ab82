"""An editor for tests: a real client of the protocol, over the standard input and output of a real server process."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from lsprotocol import types
from pygls import uris
from pygls.lsp.client import LanguageClient

LONGEST = 60
"""Seconds after which a server that says nothing has failed."""


class Editor:
    """One session; positions are (line, character) from 0, in the units agreed on."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.client = LanguageClient("tests", "1")
        self.published: dict[str, list[types.Diagnostic]] = {}
        self._news = asyncio.Event()
        self.versions: dict[str, int] = {}

        @self.client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def heard(params: types.PublishDiagnosticsParams) -> None:
            self.published[params.uri] = list(params.diagnostics)
            self._news.set()

    def uri(self, name: str) -> str:
        uri = uris.from_fs_path(str(self.folder / name))
        assert uri is not None
        return uri

    async def begin(self, encodings: list[types.PositionEncodingKind]) -> types.InitializeResult:
        await self.client.start_io(sys.executable, "-m", "aicheck", "lsp", cwd="/")
        general = types.GeneralClientCapabilities(position_encodings=encodings)
        asked = types.InitializeParams(types.ClientCapabilities(general=general), root_uri=self.uri(""))
        given = await asyncio.wait_for(self.client.initialize_async(asked), LONGEST)
        self.client.initialized(types.InitializedParams())
        return given

    async def open(self, name: str, text: str | None = None) -> list[types.Diagnostic]:
        """Open a file with its text, or with what stands on disk; what is found in it."""
        text = (self.folder / name).read_text("utf-8") if text is None else text
        self.versions[name] = 1
        item = types.TextDocumentItem(self.uri(name), "text", 1, text)
        return await self._told(name, lambda: self.client.text_document_did_open(types.DidOpenTextDocumentParams(item)))

    async def write(self, name: str, text: str) -> list[types.Diagnostic]:
        """Put another text in place of an open one; what is found in it."""
        self.versions[name] += 1
        about = types.VersionedTextDocumentIdentifier(self.versions[name], self.uri(name))
        change = [types.TextDocumentContentChangeWholeDocument(text)]
        return await self._told(
            name, lambda: self.client.text_document_did_change(types.DidChangeTextDocumentParams(about, change))
        )

    async def put(self, name: str, text: str) -> None:
        """Another file in place of one on disk: at once, and while nothing is checked, so that no half of it is read."""
        await self.hover(name, 0, 0)
        new = self.folder / f"{name}.new"
        new.write_text(text, encoding="utf-8")
        new.replace(self.folder / name)

    async def save(self, name: str) -> list[types.Diagnostic]:
        about = types.TextDocumentIdentifier(self.uri(name))
        return await self._told(name, lambda: self.client.text_document_did_save(types.DidSaveTextDocumentParams(about)))

    async def close(self, name: str) -> list[types.Diagnostic]:
        about = types.TextDocumentIdentifier(self.uri(name))
        return await self._told(name, lambda: self.client.text_document_did_close(types.DidCloseTextDocumentParams(about)))

    async def _told(self, name: str, act: Callable[[], None]) -> list[types.Diagnostic]:
        await self.hover(name, 0, 0)  # what an earlier change has set off has come when this is answered
        self.published.pop(self.uri(name), None)
        act()
        async with asyncio.timeout(LONGEST):
            while self.uri(name) not in self.published:
                self._news.clear()
                await self._news.wait()
        return self.published[self.uri(name)]

    async def hover(self, name: str, line: int, character: int) -> str:
        """The Markdown shown there; empty for nothing."""
        params = types.HoverParams(types.TextDocumentIdentifier(self.uri(name)), types.Position(line, character))
        found = await self.client.text_document_hover_async(params)
        if found is None:
            return ""
        assert isinstance(found.contents, types.MarkupContent)
        return found.contents.value

    async def actions(self, name: str, diagnostic: types.Diagnostic) -> list[types.CodeAction]:
        params = types.CodeActionParams(
            types.TextDocumentIdentifier(self.uri(name)), diagnostic.range, types.CodeActionContext([diagnostic])
        )
        found = await self.client.text_document_code_action_async(params)
        return [action for action in found or () if isinstance(action, types.CodeAction)]

    async def definition(self, name: str, line: int, character: int) -> list[tuple[str, str]]:
        about = types.TextDocumentIdentifier(self.uri(name))
        found = await self.client.text_document_definition_async(types.DefinitionParams(about, types.Position(line, character)))
        assert isinstance(found, list)
        return [self.seen(each) for each in found if isinstance(each, types.Location)]

    async def references(self, name: str, line: int, character: int) -> list[tuple[str, str]]:
        about = types.TextDocumentIdentifier(self.uri(name))
        params = types.ReferenceParams(types.ReferenceContext(False), about, types.Position(line, character))
        return [self.seen(each) for each in await self.client.text_document_references_async(params) or ()]

    def seen(self, location: types.Location) -> tuple[str, str]:
        """A location as (file, line:character-line:character), from 0."""
        path = uris.to_fs_path(location.uri)
        assert path is not None
        return Path(path).relative_to(self.folder).as_posix(), shown(location.range)


def shown(range: types.Range) -> str:
    """A range as text."""
    return f"{range.start.line}:{range.start.character}-{range.end.line}:{range.end.character}"


def edited(text: str, edit: types.TextEdit) -> str:
    """A text on one line, in UTF-16 units, after an edit."""
    units = text.encode("utf-16-le")
    start, end = edit.range.start.character * 2, edit.range.end.character * 2
    return (units[:start] + edit.new_text.encode("utf-16-le") + units[end:]).decode("utf-16-le")


@asynccontextmanager
async def session(
    folder: Path, *encodings: types.PositionEncodingKind
) -> AsyncIterator[tuple[Editor, types.InitializeResult]]:
    """An editor with that folder open, and what the server says of itself."""
    editor = Editor(folder)
    given = await editor.begin(list(encodings) or [types.PositionEncodingKind.Utf16])
    try:
        yield editor, given
    finally:
        await asyncio.wait_for(editor.client.shutdown_async(None), LONGEST)
        editor.client.exit(None)
        await editor.client.stop()
