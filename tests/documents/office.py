"""Office files made by hand, part by part, for what the libraries that write them cannot write."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def package(parts: Mapping[str, bytes | str], compression: int = zipfile.ZIP_DEFLATED) -> io.BytesIO:
    """A zip archive of some parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file


def word(body: str, footnotes: str = "", endnotes: str = "") -> dict[str, str]:
    """The parts of a Word document: the XML of its body and of its notes."""
    notes = {"footnotes": footnotes, "endnotes": endnotes}
    return {
        "word/document.xml": f'<w:document xmlns:w="{WORDS}"><w:body>{body}</w:body></w:document>',
        "word/_rels/document.xml.rels": "<Relationships>"
        + "".join(f'<Relationship Id="{name}" Type="{RELATIONSHIPS}/{name}" Target="{name}.xml"/>' for name in notes)
        + "</Relationships>",
        **{f"word/{name}.xml": f'<w:{name} xmlns:w="{WORDS}">{xml}</w:{name}>' for name, xml in notes.items()},
    }


def workbook(rows: str, *, before: str = "", strings: str = "", properties: str = "", state: str = "visible") -> dict[str, str]:
    """The parts of a workbook with one sheet, `Data`: the XML of its rows, of what stands before them, and of its texts."""
    return {
        "xl/workbook.xml": f'<workbook xmlns="{SHEETS}" xmlns:r="{RELATIONSHIPS}"><workbookPr {properties}/>'
        f'<sheets><sheet name="Data" sheetId="1" state="{state}" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": "<Relationships>"
        f'<Relationship Id="rId1" Type="{RELATIONSHIPS}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{RELATIONSHIPS}/sharedStrings" Target="sharedStrings.xml"/>'
        "</Relationships>",
        "xl/sharedStrings.xml": f'<sst xmlns="{SHEETS}">{strings}</sst>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{SHEETS}">{before}<sheetData>{rows}</sheetData></worksheet>',
    }
