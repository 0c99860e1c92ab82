"""How a claim takes part in the arithmetic: the roles that rules select by."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

DEFAULT_ROLE = "level"

ROLES: Mapping[str, str] = MappingProxyType(
    {
        "level": "how much it is; the default",
        "whole": "a total whose parts are claimed too",
        "part": "one of the parts that make up a whole completely",
        "item": "a member of a whole that may have others (a partial list)",
        "share": "the part that this subject has in a whole, as a percentage or fraction",
        "change": "how much it changed against an earlier period, as a percentage or multiple",
        "difference": "how much it changed, as an amount",
        "restated": "a level stated again in other words or another unit",
        "target": "what is planned or expected for a period to come",
    }
)
