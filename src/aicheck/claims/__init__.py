"""Claims: curated statements of fact, checked against their words and bound to the documents that state them.

`load(paths)` reads claims files; `bind(claims, readings)` finds their words in the documents; `draft(reading)` writes a
first claims file for a document. Faults are findings.
"""

from typing import TYPE_CHECKING

from aicheck.claims.binding import bind
from aicheck.claims.entries import KEYS
from aicheck.claims.faults import FAULTS
from aicheck.claims.loading import ClaimSet, load
from aicheck.claims.roles import DEFAULT_ROLE, ROLES
from aicheck.deferred import deferred

if TYPE_CHECKING:
    from aicheck.claims.drafting import draft

__all__ = ["DEFAULT_ROLE", "FAULTS", "KEYS", "ROLES", "ClaimSet", "bind", "draft", "load"]
__getattr__ = deferred(__name__, {"draft": "aicheck.claims.drafting"})
