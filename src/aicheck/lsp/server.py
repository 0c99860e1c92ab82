"""The features that editors ask for, over the Language Server Protocol.

A change is checked once typing rests; checks run one at a time in a thread, so that the editor is answered meanwhile, and
what an outdated check found is dropped. Where a claims, rule or settings file changes, the whole project is checked.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path, PurePath
from typing import NamedTuple

from lsprotocol import types
from pygls import uris
from pygls.lsp.server import LanguageServer

from aicheck import __version__
from aicheck.lsp import hover
from aicheck.lsp.places import Lines, bare_range
from aicheck.lsp.snapshot import Snapshot, rule_at, same_file
from aicheck.model import Claim, Finding, Place, Quantity, Severity

PAUSE = 0.25
"""Seconds without a change after which a document is checked."""
SUFFIXES_OF_OURS = (".yaml", ".yml", ".toml")
_PROJECT = ""
_SEVERITIES: dict[Severity, types.DiagnosticSeverity] = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "info": types.DiagnosticSeverity.Information,
}


class Here(NamedTuple):
    """A place of a file: what the document's own check, else the project's, knows of it, and the number or claim there."""

    path: str
    offset: int
    known: Snapshot
    quantity: Quantity | None
    claim: Claim | None


class Server(LanguageServer):
    """One editor's session: the open documents, and what the last check of each has found."""

    def __init__(self) -> None:
        super().__init__("aicheck", __version__, text_document_sync_kind=types.TextDocumentSyncKind.Full)
        self._one = ThreadPoolExecutor(max_workers=1, thread_name_prefix="check")
        self._checks: dict[str, asyncio.Task[None]] = {}
        self.snapshots: dict[str, Snapshot] = {}
        self._told: dict[str, frozenset[str]] = {}

    # -- checking -----------------------------------------------------------------------------------------------------

    def changed(self, uri: str, pause: float = PAUSE) -> None:
        """Check what a file's change touches, once nothing more changes for a while."""
        about = _PROJECT if is_ours(uri) else path_of(uri)
        if about in self._checks:
            self._checks[about].cancel()
        self._checks[about] = asyncio.get_running_loop().create_task(self._check(about, pause))

    async def _check(self, about: str, pause: float) -> None:
        await asyncio.sleep(pause)
        texts = {path_of(uri): document.source for uri, document in self.workspace.text_documents.items()}
        found = await asyncio.get_running_loop().run_in_executor(self._one, Snapshot.of, about, texts)
        self.snapshots[about] = found
        looked_at = [about] if about else [path for path in texts if is_ours(path)]
        self.publish(about, {*found.findings(), *looked_at})

    async def settled(self) -> None:
        """Wait for the checks that are under way."""
        for check in list(self._checks.values()):
            with suppress(asyncio.CancelledError):
                await check

    def closed(self, uri: str) -> None:
        """Forget a document; what the check of the project says of it stays."""
        path = path_of(uri)
        if path in self._checks:
            self._checks.pop(path).cancel()
        self.snapshots.pop(path, None)
        self.publish(path, set())

    # -- findings as diagnostics --------------------------------------------------------------------------------------

    def publish(self, about: str, paths: set[str]) -> None:
        """Tell the editor what now is found in these files, and in those of the check before."""
        before = self._told.get(about, frozenset())
        self._told[about] = frozenset(paths)
        for path in sorted(paths | before):
            diagnostics = [self._diagnostic(finding) for finding in self.findings(path)]
            self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri_of(path), diagnostics))

    def findings(self, path: str) -> list[Finding]:
        """What is found in a file: by its own check or the project's where there is one, else by all others, each once."""
        own = self.snapshots.get(path) or self.snapshots.get(_PROJECT)
        found: dict[tuple[str, int, int, str], Finding] = {}
        for snapshot in [own] if own is not None else self.snapshots.values():
            for finding in snapshot.result.findings:
                place = finding.place
                if same_file(place.path, path):
                    found.setdefault((finding.rule, place.start, place.end, finding.message), finding)
        return list(found.values())

    def _diagnostic(self, finding: Finding) -> types.Diagnostic:
        related = [
            types.DiagnosticRelatedInformation(self.location(other.place), other.message or other.place.text)
            for other in finding.related
        ]
        return types.Diagnostic(
            range=self.range(finding.place),
            message=finding.message + (f"\n{finding.help}" if finding.help else ""),
            severity=_SEVERITIES[finding.severity],
            code=finding.rule,
            source="aicheck",
            related_information=related or None,
            data=finding.fingerprint,
        )

    # -- places -------------------------------------------------------------------------------------------------------

    def lines(self, path: str) -> Lines | None:
        """The text of a file as the editor has it, else as it is on disk; None where it is no text."""
        document = self.workspace.text_documents.get(uri_of(path))
        if document is not None:
            return Lines(document.source, self.workspace.position_codec)
        try:
            return Lines(Path(path).read_bytes().decode("utf-8"), self.workspace.position_codec)
        except (OSError, ValueError):
            return None

    def range(self, place: Place) -> types.Range:
        """The editor's range of a place."""
        lines = None if place.origin else self.lines(place.path)
        return bare_range(place) if lines is None else lines.range_of(place)

    def location(self, place: Place) -> types.Location:
        """The editor's location of a place."""
        return types.Location(uri_of(place.path), self.range(place))

    async def here(self, params: types.HoverParams | types.DefinitionParams | types.ReferenceParams) -> Here | None:
        """Where the cursor is, once the checks under way have ended; None where no check knows the file."""
        await self.settled()
        path = path_of(params.text_document.uri)
        known = self.snapshots.get(path) or self.snapshots.get(_PROJECT)
        if known is None:
            return None
        lines = self.lines(path)
        offset = 0 if lines is None else lines.offset(params.position)
        return Here(path, offset, known, known.quantity_at(path, offset), known.claim_in(path, params.position.line + 1))

    def text(self, path: str) -> str:
        """The text of an open file, empty for one that is not open."""
        document = self.workspace.text_documents.get(uri_of(path))
        return "" if document is None else document.source


def is_ours(uri: str) -> bool:
    """Whether a file holds claims, rules or settings: where one changes, the whole project is checked."""
    return PurePath(uri).suffix in SUFFIXES_OF_OURS


def path_of(uri: str) -> str:
    """The path of a file as findings name it: relative to the current folder, with forward slashes."""
    path = uris.to_fs_path(uri) if uri.startswith("file:") else PurePath(uri).name
    try:
        return Path(os.path.relpath(path or uri)).as_posix()
    except ValueError:  # another drive
        return Path(path or uri).as_posix()


def uri_of(path: str) -> str:
    """The address of a file that findings name."""
    return uris.from_fs_path(str(Path(path).absolute())) or path


server = Server()


@server.feature(types.INITIALIZED)
async def initialized(ls: Server, params: types.InitializedParams) -> None:
    """Paths of settings and findings are relative to the folder that the editor has open."""
    root = ls.workspace.root_path
    if root:
        os.chdir(root)


@server.feature(types.TEXT_DOCUMENT_DID_OPEN)
async def opened(ls: Server, params: types.DidOpenTextDocumentParams) -> None:
    """A document is checked at once."""
    ls.changed(params.text_document.uri, 0)


@server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
async def changed(ls: Server, params: types.DidChangeTextDocumentParams) -> None:
    """While somebody types, the text in the editor counts, not the file; claims and rules are read when they are saved."""
    if not is_ours(params.text_document.uri):
        ls.changed(params.text_document.uri)


@server.feature(types.TEXT_DOCUMENT_DID_SAVE)
async def saved(ls: Server, params: types.DidSaveTextDocumentParams) -> None:
    """A claims, rule or settings file that is saved changes what is found in every open document."""
    ls.changed(params.text_document.uri, 0)
    if is_ours(params.text_document.uri):
        for uri in ls.workspace.text_documents:
            if not is_ours(uri):
                ls.changed(uri, 0)


@server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
async def closed(ls: Server, params: types.DidCloseTextDocumentParams) -> None:
    """A closed document is forgotten."""
    ls.closed(params.text_document.uri)


@server.feature(types.TEXT_DOCUMENT_HOVER)
async def hovered(ls: Server, params: types.HoverParams) -> types.Hover | None:
    """The number under the cursor, what it allows and why, and the verdicts that rest on it; of a claim the same."""
    here = await ls.here(params)
    if here is None:
        return None
    path, offset, known, quantity, claim = here
    widths = known.settings.hedges
    lines: list[str] = []
    if quantity is not None:
        lines += hover.of_quantity(quantity, widths)
        lines += hover.of_verdicts(known.verdicts_at(path, quantity.start, quantity.end), known.findings_at(path, offset))
    if claim is not None:
        lines += hover.of_claim(claim, widths)
    if not lines:
        return None
    return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, "\n".join(lines)))


@server.feature(types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions([types.CodeActionKind.QuickFix]))
async def mended(ls: Server, params: types.CodeActionParams) -> list[types.CodeAction]:
    """The repairs of the findings in a range."""
    await ls.settled()
    path = path_of(params.text_document.uri)
    actions: list[types.CodeAction] = []
    for finding in ls.findings(path):
        if finding.fix is None or not _overlap(ls.range(finding.place), params.range):
            continue
        edit = types.TextEdit(ls.range(finding.fix.place), finding.fix.replacement)
        actions.append(
            types.CodeAction(
                title=f"Write {finding.fix.replacement}: {finding.fix.reason}",
                kind=types.CodeActionKind.QuickFix,
                diagnostics=[each for each in params.context.diagnostics if each.data == finding.fingerprint],
                is_preferred=True,
                edit=types.WorkspaceEdit(changes={uri_of(finding.fix.place.path): [edit]}),
            )
        )
    return actions


@server.feature(types.TEXT_DOCUMENT_DEFINITION)
async def defined(ls: Server, params: types.DefinitionParams) -> list[types.Location]:
    """From a claim to the words that state it; from a stated number to its claims."""
    here = await ls.here(params)
    if here is None:
        return []
    path, _, known, quantity, claim = here
    if claim is not None:
        return [ls.location(claim.source)] if claim.bound else []
    found = known.claims_at(path, quantity.start, quantity.end) if quantity is not None else ()
    return [ls.location(claim.place) for claim in found]


@server.feature(types.TEXT_DOCUMENT_REFERENCES)
async def referred(ls: Server, params: types.ReferenceParams) -> list[types.Location]:
    """From a rule to all that it has matched; from a number or a claim to what rules have held it against."""
    here = await ls.here(params)
    if here is None:
        return []
    path, offset, known, quantity, claim = here
    if claim is not None:
        return _locations(ls, _beside(known, claim.source.path, claim.source.start, claim.source.end))
    if is_ours(path):
        rule = rule_at(ls.text(path), offset)
        return _locations(ls, (place for each in ls.snapshots.values() for place in each.matches(rule)))
    return _locations(ls, _beside(known, path, quantity.start, quantity.end) if quantity is not None else ())


def _beside(known: Snapshot, path: str, start: int, end: int) -> list[Place]:
    return known.beside(known.verdicts_at(path, start, end), path, start, end)


def _locations(ls: Server, places: Iterable[Place]) -> list[types.Location]:
    return [ls.location(place) for place in dict.fromkeys(places)]


def _overlap(one: types.Range, other: types.Range) -> bool:
    return (one.start.line, one.start.character) <= (other.end.line, other.end.character) and (
        other.start.line,
        other.start.character,
    ) <= (one.end.line, one.end.character)


def start() -> None:
    """Serve one editor over standard input and output, until it says exit."""
    server.start_io()
