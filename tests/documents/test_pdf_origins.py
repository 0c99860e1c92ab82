"""The lines of pages read like the segments that they are made of."""

import pickle

from aicheck.documents.pdf.origins import PageLines, origin_of
from aicheck.model import Segment


def test_lines_are_the_segments_that_were_added_moved_to_their_place() -> None:
    page = [
        Segment(0, 9, "page", origin_of(3, 1), 3, (-4, 70, 300, 82)),
        Segment(10, 14, "page", origin_of(3, 12), 3),
    ]
    lines = PageLines()
    lines.add(page, 0)
    lines.add(page, 100)
    assert list(lines) == [*page, *(each._replace(start=each.start + 100, end=each.end + 100) for each in page)]
    assert lines[3].origin == "page 3, line 12"
    assert list(pickle.loads(pickle.dumps(lines))) == list(lines)
