"""What is spilled reads like what is held."""

import pickle
import tempfile
import tracemalloc
from array import array
from bisect import bisect_right
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aicheck import documents, quantities, spilled
from aicheck.documents import reader, records, xlsx
from aicheck.documents.delimited import parse
from aicheck.model import Document
from aicheck.spilled import Spill, SpilledArray, SpilledText, lines, upto

WORDS = st.text(st.sampled_from('ab\n\r",;# é货😀\ud800'), max_size=60)


@pytest.fixture(autouse=True)
def short_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spilled, "BATCH", 4)
    monkeypatch.setattr(spilled, "PIECE", 5)


@given(st.lists(st.integers(0, 2**31)), st.integers(-40, 40), st.integers(-40, 40))
def test_an_array_reads_like_one_in_memory(items: list[int], first: int, last: int) -> None:
    made = SpilledArray("I", Spill(), items)
    assert list(made) == items
    assert made[first:last] == array("I", items[first:last])
    assert [made[at] for at in range(-len(items), len(items))] == items + items
    assert [len(made), *made.batches()] == [len(items), *(array("I", items[at : at + 4]) for at in range(0, len(items), 4))]
    assert pickle.loads(pickle.dumps(made))[:] == made[:]
    with pytest.raises(IndexError):
        made[len(items)]


@given(st.lists(st.integers(0, 99)), st.integers(-5, 105))
def test_an_ascending_array_is_searched_by_its_batches(items: list[int], item: int) -> None:
    items.sort()
    assert upto(SpilledArray("I", Spill(), items), item) == bisect_right(items, item) == upto(items, item)


def test_items_are_replaced_where_they_lie() -> None:
    made = SpilledArray("i", Spill(), range(10))
    assert made[5] == 5
    start = 0
    for batch in made.batches():
        made.replace(start, array("i", [-item for item in batch]))
        start += len(batch)
    assert list(made) == [-item for item in range(10)]
    assert made[5] == -5


@given(st.lists(WORDS), st.integers(-40, 40), st.integers(-40, 40))
def test_a_text_reads_like_one_in_memory(parts: list[str], first: int, last: int) -> None:
    text, made = "".join(parts), SpilledText(Spill())
    for part in parts:
        made.append(part)
    assert (len(made), made[:], made[first:last]) == (len(text), text, text[first:last])
    assert [made[at] for at in range(len(text))] == list(text)
    assert pickle.loads(pickle.dumps(made))[:] == text


@given(WORDS)
def test_runs_of_lines_make_up_the_text_and_end_behind_line_feeds(text: str) -> None:
    runs = list(lines(SpilledText(Spill(), text)))
    assert "".join(run for _, run in runs) == text
    assert all(text.startswith(run, at) for at, run in runs)
    assert all(run.endswith("\n") for _, run in runs[:-1])


@given(WORDS)
def test_the_records_of_a_spilled_text_are_those_of_the_text(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(records, "WINDOW", 3)
        whole, spilt = parse(text), parse(SpilledText(Spill(), text))
    assert (spilt.prose, spilt.tables) == (whole.prose, whole.tables)


def test_where_no_file_can_be_made_batches_stay_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(**_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tempfile, "TemporaryFile", full)
    assert list(SpilledArray("I", Spill(), range(30))) == list(range(30))


@pytest.mark.parametrize("mark", ["", "utf-8-sig", "utf-16"])
def test_a_file_is_decoded_by_part_as_it_is_as_a_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mark: str) -> None:
    path = tmp_path / "stores.csv"
    path.write_bytes("Übersicht;2030\r\nMöhren;17\r\nSumme;17\r\n".encode(mark or "utf-8"))
    whole = documents.read(path)
    monkeypatch.setattr(reader, "KEPT", 0)
    parted = documents.read(path)
    assert isinstance(parted, Document)
    assert not isinstance(parted.text, str)
    assert parted._replace(text=parted.text[:]) == whole


def test_a_list_of_thrice_the_rows_takes_hardly_more_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spilled, "BATCH", 256)
    monkeypatch.setattr(spilled, "PIECE", 4096)
    for module in (reader, xlsx):
        monkeypatch.setattr(module, "KEPT", 0)
    peaks = []
    for rows in (10, 2_500, 7_500):
        path = tmp_path / f"{rows}.csv"
        path.write_text("Parcel,Weight,Fee\n" + "".join(f"Parcel {n},{n % 977},{n % 83}\n" for n in range(rows)))
        tracemalloc.start()
        document = documents.read(path)
        assert isinstance(document, Document)
        reading = quantities.read(document)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        assert len(reading.quantities) == 2 * rows
    assert peaks[2] < 1.4 * peaks[1]
