"""Readers: a path becomes a Document."""
