"""Long sequences in little memory: batches of them in a file without a name, of which two at a time are held.

Not a memory map: its pages would count as the process's own for as long as there is memory to spare.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import BinaryIO, Generic, TypeVar, cast, overload

from aicheck.model import Text

T = TypeVar("T")
BATCH = 2048
"""Integers of a batch."""
PIECE = 16_384
"""Code points of a batch of text."""
KEPT = 1 << 20
"""Code points of a text that is held as it is; a longer one may be spilled."""
_HELD = 2


class Spill:
    """The file, made for the first batch and gone with the last sequence that reads it.

    Where none can be made, or the disk is full, batches stay in memory.
    """

    def __init__(self) -> None:
        self._file: BinaryIO | None = None
        self._end = 0
        self._kept: dict[int, bytes] = {}

    def __del__(self) -> None:
        if self._file is not None:
            self._file.close()

    def put(self, data: bytes) -> int:
        """Where the bytes are put."""
        at = self._end
        self._end += len(data)
        try:
            self._write(at, data)
        except OSError:
            self._kept[at] = data
        return at

    def _write(self, at: int, data: bytes) -> None:
        if self._file is None:
            import tempfile  # most documents are held: what they do not need is not loaded

            self._file = cast("BinaryIO", tempfile.TemporaryFile(buffering=0))  # noqa: SIM115 (it lives as long as the spill)
        self._file.seek(at)
        rest = memoryview(data)
        while rest:
            rest = rest[self._file.write(rest) :]

    def get(self, at: int, size: int) -> bytes:
        """The bytes that were put there.

        Raises: OSError where the disk fails.
        """
        kept = self._kept.get(at)
        if kept is not None:
            return kept
        assert self._file is not None, "what is not kept was written"
        self._file.seek(at)
        data = self._file.read(size)
        if len(data) != size:
            raise OSError("the file of spilled batches was cut short")
        return data


class _Batches(Generic[T]):
    """Batches in the order in which they were put, of which the two looked at last are held."""

    def __init__(self, spill: Spill, pack: Callable[[T], bytes], unpack: Callable[[bytes], T]) -> None:
        self._spill, self._pack, self._unpack = spill, pack, unpack
        self._places, self._sizes = array("Q"), array("I")
        self._held: dict[int, T] = {}

    def __len__(self) -> int:
        return len(self._places)

    def put(self, batch: T) -> None:
        data = self._pack(batch)
        self._places.append(self._spill.put(data))
        self._sizes.append(len(data))

    def replace(self, number: int, batch: T) -> None:
        """Another batch in place of one of the same size."""
        self._places[number] = self._spill.put(self._pack(batch))
        self._held.pop(number, None)

    def __getitem__(self, number: int) -> T:
        held = self._held.get(number)
        if held is None:
            if len(self._held) == _HELD:
                del self._held[next(iter(self._held))]
            held = self._unpack(self._spill.get(self._places[number], self._sizes[number]))
            self._held[number] = held
        return held


class SpilledArray(Sequence[int]):
    """Integers of one type (`code` as in `array`); all but those of the last batch lie in the spill."""

    def __init__(self, code: str, spill: Spill, items: Iterable[int] = ()) -> None:
        self._code = code
        self._batches = _Batches(spill, array.tobytes, self._unpacked)
        self._firsts = array(code)
        """The first item of each batch."""
        self._open = array(code)
        self._closed = 0
        """Items before those of the last batch."""
        self._low, self._high, self._seen = 0, 0, self._open
        """The items looked at last, with the places of the first and behind the last."""
        self.extend(items)

    def _unpacked(self, data: bytes) -> array[int]:
        return array(self._code, data)

    def append(self, item: int) -> None:
        """One more item."""
        self._open.append(item)
        if len(self._open) == BATCH:
            self._closed += BATCH
            self._firsts.append(self._open[0])
            self._batches.put(self._open)
            self._open = array(self._code)

    def extend(self, items: Iterable[int]) -> None:
        """More items."""
        for item in items:
            self.append(item)

    def __len__(self) -> int:
        return self._closed + len(self._open)

    def _batch(self, number: int) -> array[int]:
        return self._open if number == len(self._batches) else self._batches[number]

    @overload
    def __getitem__(self, at: int) -> int: ...
    @overload
    def __getitem__(self, at: slice) -> array[int]: ...
    def __getitem__(self, at: int | slice) -> int | array[int]:
        if not isinstance(at, slice):
            return self._seen[at - self._low] if self._low <= at < self._high else self._looked_up(at)
        start, stop, step = at.indices(len(self))
        assert step == 1, "batches are read forward"
        found = array(self._code)
        for batch in self.batches(start, stop):
            found += batch
        return found

    def _looked_up(self, at: int) -> int:
        at = range(len(self))[at]
        number, place = divmod(at, BATCH)
        self._seen = self._batch(number)
        self._low, self._high = at - place, at - place + len(self._seen)
        return self._seen[place]

    def __iter__(self) -> Iterator[int]:
        for batch in self.batches():
            yield from batch

    def batches(self, start: int = 0, stop: int | None = None) -> Iterator[array[int]]:
        """The items from `start` up to `stop`, some thousands at a time; two arrays of one length are cut alike."""
        stop = len(self) if stop is None else stop
        while start < stop:
            number, place = divmod(start, BATCH)
            batch = self._batch(number)
            last = min(BATCH, place + stop - start)
            yield batch if place == 0 and last == len(batch) else batch[place:last]
            start += last - place

    def replace(self, start: int, items: array[int]) -> None:
        """Other items in place of those that `batches` gave from `start` on."""
        number = start // BATCH
        self._high = 0
        if number == len(self._batches):
            self._open = items
        else:
            self._firsts[number] = items[0]
            self._batches.replace(number, items)

    def upto(self, item: int) -> int:
        """How many items are at most `item`; the array must ascend."""
        number = bisect_right(self._firsts, item)
        if number == len(self._batches) and self._open and self._open[0] <= item:
            return number * BATCH + bisect_right(self._open, item)
        return (number - 1) * BATCH + bisect_right(self._batches[number - 1], item) if number else 0

    def __reduce__(self) -> tuple[object, ...]:
        return _array_of, (self._code, self[:])


def _array_of(code: str, items: array[int]) -> SpilledArray:
    return SpilledArray(code, Spill(), items)


def upto(items: Sequence[int], item: int) -> int:
    """How many items of an ascending sequence are at most `item`."""
    return items.upto(item) if isinstance(items, SpilledArray) else bisect_right(items, item)


class SpilledText:
    """A text of which all but the last code points lie in the spill; slices of it are plain texts."""

    def __init__(self, spill: Spill, words: str = "") -> None:
        self._pieces = _Batches(spill, _encoded, _decoded)
        self._open: list[str] = []
        self._opened = 0
        self.append(words)

    def append(self, words: str) -> None:
        """More words at the end."""
        self._open.append(words)
        self._opened += len(words)
        if self._opened >= PIECE:
            text = "".join(self._open)
            whole = self._opened - self._opened % PIECE
            for at in range(0, whole, PIECE):
                self._pieces.put(text[at : at + PIECE])
            self._open, self._opened = [text[whole:]], self._opened - whole

    def __len__(self) -> int:
        return len(self._pieces) * PIECE + self._opened

    def __getitem__(self, at: int | slice) -> str:
        if not isinstance(at, slice):
            return self._piece(at // PIECE)[at % PIECE]
        start, stop, step = at.indices(len(self))
        assert step == 1, "a text is read forward"
        number, place = divmod(start, PIECE)
        if stop - start <= PIECE - place:
            return self._piece(number)[place : place + stop - start] if start < stop else ""
        words = "".join(self._piece(each) for each in range(number, (stop - 1) // PIECE + 1))
        return words[place : place + stop - start]

    def _piece(self, number: int) -> str:
        if number < len(self._pieces):
            return self._pieces[number]
        if len(self._open) > 1:
            self._open = ["".join(self._open)]
        return self._open[0]

    def __reduce__(self) -> tuple[object, ...]:
        return _text_of, (self[:],)


def _text_of(words: str) -> SpilledText:
    return SpilledText(Spill(), words)


def lines(text: Text) -> Iterator[tuple[int, str]]:
    """A text as runs of whole lines, with the code points at which they begin: one of all, unless it is spilled.

    A run ends behind a line feed, so that no pattern that stays within its line misses or finds more than in the whole.
    """
    if isinstance(text, str):
        yield 0, text
        return
    at, parts = 0, list[str]()
    for start in range(0, len(text), PIECE):
        words = text[start : start + PIECE]
        end = words.rfind("\n") + 1 if start + PIECE < len(text) else len(words)
        if end:
            yield at, "".join(parts) + words[:end]
            at, parts = start + end, [words[end:]]
        else:
            parts.append(words)


def _encoded(words: str) -> bytes:
    return words.encode("utf-8", "surrogatepass")


def _decoded(data: bytes) -> str:
    return data.decode("utf-8", "surrogatepass")
