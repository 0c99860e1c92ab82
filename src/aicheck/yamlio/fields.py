"""Fields of a mapping, taken one by one with their types: what the loaders of rules, claims and settings share.

A loader asks for the keys that it knows; each fault becomes a finding that names the key, the offending text and advice,
and the default takes its place, so that one wrong field hides no other. `close` reports the keys that nobody asked for.
"""

from __future__ import annotations

from collections.abc import Sequence as SequenceABC
from decimal import Decimal
from fractions import Fraction

from aicheck.model import Finding
from aicheck.yamlio import faults
from aicheck.yamlio.faults import Fault, did_you_mean, fault_finding, nearest, quoted
from aicheck.yamlio.nodes import Mapping, Node, Scalar, Sequence
from aicheck.yamlio.numbers import NotANumber, read_fraction, read_number

_TRUE, _FALSE = ("true", "True", "TRUE", "yes", "on"), ("false", "False", "FALSE", "no", "off")


class Fields:
    """The fields of one mapping. `what` names it in messages ("rule", "claim", "settings").

    >>> fields = Fields(mapping, findings, "claim")          # doctest: +SKIP
    >>> value = fields.number("value", required=True)        # doctest: +SKIP
    >>> fields.close()                                       # doctest: +SKIP
    """

    def __init__(self, node: Node | None, findings: list[Finding], what: str) -> None:
        self.findings = findings
        self.what = what
        self._asked: dict[str, None] = {}
        self._faults = 0
        self._lacking: dict[str, Finding] = {}
        self.mapping: Mapping | None = None
        if isinstance(node, Mapping):
            self.mapping = node
        elif node is not None:
            self.fault(faults.WRONG_TYPE, f"a {what} is a mapping of keys to values, not {_shown(node)}", node)

    @property
    def ok(self) -> bool:
        """Whether nothing was wrong so far."""
        return self._faults == 0

    def fault(self, fault: Fault, message: str, node: Node, help: str = "") -> None:
        """Records a fault at a node of this mapping."""
        self._faults += 1
        self.findings.append(fault_finding(fault, message, node.place, help=help))

    # -- fields -------------------------------------------------------------------------------------------------------

    def node(self, key: str, *, required: bool = False) -> Node | None:
        """The value as it stands; None where the key is missing or its value empty."""
        self._asked[key] = None
        value = None if self.mapping is None else self.mapping.get(key)
        missing = value is None or (isinstance(value, Scalar) and value.is_null)
        if not missing:
            return value
        if required and self.mapping is not None:
            if value is None:
                self._missing(key)
            else:
                self.fault(faults.MISSING_KEY, f"{key}: the value is missing", self.mapping.key(key) or value)
        return None

    def scalar(self, key: str, *, required: bool = False) -> Scalar | None:
        """A single value with its place."""
        value = self.node(key, required=required)
        if value is None or isinstance(value, Scalar):
            return value
        self.fault(faults.WRONG_TYPE, f"{key}: a single value is expected, not {_shown(value)}", value)
        return None

    def text(self, key: str, default: str = "", *, required: bool = False) -> str:
        """A single value as text, as written."""
        value = self.scalar(key, required=required)
        return default if value is None else value.text

    def number(self, key: str, *, required: bool = False, fault: Fault = faults.WRONG_TYPE) -> Decimal | None:
        """An exact decimal number; `fault` is the code under which "0,73" is reported."""
        value = self.scalar(key, required=required)
        if value is None:
            return None
        number = read_number(value.text)
        if isinstance(number, NotANumber):
            self._not_a_number(key, value, number, fault)
            return None
        return number

    def fraction(self, key: str, *, required: bool = False, fault: Fault = faults.WRONG_TYPE) -> Fraction | None:
        """An exact number, written as a decimal or as `1/3`."""
        value = self.scalar(key, required=required)
        if value is None:
            return None
        number = read_fraction(value.text)
        if isinstance(number, NotANumber):
            self._not_a_number(key, value, number, fault)
            return None
        return number

    def integer(self, key: str, default: int | None = None, *, low: int | None = None, high: int | None = None) -> int | None:
        """A whole number, at least `low` and at most `high`."""
        value = self.scalar(key)
        number = self.number(key)
        if value is None or number is None:
            return default
        if number != number.to_integral_value():
            self.fault(faults.WRONG_TYPE, f"{key}: {quoted(value.text)} is not a whole number", value)
            return default
        if (low is not None and number < low) or (high is not None and number > high):
            bounds = f"at least {low}" if high is None else f"at most {high}" if low is None else f"from {low} to {high}"
            self.fault(faults.WRONG_TYPE, f"{key}: {quoted(value.text)} is outside what is allowed: {bounds}", value)
            return default
        return int(number)

    def flag(self, key: str, default: bool = False) -> bool:
        """true or false."""
        value = self.scalar(key)
        if value is None:
            return default
        if value.text in _TRUE or value.text in _FALSE:
            return value.text in _TRUE
        self.fault(faults.WRONG_TYPE, f"{key}: {quoted(value.text)} is neither true nor false", value)
        return default

    def choice(
        self, key: str, choices: SequenceABC[str], default: str = "", *, required: bool = False, fault: Fault = faults.WRONG_TYPE
    ) -> str:
        """One of the given words, spelled as given."""
        value = self.scalar(key, required=required)
        if value is None:
            return default
        if value.text in choices:
            return value.text
        hint = did_you_mean(value.text, choices) or f"; it is one of {', '.join(choices)}"
        self.fault(fault, f"{key}: {quoted(value.text)} is not known{hint}", value)
        return default

    def scalars(self, key: str, *, required: bool = False) -> tuple[Scalar, ...]:
        """A list of single values, or one of them without brackets."""
        value = self.node(key, required=required)
        if isinstance(value, Scalar):
            return (value,)
        if isinstance(value, Mapping):
            self.fault(faults.WRONG_TYPE, f"{key}: a list of values is expected, not a mapping", value)
            return ()
        return self._only_scalars(key, value)

    def texts(self, key: str, *, required: bool = False) -> tuple[str, ...]:
        """A list of single values as text, or one of them without brackets."""
        return tuple(scalar.text for scalar in self.scalars(key, required=required))

    def sequence(self, key: str, *, required: bool = False) -> tuple[Node, ...]:
        """The items of a list of anything."""
        value = self.node(key, required=required)
        if value is None:
            return ()
        if isinstance(value, Sequence):
            return value.items
        self.fault(faults.WRONG_TYPE, f"{key}: a list is expected, not {_shown(value)}", value, "start each item with '- '")
        return ()

    def fields(self, key: str, *, required: bool = False) -> Fields | None:
        """The fields of a mapping inside this one; its faults are kept in the same list."""
        value = self.node(key, required=required)
        if value is None:
            return None
        if isinstance(value, Mapping):
            return Fields(value, self.findings, key)
        self.fault(faults.WRONG_TYPE, f"{key}: a mapping is expected, not {_shown(value)}", value, "write key: value below it")
        return None

    def rest(self) -> tuple[tuple[Scalar, Node], ...]:
        """The entries that nobody asked for, where free keys are allowed; they count as asked for from then on."""
        if self.mapping is None:
            return ()
        entries = tuple(entry for entry in self.mapping.entries if entry[0].text not in self._asked)
        self._asked |= dict.fromkeys(key.text for key, _ in entries)
        return entries

    def close(self, known: SequenceABC[str] = ()) -> bool:
        """Reports every key that was not asked for and is not in `known`; returns whether nothing was wrong at all."""
        if self.mapping is None:
            return self.ok
        names = [*self._asked, *known]
        for key, _ in self.mapping.entries:
            if key.text not in names:
                free = [name for name in names if name not in self.mapping]
                keys = ", ".join(names)
                self.fault(
                    faults.UNKNOWN_KEY, f"{quoted(key.text)} is not a key of a {self.what}{did_you_mean(key.text, free)}", key,
                    f"the keys are {keys}",
                )  # fmt: skip
                lacking = self._lacking.pop(nearest(key.text, free), None)
                if lacking is not None:  # it is here, misspelled
                    self.findings.remove(lacking)
        return self.ok

    # -- faults -------------------------------------------------------------------------------------------------------

    def _missing(self, key: str) -> None:
        assert self.mapping is not None
        first = self.mapping.entries[0][0] if self.mapping.entries else self.mapping
        self.fault(faults.MISSING_KEY, f"the {self.what} has no {quoted(key)}", first, f"add {key}: with its value")
        self._lacking[key] = self.findings[-1]

    def _not_a_number(self, key: str, value: Scalar, bad: NotANumber, fault: Fault) -> None:
        hint = f"; did you mean {bad.suggestion}?" if bad.suggestion else ""
        self.fault(fault, f"{key}: {quoted(value.text)} {bad.reason}{hint}", value)

    def _only_scalars(self, key: str, value: Sequence | None) -> tuple[Scalar, ...]:
        scalars: list[Scalar] = []
        for item in value or ():
            if isinstance(item, Scalar):
                scalars.append(item)
            else:
                self.fault(faults.WRONG_TYPE, f"{key}: each item is a single value, not {_shown(item)}", item)
        return tuple(scalars)


def _shown(node: Node) -> str:
    return f"the single value {quoted(node.text)}" if isinstance(node, Scalar) else node.kind
