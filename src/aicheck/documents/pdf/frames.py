"""What the reading process says, one JSON line a frame: nothing that it sends can run anything here."""

from __future__ import annotations

import msgspec

from aicheck.documents.parsed import Parsed, Refusal


class Frame(msgspec.Struct):
    """A part of the text, or why there is none."""

    part: Parsed | None = None
    refusal: Refusal | None = None


encode = msgspec.json.Encoder().encode
decode = msgspec.json.Decoder(Frame).decode
