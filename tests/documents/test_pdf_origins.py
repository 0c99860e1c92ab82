"""The lines of pages read like the segments that they are made of."""

import pickle

from aicheck.documents.pdf.origins import PageLine, PageLines
from aicheck.model import Segment


def test_lines_are_the_segments_that_were_added_moved_to_their_place() -> None:
    page = [PageLine(0, 9, 3, 1, (-4, 70, 300, 82)), PageLine(10, 14, 3, 12)]
    lines = PageLines()
    lines.add(page, 0)
    lines.add(page, 100)
    assert list(lines) == [
        Segment(0, 9, "page", "page 3, line 1", 3, (-4, 70, 300, 82)),
        Segment(10, 14, "page", "page 3, line 12", 3),
        Segment(100, 109, "page", "page 3, line 1", 3, (-4, 70, 300, 82)),
        Segment(110, 114, "page", "page 3, line 12", 3),
    ]
    assert list(pickle.loads(pickle.dumps(lines))) == list(lines)
