"""PDF files made object by object, for what no library would write."""

from collections.abc import Sequence

_CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"


def file_of(objects: Sequence[bytes]) -> bytes:
    """A file of numbered objects; the first is its catalog."""
    out = b"%PDF-1.4\n"
    offsets = []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    return b"%sxref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        out, size, table, size, len(out),
    )  # fmt: skip


def _stream(dictionary: bytes, content: bytes) -> bytes:
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (dictionary, len(content), content)


def page_tree_in_a_circle() -> bytes:
    """The pages are their own children."""
    return file_of([_CATALOG, b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 /Parent 2 0 R >>"])


def endless_pages() -> bytes:
    """One page, said to be a million."""
    return _one_page(1_000_000)


def blank() -> bytes:
    """One page with nothing on it."""
    return _one_page(1)


def _one_page(count: int) -> bytes:
    pages = b"<< /Type /Pages /Kids [3 0 R] /Count %d >>" % count
    return file_of([_CATALOG, pages, b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] >>"])


def unfolding_forms(levels: int, each: int) -> bytes:
    """A page that shows a form `each` times, which shows another as often, and so on: each ** levels letters."""
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    shown = b"/F Do " * each
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /XObject << /F 6 0 R >> >> >>"
    forms = [
        _stream(b"/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources << /XObject << /F %d 0 R >> >>" % number, shown)
        for number in range(7, 6 + levels)
    ]
    letter = b"BT /A 10 Tf 50 700 Td (x) Tj ET"
    last = _stream(b"/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources << /Font << /A 5 0 R >> >>", letter)
    return file_of([_CATALOG, b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", page, _stream(b"", shown), font, *forms, last])
