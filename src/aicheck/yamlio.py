"""The only YAML reader: scalars as written, a line and column for every node."""
