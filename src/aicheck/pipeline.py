"""The calls in order, from paths to a result."""
