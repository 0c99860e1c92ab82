"""Declarative rules: loading, matching, the expectation language, verdicts and repairs."""
