"""What the process that reads a PDF file may use, and what its end says of the file.

Computing time grows with the pages; memory does not. Where the system knows no such limits (Windows), only the numbers of
pages and characters bound a file.
"""

from __future__ import annotations

import signal
import sys
import time

from aicheck.documents.parsed import Refusal

FIRST_SECONDS = 10.0
"""Seconds of computing for opening a file."""
SECONDS_A_PAGE = 1.0
"""Seconds of computing more for each page; a usual one takes some 0.03."""
MEMORY = 512 * 1024 * 1024
"""Bytes of address space: Python and the library take some 200 MiB of it, a page a few more."""
_ADVICE = "save or print it to PDF again, or leave it out"


def bound() -> None:
    """Bound this process, before it opens a file."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if sys.platform != "win32":
        import resource

        for limit, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CORE, 0)):
            most = min(most, hard) if (hard := resource.getrlimit(limit)[1]) != resource.RLIM_INFINITY else most
            resource.setrlimit(limit, (most, hard))
    allow(0)


def allow(pages: int) -> None:
    """Allow this process the time for so many pages since it began; it is ended where it computes longer."""
    if sys.platform != "win32":
        left = FIRST_SECONDS + SECONDS_A_PAGE * pages - time.process_time()
        signal.setitimer(signal.ITIMER_PROF, max(left, 0.001))


def refusal(returncode: int, pages: int) -> Refusal | None:
    """What the end of the process says of the file, after so many pages; None where the fault is ours."""
    if sys.platform != "win32" and returncode == -signal.SIGPROF:
        limit = f"{FIRST_SECONDS:g} s and {SECONDS_A_PAGE:g} s a page"
        return Refusal(f"cannot be read: page {pages + 1} takes more computing than the limit of {limit}", _ADVICE)
    if returncode not in (0, 1):
        reason = f"crashes the PDF library or needs more memory than {MEMORY // 1024 // 1024} MiB"
        return Refusal(f"cannot be read: page {pages + 1} {reason}", _ADVICE)
    return None
