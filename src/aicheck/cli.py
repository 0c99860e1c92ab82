"""The command line: arguments and exit codes."""


def main() -> None:
    """Run the command line."""
    raise SystemExit("no command yet")
