"""Text and table cells become quantities."""

from aicheck.quantities.extraction import extract, stream
from aicheck.quantities.languages import detect
from aicheck.quantities.reading import read
from aicheck.quantities.sentences import Sentence, sentences, sentences_of
from aicheck.quantities.stated import beside, read_stated

__all__ = ["Sentence", "beside", "detect", "extract", "read", "read_stated", "sentences", "sentences_of", "stream"]
