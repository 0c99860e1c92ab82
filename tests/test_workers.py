"""Worker processes: answers in order, deaths told, our own faults raised."""

import os
import signal
import time
from types import MappingProxyType

import pytest

from aicheck.workers import Lost, ordered


def _late_first(number: int) -> tuple[int, int]:
    time.sleep(0.05 if number == 0 else 0)
    return number, os.getpid()


def _dies_on_three(number: int) -> int:
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return number * number


def _exits(number: int) -> int:
    os._exit(7)


def _fails(number: int) -> int:
    raise ZeroDivisionError("ours")


def _mapping(number: int) -> MappingProxyType[str, int]:
    return MappingProxyType({"number": number})


def test_answers_come_in_the_order_of_the_items_from_other_processes() -> None:
    answers = [answer for answer in ordered(_late_first, range(100), 3) if not isinstance(answer, Lost)]
    assert [number for number, _ in answers] == list(range(100))
    assert os.getpid() not in {process for _, process in answers}
    assert 1 < len({process for _, process in answers}) <= 3


def test_a_worker_that_dies_loses_its_own_item_only() -> None:
    answers = list(ordered(_dies_on_three, range(6), 2))
    assert answers == [0, 1, 4, Lost(-signal.SIGKILL), 16, 25]
    assert Lost(-signal.SIGKILL).reason == "was killed by SIGKILL"
    assert list(ordered(_exits, range(2), 2)) == [Lost(7), Lost(7)]
    assert Lost(7).reason == "ended with status 7"


def test_an_exception_is_our_fault_and_is_raised(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(RuntimeError, match=r"a worker process failed on 0"):
        list(ordered(_fails, range(1), 2))
    assert "ZeroDivisionError: ours" in capfd.readouterr().err


def test_read_only_mappings_travel() -> None:
    assert list(ordered(_mapping, range(2), 2)) == [{"number": 0}, {"number": 1}]
