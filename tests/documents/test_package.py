"""Office packages that are damaged or hostile: each is refused with its reason."""

import io
import zipfile
from collections.abc import Mapping

import pytest

from aicheck.documents import package
from aicheck.documents.package import Package
from aicheck.documents.parsed import Refused
from tests.documents.office import package as office_package


def _events(file: io.BytesIO, part: str = "a.xml") -> list[str]:
    found: list[str] = []
    Package(file).parse(
        part,
        lambda name, attributes: found.append(f"<{name} {dict(attributes)}>" if attributes else f"<{name}>"),
        lambda name: found.append(f"</{name}>"),
        found.append,
    )
    return found


def test_elements_have_local_names_and_fallbacks_are_left_out() -> None:
    content = """<x:a xmlns:x="urn:x" xmlns:mc="urn:mc" x:k="1">one<mc:Fallback>two<x:b/></mc:Fallback> &amp; three</x:a>"""
    assert _events(office_package({"a.xml": content})) == ["<a {'k': '1'}>", "one", " & three", "</a>"]


def test_relationships_lead_to_parts_of_the_package() -> None:
    relations = """<Relationships xmlns="urn:r">
      <Relationship Id="r1" Type="urn:t/worksheet" Target="sheets/one.xml"/>
      <Relationship Id="r2" Type="urn:t/worksheet" Target="/elsewhere/two.xml"/>
      <Relationship Id="r3" Type="urn:t/hyperlink" Target="file:///etc/hosts" TargetMode="External"/></Relationships>"""
    found = Package(office_package({"xl/_rels/book.xml.rels": relations})).related("xl/book.xml")
    assert found == {"r1": ("worksheet", "xl/sheets/one.xml"), "r2": ("worksheet", "elsewhere/two.xml")}


ENTITIES = '<!DOCTYPE a [<!ENTITY l "lol"><!ENTITY m "&l;&l;&l;">]><a>&m;</a>'
OUTSIDE = '<!DOCTYPE a [<!ENTITY l SYSTEM "file:///etc/hosts">]><a>&l;</a>'
DAMAGED = [
    ({"b.xml": "<a/>"}, "is incomplete: it has no part a.xml"),
    ({"a.xml": "<a><b></a>"}, "is damaged: part a.xml is no well-formed XML"),
    ({"a.xml": ""}, "is damaged: part a.xml is no well-formed XML"),
    ({"a.xml": ENTITIES}, "declares a document type, which may hide an entity bomb (part a.xml)"),
    ({"a.xml": OUTSIDE}, "declares a document type, which may hide an entity bomb (part a.xml)"),
    ({"a.xml": "<a>" * 600 + "</a>" * 600}, "is nested deeper than the limit of 500 elements (part a.xml)"),
]


@pytest.mark.parametrize(("parts", "reason"), DAMAGED, ids=[case[1] for case in DAMAGED])
def test_a_part_that_cannot_or_must_not_be_read(parts: Mapping[str, str], reason: str) -> None:
    with pytest.raises(Refused) as refused:
        _events(office_package(parts))
    assert refused.value.refusal.reason.startswith(reason)
    assert refused.value.refusal.advice


def test_a_bomb_stops_at_the_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "UNSUSPICIOUS", 1 << 20)
    monkeypatch.setattr(package, "LARGEST_PART", 8 << 20)
    with pytest.raises(Refused, match="more than 200 times its size"):
        _events(office_package({"a.xml": b"<a>" + b" " * (3 << 20) + b"</a>"}))
    with pytest.raises(Refused, match="larger, unpacked, than the limit of 8 MiB"):
        _events(office_package({"a.xml": b"<a>" + b" " * (9 << 20) + b"</a>"}, zipfile.ZIP_STORED))


def test_an_archive_of_too_many_parts_is_refused_before_they_are_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MOST_PARTS", 3)
    with pytest.raises(Refused, match="more parts than the limit of 3"):
        Package(office_package(dict.fromkeys("abcd", "")))


def test_a_byte_that_was_changed_is_noticed() -> None:
    data = bytearray(office_package({"a.xml": "<a>" + "six " * 50 + "</a>"}, zipfile.ZIP_STORED).getvalue())
    data[60] ^= 1
    with pytest.raises(Refused, match="cannot be unpacked"):
        _events(io.BytesIO(bytes(data)))


def test_an_encrypted_part_is_told() -> None:
    data = office_package({"a.xml": "<a/>"}, zipfile.ZIP_STORED).getvalue()
    flagged = bytearray(data)
    flagged[6] |= 1
    flagged[data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(Refused, match="is encrypted"):
        _events(io.BytesIO(bytes(flagged)))
