"""Claims: curated statements of fact, checked against their words and bound to the documents that state them.

`load(paths)` reads claims files; `bind(claims, readings)` finds their words in the documents. Faults are findings.
"""

from aicheck.claims.binding import bind
from aicheck.claims.entries import KEYS
from aicheck.claims.faults import FAULTS
from aicheck.claims.loading import ClaimSet, load
from aicheck.claims.roles import DEFAULT_ROLE, ROLES

__all__ = ["DEFAULT_ROLE", "FAULTS", "KEYS", "ROLES", "ClaimSet", "bind", "load"]
