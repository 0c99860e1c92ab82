"""What can be wrong with claims: in their files, and between a claim and the document that it cites."""

from __future__ import annotations

from aicheck.yamlio import Fault

BAD_NUMBER = Fault("AIC010", "bad-number", "a value or precision that is no number as claims files write them")
UNKNOWN_UNIT = Fault("AIC011", "unknown-unit", "a unit that is neither a known one nor a plausible noun to count")
BAD_PLACE = Fault("AIC012", "bad-place", "a place that is not written line:column")
UNKNOWN_ROLE = Fault("AIC013", "unknown-role", "a role that no rule could select")
DUPLICATE_ID = Fault("AIC014", "duplicate-id", "two claims with one id; the first is kept")
NOT_READ = Fault("AIC015", "stated-not-read", "stated words that do not read as exactly one number")
OTHER_VALUE = Fault("AIC016", "stated-other-value", "stated words that read to another value or unit than the claim gives")
NO_NUMBER = Fault("AIC017", "claim-without-number", "a claim that gives neither stated words nor a value")
ALIAS_CYCLE = Fault("AIC018", "alias-cycle", "aliases that lead back to themselves")
ALIAS_CONFLICT = Fault("AIC019", "alias-conflict", "one name that stands for two subjects")
BAD_ID = Fault("AIC020", "bad-id", "an id that is not made of lower-case letters, digits and hyphens")
MOVED = Fault("AIC021", "claim-moved", "the stated words stand at another place of the document now")
NOT_FOUND = Fault("AIC022", "claim-not-found", "the stated words stand nowhere in the document")
AMBIGUOUS_DOCUMENT = Fault("AIC023", "ambiguous-document", "a document name that fits several of the documents read")
AMBIGUOUS_PLACE = Fault("AIC024", "ambiguous-place", "stated words that stand at several places, none of them the stated one")
UNKNOWN_CHANGE = Fault("AIC025", "unknown-change", "a change that is neither up, down nor none")

FAULTS: tuple[Fault, ...] = (
    BAD_NUMBER, UNKNOWN_UNIT, BAD_PLACE, UNKNOWN_ROLE, DUPLICATE_ID, NOT_READ, OTHER_VALUE, NO_NUMBER, ALIAS_CYCLE,
    ALIAS_CONFLICT, BAD_ID, MOVED, NOT_FOUND, AMBIGUOUS_DOCUMENT, AMBIGUOUS_PLACE,
    UNKNOWN_CHANGE,
)  # fmt: skip
