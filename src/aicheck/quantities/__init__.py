"""Text and table cells become quantities."""

from aicheck.quantities.extraction import detect, extract, stream
from aicheck.quantities.reading import read
from aicheck.quantities.sentences import sentences
from aicheck.quantities.stated import beside, read_stated

__all__ = ["beside", "detect", "extract", "read", "read_stated", "sentences", "stream"]
