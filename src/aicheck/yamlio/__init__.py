"""The only YAML reader: every scalar as written, a line and column for every node, and faults as findings.

`load(path)` and `parse(text, path)` give nodes; `Fields` takes typed values out of a mapping; `load_trusted` reads the
package's own data. PyYAML itself is imported when the first text is read.
"""

from aicheck.yamlio.composer import DEFAULT_LIMITS, Limits
from aicheck.yamlio.faults import (
    ALIAS_BOMB,
    DUPLICATE_KEY,
    FAULTS,
    MISSING_KEY,
    SYNTAX,
    TOO_LARGE,
    UNKNOWN_KEY,
    UNREADABLE,
    UNSUPPORTED,
    WRONG_TYPE,
    Fault,
    did_you_mean,
    fault_finding,
    quoted,
)
from aicheck.yamlio.fields import Fields
from aicheck.yamlio.nodes import Mapping, Node, Scalar, Sequence
from aicheck.yamlio.numbers import NotANumber, read_fraction, read_number
from aicheck.yamlio.reading import Loaded, load, load_trusted, parse

__all__ = [
    "ALIAS_BOMB", "DEFAULT_LIMITS", "DUPLICATE_KEY", "FAULTS", "MISSING_KEY", "SYNTAX", "TOO_LARGE", "UNKNOWN_KEY",
    "UNREADABLE", "UNSUPPORTED", "WRONG_TYPE", "Fault", "Fields", "Limits", "Loaded", "Mapping", "Node", "NotANumber", "Scalar",
    "Sequence", "did_you_mean", "fault_finding", "load", "load_trusted", "parse", "quoted", "read_fraction", "read_number",
]  # fmt: skip
