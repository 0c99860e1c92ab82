"""Report formats, one file each: a Result becomes text.

A new format is one file with `render(result, options)` and one line in `registry.py`.
"""

from aicheck.reports.quoting import QUOTES, Quote
from aicheck.reports.registry import FORMATS, SUFFIXES, Format, Options, render
from aicheck.reports.summary import counted
from aicheck.reports.writing import write

__all__ = ["FORMATS", "QUOTES", "SUFFIXES", "Format", "Options", "Quote", "counted", "render", "write"]
