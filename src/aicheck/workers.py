"""The same work over many items in worker processes: results in the order of the items, and no item lost in silence.

One worker has one item at a time, so that the item of a worker that dies is known. Results travel as pickles between
processes of one run, and never from a file.
"""

from __future__ import annotations

import copyreg
import multiprocessing
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from types import MappingProxyType
from typing import Any, Generic, NamedTuple, TypeVar

Item = TypeVar("Item")
Answer = TypeVar("Answer")
_AHEAD = 16
"""How many items a worker may be ahead of the oldest one that is still worked on: their results wait in memory."""
START = "fork" if sys.platform == "linux" else "spawn"
"""A fork has the rules at hand already; elsewhere forks are not safe, and each worker loads them."""
_UNCAUGHT = 1
"""The exit status of a Python process that an exception ended."""


class Lost(NamedTuple):
    """In place of the answer for an item: the process that worked on it died, with this exit status, or of this signal."""

    status: int

    @property
    def reason(self) -> str:
        """What became of the process."""
        if self.status >= 0:
            return f"ended with status {self.status}"
        try:
            return f"was killed by {signal.Signals(-self.status).name}"
        except ValueError:
            return f"was killed by signal {-self.status}"


def ordered(work: Callable[[Item], Answer], items: Sequence[Item], jobs: int) -> Iterator[Answer | Lost]:
    """`work(item)` for every item, in their order, by so many worker processes.

    `work`, the items and the answers must be picklable. An exception in `work` is our fault: its trace goes to standard
    error. Raises: RuntimeError then.
    """
    pool = _Pool(work, items, jobs)
    try:
        yield from pool.answers()
    finally:
        pool.close()


class _Pool(Generic[Item, Answer]):
    """The workers of one run."""

    def __init__(self, work: Callable[[Item], Answer], items: Sequence[Item], jobs: int) -> None:
        self._work, self._items, self._jobs = work, items, jobs
        self._next = self._given = 0  # the item whose answer comes next, and the first that no worker has had
        self._done: dict[int, Answer | Lost] = {}
        self._workers: dict[Connection, BaseProcess] = {}
        self._busy: dict[Connection, int] = {}  # the item of each worker that has one
        self._context = multiprocessing.get_context(START)

    def answers(self) -> Iterator[Answer | Lost]:
        """The answers in order, while the workers go on."""
        while self._next < len(self._items):
            self._hand_out()
            for connection in wait(list(self._busy)):
                assert isinstance(connection, Connection)
                self._receive(connection)
            while self._next in self._done:
                yield self._done.pop(self._next)
                self._next += 1

    def close(self) -> None:
        """End the workers, whatever they do."""
        for connection, process in self._workers.items():
            connection.close()
            process.terminate()
        for process in self._workers.values():
            process.join()

    def _hand_out(self) -> None:
        """An item to every worker without one, and to new workers while there may be more of them."""
        ready = [connection for connection in self._workers if connection not in self._busy]
        while self._given < min(len(self._items), self._next + self._jobs * _AHEAD):
            if not ready and len(self._workers) < self._jobs:
                ready.append(self._start())
            if not ready:
                return
            connection = ready.pop()
            self._busy[connection] = self._given
            self._given += 1
            with suppress(OSError):  # where it is gone, waiting for its answer tells
                connection.send(self._items[self._busy[connection]])

    def _start(self) -> Connection:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_serve, args=(theirs, self._work), daemon=True)  # type: ignore[attr-defined]
        process.start()
        theirs.close()
        self._workers[ours] = process
        return ours

    def _receive(self, connection: Connection) -> None:
        """The answer of a worker, or its end."""
        at = self._busy.pop(connection)
        try:
            self._done[at] = connection.recv()
        except (EOFError, OSError):
            process = self._workers.pop(connection)
            connection.close()
            process.join()
            if process.exitcode == _UNCAUGHT:
                raise RuntimeError(f"a worker process failed on {self._items[at]!r}; its trace stands above") from None
            self._done[at] = Lost(process.exitcode or 0)


def _serve(connection: Connection, work: Callable[[Any], Any]) -> None:
    """The life of a worker: an item in, an answer out, until there are no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the run that started it ends it
    copyreg.pickle(MappingProxyType, _reduced)
    while True:
        try:
            item = connection.recv()
        except EOFError:
            return
        connection.send(work(item))


def _reduced(mapping: MappingProxyType[Any, Any]) -> tuple[Callable[[dict[Any, Any]], Any], tuple[dict[Any, Any]]]:
    return _read_only, (dict(mapping),)


def _read_only(mapping: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(mapping)
