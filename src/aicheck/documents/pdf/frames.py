"""What the reading process says, one JSON line a frame: nothing that it sends can run anything here."""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from aicheck.documents.parsed import Refusal
from aicheck.documents.pdf.origins import PageLine
from aicheck.model import Table


class Part(NamedTuple):
    """A part of the text as `Parsed` has all of it, with the lines that it is printed in; places count from its start."""

    text: str
    prose: tuple[tuple[int, int], ...] = ()
    tables: tuple[Table, ...] = ()
    lines: tuple[PageLine, ...] = ()


class Frame(msgspec.Struct):
    """A part of the text, or why there is none."""

    part: Part | None = None
    refusal: Refusal | None = None


encode = msgspec.json.Encoder().encode
decode = msgspec.json.Decoder(Frame).decode
