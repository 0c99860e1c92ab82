"""The names under which one subject appears, and the canonical one."""

from __future__ import annotations

from aicheck.claims.faults import ALIAS_CONFLICT, ALIAS_CYCLE
from aicheck.model import Finding, Related
from aicheck.yamlio import WRONG_TYPE, Fields, Scalar, Sequence, fault_finding, quoted


class Aliases:
    """Collects `canonical name: [other names]` entries of any number of files, then answers for names.

    Names are compared without regard to case and surrounding space.
    """

    def __init__(self) -> None:
        self._entries: dict[str, tuple[Scalar, Scalar]] = {}
        self._resolved: dict[str, str] = {}

    def read(self, fields: Fields) -> None:
        """Takes the entries of one `aliases:` mapping; what is wrong with them goes to its findings."""
        for name, others in fields.rest():
            self._resolved.setdefault(_key(name.text), name.text)
            for other in others if isinstance(others, Sequence) else (others,):
                if isinstance(other, Scalar):
                    self._add(name, other, fields.findings)
                else:
                    help = "write Canonical Name: [other name, another]"
                    fields.fault(WRONG_TYPE, f"{name.text}: a name is expected, not {other.kind}", other, help)

    def canonical(self, name: str) -> str:
        """The canonical name; a name that nobody listed is its own."""
        return self._resolved.get(_key(name), name)

    def resolve(self, findings: list[Finding]) -> None:
        """Follows aliases of aliases to their end, once all files are read: linear in the entries.

        A cycle is one finding, and the names on it stay as they are.
        """
        settled: set[str] = set()
        for start in self._entries:
            path: dict[str, None] = {}
            key = start
            while key in self._entries and key not in settled and key not in path:
                path[key] = None
                key = _key(self._entries[key][0].text)
            if key in path:
                name, other = self._entries[key]
                message = f"{quoted(other.text)} leads back to itself through {quoted(name.text)}"
                findings.append(fault_finding(ALIAS_CYCLE, message, other.place, help="remove one of the entries"))
            elif path:
                canonical = self._resolved[key]
                self._resolved.update(dict.fromkeys(path, canonical))
            settled.update(path)

    def _add(self, name: Scalar, other: Scalar, findings: list[Finding]) -> None:
        key = _key(other.text)
        if key == _key(name.text):
            return  # another spelling of the canonical name itself
        known = self._entries.setdefault(key, (name, other))
        if _key(known[0].text) != _key(name.text):
            message = f"{quoted(other.text)} stands for {quoted(known[0].text)} and for {quoted(name.text)}"
            first = Related(known[1].place, f"{quoted(other.text)} stands for {quoted(known[0].text)} here")
            help = "keep one of the two entries, and write the fuller names in the claims"
            findings.append(fault_finding(ALIAS_CONFLICT, message, other.place, help=help, related=(first,)))


def _key(name: str) -> str:
    return " ".join(name.casefold().split())
