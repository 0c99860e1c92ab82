"""`match: {fault: currency-mismatch}`: another rule met units that do not fit. Binds `left`, `right`, `rule` and `reason`.

Such a rule finds nothing by itself: the engine raises it where the expectation of a rule over claims adds or compares
what has no common unit. It stands as a rule so that it is documented, tested and set in severity as every other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aicheck.rules.matching import Facts, Match, Matcher, NameType, Source
from aicheck.yamlio import WRONG_TYPE, Fields, Node, Scalar, did_you_mean, quoted

KINDS = ("unit-mismatch", "currency-mismatch")
NAMES: dict[str, NameType] = {"left": "text", "right": "text", "rule": "text", "reason": "text"}


def _compile(node: Node, fields: Fields) -> Matcher | None:
    if isinstance(node, Scalar) and node.text in KINDS:
        return Matcher(NAMES, node.text, implied=True)
    shown = quoted(node.text) if isinstance(node, Scalar) else node.kind
    hint = did_you_mean(node.text, KINDS) if isinstance(node, Scalar) else ""
    fields.fault(WRONG_TYPE, f"fault: {shown} is not known{hint}", node, f"it is one of {', '.join(KINDS)}")
    return None


def _find(_: Sequence[Matcher], __: Facts) -> Iterator[tuple[int, Match]]:
    return iter(())


SOURCE = Source(
    name="fault",
    summary="units that do not fit, met by another rule; binds `left`, `right`, `rule` and `reason`",
    scope="corpus",
    compile=_compile,
    find=_find,
    schema={"enum": list(KINDS)},
    example="""\
severity: warning
match: {fault: unit-mismatch}
message: "{left} and {right} have no common unit: {reason}"
what: What is added or compared has one unit.
why: A statement of another quantity stands under the same keys.
tests:
  ok:
    - - {subject: Acme, metric: output, period: 2023, stated: "41 million dollars"}
      - {subject: Acme, metric: output, period: 2023, stated: about 40 million dollars}
  bad:
    - - {subject: Acme, metric: output, period: 2023, stated: "41 million dollars"}
      - {subject: Acme, metric: output, period: 2023, stated: "[[52 million tonnes]]"}
""",
)
