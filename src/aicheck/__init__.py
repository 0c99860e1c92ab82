"""aicheck: the checker for the numbers in documents."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from aicheck.pipeline import check as check
    from aicheck.quantities import extract as extract

__version__ = "0.1.0"
_LAZY = {"check": "aicheck.pipeline", "extract": "aicheck.quantities"}


def __getattr__(name: str) -> Any:
    """Loads a public function with its room on first use, so that importing the package stays cheap."""
    if name in _LAZY:
        from importlib import import_module

        return getattr(import_module(_LAZY[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
