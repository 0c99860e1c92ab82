"""Readers: a path becomes a Document, or a Finding where the file gives none."""

from aicheck.documents.folders import Walk, walk
from aicheck.documents.language import language_of
from aicheck.documents.reader import STANDARD_INPUT, blocks, from_text, read, running_text
from aicheck.documents.registry import FORMATS, SUFFIXES
from aicheck.documents.translations import translations

__all__ = [
    "FORMATS", "STANDARD_INPUT", "SUFFIXES", "Walk", "blocks", "from_text", "language_of", "read", "running_text",
    "translations", "walk",
]  # fmt: skip
