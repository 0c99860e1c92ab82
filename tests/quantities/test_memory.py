"""What is reckoned once is remembered, and a full memory starts anew."""

from aicheck.quantities import memory
from aicheck.quantities.memory import Memory


def test_each_key_is_reckoned_once() -> None:
    asked: list[str] = []

    def shout(word: str) -> str:
        asked.append(word)
        return word.upper()

    known = Memory(shout)
    assert [known["tin"], known["tin"], known["ore"]] == ["TIN", "TIN", "ORE"]
    assert asked == ["tin", "ore"]


def test_a_full_memory_forgets(monkeypatch) -> None:
    monkeypatch.setattr(memory, "_MOST", 3)
    known = Memory(len)
    assert [known[word] for word in ("a", "bb", "ccc", "dddd")] == [1, 2, 3, 4]
    assert dict(known) == {"dddd": 4}
