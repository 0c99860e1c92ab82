"""`python -m aicheck` is `aicheck`."""

from aicheck.cli import main

main()
