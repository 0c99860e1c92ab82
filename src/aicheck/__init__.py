"""aicheck: the checker for the numbers in documents."""

__version__ = "0.1.0"
