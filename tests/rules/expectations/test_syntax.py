"""Faults in expressions: the passage, the message and the advice."""

from __future__ import annotations

import pytest

from aicheck.rules.expectations import ExpectationError, compile_expectation

NAMES = {"after": "one", "before": "one", "parts": "many", "period": "text", "rest": "one"}
FAULTS = [
    # expression, offending passage, a part of the message, a part of the advice
    ("", "", "empty", "state what must hold"),
    ("after = before", "=", "no meaning", "write =="),
    ("after ≤ before", "≤", "no meaning", "write <="),
    ("after == before ** 2", "**", "no meaning", "multiply"),
    ("after == befor", "befor", "nothing is named 'befor'; did you mean \"before\"?", "match binds after, before"),
    ("after == sum", "sum", "nothing is named 'sum'", "call it: sum(values…)"),
    ("after == summ(parts)", "summ", "there is no function 'summ'; did you mean \"sum\"?", "the functions are sum"),
    ("after == parts", "parts", "a list where one number is needed", "sum(...)"),
    ("after", "after", "this is a number", "compare it"),
    ("after == ", "", "ends too early", "missing at the end"),
    ("after == (before", "(", "not closed", "closing )"),
    ("after == before)", ")", "unexpected ')'", "no parenthesis is open"),
    ("after == ratio(before)", "ratio(before)", "called with 1 argument", "write ratio(part, whole)"),
    ("after == sum()", "sum()", "called with 0 arguments", "write sum(values…)"),
    ("after == 1,000", ",", "unexpected ','", "without grouping"),
    ("after == 5billion", "5billion", "neither a number nor a name", "in full"),
    ("after == \"USD\"", "after", "a text is compared with what is no text", "texts with texts"),
    ("period < period", "period < period", "texts have no order", "=="),
    ("after.lwo == 1", "lwo", "no attribute 'lwo'; did you mean \"low\"?", "known are low"),
    ("parts.low == 1", "parts.low", "bound to one statement", "first("),
    ("not agree(parts)", "agree(parts)", "only comparisons", "write the comparison out"),
    ("convert(after, USD) == 1", "USD", "nothing is named 'USD'", "match binds"),
    ("convert(after, before) == 1", "before", "a number where a text", "'unit'"),
    ("and after == 1", "and", "a value is missing before 'and'", "put a name"),
    ("after == 1e99999", "1e99999", "exponent", ""),
    ("(" * 50 + "1" + ")" * 50 + " == 1", "(", "more than 40 levels", "several rules"),
    ("after + " * 300 + "1 == 1", "after + after + after + after + after + a"[:40], "characters", "several rules"),
    ("after.0 == 1", ".0", "unexpected '.0'", "remove it"),
    ("__import__('os')", "__import__", "there is no function", "the functions are"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "passage", "message", "advice"), FAULTS)
def test_fault(text: str, passage: str, message: str, advice: str) -> None:
    with pytest.raises(ExpectationError) as caught:
        compile_expectation(text, NAMES)  # type: ignore[arg-type]
    fault = caught.value
    assert text[fault.start : fault.end] == passage
    assert message in fault.message
    assert advice in fault.advice


def test_chained_and_nested_minus_do_not_recurse_without_bound() -> None:
    with pytest.raises(ExpectationError, match="levels of nesting"):
        compile_expectation("after == " + "-" * 500 + "1", NAMES)  # type: ignore[arg-type]
