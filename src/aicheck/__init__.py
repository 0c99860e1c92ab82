"""aicheck: the checker for the numbers in documents."""

from typing import TYPE_CHECKING

from aicheck.deferred import deferred

if TYPE_CHECKING:
    from aicheck.pipeline import check as check
    from aicheck.quantities import extract as extract

__version__ = "0.1.0"
__getattr__ = deferred(__name__, {"check": "aicheck.pipeline", "extract": "aicheck.quantities"})
