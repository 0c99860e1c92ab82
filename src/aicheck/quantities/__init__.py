"""Text and table cells become quantities."""

from aicheck.quantities.extraction import detect, extract, read_stated, stream
from aicheck.quantities.reading import read
from aicheck.quantities.sentences import sentences

__all__ = ["detect", "extract", "read", "read_stated", "sentences", "stream"]
