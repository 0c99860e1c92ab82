"""A small project on disk for tests of the command line: two documents, two claims that clash, one rule of its own."""

from pathlib import Path

DAM = "The dam cost 42 million million dollars.\r\nIt is 41 kilometers long, by another count 52 kilometers.\r\n"
QUIET = "The mill sold 7 boats in May.\n"
CLAIMS = """document: dam.txt
claims:
  - {id: dam-a, subject: Dam, metric: length, stated: 41 kilometers, at: "2:7", value: 41 kilometer}
  - {id: dam-b, subject: Dam, metric: length, stated: 52 kilometers, at: "2:44", value: 52 kilometer}
"""
RULES = """- id: DAM001
  name: one-length
  severity: warning
  match:
    claims:
      where: {metric: length}
      group-by: [subject]
  expect: agree(values)
  message: "{subject} is {stated} long, but {expected} elsewhere"
  what: All lengths of one dam agree.
  why: One was mistyped.
  tests:
    ok:
      - - {subject: Weir, metric: length, stated: 3 kilometers}
        - {subject: Weir, metric: length, stated: about 3 kilometers}
    bad:
      - - {subject: Weir, metric: length, stated: 3 kilometers}
        - {subject: Weir, metric: length, stated: "[[5 kilometers]]"}
"""
SETTINGS = """documents = ["docs"]
claims = ["claims"]
rules = ["rules"]
packs = ["malformed"]
"""


def make(folder: Path) -> None:
    """Write the project into `folder`."""
    for name, text in {
        "docs/dam.txt": DAM,
        "docs/mill.txt": QUIET,
        "claims/dam.yaml": CLAIMS,
        "rules/dam.yaml": RULES,
        "aicheck.toml": SETTINGS,
    }.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
