"""Declarative rules: loading, matching, the expectation language, verdicts and repairs."""

from typing import TYPE_CHECKING

from aicheck.deferred import deferred
from aicheck.rules.engine import Outcome, merge, run
from aicheck.rules.loader import load, pack_names, parse_rules
from aicheck.rules.rule import FAULTS, Rule, RuleSet
from aicheck.rules.schema import SCHEMA_FILE, schema, schema_text
from aicheck.rules.selftest import TestResult, selftest

if TYPE_CHECKING:
    from aicheck.rules.documentation import Listed, catalogue, expectation_reference, explain, new_rule, reference

__all__ = [
    "FAULTS", "SCHEMA_FILE", "Listed", "Outcome", "Rule", "RuleSet", "TestResult", "catalogue", "expectation_reference",
    "explain", "load", "merge", "new_rule", "pack_names", "parse_rules", "reference", "run", "schema", "schema_text", "selftest",
]  # fmt: skip

_DOCUMENTATION = ("Listed", "catalogue", "expectation_reference", "explain", "new_rule", "reference")
__getattr__ = deferred(__name__, dict.fromkeys(_DOCUMENTATION, "aicheck.rules.documentation"))
